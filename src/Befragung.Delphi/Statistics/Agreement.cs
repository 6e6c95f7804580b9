namespace Befragung.Delphi.Statistics;

/// <summary>
/// How far the answers on an ordered scale agree, from their frequency table alone (index 0 holding point 1). Both measures are the same
/// for the reversed scale, and for a table multiplied by any number.
/// </summary>
public static class Agreement
{
    /// <summary>
    /// Van der Eijk's A: the table is cut into layers in which every point occurs equally often or not at all; each layer has the agreement
    /// U·(1 − (S − 1) / (K − 1)), S being its number of points that occur, and counts by its share of the answers. U counts triples of points:
    /// 110 and 011 conform to one peak (TU), 101 deviates from it (TDU); U = ((K − 2)·TU − (K − 1)·TDU) / ((K − 2)·(TU + TDU)), and 1 without such triples.
    /// Van der Eijk (2001), Measuring Agreement in Ordered Rating Scales, Quality and Quantity 35(3), 325–341.
    /// </summary>
    /// <returns>
    /// −1 (half at each end) over 0 (all points equally often) to 1 (all, or the only one, on one point); below 0 there are two peaks.
    /// Null without answers, and for scales of fewer than 3 points.
    /// </returns>
    public static double? A(ReadOnlySpan<int> counts)
    {
        var n = Frequencies.Total(counts);
        if (n == 0 || counts.Length < 3)
            return null;
        var sum = 0.0;
        var level = 0;
        while (NextLevel(counts, level) is { } next)
        {
            var (points, agreement) = Layer(counts, level);
            sum += (double)(next - level) * points * agreement;
            level = next;
        }
        return sum / n;
    }

    /// <summary>Polarisation, (1 − A) / 2, from 0 (all on one point) to 1 (half at each end); null where A has no value.</summary>
    public static double? Polarisation(ReadOnlySpan<int> counts) => (1 - A(counts)) / 2;

    /// <summary>
    /// Tastle and Wierman's consensus: 1 + Σ pᵢ·log₂(1 − |i − mean| / (K − 1)), over the points that occur.
    /// Tastle and Wierman (2007), Consensus and dissention: a measure of ordinal dispersion, Int. J. of Approximate Reasoning 45(3), 531–545.
    /// </summary>
    /// <returns>0 (half at each end) to 1 (all, or the only one, on one point); null without answers, and for scales of fewer than 2 points.</returns>
    public static double? Cns(ReadOnlySpan<int> counts)
    {
        if (counts.Length < 2 || Moments.Mean(counts) is not { } mean)
            return null;
        double n = Frequencies.Total(counts),
            sum = 1;
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] > 0)
                sum += counts[i] / n * Math.Log2(1 - (Math.Abs(i + 1 - mean) / (counts.Length - 1)));
        return sum;
    }

    private static int? NextLevel(ReadOnlySpan<int> counts, int level)
    {
        int? next = null;
        foreach (var count in counts)
            if (count > level && !(count >= next))
                next = count;
        return next;
    }

    /// <summary>The layer of all points that occur more often than the level: their number, and its agreement.</summary>
    private static (int Points, double Agreement) Layer(ReadOnlySpan<int> counts, int level)
    {
        double k = counts.Length,
            conforming = 0,
            deviating = 0;
        var points = 0;
        foreach (var count in counts)
            if (count > level)
                points++;
        // Every triple that counts has exactly one gap, so it is enough to go through the gaps.
        var left = 0;
        foreach (var count in counts)
        {
            if (count > level)
            {
                left++;
                continue;
            }
            double right = points - left;
            conforming += ((double)left * (left - 1) / 2) + (right * (right - 1) / 2);
            deviating += left * right;
        }
        var triples = conforming + deviating;
        var unimodality = triples == 0 ? 1 : (((k - 2) * conforming) - ((k - 1) * deviating)) / ((k - 2) * triples);
        return (points, unimodality * (1 - ((points - 1) / (k - 1))));
    }
}
