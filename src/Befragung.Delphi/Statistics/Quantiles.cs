namespace Befragung.Delphi.Statistics;

/// <summary>
/// Sample quantiles by the nine definitions of Hyndman and Fan (1996), "Sample Quantiles in Statistical Packages", The American
/// Statistician 50(4). Type 7 is that of R, NumPy and Excel's .INC; type 6 that of SPSS. The type is always named, because it decides verdicts.
/// </summary>
public static class Quantiles
{
    // A position that misses a whole number by rounding alone is that number. R's tolerance, but growing with the position: R's own misses
    // that 70 % of 90 are 63, so that with types 1 to 3 a reversed scale would have other percentiles.
    private const double Tolerance = 4 * 2.220446049250313e-16;

    private const int MedianType = 7;

    /// <summary>The median, whatever type the quartiles are of: the middle value, or the mean of the two in the middle; null without values.</summary>
    public static double? Median(ReadOnlySpan<int> counts) => OfCounts(counts, 0.5, MedianType);

    /// <summary>The median of values in ascending order; null without values.</summary>
    public static double? MedianOfSorted(ReadOnlySpan<double> sorted) => OfSorted(sorted, 0.5, MedianType);

    /// <summary>The quantile of the values 1 … K that occur <paramref name="counts"/>[0] … [K − 1] times.</summary>
    /// <param name="counts">How often each point of the scale was chosen.</param>
    /// <param name="probability">0 to 1; ½ is the median.</param>
    /// <param name="type">Hyndman and Fan's number, 1 to 9.</param>
    /// <returns>In points of the scale; null where there is no value at all. One value is every quantile of itself.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability or the type is out of range.</exception>
    public static double? OfCounts(ReadOnlySpan<int> counts, double probability, int type)
    {
        var n = Frequencies.Total(counts);
        if (n == 0)
            return null;
        var (position, share) = Position(n, probability, type);
        var lower = Frequencies.OrderStatistic(counts, position);
        // Skipping the upper neighbour at share 0 keeps a quantile exact at the ends.
        return share == 0 ? lower : lower + (share * (Frequencies.OrderStatistic(counts, position + 1) - lower));
    }

    /// <summary>The quantile of values in ascending order; null where there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability or the type is out of range.</exception>
    public static double? OfSorted(ReadOnlySpan<double> sorted, double probability, int type)
    {
        if (sorted.Length == 0)
            return null;
        var (position, share) = Position(sorted.Length, probability, type);
        var lower = sorted[Math.Clamp(position, 1, sorted.Length) - 1];
        return share == 0 ? lower : lower + (share * (sorted[Math.Clamp(position + 1, 1, sorted.Length) - 1] - lower));
    }

    /// <summary>Between which order statistics (the position and the next) the quantile lies, and how far from the first.</summary>
    private static (int Position, double Share) Position(int n, double probability, int type)
    {
        if (probability is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        var exact = type switch
        {
            1 or 2 => n * probability,
            3 => (n * probability) - 0.5,
            4 => n * probability,
            5 => (n * probability) + 0.5,
            6 => (n + 1) * probability,
            7 => 1 + ((n - 1) * probability),
            8 => (1d / 3) + ((n + (1d / 3)) * probability),
            9 => (3d / 8) + ((n + (1d / 4)) * probability),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Hyndman and Fan's types are numbered 1 to 9."),
        };
        var fuzz = Tolerance * Math.Max(1, exact);
        var position = (int)Math.Floor(exact + fuzz);
        var rest = exact - position;
        if (Math.Abs(rest) < fuzz)
            rest = 0;
        return (
            position,
            type switch
            {
                1 => rest > 0 ? 1 : 0,
                2 => rest > 0 ? 1 : 0.5,
                3 => rest != 0 || position % 2 != 0 ? 1 : 0,
                _ => rest,
            }
        );
    }
}
