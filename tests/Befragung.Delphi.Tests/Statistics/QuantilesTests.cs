using Befragung.Delphi.Statistics;
using MathNet.Numerics.Statistics;

namespace Befragung.Delphi.Tests.Statistics;

public class QuantilesTests
{
    private static readonly double[] Probabilities = [0, 0.025, 0.1, 0.25, 0.3, 1 / 3d, 0.5, 0.7, 0.75, 0.9, 0.975, 1];

    public static TheoryData<int> Types => new(Enumerable.Range(1, 9));

    /// <summary>Hyndman and Fan's example, in our words: the type decides whether an item is called consensual.</summary>
    [Theory]
    [InlineData(7, 1.75)]
    [InlineData(6, 2.5)]
    [InlineData(3, 3)]
    public void The_type_decides_the_interquartile_range(int type, double expected)
    {
        double[] sorted = [3, 5, 6, 6, 7, 7, 7, 8, 9, 9];
        Assert.Equal(expected, (Quantiles.OfSorted(sorted, 0.75, type) - Quantiles.OfSorted(sorted, 0.25, type))!.Value, 12);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void The_median_of_1_2_3_4_is_two_and_a_half(int type)
    {
        Assert.Equal(2.5, Quantiles.OfSorted([1, 2, 3, 4], 0.5, type)!.Value, 12);
        Assert.Equal(2.5, Quantiles.OfCounts([1, 1, 1, 1], 0.5, type)!.Value, 12);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Quantiles_agree_with_another_library(int type)
    {
        var random = new Random(2020 + type);
        for (var run = 0; run < 300; run++)
        {
            var counts = RandomCounts(random);
            var sorted = Sorted(counts);
            foreach (var probability in Probabilities)
            {
                var expected = SortedArrayStatistics.QuantileCustom(sorted, probability, (QuantileDefinition)type);
                Assert.Equal(expected, Quantiles.OfSorted(sorted, probability, type)!.Value, 9);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Counts_give_the_same_as_sorted_values(int type)
    {
        var random = new Random(type);
        for (var run = 0; run < 300; run++)
        {
            var counts = RandomCounts(random);
            foreach (var probability in Probabilities)
                Assert.Equal(Quantiles.OfSorted(Sorted(counts), probability, type), Quantiles.OfCounts(counts, probability, type));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void At_the_borders_every_type_says_the_same(int type)
    {
        foreach (var probability in Probabilities)
        {
            Assert.Null(Quantiles.OfSorted([], probability, type));
            Assert.Null(Quantiles.OfCounts([0, 0, 0], probability, type));
            Assert.Equal(3, Quantiles.OfSorted([3], probability, type));
            Assert.Equal(3, Quantiles.OfCounts([0, 0, 1], probability, type));
            Assert.Equal(2, Quantiles.OfSorted([2, 2, 2, 2, 2], probability, type));
            Assert.Equal(2, Quantiles.OfCounts([0, 5, 0], probability, type));
        }
    }

    [Fact]
    public void Seventy_per_cent_of_ninety_are_sixty_three()
    {
        Assert.Equal(1.5, Quantiles.OfCounts([63, 27], 0.7, 2));
        Assert.Equal(1, Quantiles.OfCounts([63, 27], 0.7, 1));
        for (var tens = 1; tens <= 10_000; tens++)
            Assert.Equal(1.5, Quantiles.OfCounts([7 * tens, 3 * tens], 0.7, 2));
    }

    [Theory]
    [InlineData(-0.1, 7)]
    [InlineData(1.1, 7)]
    [InlineData(double.NaN, 7)]
    [InlineData(0.5, 0)]
    [InlineData(0.5, 10)]
    public void What_is_out_of_range_is_refused(double probability, int type)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.OfSorted([1, 2], probability, type));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.OfCounts([1, 2], probability, type));
    }

    private static int[] RandomCounts(Random random)
    {
        var counts = new int[random.Next(2, 12)];
        for (var answers = random.Next(1, 60); answers > 0; answers--)
            counts[random.Next(counts.Length)]++;
        return counts;
    }

    private static double[] Sorted(int[] counts) => [.. counts.SelectMany((count, index) => Enumerable.Repeat(index + 1d, count))];
}
