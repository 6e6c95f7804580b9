using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Tests.Statistics;

public class FrequenciesTests
{
    [Fact]
    public void Bands_are_shares_of_the_valid_answers()
    {
        int[] counts = [1, 1, 0, 3, 2];
        Assert.Equal(7, Frequencies.Total(counts));
        Assert.Equal(500 / 7d, Frequencies.PercentInTop(counts, 2)!.Value, 12);
        Assert.Equal(200 / 7d, Frequencies.PercentInBottom(counts, 2)!.Value, 12);
        Assert.Equal(100, Frequencies.PercentInTop(counts, 5));
    }

    [Fact]
    public void Without_answers_there_is_no_share()
    {
        Assert.Null(Frequencies.PercentInTop([0, 0, 0], 1));
        Assert.Null(Frequencies.PercentInBottom([0, 0, 0], 1));
        Assert.Null(Frequencies.Percent(0, 0));
        Assert.Equal(0, Frequencies.Total([]));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    [InlineData(9, 4)]
    public void An_order_statistic_beyond_the_ends_is_the_end(int position, int expected) =>
        Assert.Equal(expected, Frequencies.OrderStatistic([0, 2, 0, 1, 0], position));
}
