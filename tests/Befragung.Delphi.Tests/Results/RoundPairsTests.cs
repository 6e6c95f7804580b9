using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>What a tally knows of the same experts in two rounds, and of their orders; computed by hand.</summary>
public class RoundPairsTests
{
    private static readonly PercentAgreementRule Rule = new(75);

    [Fact]
    public void Pairs_give_V_and_kappa()
    {
        // Five pairs, two without a first or a second answer. Downwards: 5 → 3 and 4 → 3; upwards: 1 → 2; unmoved: 2 and 5.
        var stability = Panel.Second(Panel.Asking(Rule), [(5, 3), (4, 3), (1, 2), (2, 2), (5, 5), (0, 4), (3, 0)]).Of("q1")!.Stability!;
        Assert.Equal((1, 5), (stability.ComparedWith, stability.Pairs));
        // Distances 2, 1, 1: ranks 3, 1.5, 1.5; downwards 3 + 1.5.
        Assert.Equal((4.5, 3), (stability.Wilcoxon!.V, stability.Wilcoxon.N));
        Assert.True(stability.Wilcoxon.Exact);
        // Before 1 2 4 5 5, after 2 2 3 3 5. Distances of all 25 combinations: 42, squared 100; observed 4 and 6.
        Assert.Equal(1 - (4 * 5 / 42.0), stability.KappaLinear!.Value, 12);
        Assert.Equal(1 - (6 * 5 / 100.0), stability.KappaQuadratic!.Value, 12);
        // Round 1: 1 2 3 4 5 5 (six), round 2: 2 2 3 3 4 5 (six): ½ (1 + 1 + 1 + 0 + 1) / 6.
        Assert.Equal(2 / 6.0, stability.DistributionChange!.Value, 12);
        // Of the pairs alone: before 1 1 0 1 2, after 0 2 2 0 1.
        Assert.Equal(4 / 5.0 * 0.75, stability.PairedChange!.Value, 12);
        Assert.Equal(
            (3 / 5.0, 1 / 5.0, 2 / 5.0, 2 / 5.0, 0d),
            (stability.Moved!.Value, stability.Up!.Value, stability.Down!.Value, stability.ChangedBand!.Value, stability.Crossed!.Value)
        );
    }

    [Fact]
    public void Where_nobody_moved_there_is_no_test_and_it_is_stable()
    {
        var stability = Panel.Second(Panel.Asking(Rule), [(1, 1), (5, 5), (5, 5)]).Of("q1")!.Stability!;
        Assert.Null(stability.Wilcoxon);
        Assert.Equal(
            (3, 0, 1, 1, 0),
            (
                stability.Pairs,
                stability.DistributionChange,
                stability.KappaLinear,
                stability.KappaQuadratic,
                stability.CoefficientOfVariationChange
            )
        );
        Assert.Equal((1d, StabilityState.Stable), (stability.PairedChangeP!.Value, stability.State!.Value));
    }

