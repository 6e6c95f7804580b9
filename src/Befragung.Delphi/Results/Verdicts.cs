using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>
/// Judges items: stability first, consensus second (Dajani, Sincoff and Talley 1979; von der Gracht 2012: consensus is not a suitable
/// stopping criterion). The rule of consensus is the study's.
/// </summary>
public static class Verdicts
{
    /// <summary>With fewer experts who answered twice nothing can be said about stability.</summary>
    public const int FewestPairs = 6;

    /// <summary>The item with its verdict and direction; items that are not rated have none.</summary>
    public static ItemResult Judge(ItemResult item, int round, Questionnaire questionnaire, IReadOnlyList<SectionApmo> apmo)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(apmo);
        if (PartOf(item, questionnaire) is not { } part)
            return item;
        var consensus = Consensus(
            item,
            part.Scale,
            questionnaire.Settings.Consensus,
            apmo.FirstOrDefault(one => one.Section == questionnaire.SectionOf(item.Key.Split('.')[0])!.Key)?.Apmo
        );
        var majority = Majority(item);
        var verdict = item.Stability switch
        {
            null => Verdict.Open,
            _ when round == 1 => Verdict.Open,
            { Pairs: < FewestPairs } => Verdict.Open,
            { Stable: false } => Verdict.Unstable,
            _ when consensus is not null => Verdict.Consensus,
            _ when item.AgreementA < 0 || item.Ram is { DisagreementIndex: > 1 } => Verdict.Polarised,
            _ when majority is not null => Verdict.Majority,
            _ => Verdict.Dissent,
        };
        return item with
        {
            Verdict = verdict,
            // While nothing is settled, the direction says where the rule would hold today.
            Direction =
                verdict is Verdict.Polarised or Verdict.Dissent ? null
                : verdict == Verdict.Majority ? majority
                : consensus,
        };
    }

    /// <summary>The part that was rated; null for other items.</summary>
    internal static RatedPart? PartOf(ItemResult item, Questionnaire questionnaire) =>
        questionnaire.Items.SelectMany(one => one.Parts).FirstOrDefault(part => part.Key == item.Key) as RatedPart;

    /// <summary>To which side the rule holds; null where it does not.</summary>
    private static Direction? Consensus(ItemResult item, Scale scale, ConsensusRule rule, double? apmo) =>
        rule switch
        {
            PercentAgreementRule { Threshold: var threshold } => item.PercentAgreement >= threshold ? Direction.Agreement
            : item.PercentDisagreement >= threshold ? Direction.Disagreement
            : null,
            // Quartiles of types 8 and 9 are thirds and eighths, which floating point does not hold exactly.
            IqrRule { Limit: var limit } => item.InterquartileRange <= limit + 1e-9 ? SideOf(item.Median!.Value, scale) : null,
            CometRule { EveryGroup: false } => SideOf(item.Comet),
            CometRule => item.Groups.Where(group => !group.Suppressed).Select(group => group.Comet).Distinct().ToList() is [var same]
                ? SideOf(same)
                : null,
            RamRule => item.Ram is { Disagreement: false } ram
                ? ram.Classification switch
                {
                    RamClass.Appropriate => Direction.Agreement,
                    RamClass.Inappropriate => Direction.Disagreement,
                    _ => Direction.Middle,
                }
                : null,
            // A majority it has to be, and a larger one than is usual in the section.
            ApmoRule => apmo is { } average && Apmo.IsConsensual(SectionApmo.Sides(scale, item), average) ? Majority(item) : null,
            _ => throw new InvalidOperationException($"The rule {rule.GetType().Name} has no evaluation."),
        };

    private static Direction? Majority(ItemResult item) =>
        item.PercentAgreement > 50 ? Direction.Agreement
        : item.PercentDisagreement > 50 ? Direction.Disagreement
        : null;

    private static Direction SideOf(double median, Scale scale) =>
        median >= scale.LowestOfTop ? Direction.Agreement
        : median <= scale.Bottom ? Direction.Disagreement
        : Direction.Middle;

    private static Direction? SideOf(CometClass? comet) =>
        comet switch
        {
            CometClass.In => Direction.Agreement,
            CometClass.Out => Direction.Disagreement,
            _ => null,
        };
}
