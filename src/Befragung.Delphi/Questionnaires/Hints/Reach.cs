using System.Globalization;

namespace Befragung.Delphi.Questionnaires.Hints;

/// <summary>Whom the items of a questionnaire can reach at all: the groups that its conditions leave, and the answers that they ask for.</summary>
internal sealed class Reach
{
    private readonly Questionnaire questionnaire;
    private readonly Dictionary<string, HashSet<string>> reached = new(StringComparer.Ordinal);

    public Reach(Questionnaire questionnaire)
    {
        this.questionnaire = questionnaire;
        foreach (var section in questionnaire.Sections)
        foreach (var item in section.Items)
            reached.TryAdd(item.Key, Contradiction(section.When, item.When) is null ? Groups(section.When, item.When) : []);
    }

    /// <summary>The groups that can be asked an item, should they answer as it takes; none where no answer can be so.</summary>
    public IReadOnlySet<string> GroupsOf(Item item) => reached[item.Key];

    /// <summary>The groups that are left under all these conditions together.</summary>
    public HashSet<string> Groups(params Condition?[] conditions)
    {
        var left = questionnaire.Groups.Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var condition in conditions.OfType<Condition>())
        {
            if (condition.Groups is { } named)
                left.IntersectWith(named);
            if (condition.Item is { } about && reached.TryGetValue(about.Split('.')[0], out var asked))
                left.IntersectWith(asked);
        }
        return left;
    }

    /// <summary>The item whose answers can never be as these conditions ask for, all together; null where they can.</summary>
    public Item? Contradiction(params Condition?[] conditions) =>
        conditions
            .OfType<Condition>()
            .Where(condition => condition.Item is not null)
            .GroupBy(condition => condition.Item!)
            .Where(about => questionnaire.ItemOf(about.Key) is { } item && !CanHold(item, [.. about]))
            .Select(about => questionnaire.ItemOf(about.Key))
            .FirstOrDefault();

    private static bool CanHold(Item item, IReadOnlyList<Condition> together)
    {
        if (item is MultipleChoiceItem choice && together[0].OfMarks)
            return CanMark(choice, together);
        return item.Parts.FirstOrDefault(part => part.Key == together[0].Item) switch
        {
            RatedPart rated => Points(rated.Scale.Points).Any(Holds),
            RankPart rank => Points(rank.Ranks).Any(Holds),
            ChoicePart options => options.Options.Any(option => Holds(option.Key)),
            MarkPart => Holds(MarkPart.Chosen) || Holds(MarkPart.NotChosen),
            NumberPart number => CanBe(number, together),
            // What is not there is told as a mistake.
            _ => true,
        };

        bool Holds(string value) => together.All(condition => condition.HoldsFor(value));
    }

    private static IEnumerable<string> Points(int highest) =>
        Enumerable.Range(1, highest).Select(point => point.ToString(CultureInfo.InvariantCulture));

    private static bool CanBe(NumberPart part, IReadOnlyList<Condition> together)
    {
        bool Holds(string value) => together.All(condition => condition.HoldsFor(value));
        if (together.FirstOrDefault(condition => condition.Is is not null)?.Is is { } named)
            return named.Any(Holds);
        var low = together.Select(condition => condition.From).Append(part.Min).Max();
        var high = together.Select(condition => condition.To).Append(part.Max).Min();
        return low is not { } least || high is not { } most || least <= most;
    }

    /// <summary>One of these options and none of those; what excludes others stands alone.</summary>
    private static bool CanMark(MultipleChoiceItem choice, IReadOnlyList<Condition> together)
    {
        var forbidden = together.SelectMany(condition => condition.IsNot ?? []).ToHashSet(StringComparer.Ordinal);
        var wanted = together.Select(condition => condition.Is).OfType<IReadOnlyList<string>>().ToList();
        if (wanted.Exists(options => options.All(forbidden.Contains)))
            return false;
        var exclusive = choice.Options.Where(option => option.Exclusive).Select(option => option.Key).ToHashSet(StringComparer.Ordinal);
        return wanted.Count < 2
            || wanted.TrueForAll(options => options.Any(option => !exclusive.Contains(option) && !forbidden.Contains(option)))
            || exclusive.Any(alone => !forbidden.Contains(alone) && wanted.TrueForAll(options => options.Contains(alone)));
    }
}
