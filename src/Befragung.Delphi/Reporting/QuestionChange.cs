using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// What became of the questions from one round to the next, told from the two questionnaires; the reasons come from the lineage, where there is one.
/// </summary>
/// <param name="Same">Asked again as they were.</param>
/// <param name="Reworded">Asked again, but in other words or with other answers.</param>
/// <param name="Added">New, or asked in an earlier round and taken up again.</param>
/// <param name="Settled">How many ratings had a consensus in the earlier round.</param>
/// <param name="SettledAgain">How many of them were asked again all the same.</param>
public sealed record QuestionChange(
    int From,
    int To,
    IReadOnlyList<ItemReport> Same,
    IReadOnlyList<RewordedItem> Reworded,
    IReadOnlyList<AddedItem> Added,
    IReadOnlyList<DroppedItem> Dropped,
    int Settled,
    int SettledAgain
)
{
    /// <summary>How what is new came to be; null where none was made of answers.</summary>
    public RoundOrigins? Origins { get; init; }

    /// <summary>What became one new question.</summary>
    public IReadOnlyList<MergedQuestions> Merged { get; init; } = [];

    /// <summary>What became several new questions.</summary>
    public IReadOnlyList<SplitQuestion> Split { get; init; } = [];

    /// <summary>How a question stands in the later round, with those it was made of, or that were made of it; null where neither round asked it.</summary>
    internal (QuestionFate Fate, IReadOnlyList<ItemReport> Others)? FateOf(string key)
    {
        bool Is(ItemReport item) => item.Item.Key == key;
        if (Same.Any(Is))
            return (QuestionFate.Same, []);
        if (Reworded.Any(one => Is(one.Item)))
            return (QuestionFate.Reworded, []);
        if (Merged.FirstOrDefault(one => Is(one.Item)) is { } merged)
            return (QuestionFate.Merged, merged.Parents);
        if (Split.FirstOrDefault(one => one.Items.Any(Is)) is { } split)
            return (QuestionFate.Split, [split.Parent]);
        if (Merged.FirstOrDefault(one => one.Parents.Any(Is)) is { } into)
            return (QuestionFate.Replaced, [into.Item]);
        if (Split.FirstOrDefault(one => Is(one.Parent)) is { } apart)
            return (QuestionFate.Replaced, apart.Items);
        if (Added.FirstOrDefault(one => Is(one.Item)) is { } added)
            return (added.Fate, []);
        return Dropped.Any(one => Is(one.Item)) ? (QuestionFate.Dropped, []) : null;
    }

    /// <summary>Why the team changed, put together, split or dropped a question; null where it did not, or gave no reason.</summary>
    internal string? ReasonOf(string key)
    {
        bool Is(ItemReport item) => item.Item.Key == key;
        return Reworded.FirstOrDefault(one => Is(one.Item))?.Reason
            ?? Merged.FirstOrDefault(one => Is(one.Item) || one.Parents.Any(Is))?.Reason
            ?? Split.FirstOrDefault(one => Is(one.Parent) || one.Items.Any(Is))?.Reason
            ?? Dropped.FirstOrDefault(one => Is(one.Item))?.Reason;
    }

    /// <summary>Whether all that a section asks was asked before, in the same way; it may ask less.</summary>
    public static bool AskedAlike(Section before, Section after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var kept = after.Items.Select(item => item.Key).ToHashSet(StringComparer.Ordinal);
        return JsonSerializer.Serialize(
                before with
                {
                    Items = [.. before.Items.Where(item => kept.Contains(item.Key))],
                },
                Questionnaire.Format
            ) == JsonSerializer.Serialize(after, Questionnaire.Format);
    }

    internal static IReadOnlyList<QuestionChange> Of(StudyReport report)
    {
        var items = report.Sections.SelectMany(section => section.Items).ToDictionary(item => item.Item.Key, StringComparer.Ordinal);
        return [.. report.Rounds.Zip(report.Rounds.Skip(1), (before, after) => Between(before, after, report.Rounds, items))];
    }

    private static QuestionChange Between(
        RoundReport before,
        RoundReport after,
        IReadOnlyList<RoundReport> rounds,
        Dictionary<string, ItemReport> items
    )
    {
        Dictionary<string, Item> old = Questions(before),
            now = Questions(after);
        var kept = old.Keys.Where(now.ContainsKey).Select(key => (Report: items[key], Was: old[key], Is: now[key])).ToList();
        bool Changed((ItemReport Report, Item Was, Item Is) item) =>
            Wording(item.Was) != Wording(item.Is) || !item.Is.TakesAnswersOf(item.Was);
        // Of a file, or of rounds planned long ago, nobody said so: then they are just new, and dropped.
        var gone = after
            .Lineage.Where(line => line.Into is { Count: > 0 } && old.ContainsKey(line.ItemKey) && !now.ContainsKey(line.ItemKey))
            .ToList();
        var born = gone.SelectMany(line => line.Into!).Where(now.ContainsKey).ToHashSet(StringComparer.Ordinal);
        var parents = gone.Select(line => line.ItemKey).ToHashSet(StringComparer.Ordinal);
        var settled = before
            .Result.Items.Where(item =>
                (before.Overrulings.FirstOrDefault(one => one.Key == item.Key)?.Verdict ?? item.Verdict) == Verdict.Consensus
            )
            .ToList();
        return new(
            before.Number,
            after.Number,
            [.. kept.Where(item => !Changed(item)).Select(item => item.Report)],
            [
                .. kept.Where(Changed)
                    .Select(item => new RewordedItem(
                        item.Report,
                        item.Was.Text,
                        item.Is.Text,
                        Wording(item.Was) != Wording(item.Is),
                        !item.Is.TakesAnswersOf(item.Was),
                        item.Is.Same,
                        after.Lineage.FirstOrDefault(line => line.Kind == LineageKind.Reworded && line.ItemKey == item.Is.Key)?.Reason
                    )),
            ],
            [
                .. now
                    .Keys.Where(key => !old.ContainsKey(key) && !born.Contains(key))
                    .Select(key => new AddedItem(
                        items[key],
                        rounds.LastOrDefault(round => round.Number < before.Number && round.Questionnaire.ItemOf(key) is not null)?.Number,
                        after.Origins?.Items.FirstOrDefault(one => one.ItemKey == key)
                    )),
            ],
            [
                .. old
                    .Keys.Where(key => !now.ContainsKey(key) && !parents.Contains(key))
                    .Select(key => new DroppedItem(
                        items[key],
                        after.Lineage.FirstOrDefault(line => line.Kind == LineageKind.Dropped && line.ItemKey == key)?.Reason
                    )),
            ],
            settled.Count,
            settled.Count(item => now.ContainsKey(item.Key.Split('.')[0]))
        )
        {
            Origins = after.Origins,
            Merged =
            [
                .. gone.Where(line => line.Kind == LineageKind.Merged)
                    .GroupBy(line => line.Into![0])
                    .Select(lines => new MergedQuestions(
                        items[lines.Key],
                        [.. lines.Select(line => items[line.ItemKey])],
                        lines.FirstOrDefault(line => !line.LacksReason())?.Reason
                    )),
            ],
            Split =
            [
                .. gone.Where(line => line.Kind == LineageKind.Split)
                    .Select(line => new SplitQuestion(
                        items[line.ItemKey],
                        [.. line.Into!.Where(now.ContainsKey).Select(key => items[key])],
                        line.Reason
                    )),
            ],
        };
    }

    private static Dictionary<string, Item> Questions(RoundReport round) =>
        round.Questionnaire.Items.Where(item => item is not InformationItem).ToDictionary(item => item.Key, StringComparer.Ordinal);

    private static string Wording(Item item) =>
        string.Join('\n', item.Text.Texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => $"{text.Key} {text.Value}"));
}

