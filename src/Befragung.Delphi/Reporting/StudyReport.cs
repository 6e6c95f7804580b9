using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// All that the report of a study says, without any layout: made from the frozen results of its closed rounds, from the reasons that the team released, and
/// from what the team writes. What fewer answered than the smallest cell is not in it: see <see cref="SmallTotals"/>.
/// </summary>
public sealed record StudyReport(
    LocalizedText Title,
    IReadOnlyList<RoundReport> Rounds,
    IReadOnlyList<SectionReport> Sections,
    IReadOnlyList<RoundChange> Changes,
    DateTime MadeAt
)
{
    /// <summary>What has to be known before anything else, such as that the data are simulated; stands on the title page.</summary>
    public Sentence? Notice { get; init; }

    /// <summary>What experts gave as reasons; the most convincing first.</summary>
    public IReadOnlyList<ReportReason> Reasons { get; init; } = [];

    /// <summary>What was decided on reasons; null where that is not told.</summary>
    public Moderation? Moderation { get; init; }

    /// <summary>What only the team can say.</summary>
    public ReportTexts Texts { get; init; } = ReportTexts.None;

    /// <summary>Who publishes it, and how it is cited.</summary>
    public Publication Publication => new(Texts);

    /// <summary>Where everybody reads it; null where it is not released, or the address is not known.</summary>
    public string? Address { get; init; }

    /// <summary>When the newest round was released; as long as it is not, when the report was made.</summary>
    public DateTime PublishedAt => Newest.ReleasedAt ?? MadeAt;

    /// <summary>How it looks.</summary>
    public Look Look { get; init; } = Look.Usual;

    /// <summary>Whether the team reads it before others do: then it says what is still missing.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The last round that is closed; what the report says "now" is said of it.</summary>
    public RoundReport Newest => Rounds[^1];

    /// <summary>What the study decided before it asked; the same in all rounds.</summary>
    public StudySettings Settings => Newest.Questionnaire.Settings;

    public LocalizedText? Introduction => Rounds[0].Questionnaire.Introduction;

    public Contact? Contact => Newest.Questionnaire.Contact;

    public IReadOnlyList<Group> Groups => Newest.Questionnaire.Groups;

    /// <summary>What these are called.</summary>
    public GroupLabel GroupLabel => Newest.Questionnaire.GroupLabel;

    /// <summary>False where another tool gathered the answers: then no date and no number of invited experts is said.</summary>
    public bool ParticipationKnown => Rounds.All(round => round.ParticipationKnown);

    /// <summary>Every rated part in the order of the report, with the number of its item.</summary>
    public IReadOnlyList<RatedReport> Rated => field ??= RatedReport.Of(this);

    /// <summary>How many rated parts have which verdict; the team's counts before the computed one.</summary>
    public IReadOnlyDictionary<Verdict, int> Verdicts =>
        field ??= Rated.Where(rated => rated.Verdict is not null).CountBy(rated => rated.Verdict!.Value).ToDictionary();

    /// <summary>Whether there is any verdict but open ones.</summary>
    public bool Judged => Verdicts.Keys.Any(verdict => verdict != Verdict.Open);

    /// <summary>Where the panel is of two minds, and that stably: a result of its own.</summary>
    public IReadOnlyList<RatedReport> Divided => field ??= [.. Rated.Where(rated => rated.Verdict is Verdict.Polarised or Verdict.Dissent)];

    /// <summary>The same, those in two camps first, and the farthest apart first.</summary>
    public IReadOnlyList<RatedReport> Disputed =>
        field ??= [.. Divided.OrderByDescending(rated => rated.Verdict == Verdict.Polarised).ThenBy(rated => rated.Newest!.AgreementA)];

    /// <summary>Where there is neither a majority nor a disagreement, and that stably.</summary>
    public IReadOnlyList<RatedReport> WithoutMajority => field ??= [.. Rated.Where(rated => rated.Verdict == Verdict.NoMajority)];

    /// <summary>Where the panel agrees, or a majority of it does; consensus first, and the clearest first.</summary>
    public IReadOnlyList<RatedReport> Agreed =>
        field ??= [
            .. Rated
                .Where(rated => rated.Verdict is Verdict.Consensus or Verdict.Majority)
                .OrderByDescending(rated => rated.Verdict == Verdict.Consensus)
                .ThenByDescending(rated => rated.Strength),
        ];

    /// <summary>The same with all that became of them in every round: for a journal's supplement.</summary>
    public RatingTable RatingTable => field ??= Delphi.Reporting.RatingTable.Of(this);

    /// <summary>How firm the verdicts are; null where nothing was tried.</summary>
    public FirmnessReport? Firmness => field ??= FirmnessReport.Of(this);

    /// <summary>Where groups differ.</summary>
    public GroupContrasts Contrasts => field ??= GroupContrasts.Of(this);

    /// <summary>What became of the questions from round to round.</summary>
    public IReadOnlyList<QuestionChange> Questions => field ??= QuestionChange.Of(this);

    /// <summary>The same through all rounds; null where there is but one.</summary>
    public QuestionFlow? QuestionFlow => field ??= Delphi.Reporting.QuestionFlow.Of(this);

    /// <summary>Who stayed; null in round 1.</summary>
    public Remaining? Remaining => Delphi.Reporting.Remaining.Of(this);

    /// <summary>At most five sentences that say the most.</summary>
    public IReadOnlyList<KeyFinding> KeyFindings => field ??= [.. Delphi.Reporting.KeyFindings.Of(this)];

    /// <summary>The ratings that the report itself tells in full.</summary>
    public IReadOnlyList<Highlight> Highlights => field ??= Delphi.Reporting.Highlights.Of(this);

    /// <summary>
    /// Whether further rounds are planned, so that nothing in it is the last word. It is the last one too where the team has written why the survey ends.
    /// </summary>
    public bool IsInterim => Newest.Number < Settings.Rounds && Texts.Of("stop") is null;

    /// <summary>Whether the study asks in rounds, so that the guidelines for Delphi studies hold.</summary>
    public bool IsDelphi => Settings.Rounds > 1 || Rounds.Count > 1;

    /// <summary>Whether the team tells anything of these topics, or has still to tell it.</summary>
    public bool Tells(params IEnumerable<string> topics) => IsDraft || topics.Any(topic => Texts.Of(topic) is not null);

    /// <summary>Whether the questionnaire was tried before it was asked.</summary>
    public bool WasTried => Rounds.Any(round => round.TrialSheets + round.TrialRemarks > 0);

    /// <summary>Whether any round asked something to be answered in own words.</summary>
    public bool AsksOpenly => Rounds.Any(round => round.Questionnaire.Items.Any(item => item.IsOpen));

    /// <summary>Whether experts could give reasons in any round.</summary>
    public bool AsksForReasons =>
        Rounds.Any(round => round.Questionnaire.Items.Any(item => item.ReasonParts(round.Questionnaire.Settings).Count > 0));

    /// <summary>How many people of the panel were replaced by others.</summary>
    public int Substitutes => Rounds.Sum(round => round.Substitutes);

    /// <summary>Who was invited, and who took part, by group and field; null where that is not known.</summary>
    public RecruitedTable? Recruited => Rounds[0].Result.Recruited;

    /// <summary>Whether anybody chose by themselves to take part.</summary>
    public bool WasOpenToAll => Rounds.Any(round => round.OpenSheets > 0);

    /// <summary>What the guidelines ask, and where the report tells it.</summary>
    public IReadOnlyList<ChecklistItem> Checklist => field ??= ReportChecklist.Of(this);

    /// <summary>What the team has still to tell, because nothing in the report says it.</summary>
    public IReadOnlyList<ReportTopic> MissingTopics =>
        [.. Checklist.Where(item => item.IsMissing).SelectMany(item => item.Topics).Distinct().Select(ReportTopics.Of)];

    /// <summary>The tables of all measures of the newest round.</summary>
    public ReportMeasures Measures => field ??= ReportMeasures.Of(this);

    /// <exception cref="RuleBrokenException">No round is closed yet.</exception>
    /// <param name="themes">What open answers are about; none for nothing.</param>
    public static StudyReport Of(Study study, DateTime madeAt, IReadOnlyList<ItemThemes>? themes = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rounds = study
            .Rounds.Where(round => round.State is RoundState.Closed or RoundState.Released)
            .OrderBy(round => round.Number)
            .Select(round => new RoundReport(
                round.Number,
                round.OpenedAt,
                round.ClosedAt,
                round.Questionnaire,
                round.Result!,
                round.Lineage
            )
            {
                Overrulings = round.Overrulings,
                TrialSheets = round.TrialSheets,
                TrialRemarks = round.TrialRemarks,
                OpenSheets = round.OpenSheets,
                EqualSheets = round.EqualSheets,
                SavedSheets = round.SavedSheets,
                Substitutes = round.Substitutes,
                Origins = round.Origins,
                Coding = round.Themes?.Coding,
                ReleasedAt = round.ReleasedAt,
            })
            .ToList();
        return Of(study.Title, rounds, themes ?? [], madeAt) with { Texts = study.ReportTexts, Look = study.Look };
    }

    /// <summary>The same of answers that another tool gathered: when it was, and how many were invited, nobody knows.</summary>
    /// <exception cref="RuleBrokenException">There is no round.</exception>
    public static StudyReport OfFile(IReadOnlyList<(Questionnaire Questionnaire, RoundResult Result)> rounds, DateTime madeAt)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        var evaluated = rounds
            .OrderBy(round => round.Result.Round)
            .Select(round => new RoundReport(round.Result.Round, null, null, round.Questionnaire, round.Result, [])
            {
                ParticipationKnown = false,
            })
            .ToList();
        return Of(evaluated.LastOrDefault()?.Questionnaire.Title, evaluated, [], madeAt);
    }

    private static StudyReport Of(LocalizedText? title, List<RoundReport> rounds, IReadOnlyList<ItemThemes> themes, DateTime madeAt)
    {
        if (rounds.Count == 0)
            throw new RuleBrokenException("Ein Bericht entsteht, sobald eine Runde geschlossen ist.");
        var results = SmallTotals.ForOthers(rounds.ConvertAll(round => (round.Questionnaire, round.Result)));
        List<RoundReport> shown =
        [
            .. rounds.Zip(
                results,
                (round, result) =>
                    round with
                    {
                        Numbered = rounds[^1].Questionnaire.Settings.NumbersRounds(rounds[^1].Number),
                        Result = result,
                    }
            ),
        ];
        var sections = SectionReport.Of(shown, themes);
        return new(title!, shown, sections, RoundChange.Of(shown, sections), madeAt);
    }

    /// <summary>The words of a group; its key where a questionnaire no longer names it.</summary>
    public object NameOf(string groupKey) => Newest.Questionnaire.NameOf(groupKey);
}

