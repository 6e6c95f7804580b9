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
    /// <param name="earlier">The rounds before, as they were frozen: what is hidden in them must not show through the comparison.</param>
    public static RoundResult Shown(RoundResult result, Questionnaire questionnaire, params IReadOnlyList<RoundResult> earlier)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(earlier);
        var before = earlier.FirstOrDefault(one => one.Round == result.MedianCorrelation?.ComparedWith);
        // Why groups are hidden would say how they answered.
        var shown = result with
        {
            Items = [.. result.Items.Select(item => Shown(item, result.SmallestCell, earlier) with { HiddenAlike = null })],
        };
        return shown with
        {
            Convincing = Convincing(shown, result),
            MedianCorrelation = Correlated(
                shown,
                before is null ? null : before with { Items = [.. before.Items.Select(item => Shown(item, before.SmallestCell, []))] }
            ),
            Concordance = [.. result.Concordance.Where(one => one.Raters >= result.SmallestCell)],
            Knowing = Knowing(result, one => one.N),
            // An average of what is hidden would tell it.
            Apmo = Rated(questionnaire).Any(key => shown.Of(key) is { TooFew: true }) ? null : result.Apmo,
        };
    }

    /// <summary>Rounds in their order, as others than the team may read them.</summary>
    public static IReadOnlyList<RoundResult> ForOthers(IReadOnlyList<(Questionnaire Questionnaire, RoundResult Result)> rounds)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        return
        [
            .. rounds.Select((round, index) => Shown(round.Result, round.Questionnaire, [.. rounds.Take(index).Select(one => one.Result)])),
        ];
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
                    ? Shown(
                        round.Result,
                        round.Questionnaire,
                        [.. closed.TakeWhile(one => one.Number < round.Number).Select(one => one.Result!)]
                    )
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
            // Who was asked is known of these few.
            Knowing = Knowing(result, one => one.N + one.Missing),
            Concordance = [.. result.Concordance.Where(one => one.Item is { } item ? !IsOfTooFew(item) : !HasAny(one.Section))],
            Apmo = Rated(questionnaire).Any(IsOfTooFew) ? null : result.Apmo,
        };
        return told with
        {
            Convincing = Convincing(told, result),
            MedianCorrelation = Correlated(told, earlier.Find(one => one.Round == result.MedianCorrelation?.ComparedWith)),
        };
    }

    /// <summary>Which way people went is told of nothing whose pairs are told nowhere; from which side they came only puts reasons in order.</summary>
    private static IReadOnlyList<ConvincingReason> Convincing(RoundResult told, RoundResult result) =>
        result.IsTooSmall
            ? []
            :
            [
                .. result.Convincing.Select(one =>
                    one with
                    {
                        FromOtherSide = null,
                        Shift = one.Shift is { } shift && HasPairs(told, shift.ItemKey) ? shift : null,
                    }
                ),
            ];

    /// <summary>How well people say that they know a field, where they are not few.</summary>
    private static IReadOnlyList<SectionKnowing>? Knowing(RoundResult result, Func<SectionKnowing, int> people) =>
        result.Knowing is { } all ? [.. all.Select(one => people(one) < result.SmallestCell ? one.Hidden : one)] : null;

    private static bool HasPairs(RoundResult told, string itemKey) =>
        told.Items.Where(item => item.Key.Split('.')[0] == itemKey).All(item => item is { TooFew: not true, Stability.Pairs: not null });

    private static IEnumerable<string> Rated(Questionnaire questionnaire) =>
        questionnaire.Items.SelectMany(item => item.Parts).OfType<RatedPart>().Select(part => part.Key);

    /// <summary>Between what is shown of both; the order of the medians would tell of a hidden one.</summary>
    private static MedianCorrelation? Correlated(RoundResult shown, RoundResult? shownBefore) =>
        shown.IsTooSmall || shownBefore is null or { IsTooSmall: true } ? null : MedianCorrelation.Of(shown.Items, shownBefore);

    private static ItemResult Hidden(ItemResult item) => new(item.Key, item.Type, item.N, item.Missing) { TooFew = true };

    private static ItemResult NotCompared(ItemResult item, ItemStability stability) =>
        item with
        {
            Stability = new(stability.ComparedWith, stability.Pairs, null),
            Verdict = item.Verdict is null ? null : Verdict.Open,
            Firmness = null,
        };

    /// <summary>Instead of a verdict, and of everything else.</summary>
    public static Sentence Said(ItemResult result, int smallestCell)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new("Zu wenige Antworten (n = {0}): Ergebnisse erscheinen ab {1:Antwort|Antworten}.", result.N, smallestCell);
    }

    /// <summary>
    /// Whether figures of the same people are told: where those who answered only one of both times are none or many, in all that is told apart, and did not answer alike; and
    /// where the same groups are hidden, for their sizes alone. Else the answers of few would be what is left, by subtracting people who hardly moved.
    /// </summary>
    private static bool MayTellPairs(
        ItemStability stability,
        ItemResult now,
        ItemResult before,
        IReadOnlyList<RoundResult> earlier,
        int smallest
    )
    {
        bool IsFew(int people) => people > 0 && people < smallest;
        HashSet<string> Hidden(ItemResult item) => [.. item.Groups.Where(group => group.Suppressed).Select(group => group.Key)];
        int Shown(ItemResult item) => item.Groups.Sum(group => group.N ?? 0);
        // What results say that were frozen before it was asked who of each group had left.
        bool FewLeftAnyGroup() =>
            now.Groups.Any(group => IsFew(Math.Abs((group.N - before.Groups.FirstOrDefault(one => one.Key == group.Key)?.N) ?? 0)))
            || IsFew(Math.Abs(now.N - Shown(now) - before.N + Shown(before)));
        return stability.Pairs is not { } pairs
            || (
                !IsFew(before.N - pairs)
                && !IsFew(now.N - pairs)
                && (now.HiddenAlike, before.HiddenAlike) is (not true, not true)
                && Hidden(now).SetEquals(Hidden(before))
                && !(stability.TurnoverTells ?? FewLeftAnyGroup())
                && !(HasTurnover(stability, now, before) && IsTurnoverTold(now.Key, earlier, smallest))
            );
    }

    private static bool HasTurnover(ItemStability stability, ItemResult now, ItemResult before) =>
        stability.Pairs < now.N || stability.Pairs < before.N;

    /// <summary>
    /// Whether people left or joined between earlier rounds too, and it is told how the others answered then: who was there in all rounds, or in one, would be what is left of
    /// several such rounds together, however many come and go each time.
    /// </summary>
    private static bool IsTurnoverTold(string key, IReadOnlyList<RoundResult> earlier, int smallest) =>
        earlier.Any(round =>
            earlier.Where(one => one.Round < round.Round).ToList() is var before
            && round.Of(key) is { Stability: { } stability } item
            && Compared(item, before) is { } compared
            && HasTurnover(stability, item, compared)
            && MayTellPairs(stability, item, compared, before, smallest)
        );

    private static ItemStability Unpaired(ItemStability stability) =>
        new(stability.ComparedWith, null, stability.DistributionChange)
        {
            CoefficientOfVariationChange = stability.CoefficientOfVariationChange,
            State = stability.State,
        };

    private static ItemResult? Compared(ItemResult item, IReadOnlyList<RoundResult> earlier) =>
        earlier.FirstOrDefault(one => one.Round == item.Stability?.ComparedWith)?.Of(item.Key);

    private static ItemResult Shown(ItemResult item, int smallest, IReadOnlyList<RoundResult> earlier) =>
        KeptPeople.Told(ShownWhole(item, smallest, earlier), smallest);

    private static ItemResult ShownWhole(ItemResult item, int smallest, IReadOnlyList<RoundResult> earlier) =>
        item switch
        {
            // How many wrote, and how much, tells nothing of what they wrote.
            { Counts: null, Mean: null } => item,
            { N: > 0 } when item.N < smallest => Hidden(item),
            { Stability: { } stability } when Compared(item, earlier) is { N: > 0 } before && before.N < smallest => NotCompared(
                item,
                stability
            ),
            // With so few pairs there is no verdict that would rest on them.
            { Stability: { Pairs: > 0 } stability } when stability.Pairs < Math.Min(smallest, Verdicts.FewestPairs) => item with
            {
                Stability = new(stability.ComparedWith, stability.Pairs, stability.DistributionChange),
            },
            { Stability: { } stability } when Compared(item, earlier) is { } before => MayTellPairs(
                stability,
                item,
                before,
                earlier,
                smallest
            )
                ? item
                : item with
                {
                    Stability = Unpaired(stability),
                    // What it would be without some, or with those who left, tells of them.
                    Firmness = item.Firmness is { } firmness ? new(firmness.Word) { Rules = firmness.Rules } : null,
                },
            _ => item,
        };
}
