using Befragung.Delphi.Questionnaires;

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
            { N: > 0 } when item.N < smallest => new(item.Key, item.Type, item.N, item.Missing) { TooFew = true },
            { Stability: { } stability } when before?.Of(item.Key) is { N: > 0 } earlier && earlier.N < before.SmallestCell => item with
            {
                Stability = new(stability.ComparedWith, stability.Pairs, null),
                Verdict = item.Verdict is null ? null : Verdict.Open,
            },
            // With so few pairs there is no verdict that would rest on them.
            { Stability: { Pairs: > 0 } stability } when stability.Pairs < Math.Min(smallest, Verdicts.FewestPairs) => item with
            {
                Stability = new(stability.ComparedWith, stability.Pairs, stability.DistributionChange),
            },
            _ => item,
        };
}
