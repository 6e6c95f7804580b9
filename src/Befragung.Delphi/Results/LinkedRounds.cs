namespace Befragung.Delphi.Results;

/// <summary>An expert as everybody sees them who knows the panel: the group, and the numbers of the rounds that were handed in.</summary>
public sealed record TakingPart(Guid Expert, string Group, IReadOnlySet<int> Rounds);

/// <summary>
/// Which sheets of one expert may be known to be of the same one. The team knows who took part in which round; so a sheet that leaves under a name which goes
/// on, or breaks off, in another way than all others of its group is a person. Sheets stay together only where at least the smallest cell of experts share
/// the group and all that is linked; else a new name begins, among at least as many.
/// </summary>
/// <remarks>
/// The rounds are gone through in their order, so what was linked in files of an earlier state is linked in later ones, and no more: putting the files of several states
/// together tells nothing new. A group that the result of a round shows counts as known on each of its sheets, whether the file names it or not: its counts are
/// many enough to find its sheets by. What is linked is taken back where those without it would be too few to hide among each other.
/// </remarks>
public static class LinkedRounds
{
    /// <summary>For each expert and round that was handed in: the round in which the name begins that the sheet goes under.</summary>
    /// <param name="rounds">The results of the rounds whose sheets leave, in their order.</param>
    /// <param name="panel">All who handed in.</param>
    public static IReadOnlyDictionary<(Guid Expert, int Round), int> Of(IReadOnlyList<RoundResult> rounds, IReadOnlyList<TakingPart> panel)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(panel);
        var begins = new Dictionary<(Guid, int), int>();
        var alike = new List<Alike>();
        foreach (var round in rounds)
        {
            var cells = new Cells(round);
            var handedIn = panel.Where(expert => expert.Rounds.Contains(round.Round)).ToList();
            var going = alike.SelectMany(one => one.GoingOn(round, cells)).ToList();
            var starting = Starting(handedIn, going, round, cells);
            foreach (
                var (expert, begin) in going
                    .SelectMany(part => part.Experts.Select(expert => (expert, part.From.Begin)))
                    .Concat(starting.Select(expert => (expert, round.Round)))
            )
                begins[(expert.Expert, round.Round)] = begin;
            foreach (var part in going)
                part.From.Lose(part.Experts);
            alike.ForEach(one => one.Forget(starting));
            alike.AddRange(going.Select(part => new Alike(part.From.Begin, part.Cell, part.Experts)));
            alike.AddRange(starting.GroupBy(cells.Of).Select(cell => new Alike(round.Round, cell.Key, [.. cell])));
        }
        return begins;
    }

    /// <summary>Those who begin a new name; as many join them as it takes for each cell of them to be none or enough.</summary>
    private static List<TakingPart> Starting(List<TakingPart> handedIn, List<Part> going, RoundResult round, Cells cells)
    {
        while (true)
        {
            var gone = going.SelectMany(part => part.Experts).ToHashSet();
            var starting = handedIn.Where(expert => !gone.Contains(expert)).ToList();
            var few = starting.CountBy(cells.Of).Where(cell => cell.Value < round.SmallestCell).Select(cell => cell.Key).ToHashSet();
            if (going.Where(part => few.Contains(cells.Of(part.Experts[0]))).MinBy(part => part.Experts.Count) is not { } smallest)
                return starting;
            going.Remove(smallest);
        }
    }

    /// <summary>What can be known of the groups in one round: each that its result shows, and all others as one, which has no name.</summary>
    private sealed class Cells(RoundResult round)
    {
        private readonly HashSet<string> shown =
        [
            .. round.Groups.Where(group => !group.Suppressed).Select(group => group.Key),
            .. round.Items.SelectMany(item => item.Groups).Where(group => !group.Suppressed).Select(group => group.Key),
        ];

        public string Of(TakingPart expert) => shown.Contains(expert.Group) ? expert.Group : "";
    }

    /// <summary>Some of those who are alike, who may go on together under the same names.</summary>
    private sealed record Part(Alike From, string Cell, List<TakingPart> Experts);

    /// <summary>Experts whose names begin in the same round, and who were in the same cell under them all the time.</summary>
    private sealed class Alike(int begin, string cell, List<TakingPart> experts)
    {
        private readonly HashSet<TakingPart> current = [.. experts];

        // With those who have begun another name since.
        private int names = experts.Count;

        public int Begin => begin;

        /// <summary>Parts that are large enough and leave none or enough behind.</summary>
        public IEnumerable<Part> GoingOn(RoundResult round, Cells cells)
        {
            var parts = current
                .Where(expert => expert.Rounds.Contains(round.Round))
                .GroupBy(expert => cell.Length > 0 ? cell : cells.Of(expert))
                .Where(part => part.Count() >= round.SmallestCell)
                .Select(part => new Part(this, part.Key, [.. part]))
                .OrderByDescending(part => part.Experts.Count)
                .ToList();
            while (parts.Count > 0 && names - parts.Sum(part => part.Experts.Count) is > 0 and var left && left < round.SmallestCell)
                parts.RemoveAt(parts.Count - 1);
            return parts;
        }

        /// <summary>They go on under these names in a class of their own.</summary>
        public void Lose(List<TakingPart> gone)
        {
            names -= gone.Count;
            current.ExceptWith(gone);
        }

        /// <summary>They have begun another name.</summary>
        public void Forget(List<TakingPart> gone) => current.ExceptWith(gone);
    }
}
