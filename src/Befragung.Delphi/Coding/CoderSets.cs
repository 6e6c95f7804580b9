namespace Befragung.Delphi.Coding;

/// <summary>What each of several people gave one mention without seeing the others.</summary>
public static class CoderSets
{
    /// <summary>The codes of a mention where all who coded it gave it the same ones; null where they differ, or nobody did.</summary>
    public static IReadOnlySet<Guid>? Agreed(IEnumerable<AppliedCode> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var sets = codes.GroupBy(code => code.Coder).Select(coder => coder.Select(code => code.CodeId).ToHashSet()).ToList();
        return sets.Count > 0 && sets.TrueForAll(set => set.SetEquals(sets[0])) ? sets[0] : null;
    }
}