    [Theory]
    [InlineData(9, 5)]
    [InlineData(5, 9)]
    [InlineData(5, 7)]
    public void On_another_scale_there_are_no_pairs_and_nothing_is_compared(int before, int now)
    {
        var first = Panel.First(Panel.Asking(Rule, before), Panel.Of([.. Enumerable.Repeat(2, before)]));
        var tally = new RoundTally(Panel.Asking(Rule, now), LastAsked.Of(Panel.Asking(Rule, now), [(1, Panel.Asking(Rule, before))]));
        for (short point = 1; point <= before; point++)
            tally.Add("g1", [(short)Math.Min(now, (int)point)], [point]);
        var result = tally.ToResult(2, new Dictionary<string, Response>(), first);
        Assert.Null(result.Of("q1")!.Stability);
        Assert.Equal(Verdict.Open, result.Of("q1")!.Verdict);
        Assert.Equal((0, null), (result.MedianCorrelation!.Items, result.MedianCorrelation.Spearman));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_other_words_nothing_is_compared_unless_the_team_takes_it_for_the_same_question(bool same)
    {
        var before = Panel.Asking(Rule);
        Item[] reworded = [((RatingItem)before.Items.Single()) with { Text = Sample.De("Anders gefragt"), Same = same }];
        var now = before with { Sections = [before.Sections[0] with { Items = reworded }] };
        // What was asked in these words last is compared with that, whatever the words were before.
        Assert.Equal(
            2,
            LastAsked.Of(now with { Sections = [before.Sections[0] with { Items = reworded }] }, [(1, before), (2, now)]).Of("q1")
        );
        var tally = new RoundTally(now, LastAsked.Of(now, [(1, before)]));
        for (short point = 1; point <= 5; point++)
            tally.Add("g1", [point], [point]);
        var result = tally.ToResult(2, new Dictionary<string, Response>(), Panel.First(before, Panel.Of(1, 1, 1, 1, 1)));
        Assert.Equal((same ? 1 : null, same ? null : true), (result.Of("q1")!.Stability?.ComparedWith, result.Of("q1")!.Reworded));
        Assert.Equal(same ? 1 : 0, result.MedianCorrelation!.Items);
        if (!same)
            Assert.Equal(Verdict.Open, result.Of("q1")!.Verdict);
        // Kept for a third round, what was taken for the same question once is not taken for it in yet other words.
        Assert.False(now.Keep(new HashSet<string>(StringComparer.Ordinal) { "q1" }).Items.Single().Same);
    }

    [Fact]
    public void Who_left_is_compared_with_who_stayed()
    {
        var attrition = Panel
            .Second(Panel.Asking(Rule, smallestCell: 3), [(5, 5), (4, 4), (4, 3), (1, 0), (2, 0), (1, 0), (0, 5)])
            .Attrition!;
        Assert.Equal((3, 3), (attrition.Stayed, attrition.Left));
        Assert.Equal(50, attrition.RetentionPercent);
        Assert.Equal([new("q1", 3, 4, 3, 1)], attrition.Items);
    }

    [Fact]
    public void Few_who_left_or_stayed_are_counted_but_not_told_of()
    {
        var questionnaire = Panel.Asking(Rule, smallestCell: 3);
        var fewLeft = Panel.Second(questionnaire, [(5, 5), (4, 4), (4, 3), (1, 0), (2, 0)]).Attrition!;
        Assert.Equal((3, 2, 0), (fewLeft.Stayed, fewLeft.Left, fewLeft.Items.Count));
        var fewStayed = Panel.Second(questionnaire, [(5, 5), (4, 4), (4, 0), (1, 0), (2, 0)]).Attrition!;
        Assert.Equal((2, 3, 0), (fewStayed.Stayed, fewStayed.Left, fewStayed.Items.Count));
        Assert.Null(Panel.First(questionnaire, [1, 2, 3, 4]).Attrition);
    }

    [Fact]
    public void Three_or_more_medians_are_correlated_with_those_of_the_round_before()
    {
        // Medians before 1 3 5 4, after 2 3 4 5: ranks 1 2 4 3 and 1 2 3 4.
        var result = Panel.Second(Panel.Asking(Rule, items: 4), [("g1", [1, 3, 5, 4], [2, 3, 4, 5])]);
        Assert.Equal((1, 4), (result.MedianCorrelation!.ComparedWith, result.MedianCorrelation.Items));
        Assert.Equal(0.8, result.MedianCorrelation.Spearman!.Value, 12);
        Assert.Null(Panel.Second(Panel.Asking(Rule, items: 2), [("g1", [1, 3], [2, 3])]).MedianCorrelation!.Spearman);
        Assert.Null(Panel.Second(Panel.Asking(Rule, items: 3), [("g1", [3, 3, 3], [1, 2, 3])]).MedianCorrelation!.Spearman);
    }

    [Fact]
    public void Concordance_takes_the_experts_who_rated_every_item_of_a_section()
    {
        // Two complete rows, 1 2 4 and 2 3 5: the same order. The third is incomplete, and says the opposite.
        var section = First(Panel.Asking(Rule, items: 3), [1, 2, 4], [2, 3, 5], [5, 3, 0]).Concordance.Single();
        Assert.Equal(("s", null, null, 2, 3), (section.Section, section.Item, section.Criterion, section.Raters, section.Items));
        Assert.Equal((1, 4, 2), (section.W, section.ChiSquare, section.Df));
        Assert.Equal(Math.Exp(-2), section.P, 12);
        // 1 2 3 and 2 1 3: rank sums 3 3 6, S = 6, W = 72 / (4 · 24).
        Assert.Equal(0.75, First(Panel.Asking(Rule, items: 3), [1, 2, 3], [2, 1, 3]).Concordance.Single().W, 12);
        Assert.Empty(First(Panel.Asking(Rule, items: 3), [1, 2, 3], [2, 1, 0]).Concordance);
        Assert.Empty(First(Panel.Asking(Rule, items: 3), [2, 2, 2], [4, 4, 4]).Concordance);
    }

    [Fact]
    public void Concordance_takes_each_criterion_and_each_ranking_for_itself()
    {
        Criterion[] criteria = [new("a", Sample.De("A"), Panel.Scale(5)), new("b", Sample.De("B"), Panel.Scale(5))];
        var questionnaire = Panel.Asking(Rule) with
        {
            Sections =
            [
                new(
                    "m",
                    Sample.De("Mehrere"),
                    [new MultiRatingItem("m1", Sample.De("Eins"), criteria), new MultiRatingItem("m2", Sample.De("Zwei"), criteria)]
                ),
                new(
                    "k",
                    Sample.De("Rang"),
                    [
                        new RankingItem(
                            "k1",
                            Sample.De("Rang"),
                            [new("x", Sample.De("X")), new("y", Sample.De("Y")), new("z", Sample.De("Z"))],
                            2
                        ),
                    ]
                ),
            ],
        };
        // Slots: m1.a m1.b m2.a m2.b, ranks of x y z. The last expert ranked one alone, and rated no b.
        var result = First(questionnaire, [1, 5, 2, 1, 1, 2, 0], [2, 1, 4, 5, 1, 0, 2], [3, 0, 5, 0, 0, 0, 1]);
        Assert.Equal(
            ["m  a 3 2", "m  b 2 2", "k k1  2 3"],
            result.Concordance.Select(one => $"{one.Section} {one.Item} {one.Criterion} {one.Raters} {one.Items}")
        );
        Assert.Equal((1, 0), (result.Concordance[0].W, result.Concordance[1].W));
        // Order x y z and x z y: rank sums 6 3 3 by height, W = 72 / (4 · 24).
        Assert.Equal(0.75, result.Concordance[2].W, 12);
    }

    [Fact]
    public void What_is_rated_by_a_criterion_on_scales_of_different_lengths_has_no_order()
    {
        var questionnaire = Panel.Asking(Rule) with
        {
            Sections =
            [
                new(
                    "m",
                    Sample.De("Mehrere"),
                    [
                        new MultiRatingItem("m1", Sample.De("Eins"), [new("a", Sample.De("A"), Panel.Scale(5))]),
                        new MultiRatingItem("m2", Sample.De("Zwei"), [new("a", Sample.De("A"), Panel.Scale(7))]),
                    ]
                ),
            ],
        };
        Assert.Empty(First(questionnaire, [1, 2], [2, 4], [3, 5]).Concordance);
    }

    [Fact]
    public void Who_has_no_group_counts_in_the_whole_alone()
    {
        var result = Panel.Second(
            Panel.Asking(Rule, smallestCell: 2),
            [(null, [1], [1]), (null, [1], [1]), ("g1", [5], [5]), ("g1", [5], [4])]
        );
        Assert.Equal((4, 4), (result.Of("q1")!.N, result.Of("q1")!.Stability!.Pairs));
        Assert.Equal(2, result.Of("q1")!.Groups.Single(group => !group.Suppressed).N);
        Assert.Null(result.Of("q1")!.GroupDifference);
    }

    [Fact]
    public void A_single_person_without_a_group_cannot_be_found_by_subtraction()
    {
        var result = Panel.Second(
            Panel.Asking(Rule, smallestCell: 3),
            [
                (null, [1], [1]),
                .. new[] { 5, 5, 3, 2 }.Select(point => ((string?)"g1", new[] { point }, new[] { point })),
                .. Enumerable.Repeat(((string?)"g2", new[] { 4 }, new[] { 4 }), 6),
            ]
        );
        Assert.Equal(["g2"], result.Of("q1")!.Groups.Where(group => !group.Suppressed).Select(group => group.Key));
    }

    [Theory]
    [InlineData(0, "equal")]
    [InlineData(1, "equal")]
    [InlineData(2, "equal")]
    [InlineData(5, "equal")]
    [InlineData(13, "equal")]
    [InlineData(1, "missing")]
    [InlineData(13, "missing")]
    [InlineData(1, "any")]
    [InlineData(2, "any")]
    [InlineData(5, "any")]
    [InlineData(13, "any")]
    [InlineData(13, "one group")]
    [InlineData(13, "no group")]
    public void Nothing_breaks_and_nothing_is_NaN(int n, string kind)
    {
        ConsensusRule[] rules = [Rule, new IqrRule(1), new CometRule(true), new CometRule(false), new RamRule(), new ApmoRule()];
        foreach (var rule in rules)
        {
            foreach (var points in new[] { 2, 5, 9, 11 })
            {
                var questionnaire = Panel.Asking(rule, points, items: 3);
                var result = Panel.Second(
                    questionnaire,
                    Enumerable
                        .Range(0, n)
                        .Select(index =>
                            (
                                kind switch
                                {
                                    "no group" => null,
                                    "one group" => "g2",
                                    _ => $"g{(index % 4) + 1}",
                                },
                                Ratings(kind, points, index),
                                // Who answers nothing at all still handed in.
                                Ratings(kind, points, index * 5)
                            )
                        )
                );
                Walk(JsonSerializer.SerializeToElement(result, RoundResult.Format));
                foreach (var item in result.Items)
                    Assert.False(string.IsNullOrEmpty(VerdictReasons.Of(item, questionnaire, result)!.ToString()));
            }
        }
    }

    private static int[] Ratings(string kind, int points, int index) =>
        kind switch
        {
            "equal" => [2, 2, 2],
            "missing" => [0, 0, 1],
            _ => [(index % points) + 1, (index * 3 % points) + 1, index % (points + 1)],
        };

    private static RoundResult First(Questionnaire questionnaire, params short[][] rows)
    {
        var tally = new RoundTally(questionnaire);
        foreach (var row in rows)
            tally.Add("g1", row, []);
        return tally.ToResult(1, new Dictionary<string, Response>());
    }

    /// <summary>Every number is a number.</summary>
    private static void Walk(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Walk(property.Value);
                break;
            case JsonValueKind.Array:
                foreach (var entry in element.EnumerateArray())
                    Walk(entry);
                break;
            case JsonValueKind.Number:
                Assert.True(double.IsFinite(element.GetDouble()));
                break;
        }
    }
}
