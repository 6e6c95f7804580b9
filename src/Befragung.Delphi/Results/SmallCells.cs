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
        foreach (
            var (size, index) in sizes.Select((size, index) => (size, index)).OrderBy(group => group.size).ThenBy(group => group.index)
        )
        {
            var safe = groups == 0 || (groups >= 2 && answers >= smallest);
            if (size >= smallest && safe)
                break;
            hidden.Add(index);
            if (size == 0)
                continue;
            groups++;
            answers += size;
        }
        return hidden;
    }

    /// <summary>
    /// The groups that are hidden anywhere in these rounds: in one's participation or in one of its items. Whoever may see single sheets beside the
    /// results must not see these groups on any of them: a sheet named in one round would tell the group of the same expert in another. Where the shown
    /// groups make up the whole, nobody answered in the others, and nothing is given away.
    /// </summary>
    public static IReadOnlySet<string> HiddenIn(IEnumerable<RoundResult> rounds)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        foreach (var round in rounds)
        {
            if (round.Groups.Sum(group => group.HandedIn) < round.Response.HandedIn)
                hidden.UnionWith(round.Groups.Where(group => group.Suppressed).Select(group => group.Key));
            foreach (var item in round.Items.Where(item => item.Groups.Sum(group => group.N) < item.N))
                hidden.UnionWith(item.Groups.Where(group => group.Suppressed).Select(group => group.Key));
        }
        return hidden;
    }
}
