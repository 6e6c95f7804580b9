using Befragung.Web.Access;
using Befragung.Web.Tests.Mail;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>A study gets a team: somebody is invited, comes, and sees what is theirs and nothing else.</summary>
public sealed class TeamWalk(Browser app) : Walk(app, "status of 404")
{
    private const int Desk = 1280,
        Phone = 390;

    [Fact]
    public async Task A_colleague_is_invited_into_one_study_works_at_it_and_later_only_reads()
    {
        const string email = "ada@team.example";
        var study = $"/team/studien/{await App.OpenStudyAsync(3)}";
        var other = await App.StudyAsync();
        var owner = await TeamDesk.SignedInAsync(App, StudyRole.Owner, new(Desk));
        await owner.InviteAsync(study, email);

        var colleague = await TeamDesk.OpenAsync(App, new(Phone));
        await colleague.CreateAccountAsync(new Uri((await App.LetterAsync(email, "Einladung")).Link).AbsolutePath);
        await Expect(colleague.Find(".cards a")).ToHaveCountAsync(1);
        await colleague.LookAsync("meine-studien");
        Assert.Equal(404, (await colleague.GoToAsync($"/team/studien/{other}"))!.Status);
        await colleague.GoToAsync("/team/konto");
        await colleague.WriteAsync("Ihr Name", "Ada Größe");
        await colleague.PressAsync("Angaben speichern");
        await colleague.LookAsync("mein-konto");
        await colleague.GoToAsync($"{study}/panel");
        await colleague.SeesAsync("Jörg Weiß 0");

        await owner.GoToAsync($"{study}/team");
        foreach (var width in (int[])[Desk, Phone])
        {
            await owner.Page.SetViewportSizeAsync(width, 900);
            await owner.LookAsync($"team-leitung-{width}");
        }
        var card = owner.Find(".card", "Ada Größe");
        await card.GetByText("Rolle ändern").ClickAsync();
        await card.GetByLabel("Rolle").SelectOptionAsync("Lesen");
        await owner.LookAsync("team-rolle");
        await card.GetByRole(AriaRole.Button, new() { Name = "Rolle speichern" }).ClickAsync();

        foreach (var (page, name) in ((string, string)[])[("", "studie"), ("/team", "team"), ("/runden/1", "runde"), ("/panel", "panel")])
        {
            await colleague.GoToAsync(study + page);
            await colleague.SeesAsync("Sie lesen mit");
            await Expect(colleague.Find("main button")).ToHaveCountAsync(0);
            await colleague.LookAsync($"lesen-{name}");
        }
        await Expect(colleague.Page.GetByText("Jörg Weiß 0")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_administrator_looks_after_accounts_and_sees_no_study()
    {
        var key = await App.StudyAsync();
        await App.DataAsync(db => db.StudyMembers.Where(one => one.Study!.Key == key).ExecuteDeleteAsync());
        using var account = await App.SignInAsync(await App.AccountAsync(TeamRole.Administrator));
        foreach (var width in (int[])[Desk, Phone])
        {
            var administrator = await TeamDesk.SignedInAsync(App, account, new(width));
            await Expect(administrator.Find(".cards a")).ToHaveCountAsync(0);
            await administrator.LookAsync($"verwaltung-studien-{width}");
            await administrator.FollowAsync("Konten");
            await administrator.SeesAsync("Studien ohne Leitung");
            await administrator.LookAsync($"verwaltung-konten-{width}");
            Assert.Equal(404, (await administrator.GoToAsync($"/team/studien/{key}"))!.Status);
        }
    }
}
