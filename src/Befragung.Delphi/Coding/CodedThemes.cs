using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Coding;

/// <summary>A mention and who wrote it.</summary>
/// <param name="Writer">The sheet: whoever wrote several mentions counts once.</param>
public sealed record WrittenMention(Guid Id, string ItemKey, long Writer);

/// <summary>Counts what the open answers of a round are about, by the codes that hold for the team.</summary>
public static class CodedThemes
{
    /// <summary>By question, in the order in which these come; none of a question that too few wrote to, or of which nothing is coded.</summary>
    /// <param name="round">Number of the round.</param>
    /// <param name="given">The codes of each mention; those that somebody gave blind do not count.</param>
    public static IReadOnlyList<ItemThemes> Of(
        int round,
        int smallestCell,
        CodeTree tree,
        IEnumerable<WrittenMention> mentions,
        ILookup<Guid, AppliedCode> given
    )
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(mentions);
        ArgumentNullException.ThrowIfNull(given);
        var places = tree.InOrder.Select((code, place) => (code.Id, place)).ToDictionary(code => code.Id, code => code.place);
        var themes = new List<ItemThemes>();
        foreach (var item in mentions.GroupBy(mention => mention.ItemKey))
        {
            var people = item.Select(mention => mention.Writer).Distinct().Count();
            var uses = item.SelectMany(mention => CodesOf(mention).Select(code => new Use(mention, tree.ParentOf(code) ?? code, code)))
                .Where(use => !use.Code.IsNone)
                .ToList();
            if (people < smallestCell || uses.Count == 0)
                continue;
            var (shown, others) = Parted(uses, use => use.Top);
            themes.Add(
                new(item.Key, round, people, smallestCell, [.. shown.Select(top => ThemeOf(top.Key, top, Below(top.Key, [.. top])))])
                {
                    HasOthers = others.Count > 0,
                    OtherPeople = Writers(others) is var few && few >= smallestCell ? few : null,
                    IsUnfinished = item.Any(mention => !CodesOf(mention).Any()),
                }
            );
        }
        return themes;

        IEnumerable<Code> CodesOf(WrittenMention mention) =>
            given[mention.Id].Where(code => code.Coder == AppliedCode.Team).Select(code => tree.Find(code.CodeId)).OfType<Code>();

        // Those that enough people named, most first, and the uses of all others.
        (List<IGrouping<Code, Use>> Shown, List<Use> Others) Parted(IEnumerable<Use> all, Func<Use, Code> codeOf)
        {
            var codes = all.GroupBy(codeOf).ToLookup(code => Writers(code) >= smallestCell);
            return (
                [.. codes[true].OrderByDescending(Writers).ThenBy(code => places[code.Key.Id])],
                [.. codes[false].SelectMany(code => code)]
            );
        }

        // What the whole has beyond its parts can be told by taking these away from it: then it has to be of enough people, too.
        IReadOnlyList<Theme> Below(Code top, List<Use> all)
        {
            var (shown, others) = Parted(all.Where(use => use.Code != top), use => use.Code);
            others.AddRange(all.Where(use => use.Code == top));
            while (shown.Count > 0 && others.Count > 0 && Writers(others) < smallestCell)
            {
                others.AddRange(shown[^1]);
                shown.RemoveAt(shown.Count - 1);
            }
            return [.. shown.Select(code => ThemeOf(code.Key, code, []))];
        }
    }

    private static Theme ThemeOf(Code code, IEnumerable<Use> uses, IReadOnlyList<Theme> below) =>
        new(
            code.Name,
            code.Definition,
            Writers(uses),
            uses.Select(use => use.Mention.Id).Distinct().Count(),
            below,
            [.. uses.Select(use => use.Code.Id).Append(code.Id).Distinct().Order()]
        );

    private static int Writers(IEnumerable<Use> uses) => uses.Select(use => use.Mention.Writer).Distinct().Count();

    private sealed record Use(WrittenMention Mention, Code Top, Code Code);
}
