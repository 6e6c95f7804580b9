using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>Stability first, consensus second: every rule with every outcome.</summary>
public class VerdictsTests
{
    [Theory]
    [InlineData("percent", 5, new[] { 1, 1, 2, 6, 10 }, Verdict.Consensus, Band.Top)]
    [InlineData("percent", 5, new[] { 10, 5, 1, 2, 2 }, Verdict.Consensus, Band.Bottom)]
    [InlineData("percent", 5, new[] { 10, 0, 0, 0, 10 }, Verdict.Polarised, null)]
    [InlineData("percent", 9, new[] { 2, 2, 2, 2, 2, 2, 2, 2, 2 }, Verdict.Dissent, null)]
    [InlineData("percent", 5, new[] { 2, 2, 4, 8, 4 }, Verdict.Majority, Band.Top)]
    [InlineData("percent", 5, new[] { 4, 8, 4, 2, 2 }, Verdict.Majority, Band.Bottom)]
    [InlineData("percent", 5, new[] { 10, 20, 20, 30, 21 }, Verdict.Majority, Band.Top)]
    [InlineData("percent", 5, new[] { 2, 3, 5, 6, 4 }, Verdict.Dissent, null)]
    [InlineData("percent", 5, new[] { 3, 5, 6, 4, 2 }, Verdict.Dissent, null)]
    [InlineData("percent", 5, new[] { 0, 3, 8, 6, 3 }, Verdict.NoMajority, null)]
    [InlineData("percent", 5, new[] { 2, 2, 12, 3, 1 }, Verdict.Majority, Band.Middle)]
    [InlineData("percent", 5, new[] { 0, 1, 18, 1, 0 }, Verdict.Consensus, Band.Middle)]
    [InlineData("iqr", 5, new[] { 0, 0, 2, 10, 8 }, Verdict.Consensus, Band.Top)]
    [InlineData("iqr", 5, new[] { 8, 10, 2, 0, 0 }, Verdict.Consensus, Band.Bottom)]
    [InlineData("iqr", 5, new[] { 0, 5, 10, 5, 0 }, Verdict.Consensus, Band.Middle)]
    [InlineData("iqr", 5, new[] { 9, 0, 0, 0, 9 }, Verdict.Polarised, null)]
    [InlineData("iqr", 5, new[] { 1, 2, 5, 4, 8 }, Verdict.Majority, Band.Top)]
    [InlineData("iqr", 5, new[] { 2, 6, 4, 6, 2 }, Verdict.Dissent, null)]
    [InlineData("comet", 5, new[] { 0, 2, 4, 8, 6 }, Verdict.Consensus, Band.Top)]
    [InlineData("comet", 5, new[] { 8, 8, 3, 1, 0 }, Verdict.Consensus, Band.Bottom)]
    [InlineData("comet", 5, new[] { 10, 0, 0, 0, 10 }, Verdict.Polarised, null)]
    [InlineData("comet", 5, new[] { 1, 2, 0, 8, 9 }, Verdict.Majority, Band.Top)]
    [InlineData("comet", 5, new[] { 3, 5, 6, 4, 2 }, Verdict.Dissent, null)]
    [InlineData("ram", 9, new[] { 0, 0, 0, 1, 1, 1, 5, 5, 2 }, Verdict.Consensus, Band.Top)]
    [InlineData("ram", 9, new[] { 2, 5, 5, 1, 1, 1, 0, 0, 0 }, Verdict.Consensus, Band.Bottom)]
    [InlineData("ram", 9, new[] { 0, 0, 0, 4, 6, 5, 0, 0, 0 }, Verdict.Majority, Band.Middle)]
    [InlineData("ram", 9, new[] { 6, 1, 1, 0, 0, 0, 1, 1, 6 }, Verdict.Polarised, null)]
    [InlineData("ram", 5, new[] { 0, 0, 0, 2, 8 }, Verdict.Majority, Band.Top)]
    [InlineData("ram", 5, new[] { 2, 3, 5, 6, 4 }, Verdict.Dissent, null)]
    public void Where_nobody_moved_the_rule_decides(string rule, int points, int[] counts, Verdict verdict, Band? side)
    {
        var item = Stable(Panel.Asking(Rule(rule), points), counts);
        Assert.Equal((verdict, side), (item.Verdict!.Value, item.Side));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 2, 5, 10 }, Verdict.Consensus, Band.Top)] // 15 of 20: exactly the threshold.
    [InlineData(new[] { 10, 5, 2, 2, 1 }, Verdict.Consensus, Band.Bottom)]
    [InlineData(new[] { 2, 2, 2, 5, 9 }, Verdict.Majority, Band.Top)]
    [InlineData(new[] { 2, 3, 5, 6, 4 }, Verdict.Dissent, null)] // 10 of 20: exactly half.
    [InlineData(new[] { 4, 6, 5, 3, 2 }, Verdict.Dissent, null)]
    [InlineData(new[] { 2, 3, 4, 6, 5 }, Verdict.Majority, Band.Top)]
    [InlineData(new[] { 5, 6, 4, 3, 2 }, Verdict.Majority, Band.Bottom)]
    public void The_threshold_itself_is_consensus_and_half_is_no_majority(int[] counts, Verdict verdict, Band? side)
    {
        var item = Stable(Panel.Asking(Rule("percent")), counts);
        Assert.Equal((verdict, side), (item.Verdict!.Value, item.Side));
    }

    [Theory]
    [InlineData(new[] { 4, 4, 4, 4, 4 }, Verdict.Dissent)] // Flat: A is 0, and a fifth at each end.
    [InlineData(new[] { 5, 3, 4, 3, 5 }, Verdict.Polarised)] // A below 0, and two fifths at each end.
    [InlineData(new[] { 0, 4, 0, 12, 4 }, Verdict.Consensus)]
    [InlineData(new[] { 4, 0, 2, 8, 6 }, Verdict.Majority)] // A below 0, but a fifth only at the lower end.
    public void Two_camps_take_a_gap_and_a_quarter_at_each_end(int[] counts, Verdict verdict) =>
        Assert.Equal(verdict, Stable(Panel.Asking(Rule("percent")), counts).Verdict);

    [Fact]
    public void A_middle_half_that_is_wider_by_rounding_alone_is_as_wide_as_the_limit()
    {
        // Quartiles of type 8 are 5/3 and 11/3; as computed, they lie a little more than 2 apart.
        var usual = Panel.Asking(new IqrRule(2));
        var item = Stable(usual with { Settings = usual.Settings with { QuantileType = 8 } }, 4, 4, 5, 0, 4);
        Assert.True(item.InterquartileRange > 2);
        Assert.Equal(Verdict.Consensus, item.Verdict);
    }

    [Theory]
    [InlineData("percent", new[] { 1, 1, 2, 6, 10 }, Band.Top)]
    [InlineData("percent", new[] { 10, 5, 1, 2, 2 }, Band.Bottom)]
    [InlineData("iqr", new[] { 0, 5, 10, 5, 0 }, Band.Middle)]
    [InlineData("percent", new[] { 2, 2, 4, 8, 4 }, null)]
    public void After_round_1_everything_is_open_and_the_direction_says_where_the_rule_would_hold_today(
        string rule,
        int[] counts,
        Band? side
    )
    {
        var item = Panel.First(Panel.Asking(Rule(rule)), Panel.Of(counts)).Of("q1")!;
        Assert.Equal((Verdict.Open, side), (item.Verdict!.Value, item.Side));
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
    [InlineData(40, 5, Verdict.Consensus)] // 12.5 % are too few, whatever p is.
    [InlineData(40, 6, Verdict.Moving)] // Exactly 15 %, and six of six to one side: p = 0.031.
    [InlineData(20, 3, Verdict.Consensus)] // 15 %, but three of three may well be chance: p = 0.25.
    [InlineData(20, 4, Verdict.Undecidable)] // Four of four: p = 0.125.
    [InlineData(20, 6, Verdict.Moving)]
    [InlineData(400, 40, Verdict.Consensus)] // 10 % of many: p is tiny, and so is the movement.
    public void A_movement_counts_when_it_is_large_and_more_than_chance(int experts, int moved, Verdict verdict)
    {
        var item = Moved(experts, moved);
        Assert.Equal((double)moved / experts, item.Stability!.PairedChange!.Value, 15);
        Assert.Equal(Math.Pow(0.5, moved - 1), item.Stability.PairedChangeP!.Value, 12);
        Assert.Equal(Math.Pow(0.5, moved - 1), item.Stability.Wilcoxon!.P, 12);
        Assert.Equal(verdict, item.Verdict);
    }

    [Fact]
    public void A_direction_that_Wilcoxons_test_sees_counts_where_the_test_of_distributions_is_weak()
    {
        // Everybody up by one, from everywhere: the distribution has hardly changed, the direction is plain.
        var pairs = new[] { (1, 2), (1, 2), (2, 3), (2, 3), (3, 4), (3, 4), (4, 5), (4, 5) };
        var item = Panel.Second(Panel.Asking(Rule("percent")), pairs).Of("q1")!;
        Assert.Equal(0.25, item.Stability!.PairedChange!.Value, 12);
        Assert.True(item.Stability.PairedChangeP > 0.05);
        Assert.Equal(2 * Math.Pow(0.5, 8), item.Stability.Wilcoxon!.P, 12);
        Assert.Equal(Verdict.Moving, item.Verdict);
    }

    [Fact]
    public void Whoever_crosses_from_end_to_end_moves_though_the_distribution_is_the_same()
    {
        var pairs = Enumerable.Range(0, 20).Select(index => index < 10 ? (1, 5) : (5, 1));
        var item = Panel.Second(Panel.Asking(Rule("percent")), pairs).Of("q1")!;
        Assert.Equal((0d, 1d, 1d), (item.Stability!.PairedChange!.Value, item.Stability.Crossed!.Value, item.Stability.ChangedBand!.Value));
        Assert.Equal(Verdict.Moving, item.Verdict);
    }

    [Fact]
    public void Who_leaves_is_no_movement_and_is_told()
    {
        var pairs = Enumerable.Range(0, 10).Select(_ => (5, 5)).Concat(Enumerable.Repeat((1, 0), 3));
        var item = Panel.Second(Panel.Asking(Rule("percent")), pairs).Of("q1")!;
        Assert.Equal(3 / 13.0, item.Stability!.DistributionChange!.Value, 12);
        Assert.Equal(3 / 13.0, item.Stability.LeaversChange!.Value, 12);
        Assert.Equal((0d, StabilityState.Stable), (item.Stability.PairedChange!.Value, item.Stability.State!.Value));
        Assert.Equal(Verdict.Consensus, item.Verdict);
    }

    [Fact]
    public void What_those_changed_who_left_is_told_apart_from_what_those_did_who_stayed()
    {
        // All six at the bottom left, and all six at the top went to the middle.
        var pairs = Enumerable.Repeat((5, 3), 6).Concat(Enumerable.Repeat((1, 0), 6));
        var stability = Panel.Second(Panel.Asking(Rule("percent")), pairs).Of("q1")!.Stability!;
        Assert.Equal((0.5, 1d, 1d), (stability.LeaversChange!.Value, stability.PairedChange!.Value, stability.DistributionChange!.Value));
    }

    [Fact]
    public void As_many_up_as_down_are_stable()
    {
        var pairs = Panel.Of(0, 0, 0, 0, 20).Select(rating => (rating, rating)).Concat([(4, 5), (5, 4), (4, 5), (5, 4)]);
        Assert.Equal(Verdict.Consensus, Panel.Second(Panel.Asking(Rule("percent")), pairs).Of("q1")!.Verdict);
    }

    [Theory]
    [InlineData("scheibe", 20, 2, Verdict.Consensus)]
    [InlineData("scheibe", 20, 3, Verdict.Moving)] // Exactly 15 % is not below them.
    [InlineData("wilcoxon", 20, 5, Verdict.Consensus)] // p = 0.0625.
    [InlineData("wilcoxon", 400, 6, Verdict.Moving)] // p = 0.031, however few.
    [InlineData("wilcoxon", 20, 0, Verdict.Consensus)]
    [InlineData("kappa", 20, 2, Verdict.Consensus)]
    [InlineData("kappa", 20, 6, Verdict.Moving)]
    public void The_study_may_have_another_rule_of_stability(string rule, int experts, int moved, Verdict verdict) =>
        Assert.Equal(
            verdict,
            Moved(
                experts,
                moved,
                rule switch
                {
                    "scheibe" => ScheibeRule.Usual,
                    "wilcoxon" => new WilcoxonRule(),
                    _ => new KappaRule(0.7),
                }
            ).Verdict
        );

    [Fact]
    public void A_kappa_of_just_the_limit_is_stable()
    {
        (int, int)[] pairs = [.. Enumerable.Repeat((5, 5), 12), .. Enumerable.Repeat((2, 2), 8), (2, 3), (5, 4)];
        ItemStability Under(double limit)
        {
            var asked = Panel.Asking(Rule("percent"));
            return Panel
                .Second(asked with { Settings = asked.Settings with { Stability = new KappaRule(limit) } }, pairs)
                .Of("q1")!
                .Stability!;
        }
        var kappa = Under(KappaRule.UsualLimit).KappaQuadratic!.Value;
        Assert.Equal(StabilityState.Stable, Under(kappa).State);
        Assert.Equal(StabilityState.Moving, Under(Math.BitIncrement(kappa)).State);
    }

    [Fact]
    public void An_item_is_compared_with_the_round_that_asked_it_last()
    {
        var all = Panel.Asking(Rule("percent"), items: 2);
        var second = all.Keep(new HashSet<string> { "q2" });
        var results = new List<RoundResult>();
        foreach (var (number, asked) in new[] { (1, all), (2, second), (3, all) })
        {
            var lastAsked = LastAsked.Of(asked, results.Select(one => (one.Round, one.Round == 2 ? second : all)));
            var tally = new RoundTally(asked, lastAsked);
            for (var expert = 0; expert < 8; expert++)
            {
                var before = new short[asked.Items.Count()];
                foreach (var round in lastAsked.Rounds)
                    // In its own slots, as whoever reads the sheets puts them.
                    tally.TakeOver(round, round == 1 ? [5, 1] : [0, 4], before);
                tally.Add("g1", number == 2 ? [4] : [5, 4], before);
            }
            results.Add(tally.ToResult(number, new Dictionary<string, Response>(), [.. results]));
        }
        var (one, two) = (results[2].Of("q1")!, results[2].Of("q2")!);
        Assert.Equal((1, 8, 0d), (one.Stability!.ComparedWith, one.Stability.Pairs!.Value, one.Stability.PairedChange!.Value));
        Assert.Equal((2, 8, 0d), (two.Stability!.ComparedWith, two.Stability.Pairs!.Value, two.Stability.PairedChange!.Value));
        Assert.Equal((1, 1d), (results[1].Of("q2")!.Stability!.ComparedWith, results[1].Of("q2")!.Stability!.PairedChange!.Value));
        Assert.Equal(Verdict.Consensus, one.Verdict);
    }

    [Theory]
    [InlineData("2/3", false, 40, 20, Verdict.Consensus)]
    [InlineData("2/3", true, 40, 20, Verdict.Majority)]
    [InlineData("66.67", false, 40, 20, Verdict.Majority)]
    [InlineData("51", false, 10, 10, Verdict.Polarised)] // Half and half: no band has more than half.
    [InlineData("100", false, 20, 0, Verdict.Consensus)]
    [InlineData("100", true, 20, 0, Verdict.Majority)]
    public void A_threshold_is_a_share_above_half_and_may_be_a_fraction(
        string threshold,
        bool strict,
        int top,
        int others,
        Verdict verdict
    ) =>
        Assert.Equal(
            verdict,
            Stable(
                Panel.Asking(new PercentAgreementRule(Share.Read(threshold)!) { Strict = strict }),
                threshold == "51" ? others : 0,
                0,
                threshold == "51" ? 0 : others,
                0,
                top
            ).Verdict
        );

    [Fact]
    public void Keine_Angabe_counts_where_the_study_says_so_and_the_reason_tells_where_that_decides()
    {
        // 15 of 20 are 75 % of the valid answers, and 60 % of the 25 who handed in.
        var experts = Panel
            .Of(0, 0, 5, 0, 15)
            .Concat(Enumerable.Repeat(0, 5))
            .Select(rating => ((string?)"g1", new[] { rating, 3 }, new[] { rating, 3 }));
        foreach (var (denominator, verdict) in new[] { (Denominator.Valid, Verdict.Consensus), (Denominator.Answered, Verdict.Majority) })
        {
            var questionnaire = Panel.Asking(new PercentAgreementRule(75) { Denominator = denominator }, items: 2);
            var result = Panel.Second(questionnaire, experts);
            Assert.Equal((5, verdict), (result.Of("q1")!.Missing, result.Of("q1")!.Verdict!.Value));
            Assert.EndsWith(
                "Ob „keine Angabe“ mitzählt, entscheidet hier über den Konsens.",
                VerdictReasons.Of(result.Of("q1")!, questionnaire, result)!.ToString(),
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Where_the_middle_lies_does_not_hang_on_the_type_of_the_quartiles(int type)
    {
        // The middle two are 3 and 5: the median is 4 and in the top band, where the quantile of types 1 and 4 is the lower one.
        var usual = Panel.Asking(new IqrRule(2));
        var item = Stable(usual with { Settings = usual.Settings with { QuantileType = type } }, 0, 0, 10, 0, 10);
        Assert.Equal((Verdict.Consensus, Band.Top), (item.Verdict!.Value, item.Side));
    }

    [Theory]
    [InlineData(true, "in in out out", Verdict.Consensus)]
    [InlineData(true, "in none out out", Verdict.Majority)]
    [InlineData(false, "in none out out", Verdict.Majority)]
    [InlineData(false, "in in out out", Verdict.Consensus)]
    public void COMET_in_every_group_asks_the_groups_that_may_be_shown(bool everyGroup, string groups, Verdict verdict)
    {
        // Two large groups, and two that are hidden together and disagree, but not all of them: else a large one would be hidden with them.
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
                                    "out" => index % 2 == 0 ? 1 : 4,
                                    _ => index % 3 == 0 ? 5 : 3,
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
        Assert.Equal((verdict, Band.Top), (item.Verdict!.Value, item.Side!.Value));
    }

    [Fact]
    public void COMET_in_every_group_wants_all_together_too()
    {
        // Two hidden groups are not for it: 12 of 18 are no 70 %.
        var item = Panel
            .Second(
                Panel.Asking(new CometRule(true)),
                [
                    .. Enumerable.Repeat(((string?)"g1", new[] { 5 }, new[] { 5 }), 10),
                    .. Enumerable.Repeat(((string?)"g2", new[] { 3 }, new[] { 3 }), 3),
                    .. Enumerable.Repeat(((string?)"g3", new[] { 3 }, new[] { 3 }), 3),
                    ("g2", new[] { 5 }, new[] { 5 }),
                    ("g3", new[] { 5 }, new[] { 5 }),
                ]
            )
            .Of("q1")!;
        Assert.Equal([false, true, true, true], item.Groups.Select(group => group.Suppressed));
        Assert.Equal((CometClass.In, Verdict.Majority), (item.Groups[0].Comet!.Value, item.Verdict!.Value));
    }

    [Fact]
    public void Where_all_groups_are_too_small_COMET_asks_all_together_and_the_reason_says_so()
    {
        var experts = Enumerable.Range(0, 8).Select(index => ((string?)$"g{(index % 4) + 1}", new[] { 5 }, new[] { 5 })).ToList();
        var questionnaire = Panel.Asking(new CometRule(true));
        var result = Panel.Second(questionnaire, experts);
        var item = result.Of("q1")!;
        Assert.All(item.Groups, group => Assert.True(group.Suppressed));
        Assert.Equal(Verdict.Consensus, item.Verdict);
        Assert.Contains(
            "keine von 4 Gruppen ist groß genug",
            VerdictReasons.Of(item, questionnaire, result)!.ToString(),
            StringComparison.Ordinal
        );
    }

    private static RoundResult Frozen(RoundResult result) =>
        JsonSerializer.Deserialize<RoundResult>(JsonSerializer.Serialize(result, RoundResult.Format), RoundResult.Format)!;

    [Fact]
    public void APMO_wants_a_majority_at_least_as_large_as_is_usual_in_the_round()
    {
        // Majorities of 10, 6 and 9 of 10: an APMO of 83.3 %.
        var result = Panel.Second(
            Panel.Asking(new ApmoRule(), items: 3),
            Same([5, 5, 5], [5, 5, 5], [5, 5, 5], [5, 4, 5], [5, 4, 5], [4, 4, 5], [4, 3, 4], [4, 3, 4], [4, 3, 4], [4, 2, 3])
        );
        Assert.Equal(250 / 3d, result.Apmo!.Value, 12);
        Assert.Equal(result.Apmo, Frozen(result).Apmo);
        Assert.Equal([Verdict.Consensus, Verdict.Majority, Verdict.Consensus], result.Items.Select(item => item.Verdict!.Value));
        Assert.All(result.Items, item => Assert.Equal(Band.Top, item.Side));
    }

    [Fact]
    public void Whoever_gave_no_valid_answer_lowers_no_APMO()
    {
        // Majorities of 8 of 10 and of 5 of 6, and four without an answer to the second: 13 of 16.
        var result = Panel.Second(
            Panel.Asking(new ApmoRule(), items: 2),
            Same([5, 5], [5, 5], [5, 5], [5, 5], [5, 5], [5, 3], [5, 0], [5, 0], [3, 0], [3, 0])
        );
        Assert.Equal(1300 / 16d, result.Apmo!.Value, 12);
        Assert.Equal(
            [(Verdict.Majority, Band.Top), (Verdict.Consensus, Band.Top)],
            result.Items.Select(item => (item.Verdict!.Value, item.Side!.Value))
        );
    }

    [Fact]
    public void Where_everybody_agrees_on_everything_APMO_is_100_and_everything_is_consensus()
    {
        var result = Panel.Second(Panel.Asking(new ApmoRule(), items: 2), Same([.. Enumerable.Repeat(new[] { 5, 1 }, 10)]));
        Assert.Equal(100, result.Apmo);
        Assert.All(result.Items, item => Assert.Equal(Verdict.Consensus, item.Verdict));
    }

    [Fact]
    public void APMO_knows_consensus_against_an_item()
    {
        var result = Panel.Second(
            Panel.Asking(new ApmoRule(), items: 2),
            Same([1, 4], [1, 4], [1, 4], [1, 4], [2, 4], [2, 4], [2, 3], [2, 3], [2, 3], [3, 3])
        );
        Assert.Equal((Verdict.Consensus, Band.Bottom), (result.Of("q1")!.Verdict!.Value, result.Of("q1")!.Side!.Value));
        Assert.Equal((Verdict.Majority, Band.Top), (result.Of("q2")!.Verdict!.Value, result.Of("q2")!.Side!.Value));
    }

    [Fact]
    public void Without_a_majority_anywhere_APMO_is_0_and_nothing_is_consensus()
    {
        var result = Panel.Second(
            Panel.Asking(new ApmoRule(), items: 2),
            Same([1, 3], [2, 3], [2, 3], [3, 3], [3, 3], [3, 3], [4, 3], [4, 4], [4, 4], [5, 4])
        );
        Assert.Equal((0, 0), (result.Apmo, Frozen(result).Apmo));
        Assert.Equal(
            [(Verdict.Dissent, null), (Verdict.Majority, Band.Middle)],
            result.Items.Select(item => (item.Verdict!.Value, item.Side))
        );
    }

    [Fact]
    public void Only_ratings_have_verdicts()
    {
        var result = new RoundTally(Sample.Questionnaire).ToResult(1, new Dictionary<string, Response>());
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

    private static ItemResult Stable(Questionnaire questionnaire, params int[] counts) =>
        Panel.Second(questionnaire, Panel.Of(counts).Select(rating => (rating, rating))).Of("q1")!;

    /// <summary>Half of the panel at 4 and half at 5; so many go from 4 to 5.</summary>
    private static ItemResult Moved(int experts, int moved, StabilityRule? rule = null) =>
        Panel
            .Second(
                Panel.Asking(Rule("percent")) is var usual && rule is not null
                    ? usual with
                    {
                        Settings = usual.Settings with { Stability = rule },
                    }
                    : usual,
                Enumerable.Range(0, experts).Select(index => index < experts / 2 ? (4, index < moved ? 5 : 4) : (5, 5))
            )
            .Of("q1")!;

    private static IEnumerable<(string?, int[], int[])> Same(params int[][] rows) => rows.Select(row => ((string?)"g1", row, row));
}
