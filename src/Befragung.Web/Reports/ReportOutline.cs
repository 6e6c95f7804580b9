using System.Globalization;
using Befragung.Delphi.Results;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports;

/// <summary>A heading of the report.</summary>
/// <param name="Id">Of the heading in the page.</param>
/// <param name="Below">Those beneath it; of a chapter with questions, the questions.</param>
public sealed record OutlineEntry(string Id, string Text, IReadOnlyList<OutlineEntry> Below);

/// <summary>The chapters of the report with their questions: for the contents, and for the heads of the pages.</summary>
public static class ReportOutline
{
    public static IReadOnlyList<OutlineEntry> Of(StudyReport report, IStringLocalizer<Texts> t)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(t);
        OutlineEntry Of(ReportPlace place) => new(Places.Id(place), t.Plainly(Places.Name(place)), []);
        return
        [
            new("summary", t["Zusammenfassung"], []),
            .. report.Introduction is not null || report.Tells(Places.ContextTopics) ? (OutlineEntry[])[new("context", t["Anlass und Ziel"], [])] : [],
            new("method", t["Methode und Panel"], []),
            new("response", t["Beteiligung"], []),
            .. report.Sections.Select(chapter => Numbered("s", chapter.Number.ToString(CultureInfo.InvariantCulture), chapter.Title.ToString(),
                [.. chapter.Items.Select(item => Numbered("i", item.Number, item.Item.Text.ToString(), []))])),
            .. report.Judged ? (OutlineEntry[])[Of(ReportPlace.Consensus), Of(ReportPlace.Dissent)] : [],
            .. report.Groups.Count > 1 ? (OutlineEntry[])[Of(ReportPlace.Groups)] : [],
            .. report.Changes.Count > 0 ? (OutlineEntry[])[Of(ReportPlace.Changes), Of(ReportPlace.Questions)] : [],
            .. report.Tells(Places.DiscussionTopics) ? (OutlineEntry[])[new("discussion", t["Einordnung"], [])] : [],
            new("limits", t["Grenzen"], []),
            new("measures", t["Kennzahlen"], []),
            new("questionnaires", t["Anhang: Fragebogen"], []),
            .. report.IsDelphi ? (OutlineEntry[])[new("checklist", t["Anhang: Was ein Delphi-Bericht sagen soll"], [])] : [],
        ];
    }

    private static OutlineEntry Numbered(string kind, string number, string text, IReadOnlyList<OutlineEntry> below) =>
        new(kind + number, $"{number} {Wording.Shortened(Markdown.Plain(text), 100)}", below);
}
