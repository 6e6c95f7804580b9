using Befragung.Web.Exchange;

namespace Befragung.Web.Tests.Exchange;

/// <summary>Words that a spreadsheet program would run.</summary>
public class CellTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@A1", "'@A1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("'=1", "''=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("1=1", "1=1")]
    [InlineData("", "")]
    public void They_get_an_apostrophe_and_lose_it_again(string words, string defused)
    {
        Assert.Equal(defused, Cell.Words(words).Value);
        Assert.Equal(words, Cell.Restored(defused));
    }

    [Fact]
    public void A_number_stays_one() => Assert.Equal(("-12.5", true), (Cell.Number("-12.5").Value, Cell.Number("-12.5").IsNumber));

    [Fact]
    public void An_apostrophe_of_ones_own_stays() => Assert.Equal("'s ist gut", Cell.Restored("'s ist gut"));
}
