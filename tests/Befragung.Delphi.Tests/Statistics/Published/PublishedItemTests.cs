using Befragung.Delphi.Statistics;
using static Befragung.Delphi.Tests.Statistics.Published.Printed;

namespace Befragung.Delphi.Tests.Statistics.Published;

public class PublishedItemTests
{
    private static readonly int[] Agrmt = [30, 40, 210, 130, 530, 50, 10];

    /// <summary>Hyndman and Fan (1996) number the types; R 4.2.2: IQR(c(3, 5, 6, 6, 7, 7, 7, 8, 9, 9), type = t).</summary>
    [Theory]
    [InlineData(3, 3)]
    [InlineData(6, 2.5)]
    [InlineData(7, 1.75)]
    public void Interquartile_range_by_Hyndman_and_Fan(int type, double expected)
    {
        var counts = Counts(9, 3, 5, 6, 6, 7, 7, 7, 8, 9, 9);
        Is(expected, Quantiles.OfCounts(counts, 0.75, type) - Quantiles.OfCounts(counts, 0.25, type));
    }

    /// <summary>Wikipedia, "Quartile", examples 1 and 2 (their methods 2 and 4 are types 7 and 6 where n = 11, and type 6 where n = 6).</summary>
    [Theory]
    [InlineData(new double[] { 6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49 }, 7, 25.5, 40, 42.5)]
    [InlineData(new double[] { 6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49 }, 6, 15, 40, 43)]
    [InlineData(new double[] { 7, 15, 36, 39, 40, 41 }, 6, 13, 37.5, 40.25)]
    public void Quartiles_of_the_encyclopedia(double[] sorted, int type, double quartile1, double median, double quartile3)
    {
        var summary = Values.Summary(sorted, type)!;
        Is(quartile1, summary.Quartile1);
        Is(median, summary.Median);
        Is(quartile3, summary.Quartile3);
    }

    /// <summary>
    /// Wikipedia, "Standard deviation", first example: mean 5, sum of squares 32; computed with R 4.2.2: x &lt;- c(2, 4, 4, 4, 5, 5, 7, 9); sd(x); sd(x) / mean(x).
    /// </summary>
    [Fact]
    public void Standard_deviation_of_eight_marks()
    {
        var counts = Counts(9, 2, 4, 4, 4, 5, 5, 7, 9);
        Is(5, Moments.Mean(counts));
        Is(2.138089935299395, Moments.StandardDeviation(counts));
        Is(0.427617987059879, Moments.CoefficientOfVariation(counts));
        Is(2.138089935299395, Values.StandardDeviation([2, 4, 4, 4, 5, 5, 7, 9]));
    }

    /// <summary>
    /// The positions printed by Campbell and Gardner (1988), Calculating confidence intervals for some non-parametric analyses, BMJ 296, for the median at
    /// 95 %; the coverages with R 4.2.2: j &lt;- qbinom(0.025, n, 0.5); 1 - 2 * pbinom(j - 1, n, 0.5).
    /// </summary>
    [Theory]
    [InlineData(6, 1, 6, 0.96875)]
    [InlineData(8, 1, 8, 0.9921875)]
    [InlineData(9, 2, 8, 0.9609375)]
    [InlineData(10, 2, 9, 0.978515625)]
    [InlineData(12, 3, 10, 0.96142578125)]
    [InlineData(15, 4, 12, 0.96484375)]
    [InlineData(20, 6, 15, 0.958610534667969)]
    [InlineData(25, 8, 18, 0.956714749336243)]
    [InlineData(30, 10, 21, 0.957226054742932)]
    public void Median_interval_by_the_table(int n, int lower, int upper, double coverage)
    {
        var ranks = MedianInterval.Ranks(n)!.Value;
        Assert.Equal((lower, upper), (ranks.Lower, ranks.Upper));
        Is(coverage, ranks.Coverage);
    }

    /// <summary>Example of agreement() and polarization() in the R package agrmt 1.42.12 (Ruedin), after van der Eijk (2001): 0.6113333 and 0.1943333.</summary>
    [Fact]
    public void Van_der_Eijks_A_by_agrmt()
    {
        Is(0.6113333333, Agreement.A(Agrmt));
        Is(0.1943333333, Agreement.Polarisation(Agrmt));
    }

    /// <summary>Van der Eijk (2001): what A is for perfect agreement, for an even spread, and for two camps at the ends.</summary>
    [Theory]
    [InlineData(new[] { 0, 0, 70, 0, 0, 0, 0 }, 1)]
    [InlineData(new[] { 10, 10, 10, 10, 10, 10, 10 }, 0)]
    [InlineData(new[] { 50, 0, 0, 0, 0, 0, 50 }, -1)]
    [InlineData(new[] { 50, 0, 50 }, -1)]
    [InlineData(new[] { 0, 20, 20, 0, 0, 0, 0 }, 5 / 6d)]
    [InlineData(new[] { 0, 20, 20, 20, 0, 0, 0 }, 4 / 6d)]
    public void Van_der_Eijks_A_at_its_fixed_points(int[] counts, double expected) => Is(expected, Agreement.A(counts));

