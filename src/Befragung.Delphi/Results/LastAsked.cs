using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Results;

/// <summary>
/// Which earlier round asked each item last, and so is what its answers are compared with: not always the one just before. An item whose answers could not be the
/// same ones, because its scale or its options changed, was not asked before; nor was one in other words, unless the team takes it for the same question.
/// </summary>
public sealed class LastAsked
{
    private readonly Dictionary<string, int> rounds;
    private readonly HashSet<string> reworded;

    private LastAsked(Dictionary<string, int> rounds, HashSet<string> reworded)
    {
        this.rounds = rounds;
        this.reworded = reworded;
    }

    public static LastAsked Never { get; } = new([], []);

    /// <param name="now">What the round asks.</param>
    /// <param name="earlier">What the rounds before it asked, by their numbers, in any order.</param>
    public static LastAsked Of(Questionnaire now, IEnumerable<(int Number, Questionnaire Questionnaire)> earlier)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(earlier);
        var newestFirst = earlier.OrderByDescending(round => round.Number).ToList();
        var lastAsked = new Dictionary<string, int>(StringComparer.Ordinal);
        var otherWords = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in now.Items)
        foreach (var (number, questionnaire) in newestFirst)
            if (questionnaire.Items.FirstOrDefault(one => one.Key == item.Key) is { } before)
            {
                if (!item.IsSameAs(before))
                    otherWords.Add(item.Key);
                else if (AreAlike(item, before))
                    lastAsked.Add(item.Key, number);
                break;
            }
        return new(lastAsked, otherWords);
    }

    /// <summary>The rounds that are needed, in their order.</summary>
    public IReadOnlyList<int> Rounds => [.. rounds.Values.Distinct().Order()];

    /// <summary>The round that asked an item, or a part of it, last; null where none did.</summary>
    public int? Of(string partKey)
    {
        ArgumentNullException.ThrowIfNull(partKey);
        return rounds.TryGetValue(partKey.Split('.')[0], out var round) ? round : null;
    }

    /// <summary>Whether an item, or a part of it, was asked before in other words, and so as another question.</summary>
    public bool IsReworded(string partKey)
    {
        ArgumentNullException.ThrowIfNull(partKey);
        return reworded.Contains(partKey.Split('.')[0]);
    }

    private static bool AreAlike(Item one, Item other) =>
        one.GetType() == other.GetType()
        && one.Parts.Count == other.Parts.Count
        && one.Parts.Zip(other.Parts)
            .All(pair => pair.First.Key == pair.Second.Key && Values(pair.First).SequenceEqual(Values(pair.Second)));

    /// <summary>What may be answered, in its order.</summary>
    private static IEnumerable<string> Values(Part part) =>
        part switch
        {
            RatedPart { Scale.Points: var points } => [points.ToString(System.Globalization.CultureInfo.InvariantCulture)],
            ChoicePart { Options: var options } => options.Select(option => option.Key),
            _ => [],
        };
}
