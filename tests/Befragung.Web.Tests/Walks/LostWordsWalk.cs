using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Befragung.Web.Tests.Walks.Screens.ExpertSheet;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>What can go wrong while somebody types, in a real browser: no word is lost, and the page says where it is.</summary>
public sealed class LostWordsWalk(Browser app) : Walk(app, "Failed to load resource")
{
    [Fact]
    public async Task What_is_typed_without_a_connection_outlives_the_closed_window_and_is_saved_when_the_page_is_opened_again()
    {
        var expert = await BeginAsync(App, SectionTwo);
        await expert.GoOfflineAsync();
        await expert.WriteAsync("Was fehlt?", "Bänke für „Ältere“ & <Junge> 🙂");
        await expert.WriteAsync("Idee 2", "Ein Brunnen");
        await expert.SaysNotSavedAsync();
        await expert.SaysAsync("Ihre Eingaben sind in diesem Browser aufgehoben.");
        // Going on would lead nowhere now.
        await expert.PressAsync("Prüfen und abgeben");
        await Expect(expert.Field("Was fehlt?")).ToHaveValueAsync("Bänke für „Ältere“ & <Junge> 🙂");
        await expert.LookAsync("ohne-verbindung");
        await expert.CrashAsync();
        Assert.Empty((await expert.AnswersAsync()).Values);

        await expert.ComeBackAsync();
        await expert.GoToAsync(SectionTwo);
        await Expect(expert.Field("Was fehlt?")).ToHaveValueAsync("Bänke für „Ältere“ & <Junge> 🙂");
        await expert.SaysSavedAsync();
        await expert.NothingKeptAsync();
        var answers = await expert.AnswersAsync();
        Assert.Equal(("Bänke für „Ältere“ & <Junge> 🙂", "Ein Brunnen"), (answers["l1"], answers["i1.2"]));
    }

    [Fact]
    public async Task When_the_connection_is_back_the_open_page_saves_by_itself()
    {
        var expert = await BeginAsync(App, SectionOne, new(360, 740));
        await expert.GoOfflineAsync();
        await expert.ChooseAsync("r1", "4");
        // What was tried already is sent again as it was, and what follows after it.
        await expert.SaysNotSavedAsync();
        await expert.RankAsync("a1.y", "1");
        // A button that ranks an option makes others move.
        await expert.MoveUpAsync("a1.z");
        await expert.MoveUpAsync("a1.z");
        await expert.SaysNotSavedAsync();
        await expert.LookAsync("telefon-ohne-verbindung");
        await expert.GoOnlineAsync();
        await expert.SaysSavedAsync();
        var answers = await expert.AnswersAsync();
        Assert.Equal(("4", "1", "2"), (answers["r1"], answers["a1.z"], answers["a1.y"]));
        await expert.PressAsync("Weiter zu");
        await expert.ArrivesAtAsync(SectionTwo);
    }

    [Fact]
    public async Task After_the_session_ended_the_personal_link_brings_back_what_was_typed()
    {
        var expert = await BeginAsync(App, SectionTwo);
        await expert.Page.Context.ClearCookiesAsync();
        await expert.WriteAsync("Was fehlt?", "Ein langer Gedanke");
        await expert.SaysAsync("Ihre Sitzung ist abgelaufen. Öffnen Sie Ihren persönlichen Link noch einmal");
        await expert.LookAsync("sitzung-abgelaufen");
        await expert.OpenLinkAsync();
        await expert.SeesAsync("1 von 2 beantwortet");
        await Expect(expert.Find("[data-drafts]")).ToBeHiddenAsync();
        Assert.Equal("Ein langer Gedanke", (await expert.AnswersAsync())["l1"]);
        await expert.NothingKeptAsync();
    }

    [Fact]
    public async Task A_page_whose_token_no_longer_fits_asks_to_be_loaded_again_and_loses_nothing()
    {
        var expert = await BeginAsync(App, SectionTwo);
        await expert.Page.Context.ClearCookiesAsync();
        await expert.WriteAsync("Was fehlt?", "Ein langer Gedanke");
        await expert.SaysAsync("Ihre Sitzung ist abgelaufen.");
        // In another tab, with other cookies than the page was made with. No section is opened there.
        var tab = await expert.Page.Context.NewPageAsync();
        await tab.RouteAsync("**/*.js*", route => route.AbortAsync());
        await tab.GotoAsync(await App.LinkAsync(expert.Key));
        await tab.CloseAsync();
        await expert.Field("Was fehlt?").PressSequentiallyAsync("!");
        await expert.SaysAsync("Diese Seite ist nicht mehr aktuell.");
        await expert.LookAsync("seite-veraltet");
        await expert.FollowAsync("Seite neu laden");
        await expert.SaysSavedAsync();
        Assert.Equal("Ein langer Gedanke!", (await expert.AnswersAsync())["l1"]);
    }

