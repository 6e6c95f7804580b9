namespace Befragung.Delphi.Statistics;

/// <summary>The three classes of the RAND/UCLA method, from the lowest ratings to the highest.</summary>
public enum RamClass
{
    Inappropriate,
    Uncertain,
    Appropriate,
}

/// <summary>
/// The RAND/UCLA appropriateness method on a scale of 9 points: the range between the 30th and the 70th percentile, held against a range
/// that grows with the asymmetry of the ratings (IPRAS). Fitch et al. (2001), The RAND/UCLA Appropriateness Method User's Manual, MR-1269.
/// </summary>
/// <param name="P30">30th percentile, in points.</param>
/// <param name="P70">70th percentile, in points.</param>
/// <param name="Ipr">Interpercentile range, P70 − P30, in points.</param>
/// <param name="Ipras">2.35 + 1.5·|5 − (P30 + P70) / 2|, in points.</param>
/// <param name="DisagreementIndex">Ipr / Ipras, from 0 (all equal); above 1 exactly when there is disagreement.</param>
/// <param name="Disagreement">Whether Ipr is greater than Ipras.</param>
/// <param name="Classification">By the median, the halves 3.5 and 6.5 belonging to the higher class; uncertain in any case of disagreement.</param>
public sealed record Ram(
    double P30,
    double P70,
    double Ipr,
    double Ipras,
    double DisagreementIndex,
    bool Disagreement,
    RamClass Classification
)
{
    /// <summary>
    /// Whether so few ratings lie outside the three points of the median (1–3, 4–6, 7–9) that the panel agrees by the manual's own count: at most 2 of 8 to 10 raters,
    /// 3 of 11 to 13, 4 of 14 to 16, and a third beyond. Null below 8 raters, for whom the manual names no number; results of before lack it.
    /// </summary>
    public bool? AgreementByCount { get; init; }

    // Rounding alone is no disagreement: 3.1 against 2.35 + 0.75.
    private const double Rounding = 1e-9;

    /// <summary>The evaluation of a frequency table of 9 points; null without answers. All equal, or one answer: a range and an index of 0.</summary>
    /// <param name="counts">How often each of the 9 points was chosen.</param>
    /// <param name="quantileType">Hyndman and Fan's number, 1 to 9, for the percentiles; the median is the middle value whatever the type.</param>
    /// <exception cref="ArgumentException">The scale has not 9 points.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The type of quantile is out of range.</exception>
    public static Ram? OfCounts(ReadOnlySpan<int> counts, int quantileType)
    {
        if (counts.Length != 9)
            throw new ArgumentException("The RAND/UCLA method is defined for scales of 9 points.", nameof(counts));
        if (Quantiles.Median(counts) is not { } median)
            return null;
        var p30 = Quantiles.OfCounts(counts, 0.3, quantileType)!.Value;
        var p70 = Quantiles.OfCounts(counts, 0.7, quantileType)!.Value;
        var ipr = p70 - p30;
        var ipras = 2.35 + (1.5 * Math.Abs(5 - ((p30 + p70) / 2)));
        var disagreement = ipr > ipras + Rounding;
        return new(
            p30,
            p70,
            ipr,
            ipras,
            disagreement ? ipr / ipras : Math.Min(1, ipr / ipras),
            disagreement,
            disagreement ? RamClass.Uncertain : ByMedian(median)
        )
        {
            AgreementByCount = Agrees(counts, ByMedian(median)),
        };
    }

    private static bool? Agrees(ReadOnlySpan<int> counts, RamClass median)
    {
        var raters = Frequencies.Total(counts);
        var outside = raters - Frequencies.Total(counts.Slice(3 * (int)median, 3));
        return raters switch
        {
            < 8 => null,
            <= 10 => outside <= 2,
            <= 13 => outside <= 3,
            <= 16 => outside <= 4,
            _ => 3 * outside <= raters,
        };
    }

    private static RamClass ByMedian(double median) =>
        median switch
        {
            >= 6.5 => RamClass.Appropriate,
            >= 3.5 => RamClass.Uncertain,
            _ => RamClass.Inappropriate,
        };
}
