using Befragung.Delphi.Questionnaires;

namespace Befragung.Delphi.Results;

/// <summary>
/// Questions that only some groups are asked: directly, by their section, or because they depend on the answer to another one that only some are asked. Whoever was asked
/// one is known by it to be of these groups, whether their group is named or not.
/// </summary>
public static class GroupQuestions
{
    /// <summary>Keys of the items that not all of these groups are asked alike.</summary>
    /// <param name="rounds">What was asked, round by round; a condition may look at an earlier one.</param>
    public static IReadOnlySet<string> Of(IEnumerable<Questionnaire> rounds, IReadOnlyCollection<string> groups)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var conditions = (
            from round in rounds
            from section in round.Sections
            from item in section.Items
            from condition in (Condition?[])[section.When, item.When]
            where condition is not null
            select (item.Key, Condition: condition)
        ).ToList();
        while (
            conditions.Where(one => !found.Contains(one.Key) && Tells(one.Condition)).Select(one => one.Key).ToList() is { Count: > 0 } more
        )
            found.UnionWith(more);
        return found;

        bool Tells(Condition condition) =>
            (condition.Groups is { } asked && groups.Any(asked.Contains) && !groups.All(asked.Contains))
            || (condition.Item is { } item && found.Contains(item.Split('.')[0]));
    }

    /// <summary>Whether somebody of a group may be asked an item, whatever the answers are.</summary>
    /// <param name="rounds">What was asked, round by round; a condition may look at an earlier one.</param>
    public static bool MayBeAsked(IReadOnlyCollection<Questionnaire> rounds, string group, string itemKey)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        return rounds.Any(round => round.ItemOf(itemKey) is { } item && Leads(item.When) && Leads(round.SectionOf(itemKey)!.When));

        bool Leads(Condition? condition) =>
            condition?.Groups?.Contains(group) != false
            && (condition?.Item is not { } item || MayBeAsked(rounds, group, item.Split('.')[0]));
    }

    /// <summary>
    /// Keys of the items that only some groups are asked, and these are so few people that whoever knows the panel knows who answered: nobody is told how, the team neither.
    /// </summary>
    /// <param name="result">The result of the last of these rounds.</param>
    public static IReadOnlySet<string> OfTooFew(IReadOnlyCollection<Questionnaire> rounds, RoundResult result)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(result);
        var some = Of(rounds, [.. rounds.SelectMany(round => round.Groups).Select(group => group.Key).Distinct()]);
        return result
            .Items.GroupBy(item => item.Key.Split('.')[0])
            .Where(item => some.Contains(item.Key) && item.Max(part => part.N + part.Missing) < result.SmallestCell)
            .Select(item => item.Key)
            .ToHashSet();
    }
}
