using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Feedback;

/// <summary>
/// Where the middle half of all answers to a part lay in the round before, as experts are told it. Who answers outside of it is asked for a reason.
/// </summary>
/// <param name="Low">The first quartile, borders included.</param>
/// <param name="High">The third.</param>
public sealed record MiddleHalf(Part Part, double Low, double High)
{
    /// <summary>
    /// Those of an item's parts; empty where nothing may be said of the round before. Of an estimate, the most likely value; of points none: of so many numbers
    /// hardly anybody has all of them inside.
    /// </summary>
    public static IReadOnlyList<MiddleHalf> Of(Item item, RoundResult? before)
    {
        ArgumentNullException.ThrowIfNull(item);
        IEnumerable<Part> parts = item switch
        {
            RatingItem or MultiRatingItem or NumberItem => item.Parts,
            EstimateItem => [item.Parts[1]],
            _ => [],
        };
        return
        [
            .. parts
                .Select(part =>
                    PartFeedback.On(part, before, Answers.None)?.Result is { Quartile1: { } low, Quartile3: { } high }
                        ? new MiddleHalf(part, Said(part, low), Said(part, high))
                        : null
                )
                .OfType<MiddleHalf>(),
        ];
    }

    /// <summary>Whether an answer lies outside; what is no number does not.</summary>
    public bool LeavesOut(string? answer) => NumberPart.Read(answer) is { } number && ((double)number < Low || (double)number > High);

    /// <summary>No more exact than the page says it, so that the question never contradicts the sentence above it.</summary>
    private static double Said(Part part, double quartile) =>
        part is NumberPart number ? Math.Round(quartile, Math.Max(2, number.Decimals)) : quartile;
}
