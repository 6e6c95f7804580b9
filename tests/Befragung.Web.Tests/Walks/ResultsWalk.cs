using System.Text.RegularExpressions;
using Befragung.Web.Access;
using Befragung.Web.Tests.Pages.Ergebnisse;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>The results page from its password to the last screen of the presentation: by keyboard, on a telephone, and without scripts.</summary>
public sealed class ResultsWalk(Browser app) : IClassFixture<Browser>
{
    private const string Secret = "Offenes Geheimnis";

    [Fact]
    public async Task The_team_sets_a_password_and_withdraws_and_shows_the_page_again()
    {
        var key = await app.ReleasedAsync();
        var team = await app.OpenAsync();
        await team.GotoAsync("/team/anmelden");
        await team.GetByLabel("E-Mail-Adresse").FillAsync(await app.MemberAsync(StudyRole.Editor));
        await team.GetByLabel("Passwort").FillAsync(SurveyApp.Password);
        await team.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();
        await team.GotoAsync($"/team/studien/{key}");
        await team.GetByRole(AriaRole.Link, new() { Name = "Bericht", Exact = true }).ClickAsync();
        await team.GetByRole(AriaRole.Link, new() { Name = "Wer die Ergebnisse lesen darf" }).ClickAsync();
        await app.LookAsync(team, "ergebnisseite-oeffentlich");
        await team.GetByLabel("Neues Passwort").FillAsync(Secret);
        await team.GetByRole(AriaRole.Button, new() { Name = "Passwort setzen" }).ClickAsync();
        await Assertions.Expect(team.GetByText("Die Seite hat ein Passwort")).ToBeVisibleAsync();
        await app.LookAsync(team, "ergebnisseite-passwort");
        await team.GetByRole(AriaRole.Button, new() { Name = "Seite zurückziehen" }).ClickAsync();
        await Assertions.Expect(team.GetByText("zurückgezogen am")).ToBeVisibleAsync();
        await app.LookAsync(team, "ergebnisseite-zurueckgezogen");
        await team.GetByRole(AriaRole.Button, new() { Name = "Seite wieder zeigen" }).ClickAsync();
        await Assertions.Expect(team.GetByText("wieder gezeigt am")).ToBeVisibleAsync();
        NoComplaints();
    }

