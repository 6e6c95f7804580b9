using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>All options of one multiple choice: who answered it at all is told by the whole of it, and then what was not chosen counts as that.</summary>
internal sealed class MarksColumn(string type, MultipleChoiceItem item, int slot, int groups)
    : SlotColumn(type, item.Key, slot, item.Parts.Count, groups)
{
    private readonly int[][] chosen = Table(groups, item.Parts.Count);

    // Of each option and group: not chosen (1) and chosen (2), before and now.
    private readonly PairTable[][] pairs = [.. item.Parts.Select(_ => Enumerable.Range(0, groups).Select(_ => new PairTable(2)).ToArray())];

    protected override void Count(int group, ReadOnlySpan<short> mine)
    {
        for (var part = 0; part < mine.Length; part++)
            if (Chosen(mine[part], item.Parts[part]))
                chosen[group][part]++;
    }

    /// <summary>Who marked an option said something; who did not is like most people at most options, and no groups would be left to show if that were hidden.</summary>
    protected override IEnumerable<int[][]> Chosen() =>
        Enumerable.Range(0, item.Parts.Count).Select(part => Array.ConvertAll(chosen, marks => new[] { marks[part] }));

    public override void TakePair(int group, ReadOnlySpan<short> before, ReadOnlySpan<short> now)
    {
        var then = before.Slice(Slot, item.Parts.Count);
        var mine = now.Slice(Slot, item.Parts.Count);
        if (!then.ContainsAnyExcept((short)0) || !mine.ContainsAnyExcept((short)0))
            return;
        int PointOf(short code, int part) => Chosen(code, item.Parts[part]) ? 2 : 1;
        for (var part = 0; part < pairs.Length; part++)
            pairs[part][group].Add(PointOf(then[part], part), PointOf(mine[part], part));
    }

    public override IEnumerable<ItemResult> Results(Evaluation evaluation)
    {
        var all = Sum(chosen, item.Parts.Count);
        return item.Parts.Select(
            (part, index) =>
            {
                var result = Empty(part.Key, evaluation);
                result = result with
                {
                    Counts = [result.N - all[index], all[index]],
                    PercentChosen = Frequencies.Percent(all[index], result.N),
                    Entries = part is TextPart ? all[index] : null,
                    Groups = Groups(
                        evaluation,
                        (group, n, shown) => shown with { Counts = [n - chosen[group][index], chosen[group][index]] }
                    ),
                };
                int[][] counts = [.. chosen.Select((marks, group) => new[] { N[group] - marks[index], marks[index] })];
                return result with { Stability = Compared(result, counts, pairs[index], null, evaluation, firstThatTells: 1) };
            }
        );
    }

    private static bool Chosen(short code, Part part) => part is TextPart ? code == 1 : code == 2;
}
