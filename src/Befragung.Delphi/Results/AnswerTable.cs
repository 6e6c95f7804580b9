using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>
/// How those who handed in answered an item when it was asked last and now: a (K + 1) × (K + 1) table of people, index 0 standing for no valid answer. All that a verdict
/// looks at can be made of it, and of the sum of several.
/// </summary>
internal sealed class AnswerTable
{
    private readonly int[] cells;

    /// <param name="points">Points of the scale, K.</param>
    public AnswerTable(int points)
    {
        Points = points;
        cells = new int[(points + 1) * (points + 1)];
    }

    public int Points { get; }

    /// <summary>The cells, one answer before after the other; within it, one answer now after the other.</summary>
    public Span<int> Cells => cells;

    /// <summary>People who went from one answer (0 … K) to another or the same.</summary>
    public int this[int before, int now]
    {
        get => cells[(before * (Points + 1)) + now];
        set => cells[(before * (Points + 1)) + now] = value;
    }

    /// <summary>Handed in without a valid answer now.</summary>
    public int Missing
    {
        get
        {
            var sum = 0;
            for (var before = 0; before <= Points; before++)
                sum += this[before, 0];
            return sum;
        }
    }

    /// <summary>How often each point is chosen now.</summary>
    public int[] Now()
    {
        var counts = new int[Points];
        for (var before = 0; before <= Points; before++)
        for (var now = 1; now <= Points; now++)
            counts[now - 1] += this[before, now];
        return counts;
    }

    /// <summary>How often each point was chosen before, by those who handed in now.</summary>
    public int[] Before()
    {
        var counts = new int[Points];
        for (var before = 1; before <= Points; before++)
        for (var now = 0; now <= Points; now++)
            counts[before - 1] += this[before, now];
        return counts;
    }

    /// <summary>Who answered both times.</summary>
    public PairTable Pairs()
    {
        var pairs = new PairTable(Points);
        for (var before = 1; before <= Points; before++)
        for (var now = 1; now <= Points; now++)
            pairs.Add(before, now, this[before, now]);
        return pairs;
    }

    /// <summary>How many answered both times.</summary>
    public int PairCount()
    {
        var sum = 0;
        for (var before = 1; before <= Points; before++)
        for (var now = 1; now <= Points; now++)
            sum += this[before, now];
        return sum;
    }

    /// <summary>How many of those went from one end of the scale to the other.</summary>
    public int Crossers(Scale scale)
    {
        var sum = 0;
        for (var low = 1; low <= scale.Bottom; low++)
        for (var high = scale.LowestOfTop; high <= Points; high++)
            sum += this[low, high] + this[high, low];
        return sum;
    }

    /// <summary>Σ |difference of the margins| of those who answered both times: 2 n Δ.</summary>
    public int Distance()
    {
        var distance = 0;
        for (var point = 1; point <= Points; point++)
        {
            var net = 0;
            for (var other = 1; other <= Points; other++)
                net += this[other, point] - this[point, other];
            distance += Math.Abs(net);
        }
        return distance;
    }

    /// <summary>Takes out people without an answer now, of whom it is known only how many; those without one before come first.</summary>
    public void Leave(int people)
    {
        for (var before = 0; before <= Points && people > 0; before++)
        {
            var some = Math.Min(people, this[before, 0]);
            this[before, 0] -= some;
            people -= some;
        }
    }

    public void Clear() => Array.Clear(cells);

    /// <summary>Adds the people of another table of the same scale.</summary>
    public void Add(AnswerTable other)
    {
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] += other.cells[cell];
    }

    /// <summary>The same without some of the people.</summary>
    public AnswerTable Without(AnswerTable some)
    {
        var left = new AnswerTable(Points);
        for (var cell = 0; cell < cells.Length; cell++)
            left.cells[cell] = Math.Max(0, cells[cell] - some.cells[cell]);
        return left;
    }

    /// <summary>Everybody of several tables of one scale.</summary>
    public static AnswerTable Sum(int points, IEnumerable<AnswerTable> tables)
    {
        var sum = new AnswerTable(points);
        foreach (var table in tables)
            sum.Add(table);
        return sum;
    }
}
