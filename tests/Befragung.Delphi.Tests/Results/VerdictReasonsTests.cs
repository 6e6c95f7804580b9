using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>The sentences as they are read, in tables, beside the feedback and in the report.</summary>
public class VerdictReasonsTests
{
    [Theory]
    [InlineData(new[] { 2, 2, 4, 12, 20 }, "Konsens: 80 % „wichtig“ (32 von 40), stabil seit Runde 1.")]
    [InlineData(new[] { 20, 10, 2, 4, 4 }, "Konsens: 75 % „unwichtig“ (30 von 40), stabil seit Runde 1.")]
    [InlineData(new[] { 0, 0, 40, 0, 0 }, "Konsens: 100 % „teils, teils“ (40 von 40), stabil seit Runde 1.")]
    [InlineData(new[] { 20, 0, 0, 0, 20 }, "Zwei Lager: 50 % „wichtig“ (20 von 40) und 50 % „unwichtig“ (20 von 40), stabil seit Runde 1.")]
    [InlineData(
        new[] { 4, 4, 8, 16, 8 },
        "Mehrheit: 60 % „wichtig“ (24 von 40), stabil seit Runde 1, aber kein Konsens nach der Regel der Studie."
    )]
    [InlineData(
        new[] { 8, 16, 8, 4, 4 },
        "Mehrheit: 60 % „unwichtig“ (24 von 40), stabil seit Runde 1, aber kein Konsens nach der Regel der Studie."
    )]
    [InlineData(
        new[] { 4, 6, 10, 12, 8 },
        "Dissens: 50 % „wichtig“ (20 von 40) und 25 % „unwichtig“ (10 von 40), keine Mehrheit, stabil seit Runde 1."
    )]
    [InlineData(
        new[] { 0, 6, 17, 11, 6 },
        "Keine Mehrheit: 43 % „wichtig“ (17 von 40), 15 % „unwichtig“ (6 von 40), die übrigen dazwischen, stabil seit Runde 1."
    )]
    public void A_settled_item_tells_its_shares_beside_their_counts(int[] counts, string sentence) =>
        Assert.Equal(sentence, Second(new PercentAgreementRule(75), Panel.Of(counts).Select(rating => (rating, rating))));

    [Fact]
    public void Where_bands_have_no_name_it_is_said_where_answers_lie() =>
        Assert.Equal(
            "Konsens: 80 % oben auf der Skala (32 von 40), stabil seit Runde 1.",
            Second(Panel.Asking(new PercentAgreementRule(75)), Panel.Of(2, 2, 4, 12, 20).Select(rating => (rating, rating)))
        );

    [Fact]
    public void Few_pairs_tell_what_they_would_have_noticed() =>
        Assert.Equal(
            "Konsens: 85 % „wichtig“ (11 von 13), stabil seit Runde 1. Bei 13 Paaren fiele eine Bewegung erst auf, wenn 6 in eine Richtung gehen.",
            Second(new PercentAgreementRule(75), Panel.Of(0, 0, 2, 5, 6).Select(rating => (rating, rating)))
        );

    [Fact]
    public void What_so_few_pairs_would_have_noticed_is_told_by_the_limit_of_the_study()
    {
        var usual = Named(new PercentAgreementRule(75));
        Assert.Equal(
            "Konsens: 80 % „wichtig“ (20 von 25), stabil seit Runde 1. Bei 25 Paaren fiele eine Bewegung erst auf, wenn 8 in eine Richtung gehen.",
            Second(
                usual with
                {
                    Settings = usual.Settings with { Stability = new PairedRule(Share.OfPercent(30)) },
                },
                Panel.Of(0, 0, 5, 10, 10).Select(rating => (rating, rating))
            )
        );
    }

    [Fact]
    public void Consensus_by_the_middle_half_tells_the_middle_half_and_the_median() =>
        Assert.Equal(
            "Konsens: Die mittlere Hälfte antwortet 2,75 bis 3,25, im Median 3 (teils, teils, n = 40), stabil seit Runde 1.",
            Second(new IqrRule(1), Panel.Of(0, 10, 20, 10, 0).Select(rating => (rating, rating)))
        );

