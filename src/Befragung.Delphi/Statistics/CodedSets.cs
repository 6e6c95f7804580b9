namespace Befragung.Delphi.Statistics;

/// <summary>
/// What several coders made of the same units where a unit may carry any number of codes, none among them: units × coders, each with a set of codes or missing. For every code
/// there is a table of applied (1) or not (0); and one in which the value is the whole set.
/// </summary>
public sealed class CodedSets
{
    private readonly ReliabilityData[] ofCodes;
    private readonly Dictionary<string, int> sets = new(StringComparer.Ordinal);

    /// <param name="coders">How many coders there are, at least one.</param>
    /// <param name="codes">How many codes there are; a unit has any of 0 … codes − 1.</param>
    public CodedSets(int coders, int codes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(codes);
        Whole = new(coders);
        ofCodes = [.. Enumerable.Range(0, codes).Select(_ => new ReliabilityData(coders))];
    }

    /// <summary>The whole sets as values: they are the same, or they are not.</summary>
    public ReliabilityData Whole { get; }

    /// <summary>By code: applied or not.</summary>
    public IReadOnlyList<ReliabilityData> OfCodes => ofCodes;

    /// <summary>Adds a unit: the codes each coder gave it, in the same order of coders for all units; empty where it got none, null where a coder has not coded it.</summary>
    /// <exception cref="ArgumentException">There are not as many sets as coders.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A code is none.</exception>
    public void Add(params ReadOnlySpan<IReadOnlyCollection<int>?> codes)
    {
        if (codes.Length != Whole.Coders)
            throw new ArgumentException("A unit has one set of codes, or none, of each coder.", nameof(codes));
        var values = new int?[codes.Length];
        for (var coder = 0; coder < codes.Length; coder++)
            values[coder] = codes[coder] is { } set ? NumberOf(set) : null;
        Whole.Add(values);
        for (var code = 0; code < ofCodes.Length; code++)
        {
            for (var coder = 0; coder < codes.Length; coder++)
                values[coder] =
                    codes[coder] is not { } set ? null
                    : set.Contains(code) ? 1
                    : 0;
            ofCodes[code].Add(values);
        }
    }

    private int NumberOf(IReadOnlyCollection<int> set)
    {
        foreach (var code in set)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(code, nameof(set));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(code, ofCodes.Length, nameof(set));
        }
        var key = string.Join(',', set.Distinct().Order());
        if (!sets.TryGetValue(key, out var number))
            sets.Add(key, number = sets.Count);
        return number;
    }
}
