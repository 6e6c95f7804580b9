using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>
/// What the small page part of an item is made of: the item, what all experts said of it, and places for what is the expert's own. The part is made once for
/// everyone, so whatever differs between experts has to go through <see cref="Places"/>.
/// </summary>
public sealed record ItemView(Item Item, FrozenRound Round, IStringLocalizer<Texts> T)
{
    public Places Places { get; } = new();

    public string Id => $"f-{Item.Key}";

    /// <summary>The partial view of the item's kind.</summary>
    public string Partial => "Items/_" + Item.GetType().Name[..^"Item".Length];

    /// <summary>What describes the fields to a screen reader; the place of a problem is empty while there is none.</summary>
    public string DescribedBy => Item.Note is null ? $"{Id}-fehler" : $"{Id}-hinweis {Id}-fehler";

    public IHtmlContent Number => Places.Text(own => own.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public IHtmlContent Problem => Places.Text(own => own.Problem is { } problem ? T.Say(problem) : null);

    public IHtmlContent HiddenWithoutProblem => Places.Attribute("hidden", own => own.Problem is null);

    /// <summary>The item waits for an answer on the same page.</summary>
    public IHtmlContent HiddenUnlessAsked => Item.When is null ? HtmlString.Empty : Places.Attribute("hidden", own => !own.IsAsked);

    /// <summary>What stands in the field of a part.</summary>
    public IHtmlContent Value(Part part) => part is NumberPart number ? Places.Text(own => own.Typed(number)) : Places.Text(own => own.Value(part));

    public IHtmlContent Checked(Part part, string value) => Places.Attribute("checked", own => own.Value(part) == value);

    public IHtmlContent Selected(Part part, string value) => Places.Attribute("selected", own => own.Value(part) == value);

    /// <summary>The field that says what the answer was when the page was made; none where there was none.</summary>
    public IHtmlContent Was(Part part) => Places.Html(own => SectionForm.Mark(own.Saved(part)) is { } was
        ? $"<input type=\"hidden\" name=\"{WasName(part)}\" value=\"{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(was)}\">" : null);

    public static string Name(Part part) => SectionForm.Answer + part.Key;

    public static string WasName(Part part) => SectionForm.Was + part.Key;

    /// <summary>An id in the page for a part.</summary>
    public static string IdOf(Part part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return "f-" + part.Key.Replace('.', '-').Replace(":", "", StringComparison.Ordinal);
    }

    /// <summary>How all answered in the round before; null where nothing may be said. One's own answer is not in it.</summary>
    public Feedback? Feedback(Part part) => Delphi.Results.Feedback.On(part, Round.Before, Answers.None);

    /// <summary>A sentence on one's own answer in the round before.</summary>
    public IHtmlContent Yours(Part part, Feedback feedback, Func<Feedback, Delphi.Sentence?> say, Func<Feedback, bool> stands)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        return Places.Html(own => feedback with { Own = own.Earlier(part) } is var mine && say(mine) is { } sentence
            ? $"<span{(stands(mine) ? " class=\"told__own\"" : "")}>{System.Text.Encodings.Web.HtmlEncoder.Default.Encode(T.Say(sentence))}</span>" : null);
    }

    /// <summary>A mark at the value that one chose in the round before.</summary>
    public IHtmlContent OwnMark(Part part, string value)
    {
        var mark = $"<span class=\"you\">{T["Sie"].Value}<span class=\"you__round\">, {T["Runde {0}", Round.Number - 1].Value}</span></span>";
        return Places.Html(own => own.Earlier(part) == value ? mark : null);
    }

    /// <summary>Words where one chose a value in the round before.</summary>
    public IHtmlContent WhereOwn(Part part, string value, string words) => Places.Text(own => own.Earlier(part) == value ? words : null);

    /// <summary>What the round before came to; null while there is nothing to say but that it is open.</summary>
    public Delphi.Sentence? Verdict(Part part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return Round.RoundBefore is { } before && before.OverrulingOf(part.Key) is null && before.Result?.Of(part.Key) is { Verdict: not null and not Delphi.Results.Verdict.Open } result
            ? VerdictReasons.Of(result, before.Questionnaire)
            : null;
    }
}

/// <summary>A field for one number, with what others named where it is known.</summary>
/// <param name="Id">The field's own.</param>
public sealed record NumberView(ItemView Item, NumberPart Part, string Id);

/// <summary>One scale to choose from, with what others chose where it is known.</summary>
public sealed record ScaleView(ItemView Item, RatedPart Part)
{
    public Scale Scale => Part.Scale;

    public string Id => ItemView.IdOf(Part);
}
