using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>
/// All that the report of a study says, without any layout: made from the frozen results of its closed rounds, and from the reasons that the team released.
/// </summary>
public sealed record StudyReport(
    LocalizedText Title, IReadOnlyList<RoundReport> Rounds, IReadOnlyList<SectionReport> Sections, IReadOnlyList<RoundChange> Changes, DateTime MadeAt)
{
    /// <summary>What has to be known before anything else, such as that the data are simulated; stands on the title page.</summary>
    public Sentence? Notice { get; init; }

    /// <summary>What experts gave as reasons; the most convincing first.</summary>
    public IReadOnlyList<ReportReason> Reasons { get; init; } = [];

    /// <summary>The last round that is closed; what the report says "now" is said of it.</summary>
    public RoundReport Newest => Rounds[^1];

    /// <summary>What the study decided before it asked; the same in all rounds.</summary>
    public StudySettings Settings => Newest.Questionnaire.Settings;

    public LocalizedText? Introduction => Rounds[0].Questionnaire.Introduction;

    public Contact? Contact => Newest.Questionnaire.Contact;

    public IReadOnlyList<Group> Groups => Newest.Questionnaire.Groups;

    /// <summary>False where another tool gathered the answers: then no date and no number of invited experts is said.</summary>
    public bool ParticipationKnown => Rounds.All(round => round.ParticipationKnown);

    /// <summary>Every rated part in the order of the report, with the number of its item.</summary>
    public IReadOnlyList<RatedReport> Rated => field ??= RatedReport.Of(this);

    /// <summary>How many rated parts have which verdict; the team's counts before the computed one.</summary>
    public IReadOnlyDictionary<Verdict, int> Verdicts => field ??= Rated.Where(rated => rated.Verdict is not null).CountBy(rated => rated.Verdict!.Value).ToDictionary();

    /// <summary>Whether there is any verdict but open ones.</summary>
    public bool Judged => Verdicts.Keys.Any(verdict => verdict != Verdict.Open);

    /// <summary>Where the panel is of two minds, and that stably: a result of its own.</summary>
    public IReadOnlyList<RatedReport> Divided => field ??= [.. Rated.Where(rated => rated.Verdict is Verdict.Polarised or Verdict.Dissent)];

    /// <summary>The tables of all measures of the newest round.</summary>
    public ReportMeasures Measures => field ??= ReportMeasures.Of(this);

    /// <summary>What the summary says about the whole study; each section adds its own.</summary>
    public IReadOnlyList<Sentence> Findings => field ??= [.. ReportFindings.OfStudy(this)];

    /// <exception cref="RuleBrokenException">No round is closed yet.</exception>
    public static StudyReport Of(Study study, DateTime madeAt)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rounds = study.Rounds.Where(round => round.State is RoundState.Closed or RoundState.Released)
            .OrderBy(round => round.Number)
            .Select(round => new RoundReport(round.Number, round.OpenedAt, round.ClosedAt, round.Questionnaire, round.Result!, round.Lineage) { Overrulings = round.Overrulings })
            .ToList();
        return Of(study.Title, rounds, madeAt);
    }

    /// <summary>The same of answers that another tool gathered: when it was, and how many were invited, nobody knows.</summary>
    /// <exception cref="RuleBrokenException">There is no round.</exception>
    public static StudyReport OfFile(IReadOnlyList<(Questionnaire Questionnaire, RoundResult Result)> rounds, DateTime madeAt)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        var evaluated = rounds.OrderBy(round => round.Result.Round)
            .Select(round => new RoundReport(round.Result.Round, null, null, round.Questionnaire, round.Result, []) { ParticipationKnown = false }).ToList();
        return Of(evaluated.LastOrDefault()?.Questionnaire.Title, evaluated, madeAt);
    }

    private static StudyReport Of(LocalizedText? title, List<RoundReport> rounds, DateTime madeAt)
    {
        if (rounds.Count == 0) throw new RuleBrokenException("Ein Bericht entsteht, sobald eine Runde geschlossen ist.");
        var sections = SectionReport.Of(rounds);
        return new(title!, rounds, sections, RoundChange.Of(rounds, sections), madeAt);
    }

    /// <summary>The words of a group; its key where a questionnaire no longer names it.</summary>
    public object NameOf(string groupKey) => (object?)Groups.FirstOrDefault(group => group.Key == groupKey)?.Name ?? groupKey;
}

/// <summary>A round that is closed: when it was, what it asked, and what came of it.</summary>
public sealed record RoundReport(
    int Number, DateTime? OpenedAt, DateTime? ClosedAt, Questionnaire Questionnaire, RoundResult Result, IReadOnlyList<Lineage> Lineage)
{
    /// <summary>Where the team judges otherwise than the rule.</summary>
    public IReadOnlyList<Overruling> Overrulings { get; init; } = [];

    /// <summary>Whether anybody knows who was invited, and who began.</summary>
    public bool ParticipationKnown { get; init; } = true;
}
