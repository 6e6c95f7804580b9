using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Tests.Statistics;

public class StabilityTests
{
    [Fact]
    public void The_same_shares_are_no_change() => Assert.Equal(0, Stability.DistributionChange([1, 2, 3], [2, 4, 6])!.Value, 12);

    [Fact]
    public void Nothing_in_common_is_a_change_of_one() => Assert.Equal(1, Stability.DistributionChange([4, 0, 0], [0, 1, 2])!.Value, 12);

    [Fact]
    public void Half_of_the_differences_is_counted() => Assert.Equal(0.25, Stability.DistributionChange([2, 2, 0], [1, 2, 1])!.Value, 12);

    [Fact]
    public void Fifteen_per_cent_are_fifteen_per_cent_whatever_the_numbers()
    {
        for (var twentieths = 1; twentieths <= 500; twentieths++)
        {
            Assert.Equal(
                0.15,
                Stability.DistributionChange([7 * twentieths, 13 * twentieths, 0], [4 * twentieths, 13 * twentieths, 3 * twentieths])
            );
            Assert.Equal(0.15, Stability.DistributionChange([10, 10, 0], [7 * twentieths, 13 * twentieths, 0]));
        }
    }

    [Fact]
    public void All_answers_on_one_point_can_be_compared() =>
        Assert.Equal(0, Stability.DistributionChange([0, 7, 0], [0, 2, 0])!.Value, 12);

    [Fact]
    public void Without_answers_there_is_no_change()
    {
        Assert.Null(Stability.DistributionChange([0, 0], [1, 0]));
        Assert.Null(Stability.DistributionChange([1, 0], [0, 0]));
        Assert.Null(Stability.DistributionChange([], []));
    }

    [Fact]
    public void Different_scales_cannot_be_compared() =>
        Assert.Throws<ArgumentException>(() => Stability.DistributionChange([1, 0], [1, 0, 0]));
}
