using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Planning;

/// <summary>
/// How likely the usual rule of stability (<see cref="PairedRule"/>) notices a movement, in the plainest case: a true share of the experts goes from one
/// point of the scale to the next, all from the same and in the same direction, nobody else moves, and the points are not in opposite end bands. Of k pairs the number
/// m who move is then binomial (k, share), the change Δ is m/k, and the p of its test and of Wilcoxon's is 2 · ½ᵐ; everything is exact. Movements from different points
/// cancel in Δ, so that they are noticed much less often, in large panels too; those from end to end more often, by the rule of a fifth that crossed.
/// </summary>
/// <param name="Pairs">How many experts answered in both rounds.</param>
/// <param name="SmallestNoticed">How many of them have to move for the rule to call it a movement; null where there are too few pairs for any verdict.</param>
/// <param name="SmallestDoubted">With how many of them it can no longer be told from chance; null as before.</param>
public sealed record MovementChances(int Pairs, int? SmallestNoticed, int? SmallestDoubted)
{
    // Six to one side are less likely than 5 % by chance, four less likely than 20 %.
    private static readonly int FewestNoticed = FewestBelow(Stability.Significance);
    private static readonly int FewestDoubted = FewestBelow(Stability.Doubt);

    /// <summary>The true movements that are usually looked at; in per cent of the pairs.</summary>
    public static IReadOnlyList<int> TrueShares { get; } = [10, 20, 30, 40];

    /// <summary>What so many pairs can show.</summary>
    /// <param name="rule">The study's.</param>
    /// <param name="pairs">0 or more; of fewer than six nothing can be said.</param>
    public static MovementChances Of(PairedRule rule, int pairs)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfNegative(pairs);
        // Fewer pairs than have to move get no verdict at all.
        if (pairs < FewestNoticed)
            return new(pairs, null, null);
        var far = Counts.Fewest(pairs, movers => rule.Limit.Compare(movers, pairs) >= 0) ?? pairs;
        return new(pairs, Math.Max(far, FewestNoticed), Math.Max(far, FewestDoubted));
    }

    /// <summary>The probability, 0 to 1, that the answers are called moving.</summary>
    /// <param name="trueShare">How many of the experts move, 0 to 100 per cent.</param>
    public double Moving(int trueShare) => SmallestNoticed is { } noticed ? Binomial.AtLeast(noticed, Pairs, trueShare / 100d) : 0;

    /// <summary>The probability, 0 to 1, that it cannot be decided whether answers move.</summary>
    /// <param name="trueShare">How many of the experts move, 0 to 100 per cent.</param>
    public double Undecidable(int trueShare) =>
        (SmallestDoubted, SmallestNoticed) is ({ } doubted, { } noticed)
            ? Binomial.Between(doubted, noticed - 1, Pairs, trueShare / 100d)
            : 0;

    /// <summary>How many coins have to fall alike for a two-sided p below this one.</summary>
    private static int FewestBelow(double p)
    {
        var coins = 1;
        while (2 * Math.Pow(0.5, coins) >= p)
            coins++;
        return coins;
    }
}
