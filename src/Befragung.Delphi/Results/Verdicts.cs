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

    /// <summary>The item with its verdict and side; items that are not rated have none.</summary>
    /// <param name="item">With all its measures.</param>
    /// <param name="questionnaire">Of its round.</param>
    /// <param name="apmo">Of its round.</param>
    public static ItemResult Judge(ItemResult item, Questionnaire questionnaire, double? apmo)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(questionnaire);
        if (PartOf(item, questionnaire) is not { Scale: var scale })
            return item;
        var consensus = Consensus(item, scale, questionnaire.Settings.Consensus, apmo);
        var majority = Majority(item, scale);
        var verdict = item.Stability switch
        {
            null or { Pairs: null or < FewestPairs } or { State: null } => Verdict.Open,
            { State: StabilityState.Moving } => Verdict.Moving,
            { State: StabilityState.Undecidable } => Verdict.Undecidable,
            _ when consensus is not null => Verdict.Consensus,
            _ when item.AgreementA < 0 && AtEachEnd(item, scale, CampFrom) => Verdict.Polarised,
            _ when majority is not null => Verdict.Majority,
            _ when AtEachEnd(item, scale, SideFrom) => Verdict.Dissent,
            _ => Verdict.NoMajority,
        };
        return item with
        {
            Verdict = verdict,
            // While nothing is settled, the side says where the rule would hold today.
            Side =
                verdict is Verdict.Polarised or Verdict.Dissent or Verdict.NoMajority ? null
                : verdict == Verdict.Majority ? majority
                : consensus,
        };
    }

    /// <summary>The average per cent of majority opinions of all rated items of a round; null without answers to any.</summary>
    internal static double? ApmoOf(Questionnaire questionnaire, IReadOnlyList<ItemResult> items) =>
        Apmo.Of([.. from item in items let part = PartOf(item, questionnaire) where part is not null select Sides(item, part.Scale)]);

    /// <summary>The part that was rated; null for other items.</summary>
    internal static RatedPart? PartOf(ItemResult item, Questionnaire questionnaire) =>
        questionnaire.Items.SelectMany(one => one.Parts).FirstOrDefault(part => part.Key == item.Key) as RatedPart;

    /// <summary>To which side the rule holds; null where it does not.</summary>
    private static Band? Consensus(ItemResult item, Scale scale, ConsensusRule rule, double? apmo) =>
        item.N == 0
            ? null
            : rule switch
            {
                PercentAgreementRule percent => Holding(item, scale, percent, percent.Denominator),
                // Quartiles of types 8 and 9 are thirds and eighths, which floating point does not hold exactly.
                IqrRule { Limit: var limit } => item.InterquartileRange <= limit + 1e-9 ? scale.BandOf(item.Median!.Value) : null,
                CometRule comet => SideOf(item.Comet) is { } side
                && (!comet.EveryGroup || Shown(item).All(group => SideOf(group.Comet) == side))
                    ? side
                    : null,
                RamRule => item.Ram switch
                {
                    { Disagreement: false, Classification: RamClass.Appropriate } => Band.Top,
                    { Disagreement: false, Classification: RamClass.Inappropriate } => Band.Bottom,
                    _ => null,
                },
                // A majority it has to be, and as large a one as is usual in the round.
                ApmoRule => apmo is { } average && Apmo.IsConsensual(Sides(item, scale), average)
                    ? 2 * scale.Count(Band.Top, item.Counts!) > item.N
                        ? Band.Top
                        : Band.Bottom
                    : null,
                _ => throw new InvalidOperationException($"The rule {rule.GetType().Name} has no evaluation."),
            };

    /// <summary>Whether there is consensus of the valid answers and none of all who were asked, or the other way round.</summary>
    internal static bool HangsOnDenominator(ItemResult item, Scale scale, ConsensusRule rule) =>
        item.N > 0
        && rule is PercentAgreementRule percent
        && Holding(item, scale, percent, Denominator.Valid) != Holding(item, scale, percent, Denominator.Answered);

    private static Band? Holding(ItemResult item, Scale scale, PercentAgreementRule rule, Denominator denominator)
    {
        var n = denominator == Denominator.Valid ? item.N : item.N + item.Missing;
        return Only(scale, band => rule.Holds(scale.Count(band, item.Counts!), n));
    }

    /// <summary>The groups that are shown: a hidden one must not speak through the verdict.</summary>
    internal static IEnumerable<GroupItemResult> Shown(ItemResult item) => item.Groups.Where(group => !group.Suppressed);

    private static Band? Majority(ItemResult item, Scale scale) => Only(scale, band => 2 * scale.Count(band, item.Counts!) > item.N);

    private static bool AtEachEnd(ItemResult item, Scale scale, int percent) =>
        item.N > 0
        && 100L * scale.Count(Band.Top, item.Counts!) >= (long)percent * item.N
        && 100L * scale.Count(Band.Bottom, item.Counts!) >= (long)percent * item.N;

    /// <summary>The one band that something holds of; null where it holds of none, or of more than one.</summary>
    private static Band? Only(Scale scale, Func<Band, bool> holds)
    {
        Band[] all = scale.Middle > 0 ? [Band.Top, Band.Middle, Band.Bottom] : [Band.Top, Band.Bottom];
        return Array.FindAll(all, band => holds(band)) is [var only] ? only : null;
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
