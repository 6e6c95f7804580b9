using Befragung.Web.Pages;

namespace Befragung.Web.Tests.Pages;

public sealed class PagerTests
{
    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 100, 1, 1)]
    [InlineData(2, 101, 2, 2)]
    [InlineData(99, 250, 3, 3)]
    [InlineData(0, 250, 1, 3)]
    [InlineData(int.MinValue, 250, 1, 3)]
    public void A_page_that_is_not_there_becomes_the_nearest(int wanted, int entries, int here, int last)
    {
        var pager = Pager.For(wanted, entries, 100);
        Assert.Equal((here, last), (pager.Here, pager.Last));
    }

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 3, "1 2 3")]
    [InlineData(1, 9, "1 2 3 … 9")]
    [InlineData(5, 9, "1 … 3 4 5 6 7 … 9")]
    [InlineData(4, 9, "1 2 3 4 5 6 … 9")]
    [InlineData(1000, 1000, "1 … 998 999 1000")]
    public void The_first_the_last_and_those_around_are_offered(int here, int last, string shown) =>
        Assert.Equal(
            shown,
            string.Join(
                ' ',
                new Pager(here, last).Shown.Select(page => page?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "…")
            )
        );

    [Fact]
    public void An_address_keeps_what_it_is_filtered_by() =>
        Assert.Equal("/liste?zeige=alle&seite=3", new Pager(1, 3, "/liste?zeige=alle").Of(3));
}
