namespace Befragung.Delphi.Statistics;

/// <summary>
/// Krippendorff's α for names, of any number of coders, of whom each may have left out any units: chance is what drawing two of all values, without putting the first back,
/// would bring. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; Krippendorff (2004), Content Analysis, chapter 11.
/// </summary>
/// <remarks>
/// Units with a single value, or none, say nothing and are left out. From below 0 (less than by chance) over 0 to 1. Null without a unit of two values, and where all values are
/// the same, because nothing then shows that the coders can tell anything apart.
/// </remarks>
public static class KrippendorffAlpha
{
    /// <summary>α; null where it has no value.</summary>
    public static double? Of(ReliabilityData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Disagreement(data, data.Weights())?.Agreement;
    }

    /// <summary>Where units with each pattern occur so often; null without any that counts.</summary>
    internal static Disagreement? Disagreement(ReliabilityData data, ReadOnlySpan<int> weights)
    {
        var counts = new int[data.Categories];
        var totals = new long[data.Categories];
        var n = 0L;
        var disagreeing = 0.0;
        for (var pattern = 0; pattern < weights.Length; pattern++)
        {
            var values = weights[pattern] == 0 ? 0 : ReliabilityData.Count(data.Patterns[pattern], counts);
            if (values < 2)
                continue;
            n += (long)weights[pattern] * values;
            var pairs = 0L;
            for (var value = 0; value < counts.Length; value++)
            {
                totals[value] += (long)weights[pattern] * counts[value];
                pairs += (long)counts[value] * (values - counts[value]);
            }
            disagreeing += (double)weights[pattern] * pairs / (values - 1);
        }
        if (n == 0)
            return null;
        // In whole numbers, so that "all the same" is exactly nothing.
        var apart = totals.Sum(total => (double)total * (n - total));
        return new(disagreeing / n, apart / ((double)n * (n - 1)));
    }
}
