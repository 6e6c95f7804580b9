using System.Runtime.InteropServices;

namespace Befragung.Delphi.Statistics;

/// <summary>
/// What several coders made of the same units: units × coders, each with a value or missing (the "reliability data" of Krippendorff). Values are names: any whole numbers, of
/// which it matters only whether they are the same.
/// </summary>
public sealed class ReliabilityData
{
    /// <summary>In a pattern: this coder did not code the unit.</summary>
    internal const int Missing = -1;

    private readonly Dictionary<int, int> numbers = [];
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly List<int[]> patterns = [];
    private readonly List<int> patternOfUnit = [];

    /// <param name="coders">How many coders there are, at least one.</param>
    public ReliabilityData(int coders)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(coders);
        Coders = coders;
    }

    public int Coders { get; }

    /// <summary>All units that were added, also those that nobody, or one coder only, has coded.</summary>
    public int Units => patternOfUnit.Count;

    /// <summary>Units that at least two coders have coded: no others say anything about agreement.</summary>
    public int PairableUnits => CountOf(values => values >= 2);

    /// <summary>Units that all coders have coded; none where there is only one coder.</summary>
    public int CompleteUnits => CountOf(values => values >= 2 && values == Coders);

    /// <summary>How many different values there are.</summary>
    internal int Categories => numbers.Count;

    /// <summary>Units that look the same are one pattern: the values as numbers from 0 on, coder by coder, or <see cref="Missing"/>.</summary>
    internal IReadOnlyList<int[]> Patterns => patterns;

    /// <summary>Which pattern each unit has, in the order in which they were added.</summary>
    internal ReadOnlySpan<int> PatternOfUnit => CollectionsMarshal.AsSpan(patternOfUnit);

    /// <summary>Adds a unit: what each coder made of it, in the same order for all units; null where a coder has not coded it.</summary>
    /// <exception cref="ArgumentException">There are not as many values as coders.</exception>
    public void Add(params ReadOnlySpan<int?> values)
    {
        if (values.Length != Coders)
            throw new ArgumentException("A unit has one value, or none, of each coder.", nameof(values));
        var pattern = new int[Coders];
        for (var coder = 0; coder < Coders; coder++)
            pattern[coder] = values[coder] is { } value ? NumberOf(value) : Missing;
        var key = string.Join(',', pattern);
        if (!known.TryGetValue(key, out var index))
        {
            known.Add(key, index = patterns.Count);
            patterns.Add(pattern);
        }
        patternOfUnit.Add(index);
    }

    /// <summary>How many units have each pattern.</summary>
    internal int[] Weights()
    {
        var weights = new int[patterns.Count];
        foreach (var pattern in patternOfUnit)
            weights[pattern]++;
        return weights;
    }

    /// <summary>The values of a pattern as a frequency table, into which they are written; how many there are.</summary>
    internal static int Count(int[] pattern, Span<int> counts)
    {
        counts.Clear();
        var values = 0;
        foreach (var value in pattern)
        {
            if (value == Missing)
                continue;
            counts[value]++;
            values++;
        }
        return values;
    }

    private int NumberOf(int value)
    {
        if (!numbers.TryGetValue(value, out var number))
            numbers.Add(value, number = numbers.Count);
        return number;
    }

    private int CountOf(Func<int, bool> counts) =>
        patternOfUnit.Count(pattern => counts(patterns[pattern].Count(value => value != Missing)));
}
