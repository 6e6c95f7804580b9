using Befragung.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Konten;

/// <summary>Administrators look after accounts.</summary>
public sealed class AccountsPageTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Path = "/team/konten";

    [Fact]
    public async Task An_administrator_invites_somebody_by_a_link_that_is_shown_once()
    {
        using var owner = await app.TeamAsync();
        var email = $"{Guid.NewGuid():N}@team.example";
        var shown = await owner.SubmitAsync(await owner.GetAsync(Path), "form[action*=Einladen]", ("email", email), ("role", "Member"));
        Assert.Contains(email, shown.Text, StringComparison.Ordinal);
        var link = LinkIn(shown);
        Assert.DoesNotContain(link, (await owner.GetAsync(Path)).Body, StringComparison.Ordinal);
        using var invited = app.Visitor();
        Assert.Equal(
            "/team",
            (await invited.SubmitAsync(await invited.GetAsync(link), "main form", ("password", SurveyApp.Password))).Location
        );
        Assert.Equal(TeamRole.Member, (await MemberAsync(email))!.Role);
        Assert.Equal(409, (await owner.SubmitAsync(await owner.GetAsync(Path), "form[action*=Einladen]", ("email", email))).Status);
        Assert.Equal(400, (await owner.SubmitAsync(await owner.GetAsync(Path), "form[action*=Einladen]", ("email", "keine"))).Status);
    }

    [Fact]
    public async Task An_administrator_changes_a_role_hands_over_a_link_for_a_password_and_removes_an_account()
    {
        using var owner = await app.TeamAsync();
        var email = await app.MemberAsync(StudyRole.Reader);
        var id = (await MemberAsync(email))!.Id;
        await owner.SubmitAsync(await owner.GetAsync(Path), "form[action*=Rolle]", ("member", id), ("role", "Administrator"));
        Assert.Equal(TeamRole.Administrator, (await MemberAsync(email))!.Role);

        var link = LinkIn(await owner.SubmitAsync(await owner.GetAsync(Path), "form[action*=Link]", ("member", id)));
        using var member = app.Visitor();
        Assert.Equal(
            "/team",
            (await member.SubmitAsync(await member.GetAsync(link), "main form", ("password", "Sieben Gänse ziehen nach Süden."))).Location
        );

        Assert.Equal(400, (await owner.SubmitAsync(await owner.GetAsync(Path), "form[action*=Entfernen]", ("member", id))).Status);
        Assert.NotNull(await MemberAsync(email));
        Assert.Equal(
            Path,
            (await owner.SubmitAsync(await owner.GetAsync(Path), "form[action*=Entfernen]", ("member", id), ("sure", "true"))).Location
        );
        Assert.Null(await MemberAsync(email));
        Assert.Equal(302, (await member.GetAsync("/team")).Status);
        Assert.False(await app.DataAsync(db => db.AccountLinks.AnyAsync(one => one.Email == email)));
        var gone = await owner.SubmitAsync(await owner.GetAsync(Path), "form[action*=Rolle]", ("member", id), ("role", "Administrator"));
        Assert.Contains("Dieses Konto gibt es nicht mehr.", gone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_link_for_the_same_address_makes_the_earlier_one_void_and_no_other()
    {
        using var owner = await app.TeamAsync();
        async Task<string> InviteAsync(string email) =>
            LinkIn(await owner.SubmitAsync(await owner.GetAsync(Path), "form[action*=Einladen]", ("email", email), ("role", "Member")));
        string email = $"{Guid.NewGuid():N}@team.example",
            another = $"{Guid.NewGuid():N}@team.example";
        var first = await InviteAsync(email);
        var others = await InviteAsync(another);
        var second = await InviteAsync(email);
        using var visitor = app.Visitor();
        Assert.Equal(
            (404, 200, 200),
            ((await visitor.GetAsync(first)).Status, (await visitor.GetAsync(second)).Status, (await visitor.GetAsync(others)).Status)
        );
    }

    [Fact]
    public async Task A_password_that_is_set_makes_the_links_of_its_account_void_and_those_of_no_other()
    {
        using var owner = await app.TeamAsync();
        async Task<string> LinkAsync(string email) =>
            LinkIn(await owner.SubmitAsync(await owner.GetAsync(Path), "form[action*=Link]", ("member", (await MemberAsync(email))!.Id)));
        var email = await app.MemberAsync(StudyRole.Reader);
        var another = await app.MemberAsync(StudyRole.Reader);
        var first = await LinkAsync(email);
        var second = await LinkAsync(email);
        var others = await LinkAsync(another);
        using var visitor = app.Visitor();
        Assert.Equal(
            "/team",
            (
                await visitor.SubmitAsync(await visitor.GetAsync(second), "main form", ("password", "Sieben Gänse ziehen nach Süden."))
            ).Location
        );
        Assert.Equal(
            (404, 404, 200),
            ((await visitor.GetAsync(first)).Status, (await visitor.GetAsync(second)).Status, (await visitor.GetAsync(others)).Status)
        );
    }

    private static string LinkIn(Reply shown) => new Uri(shown.Page.QuerySelector(".kern-alert--success .reach")!.TextContent).AbsolutePath;

    private Task<TeamMember?> MemberAsync(string email) =>
        app.WithAsync(services => services.GetRequiredService<UserManager<TeamMember>>().FindByEmailAsync(email));
}

/// <summary>There is always somebody who can look after accounts.</summary>
public sealed class LastAdministratorTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task The_last_administrator_can_neither_be_removed_nor_given_another_role_not_even_by_two_at_once()
    {
        var email = await app.MemberAsync(StudyRole.Owner);
        using var owner = app.Visitor();
        await owner.SubmitAsync(await owner.GetAsync("/team/anmelden"), "main form", ("email", email), ("password", SurveyApp.Password));
        await app.MemberAsync(StudyRole.Editor);
        foreach (var (step, field) in ((string, (string, string?))[])[("Rolle", ("role", "Member")), ("Entfernen", ("sure", "true"))])
        {
            var page = await owner.GetAsync("/team/konten");
            var id = await app.WithAsync(async services =>
                (await services.GetRequiredService<UserManager<TeamMember>>().FindByEmailAsync(email))!.Id
            );
            var refused = await owner.SubmitAsync(page, $"form[action*={step}]", ("member", id), field);
            Assert.Equal(409, refused.Status);
            Assert.Contains("Dies ist das letzte Konto mit der Rolle „Verwaltung“.", refused.Text, StringComparison.Ordinal);
        }
        var other = await app.MemberAsync(StudyRole.Owner);
        var removed = await Task.WhenAll(((string[])[email, other]).Select(RemovedAsync));
        Assert.Equal(1, removed.Count(one => one));
        Assert.Equal(1, await app.DataAsync(db => db.Users.CountAsync(member => member.Role == TeamRole.Administrator)));
    }

    private Task<bool> RemovedAsync(string email) =>
        app.WithAsync(async services =>
        {
            var accounts = services.GetRequiredService<Accounts>();
            try
            {
                await accounts.RemoveAsync(await accounts.OfAddressAsync(email), "test", CancellationToken.None);
                return true;
            }
            catch (Befragung.Delphi.RuleBrokenException)
            {
                return false;
            }
        });
}