    [Fact]
    public async Task What_waits_in_the_browser_is_sent_before_the_sheet_is_handed_in()
    {
        var expert = await BeginAsync(App, SectionTwo);
        await LoseWindowAsync(expert, "Noch ein Gedanke");
        await expert.ComeBackAsync();
        await expert.GoToAsync(Review);
        await Expect(expert.Find(".review__line", "Noch ein Gedanke")).ToBeVisibleAsync();
        await Expect(expert.Find("[data-drafts]")).ToBeHiddenAsync();
        Assert.Equal("Noch ein Gedanke", (await expert.AnswersAsync())["l1"]);
    }

    [Fact]
    public async Task Whoever_goes_on_while_the_overview_sends_what_waited_is_not_taken_back_to_it()
    {
        var expert = await BeginAsync(App, SectionTwo);
        await LoseWindowAsync(expert, "Noch ein Gedanke");

        await expert.ComeBackAsync();
        // Nothing can be asked of a page that is being left: another one of the same browser tells what is kept.
        var beside = await expert.BesideAsync("/barrierefreiheit");
        var saving = new TaskCompletionSource();
        var saved = new TaskCompletionSource();
        var going = new TaskCompletionSource();
        await expert.Page.RouteAsync(
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
        await expert.Page.RouteAsync(
            "**" + SectionOne,
            async route =>
            {
                going.SetResult();
                await saved.Task;
                // When nothing is kept any more, the overview has done what it does then.
                await beside.NothingKeptAsync();
                await route.ContinueAsync();
            }
        );
        await expert.GoToAsync("/bogen");
        await saving.Task;
        await expert.Find($"a[href='{SectionOne}']").First.ClickAsync();
        await expert.ArrivesAtAsync(SectionOne);
        await Expect(expert.Find("form.sheet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_waits_in_the_browser_and_replaces_an_answer_of_another_device_shows_what_stood_there()
    {
        var train = await BeginAsync(App, SectionTwo);
        var desk = await ArriveAsync(App, train.Key, 0, SectionTwo);
        await train.GoOfflineAsync();
        await desk.WriteAsync("Was fehlt?", "Vom Schreibtisch");
        await desk.SaysSavedAsync();
        await train.WriteAsync("Was fehlt?", "Danach im Zug");
        await train.SaysNotSavedAsync();
        await train.CrashAsync();
        await train.ComeBackAsync();
        await train.GoToAsync("/bogen");
        await Expect(train.Find("[data-drafts] .unsaved")).ToHaveTextAsync("Vom Schreibtisch");
        await train.LookAsync("uebersicht-ersetzt");
        Assert.Equal("Danach im Zug", (await train.AnswersAsync())["l1"]);
        await train.NothingKeptAsync();
    }

    [Fact]
    public async Task Nobody_else_at_the_same_computer_sees_what_was_typed()
    {
        var key = await App.OpenStudyAsync(2);
        var computer = await ArriveAsync(App, key, 0, SectionTwo);
        await LoseWindowAsync(computer, "Nur für mich");
        await computer.ComeBackAsync();
        await computer.TakeOverAsync(await App.LinkAsync(key, 1));
        await computer.ConsentAsync();
        foreach (var path in (string[])["/bogen", SectionOne, SectionTwo, Review])
        {
            await computer.GoToAsync(path);
            await Expect(computer.Find("[data-drafts]")).ToBeHiddenAsync();
            Assert.DoesNotContain("Nur für mich", await computer.Page.ContentAsync(), StringComparison.Ordinal);
        }
        await computer.GoToAsync(SectionTwo);
        await Expect(computer.Field("Was fehlt?")).ToHaveValueAsync("");

        await computer.TakeOverAsync(await App.LinkAsync(key, 0));
        await computer.SeesAsync("1 von 2 beantwortet");
        await computer.GoToAsync(SectionTwo);
        await Expect(computer.Field("Was fehlt?")).ToHaveValueAsync("Nur für mich");
        Assert.Null((await App.SheetAsync(key, 1)).SavedAt);
    }

    [Fact]
    public async Task Of_two_devices_each_learns_what_was_answered_on_the_other()
    {
        var desk = await BeginAsync(App, SectionOne);
        var phone = await ArriveAsync(App, desk.Key, 0, SectionOne, new(360, 740));
        await phone.ChooseAsync("r1", "5");
        await phone.RankAsync("a1.z", "1");
        await phone.SaysSavedAsync();
        await desk.ChooseAsync("r2", "3");
        await desk.SaysAsync("Auf einem anderen Gerät geändert: Wie wichtig ist Größe? · Was kommt zuerst?");
        await Expect(desk.Point("r1", "5")).ToBeCheckedAsync();
        await Expect(desk.Rank("a1.z")).ToHaveValueAsync("1");
        await Expect(desk.Find("[data-item='a1'] .rank").First).ToContainTextAsync("Geld");
        await desk.LookAsync("anderes-geraet");

        // Both answer the same, the desk later.
        await desk.ChooseAsync("r1", "2");
        await desk.SaysSavedAsync();
        await phone.ChooseAsync("r1", "1");
        await Expect(phone.Find("[data-item='r1'] .note")).ToContainTextAsync("Dort stand:");
        await Expect(phone.Find("[data-item='r1'] .note .unsaved")).ToHaveTextAsync("2");
        await phone.LookAsync("telefon-anderes-geraet");
        Assert.Equal("1", (await desk.AnswersAsync())["r1"]);
    }

    [Fact]
    public async Task What_is_sent_late_and_was_typed_before_the_other_device_answered_is_given_back()
    {
        var train = await BeginAsync(App, SectionTwo);
        var desk = await ArriveAsync(App, train.Key, 0, SectionTwo);
        await train.GoOfflineAsync();
        await train.Page.Clock.InstallAsync();
        await train.WriteAsync("Was fehlt?", "Aus dem Zug");
        await train.WriteAsync("Idee 1", "Auch aus dem Zug");
        await train.SaysNotSavedAsync();
        await train.Page.Clock.FastForwardAsync("10:00");
        await desk.WriteAsync("Was fehlt?", "Vom Schreibtisch");
        await desk.SaysSavedAsync();
        await train.GoOnlineAsync();
        await Expect(train.Find("[data-item='l1'] .note .unsaved")).ToHaveTextAsync("Aus dem Zug");
        await Expect(train.Field("Was fehlt?")).ToHaveValueAsync("Vom Schreibtisch");
        await train.LookAsync("aelter");
        await train.NothingKeptAsync();
        var answers = await train.AnswersAsync();
        Assert.Equal(("Vom Schreibtisch", "Auch aus dem Zug"), (answers["l1"], answers["i1.1"]));
    }

    [Fact]
    public async Task When_the_round_closes_while_somebody_types_all_can_be_copied_even_later()
    {
        var expert = await BeginAsync(App, SectionTwo);
        await expert.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await App.CloseAsync(expert.Key);
        await expert.WriteAsync("Was fehlt?", "Bänke für <Ältere>");
        await expert.WriteAsync("Idee 2", "Ein Brunnen");
        await expert.SaysAsync("Die Runde wurde inzwischen geschlossen.");
        await expert.FollowAsync("Eingaben kopieren");
        await expert.LookAsync("runde-zu");
        await expert.Find(".unsaved__item", "Was fehlt?").GetByRole(AriaRole.Button, new() { Name = "Kopieren" }).ClickAsync();
        Assert.Equal("Bänke für <Ältere>", await expert.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));

        await expert.Page.ReloadAsync();
        await expert.ArrivesAtAsync("/bogen#entwuerfe");
        await expert.SeesAsync("Die Runde ist abgeschlossen");
        await expert.PressAsync("Alles kopieren");
        await Expect(expert.Page.GetByRole(AriaRole.Button, new() { Name = "Kopiert" })).ToBeVisibleAsync();
        Assert.Equal(
            "Was fehlt?\nBänke für <Ältere>\n\nIhre Ideen\nEin Brunnen",
            (await expert.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).ReplaceLineEndings("\n")
        );
        await expert.PressAsync("Alles markieren");
        Assert.Contains(
            "Bänke für <Ältere>",
            await expert.Page.EvaluateAsync<string>("getSelection().toString()"),
            StringComparison.Ordinal
        );
        await expert.LookAsync("runde-zu-spaeter");
        expert.Page.Dialog += async (_, dialog) => await dialog.AcceptAsync();
        await expert.PressAsync("Aus diesem Browser löschen");
        await Expect(expert.Find("[data-drafts]")).ToBeHiddenAsync();
        await expert.NothingKeptAsync();
    }

    [Fact]
    public async Task Questions_come_and_go_with_the_answers_and_keep_their_numbers_and_words()
    {
        var key = await App.OpenStudyAsync(yaml: Pages.Bogen.LiveConditionsTests.Yaml);
        var expert = await ArriveAsync(App, key, 0, SectionOne);
        await Expect(expert.Find(".item__number:visible")).ToHaveTextAsync(["1", "2"]);
        await expert.Field("Ja").First.CheckAsync();
        await Expect(expert.Find(".item__number:visible")).ToHaveTextAsync(["1", "2", "3"]);
        await Expect(expert.Find("[data-news]")).ToHaveTextAsync("Hinzugekommen: Auch im Winter?");
        await expert.ChooseAsync("w1", "ja");
        await expert.WriteAsync("Womit?", "Mit Spikes");
        await Expect(expert.Find(".item__number:visible")).ToHaveTextAsync(["1", "2", "3", "4"]);
        await expert.Field("Nein").First.CheckAsync();
        await Expect(expert.Find(".item__number:visible")).ToHaveTextAsync(["1", "2"]);
        await expert.SaysSavedAsync();
        Assert.Equal("Mit Spikes", (await expert.AnswersAsync())["w2"]);
        await expert.Field("Ja").First.CheckAsync();
        await Expect(expert.Field("Womit?")).ToHaveValueAsync("Mit Spikes");
        await expert.LookAsync("bedingungen");
    }

    [Fact]
    public async Task Typing_on_while_the_page_saves_and_going_on_at_once_saves_the_last_word()
    {
        var expert = await BeginAsync(App, SectionTwo);
        // A slow server: the first save is still under way when the button is pressed.
        var saves = await HeldSaves.OfAsync(expert.Page);
        await expert.WriteAsync("Was fehlt?", "ab");
        var first = await saves.NextAsync();
        await expert.WriteAsync("Was fehlt?", "abc");
        await expert.PressAsync("Prüfen und abgeben");
        await saves.LetGoAsync(first);
        await expert.ArrivesAtAsync(Review);
        Assert.Equal("abc", (await expert.AnswersAsync())["l1"]);
        await expert.NothingKeptAsync();
    }

    [Fact]
    public async Task An_answer_of_the_server_that_got_lost_is_no_other_device()
    {
        var expert = await BeginAsync(App, SectionTwo);
        var saves = await HeldSaves.OfAsync(expert.Page);
        await expert.WriteAsync("Was fehlt?", "ab");
        await HeldSaves.LoseAnswerAsync(await saves.NextAsync());
        await expert.SaysNotSavedAsync();
        Assert.Equal("ab", (await expert.AnswersAsync())["l1"]);
        await expert.WriteAsync("Was fehlt?", "abc");
        await saves.LetGoAsync(await saves.NextAsync());
        await expert.SaysSavedAsync();
        await Expect(expert.Find(".note")).ToHaveCountAsync(0);
        await expert.PressAsync("Prüfen und abgeben");
        await expert.ArrivesAtAsync(Review);
        Assert.Equal("abc", (await expert.AnswersAsync())["l1"]);
    }

    [Fact]
    public async Task Leaving_the_page_in_the_middle_of_a_word_sends_it()
    {
        var expert = await BeginAsync(App, SectionTwo);
        await expert.WriteAsync("Was fehlt?", "Mitten im W");
        await expert.GoToAsync("/barrierefreiheit");
        await Wait.UntilAsync("The word is saved", async () => (await expert.AnswersAsync())["l1"], saved => saved == "Mitten im W");
        await expert.GoToAsync("/bogen");
        await expert.SeesAsync("1 von 2 beantwortet");
        await Expect(expert.Find("[data-drafts]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Without_a_script_a_form_whose_session_ended_shows_what_was_typed()
    {
        var key = await App.OpenStudyAsync();
        var expert = await ArriveAsync(App, key, 0, SectionTwo, new(Scripts: false));
        await expert.WriteAsync("Was fehlt?", "Ein langer Gedanke");
        await expert.Page.Context.ClearCookiesAsync();
        await expert.PressAsync("Prüfen und abgeben");
        await expert.SeesHeadingAsync("Ihre Sitzung ist abgelaufen");
        await Expect(expert.Find(".unsaved")).ToHaveTextAsync("Ein langer Gedanke");
    }

    /// <summary>Without a connection, writes what only the browser keeps, and loses the window.</summary>
    private static async Task LoseWindowAsync(ExpertSheet expert, string text)
    {
        await expert.GoOfflineAsync();
        await expert.WriteAsync("Was fehlt?", text);
        await expert.SaysNotSavedAsync();
        await expert.CrashAsync();
    }
}
