namespace Befragung.Delphi.Statistics;

/// <summary>Ranks of values.</summary>
public static class Ranks
{
    /// <summary>
    /// The rank of each value from 1 (lowest) to n, in the order given; equal values share the mean of the ranks they take (R's
    /// <c>rank</c>). None for none; all equal: (n + 1) / 2 each.
    /// </summary>
    public static double[] MidRanks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            for (next = first + 1; next < sorted.Length && sorted[next] == sorted[first]; )
                next++;
            for (var i = first; i < next; i++)
                ranks[order[i]] = (first + next + 1) / 2.0;
        }
        return ranks;
    }

    /// <summary>Σ (t³ − t) over groups of t equal values; what ties take away from the variance of ranks.</summary>
    internal static double Ties(ReadOnlySpan<int> counts)
    {
        var sum = 0.0;
        foreach (var t in counts)
            sum += Ties(t);
        return sum;
    }

    internal static double Ties(double t) => t * (t + 1) * (t - 1);
}
