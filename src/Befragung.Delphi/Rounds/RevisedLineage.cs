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
        var asked = Keys(now);
        var were = Keys(before);
        var lines = planned
            // What was new and is asked no more was never there.
            .Where(line => asked.Contains(line.ItemKey) || were.Contains(line.ItemKey))
            .Select(line =>
                (line.Kind, asked.Contains(line.ItemKey)) switch
                {
                    (LineageKind.Dropped, true) => new Lineage(LineageKind.Kept, line.ItemKey, null),
                    (LineageKind.Kept, false) => new Lineage(LineageKind.Dropped, line.ItemKey, null),
                    _ => line,
                }
            )
            .ToList();
        var told = lines.Select(line => line.ItemKey).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. lines,
            .. before
                .Items.Where(item => were.Contains(item.Key) && !told.Contains(item.Key))
                .Select(item => new Lineage(asked.Contains(item.Key) ? LineageKind.Kept : LineageKind.Dropped, item.Key, null)),
        ];
    }

    private static HashSet<string> Keys(Questionnaire questionnaire) =>
        questionnaire.Items.Where(item => item is not InformationItem).Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
}
