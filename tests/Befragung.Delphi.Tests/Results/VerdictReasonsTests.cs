using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>The sentences as they are read, in tables, beside the feedback and in the report.</summary>
public class VerdictReasonsTests
{
    [Theory]
    [InlineData(new[] { 1, 1, 2, 6, 10 }, "Konsens: 80 % Zustimmung (16 von 20), stabil seit Runde 1.")]
    [InlineData(new[] { 10, 5, 1, 2, 2 }, "Konsens: 75 % Ablehnung (15 von 20), stabil seit Runde 1.")]
    [InlineData(
        new[] { 10, 0, 0, 0, 10 },
        "Polarisierung: zwei Lager, 50 % Zustimmung (10 von 20) und 50 % Ablehnung (10 von 20), stabil seit Runde 1."
    )]
    [InlineData(
        new[] { 2, 2, 4, 8, 4 },
        "Mehrheit: 60 % Zustimmung (12 von 20), stabil seit Runde 1, aber kein Konsens nach der Regel der Studie."
    )]
    [InlineData(
        new[] { 4, 8, 4, 2, 2 },
        "Mehrheit: 60 % Ablehnung (12 von 20), stabil seit Runde 1, aber kein Konsens nach der Regel der Studie."
    )]
    [InlineData(
        new[] { 2, 3, 5, 6, 4 },
        "Stabiler Dissens: 50 % Zustimmung (10 von 20) und 25 % Ablehnung (5 von 20), stabil seit Runde 1."
    )]
    public void A_settled_item_tells_its_shares_beside_their_counts(int[] counts, string sentence) =>
        Assert.Equal(sentence, Second(new PercentAgreementRule(75), Panel.Of(counts).Select(rating => (rating, rating))));

    [Fact]
    public void Consensus_in_the_middle_tells_the_median_and_the_middle_half() =>
        Assert.Equal(
            "Konsens in der Mitte der Skala: Median 3, mittlere Hälfte 2,75 bis 3,25 (n = 20), stabil seit Runde 1.",
            Second(new IqrRule(1), Panel.Of(0, 5, 10, 5, 0).Select(rating => (rating, rating)))
        );

    [Theory]
    [InlineData(
        new[] { 1, 1, 2, 6, 10 },
        "Offen: Ein Urteil gibt es frühestens nach der zweiten Runde. Bisher hält die Konsensregel: 80 % Zustimmung (16 von 20)."
    )]
    [InlineData(
        new[] { 10, 5, 1, 2, 2 },
        "Offen: Ein Urteil gibt es frühestens nach der zweiten Runde. Bisher hält die Konsensregel: 75 % Ablehnung (15 von 20)."
    )]
    [InlineData(
        new[] { 2, 2, 4, 8, 4 },
        "Offen: Ein Urteil gibt es frühestens nach der zweiten Runde. Bisher hält die Konsensregel nicht: 60 % Zustimmung (12 von 20)."
    )]
    [InlineData(new[] { 0, 0, 0, 0, 0 }, "Offen: Hierzu liegt keine gültige Antwort vor.")]
    public void After_round_1_the_sentence_is_provisional(int[] counts, string sentence) =>
        Assert.Equal(sentence, First(new PercentAgreementRule(75), counts));

    [Fact]
    public void After_round_1_the_middle_is_provisional_too() =>
        Assert.Equal(
            "Offen: Ein Urteil gibt es frühestens nach der zweiten Runde. Bisher hält die Konsensregel in der Mitte der Skala (Median 3, n = 20).",
            First(new IqrRule(1), 0, 5, 10, 5, 0)
        );

    [Fact]
    public void Too_few_pairs_are_counted() =>
        Assert.Equal(
            "Offen: Nur 5 Personen haben in beiden Runden geantwortet; für ein Urteil braucht es 6.",
            Second(new PercentAgreementRule(75), Enumerable.Range(0, 10).Select(index => (index < 5 ? 4 : 0, 4)))
        );

    [Theory]
    [InlineData(20, 3, "Instabil: 15 % der Antworten verteilen sich anders als in Runde 1.")]
    [InlineData(40, 4, "Instabil: Wer die Antwort seit Runde 1 änderte, ging überwiegend in eine Richtung (p = 0,046).")]
    [InlineData(100, 11, "Instabil: Wer die Antwort seit Runde 1 änderte, ging überwiegend in eine Richtung (p < 0,001).")]
    public void An_unstable_item_says_what_moved(int experts, int moved, string sentence) =>
        Assert.Equal(
            sentence,
            Second(
                new PercentAgreementRule(75),
                Enumerable.Range(0, experts).Select(index => index < experts / 2 ? (4, index < moved ? 5 : 4) : (5, 5))
            )
        );

    [Theory]
    [InlineData(75, 47, 63, "Mehrheit: 74 % Zustimmung (47 von 63)")]
    [InlineData(75, 48, 63, "Konsens: 76 % Zustimmung (48 von 63)")]
    [InlineData(80, 47, 63, "Mehrheit: 75 % Zustimmung (47 von 63)")]
    [InlineData(66.7, 2, 3, "Mehrheit: 66 % Zustimmung (40 von 60)")]
    public void No_share_is_rounded_up_to_a_threshold_it_did_not_reach(double threshold, int agree, int n, string begins)
    {
        // 47 of 63 are 74.6 %.
        var times = n == 3 ? 20 : 1;
        var ratings = Panel.Of(0, 0, (n - agree) * times, agree * times, 0);
        Assert.StartsWith(
            begins,
            Second(new PercentAgreementRule(threshold), ratings.Select(rating => (rating, rating))),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_same_holds_for_the_70_per_cent_of_COMET() =>
        Assert.StartsWith(
            "Mehrheit: 69 % Zustimmung (32 von 46)",
            Second(new CometRule(false), Panel.Of(0, 0, 14, 32, 0).Select(rating => (rating, rating))),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_p_below_a_twentieth_is_not_written_as_a_twentieth()
    {
        // No small panel has such a p, so it is put in by hand.
        var questionnaire = Panel.Asking(new PercentAgreementRule(75));
        var item = Panel
            .Second(
                questionnaire,
                Enumerable
                    .Range(0, 40)
                    .Select(index =>
                        index < 4 ? (4, 5)
                        : index < 20 ? (4, 4)
                        : (5, 5)
                    )
            )
            .Of("q1")!;
        item = item with { Stability = item.Stability! with { Wilcoxon = item.Stability.Wilcoxon! with { P = 0.0498 } } };
        Assert.EndsWith("(p = 0,049).", VerdictReasons.Of(item, questionnaire)!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_rated_has_no_reason()
    {
        var result = new RoundTally(Sample.Questionnaire).ToResult(1, new Dictionary<string, Response>(), null);
        Assert.Equal(
            ["r", "m.a", "m.b"],
            result.Items.Where(item => VerdictReasons.Of(item, Sample.Questionnaire) is not null).Select(item => item.Key)
        );
    }

    private static string First(ConsensusRule rule, params int[] counts)
    {
        var questionnaire = Panel.Asking(rule);
        return VerdictReasons.Of(Panel.First(questionnaire, Panel.Of(counts)).Of("q1")!, questionnaire)!.ToString();
    }

    private static string Second(ConsensusRule rule, IEnumerable<(int, int)> pairs)
    {
        var questionnaire = Panel.Asking(rule);
        return VerdictReasons.Of(Panel.Second(questionnaire, pairs).Of("q1")!, questionnaire)!.ToString();
    }
}
