using Befragung.Web.Access;

namespace Befragung.Web.Tests.Pages.Team.Runden;

/// <summary>What a study can show is told on a page before anybody is invited: with the panel that is there, and by assumptions that can be changed.</summary>
public sealed class PlanningTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Without_a_panel_usual_sizes_are_reckoned_with()
    {
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var key = await app.StudyAsync();
        var round = await reader.GetAsync($"/team/studien/{key}/runden/1");
        var page = await reader.GetAsync(round.Page.QuerySelector("a[href$=planung]")!.GetAttribute("href")!);
        Assert.Equal(["10", "20", "30", "50", "100"], Column(page, "Erwartete Antworten"));
        Assert.Contains("sobald jemand im Panel ist", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("--", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_panel_its_groups_are_told_and_assumptions_can_be_changed()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(40);
        var page = await editor.GetAsync($"/team/studien/{key}/planung");
        Assert.Equal(["40"], Column(page, "Erwartete Antworten"));
        Assert.Equal("20", Row(page, "Erwartete Antworten")[1]);
        var changed = await editor.GetAsync($"/team/studien/{key}/planung?antworten=75%20%25&bleiben=50");
        Assert.Equal(("30", "15"), (Row(changed, "Erwartete Antworten")[1], Row(changed, "Erwartete Antworten")[2]));
        Assert.Equal("75 %", changed.Page.QuerySelector("input[name=antworten]")!.GetAttribute("value"));
        Assert.Equal("Alle", Column(changed, "Zu kleine Gruppen")[^1]);
        Assert.Equal(["2", "3", "4"], Column(changed, "Nach wie vielen Runden die Antworten stehen"));
    }

    [Theory]
    [InlineData("antworten=0")]
    [InlineData("antworten=101")]
    [InlineData("antworten=viele")]
    [InlineData("bleiben=-5")]
    [InlineData("antworten=50,5")]
    [InlineData("bleiben=99999999999999999999")]
    public async Task Impossible_assumptions_are_named_at_their_field(string query)
    {
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var page = await reader.GetAsync($"/team/studien/{await app.StudyAsync()}/planung?{query}");
        Assert.Equal(400, page.Status);
        Assert.StartsWith("Fehler: ", page.Page.Title, StringComparison.Ordinal);
        var (field, typed) = (query.Split('=')[0], query.Split('=')[1]);
        var input = page.Page.QuerySelector($"input[name={field}]")!;
        Assert.Equal(("true", typed), (input.GetAttribute("aria-invalid"), input.GetAttribute("value")));
        Assert.Contains("ganze Zahl von 1 bis 100", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("table"));
    }

    private static List<string> Column(Reply page, string heading) =>
        [.. Table(page, heading).QuerySelectorAll("tbody th").Select(cell => cell.TextContent)];

    private static List<string> Row(Reply page, string heading) =>
        [.. Table(page, heading).QuerySelectorAll("tbody tr:first-child > *").Select(cell => cell.TextContent)];

    private static AngleSharp.Dom.IElement Table(Reply page, string heading)
    {
        var id = page.Page.QuerySelectorAll("h2").Single(one => one.TextContent == heading).Id;
        return page.Page.QuerySelector($"[aria-labelledby={id}] table")!;
    }
}
