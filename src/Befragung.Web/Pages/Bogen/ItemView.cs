using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Web.Data;
using Befragung.Web.Text;

namespace Befragung.Web.Pages.Bogen;

/// <summary>What the small page part of an item needs: the item, what stands in its fields, and what others said.</summary>
/// <param name="Number">The item's number in its round.</param>
/// <param name="Posted">What was typed, where it has a problem and so was not saved.</param>
public sealed record ItemView(Item Item, int Number, ExpertDesk Desk, IReadOnlyDictionary<string, string>? Posted, Sentence? Problem)
{
    public string Id => $"f-{Item.Key}";

    /// <summary>The partial view of the item's kind.</summary>
    public string Partial => "Items/_" + Item.GetType().Name[..^"Item".Length];

    /// <summary>What describes the fields to a screen reader.</summary>
    public string? DescribedBy => (Item.Note, Problem) switch
    {
        (null, null) => null,
        (not null, null) => Id + "-hinweis",
        (null, not null) => Id + "-fehler",
        _ => $"{Id}-hinweis {Id}-fehler",
    };

    /// <summary>What stands in a field; null for nothing.</summary>
    public string? Value(Part part) => Problem is not null && Posted?.GetValueOrDefault(part.Key) is { } typed ? typed : Desk.Sheet!.Answers[part.Key];

    /// <summary>The same of a number, as it is written in the language of the page.</summary>
    public string Typed(NumberPart part) => Problem is not null && Posted?.GetValueOrDefault(part.Key) is { } typed ? typed : TypedNumbers.Shown(Desk.Sheet!.Answers[part.Key]);

    public string? Was(Part part) => SectionForm.Mark(Desk.Sheet!.Answers[part.Key]);

    public static string Name(Part part) => SectionForm.Answer + part.Key;

    public static string WasName(Part part) => SectionForm.Was + part.Key;

    public Feedback? Feedback(Part part) => Desk.FeedbackOn(part);

    /// <summary>What the round before came to; null while there is nothing to say but that it is open.</summary>
    public Sentence? Verdict(Part part) =>
        Desk.Round!.RoundBefore is { } before && before.OverrulingOf(part.Key) is null && before.Result?.Of(part.Key) is { Verdict: not null and not Delphi.Results.Verdict.Open } result
            ? VerdictReasons.Of(result, before.Questionnaire)
            : null;
}

/// <summary>A field for one number, with what others named where it is known.</summary>
/// <param name="Id">The field's own.</param>
public sealed record NumberView(ItemView Item, NumberPart Part, string Id);

/// <summary>One scale to choose from, with what others chose where it is known.</summary>
public sealed record ScaleView(ItemView Item, RatedPart Part)
{
    public Scale Scale => Part.Scale;

    public string Id => "f-" + Part.Key.Replace('.', '-');
}
