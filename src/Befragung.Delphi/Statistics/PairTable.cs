namespace Befragung.Delphi.Statistics;

/// <summary>
/// How often experts who answered an item in both rounds went from one point of the scale to another: a K × K table, all that the paired
/// measures need. Points are named as on the scale, 1 … K.
/// </summary>
public sealed class PairTable
{
    private readonly int[] counts;

    /// <param name="points">Points of the scale, K.</param>
    public PairTable(int points)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        Points = points;
        counts = new int[points * points];
    }

    public int Points { get; }

    /// <summary>Experts who answered in both rounds.</summary>
    public int Total { get; private set; }

    /// <summary>Experts who chose the point <paramref name="before"/> (1 … K) in the earlier round and <paramref name="after"/> in the later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A point is not on the scale.</exception>
    public int this[int before, int after] => counts[Index(before, after)];

    /// <summary>Counts an expert, or several, who went from one point (1 … K) to another or the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A point is not on the scale.</exception>
    public void Add(int before, int after, int times = 1)
    {
        counts[Index(before, after)] += times;
        Total += times;
    }

    /// <summary>The frequency table of the earlier round, of these experts; index 0 holds point 1.</summary>
    public int[] Before() => Margin((before, _) => before);

    /// <summary>The frequency table of the later round, of these experts; index 0 holds point 1.</summary>
    public int[] After() => Margin((_, after) => after);

    /// <summary>Everybody of several tables of the same points, of which there is at least one.</summary>
    public static PairTable Sum(IReadOnlyList<PairTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var sum = new PairTable(tables[0].Points);
        foreach (var table in tables)
            for (var cell = 0; cell < table.counts.Length; cell++)
                sum.counts[cell] += table.counts[cell];
        sum.Total = tables.Sum(table => table.Total);
        return sum;
    }

    private int Index(int before, int after)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(before, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before, Points);
        ArgumentOutOfRangeException.ThrowIfLessThan(after, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(after, Points);
        return ((before - 1) * Points) + after - 1;
    }

    private int[] Margin(Func<int, int, int> point)
    {
        var margin = new int[Points];
        for (var before = 0; before < Points; before++)
        for (var after = 0; after < Points; after++)
            margin[point(before, after)] += counts[(before * Points) + after];
        return margin;
    }
}
