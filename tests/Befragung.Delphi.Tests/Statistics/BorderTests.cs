using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Tests.Statistics;

/// <summary>Every measure without answers, with one, with two, and with answers that are all equal.</summary>
public class BorderTests
{
    private static readonly int[] None = new int[9],
        One = [0, 0, 0, 0, 0, 1, 0, 0, 0],
        Two = [1, 0, 0, 0, 0, 0, 0, 0, 1],
        Equal = [0, 0, 0, 0, 0, 40, 0, 0, 0];

    [Fact]
    public void Mean_needs_one_answer_and_spread_two()
    {
        Assert.Equal([null, 6, 5, 6], Of(counts => Moments.Mean(counts)));
        Assert.Equal([null, null, Math.Sqrt(32), 0], Of(counts => Moments.StandardDeviation(counts)));
        Assert.Equal([null, null, Math.Sqrt(32) / 5, 0], Of(counts => Moments.CoefficientOfVariation(counts)));
    }

    [Fact]
    public void A_median_interval_needs_six_answers()
    {
        Assert.Equal([null, null, null, 6], Of(counts => MedianInterval.OfCounts(counts)?.Lower));
        Assert.Equal([null, null, null, 6], Of(counts => MedianInterval.OfCounts(counts)?.Upper));
        for (var n = -1; n < 6; n++)
            Assert.Null(MedianInterval.Ranks(n));
        Assert.Equal((1, 6), (MedianInterval.OfCounts([5, 0, 1])!.LowerRank, MedianInterval.OfCounts([5, 0, 1])!.UpperRank));
    }

    [Fact]
    public void A_median_interval_exists_for_very_many_answers()
    {
        var (lower, upper, coverage) = MedianInterval.Ranks(100_000_000)!.Value;
        Assert.Equal(100_000_001, lower + upper);
        Assert.InRange(50_000_000 - lower, 9_780, 9_810); // 1.96 · √n / 2
        Assert.InRange(coverage, 0.95, 0.9502);
    }

