using System.Buffers;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Pages.Bogen.Shortcuts;

/// <summary>
/// Which of the pages it is that are the same for all who see them, but for the places in them. With the round and the language it is all that the view may know, so
/// two experts with the same key can share what Razor made. Keys have few values: what differs in many ways goes through a place.
/// </summary>
public abstract record SharedKey
{
    /// <summary>Path of the view.</summary>
    internal abstract string View { get; }

    /// <summary>Where the page is, however somebody wrote its address.</summary>
    internal abstract string Address { get; }

    /// <summary>What the view is made from.</summary>
    internal abstract SharedPage Of(FrozenRound round);
}

/// <summary>
/// What the view of a shared page is made from. It knows the round as it was frozen, and no expert and no request, so nothing of whoever comes first can stay in the
/// page. What is an expert's own goes through places, which read the page that they are given and hold on to no other.
/// </summary>
public abstract class SharedPage(FrozenRound round)
{
    public FrozenRound Round => round;

    /// <summary>Where the pages of the sheet are.</summary>
    public IHtmlContent Root => Places.Text(static page => page.Root);

    public IHtmlContent FormToken => Places.Text(static page => page.FormToken);

    /// <summary>What the browser keeps and the server does not have.</summary>
    public DraftsView Drafts => new(Round.Number, Places.Text(static page => page.BrowserMark), FormToken, Root);

    internal TemplatePlaces<ExpertPage> Places { get; } = new();
}

/// <summary>The same for one kind of page.</summary>
/// <typeparam name="TPage">The page model that fills the places.</typeparam>
/// <typeparam name="TKey">Says which page it is.</typeparam>
public sealed class SharedPage<TPage, TKey>(FrozenRound round, TKey key) : SharedPage(round)
    where TPage : ExpertPage
    where TKey : SharedKey
{
    public TKey Key => key;

    /// <summary>A place for words of the expert's own.</summary>
    public IHtmlContent PersonalText(Func<TPage, string?> words) => Places.Text(page => words((TPage)page));

    /// <summary>A place for what is HTML already.</summary>
    public IHtmlContent PersonalHtml(Func<TPage, string?> html) => Places.Html(page => html((TPage)page));

    /// <summary>A place for an attribute without a value.</summary>
    public IHtmlContent Attribute(string name, Func<TPage, bool> isThere) => Places.Attribute(name, page => isThere((TPage)page));

    /// <summary>A place that the page writes into by itself.</summary>
    public IHtmlContent PersonalPart(Action<TPage, IBufferWriter<byte>> write) =>
        Places.Filled((page, output) => write((TPage)page, output));
}

/// <summary>Room for what this browser keeps and the server does not have; filled and shown by script.</summary>
/// <param name="Round">Number of the open round; null while none is open.</param>
/// <param name="Expert">The expert's mark in the browser.</param>
/// <param name="FormToken">To send it with; null while no round is open.</param>
/// <param name="Root">Where the pages of the sheet are.</param>
public sealed record DraftsView(int? Round, IHtmlContent Expert, IHtmlContent? FormToken, IHtmlContent Root);
