using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>A place in the report that something is told at; the page knows its heading.</summary>
public enum ReportPlace
{
    Title,
    Summary,
    Introduction,
    Asking,
    Rounds,
    Feedback,
    Panel,
    Anonymity,
    Measuring,
    Judging,
    Response,
    Flow,
    Attrition,
    Sections,
    Consensus,
    Dissent,
    Firmness,
    Groups,
    Changes,
    Questions,
    Limits,
    Measures,
    Questionnaires,
    Pretest,

    /// <summary>How open answers were sorted.</summary>
    Coded,
}

/// <summary>Which guideline asks for it.</summary>
public enum Guideline
{
    /// <summary>Niederberger et al. 2024.</summary>
    Delphistar,

    /// <summary>Gattrell et al. 2024.</summary>
    Accord,

    /// <summary>Jünger et al. 2017.</summary>
    Credes,
}

/// <summary>One thing that a report of a Delphi study has to tell, in our own words.</summary>
/// <param name="Places">Where this report tells it from the study's data.</param>
/// <param name="Topics">What the team tells of it, or has still to tell: keys of <see cref="ReportTopics"/>.</param>
/// <param name="Written">Those of them that are written.</param>
public sealed record ChecklistItem(
    Guideline Guideline,
    ReportChapter Chapter,
    Sentence Asks,
    IReadOnlyList<ReportPlace> Places,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Written
)
{
    public IEnumerable<string> Missing => Topics.Except(Written);

    /// <summary>Told nowhere.</summary>
    public bool IsMissing => Places.Count == 0 && Written.Count == 0;
}