/// <summary>A round that is closed: when it was, what it asked, and what came of it.</summary>
public sealed record RoundReport(
    int Number,
    DateTime? OpenedAt,
    DateTime? ClosedAt,
    Questionnaire Questionnaire,
    RoundResult Result,
    IReadOnlyList<Lineage> Lineage
)
{
    /// <summary>Where the team judges otherwise than the rule.</summary>
    public IReadOnlyList<Overruling> Overrulings { get; init; } = [];

    /// <summary>How its new items came to be; null where none was made of answers.</summary>
    public RoundOrigins? Origins { get; init; }

    /// <summary>How its open answers were coded; null where the report tells no themes of them.</summary>
    public RoundOrigins? Coding { get; init; }

    /// <summary>How many colleagues handed in a trial sheet before it opened.</summary>
    public int TrialSheets { get; init; }

    /// <summary>How many remarks on items they left.</summary>
    public int TrialRemarks { get; init; }

    /// <summary>How many of its sheets are of people who came by an open link.</summary>
    public int OpenSheets { get; init; }

    /// <summary>How many of those are in all answers like another.</summary>
    public int EqualSheets { get; init; }

    /// <summary>How many of its sheets were saved and not handed in, and count by the rule of the study.</summary>
    public int SavedSheets { get; init; }

    /// <summary>How many people of the panel were replaced by others while it was the newest round.</summary>
    public int Substitutes { get; init; }

    /// <summary>When everybody could read it; null while only the team can.</summary>
    public DateTime? ReleasedAt { get; init; }

    /// <summary>Whether it is called by its number, because there are others to tell it from.</summary>
    public bool Numbered { get; init; } = true;

    /// <summary>Whether anybody knows who was invited, and who began.</summary>
    public bool ParticipationKnown { get; init; } = true;
}
