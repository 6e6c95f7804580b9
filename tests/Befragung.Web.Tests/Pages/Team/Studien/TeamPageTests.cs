using Befragung.Web.Access;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Studien;

/// <summary>The team of a study: its owners say who works at it, and as what.</summary>
public sealed class TeamPageTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string TakeIn = "form[action*=Aufnehmen]";

    [Fact]
    public async Task Whoever_has_an_account_is_taken_in_and_works_at_this_study_alone_from_then_on()
    {
        var key = await app.OpenStudyAsync();
        var other = await app.StudyAsync();
        var email = await app.AccountAsync(TeamRole.Member);
        using var colleague = await app.SignInAsync(email);
        Assert.Equal(404, (await colleague.GetAsync($"/team/studien/{key}")).Status);
        using var owner = await app.TeamAsync();
        var taken = await owner.SubmitAsync(
            await owner.GetAsync(PathOf(key)),
            TakeIn,
            ("email", email.ToUpperInvariant()),
            ("role", "Editor")
        );
        Assert.Equal(PathOf(key), taken.Location);
        // In the session they had.
        Assert.Equal(200, (await colleague.GetAsync($"/team/studien/{key}")).Status);
        Assert.Equal(404, (await colleague.GetAsync($"/team/studien/{other}")).Status);
        var list = await colleague.GetAsync("/team");
        Assert.Equal([$"/team/studien/{key}"], list.Page.QuerySelectorAll(".cards a").Select(link => link.GetAttribute("href")));
        Assert.Empty(app.LettersTo(email));
        var again = await owner.SubmitAsync(await owner.GetAsync(PathOf(key)), TakeIn, ("email", email), ("role", "Owner"));
        Assert.Equal(409, again.Status);
        Assert.Contains("gehört schon zum Team dieser Studie.", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anybody_else_gets_a_letter_and_belongs_to_the_team_with_the_account_it_leads_to()
    {
        var key = await app.StudyAsync();
        using var owner = await app.TeamAsync();
        var email = $"{Guid.NewGuid():N}@team.example";
        var invited = await owner.SubmitAsync(await owner.GetAsync(PathOf(key)), TakeIn, ("email", email), ("role", "Reader"));
        Assert.Contains($"Die Einladung an {email} ist unterwegs", invited.Text, StringComparison.Ordinal);
        var letter = await app.LetterAsync(email, "Einladung");
        Assert.Contains("an der Befragung „Kleine Befragung über Größe“ mitzuarbeiten", letter.Body, StringComparison.Ordinal);
        var link = new Uri(letter.Link).AbsolutePath;
        // The link is for the address alone: whoever invites could else take the account.
        Assert.DoesNotContain(link, invited.Body, StringComparison.Ordinal);
        Assert.Contains("noch ohne Konto", (await owner.GetAsync(PathOf(key))).Text, StringComparison.Ordinal);

        using var colleague = app.Visitor();
        await colleague.SubmitAsync(await colleague.GetAsync(link), "main form", ("password", SurveyApp.Password));
        Assert.Equal(200, (await colleague.GetAsync($"/team/studien/{key}")).Status);
        Assert.Equal(403, (await colleague.GetAsync("/team/konten")).Status);
        Assert.DoesNotContain("noch ohne Konto", (await owner.GetAsync(PathOf(key))).Text, StringComparison.Ordinal);
        var told = (await owner.GetAsync($"/team/studien/{key}/chronik")).Text;
        Assert.Contains("ins Team eingeladen – Lesen", told, StringComparison.Ordinal);
        Assert.Contains($"ins Team aufgenommen – Lesen: {email}", told, StringComparison.Ordinal);
        Assert.DoesNotContain("zurückgenommen", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invited_into_two_studies_one_comes_into_both_by_either_letter()
    {
        var one = await app.StudyAsync();
        var other = await app.StudyAsync();
        using var owner = await app.TeamAsync();
        var email = $"{Guid.NewGuid():N}@team.example";
        await owner.SubmitAsync(await owner.GetAsync(PathOf(one)), TakeIn, ("email", email), ("role", "Reader"));
        var first = new Uri((await app.LetterAsync(email, "Einladung")).Link).AbsolutePath;
        await owner.SubmitAsync(await owner.GetAsync(PathOf(other)), TakeIn, ("email", email), ("role", "Editor"));
        using var colleague = app.Visitor();
        await colleague.SubmitAsync(await colleague.GetAsync(first), "main form", ("password", SurveyApp.Password));
        Assert.Equal(
            (200, 200),
            ((await colleague.GetAsync($"/team/studien/{one}")).Status, (await colleague.GetAsync($"/team/studien/{other}")).Status)
        );
        Assert.False(await app.DataAsync(db => db.AccountLinks.AnyAsync(link => link.Email == email && link.UsedAt == null)));
    }

    [Fact]
    public async Task An_invitation_that_is_taken_back_leads_into_no_study()
    {
        var key = await app.StudyAsync();
        var other = await app.StudyAsync();
        using var owner = await app.TeamAsync();
        var email = $"{Guid.NewGuid():N}@team.example";
        await owner.SubmitAsync(await owner.GetAsync(PathOf(key)), TakeIn, ("email", email), ("role", "Editor"));
        var link = new Uri((await app.LetterAsync(email, "Einladung")).Link).AbsolutePath;
        var page = await owner.GetAsync(PathOf(key));
        // Not from another study, where nobody reads of it.
        Assert.Contains(email, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(email, (await owner.GetAsync(PathOf(other))).Text, StringComparison.Ordinal);
        var (_, fields) = Visitor.Fill(page, "form[action*=Zuruecknehmen]");
        await owner.PostAsync(PathOf(other) + "?handler=Zuruecknehmen", fields);
        Assert.True(await app.DataAsync(db => db.AwaitedMembers.AnyAsync(one => one.Email == email)));
        await owner.SubmitAsync(page, "form[action*=Zuruecknehmen]");
        using var colleague = app.Visitor();
        await colleague.SubmitAsync(await colleague.GetAsync(link), "main form", ("password", SurveyApp.Password));
        Assert.Equal(404, (await colleague.GetAsync($"/team/studien/{key}")).Status);
        Assert.Contains(
            "Einladung ins Team zurückgenommen – Bearbeitung",
            (await owner.GetAsync($"/team/studien/{key}/chronik")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Another_role_counts_with_the_next_page_and_removing_too()
    {
        var key = await app.OpenStudyAsync();
        using var owner = await app.TeamAsync();
        var email = await app.MemberAsync(StudyRole.Reader);
        using var colleague = await app.SignInAsync(email);
        var id = await IdAsync(email);
        var panel = $"/team/studien/{key}/panel";
        Assert.DoesNotContain("Jörg Weiß", (await colleague.GetAsync(panel)).Text, StringComparison.Ordinal);
        await owner.SubmitAsync(await owner.GetAsync(PathOf(key)), "form[action*=Rolle]", ("member", id), ("role", "Editor"));
        Assert.Contains("Jörg Weiß", (await colleague.GetAsync(panel)).Text, StringComparison.Ordinal);
        await owner.SubmitAsync(await owner.GetAsync(PathOf(key)), "form[action*=Entfernen]", ("member", id));
        Assert.Equal(404, (await colleague.GetAsync(panel)).Status);
        Assert.Equal(200, (await colleague.GetAsync("/team")).Status);
        var gone = await owner.SubmitAsync(await owner.GetAsync(PathOf(key)), "form[action*=Rolle]", ("member", id), ("role", "Owner"));
        Assert.Equal(409, gone.Status);
        Assert.Contains("Diese Person gehört nicht mehr zum Team dieser Studie.", gone.Text, StringComparison.Ordinal);
        var told = (await owner.GetAsync($"/team/studien/{key}/chronik")).Text;
        Assert.Contains($"Rolle im Team geändert – Bearbeitung: {email}", told, StringComparison.Ordinal);
        Assert.Contains($"aus dem Team entfernt – Bearbeitung: {email}", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_and_editors_see_who_there_is_and_no_button()
    {
        var key = await app.StudyAsync();
        var email = await app.MemberAsync(StudyRole.Owner);
        foreach (var role in (StudyRole[])[StudyRole.Reader, StudyRole.Editor])
        {
            using var member = await app.TeamAsync(role);
            var page = await member.GetAsync(PathOf(key));
            Assert.Contains(email, page.Text, StringComparison.Ordinal);
            Assert.Empty(page.Page.QuerySelectorAll("main button, main form"));
        }
    }

    [Fact]
    public async Task A_role_that_there_is_not_is_none()
    {
        var key = await app.StudyAsync();
        using var owner = await app.TeamAsync();
        var email = await app.AccountAsync(TeamRole.Member);
        Assert.Equal(409, (await owner.SubmitAsync(await owner.GetAsync(PathOf(key)), TakeIn, ("email", email), ("role", "7"))).Status);
        Assert.Equal(
            400,
            (await owner.SubmitAsync(await owner.GetAsync(PathOf(key)), TakeIn, ("email", "keine"), ("role", "Editor"))).Status
        );
        using var colleague = await app.SignInAsync(email);
        Assert.Equal(404, (await colleague.GetAsync($"/team/studien/{key}")).Status);
    }

    [Fact]
    public async Task A_study_of_others_looks_as_if_there_were_none()
    {
        var key = await app.OpenStudyAsync();
        using var colleague = await app.SignInAsync(await app.AccountAsync(TeamRole.Administrator));
        var others = await colleague.GetAsync($"/team/studien/{key}");
        var none = await colleague.GetAsync("/team/studien/gibt-es-nicht");
        Assert.Equal((404, none.Text), (others.Status, others.Text));
        Assert.DoesNotContain(key, (await colleague.GetAsync("/team/chronik")).Body, StringComparison.Ordinal);
    }

    private static string PathOf(string key) => $"/team/studien/{key}/team";

    private Task<string> IdAsync(string email) =>
        app.DataAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync());
}

/// <summary>Somebody always decides about a study, or an administrator is told that nobody does.</summary>
public sealed class OwnersOfStudiesTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string LastWords = "Dies ist die letzte Person mit der Rolle „Leitung“ in dieser Studie.";

    [Fact]
    public async Task The_last_owner_can_neither_leave_nor_be_given_another_role_not_even_by_two_at_once()
    {
        var key = await app.StudyAsync();
        var email = await app.MemberAsync(StudyRole.Owner);
        using var owner = await app.SignInAsync(email);
        var id = await IdAsync(email);
        var team = $"/team/studien/{key}/team";
        foreach (var (step, field) in ((string, (string, string?))[])[("Rolle", ("role", "Reader")), ("Entfernen", ("member", id))])
        {
            var refused = await owner.SubmitAsync(await owner.GetAsync(team), $"form[action*={step}]", ("member", id), field);
            Assert.Equal(409, refused.Status);
            Assert.Contains(LastWords, refused.Text, StringComparison.Ordinal);
        }
        var other = await app.MemberAsync(StudyRole.Owner);
        using var second = await app.SignInAsync(other);
        var page = await owner.GetAsync(team);
        var others = await second.GetAsync(team);
        var replies = await Task.WhenAll(
            owner.SubmitAsync(page, "form[action*=Entfernen]", ("member", id)),
            second.SubmitAsync(others, "form[action*=Entfernen]", ("member", await IdAsync(other)))
        );
        Assert.Equal([302, 409], replies.Select(reply => reply.Status).Order());
        Assert.Equal(1, await app.DataAsync(db => db.StudyMembers.CountAsync(one => one.Study!.Key == key && one.Role == StudyRole.Owner)));
    }

    [Fact]
    public async Task A_study_whose_owner_has_left_the_installation_is_given_to_somebody_by_an_administrator_who_still_sees_nothing_of_it()
    {
        using var leaving = await app.SignInAsync(await app.AccountAsync(TeamRole.Member));
        var key = (
            await leaving.SubmitAsync(await leaving.GetAsync("/team/studien/neu"), "main form", ("template", "stellschrauben.yaml"))
        ).Location!.Split('/')[3];
        Assert.Equal(200, (await leaving.GetAsync($"/team/studien/{key}")).Status);
        // Whoever works there too can give it to nobody.
        await leaving.SubmitAsync(
            await leaving.GetAsync($"/team/studien/{key}/team"),
            "form[action*=Aufnehmen]",
            ("email", await app.AccountAsync(TeamRole.Member)),
            ("role", "Editor")
        );
        using var administrator = await app.SignInAsync(await app.AccountAsync(TeamRole.Administrator));
        Assert.Empty((await administrator.GetAsync("/team/konten")).Page.QuerySelectorAll("form[action*=Leitung]"));
        var id = await app.DataAsync(db =>
            db.StudyMembers.Where(one => one.Study!.Key == key && one.Role == StudyRole.Owner).Select(one => one.MemberId).SingleAsync()
        );
        await administrator.SubmitAsync(
            await administrator.GetAsync("/team/konten"),
            "form[action*=Entfernen]",
            ("member", id),
            ("sure", "true")
        );
        var heir = await app.AccountAsync(TeamRole.Member);
        var page = await administrator.GetAsync("/team/konten");
        Assert.Equal("/team/konten", (await administrator.SubmitAsync(page, "form[action*=Leitung]", ("email", heir))).Location);
        using var taking = await app.SignInAsync(heir);
        Assert.Equal(
            (200, 404),
            ((await taking.GetAsync($"/team/studien/{key}/loeschen")).Status, (await administrator.GetAsync($"/team/studien/{key}")).Status)
        );
        // Of one that has an owner no administrator decides.
        var late = await administrator.SubmitAsync(page, "form[action*=Leitung]", ("email", heir));
        Assert.Equal(409, late.Status);
        Assert.Contains("Diese Studie hat inzwischen eine Leitung", late.Text, StringComparison.Ordinal);
        Assert.Contains(
            "aus dem Team entfernt – Leitung: gelöschtes Konto",
            (await taking.GetAsync($"/team/studien/{key}/chronik")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_first_account_has_the_studies_that_were_there_before_anybody()
    {
        var key = await app.StudyAsync();
        await app.DataAsync(db => db.StudyMembers.Where(one => one.Study!.Key == key).ExecuteDeleteAsync());
        var link = await app.DataAsync(db => AccountLink.IssueAsync(db, TeamRole.Administrator, null, app.Clock.GetUtcNow().UtcDateTime));
        using var first = app.Visitor();
        await first.SubmitAsync(
            await first.GetAsync($"/team/konto/{link}"),
            "main form",
            ("email", $"{Guid.NewGuid():N}@team.example"),
            ("password", SurveyApp.Password)
        );
        Assert.Equal(200, (await first.GetAsync($"/team/studien/{key}/loeschen")).Status);
    }

    private Task<string> IdAsync(string email) =>
        app.DataAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync());
}
