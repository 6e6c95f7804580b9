using Befragung.Web.Text;

namespace Befragung.Web.Tests.Text;

/// <summary>Times of Germany, with the hours that are missing or come twice.</summary>
public sealed class ClockTests
{
    [Theory]
    // Winter and summer.
    [InlineData("2026-01-15", "09:00", "2026-01-15T08:00:00Z")]
    [InlineData("2026-07-15", "09:00", "2026-07-15T07:00:00Z")]
    // On 29 March 2026 the hour from two to three does not exist.
    [InlineData("2026-03-29", "02:30", "2026-03-29T01:00:00Z")]
    [InlineData("2026-03-29", "03:00", "2026-03-29T01:00:00Z")]
    // On 25 October 2026 it comes twice: the first time in summer time.
    [InlineData("2026-10-25", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25", "09:00", "2026-10-25T08:00:00Z")]
    public void A_time_of_a_day_is_found_whatever_the_clocks_do(string day, string time, string utc) =>
        Assert.Equal(Utc(utc), Clock.At(DateOnly.Parse(day, null), TimeOnly.Parse(time, null)));

    [Theory]
    [InlineData("2026-01-15T06:59:00Z", "2026-01-15T07:00:00Z")]
    [InlineData("2026-01-15T07:00:00Z", "2026-01-15T07:00:00Z")]
    [InlineData("2026-01-15T18:59:00Z", "2026-01-15T18:59:00Z")]
    [InlineData("2026-01-15T19:00:00Z", "2026-01-16T07:00:00Z")]
    [InlineData("2026-07-15T05:00:00Z", "2026-07-15T06:00:00Z")]
    // The night in which the clocks go forward.
    [InlineData("2026-03-28T22:00:00Z", "2026-03-29T06:00:00Z")]
    public void Nobody_is_written_to_at_night(string now, string sent) => Assert.Equal(Utc(sent), Clock.ByDay(Utc(now)));

    [Fact]
    public void A_day_ends_with_its_last_minute_and_is_told_as_that_day()
    {
        foreach (var day in (DateOnly[])[new(2026, 3, 29), new(2026, 10, 25), new(2026, 12, 31)])
            Assert.Equal(day, Clock.Date(Clock.EndOf(day)));
    }

    private static DateTime Utc(string text) => DateTime.Parse(text, null, System.Globalization.DateTimeStyles.AdjustToUniversal);
}