    [Fact]
    public void Comet_needs_one_answer()
    {
        Assert.Equal(
            [null, CometClass.None, CometClass.None, CometClass.None],
            new[] { None, One, Two, Equal }.Select(counts => Comet.Of(counts, 3, 3))
        );
        Assert.Equal(
            [null, CometClass.In, CometClass.None, CometClass.In],
            new[] { None, One, Two, Equal }.Select(counts => Comet.Of(counts, 4, 3))
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => Comet.Of(One, 10, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Comet.Of(One, 3, -1));
    }

    [Fact]
    public void Rand_ucla_needs_one_answer_and_nine_points()
    {
        Assert.Null(Ram.OfCounts(None, 7));
        Assert.Equal(new Ram(6, 6, 0, 3.85, 0, false, RamClass.Uncertain), Ram.OfCounts(One, 7));
        Assert.Equal(Ram.OfCounts(One, 7)! with { AgreementByCount = true }, Ram.OfCounts(Equal, 7));
        Assert.True(Ram.OfCounts(Two, 6)!.Disagreement);
        Assert.Equal(RamClass.Uncertain, Ram.OfCounts(Two, 7)!.Classification);
        Assert.Throws<ArgumentException>(() => Ram.OfCounts([1, 0, 0, 0, 1], 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ram.OfCounts(One, 10));
    }

    /// <summary>All between the classes: 3.5 and 6.5 go up.</summary>
    [Theory]
    [InlineData(3, 4, RamClass.Uncertain)]
    [InlineData(6, 7, RamClass.Appropriate)]
    [InlineData(2, 4, RamClass.Inappropriate)]
    [InlineData(5, 7, RamClass.Uncertain)]
    public void Rand_ucla_puts_halves_into_the_higher_class(int first, int second, RamClass expected)
    {
        var counts = new int[9];
        counts[first - 1] = counts[second - 1] = 1;
        Assert.Equal(expected, Ram.OfCounts(counts, 7)!.Classification);
    }

    /// <summary>From 4 to 7.4 is a range of 3.4, and 2.35 + 1.5 · 0.7 is 3.4 too; from 3.9 to 6.7 it is 2.8 both times, and the last bits say more.</summary>
    [Theory]
    [InlineData(new[] { 0, 0, 0, 5, 0, 0, 4, 4, 0 })]
    [InlineData(new[] { 0, 0, 4, 0, 0, 4, 4, 0, 0 })]
    public void Rounding_alone_is_no_disagreement(int[] counts)
    {
        var ram = Ram.OfCounts(counts, 7)!;
        Assert.Equal(1, ram.DisagreementIndex, 12);
        Assert.False(ram.Disagreement);
        Assert.False(ram.DisagreementIndex > 1);
    }

    [Fact]
    public void Agreement_needs_one_answer_and_three_points()
    {
        Assert.Equal([null, 1, -1, 1], Of(counts => Agreement.A(counts)));
        Assert.Equal([null, 0, 1, 0], Of(counts => Agreement.Polarisation(counts)));
        Assert.Equal([null, 1, 0, 1], Of(counts => Agreement.Cns(counts)));
        Assert.Null(Agreement.A([3, 4]));
        Assert.Null(Agreement.A([]));
        Assert.Null(Agreement.Cns([3]));
        Assert.Equal(0, Agreement.Cns([3, 3]));
    }

    [Fact]
    public void Of_nobody_there_is_no_share_and_so_no_interval() => Assert.Null(WilsonInterval.Of(0, 0));

    [Fact]
    public void Apmo_needs_one_answer_and_consensus_a_majority()
    {
        Assert.Null(Apmo.Of([]));
        Assert.Null(Apmo.Of([(0, 0, 0)]));
        Assert.Equal(100, Apmo.Of([(1, 0, 1), (0, 0, 0)]));
        Assert.Equal(0, Apmo.Of([(1, 1, 2)]));
        Assert.False(Apmo.IsConsensual((1, 1, 2), 0));
        Assert.False(Apmo.IsConsensual((0, 0, 0), 0));
        Assert.True(Apmo.IsConsensual((5, 0, 5), 100));
        Assert.Throws<ArgumentException>(() => Apmo.Of([(2, 1, 2)]));
    }

    [Fact]
    public void Groups_can_be_compared_when_two_have_answers_that_differ()
    {
        Assert.Null(KruskalWallis.OfCounts([]));
        Assert.Null(KruskalWallis.OfCounts([Two]));
        Assert.Null(KruskalWallis.OfCounts([Two, None]));
        Assert.Null(KruskalWallis.OfCounts([Equal, One]));
        Assert.Equal(0, KruskalWallis.OfCounts([Two, Two])!.H, 12);
        Assert.Equal(
            1,
            KruskalWallis
                .OfCounts([
                    [1, 0],
                    [0, 1],
                ])!
                .H,
            12
        );
        Assert.Throws<ArgumentException>(() => KruskalWallis.OfCounts([One, [1, 0]]));
    }

    [Fact]
    public void Pairs_of_groups_that_do_not_differ_have_a_probability_of_one()
    {
        Assert.Empty(MannWhitney.AllPairs([]));
        Assert.Empty(MannWhitney.AllPairs([Two]));
        Assert.Empty(MannWhitney.AllPairs([Two, None]));
        Assert.Equal([new PairwiseDifference(0, 2, 20, 1, 1)], MannWhitney.AllPairs([Equal, None, One]));
        Assert.Equal([new PairwiseDifference(0, 1, 2, 1, 1)], MannWhitney.AllPairs([Two, Two]));
        Assert.Null(MannWhitney.Between(None, One));
        Assert.Empty(MannWhitney.Holm([]));
        Assert.Throws<ArgumentException>(() => MannWhitney.Between(One, [1]));
    }

    [Fact]
    public void Concordance_needs_two_experts_and_two_items_that_someone_tells_apart()
    {
        Assert.Null(Concord(3));
        Assert.Null(Concord(3, [1, 2, 3]));
        Assert.Null(Concord(1, [1], [2]));
        Assert.Null(Concord(0, [], []));
        Assert.Null(Concord(3, [2, 2, 2], [5, 5, 5]));
        Assert.Equal(1, Concord(3, [1, 2, 3], [1, 2, 3])!.W);
        Assert.Equal(0, Concord(3, [1, 2, 3], [3, 2, 1])!.W);
        Assert.Equal(1, Concord(3, [1, 2, 3], [3, 2, 1])!.P);
        Assert.Equal(0.5, Concord(3, [1, 2, 3], [4, 4, 4])!.W);
        Assert.Throws<ArgumentException>(() => Concord(3, [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Concordance(-1));
    }

    [Fact]
    public void A_table_of_pairs_names_the_points_of_its_scale()
    {
        var pairs = Pairs((1, 5), (1, 5), (5, 5));
        Assert.Equal((2, 1, 0, 3, 5), (pairs[1, 5], pairs[5, 5], pairs[5, 1], pairs.Total, pairs.Points));
        Assert.Equal([2, 0, 0, 0, 1], pairs.Before());
        Assert.Equal([0, 0, 0, 0, 3], pairs.After());
        Assert.Throws<ArgumentOutOfRangeException>(() => pairs.Add(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => pairs.Add(1, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PairTable(0));
        Assert.Equal(3, pairs.Total);
    }

    [Fact]
    public void Signed_ranks_need_someone_who_moved()
    {
        Assert.Null(Wilcoxon.Of(Pairs()));
        Assert.Null(Wilcoxon.Of(Pairs((3, 3), (4, 4))));
        Assert.Null(Wilcoxon.Of([], []));
        Assert.Null(Wilcoxon.Of([0.5, 0], [0.5, 0]));
        Assert.Null(Wilcoxon.Of(new PairTable(1)));
        Assert.Equal(new Wilcoxon(1, 1, 1, true), Wilcoxon.Of(Pairs((4, 3))));
        Assert.Equal(new Wilcoxon(0, 2, 0.5, true), Wilcoxon.Of(Pairs((3, 4), (3, 5))));
        Assert.True(Wilcoxon.Of(Pairs((3, 4), (3, 3)))!.Exact);
        Assert.True(Wilcoxon.Of(Pairs([.. Enumerable.Repeat((3, 4), 500)]))!.Exact);
        Assert.False(Wilcoxon.Of(Pairs([.. Enumerable.Repeat((3, 4), 501)]))!.Exact);
        Assert.Throws<ArgumentException>(() => Wilcoxon.Of([1, 2], [1]));
    }

    [Fact]
    public void Differences_that_rounding_alone_parts_are_tied() =>
        Assert.Equal(Wilcoxon.Of([3, 3, 3], [1, 2, 4]), Wilcoxon.Of([0.3, 1.3, 2.3], [0.1, 1.2, 2.4]));

    [Fact]
    public void Kappa_needs_answers_on_two_points()
    {
        foreach (var kappa in new Func<PairTable, double?>[] { Kappa.Linear, Kappa.Quadratic, Kappa.Unweighted })
        {
            Assert.Null(kappa(Pairs()));
            Assert.Null(kappa(Pairs((3, 3))));
            Assert.Null(kappa(Pairs((3, 3), (3, 3))));
            Assert.Equal(0, kappa(Pairs((3, 4))));
            Assert.Equal(1, kappa(Pairs((3, 3), (4, 4))));
            Assert.Equal(-1, kappa(Pairs((3, 4), (4, 3))));
        }
    }

    [Fact]
    public void Rank_correlation_needs_two_pairs_that_differ()
    {
        Assert.Null(Correlation.Spearman([], []));
        Assert.Null(Correlation.Spearman([1], [1]));
        Assert.Null(Correlation.Spearman([1, 1], [1, 2]));
        Assert.Equal(1, Correlation.Spearman([1, 5], [2, 3]));
        Assert.Equal(-1, Correlation.Spearman([1, 5], [3, 2]));
        Assert.Throws<ArgumentException>(() => Correlation.Spearman([1], [1, 2]));
    }

    [Fact]
    public void Equal_values_share_their_rank()
    {
        Assert.Empty(Ranks.MidRanks([]));
        Assert.Equal([1], Ranks.MidRanks([7]));
        Assert.Equal([2, 2, 2], Ranks.MidRanks([7, 7, 7]));
        Assert.Equal([3.5, 1, 3.5, 2], Ranks.MidRanks([9, -1, 9, 0]));
    }

    [Fact]
    public void Rankings_need_someone_who_ranked()
    {
        Assert.Null(Rankings.MeanRank([0, 0, 0]));
        Assert.Equal(1.5, Rankings.MeanRank([1, 1, 0]));
    }

    [Fact]
    public void Numbers_have_a_summary_from_the_first_on()
    {
        Assert.Null(Values.Summary([], 7));
        Assert.Null(Values.Mean([]));
        Assert.Null(Values.Median([]));
        Assert.Equal(new ValueSummary(1, 4.5, null, 4.5, 4.5, 4.5, 4.5, 4.5), Values.Summary([4.5], 7));
        Assert.Equal(new ValueSummary(3, 0.1, 0, 0.1, 0.1, 0.1, 0.1, 0.1), Values.Summary([0.1, 0.1, 0.1], 7));
        Assert.Equal(new ValueSummary(2, 3, Math.Sqrt(2), 2, 2.5, 3, 3.5, 4), Values.Summary([2, 4], 7));
        Assert.Equal(1, Values.Summary([2, 4], 7)!.InterquartileRange);
        Assert.Throws<ArgumentException>(() => Values.Summary([2, 1], 7));
        Assert.Throws<ArgumentException>(() => Values.Median([2, double.NaN]));
    }

    [Fact]
    public void Estimates_are_pooled_by_their_medians()
    {
        Assert.Null(Values.Pooled([], [], []));
        Assert.Equal(new PooledEstimate(1, 2, 3), Values.Pooled([1], [2], [3]));
        Assert.Equal(new PooledEstimate(1.5, 3, 10), Values.Pooled([1, 2], [2, 4], [4, 16]));
        Assert.Throws<ArgumentException>(() => Values.Pooled([1], [2], []));
    }

    private static double?[] Of(Func<int[], double?> measure) => [measure(None), measure(One), measure(Two), measure(Equal)];

    private static ConcordanceResult? Concord(int items, params int[][] experts)
    {
        var concordance = new Concordance(items);
        foreach (var expert in experts)
            concordance.Add(expert);
        return concordance.Result();
    }

    private static PairTable Pairs(params (int Before, int After)[] experts)
    {
        var pairs = new PairTable(5);
        foreach (var (before, after) in experts)
            pairs.Add(before, after);
        return pairs;
    }
}