    [Theory]
    [InlineData(
        new[] { 1, 1, 2, 6, 10 },
        "Offen: Ein Urteil gibt es erst, wenn die Frage zweimal gestellt wurde. Nach der Regel bestünde heute Konsens: 80 % „wichtig“ (16 von 20)."
    )]
    [InlineData(
        new[] { 10, 5, 1, 2, 2 },
        "Offen: Ein Urteil gibt es erst, wenn die Frage zweimal gestellt wurde. Nach der Regel bestünde heute Konsens: 75 % „unwichtig“ (15 von 20)."
    )]
    [InlineData(
        new[] { 2, 2, 4, 8, 4 },
        "Offen: Ein Urteil gibt es erst, wenn die Frage zweimal gestellt wurde. Nach der Regel bestünde heute kein Konsens: 60 % „wichtig“ (12 von 20)."
    )]
    [InlineData(new[] { 0, 0, 0, 0, 0 }, "Offen: Hierzu liegt keine gültige Antwort vor.")]
    public void After_round_1_the_sentence_is_provisional(int[] counts, string sentence) =>
        Assert.Equal(sentence, First(new PercentAgreementRule(75), counts));

    [Theory]
    [InlineData(0, "Offen: Niemand hat diese Frage zweimal beantwortet; für ein Urteil braucht es 6 Personen.")]
    [InlineData(1, "Offen: Nur eine Person hat diese Frage zweimal beantwortet; für ein Urteil braucht es 6.")]
    [InlineData(5, "Offen: Nur 5 Personen haben diese Frage zweimal beantwortet; für ein Urteil braucht es 6.")]
    public void Too_few_pairs_are_counted(int pairs, string sentence) =>
        Assert.Equal(
            sentence,
            Second(
                new PercentAgreementRule(75),
                Enumerable.Range(0, 12).Select(index => (index < pairs || index > 9 ? 4 : 0, index > 9 ? 0 : 4))
            )
        );

    [Theory]
    [InlineData(
        40,
        8,
        "In Bewegung: Seit Runde 1 verteilen sich 20 % der Antworten derselben Personen anders; mit Zufall allein ist das kaum zu erklären."
    )]
    [InlineData(
        20,
        4,
        "Nicht entscheidbar: Seit Runde 1 verteilen sich 20 % der Antworten anders; bei 20 Personen kann das auch Zufall sein. Vorläufig ist die Konsensregel erfüllt: 100 % „wichtig“ (20 von 20)."
    )]
    public void What_is_not_stable_says_what_moved(int experts, int moved, string sentence) =>
        Assert.Equal(
            sentence,
            Second(
                new PercentAgreementRule(75),
                Enumerable.Range(0, experts).Select(index => index < experts / 2 ? (4, index < moved ? 5 : 4) : (5, 5))
            )
        );

    [Fact]
    public void By_signed_ranks_it_is_told_that_most_went_one_way()
    {
        var questionnaire = Named(new PercentAgreementRule(75));
        Assert.Equal(
            "In Bewegung: Wer die Antwort seit Runde 1 änderte, ging überwiegend in eine Richtung.",
            Second(
                questionnaire with
                {
                    Settings = questionnaire.Settings with { Stability = new WilcoxonRule() },
                },
                Enumerable.Repeat((3, 4), 20)
            )
        );
    }

    [Fact]
    public void Who_crossed_the_scale_is_told() =>
        Assert.Equal(
            "In Bewegung: Seit Runde 1 gingen 100 % der Personen von einem Ende der Skala zum anderen.",
            Second(new PercentAgreementRule(75), Enumerable.Range(0, 20).Select(index => index < 10 ? (1, 5) : (5, 1)))
        );

