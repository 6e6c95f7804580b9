namespace Befragung.Web.Tests.Access;

/// <summary>Sessions of experts are remembered opened, so that they need not be deciphered with each page; nothing of that may be seen.</summary>
public sealed class ExpertSessionTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task A_session_that_has_been_in_use_ends_all_the_same()
    {
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        Assert.Equal((200, 200), ((await expert.GetAsync("/bogen")).Status, (await expert.GetAsync("/bogen")).Status));
        try
        {
            app.Clock.Ahead = TimeSpan.FromHours(25);
            Assert.StartsWith(
                "/einladung",
                new Uri(app.Address, (await expert.GetAsync("/bogen")).Location!).AbsolutePath,
                StringComparison.Ordinal
            );
        }
        finally
        {
            app.Clock.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task A_session_that_goes_on_is_prolonged()
    {
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        try
        {
            foreach (var hours in (int[])[13, 26, 39])
            {
                app.Clock.Ahead = TimeSpan.FromHours(hours);
                Assert.Equal(200, (await expert.GetAsync("/bogen")).Status);
            }
        }
        finally
        {
            app.Clock.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task Another_language_in_one_browser_leaves_the_other_browser_of_the_same_session_as_it_was()
    {
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        using var copy = app.Visitor();
        copy.Cookies.Add(expert.Cookies.GetAllCookies());
        await expert.GetAsync("/sprache/en");
        Assert.Contains("Your sections", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        Assert.Contains("Ihre Abschnitte", (await copy.GetAsync("/bogen")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_that_was_tampered_with_opens_nothing()
    {
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        await expert.GetAsync("/bogen");
        var cookie = expert.Cookies.GetAllCookies()["befragung.bogen"]!;
        using var stranger = app.Visitor();
        var middle = cookie.Value.Length / 2;
        stranger.Cookies.Add(
            app.Address,
            new System.Net.Cookie(
                "befragung.bogen",
                cookie.Value[..middle] + (cookie.Value[middle] == 'A' ? 'B' : 'A') + cookie.Value[(middle + 1)..]
            )
        );
        Assert.Equal(302, (await stranger.GetAsync("/bogen")).Status);
    }

    [Fact]
    public async Task Experts_who_share_a_browser_have_form_tokens_of_their_own()
    {
        var key = await app.OpenStudyAsync(2);
        using var browser = await app.ExpertAsync(key);
        var first = await browser.GetAsync("/bogen/abschnitt/eins");
        await browser.SubmitAsync(await browser.GetAsync(await app.LinkAsync(key, 1)), "main form");
        await browser.SubmitAsync(await browser.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));
        var second = await browser.GetAsync("/bogen/abschnitt/eins");
        Assert.Equal(400, (await browser.SubmitAsync(first, "form.sheet", ("a.r1", "3"))).Status);
        Assert.Equal(302, (await browser.SubmitAsync(second, "form.sheet", ("a.r1", "3"))).Status);
    }
}