/// <param name="Before">What it asked before.</param>
/// <param name="After">What it asks now.</param>
/// <param name="OtherWords">Whether these differ in any language.</param>
/// <param name="OtherAnswers">Whether scale, options or bounds are others.</param>
/// <param name="IsSame">Whether the team takes it for the same question all the same, so that answers are compared.</param>
/// <param name="Reason">The team's; null where nobody gave one.</param>
public sealed record RewordedItem(
    ItemReport Item,
    LocalizedText Before,
    LocalizedText After,
    bool OtherWords,
    bool OtherAnswers,
    bool IsSame,
    string? Reason = null
);

/// <param name="LastAsked">The round that asked it before it was dropped; null for what is new.</param>
/// <param name="Origin">The statement that it was; null where it was made of no answers.</param>
public sealed record AddedItem(ItemReport Item, int? LastAsked, ItemOrigin? Origin = null)
{
    internal QuestionFate Fate =>
        LastAsked is not null ? QuestionFate.Returned
        : Origin is not null ? QuestionFate.OfAnswers
        : QuestionFate.New;
}

/// <param name="Reason">The team's; null where nobody gave one.</param>
public sealed record DroppedItem(ItemReport Item, string? Reason);

/// <param name="Item">The new question.</param>
/// <param name="Parents">What it came from.</param>
/// <param name="Reason">The team's; null where nobody gave one.</param>
public sealed record MergedQuestions(ItemReport Item, IReadOnlyList<ItemReport> Parents, string? Reason);

/// <param name="Parent">What was split.</param>
/// <param name="Items">The new questions.</param>
/// <param name="Reason">The team's; null where nobody gave one.</param>
public sealed record SplitQuestion(ItemReport Parent, IReadOnlyList<ItemReport> Items, string? Reason);
