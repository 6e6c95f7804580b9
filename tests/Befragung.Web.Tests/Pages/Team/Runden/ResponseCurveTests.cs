using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Pages.Team.Runden;
using Befragung.Web.Text;

namespace Befragung.Web.Tests.Pages.Team.Runden;

public sealed class ResponseCurveTests(SurveyApp app) : IClassFixture<SurveyApp>, IDisposable
{
    private static readonly DateOnly Monday = new(2027, 3, 22);

    public void Dispose() => app.Clock.Ahead = TimeSpan.Zero;

    [Fact]
    public void Days_are_those_of_Germany_also_where_the_clocks_change()
    {
        // 23:30 in Germany on the 27th, and 0:30 on the 28th, the day on which an hour is missing.
        var curve = ResponseCurve.Of(
            [new(Utc(2027, 3, 27, 22), 2), new(Utc(2027, 3, 27, 23), 3), new(Utc(2027, 3, 28, 21), 4), new(Utc(2027, 3, 28, 22), 5)],
            Utc(2027, 3, 26, 12),
            Utc(2027, 3, 29, 12)
        );
        Assert.Equal([(26, 0, 0), (27, 2, 2), (28, 7, 9), (29, 5, 14)], curve.Days.Select(day => (day.Day.Day, day.New, day.Total)));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, 9 + (2 * 3))]
    [InlineData(10, 30 + (2 * 3))]
    public void What_is_expected_is_what_came_lately_and_never_more_than_were_invited(int whole, int? expected)
    {
        var hours = Enumerable.Range(0, whole).Select(day => new HandedInHour(Clock.At(Monday.AddDays(day), new(12, 0)), 3)).ToList();
        var today = Monday.AddDays(whole);
        var curve = ResponseCurve.Of(hours, Clock.At(Monday, new(8, 0)), Clock.At(today, new(8, 0)));
        Assert.Equal(expected, curve.ExpectedOn(today.AddDays(2), 1000));
        Assert.Equal(expected is null ? null : 20, curve.ExpectedOn(today.AddDays(100), 20));
        Assert.Null(curve.ExpectedOn(today, 1000));
    }

    [Fact]
    public async Task The_page_tells_days_groups_deadline_and_the_round_before()
    {
        var key = await app.OpenStudyAsync(8);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        using var reader = await app.TeamAsync(Befragung.Web.Access.StudyRole.Reader);
        var first = await reader.GetAsync($"/team/studien/{key}/runden/1/ruecklauf");
        Assert.Contains("abgegeben: 6 von 8 (75 %)", first.Text, StringComparison.Ordinal);
        Assert.Null(first.Page.QuerySelector("[data-live=ja]"));
        var second = await reader.GetAsync($"/team/studien/{key}/runden/2/ruecklauf");
        Assert.Contains("abgegeben: 0 von 8", second.Text, StringComparison.Ordinal);
        Assert.Contains("Anteil in Runde 1", second.Text, StringComparison.Ordinal);
        Assert.NotNull(second.Page.QuerySelector("[data-live=ja]"));
        Assert.Equal(404, (await reader.GetAsync($"/team/studien/{key}/runden/3/ruecklauf")).Status);
    }

    private static DateTime Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);
}
