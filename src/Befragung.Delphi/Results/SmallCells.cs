using Befragung.Delphi.Questionnaires;

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
    /// <param name="always">
    /// Those that are hidden anyway, and come first: of an item, those that are in the whole round. Else another one would join the smallest at each item,
    /// and what is shown of each elsewhere would leave the smallest alone.
    /// </param>
    public static IReadOnlySet<int> Hidden(IReadOnlyList<int> sizes, int smallest, IReadOnlySet<int>? always = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        bool IsAlways(int index) => always?.Contains(index) == true;
        var hidden = new HashSet<int>();
        var groups = 0;
        var answers = 0;
        // Equal sizes in their order, so that the same groups are hidden everywhere.
        foreach (
            var (size, index) in sizes
                .Select((size, index) => (size, index))
                .OrderBy(group => !IsAlways(group.index))
                .ThenBy(group => group.size)
                .ThenBy(group => group.index)
        )
        {
            var safe = groups == 0 || (groups >= 2 && answers >= smallest);
            if (size >= smallest && safe && !IsAlways(index))
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
    /// <param name="asked">What was asked, round by round: of a group that was not asked an item, it hides nothing. Left out, all groups count as asked everything.</param>
    public static IReadOnlySet<string> HiddenIn(IEnumerable<RoundResult> rounds, IReadOnlyCollection<Questionnaire>? asked = null)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        bool IsAsked(string group, string key) => asked is null || GroupQuestions.MayBeAsked(asked, group, key.Split('.')[0]);
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        foreach (var round in rounds)
        {
            if (round.Groups.Sum(group => group.HandedIn) < round.Response.HandedIn)
                hidden.UnionWith(round.Groups.Where(group => group.Suppressed).Select(group => group.Key));
            foreach (var item in round.Items.Where(item => item.Groups.Sum(group => group.N) < item.N))
                hidden.UnionWith(item.Groups.Where(group => group.Suppressed && IsAsked(group.Key, item.Key)).Select(group => group.Key));
        }
        return hidden;
    }
}
