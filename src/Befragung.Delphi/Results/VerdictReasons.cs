using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Results;

/// <summary>Why an item got its verdict, in one sentence: the same in tables, feedback and report.</summary>
public static class VerdictReasons
{
    /// <summary>Null for items without a verdict, and without answers.</summary>
    /// <param name="item">The judged item.</param>
    /// <param name="questionnaire">Its round's questionnaire.</param>
    public static Sentence? Of(ItemResult item, Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(questionnaire);
        if (item.Verdict is not { } verdict || Verdicts.PartOf(item, questionnaire) is not { Scale: var scale })
            return null;
        var since = item.Stability?.ComparedWith ?? 0;
        var agree = Count(item, scale.LowestOfTop - 1, scale.Points);
        var disagree = Count(item, 0, scale.Bottom);
        var threshold = ThresholdOf(questionnaire.Settings.Consensus);
        double Agreed() => Whole(item.PercentAgreement, threshold);
        double Disagreed() => Whole(item.PercentDisagreement, threshold);
        return verdict switch
        {
            _ when item.N == 0 => new("Offen: Hierzu liegt keine gültige Antwort vor."),
            Verdict.Open when item.Stability is null => item.Direction switch
            {
                null => new(
                    "Offen: Ein Urteil gibt es frühestens nach der zweiten Runde. Bisher hält die Konsensregel nicht: {0} % Zustimmung ({1} von {2}).",
                    Agreed(),
                    agree,
                    item.N
                ),
                Direction.Agreement => new(
                    "Offen: Ein Urteil gibt es frühestens nach der zweiten Runde. Bisher hält die Konsensregel: {0} % Zustimmung ({1} von {2}).",
                    Agreed(),
                    agree,
                    item.N
                ),
                Direction.Disagreement => new(
                    "Offen: Ein Urteil gibt es frühestens nach der zweiten Runde. Bisher hält die Konsensregel: {0} % Ablehnung ({1} von {2}).",
                    Disagreed(),
                    disagree,
                    item.N
                ),
                _ => new(
                    "Offen: Ein Urteil gibt es frühestens nach der zweiten Runde. Bisher hält die Konsensregel in der Mitte der Skala (Median {0}, n = {1}).",
                    item.Median!,
                    item.N
                ),
            },
            Verdict.Open when item.Stability.Pairs >= Verdicts.FewestPairs => new(
                "Offen: Für einen Vergleich mit Runde {0} gibt es zu wenige Antworten.",
                since
            ),
            Verdict.Open => new(
                "Offen: Nur {0} Personen haben in beiden Runden geantwortet; für ein Urteil braucht es {1}.",
                item.Stability!.Pairs,
                Verdicts.FewestPairs
            ),
            Verdict.Unstable when item.Stability!.DistributionChange is >= Stability.Threshold and var change => new(
                "Instabil: {0} % der Antworten verteilen sich anders als in Runde {1}.",
                Whole(100 * change),
                since
            ),
            Verdict.Unstable when item.Stability!.Wilcoxon!.P < 0.001 => new(
                "Instabil: Wer die Antwort seit Runde {0} änderte, ging überwiegend in eine Richtung (p < 0,001).",
                since
            ),
            // Below a twentieth, and not written as one.
            Verdict.Unstable => new(
                "Instabil: Wer die Antwort seit Runde {0} änderte, ging überwiegend in eine Richtung (p = {1:0.000}).",
                since,
                Math.Min(item.Stability!.Wilcoxon!.P, 0.049)
            ),
            Verdict.Consensus => item.Direction switch
            {
                Direction.Agreement => new(
                    "Konsens: {0} % Zustimmung ({1} von {2}), stabil seit Runde {3}.",
                    Agreed(),
                    agree,
                    item.N,
                    since
                ),
                Direction.Disagreement => new(
                    "Konsens: {0} % Ablehnung ({1} von {2}), stabil seit Runde {3}.",
                    Disagreed(),
                    disagree,
                    item.N,
                    since
                ),
                _ => new(
                    "Konsens in der Mitte der Skala: Median {0}, mittlere Hälfte {1} bis {2} (n = {3}), stabil seit Runde {4}.",
                    item.Median!,
                    item.Quartile1!,
                    item.Quartile3!,
                    item.N,
                    since
                ),
            },
            Verdict.Polarised => new(
                "Polarisierung: zwei Lager, {0} % Zustimmung ({1} von {2}) und {3} % Ablehnung ({4} von {2}), stabil seit Runde {5}.",
                Agreed(),
                agree,
                item.N,
                Disagreed(),
                disagree,
                since
            ),
            Verdict.Majority when item.Direction == Direction.Agreement => new(
                "Mehrheit: {0} % Zustimmung ({1} von {2}), stabil seit Runde {3}, aber kein Konsens nach der Regel der Studie.",
                Agreed(),
                agree,
                item.N,
                since
            ),
            Verdict.Majority => new(
                "Mehrheit: {0} % Ablehnung ({1} von {2}), stabil seit Runde {3}, aber kein Konsens nach der Regel der Studie.",
                Disagreed(),
                disagree,
                item.N,
                since
            ),
            _ => new(
                "Stabiler Dissens: {0} % Zustimmung ({1} von {2}) und {3} % Ablehnung ({4} von {2}), stabil seit Runde {5}.",
                Agreed(),
                agree,
                item.N,
                Disagreed(),
                disagree,
                since
            ),
        };
    }

    private static int Count(ItemResult item, int from, int to) => item.Counts!.Skip(from).Take(to - from).Sum();

    /// <summary>Whole per cent; never rounded up to a threshold that was not reached.</summary>
    private static double Whole(double? share, double? threshold = null)
    {
        var percent = share ?? 0;
        var rounded = Math.Round(percent, MidpointRounding.AwayFromZero);
        return percent < threshold && rounded >= threshold ? Math.Floor(percent) : rounded;
    }

    private static double? ThresholdOf(ConsensusRule rule) =>
        rule switch
        {
            PercentAgreementRule percent => percent.Threshold,
            CometRule => 70,
            _ => null,
        };
}
