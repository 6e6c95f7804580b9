namespace Befragung.Delphi.Statistics;

/// <summary>
/// Mean and spread of a frequency table: how often each of the points 1 … K was chosen, index 0 holding point 1. The points are taken as
/// equidistant numbers, which a rating scale only promises; so the median is printed first.
/// </summary>
public static class Moments
{
    /// <summary>The arithmetic mean, in points of the scale; null without answers. All equal: that point, exactly.</summary>
    public static double? Mean(ReadOnlySpan<int> counts)
    {
        long n = 0,
            sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            n += counts[i];
            sum += (long)counts[i] * (i + 1);
        }
        return n == 0 ? null : (double)sum / n;
    }

    /// <summary>The standard deviation s with n − 1, in points of the scale; null with fewer than two answers, 0 where all are equal.</summary>
    public static double? StandardDeviation(ReadOnlySpan<int> counts)
    {
        var n = Frequencies.Total(counts);
        if (n < 2)
            return null;
        var mean = Mean(counts)!.Value;
        var squares = 0.0;
        for (var i = 0; i < counts.Length; i++)
            squares += counts[i] * (i + 1 - mean) * (i + 1 - mean);
        return Math.Sqrt(squares / (n - 1));
    }

    /// <summary>
    /// The coefficient of variation, s / mean, without unit; null with fewer than two answers, 0 where all are equal. It depends on where the
    /// scale begins, so a reversed scale gives another. Use with Delphi rounds: English and Kernan (1976), Transportation Research 10.
    /// </summary>
    public static double? CoefficientOfVariation(ReadOnlySpan<int> counts) => StandardDeviation(counts) / Mean(counts);
}
