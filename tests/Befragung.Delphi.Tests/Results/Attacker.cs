using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Results;

/// <summary>
/// Somebody of the team who wants to know whose sheet is whose. They know the whole panel by name: the group of each, and the rounds that each handed in. They know
/// the rules by which files are made, keep the file of every state of the study, and join sheets of several files by their equal answers. Where a result shows a group, its
/// counts tell them which sheets are its own. And they read what pages and files tell of results. What they do not know is who answered what.
/// </summary>
internal static class Attacker
{
    /// <summary>
    /// For each sheet that leaves, how many experts it may be of: all whose sheet would look the same, and who may have been asked what is on it. With one, it is told
    /// whose it is.
    /// </summary>
    /// <param name="states">The files of one study: after its first closed round, after its second, and so on.</param>
    public static IEnumerable<int> Candidates(IReadOnlyList<ExportedState> states, IReadOnlyList<TakingPart> panel)
    {
        var seen = (
            from expert in panel
            from chain in Chains(states, expert)
            let known = chain.Any(round => states.Any(state => state.Tells(expert.Group, round)))
            let groups = states.SelectMany(state => state.GroupsRuledOut(expert, chain)).ToHashSet()
            select (
                expert.Group,
                RuledOut: groups,
                Looks: $"{(known ? expert.Group : "")} {string.Join(',', chain.Order())} {string.Join('|', states.Select(state => state.Grouped(expert, chain)))}"
            )
        ).ToList();
        return seen.GroupBy(one => one.Looks)
            .SelectMany(alike => alike.Select(one => alike.Count(other => !one.RuledOut.Contains(other.Group))));
    }

    /// <summary>
    /// For each question of which answers are told, how many experts these may be of: all of the groups that were asked it, and of those that are left when all shown
    /// groups are subtracted from the whole.
    /// </summary>
    /// <param name="told">The results as they are told.</param>
    public static IEnumerable<int> Answerers(IReadOnlyList<RoundResult> told, RandomStudy study)
    {
        foreach (var round in told)
        foreach (var item in round.Items.Where(item => item is { Counts: not null, N: > 0 }))
        {
            var asked = study
                .Panel.Where(expert => expert.Rounds.Contains(round.Round) && study.MayBeAsked(expert.Group, item.Key))
                .ToList();
            yield return asked.Count;
            var shown = item.Groups.Where(group => !group.Suppressed).ToList();
            if (shown.Count == 0 || item.N == shown.Sum(group => group.N))
                continue;
            yield return asked.Count(expert => !shown.Exists(group => group.Key == expert.Group));
        }
    }

    /// <summary>Rounds of one expert that any file links, or several together do.</summary>
    private static List<HashSet<int>> Chains(IReadOnlyList<ExportedState> states, TakingPart expert)
    {
        var chains = new List<HashSet<int>>();
        foreach (var linked in states.SelectMany(state => state.Names(expert)))
        {
            var touched = chains.FindAll(chain => chain.Overlaps(linked));
            chains.RemoveAll(touched.Contains);
            chains.Add([.. linked, .. touched.SelectMany(chain => chain)]);
        }
        return chains;
    }
}

/// <summary>What leaves in one state of a study.</summary>
/// <param name="Rounds">The results whose sheets leave.</param>
/// <param name="Begins">For each expert and round, the round in which the name on the sheet begins.</param>
/// <param name="Telling">Keys of the items that are not on sheets without a group.</param>
internal sealed record ExportedState(
    IReadOnlyList<RoundResult> Rounds,
    IReadOnlyDictionary<(Guid Expert, int Round), int> Begins,
    IReadOnlySet<string> Telling,
    RandomStudy Study
)
{
    private readonly IReadOnlySet<string> hidden = SmallCells.HiddenIn(Rounds, [Study.Questionnaire]);

    /// <summary>The rounds of an expert that go under one name each.</summary>
    public IEnumerable<HashSet<int>> Names(TakingPart expert) =>
        Begins
            .Where(one => one.Key.Expert == expert.Expert)
            .GroupBy(one => one.Value)
            .Select(name => name.Select(one => one.Key.Round).ToHashSet());

    /// <summary>How these rounds hang together in this file.</summary>
    public string Grouped(TakingPart expert, HashSet<int> chain) =>
        string.Join(' ', Names(expert).Where(chain.Overlaps).Select(name => string.Join(',', name.Order())).Order(StringComparer.Ordinal));

    /// <summary>Whether a sheet of this group can be known as one in a round: the file names the group, or the round's result shows it.</summary>
    public bool Tells(string group, int round) =>
        Rounds.FirstOrDefault(one => one.Round == round) is { } result
        && (
            !hidden.Contains(group)
            || result.Groups.Any(one => one.Key == group && !one.Suppressed)
            || result.Items.Any(item => item.Groups.Any(one => one.Key == group && !one.Suppressed))
        );

    /// <summary>Groups whose experts would have other questions on these sheets.</summary>
    public IEnumerable<string> GroupsRuledOut(TakingPart expert, HashSet<int> chain) =>
        from round in chain
        where Begins.ContainsKey((expert.Expert, round))
        let there = Study.Asked(expert, round).Where(key => IsTold(expert.Group, key)).ToHashSet()
        from other in Study.Questionnaire.Groups
        where
            Study.Questionnaire.Items.Any(item =>
                there.Contains(item.Key)
                    ? !IsTold(other.Key, item.Key) || !Study.MayBeAsked(other.Key, item.Key)
                    : item.When is { Groups: { } asked } && asked.Contains(other.Key) && IsTold(other.Key, item.Key)
            )
        select other.Key;

    private bool IsTold(string group, string key) => !hidden.Contains(group) || !Telling.Contains(key);
}
