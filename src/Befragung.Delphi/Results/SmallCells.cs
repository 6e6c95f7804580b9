using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Results;

/// <summary>
/// Which groups may not be shown, so that nobody can be recognised: those below the study's smallest cell, and as many more as it takes
/// that the hidden ones cannot be computed by subtracting the visible ones from the total: neither a small cell, nor what every one of the hidden answered.
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
    /// <param name="answeredAlike">Whether these groups together answered so alike that each answer in them would be known; see <see cref="AnsweredAlike"/>.</param>
    public static IReadOnlySet<int> Hidden(
        IReadOnlyList<int> sizes,
        int smallest,
        IReadOnlySet<int>? always = null,
        Func<IReadOnlySet<int>, bool>? answeredAlike = null
    )
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
            if (size >= smallest && !IsAlways(index) && IsSafe())
                break;
            hidden.Add(index);
            if (size == 0)
                continue;
            groups++;
            answers += size;
        }
        return hidden;

        bool IsSafe() => groups == 0 || (groups >= 2 && answers >= smallest && answeredAlike?.Invoke(hidden) != true);
    }

    /// <summary>
    /// Whether all of some groups, or all but one, gave the same answer, which not everybody gave: what is left when the others are subtracted from the total would be the
    /// answer of each of them. All but one, because whoever knows the sizes sees that more groups are hidden than these ask for; if it were for one answer of all, that would
    /// tell it.
    /// </summary>
    /// <param name="groups">Their places.</param>
    /// <param name="sizes">Answers per group.</param>
    /// <param name="chosen">By group, how many gave each answer.</param>
    public static bool AnsweredAlike(IReadOnlySet<int> groups, IReadOnlyList<int> sizes, IReadOnlyList<IReadOnlyList<int>> chosen)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(chosen);
        var people = groups.Sum(group => sizes[group]);
        var everybody = sizes.Sum();
        return Enumerable
            .Range(0, chosen[0].Count)
            .Any(answer => groups.Sum(group => chosen[group][answer]) >= people - 1 && chosen.Sum(group => group[answer]) < everybody);
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
