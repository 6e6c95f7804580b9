namespace Befragung.Delphi.Results;

/// <summary>
/// Which groups may not be shown, so that nobody can be recognised: those below the study's smallest cell, and as many more as it takes
/// that the hidden ones cannot be computed by subtracting the visible ones from the total.
/// </summary>
public static class SmallCells
{
    /// <summary>
    /// The indices of the groups to hide. Those without answers are hidden too, and hide nothing: so the hidden ones must be at least two
    /// groups with answers, and together reach the smallest cell; until then the next smallest joins them.
    /// </summary>
    /// <param name="sizes">Answers per group.</param>
    /// <param name="smallest">The study's smallest cell.</param>
    public static IReadOnlySet<int> Hidden(IReadOnlyList<int> sizes, int smallest)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var hidden = new HashSet<int>();
        var groups = 0;
        var answers = 0;
        // Equal sizes in their order, so that the same groups are hidden everywhere.
        foreach (var (size, index) in sizes.Select((size, index) => (size, index)).OrderBy(group => group.size).ThenBy(group => group.index))
        {
            var safe = groups == 0 || (groups >= 2 && answers >= smallest);
            if (size >= smallest && safe) break;
            hidden.Add(index);
            if (size == 0) continue;
            groups++;
            answers += size;
        }
        return hidden;
    }
}
