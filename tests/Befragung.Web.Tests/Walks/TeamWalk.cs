using Befragung.Web.Access;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>A study gets a team: somebody is invited, comes, and sees what is theirs and nothing else.</summary>
public sealed class TeamWalk(Browser app) : IClassFixture<Browser>
{
    private const int Desk = 1280,
        Phone = 390;

    [Fact]
    public async Task A_colleague_is_invited_into_one_study_works_at_it_and_later_only_reads()
    {
        var (key, other) = (await app.OpenStudyAsync(3), await app.StudyAsync());
        var (study, email) = ($"/team/studien/{key}", "ada@team.example");
        var owner = await SignInAsync(await app.MemberAsync(StudyRole.Owner), Desk);
        await owner.GotoAsync(study);
        await owner.GetByRole(AriaRole.Link, new() { Name = "Team", Exact = true }).ClickAsync();
        await owner.GetByLabel("E-Mail-Adresse").FillAsync(email);
        await owner.Locator("#role-neu").SelectOptionAsync("Bearbeitung");
        await owner.GetByRole(AriaRole.Button, new() { Name = "Aufnehmen", Exact = true }).ClickAsync();
        await Assertions.Expect(owner.GetByText($"Die Einladung an {email} ist unterwegs")).ToBeVisibleAsync();
        await app.LookAsync(owner, "team-eingeladen");

        var colleague = await app.OpenAsync(Phone);
        await colleague.GotoAsync(new Uri((await app.LetterAsync(email, "Einladung")).Link).AbsolutePath);
        await colleague.GetByLabel("Passwort").FillAsync(SurveyApp.Password);
        await colleague.GetByRole(AriaRole.Button, new() { Name = "Konto anlegen" }).ClickAsync();
        await Assertions.Expect(colleague.Locator(".cards a")).ToHaveCountAsync(1);
        await app.LookAsync(colleague, "meine-studien");
        Assert.Equal(404, (await colleague.GotoAsync($"/team/studien/{other}"))!.Status);
        await colleague.GotoAsync("/team/konto");
        await colleague.GetByLabel("Ihr Name").FillAsync("Ada Größe");
        await colleague.GetByRole(AriaRole.Button, new() { Name = "Angaben speichern" }).ClickAsync();
        await app.LookAsync(colleague, "mein-konto");
        await colleague.GotoAsync($"{study}/panel");
        await Assertions.Expect(colleague.GetByText("Jörg Weiß 0")).ToBeVisibleAsync();

        await owner.GotoAsync($"{study}/team");
        foreach (var width in (int[])[Desk, Phone])
        {
            await owner.SetViewportSizeAsync(width, 900);
            await app.LookAsync(owner, $"team-leitung-{width}");
        }
        var card = owner.Locator(".card", new() { HasText = "Ada Größe" });
        await card.GetByText("Rolle ändern").ClickAsync();
        await card.GetByLabel("Rolle").SelectOptionAsync("Lesen");
        await app.LookAsync(owner, "team-rolle");
        await card.GetByRole(AriaRole.Button, new() { Name = "Rolle speichern" }).ClickAsync();

        foreach (var (page, name) in ((string, string)[])[("", "studie"), ("/team", "team"), ("/runden/1", "runde"), ("/panel", "panel")])
        {
            await colleague.GotoAsync(study + page);
            await Assertions.Expect(colleague.GetByText("Sie lesen mit")).ToBeVisibleAsync();
            await Assertions.Expect(colleague.Locator("main button")).ToHaveCountAsync(0);
            await app.LookAsync(colleague, $"lesen-{name}");
        }
        await Assertions.Expect(colleague.GetByText("Jörg Weiß 0")).ToHaveCountAsync(0);
        Assert.Equal([], app.Complaints.Where(one => !one.Contains("status of 404", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_administrator_looks_after_accounts_and_sees_no_study()
    {
        var key = await app.StudyAsync();
        await app.DataAsync(db => db.StudyMembers.Where(one => one.Study!.Key == key).ExecuteDeleteAsync());
        var email = await app.AccountAsync(TeamRole.Administrator);
        foreach (var width in (int[])[Desk, Phone])
        {
            var administrator = await SignInAsync(email, width);
            await Assertions.Expect(administrator.Locator(".cards a")).ToHaveCountAsync(0);
            await app.LookAsync(administrator, $"verwaltung-studien-{width}");
            await administrator.GetByRole(AriaRole.Link, new() { Name = "Konten" }).ClickAsync();
            await Assertions.Expect(administrator.GetByText("Studien ohne Leitung")).ToBeVisibleAsync();
            await app.LookAsync(administrator, $"verwaltung-konten-{width}");
            Assert.Equal(404, (await administrator.GotoAsync($"/team/studien/{key}"))!.Status);
        }
        Assert.Equal([], app.Complaints.Where(one => !one.Contains("status of 404", StringComparison.Ordinal)));
    }

    private async Task<IPage> SignInAsync(string email, int width)
    {
        var page = await app.OpenAsync(width);
        await page.GotoAsync("/team/anmelden");
        await page.GetByLabel("E-Mail-Adresse").FillAsync(email);
        await page.GetByLabel("Passwort").FillAsync(SurveyApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();
        return page;
    }
}
