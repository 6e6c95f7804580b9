using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Rounds;

/// <summary>What became of the items of the round before once the questionnaire that was planned from them is written further.</summary>
internal static class RevisedLineage
{
    /// <param name="planned">What became of them so far; reasons that were given stay.</param>
    /// <param name="before">What the round before asked.</param>
    /// <param name="now">What is asked now.</param>
    /// <param name="everAsked">Keys of all that any round before asked.</param>
    public static IReadOnlyList<Lineage> Of(
        IReadOnlyList<Lineage> planned,
        Questionnaire before,
        Questionnaire now,
        IReadOnlySet<string> everAsked
    )
    {
        var asked = Questions(now);
        var were = Questions(before);
        var told = planned.Select(line => line.ItemKey).ToHashSet(StringComparer.Ordinal);
        // What others went into is told by their lines.
        told.UnionWith(planned.SelectMany(line => line.Planned?.Into ?? []));
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
            var into = line.Planned?.Into.Where(asked.ContainsKey).ToList() ?? [];
            var kind = asked.TryGetValue(line.ItemKey, out var item)
                ? were.TryGetValue(line.ItemKey, out var was)
                    ? item.IsReworded(was)
                        ? LineageKind.Reworded
                        : LineageKind.Kept
                    : everAsked.Contains(line.ItemKey)
                        ? LineageKind.Returned
                        : LineageKind.New
                // Of what it went into, something has to be left; else it is just not asked any more, and nobody said why.
                : into.Count > 0
                    ? line.Planned!.Kind
                    : LineageKind.Dropped;
            return line with
            {
                Kind = kind,
                Reason =
                    kind == line.Kind ? line.Reason
                    : kind == line.Planned?.Kind ? line.Planned.Reason
                    : null,
                Into = kind == line.Planned?.Kind ? into : null,
            };
        }
    }

    private static Dictionary<string, Item> Questions(Questionnaire questionnaire) =>
        questionnaire.Items.Where(item => item is not InformationItem).ToDictionary(item => item.Key, StringComparer.Ordinal);
}
