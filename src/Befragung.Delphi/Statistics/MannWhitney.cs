namespace Befragung.Delphi.Statistics;

/// <summary>How two groups differ.</summary>
/// <param name="First">Index of the one group.</param>
/// <param name="Second">Index of the other, always greater.</param>
/// <param name="U">Pairs of answers in which the first group's is higher, equal ones counting half (R's W); 0 to n₁·n₂.</param>
/// <param name="P">Two-sided probability, 0 to 1.</param>
/// <param name="PHolm">The same, corrected for the number of pairs compared.</param>
public sealed record PairwiseDifference(int First, int Second, double U, double P, double PHolm);

/// <summary>
/// The Mann–Whitney test between two groups, by the normal approximation with correction for ties and without continuity correction: R's
/// <c>wilcox.test(x, y, exact = FALSE, correct = FALSE)</c>. So two groups alone have the p of Kruskal–Wallis.
/// Mann and Whitney (1947), Annals of Mathematical Statistics 18(1); Holm (1979), Scandinavian Journal of Statistics 6(2), 65–70.
/// </summary>
public static class MannWhitney
{
    /// <summary>U and p of two frequency tables; null where one has no answer. All answers equal: n₁·n₂ / 2 and p = 1.</summary>
    /// <exception cref="ArgumentException">The tables are of different scales.</exception>
    public static (double U, double P)? Between(int[] first, int[] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var all = Tables.Sum([first, second]);
        double n1 = Frequencies.Total(first),
            n2 = Frequencies.Total(second),
            n = n1 + n2;
        if (n1 == 0 || n2 == 0)
            return null;
        var u = Tables.RankSum(first, Tables.MidRanks(all)) - (n1 * (n1 + 1) / 2);
        var variance = n1 * n2 / 12 * (n + 1 - (Ranks.Ties(all) / (n * (n - 1))));
        // All equal: decided by counting, because the variance is 0 but for rounding.
        return (u, all.Count(count => count > 0) == 1 ? 1 : Tails.TwoSided((u - (n1 * n2 / 2)) / Math.Sqrt(variance)));
    }

    /// <summary>
    /// Every pair of groups with answers, in the order of the groups, with Holm's correction over all of them (R's <c>p.adjust(p, "holm")</c>).
    /// Groups without answers are left out; fewer than two leave no pair.
    /// </summary>
    /// <exception cref="ArgumentException">The tables are of different scales.</exception>
    public static IReadOnlyList<PairwiseDifference> AllPairs(IReadOnlyList<int[]> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var pairs = new List<PairwiseDifference>();
        for (var first = 0; first < groups.Count; first++)
        for (var second = first + 1; second < groups.Count; second++)
            if (Between(groups[first], groups[second]) is var (u, p))
                pairs.Add(new(first, second, u, p, p));
        var corrected = Holm([.. pairs.Select(pair => pair.P)]);
        return [.. pairs.Select((pair, index) => pair with { PHolm = corrected[index] })];
    }

    /// <summary>Holm's step-down correction: the i-th lowest of m probabilities times m + 1 − i, never below the one before and never above 1.</summary>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        var corrected = new double[probabilities.Count];
        var greatest = 0.0;
        foreach (
            var (index, step) in Enumerable
                .Range(0, corrected.Length)
                .OrderBy(index => probabilities[index])
                .Select((index, step) => (index, step))
        )
            corrected[index] = greatest = Math.Max(greatest, Math.Min(1, probabilities[index] * (corrected.Length - step)));
        return corrected;
    }
}
