using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Planning;

/// <summary>What is expected of some people in a round.</summary>
/// <param name="Round">Counted from 1.</param>
/// <param name="ExpectedAnswers">To the nearest whole one.</param>
/// <param name="BelowSmallestCell">The probability, 0 to 1, that fewer answer than the smallest cell.</param>
public sealed record PlannedRound(int Round, int ExpectedAnswers, double BelowSmallestCell);

/// <summary>People who are invited, and what is expected of them in each round.</summary>
/// <param name="Group">The group they belong to; null for a whole panel.</param>
/// <param name="Invited">How many they are.</param>
/// <param name="Rounds">All planned rounds.</param>
public sealed record PlannedPeople(Group? Group, int Invited, IReadOnlyList<PlannedRound> Rounds);

/// <summary>A panel that is planned with.</summary>
/// <param name="All">Everybody.</param>
/// <param name="Groups">All groups of the questionnaire, in its order; empty where only a number is known.</param>
public sealed record PlannedPanel(PlannedPeople All, IReadOnlyList<PlannedPeople> Groups);

/// <summary>
/// What the rules of a study can show, before anybody is invited: exactly, for the numbers of answers that an assumption about the turnout gives. Answers of each of
/// these numbers are what is computed for; that the turnout itself varies is told by the probabilities of small groups only.
/// </summary>
/// <param name="Turnout">The assumption.</param>
/// <param name="Panels">Those asked about, in that order.</param>
/// <param name="Consensus">For each number of answers that any panel may give, rising; null where the rule allows no exact figure, or nothing is rated.</param>
/// <param name="Movements">For each number of pairs, rising; null as before, and for a single round.</param>
public sealed record StudyPlan(
    Turnout Turnout,
    IReadOnlyList<PlannedPanel> Panels,
    IReadOnlyList<ConsensusChances>? Consensus,
    IReadOnlyList<MovementChances>? Movements
)
{
    /// <summary>Sizes to look at while nobody knows the panel.</summary>
    public static IReadOnlyList<int> UsualSizes { get; } = [10, 20, 30, 50, 100];

    /// <summary>The plan for panels of which only the size is known.</summary>
    public static StudyPlan OfSizes(Questionnaire questionnaire, Turnout turnout, IReadOnlyList<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(turnout);
        ArgumentNullException.ThrowIfNull(sizes);
        return Of(questionnaire, turnout, [.. sizes.Select(size => new PlannedPanel(People(questionnaire, turnout, null, size), []))]);
    }

    /// <summary>The plan for a panel of which everybody's group is known.</summary>
    public static StudyPlan OfPanel(Questionnaire questionnaire, Turnout turnout, IReadOnlyCollection<Group> panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        return OfGroups(
            questionnaire,
            turnout,
            panel.CountBy(group => group.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal)
        );
    }

    /// <summary>The plan for a panel of which it is known how many people of each group are in it.</summary>
    /// <param name="questionnaire">What is asked.</param>
    /// <param name="turnout">The assumption.</param>
    /// <param name="invited">By the keys of groups.</param>
    public static StudyPlan OfGroups(Questionnaire questionnaire, Turnout turnout, IReadOnlyDictionary<string, int> invited)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(turnout);
        ArgumentNullException.ThrowIfNull(invited);
        return Of(
            questionnaire,
            turnout,
            [
                new(
                    People(questionnaire, turnout, null, invited.Values.Sum()),
                    [.. questionnaire.Groups.Select(group => People(questionnaire, turnout, group, invited.GetValueOrDefault(group.Key)))]
                ),
            ]
        );
    }

    private static PlannedPeople People(Questionnaire questionnaire, Turnout turnout, Group? group, int invited) =>
        new(
            group,
            invited,
            [
                .. Enumerable
                    .Range(1, questionnaire.Settings.Rounds)
                    .Select(round => new PlannedRound(
                        round,
                        turnout.Expected(invited, round),
                        turnout.TooFew(invited, round, questionnaire.Settings.SmallestCell)
                    )),
            ]
        );

    private static StudyPlan Of(Questionnaire questionnaire, Turnout turnout, IReadOnlyList<PlannedPanel> panels)
    {
        var isRated = questionnaire.Items.SelectMany(item => item.Parts).OfType<RatedPart>().Any();
        IEnumerable<int> AnswersFrom(int first) =>
            panels
                .SelectMany(panel => panel.All.Rounds)
                .Where(round => round.Round >= first)
                .Select(round => round.ExpectedAnswers)
                .Distinct()
                .Order();
        return new(
            turnout,
            panels,
            isRated && questionnaire.Settings.Consensus is PercentAgreementRule agreement
                ? [.. AnswersFrom(1).Select(answers => ConsensusChances.Of(agreement, answers))]
                : null,
            isRated && questionnaire.Settings is { Rounds: > 1, Stability: PairedRule paired }
                ? [.. AnswersFrom(2).Select(pairs => MovementChances.Of(paired, pairs))]
                : null
        );
    }
}