/// <summary>
/// What DELPHISTAR asks of a report, with what ACCORD and CREDES add, each with the place where this report tells it. Abridged: the publications say it in
/// full (Niederberger et al. 2024, doi 10.1371/journal.pone.0304651).
/// </summary>
public static class ReportChecklist
{
    public static IReadOnlyList<ChecklistItem> Of(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        static ReportPlace[] If(bool told, params ReportPlace[] places) => told ? places : [];
        ChecklistItem Asked(ReportChapter chapter, Sentence asks, ReportPlace[] places, params string[] topics) =>
            new(Guideline.Delphistar, chapter, asks, places, topics, [.. topics.Where(topic => report.Texts.Of(topic) is not null)]);
        var known = report.ParticipationKnown;
        var several = report.Rounds.Count > 1;
        return
        [
            Asked(ReportChapter.Summary, new Sentence("Im Titel als Delphi-Befragung erkennbar"), [ReportPlace.Title]),
            Asked(ReportChapter.Summary, new Sentence("Gegliederte Zusammenfassung"), [ReportPlace.Summary], "summary"),
            Asked(ReportChapter.Summary, new Sentence("Stichwörter"), [], "keywords"),
            Asked(ReportChapter.Context, new Sentence("Förderung, Auftrag und Interessenkonflikte"), [], "funding"),
            Asked(ReportChapter.Context, new Sentence("Projektteam, Fachkenntnis und methodische Beratung"), [], "team"),
            Asked(ReportChapter.Context, new Sentence("Hintergrund des Vorhabens"), [], "occasion"),
            Asked(ReportChapter.Context, new Sentence("Studienprotokoll oder Registrierung"), [], "protocol"),
            Asked(ReportChapter.Context, new Sentence("Warum das Delphi-Verfahren gewählt wurde"), [], "reason"),
            Asked(
                ReportChapter.Context,
                new Sentence("Ziel und Fragestellung"),
                If(report.Introduction is not null, ReportPlace.Introduction),
                "aim"
            ),
            Asked(ReportChapter.Context, new Sentence("Vorwissen, das einfloss"), [], "knowledge"),
            Asked(
                ReportChapter.Method,
                new Sentence("Wessen Wissen und Sichtweisen vertreten sind, und welche mit Absicht fehlen"),
                If(report.Groups.Count > 0, ReportPlace.Panel),
                "perspectives"
            ),
            Asked(
                ReportChapter.Method,
                new Sentence("Art der Delphi-Befragung und Abweichungen vom üblichen Vorgehen"),
                If(known, ReportPlace.Asking),
                "type"
            ),
            Asked(ReportChapter.Method, new Sentence("Kriterien für die Auswahl der Fachleute"), [], "criteria"),
            Asked(ReportChapter.Method, new Sentence("Wie die Befragten gefunden wurden"), [], "search"),
            Asked(ReportChapter.Method, new Sentence("Ansprache, auch zwischen den Runden"), If(known, ReportPlace.Flow), "recruitment"),
            Asked(ReportChapter.Method, new Sentence("Wie der Fragebogen entstand"), [], "questionnaire"),
            Asked(ReportChapter.Method, new Sentence("Aufbau des Fragebogens, Arten der Fragen und Skalen"), [ReportPlace.Questionnaires]),
            Asked(ReportChapter.Method, new Sentence("Pretest"), If(report.WasTried, ReportPlace.Pretest), "pretest"),
            Asked(ReportChapter.Method, new Sentence("Zahl der Runden, geplant und gehalten"), [ReportPlace.Rounds]),
            Asked(ReportChapter.Method, new Sentence("Ziel jeder Runde"), [], "rounds"),
            Asked(ReportChapter.Method, new Sentence("Zeitraum der Befragung"), If(known, ReportPlace.Rounds)),
            Asked(ReportChapter.Method, new Sentence("Abbruchkriterium mit Begründung"), [ReportPlace.Judging], "stop"),
            Asked(ReportChapter.Method, new Sentence("Was in jeder Runde zurückgemeldet wurde, und wie"), If(known, ReportPlace.Feedback)),
            Asked(ReportChapter.Method, new Sentence("Ob nach Gruppen zurückgemeldet wurde"), If(known, ReportPlace.Feedback)),
            Asked(ReportChapter.Method, new Sentence("Umgang mit Dissens und unklaren Ergebnissen"), [ReportPlace.Judging]),
            Asked(ReportChapter.Method, new Sentence("Statistische Auswertung"), [ReportPlace.Measuring]),
            Asked(
                ReportChapter.Method,
                new Sentence("Qualitative Auswertung: Kodierung, Zahl der Personen, Übereinstimmung"),
                [
                    .. If(report.Rounds.Any(round => round.Coding is not null), ReportPlace.Coded),
                    .. If(report.Rounds.Any(round => round.Origins is not null), ReportPlace.Questions),
                ],
                "qualitative"
            ),
            Asked(ReportChapter.Method, new Sentence("Was Konsens heißt, und wie er gemessen wird"), [ReportPlace.Judging], "consensus"),
            Asked(
                ReportChapter.Method,
                new Sentence("Auswertung nach Gruppen, Gewichtung"),
                [ReportPlace.Measuring, .. If(report.Groups.Count > 1, ReportPlace.Groups)]
            ),
            Asked(ReportChapter.Method, new Sentence("Anonymität: wem gegenüber"), If(known, ReportPlace.Anonymity)),
            Asked(ReportChapter.Method, new Sentence("Ethik und Datenschutz"), [], "ethics"),
            Asked(ReportChapter.Results, new Sentence("Flussdiagramm des Ablaufs"), If(known, ReportPlace.Flow)),
            Asked(ReportChapter.Results, new Sentence("Besondere Ereignisse"), [], "events"),
            Asked(
                ReportChapter.Results,
                new Sentence("Fachleute je Runde, eingeladen und beteiligt, nach Gruppen"),
                [ReportPlace.Response]
            ),
            Asked(
                ReportChapter.Results,
                new Sentence("Ergebnisse jeder Runde und am Ende; geänderte und entfallene Fragen mit Grund"),
                [
                    ReportPlace.Sections,
                    .. If(report.Judged, ReportPlace.Consensus),
                    .. If(several, ReportPlace.Changes, ReportPlace.Questions),
                ]
            ),
            Asked(ReportChapter.Discussion, new Sentence("Wichtigste Befunde"), [ReportPlace.Summary], "interpretation"),
            Asked(ReportChapter.Discussion, new Sentence("Gültigkeit der Ergebnisse"), [], "validity"),
            Asked(
                ReportChapter.Discussion,
                new Sentence("Verlässlichkeit der Ergebnisse"),
                If(report.Firmness is not null, ReportPlace.Firmness),
                "reliability"
            ),
            Asked(ReportChapter.Discussion, new Sentence("Grenzen"), [ReportPlace.Limits], "limits"),
            Asked(
                ReportChapter.Method,
                new Sentence("Ob Fachleute Fragen ergänzen und Antworten erläutern konnten"),
                If(known, ReportPlace.Feedback)
            ) with
            {
                Guideline = Guideline.Accord,
            },
            Asked(ReportChapter.Method, new Sentence("Aufwandsentschädigung"), [], "incentives") with
            {
                Guideline = Guideline.Accord,
            },
            Asked(ReportChapter.Method, new Sentence("Anpassungen für Menschen mit Behinderung"), If(known, ReportPlace.Asking)) with
            {
                Guideline = Guideline.Accord,
            },
            Asked(
                ReportChapter.Results,
                new Sentence("Ob Fragen mit Konsens noch einmal gestellt wurden"),
                If(several, ReportPlace.Questions)
            ) with
            {
                Guideline = Guideline.Accord,
            },
            Asked(ReportChapter.Results, new Sentence("Rücklauf in jedem Schritt"), If(known, ReportPlace.Flow)) with
            {
                Guideline = Guideline.Accord,
            },
            Asked(ReportChapter.Results, new Sentence("Abweichungen vom Protokoll"), [], "deviations") with
            {
                Guideline = Guideline.Accord,
            },
            Asked(ReportChapter.Discussion, new Sentence("Methodische Stärken"), [], "strengths") with
            {
                Guideline = Guideline.Accord,
            },
            Asked(ReportChapter.Method, new Sentence("Konsensregel vorab festgelegt"), If(known, ReportPlace.Judging)) with
            {
                Guideline = Guideline.Credes,
            },
            Asked(
                ReportChapter.Discussion,
                new Sentence("Schlussfolgerungen und Empfehlungen, die die Ergebnisse tragen"),
                [],
                "conclusions",
                "recommendations"
            ) with
            {
                Guideline = Guideline.Credes,
            },
            Asked(
                ReportChapter.Results,
                new Sentence("Fehlender Konsens als Ergebnis berichtet"),
                [report.Judged ? ReportPlace.Dissent : ReportPlace.Judging]
            ) with
            {
                Guideline = Guideline.Credes,
            },
        ];
    }
}
