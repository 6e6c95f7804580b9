namespace Befragung.Delphi.Statistics;

/// <summary>
/// Between which shares the share of all such experts lies with 95 % confidence, from a count of some. Never below 0 or above 1, and of use for small numbers too.
/// Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the American Statistical Association 22, 209–212.
/// </summary>
/// <param name="Lower">In per cent, 0 to 100.</param>
/// <param name="Upper">In per cent, 0 to 100.</param>
public sealed record WilsonInterval(double Lower, double Upper)
{
    private const double Z = 1.959963984540054;

    /// <summary>The interval of <paramref name="count"/> of <paramref name="n"/>; null where n is 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or greater than n.</exception>
    public static WilsonInterval? Of(int count, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, n);
        if (n == 0)
            return null;
        var share = (double)count / n;
        var weight = Z * Z / n;
        var middle = (share + (weight / 2)) / (1 + weight);
        var half = Z * Math.Sqrt((share * (1 - share) / n) + (weight / (4 * n))) / (1 + weight);
        // At the borders the ends are 0 and 1 exactly; rounding would miss them.
        return new(count == 0 ? 0 : 100 * (middle - half), count == n ? 100 : 100 * (middle + half));
    }
}
