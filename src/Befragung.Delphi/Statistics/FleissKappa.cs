namespace Befragung.Delphi.Statistics;

/// <summary>
/// Fleiss' κ of any number of coders: chance is what the frequencies of all of them together would bring, whoever gave which value.
/// Fleiss (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76(5), 378–382.
/// </summary>
/// <remarks>
/// It takes as many values of every unit: units that not all coders have coded are left out (<see cref="ReliabilityData.CompleteUnits"/> are left); Krippendorff's α takes them.
/// From −1 / (coders − 1) over 0 (no more than by chance) to 1. Null with one coder, without a complete unit, and where all values are the same. Of two coders it is
/// Scott's π, which differs from Cohen's κ where the two do not use the values equally often.
/// </remarks>
public static class FleissKappa
{
    /// <summary>κ; null where it has no value.</summary>
    public static double? Of(ReliabilityData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Disagreement(data, data.Weights())?.Agreement;
    }

    /// <summary>Where units with each pattern occur so often; null without any that counts.</summary>
    internal static Disagreement? Disagreement(ReliabilityData data, ReadOnlySpan<int> weights)
    {
        if (data.Coders < 2)
            return null;
        var counts = new int[data.Categories];
        var totals = new long[data.Categories];
        long units = 0,
            disagreeing = 0;
        for (var pattern = 0; pattern < weights.Length; pattern++)
        {
            if (weights[pattern] == 0 || ReliabilityData.Count(data.Patterns[pattern], counts) < data.Coders)
                continue;
            units += weights[pattern];
            for (var value = 0; value < counts.Length; value++)
            {
                totals[value] += (long)weights[pattern] * counts[value];
                disagreeing += (long)weights[pattern] * counts[value] * (data.Coders - counts[value]);
            }
        }
        if (units == 0)
            return null;
        var n = units * data.Coders;
        // In whole numbers, so that "all the same" is exactly nothing.
        var apart = totals.Sum(total => (double)total * (n - total));
        return new(disagreeing / ((double)n * (data.Coders - 1)), apart / ((double)n * n));
    }
}
