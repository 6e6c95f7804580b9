using Befragung.Web.Access;
using Befragung.Web.Tests.Pages.Ergebnisse;
using Befragung.Web.Tests.Walks.Screens;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>The results page from its password to the last screen of the presentation: by keyboard, on a telephone, and without scripts.</summary>
public sealed class ResultsWalk(Browser app) : Walk(app, "/passwort", "400 (Bad Request)")
{
    private const string Secret = "Offenes Geheimnis";

    [Fact]
    public async Task The_team_sets_a_password_and_withdraws_and_shows_the_page_again()
    {
        var key = await App.ReleasedAsync();
        var team = await TeamDesk.SignedInAsync(App, StudyRole.Editor);
        await team.GoToAsync($"/team/studien/{key}");
        await team.FollowAsync("Bericht", exact: true);
        await team.FollowAsync("Wer die Ergebnisse lesen darf");
        await team.LookAsync("ergebnisseite-oeffentlich");
        await team.WriteAsync("Neues Passwort", Secret);
        await team.PressAsync("Passwort setzen");
        await team.SeesAsync("Die Seite hat ein Passwort");
        await team.LookAsync("ergebnisseite-passwort");
        await team.TickAsync("#zurueckgezogen");
        await team.PressAsync("Angebot speichern");
        await team.PressAsync("Seite zurückziehen");
        await team.SeesAsync("zurückgezogen am");
        await team.LookAsync("ergebnisseite-zurueckgezogen");
        await team.PressAsync("Seite wieder zeigen");
        await team.SeesAsync("wieder gezeigt am");
    }

    [Fact]
    public async Task A_guest_says_the_password_reads_and_takes_pictures_home()
    {
        var key = await App.ReleasedAsync();
        await App.SetPasswordAsync(key, Secret);
        var guest = await ResultsPages.OpenAsync(App, key);
        await guest.SeesHeadingAsync("Passwort für die Ergebnisse");
        await guest.LookAsync("ergebnisse-passwort");
        await guest.FitsAsync();
        await guest.SayPasswordAsync("falsch geraten");
        await Expect(guest.Find("#fehler")).ToContainTextAsync("Das Passwort stimmt nicht.");
        await guest.LookAsync("ergebnisse-passwort-falsch");
        await guest.SayPasswordAsync(Secret);
        await guest.SeesHeadingAsync("Kleine Befragung über Größe");
        foreach (var numbers in await guest.Page.GetByText("Zahlen zu diesem Bild").AllAsync())
            await numbers.ClickAsync();
        await guest.LookAtReportAsync("ergebnisse");
        await guest.FitsAsync();
        foreach (var kind in (string[])["SVG", "PNG", "CSV"])
        {
            var picture = await guest.DownloadAsync($"{kind}: Wie wichtig ist Größe?");
            Assert.Equal($"{key}-r1-verteilung-r1-de.{kind.ToLowerInvariant()}", picture.SuggestedFilename);
        }
    }

