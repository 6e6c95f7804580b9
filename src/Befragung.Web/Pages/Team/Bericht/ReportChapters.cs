using Befragung.Delphi.Reporting;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>A chapter of the texts of the report, which has a page of its own.</summary>
/// <param name="Address">Its last part.</param>
/// <param name="Topics">What is written there; none for what follows from the results: key findings, and comments on pictures.</param>
public sealed record ReportTextChapter(string Address, IReadOnlyList<ReportTopic> Topics)
{
    public static ReportTextChapter Findings { get; } = new("befunde", []);

    /// <summary>What stands below pictures.</summary>
    public static ReportTextChapter Comments { get; } = new("anmerkungen", []);

    /// <summary>In the order of the report.</summary>
    public static IReadOnlyList<ReportTextChapter> All { get; } =
    [
        Findings,
        Of("zusammenfassung", ReportChapter.Summary),
        Of("hintergrund", ReportChapter.Context),
        Of("methode", ReportChapter.Method),
        Of("ergebnisse", ReportChapter.Results),
        Comments,
        Of("diskussion", ReportChapter.Discussion),
    ];

    /// <summary>Where a text is written.</summary>
    public static ReportTextChapter Of(string key) =>
        All.FirstOrDefault(chapter => chapter.Topics.Any(topic => topic.Key == key))
        ?? (key.StartsWith("finding.", StringComparison.Ordinal) ? Findings : Comments);

    public string Name(IStringLocalizer<Texts> t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return Address switch
        {
            "befunde" => t["Die wichtigsten Befunde"],
            "zusammenfassung" => t["Zusammenfassung"],
            "hintergrund" => t["Hintergrund"],
            "methode" => t["Methode"],
            "anmerkungen" => t["Anmerkungen zu Bildern"],
            "ergebnisse" => t["Ergebnisse"],
            _ => t["Diskussion"],
        };
    }

    private static ReportTextChapter Of(string address, ReportChapter chapter) =>
        new(address, [.. ReportTopics.All.Where(topic => topic.Chapter == chapter)]);
}
