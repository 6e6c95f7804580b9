using Befragung.Delphi;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;

namespace Befragung.Web.Reports.Parts;

/// <summary>Where in the page something stands: the id of a heading, and what it says.</summary>
internal static class ReportHeadings
{
    public static string Id(ReportPlace place) =>
        place switch
        {
            ReportPlace.Dissent => "divided",
            ReportPlace.Sections => "s1",
            _ => place.ToString().ToLowerInvariant(),
        };

    /// <summary>Whether the data volume has it, and not the report.</summary>
    public static bool IsInData(string id) => InData.Contains(id);

    private static readonly HashSet<string> InData =
    [
        .. new[]
        {
            ReportPlace.Sections,
            ReportPlace.Consensus,
            ReportPlace.Dissent,
            ReportPlace.Firmness,
            ReportPlace.Groups,
            ReportPlace.Changes,
            ReportPlace.Questions,
            ReportPlace.Measures,
            ReportPlace.Questionnaires,
            // Both volumes have it.
            ReportPlace.Imprint,
        }.Select(Id),
    ];

    /// <summary>Why the study is held, before and behind how it was introduced to the experts.</summary>
    public static IReadOnlyList<string> ContextTopics { get; } = ["occasion", "aim", "reason", "knowledge", "team", "funding", "protocol"];

    /// <summary>What the team makes of the results.</summary>
    public static IReadOnlyList<string> DiscussionTopics { get; } = ["interpretation", "validity", "reliability"];

    /// <summary>What follows from them, for the last chapter before the tables.</summary>
    public static IReadOnlyList<string> ConclusionTopics { get; } = ["conclusions", "recommendations"];

    /// <summary>The heading of a team's text.</summary>
    public static string Id(string topic) => "about." + topic;

    public static Sentence Name(ReportPlace place) =>
        place switch
        {
            ReportPlace.Title => new Sentence("Titelseite"),
            ReportPlace.Summary => new Sentence("Zusammenfassung"),
            ReportPlace.Introduction => new Sentence("Worum es ging"),
            ReportPlace.Asking => new Sentence("Wie befragt wurde"),
            ReportPlace.Rounds => new Sentence("Die Runden"),
            ReportPlace.Feedback => new Sentence("Was zurückgemeldet wurde"),
            ReportPlace.Panel => new Sentence("Wer befragt wurde"),
            ReportPlace.Anonymity => new Sentence("Wer was weiß"),
            ReportPlace.Measuring => new Sentence("Was berechnet wird"),
            ReportPlace.Coded => new Sentence("Wie offene Antworten geordnet wurden"),
            ReportPlace.Judging => new Sentence("Wie ein Urteil zustande kommt"),
            ReportPlace.Response => new Sentence("Beteiligung"),
            ReportPlace.Flow => new Sentence("Von der Einladung zum Bogen"),
            ReportPlace.Attrition => new Sentence("Dabeigeblieben und ausgeschieden"),
            ReportPlace.Sections => new Sentence("Ergebnisse nach Abschnitten"),
            ReportPlace.Consensus => new Sentence("Wo das Panel sich einig ist"),
            ReportPlace.Dissent => new Sentence("Wo kein Konsens besteht"),
            ReportPlace.Firmness => new Sentence("Wie fest die Urteile sind"),
            ReportPlace.Groups => new Sentence("Wo sich die Gruppen unterscheiden"),
            ReportPlace.Changes => new Sentence("Was sich zwischen den Runden änderte"),
            ReportPlace.Questions => new Sentence("Was aus den Fragen wurde"),
            ReportPlace.Limits => new Sentence("Grenzen"),
            ReportPlace.Pretest => new Sentence("Pretest"),
            ReportPlace.Measures => new Sentence("Kennzahlen"),
            ReportPlace.Imprint => new Sentence("Impressum"),
            _ => new Sentence("Anhang: Fragebogen"),
        };
}
