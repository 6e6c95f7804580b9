using Befragung.Delphi.Planning;
using Befragung.Delphi.Results;
using Befragung.Delphi.Statistics;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Planning;

/// <summary>Borders of what is planned with, and that it says what the verdict does.</summary>
public class PlanningTests
{
    [Theory]
    [InlineData("50.1", false, 1, 1)]
    [InlineData("50.1", false, 5, 3)]
    [InlineData("50.1", false, 6, 4)]
    [InlineData("2/3", false, 6, 4)]
    [InlineData("2/3", true, 6, 5)]
    [InlineData("2/3", false, 3_000_000, 2_000_000)]
    [InlineData("66.67", false, 6, 5)]
    [InlineData("100", false, 5, 5)]
    [InlineData("100", true, 5, null)]
    [InlineData("75", false, 0, null)]
    public void As_many_are_needed_as_the_rule_says(string threshold, bool strict, int answers, int? needed) =>
        Assert.Equal(needed, ConsensusChances.Of(new PercentAgreementRule(Share.Read(threshold)!) { Strict = strict }, answers).Needed);

    [Fact]
    public void A_single_answer_is_consensus_as_often_as_people_think_so()
    {
        var chances = ConsensusChances.Of(PercentAgreementRule.Usual, 1);
        Assert.All(ConsensusChances.TrueShares, share => Assert.Equal(share / 100d, chances.Holding(share), 15));
        Assert.Equal((0, 1), (chances.Holding(0), chances.Holding(100)));
    }

    [Fact]
    public void What_no_number_is_enough_for_never_holds()
    {
        Assert.Equal(0, ConsensusChances.Of(new PercentAgreementRule(100) { Strict = true }, 5).Holding(100));
        Assert.Equal(0, ConsensusChances.Of(PercentAgreementRule.Usual, 0).Holding(95));
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(1, null, null)]
    [InlineData(5, null, null)]
    [InlineData(6, 6, 4)]
    [InlineData(13, 6, 4)]
    [InlineData(33, 6, 5)]
    [InlineData(40, 6, 6)]
    [InlineData(41, 7, 7)]
    [InlineData(1_000_000, 150_000, 150_000)]
    public void Six_or_the_limit_have_to_go_in_one_direction(int pairs, int? noticed, int? doubted)
    {
        var chances = MovementChances.Of(PairedRule.Usual, pairs);
        Assert.Equal((noticed, doubted), (chances.SmallestNoticed, chances.SmallestDoubted));
        Assert.Equal(noticed is not null, chances.Moving(100) == 1);
        Assert.Equal(0, chances.Moving(0) + chances.Undecidable(0));
    }

    /// <summary>Every number of movers, told by the tests that judge: exact p of the change and of Wilcoxon's test.</summary>
    [Fact]
    public void What_is_noticed_is_what_the_tests_notice()
    {
        for (var pairs = Verdicts.FewestPairs; pairs <= 60; pairs++)
        {
            var chances = MovementChances.Of(PairedRule.Usual, pairs);
            for (var movers = 0; movers <= pairs; movers++)
            {
                var table = new PairTable(5);
                for (var one = 0; one < pairs; one++)
                    table.Add(4, one < movers ? 5 : 4);
                var change = PairedChange.Of(table, () => new Draws(1, 2, 3, 4, 5, 6))!;
                var p = Math.Min(change.P, Wilcoxon.Of(table)?.P ?? 1);
                var far = PairedRule.Usual.Limit.Compare(movers, pairs) >= 0;
                Assert.Equal(far && p < Stability.Significance, movers >= chances.SmallestNoticed);
                Assert.Equal(far && p < Stability.Doubt, movers >= chances.SmallestDoubted);
            }
        }
    }

    [Fact]
    public void Fewer_answer_from_round_to_round()
    {
        Assert.Equal(
            new[] { (13, 10, 8), (1, 0, 0), (0, 0, 0) },
            new[] { 25, 1, 0 }.Select(invited =>
                (Turnout.Usual.Expected(invited, 1), Turnout.Usual.Expected(invited, 2), Turnout.Usual.Expected(invited, 3))
            )
        );
        Assert.Equal(1_000_000, new Turnout(100, 100).Expected(1_000_000, 10));
    }

    [Theory]
    [InlineData(0, 5, 1)]
    [InlineData(4, 5, 1)]
    [InlineData(5, 5, 0.96875)]
    [InlineData(5, 1, 0.03125)]
    [InlineData(1, 1, 0.5)]
    [InlineData(5, 0, 0)]
    public void Groups_are_too_small_by_chance(int invited, int smallestCell, double probability) =>
        Assert.Equal(probability, Turnout.Usual.TooFew(invited, 1, smallestCell), 15);

    [Fact]
    public void A_panel_of_a_million_takes_no_time_and_its_tails_add_up()
    {
        const int N = 1_000_000;
        Assert.Equal(1, Binomial.AtLeast(500_123, N, 0.5) + Binomial.Below(500_123, N, 0.5), 12);
        Assert.Equal(0, Binomial.AtLeast(N, N, 0.5));
    }

    [Theory]
    [InlineData(-1, 0.5)]
    [InlineData(5, -0.1)]
    [InlineData(5, 1.1)]
    [InlineData(5, double.NaN)]
    public void Nonsense_has_no_probability(int n, double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Binomial.AtLeast(1, n, share));
}
