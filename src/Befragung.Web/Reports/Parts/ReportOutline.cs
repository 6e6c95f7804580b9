using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports.Parts;

/// <summary>A heading of the report.</summary>
/// <param name="Id">Of the heading in the page.</param>
/// <param name="Below">Those beneath it; of a chapter with questions, the questions.</param>
public sealed record OutlineEntry(string Id, string Text, IReadOnlyList<OutlineEntry> Below);

/// <summary>Chapters that follow each other without a new page: short ones would leave most of theirs empty.</summary>
/// <param name="Head">What stands at the head of their pages.</param>
public sealed record OutlinePart(string Head, IReadOnlyList<OutlineEntry> Chapters);

/// <summary>The chapters of the report with their questions: for the contents, and for the heads of the pages.</summary>
public static class ReportOutline
{
    /// <summary>A section of so few pictures shares its pages with the one before or behind it, as long as these do not become too many.</summary>
    private const double ShortSection = 3,
        MostTogether = 11;

    /// <summary>What a head has room for, where it names two sections.</summary>
    private const int HalfOfHead = 42;

    public static IReadOnlyList<OutlineEntry> Of(StudyReport report, IStringLocalizer<Texts> t) =>
        [.. Parts(report, t).SelectMany(part => part.Chapters)];

    public static IReadOnlyList<OutlinePart> Parts(StudyReport report, IStringLocalizer<Texts> t)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(t);
        return
        [
            Alone("summary", t["Zusammenfassung"]),
            Together(t["Anlass, Methode und Beteiligung"], [.. About(report, t)]),
            .. Sections(report),
            Together(t["Ergebnisse im Ganzen und ihre Grenzen"], [.. Whole(report, t)]),
            Alone("measures", t["Kennzahlen"]),
            Alone("questionnaires", t["Anhang: Fragebogen"]),
            .. report.IsDelphi ? (OutlinePart[])[Alone("checklist", t["Anhang: Was ein Delphi-Bericht sagen soll"])] : [],
            Alone("references", t["Literatur"]),
        ];
    }

    private static IEnumerable<OutlineEntry> About(StudyReport report, IStringLocalizer<Texts> t)
    {
        if (report.Introduction is not null || report.Tells(ReportHeadings.ContextTopics))
            yield return new("context", t["Anlass und Ziel"], []);
        yield return new("method", t["Methode und Panel"], []);
        yield return new("response", t["Beteiligung"], []);
    }

    private static IEnumerable<OutlineEntry> Whole(StudyReport report, IStringLocalizer<Texts> t)
    {
        OutlineEntry Of(ReportPlace place) => new(ReportHeadings.Id(place), t.Plainly(ReportHeadings.Name(place)), []);
        if (report.Judged)
            yield return Of(ReportPlace.Consensus);
        if (report.Judged)
            yield return Of(ReportPlace.Dissent);
        if (report.Firmness is not null)
            yield return Of(ReportPlace.Firmness);
        if (report.Groups.Count > 1)
            yield return Of(ReportPlace.Groups);
        if (report.Changes.Count > 0)
            yield return Of(ReportPlace.Changes);
        if (report.Changes.Count > 0)
            yield return Of(ReportPlace.Questions);
        if (report.Tells(ReportHeadings.DiscussionTopics))
            yield return new("discussion", t["Einordnung"], []);
        yield return new("limits", t["Grenzen"], []);
        if (report.Tells(ReportHeadings.ConclusionTopics))
            yield return new("conclusions", t["Schlussfolgerungen und Empfehlungen"], []);
    }

    private static IEnumerable<OutlinePart> Sections(StudyReport report)
    {
        var together = new List<OutlineEntry>();
        double filled = 0;
        foreach (var section in report.Sections)
        {
            var entry = Of(section);
            var needed = section.Items.Sum(Needed);
            if (together.Count > 0 && (filled + needed > MostTogether || Math.Min(filled, needed) > ShortSection))
            {
                yield return Together(null, [.. together]);
                together.Clear();
                filled = 0;
            }
            together.Add(entry);
            filled += needed;
        }
        if (together.Count > 0)
            yield return Together(null, [.. together]);
    }

    private static OutlineEntry Of(SectionReport section) =>
        Numbered(
            "s",
            section.Number.ToString(CultureInfo.InvariantCulture),
            section.Title.ToString(),
            [.. section.Items.Select(item => Numbered("i", item.Number, item.Item.Text.ToString(), []))]
        );

    /// <summary>In pictures, which are about half a page.</summary>
    private static double Needed(ItemReport item) =>
        item switch
        {
            { Unanswered: true } => 0.1,
            { Item.IsOpen: true } => 0.4,
            { Item: MultiRatingItem } => item.Parts.Count,
            _ => 1,
        };

    private static OutlinePart Alone(string id, string text) => new(text, [new(id, text, [])]);

    /// <param name="name">What they have in common; null for their own names.</param>
    private static OutlinePart Together(string? name, params OutlineEntry[] chapters) =>
        new(
            chapters.Length == 1
                ? chapters[0].Text
                : name
                    ?? $"{Wording.Shortened(chapters[0].Text, HalfOfHead)}{(chapters.Length > 2 ? " – " : " · ")}{Wording.Shortened(chapters[^1].Text, HalfOfHead)}",
            chapters
        );

    private static OutlineEntry Numbered(string kind, string number, string text, IReadOnlyList<OutlineEntry> below) =>
        new(kind + number, $"{number} {Wording.Shortened(Markdown.Plain(text), 100)}", below);
}