    [Fact]
    public async Task A_guest_says_the_password_reads_and_takes_pictures_home()
    {
        var key = await app.ReleasedAsync();
        await app.SetPasswordAsync(key, Secret);
        var guest = await app.OpenAsync();
        await guest.GotoAsync($"/ergebnisse/{key}");
        await Assertions.Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "Passwort für die Ergebnisse" })).ToBeVisibleAsync();
        await app.LookAsync(guest, "ergebnisse-passwort");
        await FitsAsync(guest);
        await guest.GetByLabel("Passwort").FillAsync("falsch geraten");
        await guest.Keyboard.PressAsync("Enter");
        await Assertions.Expect(guest.Locator("#fehler")).ToContainTextAsync("Das Passwort stimmt nicht.");
        await app.LookAsync(guest, "ergebnisse-passwort-falsch");
        await guest.GetByLabel("Passwort").FillAsync(Secret);
        await guest.Keyboard.PressAsync("Enter");
        await Assertions.Expect(guest.GetByRole(AriaRole.Heading, new() { Name = "Kleine Befragung über Größe" })).ToBeVisibleAsync();
        foreach (var numbers in await guest.GetByText("Zahlen zu diesem Bild").AllAsync())
            await numbers.ClickAsync();
        // A figure that is a group: only so Chromium prints a picture of many parts with one description for PDF/UA.
        await app.LookAsync(guest, "ergebnisse", "aria-allowed-role");
        await FitsAsync(guest);
        foreach (var kind in (string[])["SVG", "PNG", "CSV"])
        {
            var download = await guest.RunAndWaitForDownloadAsync(
                () => guest.GetByRole(AriaRole.Link, new() { Name = $"{kind}: Wie wichtig ist Größe?" }).ClickAsync(),
                new() { Timeout = 60_000 }
            );
            Assert.Equal($"{key}-r1-verteilung-r1-de.{kind.ToLowerInvariant()}", download.SuggestedFilename);
        }
        NoComplaints();
    }

    [Fact]
    public async Task Keys_lead_through_the_presentation_and_every_screen_fits()
    {
        var key = await app.ReleasedAsync();
        var room = await app.OpenAsync(1280, 720);
        await room.GotoAsync($"/ergebnisse/{key}");
        await room.GetByRole(AriaRole.Link, new() { Name = "Vorstellung" }).ClickAsync();
        await At(room, 1);
        var count = await room.Locator(".bar__count").InnerTextAsync() is var words
            ? int.Parse(words.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        string[] on = ["ArrowRight", "PageDown", "Space"];
        for (var number = 1; number <= count; number++)
        {
            await At(room, number);
            Assert.Equal(0, await room.EvaluateAsync<int>("document.documentElement.scrollHeight - innerHeight"));
            Assert.InRange(
                await room.EvaluateAsync<double>(
                    "Math.min(...[...document.querySelectorAll('.slide p:not(.note), .slide li')].map(one => parseFloat(getComputedStyle(one).fontSize)), 99)"
                ),
                28,
                99
            );
            await app.LookAsync(room, $"vorstellung-{number}");
            await FitsAsync(room);
            await room.Keyboard.PressAsync(on[number % on.Length]);
        }
        await At(room, count);
        Assert.EndsWith($"/vorstellung/{count}?sprache=de", room.Url, StringComparison.Ordinal);
        Assert.StartsWith($"{count} von {count}", await room.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("H1", await room.EvaluateAsync<string>("document.activeElement.tagName"));
        await room.Keyboard.PressAsync("ArrowLeft");
        await At(room, count - 1);
        await room.Keyboard.PressAsync("Home");
        await At(room, 1);
        await room.Keyboard.PressAsync("End");
        await At(room, count);
        await room.GoBackAsync();
        await At(room, 1);
        await room.Keyboard.PressAsync("?");
        await Assertions.Expect(room.GetByText("Ganzer Bildschirm")).ToBeVisibleAsync();
        await app.LookAsync(room, "vorstellung-tasten");
        await room.Keyboard.PressAsync("Escape");
        await Assertions.Expect(room.GetByText("Ganzer Bildschirm")).ToBeHiddenAsync();
        await room.Keyboard.PressAsync("f");
        await Wait.UntilAsync("The page fills the screen", () => room.EvaluateAsync<bool>("document.fullscreenElement !== null"));
        await room.Keyboard.PressAsync("PageDown");
        await At(room, 2);
        Assert.True(await room.EvaluateAsync<bool>("document.fullscreenElement !== null"));
        await room.Keyboard.PressAsync("f");
        await Wait.UntilAsync("It does no more", () => room.EvaluateAsync<bool>("document.fullscreenElement === null"));
        // Whoever wants no keys has none.
        await room.Keyboard.PressAsync("?");
        await room.GetByLabel("Tasten benutzen").UncheckAsync();
        await room.Keyboard.PressAsync("ArrowRight");
        await room.Keyboard.PressAsync("f");
        await At(room, 2);
        await room.GetByRole(AriaRole.Link, new() { Name = "Weiter" }).ClickAsync();
        await At(room, 3);
        await room.GetByRole(AriaRole.Link, new() { Name = "Alle" }).ClickAsync();
        await app.LookAsync(room, "vorstellung-alle");
        NoComplaints();
    }

    [Fact]
    public async Task Without_scripts_and_on_a_telephone_links_do_the_same()
    {
        var key = await app.ReleasedAsync();
        var phone = await app.OpenAsync(360, 740, scripts: false);
        await phone.GotoAsync($"/ergebnisse/{key}/vorstellung");
        await At(phone, 1);
        await phone.GetByRole(AriaRole.Link, new() { Name = "Weiter" }).ClickAsync();
        await At(phone, 2);
        await Assertions.Expect(phone.GetByText("Tasten", new() { Exact = true })).ToBeHiddenAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(phone.Locator(".bar__count")).ToContainTextAsync("2 of");
        await phone.GetByRole(AriaRole.Link, new() { Name = "Start" }).ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Small survey about size" })).ToBeVisibleAsync();
    }

    private static Task At(IPage page, int number) =>
        Assertions
            .Expect(page.Locator(".bar__count"))
            .ToHaveTextAsync(new Regex($"^{number} von ", RegexOptions.None, TimeSpan.FromSeconds(5)));

    /// <summary>At 320 pixels, as wide as four times enlarged, nothing is beside the window.</summary>
    private static async Task FitsAsync(IPage page)
    {
        var before = page.ViewportSize!;
        await page.SetViewportSizeAsync(320, 640);
        Assert.Equal(
            "",
            await page.EvaluateAsync<string>(
                "document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('main *, nav *')].filter(one => !one.parentElement.closest('.scroll, svg, .unseen') && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 120)).join(' | ')"
            )
        );
        await page.SetViewportSizeAsync(before.Width, before.Height);
    }

    private void NoComplaints()
    {
        // The refused password is an answer that browsers mention.
        var complaints = app
            .Complaints.Where(one =>
                !(one.Contains("/passwort", StringComparison.Ordinal) && one.Contains("400 (Bad Request)", StringComparison.Ordinal))
            )
            .ToList();
        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
    }
}