    [Fact]
    public async Task Keys_lead_through_the_presentation_and_every_screen_fits()
    {
        var key = await App.ReleasedAsync();
        var room = await ResultsPages.OpenAsync(App, key, window: new(Height: 720));
        await room.FollowAsync("Vorstellung", exact: true);
        await room.IsAtSlideAsync(1);
        var count = await room.SlidesAsync();
        string[] on = ["ArrowRight", "PageDown", "Space"];
        for (var number = 1; number <= count; number++)
        {
            await room.IsAtSlideAsync(number);
            Assert.Equal(0, await room.Page.EvaluateAsync<int>("document.documentElement.scrollHeight - innerHeight"));
            Assert.InRange(
                await room.Page.EvaluateAsync<double>(
                    "Math.min(...[...document.querySelectorAll('.slide p:not(.note), .slide li')].map(one => parseFloat(getComputedStyle(one).fontSize)), 99)"
                ),
                28,
                99
            );
            await room.LookAsync($"vorstellung-{number}");
            await room.FitsAsync();
            await room.PressKeyAsync(on[number % on.Length]);
        }
        await room.IsAtSlideAsync(count);
        Assert.EndsWith($"/vorstellung/{count}?sprache=de", room.Page.Url, StringComparison.Ordinal);
        Assert.StartsWith($"{count} von {count}", await room.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("H1", await room.Page.EvaluateAsync<string>("document.activeElement.tagName"));
        await room.PressKeyAsync("ArrowLeft");
        await room.IsAtSlideAsync(count - 1);
        await room.PressKeyAsync("Home");
        await room.IsAtSlideAsync(1);
        await room.PressKeyAsync("End");
        await room.IsAtSlideAsync(count);
        await room.Page.GoBackAsync();
        await room.IsAtSlideAsync(1);
        await room.PressKeyAsync("?");
        await room.SeesAsync("Ganzer Bildschirm");
        await room.LookAsync("vorstellung-tasten");
        await room.PressKeyAsync("Escape");
        await Expect(room.Page.GetByText("Ganzer Bildschirm")).ToBeHiddenAsync();
        await room.PressKeyAsync("f");
        await Wait.UntilAsync("The page fills the screen", room.FillsScreenAsync, fills => fills);
        await room.PressKeyAsync("PageDown");
        await room.IsAtSlideAsync(2);
        Assert.True(await room.FillsScreenAsync());
        await room.PressKeyAsync("f");
        await Wait.UntilAsync("It does no more", room.FillsScreenAsync, fills => !fills);
        // Whoever wants no keys has none.
        await room.PressKeyAsync("?");
        await room.Field("Tasten benutzen").UncheckAsync();
        await room.PressKeyAsync("ArrowRight");
        await room.PressKeyAsync("f");
        await room.IsAtSlideAsync(2);
        await room.FollowAsync("Weiter");
        await room.IsAtSlideAsync(3);
        await room.FollowAsync("Alle");
        await room.LookAsync("vorstellung-alle");
    }

    [Fact]
    public async Task Ratings_are_chosen_and_rounds_moved_through_without_a_page_anew_and_a_picture_stands_elsewhere()
    {
        var key = await App.OfferingAsync();
        var reader = await ResultsPages.OpenAsync(App, key);
        await reader.FollowAsync("Alle Bewertungen");
        await reader.Page.EvaluateAsync("window.same = true");
        await reader.Field("Sortiert nach").SelectOptionAsync("Anteil oben");
        await Expect(reader.Page)
            .ToHaveURLAsync(new System.Text.RegularExpressions.Regex("sortiert=anteil", default, TimeSpan.FromSeconds(5)));
        await reader.Field("Abschnitt").SelectOptionAsync("1");
        await Expect(reader.Find("[data-view] tbody tr")).ToHaveCountAsync(4);
        Assert.True(await reader.Page.EvaluateAsync<bool>("window.same === true"));
        await reader.LookAsync("aussagen");
        await reader.FitsAsync();
        await reader.FollowAsync("Norden");
        await reader.LookAsync("gruppe");
        await reader.FitsAsync();
        await reader.FollowAsync("Runde für Runde");
        await reader.Page.EvaluateAsync("window.same = true");
        await reader.Field("Runde wählen").PressAsync("ArrowLeft");
        await reader.SeesHeadingAsync("Stand nach Runde 1");
        Assert.EndsWith("/runden/1?sprache=de", reader.Page.Url, StringComparison.Ordinal);
        await reader.Field("Runde wählen").PressAsync("ArrowRight");
        await reader.SeesHeadingAsync("Stand nach Runde 2");
        Assert.True(await reader.Page.EvaluateAsync<bool>("window.same === true"));
        await reader.LookAtReportAsync("runde");
        await reader.FitsAsync();
        await reader.GoToAsync($"/ergebnisse/{key}/bilder/r1-verteilung-r2/einbetten?sprache=de");
        await reader.LookAsync("einbetten");
        await reader.FitsAsync();

        var plain = await ResultsPages.OpenAsync(App, key, "/aussagen", new(390, 800, Scripts: false));
        await plain.Field("Abschnitt").SelectOptionAsync("1");
        await plain.PressAsync("Anzeigen");
        await Expect(plain.Find("[data-said]")).ToHaveTextAsync("4 Bewertungen");
        await plain.FollowAsync("Runde für Runde");
        await plain.FollowAsync("Runde 1", exact: true);
        await plain.SeesHeadingAsync("Stand nach Runde 1");
    }

    [Fact]
    public async Task Without_scripts_and_on_a_telephone_links_do_the_same()
    {
        var key = await App.ReleasedAsync();
        var phone = await ResultsPages.OpenAsync(App, key, "/vorstellung", new(360, 740, Scripts: false));
        await phone.IsAtSlideAsync(1);
        await phone.FollowAsync("Weiter");
        await phone.IsAtSlideAsync(2);
        await Expect(phone.Page.GetByText("Tasten", new() { Exact = true })).ToBeHiddenAsync();
        await phone.FollowAsync("English");
        await Expect(phone.Find(".bar__count")).ToContainTextAsync("2 of");
        await phone.FollowAsync("Start");
        await phone.SeesHeadingAsync("Small survey about size");
    }
}
