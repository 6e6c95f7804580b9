using Befragung.Web.Access;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>The pages of accounts and of leaving, as people see them.</summary>
public sealed class AccountWalk(Browser app) : IClassFixture<Browser>
{
    [Fact]
    public async Task An_administrator_looks_after_accounts_on_a_phone_as_on_a_desk()
    {
        var email = await app.MemberAsync(StudyRole.Owner);
        await app.MemberAsync(StudyRole.Reader);
        foreach (var width in (int[])[1280, 390])
        {
            var page = await app.OpenAsync(width);
            await page.GotoAsync("/team/anmelden");
            await app.LookAsync(page, $"anmelden-{width}");
            await page.GetByRole(AriaRole.Link, new() { Name = "Passwort vergessen?" }).ClickAsync();
            await app.LookAsync(page, $"passwort-{width}");
            await page.GetByLabel("E-Mail-Adresse").FillAsync(email);
            await page.GetByRole(AriaRole.Button, new() { Name = "Link anfordern" }).ClickAsync();
            await Assertions.Expect(page.GetByText("Sehen Sie in Ihr Postfach")).ToBeVisibleAsync();
            await app.LookAsync(page, $"passwort-angefordert-{width}");

            await page.GotoAsync("/team/anmelden");
            await page.GetByLabel("E-Mail-Adresse").FillAsync(email);
            await page.GetByLabel("Passwort").FillAsync(SurveyApp.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Mein Konto" }).ClickAsync();
            await app.LookAsync(page, $"mein-konto-{width}");
            await page.GetByRole(AriaRole.Link, new() { Name = "Konten" }).ClickAsync();
            await app.LookAsync(page, $"konten-{width}");
            foreach (var fold in await page.Locator(".card").First.Locator("summary").AllAsync())
                await fold.ClickAsync();
            await app.LookAsync(page, $"konten-offen-{width}");
            await page.Locator("section").GetByLabel("E-Mail-Adresse").FillAsync("neu@team.example");
            await page.Locator("section").GetByRole(AriaRole.Button, new() { Name = "Einladen" }).ClickAsync();
            await Assertions.Expect(page.GetByText("Der Link für neu@team.example")).ToBeVisibleAsync();
            await app.LookAsync(page, $"konten-link-{width}");
        }
        var token = await app.DataAsync(async db =>
            await AccountLink.ForPasswordAsync(
                db,
                db.Users.Single(one => one.Email == email),
                AccountLink.Sent,
                app.Clock.GetUtcNow().UtcDateTime
            )
        );
        var visitor = await app.OpenAsync(390);
        await visitor.GotoAsync($"/team/passwort/{token}");
        await app.LookAsync(visitor, "passwort-neu");
        Assert.Equal([], app.Complaints.Where(IsReal));
    }

    [Fact]
    public async Task A_form_that_is_refused_leads_to_what_is_wrong_with_it()
    {
        var email = await app.MemberAsync(StudyRole.Owner);
        foreach (var width in (int[])[1280, 390])
        {
            var page = await app.OpenAsync(width);
            await page.GotoAsync("/team/anmelden");
            await page.GetByLabel("E-Mail-Adresse").FillAsync(email);
            await page.GetByLabel("Passwort").FillAsync("falsch");
            await page.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();
            await Assertions.Expect(page.Locator("#fehler")).ToBeFocusedAsync();
            await app.LookAsync(page, $"anmelden-abgelehnt-{width}");
            await page.Locator("#fehler a").ClickAsync();
            await Assertions.Expect(page.GetByLabel("E-Mail-Adresse")).ToBeFocusedAsync();

            await page.GetByLabel("Passwort").FillAsync(SurveyApp.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Studie anlegen" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Studie anlegen" }).ClickAsync();
            await Assertions.Expect(page.Locator("#fehler")).ToBeFocusedAsync();
            await app.LookAsync(page, $"neu-abgelehnt-{width}");
        }
        Assert.Equal([], app.Complaints.Where(IsReal));
    }

    [Fact]
    public async Task An_expert_leaves_a_shared_device_and_takes_along_what_the_browser_kept()
    {
        var key = await app.OpenStudyAsync(2);
        var page = await app.OpenAsync(390);
        await page.GotoAsync(await app.LinkAsync(key, 0));
        await page.GetByLabel("Ich habe das gelesen und bin einverstanden.").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Befragung" }).ClickAsync();
        // Of a round that is over: it cannot be saved any more. The other entry is somebody else's, and none of this expert's business.
        await page.EvaluateAsync(
            """
            mark => {
                const entry = { name: "l1", round: "0", section: "zwei", at: Date.now(), item: "Frage", lines: [["", "ungespeichert"]], fields: [], typed: {} };
                localStorage.setItem(`befragung/${mark}/0/zwei/l1`, JSON.stringify(entry));
                localStorage.setItem("befragung/fremd/0/zwei/l1", JSON.stringify(entry));
            }
            """,
            await page.Locator("[data-expert]").GetAttributeAsync("data-expert")
        );
        await page.GotoAsync(await app.LinkAsync(key, 1));
        await app.LookAsync(page, "anderer-bogen");
        await page.GetByRole(AriaRole.Link, new() { Name = "Beim geöffneten Bogen bleiben" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Abmelden" }).ClickAsync();
        await Assertions.Expect(page.GetByText("ungespeichert")).ToBeVisibleAsync();
        await app.LookAsync(page, "verlassen");

        var asked = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Message);
            // First not, then yes.
            if (asked.Count == 1)
                await dialog.DismissAsync();
            else
                await dialog.AcceptAsync();
        };
        await page.GetByRole(AriaRole.Button, new() { Name = "Jetzt abmelden" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(app.Address, "/bogen/verlassen").ToString());
        Assert.Equal(2, await page.EvaluateAsync<int>("localStorage.length"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Jetzt abmelden" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sie sind abgemeldet" })).ToBeVisibleAsync();
        await app.LookAsync(page, "verlassen-fertig");
        Assert.All(asked, question => Assert.Contains("nicht gespeichert", question, StringComparison.Ordinal));
        Assert.Equal(["befragung/fremd/0/zwei/l1"], await page.EvaluateAsync<string[]>("Object.keys(localStorage)"));
        Assert.Equal([], app.Complaints.Where(IsReal));
    }

    /// <summary>A form that is refused answers 400, which the browser notes.</summary>
    private static bool IsReal(string complaint) => !complaint.Contains("status of 400", StringComparison.Ordinal);
}
