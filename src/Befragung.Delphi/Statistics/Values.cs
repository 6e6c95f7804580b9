namespace Befragung.Delphi.Statistics;

/// <summary>What is told of numbers, in the unit of the numbers.</summary>
/// <param name="N">How many there are, at least one.</param>
/// <param name="StandardDeviation">With n − 1; null for a single number, 0 where all are equal.</param>
public sealed record ValueSummary(
    int N,
    double Mean,
    double? StandardDeviation,
    double Minimum,
    double Quartile1,
    double Median,
    double Quartile3,
    double Maximum
)
{
    /// <summary>Quartile 3 − quartile 1.</summary>
    public double InterquartileRange => Quartile3 - Quartile1;
}

/// <summary>A three-point estimate of the whole panel: the medians of the experts' low, best and high values.</summary>
public sealed record PooledEstimate(double Low, double Best, double High);

/// <summary>
/// Measures of numbers in ascending order: answers to number items, the points that one option was allocated, or one of the three parts
/// of an estimate.
/// </summary>
public static class Values
{
    /// <summary>All of them at once; null without any. One number is its own mean, median and quartiles.</summary>
    /// <param name="sorted">In ascending order.</param>
    /// <param name="quantileType">Hyndman and Fan's number, 1 to 9.</param>
    /// <exception cref="ArgumentException">The numbers are not in ascending order, or one is not a finite number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The type of quantile is out of range.</exception>
    public static ValueSummary? Summary(ReadOnlySpan<double> sorted, int quantileType)
    {
        RequireSorted(sorted);
        return Mean(sorted) is { } mean
            ? new(
                sorted.Length,
                mean,
                StandardDeviation(sorted),
                sorted[0],
                Quantiles.OfSorted(sorted, 0.25, quantileType)!.Value,
                Quantiles.MedianOfSorted(sorted)!.Value,
                Quantiles.OfSorted(sorted, 0.75, quantileType)!.Value,
                sorted[^1]
            )
            : null;
    }

    /// <summary>The arithmetic mean; null without numbers. All equal: that number, exactly.</summary>
    public static double? Mean(ReadOnlySpan<double> values)
    {
        if (values.Length == 0)
            return null;
        // Around the first one, so that equal numbers have no rounding.
        var sum = 0.0;
        foreach (var value in values)
            sum += value - values[0];
        return values[0] + (sum / values.Length);
    }

    /// <summary>The standard deviation s with n − 1; null with fewer than two numbers, 0 where all are equal.</summary>
    public static double? StandardDeviation(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            return null;
        var mean = Mean(values)!.Value;
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (values.Length - 1));
    }

    /// <summary>The median; null without numbers. Of an even number of them, the mean of the two in the middle.</summary>
    /// <param name="sorted">In ascending order.</param>
    /// <exception cref="ArgumentException">The numbers are not in ascending order, or one is not a finite number.</exception>
    public static double? Median(ReadOnlySpan<double> sorted)
    {
        RequireSorted(sorted);
        return Quantiles.MedianOfSorted(sorted);
    }

    /// <summary>
    /// The three-point estimate of all experts: the medians of their low, best and high values, each taken alone. Where every expert's
    /// values are in order, so are these. Null without experts.
    /// </summary>
    /// <param name="low">The low values of all experts, in ascending order; so the others.</param>
    /// <param name="best">The best values.</param>
    /// <param name="high">The high values.</param>
    /// <exception cref="ArgumentException">The three differ in length, are not in ascending order, or hold what is no finite number.</exception>
    public static PooledEstimate? Pooled(ReadOnlySpan<double> low, ReadOnlySpan<double> best, ReadOnlySpan<double> high)
    {
        if (low.Length != best.Length || best.Length != high.Length)
            throw new ArgumentException("An estimate has a low, a best and a high value.", nameof(low));
        return Median(low) is { } lower && Median(best) is { } middle && Median(high) is { } upper ? new(lower, middle, upper) : null;
    }

    private static void RequireSorted(ReadOnlySpan<double> sorted)
    {
        for (var i = 0; i < sorted.Length; i++)
        {
            if (!double.IsFinite(sorted[i]))
                throw new ArgumentException("Only finite numbers have statistics.", nameof(sorted));
            if (i > 0 && sorted[i] < sorted[i - 1])
                throw new ArgumentException("The numbers must be in ascending order.", nameof(sorted));
        }
    }
}
