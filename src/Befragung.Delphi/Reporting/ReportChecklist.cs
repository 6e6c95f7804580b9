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

    /// <summary>Who publishes it, with which money, and whether artificial intelligence had a part.</summary>
    Imprint,
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

    /// <summary>None of them; but journals ask for it.</summary>
    Journals,
}

/// <summary>One thing that a report of a Delphi study has to tell, in our own words, and what this report tells of it.</summary>
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
    /// <summary>What is known of it, in sentences.</summary>
    public IReadOnlyList<Sentence> Known { get; init; } = [];

    /// <summary>The publication details that tell it, as far as they are not given.</summary>
    public IReadOnlyList<PublicationField> MissingDetails { get; init; } = [];

    public IEnumerable<string> Missing => Topics.Except(Written);

    /// <summary>Told nowhere.</summary>
    public bool IsMissing => Places.Count == 0 && Known.Count == 0 && Written.Count == 0;
}

/// <summary>A place that tells something of a point, and when it does.</summary>
internal sealed record PlaceOfPoint(ReportPlace Place, Func<StudyReport, bool>? When = null)
{
    public static implicit operator PlaceOfPoint(ReportPlace place) => new(place);
}

/// <summary>What a guideline asks, whatever study it is.</summary>
internal sealed record ChecklistPoint(Guideline Guideline, ReportChapter Chapter, Sentence Asks)
{
    public IReadOnlyList<PlaceOfPoint> Places { get; init; } = [];

    /// <summary>What the study's data answer.</summary>
    public IReadOnlyList<ReportFact> Facts { get; init; } = [];

    public IReadOnlyList<string> Topics { get; init; } = [];

    public IReadOnlyList<PublicationField> Details { get; init; } = [];

    public ChecklistItem In(StudyReport report) =>
        new(
            Guideline,
            Chapter,
            Asks,
            [.. Places.Where(place => place.When?.Invoke(report) != false).Select(place => place.Place)],
            Topics,
            [.. Topics.Where(topic => report.Texts.Of(topic) is not null)]
        )
        {
            Known = [.. Facts.SelectMany(fact => ReportFacts.Of(report, fact))],
            MissingDetails = [.. Details.Where(field => report.Texts.Of(field.Key) is null)],
        };
}

/// <summary>
/// What DELPHISTAR asks of a report, with what ACCORD, CREDES and journals add, each with the place where this report tells it and with what is known of it. Abridged: the
/// publications say it in full (Niederberger et al. 2024, doi 10.1371/journal.pone.0304651). All guidelines go the same way: a list of points, and what a report tells of each.
/// </summary>
public static class ReportChecklist
{
    private static readonly PlaceOfPoint ImprintOfFunding = new(ReportPlace.Imprint, report => report.Publication.Funding is not null),
        ImprintOfAi = new(ReportPlace.Imprint, report => report.Publication.AiUse != AiUse.Unsaid);

