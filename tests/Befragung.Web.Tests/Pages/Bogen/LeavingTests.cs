namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>An expert leaves a device that others use too.</summary>
public sealed class LeavingTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Leaving_ends_the_session_for_every_copy_of_its_cookie_and_for_no_other_device()
    {
        var key = await app.OpenStudyAsync(1);
        using var shared = await app.ExpertAsync(key);
        using var phone = app.Visitor();
        await phone.GetAsync(await app.LinkAsync(key));
        using var thief = app.Visitor();
        thief.Cookies.Add(shared.Cookies.GetAllCookies());
        Assert.Equal((200, 200), ((await thief.GetAsync("/bogen")).Status, (await thief.GetAsync("/bogen/abschnitt/eins")).Status));

        var page = await shared.GetAsync("/bogen");
        var leave = page.Page.QuerySelector("header nav a[href='/bogen/verlassen']")!;
        var left = await shared.SubmitAsync(await shared.GetAsync(leave.GetAttribute("href")!), "main form");
        Assert.Equal("\"cache\"", left.Headers["Clear-Site-Data"]);
        Assert.Contains("Sie sind abgemeldet", (await shared.FollowAsync(left.Location!)).Text, StringComparison.Ordinal);

        Assert.Equal((302, 302), ((await thief.GetAsync("/bogen")).Status, (await shared.GetAsync("/bogen/abschnitt/eins")).Status));
        Assert.Equal(200, (await phone.GetAsync("/bogen")).Status);
        await shared.GetAsync(await app.LinkAsync(key));
        Assert.Equal(200, (await shared.GetAsync("/bogen")).Status);
    }

    [Fact]
    public async Task Who_leaves_later_lets_nobody_in_again_who_left_before()
    {
        var key = await app.OpenStudyAsync(2);
        using var first = await app.ExpertAsync(key);
        using var second = await app.ExpertAsync(key, 1);
        using var copy = app.Visitor();
        copy.Cookies.Add(first.Cookies.GetAllCookies());
        await first.SubmitAsync(await first.GetAsync("/bogen/verlassen"), "main form");
        await second.SubmitAsync(await second.GetAsync("/bogen/verlassen"), "main form");
        Assert.Equal(302, (await copy.GetAsync("/bogen")).Status);
    }

    [Fact]
    public async Task One_can_leave_before_the_consent_and_between_rounds()
    {
        var key = await app.OpenStudyAsync(1);
        using var undecided = app.Visitor();
        await undecided.GetAsync(await app.LinkAsync(key));
        Assert.Equal(200, (await undecided.GetAsync("/bogen/verlassen")).Status);
        using var expert = await app.ExpertAsync(key);
        await app.CloseAsync(key);
        Assert.Equal("/einladung?verlassen", (await expert.SubmitAsync(await expert.GetAsync("/bogen/verlassen"), "main form")).Location);
    }
}
