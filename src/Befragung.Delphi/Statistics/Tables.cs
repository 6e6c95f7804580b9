namespace Befragung.Delphi.Statistics;

/// <summary>Several frequency tables of the same scale, one per group.</summary>
internal static class Tables
{
    public static int[] Sum(IReadOnlyList<int[]> groups)
    {
        var sum = new int[groups[0].Length];
        foreach (var group in groups)
        {
            if (group.Length != sum.Length)
                throw new ArgumentException("Groups can be compared on the same scale only.", nameof(groups));
            for (var i = 0; i < sum.Length; i++)
                sum[i] += group[i];
        }
        return sum;
    }

    /// <summary>The mid-rank that each point has among all answers.</summary>
    public static double[] MidRanks(ReadOnlySpan<int> counts)
    {
        var ranks = new double[counts.Length];
        var below = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            ranks[i] = below + ((counts[i] + 1) / 2.0);
            below += counts[i];
        }
        return ranks;
    }

    public static double RankSum(ReadOnlySpan<int> counts, ReadOnlySpan<double> ranks)
    {
        var sum = 0.0;
        for (var i = 0; i < counts.Length; i++)
            sum += counts[i] * ranks[i];
        return sum;
    }
}
