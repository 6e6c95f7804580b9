namespace Befragung.Delphi.Statistics;

/// <summary>
/// The Wilcoxon signed-rank test of whether the same experts answer alike in two rounds; R's <c>wilcox.test(before, after, paired = TRUE)</c>.
/// Pairs without a difference are dropped, equal differences share their mid-rank; exact below 50 pairs with neither such pairs nor ties, else by the
/// normal approximation with correction for ties. Wilcoxon (1945), Individual comparisons by ranking methods, Biometrics Bulletin 1(6), 80–83.
/// </summary>
/// <param name="V">Sum of the ranks of the positive differences before − after: of the experts who went down. 0 to N(N + 1) / 2.</param>
/// <param name="N">Pairs with a difference.</param>
/// <param name="P">Two-sided probability, 0 to 1: exact, or without continuity correction (R: correct = FALSE).</param>
/// <param name="PContinuity">The same with continuity correction (R's default); where exact, equal to <paramref name="P"/>.</param>
/// <param name="Exact">Whether the probability is exact.</param>
public sealed record Wilcoxon(double V, int N, double P, double PContinuity, bool Exact)
{
    private const int ExactBelow = 50;

    // Differences of decimal numbers that should be equal differ by about this much, relative to the numbers.
    private const double Rounding = 1e-12;

    /// <summary>The test of a table of pairs; null where nobody moved, and without pairs.</summary>
    public static Wilcoxon? Of(PairTable pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var down = new int[pairs.Points - 1];
        var distances = new int[pairs.Points - 1];
        for (var before = 1; before <= pairs.Points; before++)
        {
            for (var after = 1; after <= pairs.Points; after++)
            {
                if (before == after)
                    continue;
                distances[Math.Abs(before - after) - 1] += pairs[before, after];
                if (before > after)
                    down[before - after - 1] += pairs[before, after];
            }
        }
        return Of(Tables.RankSum(down, Tables.MidRanks(distances)), Frequencies.Total(distances), Ranks.Ties(distances), pairs.Total);
    }

    /// <summary>
    /// The test of pairs of numbers; null where no number changed, and without pairs. Differences that miss each other by rounding alone
    /// (10⁻¹² of the greatest number) are equal, where R would tell them apart.
    /// </summary>
    /// <exception cref="ArgumentException">There are not as many numbers after as before.</exception>
    public static Wilcoxon? Of(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        if (before.Length != after.Length)
            throw new ArgumentException("Pairs have a number before and a number after.", nameof(after));
        var unit = 0.0;
        for (var i = 0; i < before.Length; i++)
            unit = Math.Max(unit, Rounding * Math.Max(Math.Abs(before[i]), Math.Abs(after[i])));
        var differences = new List<double>(before.Length);
        for (var i = 0; i < before.Length; i++)
            if (before[i] != after[i] && Math.Round((before[i] - after[i]) / unit) is not 0 and var difference)
                differences.Add(difference);
        var ranks = Ranks.MidRanks([.. differences.Select(Math.Abs)]);
        var v = differences.Zip(ranks).Where(pair => pair.First > 0).Sum(pair => pair.Second);
        return Of(v, ranks.Length, ranks.CountBy(rank => rank).Sum(tie => Ranks.Ties(tie.Value)), before.Length);
    }

    private static Wilcoxon? Of(double v, int n, double ties, int pairs)
    {
        if (n == 0)
            return null;
        if (n < ExactBelow && ties == 0 && n == pairs)
        {
            var p = ExactP((int)v, n);
            return new(v, n, p, p, true);
        }
        var deviation = Math.Abs(v - (n * (n + 1.0) / 4));
        var s = Math.Sqrt((n * (n + 1.0) * ((2.0 * n) + 1) / 24) - (ties / 48));
        return new(v, n, Tails.TwoSided(deviation / s), Tails.TwoSided((deviation == 0 ? 0 : deviation - 0.5) / s), false);
    }

    /// <summary>Twice the share of the 2ⁿ ways to give the ranks 1 … n a sign whose sum is as far to one side.</summary>
    private static double ExactP(int v, int n)
    {
        var greatest = n * (n + 1) / 2;
        var ways = new double[greatest + 1];
        ways[0] = 1;
        for (var rank = 1; rank <= n; rank++)
        for (var sum = greatest; sum >= rank; sum--)
            ways[sum] += ways[sum - rank];
        var tail = ways.Take(Math.Min(v, greatest - v) + 1).Sum();
        return Math.Min(1, 2 * tail / Math.Pow(2, n));
    }
}
