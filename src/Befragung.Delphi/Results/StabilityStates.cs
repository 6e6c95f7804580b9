using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>Judges by the study's rule whether answers are settled; see <see cref="StabilityRule"/>.</summary>
internal static class StabilityStates
{
    /// <summary>The state of an item; null without pairs.</summary>
    /// <param name="changes">Since the round that asked it last.</param>
    /// <param name="rule">The study's.</param>
    /// <param name="ordered">Whether the points are in order; choices are judged by their distribution, whatever the rule is.</param>
    public static StabilityState? Of(IChanges changes, StabilityRule rule, bool ordered) =>
        changes.Pairs == 0
            ? null
            : rule switch
            {
                PairedRule paired => Paired(changes, paired.Limit),
                // Exactly 15 % is not below them, by rounding either.
                ScheibeRule scheibe => StableIf(scheibe.Limit.InPercent - (100 * changes.DistributionChange) > 1e-9),
                _ when !ordered => Paired(changes, PairedRule.Usual.Limit),
                // Where nobody moved, nobody moved to one side.
                WilcoxonRule => StableIf(changes.WilcoxonP is not < Stability.Significance),
                // κ has no value where all answers of both rounds are the same.
                KappaRule kappa => StableIf(changes.KappaQuadratic is not { } quadratic || quadratic >= kappa.Limit),
                _ => throw new InvalidOperationException($"The rule {rule.GetType().Name} has no evaluation."),
            };

    private static StabilityState Paired(IChanges changes, Share limit)
    {
        if (changes.ManyCrossed)
            return StabilityState.Moving;
        // In whole numbers, so that exactly 15 % is not below them by rounding.
        if (limit.Compare(changes.Distance, 2 * changes.Pairs) < 0)
            return StabilityState.Stable;
        return changes.SmallerP switch
        {
            < Stability.Significance => StabilityState.Moving,
            < Stability.Doubt => StabilityState.Undecidable,
            _ => StabilityState.Stable,
        };
    }

    private static StabilityState StableIf(bool stable) => stable ? StabilityState.Stable : StabilityState.Moving;
}