    [Theory]
    [InlineData(75, 47, 63, "Mehrheit: 74,6 % „wichtig“ (47 von 63)")]
    [InlineData(75, 48, 63, "Konsens: 76 % „wichtig“ (48 von 63)")]
    [InlineData(80, 47, 63, "Mehrheit: 75 % „wichtig“ (47 von 63)")]
    [InlineData(66.7, 40, 60, "Mehrheit: 66,67 % „wichtig“ (40 von 60)")]
    [InlineData(75, 51, 101, "Mehrheit: 50,5 % „wichtig“ (51 von 101)")]
    [InlineData(75, 149, 199, "Mehrheit: 74,9 % „wichtig“ (149 von 199)")]
    public void No_share_is_rounded_to_the_other_side_of_what_decides(double threshold, int top, int n, string begins) =>
        Assert.StartsWith(
            begins,
            Second(new PercentAgreementRule((decimal)threshold), Panel.Of(0, 0, n - top, top, 0).Select(rating => (rating, rating))),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_same_holds_for_the_70_per_cent_of_COMET() =>
        Assert.StartsWith(
            "Mehrheit: 69,6 % „wichtig“ (32 von 46)",
            Second(new CometRule(false), Panel.Of(0, 0, 14, 32, 0).Select(rating => (rating, rating))),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(false, "Konsens: 80 % „wichtig“ (32 von 40), stabil seit Runde 1.")]
    [InlineData(true, "Konsens: 80 % „wichtig“ (32 von 40), ebenso in allen Gruppen, die groß genug sind (1 von 4), stabil seit Runde 1.")]
    public void Only_where_COMET_asks_every_group_the_sentence_speaks_of_groups(bool everyGroup, string sentence) =>
        Assert.Equal(sentence, Second(new CometRule(everyGroup), Panel.Of(2, 2, 4, 12, 20).Select(rating => (rating, rating))));

    [Fact]
    public void What_an_earlier_version_of_the_method_judged_is_told_by_its_numbers()
    {
        var questionnaire = Named(new PercentAgreementRule(75));
        var today = Panel.Second(questionnaire, Panel.Of(0, 6, 17, 11, 6).Select(rating => (rating, rating)));
        // As it was frozen: other names, and none of the newer measures.
        var frozen = JsonSerializer
            .Serialize(today with { Version = 1 }, RoundResult.Format)
            .Replace("\"noMajority\"", "\"dissent\"", StringComparison.Ordinal)
            .Replace("\"state\":\"stable\"", "\"stable\":true", StringComparison.Ordinal);
        var read = JsonSerializer.Deserialize<RoundResult>(frozen, RoundResult.Format)!;
        Assert.Equal((Verdict.NoMajority, StabilityState.Stable), (read.Of("q1")!.Verdict!.Value, read.Of("q1")!.Stability!.State!.Value));
        Assert.Equal(
            "Keine Mehrheit oben oder unten: 43 % „wichtig“ (17 von 40) und 15 % „unwichtig“ (6 von 40), stabil seit Runde 1.",
            VerdictReasons.Of(read.Of("q1")!, questionnaire, read)!.ToString()
        );
        var moving = JsonSerializer.Deserialize<RoundResult>(
            frozen
                .Replace("\"dissent\"", "\"unstable\"", StringComparison.Ordinal)
                .Replace("\"stable\":true", "\"stable\":false", StringComparison.Ordinal)
                .Replace("\"verdict\"", "\"direction\":\"disagreement\",\"verdict\"", StringComparison.Ordinal)
                .Replace("\"convincing\"", "\"apmo\":[{\"section\":\"s\",\"apmo\":50}],\"convincing\"", StringComparison.Ordinal),
            RoundResult.Format
        )!;
        Assert.Equal(
            (Verdict.Moving, StabilityState.Moving, Band.Bottom, null),
            (moving.Of("q1")!.Verdict!.Value, moving.Of("q1")!.Stability!.State!.Value, moving.Of("q1")!.Side!.Value, moving.Apmo)
        );
        Assert.Equal(
            "In Bewegung: Die Antworten hatten sich seit Runde 1 noch geändert.",
            VerdictReasons.Of(moving.Of("q1")!, questionnaire, moving)!.ToString()
        );
    }

    [Fact]
    public void What_is_not_rated_has_no_reason()
    {
        var result = new RoundTally(Sample.Questionnaire).ToResult(1, new Dictionary<string, Response>());
        Assert.Equal(
            ["r", "m.a", "m.b"],
            result.Items.Where(item => VerdictReasons.Of(item, Sample.Questionnaire, result) is not null).Select(item => item.Key)
        );
    }

    private static string First(ConsensusRule rule, params int[] counts)
    {
        var questionnaire = Named(rule);
        var result = Panel.First(questionnaire, Panel.Of(counts));
        return VerdictReasons.Of(result.Of("q1")!, questionnaire, result)!.ToString();
    }

    private static string Second(ConsensusRule rule, IEnumerable<(int, int)> pairs) => Second(Named(rule), pairs);

    private static string Second(Questionnaire questionnaire, IEnumerable<(int, int)> pairs)
    {
        var result = Panel.Second(questionnaire, pairs);
        return VerdictReasons.Of(result.Of("q1")!, questionnaire, result)!.ToString();
    }

    /// <summary>One item on a scale of importance.</summary>
    private static Questionnaire Named(ConsensusRule rule)
    {
        var questionnaire = Panel.Asking(rule);
        var scale = Panel.Scale(5) with
        {
            TopName = Sample.De("wichtig"),
            MiddleName = Sample.De("teils, teils"),
            BottomName = Sample.De("unwichtig"),
        };
        return questionnaire with
        {
            Sections = [questionnaire.Sections[0] with { Items = [new RatingItem("q1", Sample.De("Frage 1"), scale)] }],
        };
    }
}