    private static readonly IReadOnlyList<ChecklistPoint> Points =
    [
        new(Guideline.Delphistar, ReportChapter.Summary, new Sentence("Im Titel als Delphi-Befragung erkennbar"))
        {
            Places = [ReportPlace.Title],
        },
        new(Guideline.Delphistar, ReportChapter.Summary, new Sentence("Gegliederte Zusammenfassung"))
        {
            Places = [ReportPlace.Summary],
            Topics = ["summary"],
        },
        new(Guideline.Delphistar, ReportChapter.Summary, new Sentence("Stichwörter")) { Topics = ["keywords"] },
        new(Guideline.Delphistar, ReportChapter.Context, new Sentence("Förderung, Auftrag und Interessenkonflikte"))
        {
            Places = [ImprintOfFunding],
            Facts = [ReportFact.Funding],
            Topics = ["funding"],
            Details = [Publication.FundingField],
        },
        new(Guideline.Delphistar, ReportChapter.Context, new Sentence("Projektteam, Fachkenntnis und methodische Beratung"))
        {
            Topics = ["team"],
        },
        new(Guideline.Delphistar, ReportChapter.Context, new Sentence("Hintergrund des Vorhabens")) { Topics = ["occasion"] },
        new(Guideline.Delphistar, ReportChapter.Context, new Sentence("Studienprotokoll oder Registrierung")) { Topics = ["protocol"] },
        new(Guideline.Delphistar, ReportChapter.Context, new Sentence("Warum das Delphi-Verfahren gewählt wurde")) { Topics = ["reason"] },
        new(Guideline.Delphistar, ReportChapter.Context, new Sentence("Ziel und Fragestellung"))
        {
            Places = [new(ReportPlace.Introduction, report => report.Introduction is not null)],
            Topics = ["aim"],
        },
        new(Guideline.Delphistar, ReportChapter.Context, new Sentence("Vorwissen, das einfloss")) { Topics = ["knowledge"] },
        new(
            Guideline.Delphistar,
            ReportChapter.Method,
            new Sentence("Wessen Wissen und Sichtweisen vertreten sind, und welche mit Absicht fehlen")
        )
        {
            Places = [new(ReportPlace.Panel, report => report.Groups.Count > 0)],
            Topics = ["perspectives"],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Art der Delphi-Befragung und Abweichungen vom üblichen Vorgehen"))
        {
            Places = [IfKnown(ReportPlace.Asking)],
            Facts = [ReportFact.Design],
            Topics = ["type"],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Kriterien für die Auswahl der Fachleute")) { Topics = ["criteria"] },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Wie die Befragten gefunden wurden")) { Topics = ["search"] },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Ansprache, auch zwischen den Runden"))
        {
            Places = [IfKnown(ReportPlace.Flow)],
            Facts = [ReportFact.Contact],
            Topics = ["recruitment"],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Wie der Fragebogen entstand")) { Topics = ["questionnaire"] },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Aufbau des Fragebogens, Arten der Fragen und Skalen"))
        {
            Places = [ReportPlace.Questionnaires],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Pretest"))
        {
            Places = [new(ReportPlace.Pretest, report => report.WasTried)],
            Facts = [ReportFact.Pilot],
            Topics = ["pretest"],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Zahl der Runden, geplant und gehalten"))
        {
            Places = [ReportPlace.Rounds],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Ziel jeder Runde"))
        {
            Facts = [ReportFact.RoundContents],
            Topics = ["rounds"],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Zeitraum der Befragung")) { Places = [IfKnown(ReportPlace.Rounds)] },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Abbruchkriterium mit Begründung"))
        {
            Places = [ReportPlace.Judging],
            Topics = ["stop"],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Was in jeder Runde zurückgemeldet wurde, und wie"))
        {
            Places = [IfKnown(ReportPlace.Feedback)],
            Facts = [ReportFact.Feedback],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Ob nach Gruppen zurückgemeldet wurde"))
        {
            Places = [IfKnown(ReportPlace.Feedback)],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Umgang mit Dissens und unklaren Ergebnissen"))
        {
            Places = [ReportPlace.Judging],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Statistische Auswertung"))
        {
            Places = [ReportPlace.Measuring],
            Facts = [ReportFact.Software],
        },
        new(
            Guideline.Delphistar,
            ReportChapter.Method,
            new Sentence("Qualitative Auswertung: Kodierung, Zahl der Personen, Übereinstimmung")
        )
        {
            Places =
            [
                new(ReportPlace.Coded, report => report.Rounds.Any(round => round.Coding is not null)),
                new(ReportPlace.Questions, report => report.Rounds.Any(round => round.Origins is not null)),
            ],
            Facts = [ReportFact.Coding, ReportFact.Moderation],
            Topics = ["qualitative"],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Was Konsens heißt, und wie er gemessen wird"))
        {
            Places = [ReportPlace.Judging],
            Facts = [ReportFact.Consensus],
            Topics = ["consensus"],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Auswertung nach Gruppen, Gewichtung"))
        {
            Places = [ReportPlace.Measuring, new(ReportPlace.Groups, report => report.Groups.Count > 1)],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Anonymität: wem gegenüber"))
        {
            Places = [IfKnown(ReportPlace.Anonymity)],
            Facts = [ReportFact.Anonymity],
        },
        new(Guideline.Delphistar, ReportChapter.Method, new Sentence("Ethik und Datenschutz")) { Topics = ["ethics"] },
        new(Guideline.Delphistar, ReportChapter.Results, new Sentence("Flussdiagramm des Ablaufs"))
        {
            Places = [IfKnown(ReportPlace.Flow)],
        },
        new(Guideline.Delphistar, ReportChapter.Results, new Sentence("Besondere Ereignisse")) { Topics = ["events"] },
        new(Guideline.Delphistar, ReportChapter.Results, new Sentence("Fachleute je Runde, eingeladen und beteiligt, nach Gruppen"))
        {
            Places = [ReportPlace.Response],
            Facts = [ReportFact.Response],
        },
        new(
            Guideline.Delphistar,
            ReportChapter.Results,
            new Sentence("Ergebnisse jeder Runde und am Ende; geänderte und entfallene Fragen mit Grund")
        )
        {
            Places =
            [
                ReportPlace.Sections,
                new(ReportPlace.Consensus, report => report.Judged),
                IfSeveral(ReportPlace.Changes),
                IfSeveral(ReportPlace.Questions),
            ],
            Facts = [ReportFact.Questions],
        },
        new(Guideline.Delphistar, ReportChapter.Discussion, new Sentence("Wichtigste Befunde"))
        {
            Places = [ReportPlace.Summary],
            Topics = ["interpretation"],
        },
        new(Guideline.Delphistar, ReportChapter.Discussion, new Sentence("Gültigkeit der Ergebnisse")) { Topics = ["validity"] },
        new(Guideline.Delphistar, ReportChapter.Discussion, new Sentence("Verlässlichkeit der Ergebnisse"))
        {
            Places = [new(ReportPlace.Firmness, report => report.Firmness is not null)],
            Topics = ["reliability"],
        },
        new(Guideline.Delphistar, ReportChapter.Discussion, new Sentence("Grenzen")) { Places = [ReportPlace.Limits], Topics = ["limits"] },
        new(Guideline.Accord, ReportChapter.Method, new Sentence("Ob Fachleute Fragen ergänzen und Antworten erläutern konnten"))
        {
            Places = [IfKnown(ReportPlace.Feedback)],
        },
        new(Guideline.Accord, ReportChapter.Method, new Sentence("Aufwandsentschädigung")) { Topics = ["incentives"] },
        new(Guideline.Accord, ReportChapter.Method, new Sentence("Anpassungen für Menschen mit Behinderung"))
        {
            Places = [IfKnown(ReportPlace.Asking)],
        },
        new(Guideline.Accord, ReportChapter.Results, new Sentence("Ob Fragen mit Konsens noch einmal gestellt wurden"))
        {
            Places = [IfSeveral(ReportPlace.Questions)],
        },
        new(Guideline.Accord, ReportChapter.Results, new Sentence("Rücklauf in jedem Schritt")) { Places = [IfKnown(ReportPlace.Flow)] },
        new(Guideline.Accord, ReportChapter.Results, new Sentence("Abweichungen vom Protokoll")) { Topics = ["deviations"] },
        new(Guideline.Accord, ReportChapter.Discussion, new Sentence("Methodische Stärken")) { Topics = ["strengths"] },
        new(Guideline.Credes, ReportChapter.Method, new Sentence("Konsensregel vorab festgelegt"))
        {
            Places = [IfKnown(ReportPlace.Judging)],
        },
        new(Guideline.Credes, ReportChapter.Discussion, new Sentence("Schlussfolgerungen und Empfehlungen, die die Ergebnisse tragen"))
        {
            Topics = ["conclusions", "recommendations"],
        },
        new(Guideline.Credes, ReportChapter.Results, new Sentence("Fehlender Konsens als Ergebnis berichtet"))
        {
            Places = [new(ReportPlace.Dissent, report => report.Judged), new(ReportPlace.Judging, report => !report.Judged)],
        },
        new(
            Guideline.Journals,
            ReportChapter.Method,
            new Sentence("Ob künstliche Intelligenz eingesetzt wurde, wofür, und wer ihre Ergebnisse geprüft hat")
        )
        {
            Places = [ImprintOfAi],
            Facts = [ReportFact.Ai],
            Details = [Publication.AiField],
        },
    ];

    public static IReadOnlyList<ChecklistItem> Of(StudyReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. Points.Select(point => point.In(report))];
    }

    /// <summary>Nobody knows who was invited where another tool asked.</summary>
    private static PlaceOfPoint IfKnown(ReportPlace place) => new(place, report => report.ParticipationKnown);

    private static PlaceOfPoint IfSeveral(ReportPlace place) => new(place, report => report.Rounds.Count > 1);
}
