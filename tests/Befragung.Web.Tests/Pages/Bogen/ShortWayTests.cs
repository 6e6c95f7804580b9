using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>A page that is made already is served on a short way. Nobody can tell it from the long one.</summary>
public sealed class ShortWayTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Theory]
    [InlineData("/bogen")]
    [InlineData("/bogen/abschnitt/eins")]
    [InlineData("/bogen/abgeben")]
    public async Task Both_ways_lead_to_the_same_page(string path)
    {
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        await app.BeginAsync(key, 0, new AnswerChange("r1", "2"));
        // With a query one always goes the whole way; the first visit makes the page.
        var whole = await expert.GetAsync($"{path}?weg=ganz");
        var first = await expert.GetAsync(path);
        var again = await expert.GetAsync(path);
        Assert.Equal((200, 200, 200), (whole.Status, first.Status, again.Status));
        Assert.Equal((first.BodyWithoutTokens, first.Type), (again.BodyWithoutTokens, again.Type));
        Assert.Equal(whole.BodyWithoutTokens, again.BodyWithoutTokens);
        Assert.Equal(Headers(whole), Headers(again));
    }

    [Fact]
    public async Task A_personal_link_leads_to_the_sheet_on_both_ways_and_one_that_is_unknown_to_the_word_about_links()
    {
        var key = await app.OpenStudyAsync(1);
        var link = await app.LinkAsync(key);
        foreach (var query in (string[])["", "?sprache=en"])
        {
            using var expert = app.Visitor();
            var reply = await expert.GetAsync(link + query);
            Assert.Equal((302, "/bogen"), (reply.Status, reply.Location));
            Assert.StartsWith("no-store", reply.Headers["Cache-Control"], StringComparison.Ordinal);
            Assert.Equal("/bogen/einwilligung", (await expert.GetAsync("/bogen")).Location);
            Assert.Equal(404, (await expert.GetAsync($"/einladung/falsch{query}")).Status);
        }
    }

    [Fact]
    public async Task Whoever_may_not_see_the_page_does_not_see_it_on_the_short_way_either()
    {
        var key = await app.OpenStudyAsync(2);
        using var expert = await app.ExpertAsync(key);
        foreach (var path in (string[])["/bogen", "/bogen/abschnitt/eins", "/bogen/abgeben"])
        {
            Assert.Equal(200, (await expert.GetAsync(path)).Status);
            using var stranger = app.Visitor();
            Assert.Equal(302, (await stranger.GetAsync(path)).Status);
            using var team = await app.TeamAsync();
            Assert.Equal(302, (await team.GetAsync(path)).Status);
            using var undecided = app.Visitor();
            await undecided.GetAsync(await app.LinkAsync(key, 1));
            Assert.Equal("/bogen/einwilligung", (await undecided.GetAsync(path)).Location);
        }
        Assert.Equal(404, (await expert.GetAsync("/bogen/abschnitt/gibt-es-nicht")).Status);
        await app.CloseAsync(key);
        Assert.Equal("/bogen", (await expert.GetAsync("/bogen/abschnitt/eins")).Location);
        Assert.Contains("Die Runde ist abgeschlossen", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
    }

    /// <summary>Pragma tells HTTP/1.0 what Cache-Control tells all others, and comes only with a form token that is new.</summary>
    private static Dictionary<string, string> Headers(Reply reply) =>
        reply.Headers.Where(header => header.Key is not ("Date" or "Set-Cookie" or "Pragma")).ToDictionary();
}
