using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Answers as people read them.</summary>
internal static class AnswerWords
{
    /// <summary>One value in words; what cannot be an answer stays as it was typed.</summary>
    public static string InWords(this IStringLocalizer<Texts> t, Part part, string value)
    {
        ArgumentNullException.ThrowIfNull(t);
        return part switch
        {
            _ when value.Length == 0 => t["keine Angabe"],
            NumberPart { Unit: var unit } => $"{TypedNumbers.Told(value)} {unit?.Behind(NumberPart.Read(value) ?? 0)}".TrimEnd(),
            _ when part.Check(value) is not null => value,
            RatedPart rated => rated.Scale.LabelOf(int.Parse(value, CultureInfo.InvariantCulture)) is { } label
                ? $"{value} – {label}"
                : value,
            ChoicePart choice => choice.Options.First(option => option.Key == value).Name.ToString(),
            MarkPart => part.Name!.ToString(),
            RankPart => t["Rang {0}", value],
            _ => value,
        };
    }

    /// <summary>Which of several values of an item it is; null where it goes without saying.</summary>
    public static string? Label(this IStringLocalizer<Texts> t, Part part) =>
        part switch
        {
            ReasonPart reason => t[Words.Of(reason.Side)],
            ReplyPart => t["Ihre Antwort auf eine Begründung"],
            MarkPart => null,
            _ => part.Name?.ToString(),
        };

    /// <summary>The same in one line: "Lage: 2".</summary>
    public static string Line(this IStringLocalizer<Texts> t, Part part, string value) =>
        t.Label(part) is { } label ? $"{label}: {t.InWords(part, value)}" : t.InWords(part, value);

    /// <summary>The same of what is no answer: a number stays as it was typed.</summary>
    public static string TypedLine(this IStringLocalizer<Texts> t, Part part, string typed) =>
        part is not NumberPart ? t.Line(part, typed)
        : t.Label(part) is { } label ? $"{label}: {typed}"
        : typed;

    /// <summary>Of several values those that say something: an option that was not chosen does not, and "keine Angabe" does once.</summary>
    public static IEnumerable<(Part Part, string Value)> Telling(IEnumerable<(Part Part, string Value)> values)
    {
        var telling = values
            .Where(one =>
                one
                    is not
                        (ConvincedPart, _)
                        and not
                        (MarkPart, MarkPart.NotChosen)
                        and not
                        (TextPart or RankPart or ReasonPart or ReplyPart, "")
            )
            .ToList();
        return telling.Exists(one => one is (MarkPart, ""))
            ? telling.Where(one => one.Part is not MarkPart).Prepend(telling.First(one => one.Part is MarkPart))
            : telling;
    }

    /// <summary>Values that are shown so that they can be copied.</summary>
    public static IEnumerable<Unsaved> Unsaved(this IStringLocalizer<Texts> t, Item item, IEnumerable<(Part Part, string Value)> values) =>
        Telling(values).Select(one => new Unsaved(item, t.Label(one.Part), t.InWords(one.Part, one.Value)));

    /// <summary>To whoever filled in a sheet whose round is over: what became of it.</summary>
    public static string Ended(this IStringLocalizer<Texts> t, SheetOutcome outcome) =>
        outcome switch
        {
            SheetOutcome.HandedIn => t["Vielen Dank: Ihre Antworten sind abgegeben und zählen."].Value,
            SheetOutcome.CountedAsSaved => t[
                "Abgegeben haben Sie Ihren Bogen nicht. In dieser Befragung zählt auch, was nur gespeichert ist: Ihre Antworten sind dabei. Vielen Dank!"
            ].Value,
            SheetOutcome.LeftOut => t[
                "Was Sie gespeichert haben, zählt nicht: Ihr Bogen war nicht abgegeben, als die Runde schloss."
            ].Value,
            _ => t["Von Ihnen ist in dieser Runde keine Antwort gespeichert. In einer weiteren können Sie wieder mitmachen."].Value,
        };
}

/// <summary>A value that is shown so that it can be copied.</summary>
/// <param name="Label">Which of several values of the item it is; null where it goes without saying.</param>
public sealed record Unsaved(Item Item, string? Label, string Text);
