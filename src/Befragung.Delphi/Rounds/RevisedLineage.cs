using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Rounds;

/// <summary>What became of the items of the round before once the questionnaire that was planned from them is written further.</summary>
internal static class RevisedLineage
{
    /// <param name="planned">What became of them so far; reasons that were given stay.</param>
    /// <param name="before">What the round before asked.</param>
    /// <param name="now">What is asked now.</param>
    public static IReadOnlyList<Lineage> Of(IReadOnlyList<Lineage> planned, Questionnaire before, Questionnaire now)
    {
        var asked = Questions(now);
        var were = Questions(before);
        var told = planned.Select(line => line.ItemKey).ToHashSet(StringComparer.Ordinal);
        return
        [
            // What was new and is asked no more was never there.
            .. planned.Where(line => asked.ContainsKey(line.ItemKey) || were.ContainsKey(line.ItemKey)).Select(Now),
            .. were
                .Keys.Concat(asked.Keys)
                .Distinct()
                .Where(key => !told.Contains(key))
                .Select(key => Now(new(LineageKind.Kept, key, null))),
        ];

        Lineage Now(Lineage line)
        {
            // What else was noted of it is nothing that words decide.
            if (line.Kind is not (LineageKind.Kept or LineageKind.Reworded or LineageKind.Dropped or LineageKind.New))
                return line;
            var kind =
                !asked.TryGetValue(line.ItemKey, out var item) ? LineageKind.Dropped
                : !were.TryGetValue(line.ItemKey, out var was) ? LineageKind.New
                : item.IsReworded(was) ? LineageKind.Reworded
                : LineageKind.Kept;
            return kind == line.Kind ? line : new(kind, line.ItemKey, null);
        }
    }

    private static Dictionary<string, Item> Questions(Questionnaire questionnaire) =>
        questionnaire.Items.Where(item => item is not InformationItem).ToDictionary(item => item.Key, StringComparer.Ordinal);
}
