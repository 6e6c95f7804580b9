namespace Befragung.Delphi.Statistics;

/// <summary>
/// The distribution-free confidence interval of the median: from the j-th lowest to the j-th highest answer, with the greatest j whose
/// binomial (n, ½) coverage is at least 95 %. Conservative where answers are tied.
/// Conover (1999), Practical Nonparametric Statistics, 3rd ed., section 3.2; Hahn and Meeker (1991), Statistical Intervals, section 5.2.
/// </summary>
/// <param name="Lower">The lower end, in points of the scale.</param>
/// <param name="Upper">The upper end, in points of the scale.</param>
/// <param name="LowerRank">Position j of the lower end among the sorted answers, from 1.</param>
/// <param name="UpperRank">Position n + 1 − j of the upper end.</param>
/// <param name="Coverage">Probability that the interval covers the median, 0.95 to 1.</param>
public sealed record MedianInterval(double Lower, double Upper, int LowerRank, int UpperRank, double Coverage)
{
    private const double Level = 0.95;

    /// <summary>The interval of a frequency table; null with fewer than 6 answers. All equal: from that point to itself.</summary>
    public static MedianInterval? OfCounts(ReadOnlySpan<int> counts) =>
        Ranks(Frequencies.Total(counts)) is var (lower, upper, coverage)
            ? new(Frequencies.OrderStatistic(counts, lower), Frequencies.OrderStatistic(counts, upper), lower, upper, coverage)
            : null;

    /// <summary>The positions of the ends among n sorted answers, and the coverage; null where even the extremes cover less than 95 % (n &lt; 6).</summary>
    public static (int Lower, int Upper, double Coverage)? Ranks(int n)
    {
        if (n < 6)
            return null;
        // Probabilities relative to that of the middle, going down: nothing under- or overflows, and only some 5·√n terms count.
        var middle = n / 2;
        var half = n % 2 == 0 ? 0.5 : 1;
        var term = 1.0;
        for (var k = middle; k > 0 && term > 1e-20; k--)
            half += term *= k / (n - k + 1d);
        var below = n % 2 == 0 ? half - 0.5 : half - 1;
        var rank = middle;
        term = 1;
        // Outside lie the results 0 … rank − 1 and their mirror image.
        for (; below / half > 1 - Level; rank--)
            below -= term *= rank / (n - rank + 1d);
        return rank < 1 ? null : (rank, n + 1 - rank, 1 - (below / half));
    }
}
