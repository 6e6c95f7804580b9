using System.Security.Claims;
using Befragung.Web.Access;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Befragung.Web.Tests.Access;

/// <summary>When a session of the team is over, it is over for whoever has its cookie.</summary>
public sealed class TeamSessionTests(SurveyApp app) : IClassFixture<SurveyApp>, IDisposable
{
    public void Dispose() => app.Clock.Ahead = TimeSpan.Zero;

    [Fact]
    public async Task Signing_out_ends_the_session_for_every_copy_of_its_cookie()
    {
        using var member = await SignInAsync(await app.MemberAsync(StudyRole.Editor));
        using var thief = Copy(member);
        Assert.Equal(200, (await thief.GetAsync("/team")).Status);
        await member.SubmitAsync(await member.GetAsync("/team"), "header form");
        Assert.Equal((302, 302), ((await thief.GetAsync("/team")).Status, (await member.GetAsync("/team")).Status));
    }

    [Fact]
    public async Task While_sessions_cannot_be_looked_up_nobody_is_let_in()
    {
        var busy = Session();
        await LookedUpSessions.Guarded(_ => throw new NpgsqlException("Not now", new TimeoutException()))(busy);
        Assert.Null(busy.Principal);

        var known = Session();
        await LookedUpSessions.Guarded(_ => Task.CompletedTask)(known);
        Assert.NotNull(known.Principal);
        // A mistake of the platform's own is hidden from nobody.
        await Assert.ThrowsAsync<NotSupportedException>(() => LookedUpSessions.Guarded(_ => throw new NotSupportedException())(Session()));

        CookieValidatePrincipalContext Session() =>
            new(
                new DefaultHttpContext { RequestServices = app.Services },
                new("team", null, typeof(CookieAuthenticationHandler)),
                new(),
                new(new ClaimsPrincipal(new ClaimsIdentity("team")), "team")
            );
    }

    [Fact]
    public async Task A_session_in_use_goes_on_for_twelve_hours_and_no_longer()
    {
        using var member = await SignInAsync(await app.MemberAsync(StudyRole.Editor));
        for (var hours = 3; hours < 12; hours += 3)
        {
            app.Clock.Ahead = TimeSpan.FromHours(hours);
            Assert.Equal(200, (await member.GetAsync("/team")).Status);
        }
        app.Clock.Ahead = TimeSpan.FromHours(12.1);
        Assert.Equal(302, (await member.GetAsync("/team")).Status);
    }

    [Fact]
    public async Task A_session_that_nobody_uses_ends_after_ten_hours()
    {
        using var member = await SignInAsync(await app.MemberAsync(StudyRole.Editor));
        app.Clock.Ahead = TimeSpan.FromHours(10.1);
        Assert.Equal(302, (await member.GetAsync("/team")).Status);
    }

    [Fact]
    public async Task Another_language_is_no_new_session_and_goes_with_signing_out()
    {
        using var member = await SignInAsync(await app.MemberAsync(StudyRole.Editor));
        await member.GetAsync("/sprache/en");
        Assert.Contains("Sign out", (await member.GetAsync("/team")).Body, StringComparison.Ordinal);
        using var thief = Copy(member);
        app.Clock.Ahead = TimeSpan.FromHours(9);
        await member.GetAsync("/sprache/de");
        app.Clock.Ahead = TimeSpan.FromHours(12.1);
        Assert.Equal((302, 302), ((await thief.GetAsync("/team")).Status, (await member.GetAsync("/team")).Status));
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        var email = await app.MemberAsync(StudyRole.Editor);
        using var member = await SignInAsync(email);
        using var before = Copy(member);
        await member.SubmitAsync(await member.GetAsync("/team/anmelden"), "main form", ("email", email), ("password", SurveyApp.Password));
        Assert.Equal((200, 302), ((await member.GetAsync("/team")).Status, (await before.GetAsync("/team")).Status));
    }

    [Theory]
    [InlineData("role")]
    [InlineData("removed")]
    [InlineData("stamp")]
    public async Task What_changes_the_account_ends_its_sessions_at_once(string what)
    {
        await app.MemberAsync(StudyRole.Owner);
        var email = await app.MemberAsync(StudyRole.Owner);
        using var member = await SignInAsync(email);
        Assert.Equal(200, (await member.GetAsync("/team")).Status);
        await app.WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<Accounts>();
            var found = await accounts.OfAddressAsync(email);
            if (what == "role")
                await accounts.ChangeRoleAsync(found, TeamRole.Member, "test", CancellationToken.None);
            else if (what == "removed")
                await accounts.RemoveAsync(found, "test", CancellationToken.None);
            else
                await services.GetRequiredService<UserManager<TeamMember>>().UpdateSecurityStampAsync(found);
            return true;
        });
        Assert.Equal(302, (await member.GetAsync("/team")).Status);
    }

    private async Task<Visitor> SignInAsync(string email)
    {
        var visitor = app.Visitor();
        var reply = await visitor.SubmitAsync(
            await visitor.GetAsync("/team/anmelden"),
            "main form",
            ("email", email),
            ("password", SurveyApp.Password)
        );
        Assert.Equal("/team", reply.Location);
        return visitor;
    }

    private Visitor Copy(Visitor visitor)
    {
        var copy = app.Visitor();
        copy.Cookies.Add(visitor.Cookies.GetAllCookies());
        return copy;
    }
}
