using Microsoft.Playwright;
using static Befragung.Web.Tests.Walks.SheetPages;

namespace Befragung.Web.Tests.Walks;

/// <summary>What can go wrong while somebody types, in a real browser: no word is lost, and the page says where it is.</summary>
public sealed class LostWordsWalk(Browser app) : IClassFixture<Browser>
{
    private const string One = "/bogen/abschnitt/eins",
        Two = "/bogen/abschnitt/zwei";

    [Fact]
    public async Task What_is_typed_without_a_connection_outlives_the_closed_window_and_is_saved_when_the_page_is_opened_again()
    {
        var (key, page) = await app.BeginAsync(Two);
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Was fehlt?").FillAsync("Bänke für „Ältere“ & <Junge> 🙂");
        await page.GetByLabel("Idee 2").FillAsync("Ein Brunnen");
        await SaidAsync(page, "Noch nicht gespeichert.");
        await SaidAsync(page, "Ihre Eingaben sind in diesem Browser aufgehoben.");
        // Going on would lead nowhere now.
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Übersicht" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Was fehlt?")).ToHaveValueAsync("Bänke für „Ältere“ & <Junge> 🙂");
        await app.LookAsync(page, "ohne-verbindung");
        var context = page.Context;
        await CrashAsync(page);
        Assert.Empty((await app.SheetAsync(key)).Answers.Values);

        await context.SetOfflineAsync(false);
        page = await context.NewPageAsync();
        await page.GotoAsync(Two);
        await Assertions.Expect(page.GetByLabel("Was fehlt?")).ToHaveValueAsync("Bänke für „Ältere“ & <Junge> 🙂");
        await SaidAsync(page, "Gespeichert um");
        await NothingKeptAsync(page);
        var answers = (await app.SheetAsync(key)).Answers;
        Assert.Equal(("Bänke für „Ältere“ & <Junge> 🙂", "Ein Brunnen"), (answers["l1"], answers["i1.2"]));
        NoComplaints();
    }

    [Fact]
    public async Task When_the_connection_is_back_the_open_page_saves_by_itself()
    {
        var (key, page) = await app.BeginAsync(One, 360, 740);
        await page.Context.SetOfflineAsync(true);
        await page.Locator("input[name='a.r1'][value='4']").CheckAsync();
        // What was tried already is sent again as it was, and what follows after it.
        await SaidAsync(page, "Noch nicht gespeichert.");
        await page.Locator("select[name='a.a1.y']").SelectOptionAsync("1");
        // A button that ranks an option makes others move.
        await page.Locator(".rank:has(select[name='a.a1.z']) .rank__move button").First.ClickAsync();
        await page.Locator(".rank:has(select[name='a.a1.z']) .rank__move button").First.ClickAsync();
        await SaidAsync(page, "Noch nicht gespeichert.");
        await app.LookAsync(page, "telefon-ohne-verbindung");
        await page.Context.SetOfflineAsync(false);
        await SaidAsync(page, "Gespeichert um");
        var answers = (await app.SheetAsync(key)).Answers;
        Assert.Equal(("4", "1", "2"), (answers["r1"], answers["a1.z"], answers["a1.y"]));
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zu" }).ClickAsync();
        await page.WaitForURLAsync("**" + Two);
        NoComplaints();
    }

    [Fact]
    public async Task After_the_session_ended_the_personal_link_brings_back_what_was_typed()
    {
        var (key, page) = await app.BeginAsync(Two);
        await page.Context.ClearCookiesAsync();
        await page.GetByLabel("Was fehlt?").FillAsync("Ein langer Gedanke");
        await SaidAsync(page, "Ihre Sitzung ist abgelaufen. Öffnen Sie Ihren persönlichen Link noch einmal");
        await app.LookAsync(page, "sitzung-abgelaufen");
        await page.GotoAsync(await app.LinkAsync(key));
        await Assertions.Expect(page.GetByText("1 von 2 beantwortet")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-drafts]")).ToBeHiddenAsync();
        Assert.Equal("Ein langer Gedanke", (await app.SheetAsync(key)).Answers["l1"]);
        await NothingKeptAsync(page);
        NoComplaints();
    }

    [Fact]
    public async Task A_page_whose_token_no_longer_fits_asks_to_be_loaded_again_and_loses_nothing()
    {
        var (key, page) = await app.BeginAsync(Two);
        await page.Context.ClearCookiesAsync();
        await page.GetByLabel("Was fehlt?").FillAsync("Ein langer Gedanke");
        await SaidAsync(page, "Ihre Sitzung ist abgelaufen.");
        // In another tab, with other cookies than the page was made with. No section is opened there.
        var tab = await page.Context.NewPageAsync();
        await tab.RouteAsync("**/*.js*", route => route.AbortAsync());
        await tab.GotoAsync(await app.LinkAsync(key));
        await tab.CloseAsync();
        await page.GetByLabel("Was fehlt?").PressSequentiallyAsync("!");
        await SaidAsync(page, "Diese Seite ist nicht mehr aktuell.");
        await app.LookAsync(page, "seite-veraltet");
        await page.GetByRole(AriaRole.Link, new() { Name = "Seite neu laden" }).ClickAsync();
        await SaidAsync(page, "Gespeichert um");
        Assert.Equal("Ein langer Gedanke!", (await app.SheetAsync(key)).Answers["l1"]);
        NoComplaints();
    }

    [Fact]
    public async Task What_waits_in_the_browser_is_sent_before_the_sheet_is_handed_in()
    {
        var (key, page) = await app.BeginAsync(Two);
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Was fehlt?").FillAsync("Noch ein Gedanke");
        await SaidAsync(page, "Noch nicht gespeichert.");
        var context = page.Context;
        await CrashAsync(page);
        await context.SetOfflineAsync(false);
        page = await context.NewPageAsync();
        await page.GotoAsync("/bogen/abgeben");
        await Assertions.Expect(page.Locator(".review__line", new() { HasText = "Noch ein Gedanke" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-drafts]")).ToBeHiddenAsync();
        Assert.Equal("Noch ein Gedanke", (await app.SheetAsync(key)).Answers["l1"]);
        NoComplaints();
    }

    [Fact]
    public async Task Whoever_goes_on_while_the_overview_sends_what_waited_is_not_taken_back_to_it()
    {
        var (_, page) = await app.BeginAsync(Two);
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Was fehlt?").FillAsync("Noch ein Gedanke");
        await SaidAsync(page, "Noch nicht gespeichert.");
        var context = page.Context;
        await CrashAsync(page);
        await context.SetOfflineAsync(false);

        page = await context.NewPageAsync();
        var saving = new TaskCompletionSource();
        var saved = new TaskCompletionSource();
        var going = new TaskCompletionSource();
        await page.RouteAsync(
            "**/*handler=Merken*",
            async route =>
            {
                var answer = await route.FetchAsync();
                saving.SetResult();
                await going.Task;
                await route.FulfillAsync(new() { Response = answer });
                saved.SetResult();
            }
        );
        await page.RouteAsync(
            "**" + One,
            async route =>
            {
                going.SetResult();
                await saved.Task;
                // Time for the overview to do what it wants to.
                await Task.Delay(1000);
                await route.ContinueAsync();
            }
        );
        await page.GotoAsync("/bogen");
        await saving.Task;
        await page.Locator($"a[href='{One}']").First.ClickAsync();
        await page.WaitForURLAsync("**" + One);
        await Assertions.Expect(page.Locator("form.sheet")).ToBeVisibleAsync();
        NoComplaints();
    }

    [Fact]
    public async Task What_waits_in_the_browser_and_replaces_an_answer_of_another_device_shows_what_stood_there()
    {
        var key = await app.OpenStudyAsync();
        var (train, desk) = (await app.ArriveAsync(key, 0, Two), await app.ArriveAsync(key, 0, Two));
        await train.Context.SetOfflineAsync(true);
        await desk.GetByLabel("Was fehlt?").FillAsync("Vom Schreibtisch");
        await SaidAsync(desk, "Gespeichert um");
        await train.GetByLabel("Was fehlt?").FillAsync("Danach im Zug");
        await SaidAsync(train, "Noch nicht gespeichert.");
        var context = train.Context;
        await CrashAsync(train);
        await context.SetOfflineAsync(false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/bogen");
        await Assertions.Expect(page.Locator("[data-drafts] .unsaved")).ToHaveTextAsync("Vom Schreibtisch");
        await app.LookAsync(page, "uebersicht-ersetzt");
        Assert.Equal("Danach im Zug", (await app.SheetAsync(key)).Answers["l1"]);
        await NothingKeptAsync(page);
        NoComplaints();
    }

    [Fact]
    public async Task Nobody_else_at_the_same_computer_sees_what_was_typed()
    {
        var key = await app.OpenStudyAsync(2);
        var page = await app.ArriveAsync(key, 0, Two);
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Was fehlt?").FillAsync("Nur für mich");
        await SaidAsync(page, "Noch nicht gespeichert.");
        var context = page.Context;
        await CrashAsync(page);
        await context.SetOfflineAsync(false);

        var other = await context.NewPageAsync();
        await TakeOverAsync(other, await app.LinkAsync(key, 1));
        await ConsentAsync(other);
        foreach (var path in (string[])["/bogen", One, Two, "/bogen/abgeben"])
        {
            await other.GotoAsync(path);
            await Assertions.Expect(other.Locator("[data-drafts]")).ToBeHiddenAsync();
            Assert.DoesNotContain("Nur für mich", await other.ContentAsync(), StringComparison.Ordinal);
        }
        await other.GotoAsync(Two);
        await Assertions.Expect(other.GetByLabel("Was fehlt?")).ToHaveValueAsync("");

        await TakeOverAsync(other, await app.LinkAsync(key, 0));
        await Assertions.Expect(other.GetByText("1 von 2 beantwortet")).ToBeVisibleAsync();
        await other.GotoAsync(Two);
        await Assertions.Expect(other.GetByLabel("Was fehlt?")).ToHaveValueAsync("Nur für mich");
        Assert.Null((await app.SheetAsync(key, 1)).SavedAt);
        NoComplaints();
    }

    [Fact]
    public async Task Of_two_devices_each_learns_what_was_answered_on_the_other()
    {
        var key = await app.OpenStudyAsync();
        var (desk, phone) = (await app.ArriveAsync(key, 0, One), await app.ArriveAsync(key, 0, One, 360, 740));
        await phone.Locator("input[name='a.r1'][value='5']").CheckAsync();
        await phone.Locator("select[name='a.a1.z']").SelectOptionAsync("1");
        await SaidAsync(phone, "Gespeichert um");
        await desk.Locator("input[name='a.r2'][value='3']").CheckAsync();
        await SaidAsync(desk, "Auf einem anderen Gerät geändert: Wie wichtig ist Größe? · Was kommt zuerst?");
        await Assertions.Expect(desk.Locator("input[name='a.r1'][value='5']")).ToBeCheckedAsync();
        await Assertions.Expect(desk.Locator("select[name='a.a1.z']")).ToHaveValueAsync("1");
        await Assertions.Expect(desk.Locator("[data-item='a1'] .rank").First).ToContainTextAsync("Geld");
        await app.LookAsync(desk, "anderes-geraet");

        // Both answer the same, the desk later.
        await desk.Locator("input[name='a.r1'][value='2']").CheckAsync();
        await SaidAsync(desk, "Gespeichert um");
        await phone.Locator("input[name='a.r1'][value='1']").CheckAsync();
        await Assertions.Expect(phone.Locator("[data-item='r1'] .note")).ToContainTextAsync("Dort stand:");
        await Assertions.Expect(phone.Locator("[data-item='r1'] .note .unsaved")).ToHaveTextAsync("2");
        await app.LookAsync(phone, "telefon-anderes-geraet");
        Assert.Equal("1", (await app.SheetAsync(key)).Answers["r1"]);
        NoComplaints();
    }

    [Fact]
    public async Task What_is_sent_late_and_was_typed_before_the_other_device_answered_is_given_back()
    {
        var key = await app.OpenStudyAsync();
        var (train, desk) = (await app.ArriveAsync(key, 0, Two), await app.ArriveAsync(key, 0, Two));
        await train.Context.SetOfflineAsync(true);
        await train.Clock.InstallAsync();
        await train.GetByLabel("Was fehlt?").FillAsync("Aus dem Zug");
        await train.GetByLabel("Idee 1").FillAsync("Auch aus dem Zug");
        await SaidAsync(train, "Noch nicht gespeichert.");
        await train.Clock.FastForwardAsync("10:00");
        await desk.GetByLabel("Was fehlt?").FillAsync("Vom Schreibtisch");
        await SaidAsync(desk, "Gespeichert um");
        await train.Context.SetOfflineAsync(false);
        await Assertions.Expect(train.Locator("[data-item='l1'] .note .unsaved")).ToHaveTextAsync("Aus dem Zug");
        await Assertions.Expect(train.GetByLabel("Was fehlt?")).ToHaveValueAsync("Vom Schreibtisch");
        await app.LookAsync(train, "aelter");
        await NothingKeptAsync(train);
        var answers = (await app.SheetAsync(key)).Answers;
        Assert.Equal(("Vom Schreibtisch", "Auch aus dem Zug"), (answers["l1"], answers["i1.1"]));
        NoComplaints();
    }

    [Fact]
    public async Task When_the_round_closes_while_somebody_types_all_can_be_copied_even_later()
    {
        var (key, page) = await app.BeginAsync(Two);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await app.CloseAsync(key);
        await page.GetByLabel("Was fehlt?").FillAsync("Bänke für <Ältere>");
        await page.GetByLabel("Idee 2").FillAsync("Ein Brunnen");
        await SaidAsync(page, "Die Runde wurde inzwischen geschlossen.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Eingaben kopieren" }).ClickAsync();
        await app.LookAsync(page, "runde-zu");
        await page.Locator(".unsaved__item", new() { HasText = "Was fehlt?" })
            .GetByRole(AriaRole.Button, new() { Name = "Kopieren" })
            .ClickAsync();
        Assert.Equal("Bänke für <Ältere>", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await page.ReloadAsync();
        await page.WaitForURLAsync("**/bogen#entwuerfe");
        await Assertions.Expect(page.GetByText("Zurzeit ist keine Runde geöffnet")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Alles kopieren" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Kopiert" })).ToBeVisibleAsync();
        Assert.Equal(
            "Was fehlt?\nBänke für <Ältere>\n\nIhre Ideen\nEin Brunnen",
            (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).ReplaceLineEndings("\n")
        );
        await page.GetByRole(AriaRole.Button, new() { Name = "Alles markieren" }).ClickAsync();
        Assert.Contains("Bänke für <Ältere>", await page.EvaluateAsync<string>("getSelection().toString()"), StringComparison.Ordinal);
        await app.LookAsync(page, "runde-zu-spaeter");
        page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Aus diesem Browser löschen" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-drafts]")).ToBeHiddenAsync();
        await NothingKeptAsync(page);
        NoComplaints();
    }

    [Fact]
    public async Task Questions_come_and_go_with_the_answers_and_keep_their_numbers_and_words()
    {
        var key = await app.OpenStudyAsync(yaml: Pages.Bogen.LiveConditionsTests.Yaml);
        var page = await app.ArriveAsync(key, 0, One);
        await Assertions.Expect(page.Locator(".item__number:visible")).ToHaveTextAsync(["1", "2"]);
        await page.GetByLabel("Ja").First.CheckAsync();
        await Assertions.Expect(page.Locator(".item__number:visible")).ToHaveTextAsync(["1", "2", "3"]);
        await Assertions.Expect(page.Locator("[data-news]")).ToHaveTextAsync("Hinzugekommen: Auch im Winter?");
        await page.Locator("input[name='a.w1'][value='ja']").CheckAsync();
        await page.GetByLabel("Womit?").FillAsync("Mit Spikes");
        await Assertions.Expect(page.Locator(".item__number:visible")).ToHaveTextAsync(["1", "2", "3", "4"]);
        await page.GetByLabel("Nein").First.CheckAsync();
        await Assertions.Expect(page.Locator(".item__number:visible")).ToHaveTextAsync(["1", "2"]);
        await SaidAsync(page, "Gespeichert um");
        Assert.Equal("Mit Spikes", (await app.SheetAsync(key)).Answers["w2"]);
        await page.GetByLabel("Ja").First.CheckAsync();
        await Assertions.Expect(page.GetByLabel("Womit?")).ToHaveValueAsync("Mit Spikes");
        await app.LookAsync(page, "bedingungen");
        NoComplaints();
    }

    [Fact]
    public async Task Typing_on_while_the_page_saves_and_going_on_at_once_saves_the_last_word()
    {
        var (key, page) = await app.BeginAsync(Two);
        // A slow server: the first save is still under way when the button is pressed.
        var saves = await HeldSaves.OfAsync(page);
        await page.GetByLabel("Was fehlt?").FillAsync("ab");
        var first = await saves.NextAsync();
        await page.GetByLabel("Was fehlt?").FillAsync("abc");
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Übersicht" }).ClickAsync();
        await saves.LetGoAsync(first);
        await page.WaitForURLAsync("**/bogen/abgeben");
        Assert.Equal("abc", (await app.SheetAsync(key)).Answers["l1"]);
        await NothingKeptAsync(page);
        NoComplaints();
    }

    [Fact]
    public async Task An_answer_of_the_server_that_got_lost_is_no_other_device()
    {
        var (key, page) = await app.BeginAsync(Two);
        var lost = 0;
        await page.RouteAsync(
            "**/*handler=Merken",
            async route =>
            {
                if (lost++ > 0)
                {
                    await route.ContinueAsync();
                    return;
                }
                await route.FetchAsync();
                await route.AbortAsync();
            }
        );
        await page.GetByLabel("Was fehlt?").FillAsync("ab");
        await SaidAsync(page, "Noch nicht gespeichert.");
        Assert.Equal("ab", (await app.SheetAsync(key)).Answers["l1"]);
        await page.GetByLabel("Was fehlt?").FillAsync("abc");
        await SaidAsync(page, "Gespeichert um");
        await Assertions.Expect(page.Locator(".note")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Übersicht" }).ClickAsync();
        await page.WaitForURLAsync("**/bogen/abgeben");
        Assert.Equal("abc", (await app.SheetAsync(key)).Answers["l1"]);
        NoComplaints();
    }

    [Fact]
    public async Task Leaving_the_page_in_the_middle_of_a_word_sends_it()
    {
        var (key, page) = await app.BeginAsync(Two);
        await page.GetByLabel("Was fehlt?").FillAsync("Mitten im W");
        await page.GotoAsync("/barrierefreiheit");
        await Wait.UntilAsync("The word is saved", async () => (await app.SheetAsync(key)).Answers["l1"], saved => saved == "Mitten im W");
        await page.GotoAsync("/bogen");
        await Assertions.Expect(page.GetByText("1 von 2 beantwortet")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-drafts]")).ToBeHiddenAsync();
        NoComplaints();
    }

    [Fact]
    public async Task Without_a_script_a_form_whose_session_ended_shows_what_was_typed()
    {
        var key = await app.OpenStudyAsync();
        var page = await app.ArriveAsync(key, 0, Two, scripts: false);
        await page.GetByLabel("Was fehlt?").FillAsync("Ein langer Gedanke");
        await page.Context.ClearCookiesAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Übersicht" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ihre Sitzung ist abgelaufen" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".unsaved")).ToHaveTextAsync("Ein langer Gedanke");
        NoComplaints();
    }

    /// <summary>None but that a request failed, which is what these walks are about.</summary>
    private void NoComplaints() =>
        Assert.Equal([], app.Complaints.Where(one => !one.Contains("Failed to load resource", StringComparison.Ordinal)));

    /// <summary>Ends a page without a connection. One that is closed gets its connection back from the driver for a moment, and saves; one that crashes does not.</summary>
    private static async Task CrashAsync(IPage page)
    {
        var crashed = new TaskCompletionSource();
        page.Crash += (_, _) => crashed.SetResult();
        var crash = page.GotoAsync("chrome://crash");
        await crashed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAnyAsync<PlaywrightException>(() => crash);
        await page.CloseAsync();
    }

    /// <summary>Opens a link where the sheet of somebody else is open.</summary>
    private static async Task TakeOverAsync(IPage page, string link)
    {
        await page.GotoAsync(link);
        await page.GetByRole(AriaRole.Button, new() { Name = "Den Bogen zu diesem Link öffnen" }).ClickAsync();
    }
}
