using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>Judges by the study's rule whether answers are settled; see <see cref="StabilityRule"/>.</summary>
internal static class StabilityStates
{
    /// <summary>The state of an item; null without pairs.</summary>
    /// <param name="stability">With all its measures.</param>
    /// <param name="pairs">What they were made of.</param>
    /// <param name="rule">The study's.</param>
    /// <param name="ordered">Whether the points are in order; choices are judged by their distribution, whatever the rule is.</param>
    public static StabilityState? Of(ItemStability stability, PairTable pairs, StabilityRule rule, bool ordered) =>
        pairs.Total == 0
            ? null
            : rule switch
            {
                PairedRule paired => Paired(stability, pairs, paired.Limit),
                // Exactly 15 % is not below them, by rounding either.
                ScheibeRule scheibe => StableIf(scheibe.Limit.InPercent - (100 * stability.DistributionChange) > 1e-9),
                _ when !ordered => Paired(stability, pairs, PairedRule.Usual.Limit),
                // Where nobody moved, nobody moved to one side.
                WilcoxonRule => StableIf(stability.Wilcoxon is not { P: < Stability.Significance }),
                // κ has no value where all answers of both rounds are the same.
                KappaRule kappa => StableIf(stability.KappaQuadratic is not { } quadratic || quadratic >= kappa.Limit),
                _ => throw new InvalidOperationException($"The rule {rule.GetType().Name} has no evaluation."),
            };

    private static StabilityState Paired(ItemStability stability, PairTable pairs, Share limit)
    {
        // In whole numbers, so that exactly 15 % is not below them by rounding.
        var moved = (int)Math.Round(stability.PairedChange!.Value * 2 * pairs.Total);
        var p = Math.Min(stability.PairedChangeP!.Value, stability.Wilcoxon?.P ?? 1);
        if (stability.Crossed >= Stability.Crossing)
            return StabilityState.Moving;
        if (limit.Compare(moved, 2 * pairs.Total) < 0)
            return StabilityState.Stable;
        return p switch
        {
            < Stability.Significance => StabilityState.Moving,
            < Stability.Doubt => StabilityState.Undecidable,
            _ => StabilityState.Stable,
        };
    }

    private static StabilityState StableIf(bool stable) => stable ? StabilityState.Stable : StabilityState.Moving;
}
