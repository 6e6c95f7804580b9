using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Collections.Concurrent;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// The page part of an item as everyone sees it in a round, with places for what is one's own. What is frozen when a round opens (texts, feedback, pictures)
/// is so made once per language, and not for every expert; filling in the places costs next to nothing.
/// </summary>
internal sealed partial class ItemTemplate
{
    private static readonly ConditionalWeakTable<FrozenRound, ConcurrentDictionary<(string Item, string Language), ItemTemplate>> All = [];

    private readonly string[] texts;
    private readonly Func<OwnAnswers, string?>[] places;

    private ItemTemplate(string html, Places known)
    {
        // Indentation is for those who write the parts; a third of the page would be blanks.
        var pieces = Indentation().Replace(html, "\n").Split(known.Mark);
        texts = new string[(pieces.Length + 1) / 2];
        places = new Func<OwnAnswers, string?>[pieces.Length / 2];
        for (var i = 0; i < pieces.Length; i++)
            if (i % 2 == 0) texts[i / 2] = pieces[i];
            else places[i / 2] = known[int.Parse(pieces[i], CultureInfo.InvariantCulture)];
    }

    /// <summary>The item's page part with an expert's own answers in it.</summary>
    /// <param name="render">Renders the partial view of that name for an item.</param>
    public static async ValueTask<IHtmlContent> FillAsync(FrozenRound round, ItemView view, OwnAnswers own, Func<string, ItemView, Task<IHtmlContent>> render)
    {
        var templates = All.GetOrCreateValue(round);
        var key = (view.Item.Key, Languages.Current);
        if (!templates.TryGetValue(key, out var template))
        {
            await using var writer = new StringWriter(CultureInfo.InvariantCulture);
            (await render(view.Partial, view)).WriteTo(writer, HtmlEncoder.Default);
            template = templates.GetOrAdd(key, new ItemTemplate(writer.ToString(), view.Places));
        }
        return new Filled(template, own);
    }

    [GeneratedRegex(@"\n\s+", RegexOptions.None, 1000)]
    private static partial Regex Indentation();

    private sealed class Filled(ItemTemplate template, OwnAnswers own) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            for (var i = 0; i < template.texts.Length; i++)
            {
                writer.Write(template.texts[i]);
                if (i < template.places.Length && template.places[i](own) is { } filled) writer.Write(filled);
            }
        }
    }
}

/// <summary>The places of one template, while it is made. Each stands in the page as its number between marks that nobody can guess, and so nobody can write.</summary>
public sealed class Places
{
    /// <summary>Encodes what HTML would take for its own, and leaves letters as they are.</summary>
    internal static readonly HtmlEncoder Letters = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private readonly List<Func<OwnAnswers, string?>> fillers = [];

    internal string Mark { get; } = $"\uE000{Guid.NewGuid():N}\uE001";

    internal Func<OwnAnswers, string?> this[int index] => fillers[index];

    /// <summary>A place for words: they are encoded.</summary>
    public IHtmlContent Text(Func<OwnAnswers, string?> words) => Html(own => words(own) is { } said ? Letters.Encode(said) : null);

    /// <summary>A place for what is HTML already.</summary>
    public IHtmlContent Html(Func<OwnAnswers, string?> html)
    {
        fillers.Add(html);
        return new HtmlString($"{Mark}{fillers.Count - 1}{Mark}");
    }

    /// <summary>A place for an attribute without a value: "checked", "hidden".</summary>
    public IHtmlContent Attribute(string name, Func<OwnAnswers, bool> isThere) => Html(own => isThere(own) ? name : null);
}
