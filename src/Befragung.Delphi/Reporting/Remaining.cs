using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>
/// Who stayed from round 1 to the newest round, and whether those who left had answered differently; from the medians of round 1, as far as they may be shown.
/// </summary>
/// <param name="Compared">Ratings whose medians can be compared.</param>
/// <param name="Different">Those whose medians differ, the largest difference first.</param>
public sealed record Remaining(int Stayed, int Left, IReadOnlyList<MeasuredAttrition> Compared, IReadOnlyList<MeasuredAttrition> Different)
{
    internal static Remaining? Of(StudyReport report) =>
        report.Newest.Result.Attrition is not { } attrition
            ? null
            : new(
                attrition.Stayed,
                attrition.Left,
                report.Measures.Attrition,
                [
                    .. report
                        .Measures.Attrition.Where(item => item.Medians.MedianLeft != item.Medians.MedianStayed)
                        .OrderByDescending(item => Math.Abs(item.Medians.MedianLeft - item.Medians.MedianStayed)),
                ]
            );

    /// <summary>What can be said of a bias, in sentences.</summary>
    public IEnumerable<Sentence> Bias()
    {
        if (Left == 0)
        {
            yield return new("Niemand schied aus; das Ergebnis kann dadurch nicht verzerrt sein.");
            yield break;
        }
        if (Compared.Count == 0)
        {
            yield return new(
                "Wie jene geantwortet hatten, die ausschieden, lässt sich nicht zeigen: Es waren zu wenige. Ob ihr Ausscheiden das Ergebnis verschob, bleibt offen."
            );
            yield break;
        }
        if (Different.Count == 0)
        {
            yield return new(
                "Wer ausschied, hatte in Runde 1 bei {0:=der einen Bewertung, die sich vergleichen lässt|allen # Bewertungen, die sich vergleichen lassen}, denselben Median wie jene, die dabeiblieben. Dass vor allem Andersdenkende gingen, ist nicht zu erkennen.",
                Compared.Count
            );
            yield break;
        }
        yield return new(
            "Bei {0} von {1:Bewertung, die sich vergleichen lässt|Bewertungen, die sich vergleichen lassen}, war der Median in Runde 1 bei denen, die ausschieden, ein anderer als bei denen, die dabeiblieben.",
            Different.Count,
            Compared.Count
        );
        var most = Different[0];
        yield return new(
            "Am größten ist der Abstand bei „{0}“: Median {1} ({2} ausgeschieden) gegen {3} ({4} dabeigeblieben).",
            most.Of.Part.Name,
            most.Medians.MedianLeft,
            most.Medians.Left,
            most.Medians.MedianStayed,
            most.Medians.Stayed
        );
        yield return new("Das kann Ergebnisse späterer Runden verschoben haben.");
    }
}
