using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Results;

/// <summary>
/// What may be read of a round by those who did not gather it: in the report, its short version and its PDF. The smallest cell holds for totals as it does
/// for groups: of a question that fewer answered, only that number is said, and nothing from which the answers could be computed. The frozen result keeps
/// everything, and the team's tables show it: the team has the answers themselves, under pseudonyms.
/// </summary>
public static class SmallTotals
{
    /// <summary>The same result without what so few answered.</summary>
    /// <param name="before">The round before, as it was frozen: what is hidden in it must not show through the comparison.</param>
    public static RoundResult Shown(RoundResult result, Questionnaire questionnaire, RoundResult? before)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(questionnaire);
        var shown = result with { Items = [.. result.Items.Select(item => Shown(item, result.SmallestCell, before))] };
        return shown with
        {
            Convincing = result.IsTooSmall ? [] : result.Convincing,
            MedianCorrelation = Correlated(
                shown,
                before is null ? null : before with { Items = [.. before.Items.Select(item => Shown(item, before.SmallestCell, null))] }
            ),
            Concordance = [.. result.Concordance.Where(one => one.Raters >= result.SmallestCell)],
            // An average of what is hidden would tell it.
            Apmo =
            [
                .. result.Apmo.Where(one =>
                    questionnaire
                        .Sections.First(section => section.Key == one.Section)
                        .Items.SelectMany(item => item.Parts)
                        .OfType<RatedPart>()
                        .All(part => shown.Of(part.Key) is not { TooFew: true })
                ),
            ],
        };
    }

    /// <summary>
    /// What the team may read of the closed rounds, in their order: all of it, but of a round that fewer than the smallest cell handed in no more than others may, and
    /// nothing either that a later one says of it. Who handed in, the team knows by name; and it knows the groups, so the same holds for a question that was put to so
    /// few because only their groups are asked.
    /// </summary>
    public static IReadOnlyList<RoundResult> ForTeam(IEnumerable<Round> rounds)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        var closed = rounds.Where(round => round.Result is not null).OrderBy(round => round.Number).ToList();
        var told = new List<RoundResult>();
        foreach (var round in closed)
        {
            var asked = closed.TakeWhile(one => one.Number <= round.Number).Select(one => one.Questionnaire).ToList();
            told.Add(
                round.Result!.IsTooSmall
                    ? Shown(round.Result, round.Questionnaire, closed.Find(one => one.Number == round.Number - 1)?.Result)
                    : Told(round.Result, round.Questionnaire, GroupQuestions.OfTooFew(asked, round.Result), told)
            );
        }
        return told;
    }

    /// <param name="ofTooFew">Keys of the items that only some groups were asked, who are too few.</param>
    /// <param name="earlier">The rounds before, as the team may read them.</param>
    private static RoundResult Told(
        RoundResult result,
        Questionnaire questionnaire,
        IReadOnlySet<string> ofTooFew,
        List<RoundResult> earlier
    )
    {
        bool IsOfTooFew(string key) => ofTooFew.Contains(key.Split('.')[0]);
        bool HasAny(string section) =>
            questionnaire
                .Sections.First(one => one.Key == section)
                .Items.Any(item => ofTooFew.Contains(item.Key) && item.Parts.Any(part => part is RatedPart));
        bool WasHidden(string key, int round) =>
            earlier.Find(one => one.Round == round) is { } before && (before.IsTooSmall || before.Of(key) is { TooFew: true });
        var told = result with
        {
            Items =
            [
                .. from item in result.Items
                select IsOfTooFew(item.Key) ? Hidden(item)
                : item.Stability is { } stability && WasHidden(item.Key, stability.ComparedWith) ? NotCompared(item, stability)
                : item,
            ],
            Concordance = [.. result.Concordance.Where(one => one.Item is { } item ? !IsOfTooFew(item) : !HasAny(one.Section))],
            Apmo = [.. result.Apmo.Where(one => !HasAny(one.Section))],
        };
        return told with { MedianCorrelation = Correlated(told, earlier.Find(one => one.Round == result.MedianCorrelation?.ComparedWith)) };
    }

    /// <summary>Between what is shown of both; the order of the medians would tell of a hidden one.</summary>
    private static MedianCorrelation? Correlated(RoundResult shown, RoundResult? shownBefore) =>
        shown.IsTooSmall || shownBefore is null or { IsTooSmall: true } ? null : MedianCorrelation.Of(shown.Items, shownBefore);

    private static ItemResult Hidden(ItemResult item) => new(item.Key, item.Type, item.N, item.Missing) { TooFew = true };

    private static ItemResult NotCompared(ItemResult item, ItemStability stability) =>
        item with
        {
            Stability = new(stability.ComparedWith, stability.Pairs, null),
            Verdict = item.Verdict is null ? null : Verdict.Open,
        };

    /// <summary>Instead of a verdict, and of everything else.</summary>
    public static Sentence Said(ItemResult result, int smallestCell)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new("Zu wenige Antworten (n = {0}): Ergebnisse erscheinen ab {1} Antworten.", result.N, smallestCell);
    }

    private static ItemResult Shown(ItemResult item, int smallest, RoundResult? before) =>
        item switch
        {
            // How many wrote, and how much, tells nothing of what they wrote.
            { Counts: null, Mean: null } => item,
            { N: > 0 } when item.N < smallest => Hidden(item),
            { Stability: { } stability } when before?.Of(item.Key) is { N: > 0 } earlier && earlier.N < before.SmallestCell => NotCompared(
                item,
                stability
            ),
            // With so few pairs there is no verdict that would rest on them.
            { Stability: { Pairs: > 0 } stability } when stability.Pairs < Math.Min(smallest, Verdicts.FewestPairs) => item with
            {
                Stability = new(stability.ComparedWith, stability.Pairs, stability.DistributionChange),
            },
            _ => item,
        };
}
