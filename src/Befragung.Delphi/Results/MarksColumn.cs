using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>All options of one multiple choice: who answered it at all is told by the whole of it, and then what was not chosen counts as that.</summary>
internal sealed class MarksColumn(string type, MultipleChoiceItem item, int slot, int groups)
    : SlotColumn(type, slot, item.Parts.Count, groups)
{
    private readonly int[][] chosen = Table(groups, item.Parts.Count);
    private int pairs;

    protected override void Count(int group, ReadOnlySpan<short> mine)
    {
        for (var part = 0; part < mine.Length; part++)
            if (Chosen(mine[part], item.Parts[part]))
                chosen[group][part]++;
    }

    public override void TakePair(ReadOnlySpan<short> before, ReadOnlySpan<short> now)
    {
        if (
            before.Slice(Slot, item.Parts.Count).ContainsAnyExcept((short)0)
            && now.Slice(Slot, item.Parts.Count).ContainsAnyExcept((short)0)
        )
            pairs++;
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
                return result with
                {
                    Stability = Comparable(result, evaluation) is { } before
                        ? new(evaluation.Before!.Round, pairs, Stability.DistributionChange([.. before.Counts!], [.. result.Counts!]))
                        : null,
                };
            }
        );
    }

    private static bool Chosen(short code, Part part) => part is TextPart ? code == 1 : code == 2;
}