    /// <summary>
    /// By hand from van der Eijk's equation 2 (p. 332): 1 0 1 0 0 has TU = 2 and TDU = 1, so U = (3·2 − 4·1) / (3·3) = 2/9 and A = 2/9 · (1 − 1/4) = 1/6.
    /// </summary>
    [Fact]
    public void Two_camps_beside_each_other_are_not_at_the_ends() => Is(1 / 6d, Agreement.A([10, 0, 10, 0, 0]));

    /// <summary>Example of consensus() in the R package agrmt 1.42.12, after Tastle and Wierman (2007): 0.7256876.</summary>
    [Fact]
    public void Tastle_and_Wiermans_consensus_by_agrmt() => Is(0.725687614, Agreement.Cns(Agrmt), 1e-9);

    /// <summary>
    /// Tastle and Wierman (2007): 1 for all on one point and 0 for half at each end; an even spread over five points is 0.43, computed with
    /// R 4.2.2: 1 + 0.2 * (2 * log2(0.5) + 2 * log2(0.75)).
    /// </summary>
    [Theory]
    [InlineData(new[] { 0, 9, 0, 0, 0 }, 1)]
    [InlineData(new[] { 9, 0, 0, 0, 9 }, 0)]
    [InlineData(new[] { 4, 4, 4, 4, 4 }, 0.433985000288462)]
    public void Tastle_and_Wiermans_consensus_at_its_fixed_points(int[] counts, double expected) => Is(expected, Agreement.Cns(counts));

    /// <summary>The definition's own numbers, Williamson et al. (2017): at least 70 % against fewer than 15 %.</summary>
    [Theory]
    [InlineData(new[] { 2, 0, 0, 1, 4, 0, 4, 5, 4 }, CometClass.None)] // 65 and 10 %
    [InlineData(new[] { 2, 0, 0, 1, 3, 0, 4, 5, 5 }, CometClass.In)] // 70 and 10 %
    [InlineData(new[] { 2, 0, 1, 1, 2, 0, 4, 5, 5 }, CometClass.None)] // 70 and 15 %
    [InlineData(new[] { 9, 3, 2, 2, 2, 0, 0, 1, 1 }, CometClass.Out)] // 10 and 70 %
    public void Comet_by_the_handbook(int[] counts, CometClass expected) => Assert.Equal(expected, Comet.Of(counts, 3, 3));

    /// <summary>The definition of Fitch et al. (2001) on 15 ratings; P30 and P70 with R 4.2.2: quantile(x, c(0.3, 0.7)).</summary>
    [Fact]
    public void Rand_ucla_by_the_manual()
    {
        var ram = Ram.OfCounts([0, 0, 0, 1, 1, 1, 5, 5, 2], 7)!;
        Is(7, Quantiles.OfCounts([0, 0, 0, 1, 1, 1, 5, 5, 2], 0.5, 7));
        Is(1, ram.Ipr);
        Is(6.1, ram.Ipras);
        Is(0.16393442623, ram.DisagreementIndex);
        Assert.False(ram.Disagreement);
        Assert.Equal(RamClass.Appropriate, ram.Classification);
    }

    /// <summary>Fitch et al. (2001): the range required for disagreement when ratings are symmetric about 5 (2.35), and at the end of the scale (8.35).</summary>
    [Theory]
    [InlineData(new[] { 3, 0, 0, 0, 0, 0, 0, 0, 3 }, 2.35, true, RamClass.Uncertain)]
    [InlineData(new[] { 0, 0, 0, 0, 8, 0, 0, 0, 0 }, 2.35, false, RamClass.Uncertain)]
    [InlineData(new[] { 0, 0, 0, 0, 0, 0, 0, 0, 7 }, 8.35, false, RamClass.Appropriate)]
    [InlineData(new[] { 7, 0, 0, 0, 0, 0, 0, 0, 0 }, 8.35, false, RamClass.Inappropriate)]
    public void Rand_ucla_at_its_fixed_points(int[] counts, double ipras, bool disagreement, RamClass expected)
    {
        var ram = Ram.OfCounts(counts, 7)!;
        Is(ipras, ram.Ipras);
        Assert.Equal((disagreement, expected), (ram.Disagreement, ram.Classification));
    }

    /// <summary>
    /// Kapoor's (1987) definition, by hand: of four items with 20 opinions each, majorities are 18 and 12 agreements and 14 disagreements, the fourth has none;
    /// 100 · 44 / 80 = 55 %.
    /// </summary>
    [Fact]
    public void Average_per_cent_of_majority_opinions()
    {
        (int, int, int)[] items = [(18, 1, 20), (12, 6, 20), (3, 14, 20), (10, 9, 20)];
        Is(55, Apmo.Of(items));
        Assert.Equal([true, true, true, false], items.Select(item => Apmo.IsConsensual(item, 55)));
        Assert.True(Apmo.IsConsensual((11, 0, 20), 55));
    }
}
