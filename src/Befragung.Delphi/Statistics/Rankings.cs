namespace Befragung.Delphi.Statistics;

/// <summary>
/// Measures of one option of a ranking in which experts order their first few: how often it was given each of the ranks 1 … T, index 0
/// holding rank 1. Experts who ranked, but not this option, are in no cell.
/// </summary>
public static class Rankings
{
    /// <summary>The mean of the ranks it was given, 1 (best) to T; null where nobody ranked it. Says nothing of how many did.</summary>
    public static double? MeanRank(ReadOnlySpan<int> rankCounts) => Moments.Mean(rankCounts);

    /// <summary>The median of the ranks it was given; null where nobody ranked it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type of quantile is out of range.</exception>
    public static double? MedianRank(ReadOnlySpan<int> rankCounts, int quantileType) => Quantiles.OfCounts(rankCounts, 0.5, quantileType);

    /// <summary>
    /// Borda's mean points: T for rank 1, T − 1 for rank 2 … 1 for the last, 0 where an expert did not rank it; by these, options that
    /// different numbers of experts ranked can be ordered. De Borda (1784), Mémoire sur les élections au scrutin.
    /// </summary>
    /// <param name="rankCounts">How often it was given each rank.</param>
    /// <param name="raters">Experts who ranked anything at all.</param>
    /// <returns>0 (never ranked) to T (everybody's first); null where nobody ranked anything.</returns>
    /// <exception cref="ArgumentException">More experts ranked this option than ranked at all.</exception>
    public static double? MeanPoints(ReadOnlySpan<int> rankCounts, int raters)
    {
        if (Frequencies.Total(rankCounts) > raters)
            throw new ArgumentException("No more experts can rank an option than rank at all.", nameof(raters));
        long points = 0;
        for (var i = 0; i < rankCounts.Length; i++)
            points += (long)rankCounts[i] * (rankCounts.Length - i);
        return raters == 0 ? null : (double)points / raters;
    }
}
