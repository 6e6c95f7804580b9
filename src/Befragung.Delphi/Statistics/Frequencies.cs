namespace Befragung.Delphi.Statistics;

/// <summary>
/// Measures of a frequency table: how often each of the points 1 … K of a scale was chosen, index 0 holding point 1.
/// "Keine Angabe" is no answer and is not in it.
/// </summary>
public static class Frequencies
{
    /// <summary>The number of answers, n.</summary>
    public static int Total(ReadOnlySpan<int> counts)
    {
        var n = 0;
        foreach (var count in counts)
            n += count;
        return n;
    }

    /// <summary>The value at a position (1 … n) of the sorted answers; positions beyond the ends give the end.</summary>
    public static int OrderStatistic(ReadOnlySpan<int> counts, int position)
    {
        var seen = 0;
        var last = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            seen += counts[i];
            last = i + 1;
            if (seen >= position)
                return last;
        }
        return last;
    }

    /// <summary>A share of the whole in per cent (0–100); null where the whole is 0.</summary>
    public static double? Percent(int count, int total) => total == 0 ? null : 100.0 * count / total;

    /// <summary>Per cent of answers in the highest <paramref name="points"/> points of the scale; null without answers.</summary>
    public static double? PercentInTop(ReadOnlySpan<int> counts, int points) => Percent(Total(counts[^points..]), Total(counts));

    /// <summary>Per cent of answers in the lowest <paramref name="points"/> points of the scale; null without answers.</summary>
    public static double? PercentInBottom(ReadOnlySpan<int> counts, int points) => Percent(Total(counts[..points]), Total(counts));
}
