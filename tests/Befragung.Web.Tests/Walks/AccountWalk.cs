using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>The pages of accounts and of leaving, as people see them.</summary>
public sealed class AccountWalk(Browser app) : Walk(app, "status of 400")
{
    [Fact]
    public async Task An_administrator_looks_after_accounts_on_a_phone_as_on_a_desk()
    {
        var email = await App.MemberAsync(StudyRole.Owner);
        await App.MemberAsync(StudyRole.Reader);
        foreach (var width in (int[])[1280, 390])
        {
            var team = await TeamDesk.OpenAsync(App, new(width));
            await team.GoToAsync("/team/anmelden");
            await team.LookAsync($"anmelden-{width}");
            await team.FollowAsync("Passwort vergessen?");
            await team.LookAsync($"passwort-{width}");
            await team.WriteAsync("E-Mail-Adresse", email);
            await team.PressAsync("Link anfordern");
            await team.SeesAsync("Sehen Sie in Ihr Postfach");
            await team.LookAsync($"passwort-angefordert-{width}");

            await team.GoToAsync("/team/anmelden");
            await team.SignInAsync(email);
            await team.FollowAsync("Mein Konto");
            await team.LookAsync($"mein-konto-{width}");
            await team.FollowAsync("Konten");
            await team.LookAsync($"konten-{width}");
            foreach (var fold in await team.Find(".card").First.Locator("summary").AllAsync())
                await fold.ClickAsync();
            await team.LookAsync($"konten-offen-{width}");
            await team.Find("section").GetByLabel("E-Mail-Adresse").FillAsync("neu@team.example");
            await team.Find("section").GetByRole(AriaRole.Button, new() { Name = "Einladen" }).ClickAsync();
            await team.SeesAsync("Der Link für neu@team.example");
            await team.LookAsync($"konten-link-{width}");
        }
        var now = App.Clock.GetUtcNow().UtcDateTime;
        var member = await App.DataAsync(db => db.Users.SingleAsync(one => one.Email == email));
        var token = await App.DataAsync(db => AccountLink.ForPasswordAsync(db, member, AccountLink.Sent, now));
        var visitor = await TeamDesk.OpenAsync(App, new(390));
        await visitor.GoToAsync($"/team/passwort/{token}");
        await visitor.LookAsync("passwort-neu");
    }

    [Fact]
    public async Task A_form_that_is_refused_leads_to_what_is_wrong_with_it()
    {
        var email = await App.MemberAsync(StudyRole.Owner);
        foreach (var width in (int[])[1280, 390])
        {
            var team = await TeamDesk.OpenAsync(App, new(width));
            await team.GoToAsync("/team/anmelden");
            await team.SignInAsync(email, "falsch");
            await Expect(team.Find("#fehler")).ToBeFocusedAsync();
            await team.LookAsync($"anmelden-abgelehnt-{width}");
            await team.Find("#fehler a").ClickAsync();
            await Expect(team.Field("E-Mail-Adresse")).ToBeFocusedAsync();

            await team.WriteAsync("Passwort", SurveyApp.Password);
            await team.PressAsync("Anmelden");
            await team.FollowAsync("Studie anlegen");
            await team.PressAsync("Studie anlegen");
            await Expect(team.Find("#fehler")).ToBeFocusedAsync();
            await team.LookAsync($"neu-abgelehnt-{width}");
        }
    }

    [Fact]
    public async Task An_expert_leaves_a_shared_device_and_takes_along_what_the_browser_kept()
    {
        var key = await App.OpenStudyAsync(2);
        var expert = await ExpertSheet.ArriveAsync(App, key, 0, "/bogen", new(390));
        // Of a round that is over: it cannot be saved any more. The other entry is somebody else's, and none of this expert's business.
        await expert.Page.EvaluateAsync(
            """
            mark => {
                const entry = { name: "l1", round: "0", section: "zwei", at: Date.now(), item: "Frage", lines: [["", "ungespeichert"]], fields: [], typed: {} };
                localStorage.setItem(`befragung/${mark}/0/zwei/l1`, JSON.stringify(entry));
                localStorage.setItem("befragung/fremd/0/zwei/l1", JSON.stringify(entry));
            }
            """,
            await expert.Find("[data-expert]").GetAttributeAsync("data-expert")
        );
        await expert.GoToAsync(await App.LinkAsync(key, 1));
        await expert.LookAsync("anderer-bogen");
        await expert.FollowAsync("Beim geöffneten Bogen bleiben");
        await expert.FollowAsync("Abmelden");
        await expert.SeesAsync("ungespeichert");
        await expert.LookAsync("verlassen");

        var asked = new List<string>();
        expert.Page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Message);
            // First not, then yes.
            if (asked.Count == 1)
                await dialog.DismissAsync();
            else
                await dialog.AcceptAsync();
        };
        await expert.PressAsync("Jetzt abmelden");
        await Expect(expert.Page).ToHaveURLAsync(new Uri(App.Address, "/bogen/verlassen").ToString());
        Assert.Equal(2, await expert.Page.EvaluateAsync<int>("localStorage.length"));
        await expert.PressAsync("Jetzt abmelden");
        await expert.SeesHeadingAsync("Sie sind abgemeldet");
        await expert.LookAsync("verlassen-fertig");
        Assert.All(asked, question => Assert.Contains("nicht gespeichert", question, StringComparison.Ordinal));
        Assert.Equal(["befragung/fremd/0/zwei/l1"], await expert.Page.EvaluateAsync<string[]>("Object.keys(localStorage)"));
    }
}
