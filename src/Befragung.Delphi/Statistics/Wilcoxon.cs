namespace Befragung.Delphi.Statistics;

/// <summary>
/// The Wilcoxon signed-rank test of whether the same experts answer alike in two rounds; R's <c>wilcox.test(before, after, paired = TRUE)</c>.
/// Pairs without a difference are dropped, equal differences share their mid-rank. The probability is exact, given the ranks as they are, ties among them or not:
/// twice the share of the 2ⁿ ways to give them signs whose sum is as far to one side; beyond 500 who moved, it is that of the normal approximation with
/// correction for ties and without one for continuity. Wilcoxon (1945), Individual comparisons by ranking methods, Biometrics Bulletin 1(6), 80–83;
/// Pratt and Gibbons (1981), Concepts of Nonparametric Theory, section 3.7.
/// </summary>
/// <param name="V">Sum of the ranks of the positive differences before − after: of the experts who went down. 0 to N(N + 1) / 2.</param>
/// <param name="N">Pairs with a difference.</param>
/// <param name="P">Two-sided probability, 0 to 1.</param>
/// <param name="Exact">Whether the probability is exact.</param>
public sealed record Wilcoxon(double V, int N, double P, bool Exact)
{
    private const int ExactUpTo = 500;

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
        return Of(Tables.RankSum(down, Tables.MidRanks(distances)), distances);
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
        return Of(v, [.. ranks.CountBy(rank => rank).OrderBy(tie => tie.Key).Select(tie => tie.Value)]);
    }

    /// <param name="v">Sum of the ranks of the positive differences.</param>
    /// <param name="ties">How many differences are of the same size, from the smallest size to the largest; sizes that nobody has may be among them.</param>
    private static Wilcoxon? Of(double v, ReadOnlySpan<int> ties)
    {
        var n = Frequencies.Total(ties);
        if (n == 0)
            return null;
        if (n <= ExactUpTo)
            return new(v, n, ExactP(v, ties), true);
        var s = Math.Sqrt((n * (n + 1.0) * ((2.0 * n) + 1) / 24) - (Ranks.Ties(ties) / 48));
        return new(v, n, Tails.TwoSided((v - (n * (n + 1.0) / 4)) / s), false);
    }

    /// <summary>The distribution of the rank sum, a size of differences after the other: of those with the same rank, the number of positive ones is binomial.</summary>
    private static double ExactP(double v, ReadOnlySpan<int> ties)
    {
        // Doubled, mid-ranks are whole.
        var ranks = Tables.MidRanks(ties);
        var probability = new double[(Frequencies.Total(ties) * (Frequencies.Total(ties) + 1)) + 1];
        probability[0] = 1;
        var greatest = 0;
        for (var size = 0; size < ties.Length; size++)
        {
            if (ties[size] == 0)
                continue;
            var rank = (int)(2 * ranks[size]);
            var heads = Coin.Probabilities(ties[size]);
            // From above, so that what is still to be read is not yet written.
            for (var sum = greatest; sum >= 0; sum--)
            {
                var own = probability[sum];
                if (own == 0)
                    continue;
                probability[sum] = own * heads[0];
                for (var positive = 1; positive < heads.Length; positive++)
                    probability[sum + (positive * rank)] += own * heads[positive];
            }
            greatest += rank * ties[size];
        }
        var doubled = (int)Math.Round(2 * v);
        var tail = 0.0;
        for (var sum = 0; sum <= Math.Min(doubled, greatest - doubled); sum++)
            tail += probability[sum];
        return Math.Min(1, 2 * tail);
    }
}
