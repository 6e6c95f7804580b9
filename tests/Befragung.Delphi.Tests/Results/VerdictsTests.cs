using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>Stability first, consensus second: every rule with every outcome.</summary>
public class VerdictsTests
{
    [Theory]
    [InlineData("percent", 5, new[] { 1, 1, 2, 6, 10 }, Verdict.Consensus, Direction.Agreement)]
    [InlineData("percent", 5, new[] { 10, 5, 1, 2, 2 }, Verdict.Consensus, Direction.Disagreement)]
    [InlineData("percent", 5, new[] { 10, 0, 0, 0, 10 }, Verdict.Polarised, null)]
    [InlineData("percent", 9, new[] { 2, 2, 2, 2, 2, 2, 2, 2, 2 }, Verdict.Polarised, null)]
    [InlineData("percent", 5, new[] { 2, 2, 4, 8, 4 }, Verdict.Majority, Direction.Agreement)]
    [InlineData("percent", 5, new[] { 4, 8, 4, 2, 2 }, Verdict.Majority, Direction.Disagreement)]
    [InlineData("percent", 5, new[] { 10, 20, 20, 30, 21 }, Verdict.Majority, Direction.Agreement)]
    [InlineData("percent", 5, new[] { 2, 3, 5, 6, 4 }, Verdict.Dissent, null)]
    [InlineData("percent", 5, new[] { 3, 5, 6, 4, 2 }, Verdict.Dissent, null)]
    [InlineData("iqr", 5, new[] { 0, 0, 2, 10, 8 }, Verdict.Consensus, Direction.Agreement)]
    [InlineData("iqr", 5, new[] { 8, 10, 2, 0, 0 }, Verdict.Consensus, Direction.Disagreement)]
    [InlineData("iqr", 5, new[] { 0, 5, 10, 5, 0 }, Verdict.Consensus, Direction.Middle)]
    [InlineData("iqr", 5, new[] { 9, 0, 0, 0, 9 }, Verdict.Polarised, null)]
    [InlineData("iqr", 5, new[] { 1, 2, 5, 4, 8 }, Verdict.Majority, Direction.Agreement)]
    [InlineData("iqr", 5, new[] { 2, 6, 4, 6, 2 }, Verdict.Dissent, null)]
    [InlineData("comet", 5, new[] { 0, 2, 4, 8, 6 }, Verdict.Consensus, Direction.Agreement)]
    [InlineData("comet", 5, new[] { 8, 8, 3, 1, 0 }, Verdict.Consensus, Direction.Disagreement)]
    [InlineData("comet", 5, new[] { 10, 0, 0, 0, 10 }, Verdict.Polarised, null)]
    [InlineData("comet", 5, new[] { 1, 2, 0, 8, 9 }, Verdict.Majority, Direction.Agreement)]
    [InlineData("comet", 5, new[] { 3, 5, 6, 4, 2 }, Verdict.Dissent, null)]
    [InlineData("ram", 9, new[] { 0, 0, 0, 1, 1, 1, 5, 5, 2 }, Verdict.Consensus, Direction.Agreement)]
    [InlineData("ram", 9, new[] { 2, 5, 5, 1, 1, 1, 0, 0, 0 }, Verdict.Consensus, Direction.Disagreement)]
    [InlineData("ram", 9, new[] { 0, 0, 0, 4, 6, 5, 0, 0, 0 }, Verdict.Consensus, Direction.Middle)]
    [InlineData("ram", 9, new[] { 2, 2, 2, 2, 2, 2, 2, 2, 2 }, Verdict.Polarised, null)]
    [InlineData("ram", 5, new[] { 0, 0, 0, 2, 8 }, Verdict.Majority, Direction.Agreement)]
    [InlineData("ram", 5, new[] { 2, 3, 5, 6, 4 }, Verdict.Dissent, null)]
    public void Where_nobody_moved_the_rule_decides(string rule, int points, int[] counts, Verdict verdict, Direction? direction)
    {
        var item = Stable(Panel.Asking(Rule(rule), points), counts);
        Assert.Equal((verdict, direction), (item.Verdict!.Value, item.Direction));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 2, 5, 10 }, Verdict.Consensus, Direction.Agreement)] // 15 of 20: exactly the threshold.
    [InlineData(new[] { 10, 5, 2, 2, 1 }, Verdict.Consensus, Direction.Disagreement)]
    [InlineData(new[] { 2, 2, 2, 5, 9 }, Verdict.Majority, Direction.Agreement)]
    [InlineData(new[] { 2, 3, 5, 6, 4 }, Verdict.Dissent, null)] // 10 of 20: exactly half.
    [InlineData(new[] { 4, 6, 5, 3, 2 }, Verdict.Dissent, null)]
    [InlineData(new[] { 2, 3, 4, 6, 5 }, Verdict.Majority, Direction.Agreement)]
    [InlineData(new[] { 5, 6, 4, 3, 2 }, Verdict.Majority, Direction.Disagreement)]
    public void The_threshold_itself_is_consensus_and_half_is_no_majority(int[] counts, Verdict verdict, Direction? direction)
    {
        var item = Stable(Panel.Asking(Rule("percent")), counts);
        Assert.Equal((verdict, direction), (item.Verdict!.Value, item.Direction));
    }

    [Fact]
    public void As_many_on_every_point_are_not_two_camps()
    {
        var item = Stable(Panel.Asking(Rule("percent")), 4, 4, 4, 4, 4);
        Assert.Equal((0d, Verdict.Dissent), (item.AgreementA!.Value, item.Verdict!.Value));
    }

    [Fact]
    public void A_middle_half_that_is_wider_by_rounding_alone_is_as_wide_as_the_limit()
    {
        // Quartiles of type 8 are 5/3 and 11/3; as computed, they lie a little more than 2 apart.
        var usual = Panel.Asking(new IqrRule(2));
        var item = Stable(usual with { Settings = usual.Settings with { QuantileType = 8 } }, 4, 4, 5, 0, 4);
        Assert.True(item.InterquartileRange > 2);
        Assert.Equal(Verdict.Consensus, item.Verdict);
    }

    [Fact]
    public void Two_camps_are_told_by_A_below_0_or_by_a_disagreement_index_above_1()
    {
        Assert.True(Stable(Panel.Asking(Rule("percent")), 10, 0, 0, 0, 10).AgreementA < 0);
        var even = Stable(Panel.Asking(Rule("percent"), 9), 2, 2, 2, 2, 2, 2, 2, 2, 2);
        Assert.Equal(0, even.AgreementA!.Value, 12);
        Assert.True(even.Ram!.DisagreementIndex > 1);
    }

    [Theory]
    [InlineData("percent", new[] { 1, 1, 2, 6, 10 }, Direction.Agreement)]
    [InlineData("percent", new[] { 10, 5, 1, 2, 2 }, Direction.Disagreement)]
    [InlineData("iqr", new[] { 0, 5, 10, 5, 0 }, Direction.Middle)]
    [InlineData("percent", new[] { 2, 2, 4, 8, 4 }, null)]
    public void After_round_1_everything_is_open_and_the_direction_says_where_the_rule_would_hold_today(
        string rule,
        int[] counts,
        Direction? direction
    )
    {
        var item = Panel.First(Panel.Asking(Rule(rule)), Panel.Of(counts)).Of("q1")!;
        Assert.Equal((Verdict.Open, direction), (item.Verdict!.Value, item.Direction));
        Assert.Null(item.Stability);
    }

    [Theory]
    [InlineData(0, Verdict.Open)]
    [InlineData(5, Verdict.Open)]
    [InlineData(6, Verdict.Consensus)]
    public void It_takes_six_who_answered_twice(int pairs, Verdict verdict)
    {
        var experts = Enumerable.Range(0, 12).Select(index => (index < pairs || index == 11 ? 4 : 0, index == 11 ? 0 : 4));
        var item = Panel.Second(Panel.Asking(Rule("percent")), experts).Of("q1")!;
        Assert.Equal((pairs, verdict), (item.Stability!.Pairs, item.Verdict!.Value));
    }

    [Theory]
    [InlineData(20, 2, Verdict.Consensus)]
    [InlineData(20, 3, Verdict.Unstable)]
    public void A_distribution_that_changed_by_exactly_15_per_cent_is_not_stable(int experts, int moved, Verdict verdict)
    {
        // Three who move to one side are too few for Wilcoxon's test: p = 0.083.
        var item = Moved(experts, moved);
        Assert.Equal((double)moved / experts, item.Stability!.DistributionChange!.Value, 15);
        Assert.True(item.Stability.Wilcoxon!.P > 0.05);
        Assert.Equal(verdict, item.Verdict);
    }

    [Fact]
    public void Who_moved_to_one_side_alone_makes_an_item_unstable_by_Wilcoxon()
    {
        var item = Moved(40, 4);
        Assert.Equal(0.1, item.Stability!.DistributionChange!.Value, 15);
        // Four equal steps to one side: z = 2.
        Assert.Equal(0.045500263896, item.Stability.Wilcoxon!.P, 10);
        Assert.Equal(Verdict.Unstable, item.Verdict);
    }

    [Fact]
    public void As_many_up_as_down_are_stable()
    {
        var pairs = Panel.Of(0, 0, 0, 0, 20).Select(rating => (rating, rating)).Concat([(4, 5), (5, 4), (4, 5), (5, 4)]);
        Assert.Equal(Verdict.Consensus, Panel.Second(Panel.Asking(Rule("percent")), pairs).Of("q1")!.Verdict);
    }

    [Theory]
    [InlineData(true, "in in out out", Verdict.Consensus)]
    [InlineData(true, "in none out out", Verdict.Majority)]
    [InlineData(false, "in none out out", Verdict.Majority)]
    [InlineData(false, "in in out out", Verdict.Consensus)]
    public void COMET_in_every_group_asks_the_groups_that_may_be_shown(bool everyGroup, string groups, Verdict verdict)
    {
        // Two large groups, and two that are hidden together and disagree.
        int[] sizes = [20, 20, 2, 3];
        var experts = groups
            .Split(' ')
            .SelectMany(
                (kind, group) =>
                    Enumerable
                        .Range(0, sizes[group])
                        .Select(index =>
                            (
                                $"g{group + 1}",
                                kind switch
                                {
                                    "in" => 5,
                                    "out" => 1,
                                    _ => index % 2 == 0 ? 5 : 3,
                                }
                            )
                        )
            )
            .ToList();
        var item = Panel
            .Second(
                Panel.Asking(new CometRule(everyGroup)),
                experts.Select(expert => ((string?)expert.Item1, new[] { expert.Item2 }, new[] { expert.Item2 }))
            )
            .Of("q1")!;
        Assert.Equal([false, false, true, true], item.Groups.Select(group => group.Suppressed));
        Assert.Equal((verdict, Direction.Agreement), (item.Verdict!.Value, item.Direction!.Value));
    }

    [Fact]
    public void Where_all_groups_are_too_small_COMET_in_every_group_holds_nowhere()
    {
        var experts = Enumerable.Range(0, 8).Select(index => ((string?)$"g{(index % 4) + 1}", new[] { 5 }, new[] { 5 })).ToList();
        var item = Panel.Second(Panel.Asking(new CometRule(true)), experts).Of("q1")!;
        Assert.All(item.Groups, group => Assert.True(group.Suppressed));
        Assert.Equal(Verdict.Majority, item.Verdict);
        Assert.Equal(Verdict.Consensus, Panel.Second(Panel.Asking(new CometRule(false)), experts).Of("q1")!.Verdict);
    }

    [Fact]
    public void APMO_wants_a_majority_larger_than_is_usual_in_the_section()
    {
        // Majorities of 10, 6 and 9 of 10: an APMO of 83.3 %.
        var result = Panel.Second(
            Panel.Asking(new ApmoRule(), items: 3),
            Same([5, 5, 5], [5, 5, 5], [5, 5, 5], [5, 4, 5], [5, 4, 5], [4, 4, 5], [4, 3, 4], [4, 3, 4], [4, 3, 4], [4, 2, 3])
        );
        Assert.Equal(250 / 3d, result.Apmo.Single().Apmo, 12);
        Assert.Equal([Verdict.Consensus, Verdict.Majority, Verdict.Consensus], result.Items.Select(item => item.Verdict!.Value));
        Assert.All(result.Items, item => Assert.Equal(Direction.Agreement, item.Direction));
    }

    [Fact]
    public void APMO_knows_consensus_against_an_item()
    {
        var result = Panel.Second(
            Panel.Asking(new ApmoRule(), items: 2),
            Same([1, 4], [1, 4], [1, 4], [1, 4], [2, 4], [2, 4], [2, 3], [2, 3], [2, 3], [3, 3])
        );
        Assert.Equal((Verdict.Consensus, Direction.Disagreement), (result.Of("q1")!.Verdict!.Value, result.Of("q1")!.Direction!.Value));
        Assert.Equal((Verdict.Majority, Direction.Agreement), (result.Of("q2")!.Verdict!.Value, result.Of("q2")!.Direction!.Value));
    }

    [Fact]
    public void Without_a_majority_anywhere_APMO_is_0_and_nothing_is_consensus()
    {
        var result = Panel.Second(
            Panel.Asking(new ApmoRule(), items: 2),
            Same([1, 3], [2, 3], [2, 3], [3, 3], [3, 3], [3, 3], [4, 3], [4, 4], [4, 4], [5, 4])
        );
        Assert.Equal(0, result.Apmo.Single().Apmo);
        Assert.All(result.Items, item => Assert.Equal((Verdict.Dissent, null), (item.Verdict!.Value, item.Direction)));
    }

    [Fact]
    public void Only_ratings_have_verdicts()
    {
        var result = new RoundTally(Sample.Questionnaire).ToResult(1, new Dictionary<string, Response>(), null);
        Assert.Equal(["r", "m.a", "m.b"], result.Items.Where(item => item.Verdict is not null).Select(item => item.Key));
    }

    private static ConsensusRule Rule(string name) =>
        name switch
        {
            "percent" => new PercentAgreementRule(75),
            "iqr" => new IqrRule(1),
            "comet" => new CometRule(false),
            _ => new RamRule(),
        };

    private static ItemResult Stable(Delphi.Questionnaires.Questionnaire questionnaire, params int[] counts) =>
        Panel.Second(questionnaire, Panel.Of(counts).Select(rating => (rating, rating))).Of("q1")!;

    /// <summary>Half of the panel at 4 and half at 5; so many go from 4 to 5.</summary>
    private static ItemResult Moved(int experts, int moved) =>
        Panel
            .Second(
                Panel.Asking(Rule("percent")),
                Enumerable.Range(0, experts).Select(index => index < experts / 2 ? (4, index < moved ? 5 : 4) : (5, 5))
            )
            .Of("q1")!;

    private static IEnumerable<(string?, int[], int[])> Same(params int[][] rows) => rows.Select(row => ((string?)"g1", row, row));
}
