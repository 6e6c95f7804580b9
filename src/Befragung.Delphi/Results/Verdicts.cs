using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>
/// Judges items: stability first, consensus second (Dajani, Sincoff and Talley 1979; von der Gracht 2012: consensus is not a suitable
/// stopping criterion). Both rules are the study's; the order of the verdicts, and what is called a camp or a disagreement, is a convention of this platform.
/// </summary>
public static class Verdicts
{
    /// <summary>With fewer experts who answered twice nothing can be said about stability.</summary>
    public const int FewestPairs = 6;

    /// <summary>Two camps need a quarter of the answers at each end; in per cent.</summary>
    public const int CampFrom = 25;

    /// <summary>A disagreement needs a fifth of the answers at each end; in per cent.</summary>
    public const int SideFrom = 20;

    private static readonly Band[] AllBands = [Band.Top, Band.Middle, Band.Bottom],
        EndBands = [Band.Top, Band.Bottom];

    /// <summary>The verdict, and the side that consensus or the majority goes to; while nothing is settled, the side says where the rule would hold today.</summary>
    /// <param name="answers">Of the item, now.</param>
    /// <param name="pairs">How many answered it twice; null where it was not asked before.</param>
    /// <param name="state">Whether their answers are settled.</param>
    /// <param name="rule">What counts as consensus.</param>
    /// <param name="apmo">Of the round.</param>
    internal static (Verdict Verdict, Band? Side) Of(
        RatedAnswers answers,
        int? pairs,
        StabilityState? state,
        ConsensusRule rule,
        double? apmo
    )
    {
        var consensus = Consensus(answers, rule, apmo);
        var majority = Majority(answers);
        var verdict = state switch
        {
            _ when pairs is null or < FewestPairs => Verdict.Open,
            StabilityState.Moving => Verdict.Moving,
            StabilityState.Undecidable => Verdict.Undecidable,
            _ when consensus is not null => Verdict.Consensus,
            // A flat distribution has 0, which floating point may miss.
            _ when AtEachEnd(answers, CampFrom) && answers.AgreementA < -1e-9 => Verdict.Polarised,
            _ when majority is not null => Verdict.Majority,
            _ when AtEachEnd(answers, SideFrom) => Verdict.Dissent,
            _ => Verdict.NoMajority,
        };
        return (
            verdict,
            verdict is Verdict.Polarised or Verdict.Dissent or Verdict.NoMajority ? null
            : verdict == Verdict.Majority ? majority
            : consensus
        );
    }

    /// <summary>The average per cent of majority opinions of all rated items of a round; null without answers to any.</summary>
    internal static double? ApmoOf(Questionnaire questionnaire, IReadOnlyList<ItemResult> items) =>
        Apmo.Of([.. from item in items let part = PartOf(item, questionnaire) where part is not null select Sides(item, part.Scale)]);

    /// <summary>The part that was rated; null for other items.</summary>
    internal static RatedPart? PartOf(ItemResult item, Questionnaire questionnaire) =>
        questionnaire.Items.SelectMany(one => one.Parts).FirstOrDefault(part => part.Key == item.Key) as RatedPart;

    /// <summary>To which side the rule holds; null where it does not.</summary>
    private static Band? Consensus(RatedAnswers answers, ConsensusRule rule, double? apmo) =>
        answers.N == 0
            ? null
            : rule switch
            {
                PercentAgreementRule percent => Holding(answers, percent, percent.Denominator),
                // Quartiles of types 8 and 9 are thirds and eighths, which floating point does not hold exactly.
                IqrRule { Limit: var limit } => answers.InterquartileRange <= limit + 1e-9 ? answers.Scale.BandOf(answers.Median) : null,
                CometRule comet => SideOf(answers.Comet) is { } side
                && (!comet.EveryGroup || answers.Groups.All(group => SideOf(group) == side))
                    ? side
                    : null,
                RamRule => answers.Ram switch
                {
                    { Disagreement: false, Classification: RamClass.Appropriate } => Band.Top,
                    { Disagreement: false, Classification: RamClass.Inappropriate } => Band.Bottom,
                    _ => null,
                },
                // A majority it has to be, and as large a one as is usual in the round.
                ApmoRule => apmo is { } average && Apmo.IsConsensual((answers.In(Band.Top), answers.In(Band.Bottom), answers.N), average)
                    ? 2 * answers.In(Band.Top) > answers.N
                        ? Band.Top
                        : Band.Bottom
                    : null,
                _ => throw new InvalidOperationException($"The rule {rule.GetType().Name} has no evaluation."),
            };

    /// <summary>Whether there is consensus of the valid answers and none of all who were asked, or the other way round.</summary>
    internal static bool HangsOnDenominator(ItemResult item, Scale scale, ConsensusRule rule)
    {
        if (item.N == 0 || rule is not PercentAgreementRule percent)
            return false;
        var answers = new RatedAnswers(scale, 0, [.. item.Counts!], item.Missing, []);
        return Holding(answers, percent, Denominator.Valid) != Holding(answers, percent, Denominator.Answered);
    }

    private static Band? Holding(RatedAnswers answers, PercentAgreementRule rule, Denominator denominator)
    {
        var n = denominator == Denominator.Valid ? answers.N : answers.N + answers.Missing;
        return Only(answers.Scale, band => rule.Holds(answers.In(band), n));
    }

    /// <summary>The groups that are shown: a hidden one must not speak through the verdict.</summary>
    internal static IEnumerable<GroupItemResult> Shown(ItemResult item) => item.Groups.Where(group => !group.Suppressed);

    private static Band? Majority(RatedAnswers answers) => Only(answers.Scale, band => 2 * answers.In(band) > answers.N);

    private static bool AtEachEnd(RatedAnswers answers, int percent) =>
        answers.N > 0
        && 100L * answers.In(Band.Top) >= (long)percent * answers.N
        && 100L * answers.In(Band.Bottom) >= (long)percent * answers.N;

    /// <summary>The one band that something holds of; null where it holds of none, or of more than one.</summary>
    private static Band? Only(Scale scale, Func<Band, bool> holds)
    {
        Band? only = null;
        foreach (var band in scale.Middle > 0 ? AllBands : EndBands)
        {
            if (!holds(band))
                continue;
            if (only is not null)
                return null;
            only = band;
        }
        return only;
    }

    private static (int Agree, int Disagree, int N) Sides(ItemResult item, Scale scale) =>
        (scale.Count(Band.Top, item.Counts!), scale.Count(Band.Bottom, item.Counts!), item.N);

    private static Band? SideOf(CometClass? comet) =>
        comet switch
        {
            CometClass.In => Band.Top,
            CometClass.Out => Band.Bottom,
            _ => null,
        };
}
