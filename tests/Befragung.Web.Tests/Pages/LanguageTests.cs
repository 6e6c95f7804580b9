namespace Befragung.Web.Tests.Pages;

/// <summary>German first; the choice lives in the session, or in the address where there is none.</summary>
public sealed class LanguageTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Theory]
    [InlineData("de", "/", "de")]
    [InlineData("en-US,en;q=0.9", "/", "en")]
    [InlineData("it", "/", "de")]
    [InlineData("it,fr-CH;q=0.8", "/", "fr")]
    [InlineData("de", "/link?sprache=fr", "fr")]
    [InlineData("de", "/?sprache=en", "en")]
    [InlineData("en", "/?sprache=de", "de")]
    [InlineData("de", "/?sprache=xx", "de")]
    public async Task A_page_speaks_the_language_that_was_asked_for(string browser, string path, string language)
    {
        using var visitor = app.Visitor(browser);
        Assert.Equal(language, (await visitor.GetAsync(path)).Page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Without_a_session_the_choice_goes_into_the_address_and_no_cookie_is_set()
    {
        using var visitor = app.Visitor();
        var page = await visitor.GetAsync("/datenschutz");
        var reply = await visitor.GetAsync(page.Page.QuerySelector("a[hreflang=en]")!.GetAttribute("href")!);
        Assert.Equal("/datenschutz?sprache=en", reply.Location);
        Assert.Empty(visitor.Cookies.GetAllCookies());
    }

    [Fact]
    public async Task An_experts_choice_lives_in_their_session()
    {
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync());
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        var reply = await expert.GetAsync(page.Page.QuerySelector("a[hreflang=en]")!.GetAttribute("href")!);
        Assert.Equal("/bogen/abschnitt/eins", reply.Location);
        var english = await expert.GetAsync(reply.Location!);
        Assert.Equal("en", english.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("How important is size?", english.Text, StringComparison.Ordinal);
        Assert.Contains("First section", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_teams_choice_lives_in_their_session()
    {
        using var editor = await app.TeamAsync();
        var reply = await editor.GetAsync("/sprache/en?zurueck=/team/studien/neu");
        Assert.Equal("/team/studien/neu", reply.Location);
        Assert.Equal("en", (await editor.GetAsync("/team")).Page.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("https://anderswo.example/")]
    [InlineData("//anderswo.example/")]
    [InlineData("/\\anderswo.example/")]
    public async Task Changing_the_language_never_leads_elsewhere(string back)
    {
        using var visitor = app.Visitor();
        Assert.Equal("/?sprache=en", (await visitor.GetAsync("/sprache/en?zurueck=" + Uri.EscapeDataString(back))).Location);
    }

    [Fact]
    public async Task A_language_that_is_not_spoken_answers_404()
    {
        using var visitor = app.Visitor();
        Assert.Equal(404, (await visitor.GetAsync("/sprache/it")).Status);
        Assert.Equal(404, (await visitor.GetAsync("/sprache/de%0A")).Status);
    }

    [Fact]
    public async Task The_language_can_be_changed_where_the_address_has_letters_beyond_ascii()
    {
        using var visitor = app.Visitor();
        var page = await visitor.GetAsync("/ergebnisse/k%C3%B6ln%20100%25");
        var reply = await visitor.GetAsync(page.Page.QuerySelector("a[hreflang=en]")!.GetAttribute("href")!);
        Assert.Equal("/ergebnisse/k%C3%B6ln%20100%25?sprache=en", reply.Location);
    }
}
