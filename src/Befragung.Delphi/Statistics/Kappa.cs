namespace Befragung.Delphi.Statistics;

/// <summary>
/// Cohen's κ between the answers of the same experts in two rounds: 1 − observed disagreement / disagreement expected from the two rounds'
/// frequencies alone. Weights go by the points of the scale, also by those that nobody chose (irr's <c>kappa2</c> leaves these out).
/// Cohen (1960), Educational and Psychological Measurement 20(1); Cohen (1968), Psychological Bulletin 70(4).
/// </summary>
/// <remarks>
/// From −1 over 0 (no more than by chance) to 1 (nobody moved). Null without pairs, and where all answers of both rounds are one and the same
/// point, because chance then explains everything.
/// </remarks>
public static class Kappa
{
    /// <summary>κ with disagreement growing as the distance |i − j|.</summary>
    public static double? Linear(PairTable pairs) => Of(pairs, (before, after) => Math.Abs(before - after));

    /// <summary>κ with disagreement growing as the square of the distance, (i − j)².</summary>
    public static double? Quadratic(PairTable pairs) => Of(pairs, (before, after) => (before - after) * (before - after));

    /// <summary>κ with every change counting the same.</summary>
    public static double? Unweighted(PairTable pairs) => Of(pairs, (before, after) => before == after ? 0 : 1);

    /// <summary>What κ is made of where every change counts the same; of at least one pair.</summary>
    internal static Disagreement Disagreement(PairTable pairs)
    {
        var (observed, expected) = Sums(pairs, (before, after) => before == after ? 0 : 1);
        return new(observed / pairs.Total, expected / ((double)pairs.Total * pairs.Total));
    }

    private static double? Of(PairTable pairs, Func<int, int, double> disagreement)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var (observed, expected) = Sums(pairs, disagreement);
        return expected == 0 ? null : 1 - (observed * pairs.Total / expected);
    }

    private static (double Observed, double Expected) Sums(PairTable pairs, Func<int, int, double> disagreement)
    {
        var before = pairs.Before();
        var after = pairs.After();
        double observed = 0,
            expected = 0;
        for (var i = 1; i <= pairs.Points; i++)
        {
            for (var j = 1; j <= pairs.Points; j++)
            {
                observed += disagreement(i, j) * pairs[i, j];
                expected += disagreement(i, j) * before[i - 1] * after[j - 1];
            }
        }
        return (observed, expected);
    }
}
