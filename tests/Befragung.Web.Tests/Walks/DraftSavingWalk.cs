using System.Text.RegularExpressions;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>The questionnaire is saved as one writes: nothing reloads, no word is lost, and the sign promises nothing too early.</summary>
public sealed class DraftSavingWalk(Browser app) : Walk(app, "Failed to load resource")
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task What_is_typed_is_saved_without_loading_the_page_anew_and_focus_and_caret_stay(int width)
    {
        var (desk, key) = await AtAsync("fragen/r1", width);
        await MarkAsync(desk);
        var field = desk.Find("#text-de");
        await field.FocusAsync();
        await field.FillAsync("");
        await SaysSavedAsync(desk);
        await Expect(desk.Find("main .kern-alert--warning")).ToContainTextAsync("Noch zu klären");
        await desk.LookAsync($"frage-mit-mangel-{width}");
        await field.PressSequentiallyAsync("Wie schön ist Grße? ");
        await Expect(desk.Find("main .kern-alert--warning")).ToHaveCountAsync(0);
        await SaysSavedAsync(desk);
        // The space at the end stays where somebody goes on writing.
        await Expect(field).ToHaveValueAsync("Wie schön ist Grße? ");
        await Expect(field).ToBeFocusedAsync();
        for (var i = 0; i < 4; i++)
            await desk.PressKeyAsync("ArrowLeft");
        await desk.TypeAsync("ö");
        await SaysSavedAsync(desk);
        await desk.TypeAsync("!");
        await SaysSavedAsync(desk);
        await Expect(desk.Page).ToHaveTitleAsync("Frage bearbeiten – Befragung");
        await Expect(desk.Find("h1")).ToHaveTextAsync("Wie schön ist Grö!ße?");
        Assert.Equal("Wie schön ist Grö!ße?", (await ItemAsync(key, "r1")).Text.In("de"));
        await StillThereAsync(desk);
        await desk.LookAsync($"frage-gespeichert-{width}");
    }

    [Fact]
    public async Task A_new_option_gets_its_key_once_and_more_rows_as_one_types_on()
    {
        var (desk, key) = await AtAsync("fragen/a1");
        await MarkAsync(desk);
        await desk.Find("#options-3-name-de").FillAsync("Räume");
        await SaysSavedAsync(desk);
        await Expect(desk.Find("#options-6-name-de")).ToBeVisibleAsync();
        await Expect(desk.Find("#options-3-name-de")).ToBeFocusedAsync();
        await desk.TypeAsync(" und Plätze");
        await desk.Find("#options-4-name-de").FillAsync("Zeit");
        await SaysSavedAsync(desk);
        await Expect(desk.Find("#options-7-name-de")).ToBeVisibleAsync();
        Assert.Equal(["x", "y", "z", "raeume", "zeit"], (await OptionsAsync(key)).Select(one => one.Key));
        // A row whose name is being written anew is not gone meanwhile.
        await desk.Find("#options-3-name-de").FillAsync("");
        await desk.Find("#options-3-name-en").FillAsync("Rooms");
        await SaysSavedAsync(desk);
        await desk.Find("#options-3-name-de").FillAsync("Orte");
        await SaysSavedAsync(desk);
        Assert.Equal([("raeume", "Orte"), ("zeit", "Zeit")], (await OptionsAsync(key)).Skip(3).Select(one => (one.Key, one.Name.In("de"))));
        // One in the middle that is emptied goes, and what stood below it moves up with the focus.
        await desk.Find("#options-1-name-en").FillAsync("");
        await desk.Find("#options-1-name-de").FillAsync("");
        await desk.Find("#options-4-name-de").FocusAsync();
        await SaysSavedAsync(desk);
        await Expect(desk.Find("#options-3-name-de")).ToHaveValueAsync("Zeit");
        await Expect(desk.Find("#options-3-name-de")).ToBeFocusedAsync();
        Assert.Equal(["x", "z", "raeume", "zeit"], (await OptionsAsync(key)).Select(one => one.Key));
        await StillThereAsync(desk);
    }

    [Fact]
    public async Task Another_type_shows_its_fields_once_it_is_chosen_and_not_while_keys_pass_by()
    {
        var (desk, key) = await AtAsync("fragen/a1");
        await MarkAsync(desk);
        await desk.Find("#type").FocusAsync();
        await desk.PressKeyAsync("ArrowDown");
        await desk.PressKeyAsync("ArrowDown");
        await desk.PressKeyAsync("ArrowUp");
        await desk.PressKeyAsync("ArrowUp");
        await desk.PressKeyAsync("ArrowUp");
        await desk.PressKeyAsync("Tab");
        await SaysSavedAsync(desk);
        await Expect(desk.Find("#options-0-exclusive")).ToBeVisibleAsync();
        Assert.Equal(3, Assert.IsType<MultipleChoiceItem>(await ItemAsync(key, "a1")).Options.Count);
        await StillThereAsync(desk);
    }

    [Fact]
    public async Task Without_a_connection_what_was_typed_stays_and_is_saved_when_the_page_is_opened_again()
    {
        var (desk, key) = await AtAsync("fragen/r1");
        await desk.Page.Context.SetOfflineAsync(true);
        await desk.Find("#text-de").FillAsync("Ohne Netz?");
        await desk.SeesAsync("Nicht gespeichert: keine Verbindung.");
        await desk.LookAsync("frage-ohne-verbindung");
        var page = await desk.Page.Context.NewPageAsync();
        await desk.Page.CloseAsync();
        Assert.Equal("Wie wichtig ist Größe?", (await ItemAsync(key, "r1")).Text.In("de"));
        await page.Context.SetOfflineAsync(false);
        await page.GotoAsync(Address(key, "fragen/r1"));
        await Expect(page.Locator("#text-de")).ToHaveValueAsync("Ohne Netz?");
        await Expect(page.Locator(".saved__said")).ToContainTextAsync("Gespeichert um");
        Assert.Equal("Ohne Netz?", (await ItemAsync(key, "r1")).Text.In("de"));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
    }

    [Fact]
    public async Task When_the_connection_is_back_the_open_page_saves_by_itself()
    {
        var (desk, key) = await AtAsync("abschnitte/eins");
        await desk.Page.Context.SetOfflineAsync(true);
        await desk.Find("#title-de").FillAsync("Eins, neu");
        await desk.SeesAsync("Nicht gespeichert: keine Verbindung.");
        await desk.Page.Context.SetOfflineAsync(false);
        await SaysSavedAsync(desk);
        Assert.Equal("Eins, neu", (await App.ReadAsync(key)).Round(1).Questionnaire.Sections[0].Title.In("de"));
    }

    [Fact]
    public async Task What_got_no_answer_is_sent_again_and_added_once()
    {
        var (desk, key) = await AtAsync("fragen/a1");
        var saves = await HeldSaves.OfAsync(desk.Page, "**/fragen/a1");
        await desk.Find("#options-3-name-de").FillAsync("Räume");
        await HeldSaves.LoseAnswerAsync(await saves.NextAsync());
        await desk.SeesAsync("Nicht gespeichert: keine Verbindung.");
        await desk.Find("#options-4-name-de").FillAsync("Zeit");
        await saves.LetGoAsync(await saves.NextAsync());
        await SaysSavedAsync(desk);
        Assert.Equal(["x", "y", "z", "raeume", "zeit"], (await OptionsAsync(key)).Select(one => one.Key));
    }

    [Fact]
    public async Task What_is_typed_while_a_save_is_on_its_way_stays_and_is_saved_before_the_sign_says_so()
    {
        var (desk, key) = await AtAsync("fragen/a1");
        var saves = await HeldSaves.OfAsync(desk.Page, "**/fragen/a1");
        await desk.Find("#options-3-name-de").FillAsync("Räume");
        var first = await saves.NextAsync();
        await desk.Find("#options-1-name-de").FillAsync("Ypsilon");
        await desk.Find("#options-5-name-de").FillAsync("Später");
        await first.ContinueAsync();
        var second = await saves.NextAsync();
        await desk.SeesAsync("Wird gespeichert …");
        await Expect(desk.Find("#options-1-name-de")).ToHaveValueAsync("Ypsilon");
        await saves.LetGoAsync(second);
        await SaysSavedAsync(desk);
        Assert.Equal(
            [("x", "x"), ("y", "Ypsilon"), ("z", "z"), ("raeume", "Räume"), ("spaeter", "Später")],
            (await OptionsAsync(key)).Select(one => (one.Key, one.Key is "x" or "z" ? one.Key : one.Name.In("de")))
        );
    }

    [Fact]
    public async Task Of_two_at_one_question_the_second_sees_both_texts_and_decides()
    {
        var (desk, key) = await AtAsync("fragen/r1");
        var other = await TeamDesk.SignedInAsync(App, StudyRole.Editor);
        await other.GoToAsync(Address(key, "fragen/r1"));
        await other.Find("#text-de").FillAsync("Vom anderen?");
        await SaysSavedAsync(other);
        await desk.Find("#text-de").FillAsync("Von mir?");
        await desk.SeesAsync("jetzt gespeichert „Vom anderen?“, in Ihrem Feld „Von mir?“");
        await Expect(desk.Find(".saved--failed")).ToContainTextAsync("Nicht gespeichert.");
        await desk.LookAsync("frage-zwei");
        // It waits for whoever decides, whatever is typed on.
        await desk.Find("#text-de").PressSequentiallyAsync(" Doch!");
        await desk.Find("#note-de").FocusAsync();
        Assert.Equal("Vom anderen?", (await ItemAsync(key, "r1")).Text.In("de"));
        await desk.PressAsync("Frage speichern");
        await SaysSavedAsync(desk);
        await Expect(desk.Page.GetByText("jetzt gespeichert")).ToHaveCountAsync(0);
        Assert.Equal("Von mir? Doch!", (await ItemAsync(key, "r1")).Text.In("de"));
        // And goes on saving by itself.
        await desk.Find("#text-de").FillAsync("Von mir allein?");
        await SaysSavedAsync(desk);
        Assert.Equal("Von mir allein?", (await ItemAsync(key, "r1")).Text.In("de"));
    }

    [Fact]
    public async Task Going_to_another_page_takes_the_last_word_along_and_what_cannot_be_saved_asks()
    {
        var (desk, key) = await AtAsync("fragen/r1");
        await desk.Find("#text-de").FillAsync("Letztes Wort?");
        await desk.FollowAsync("Zurück zum Fragebogen");
        await desk.SeesHeadingAsync("Abschnitte und Fragen");
        Assert.Equal("Letztes Wort?", (await ItemAsync(key, "r1")).Text.In("de"));

        await desk.GoToAsync(Address(key, "fragen/r1"));
        await desk.Page.Context.SetOfflineAsync(true);
        await desk.Find("#text-de").PressSequentiallyAsync("x");
        await desk.SeesAsync("Nicht gespeichert: keine Verbindung.");
        var asked = new TaskCompletionSource<string>();
        desk.Page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.DismissAsync();
        };
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Zurück zum Fragebogen" }).ClickAsync();
        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(10)));
        await Expect(desk.Find("#text-de")).ToBeVisibleAsync();
        await desk.Page.Context.SetOfflineAsync(false);
        await SaysSavedAsync(desk);
    }

    [Fact]
    public async Task A_question_that_is_gone_says_so_and_leaves_what_was_typed()
    {
        var (desk, key) = await AtAsync("fragen/r2");
        var other = await TeamDesk.SignedInAsync(App, StudyRole.Editor);
        await other.GoToAsync(Address(key, ""));
        await other.Find("#frage-r2").GetByText("löschen").ClickAsync();
        await other.SeesAsync("Löschen rückgängig machen");
        await desk.Find("#text-de").FillAsync("Zu spät?");
        await desk.SeesAsync("Diese Frage gibt es nicht mehr.");
        await Expect(desk.Find("#text-de")).ToHaveValueAsync("Zu spät?");
        await desk.LookAsync("frage-weg");
    }

    [Fact]
    public async Task A_key_that_cannot_be_one_is_told_at_its_field_and_a_new_one_becomes_the_address()
    {
        var (desk, key) = await AtAsync("fragen/r1");
        await MarkAsync(desk);
        await desk.Page.GetByText("Ort und Schlüssel").ClickAsync();
        await desk.Find("#key").FillAsync("r2");
        await desk.Find("#section").FocusAsync();
        await Expect(desk.Find(".saved--failed")).ToContainTextAsync("Nicht gespeichert.");
        await Expect(desk.Find(".kern-form-input--error #key")).ToBeVisibleAsync();
        await desk.LookAsync("frage-schluessel");
        await desk.Find("#key").FillAsync("groesse");
        await desk.Find("#section").FocusAsync();
        await SaysSavedAsync(desk);
        await Expect(desk.Page).ToHaveURLAsync(new Regex("fragen/groesse$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(desk.Find(".kern-form-input--error")).ToHaveCountAsync(0);
        await desk.Find("#text-de").FillAsync("Groß?");
        await SaysSavedAsync(desk);
        Assert.Equal("Groß?", (await ItemAsync(key, "groesse")).Text.In("de"));
        await StillThereAsync(desk);
    }

    [Fact]
    public async Task Whoever_is_no_longer_signed_in_is_told_and_loses_nothing()
    {
        var (desk, key) = await AtAsync("fragen/r1");
        var cookies = await desk.Page.Context.CookiesAsync();
        await desk.Page.Context.ClearCookiesAsync();
        await desk.Find("#text-de").FillAsync("Noch da?");
        await desk.SeesAsync("Nicht gespeichert: Sie sind nicht mehr angemeldet.");
        await desk.Page.Context.AddCookiesAsync(
            cookies.Select(one => new Cookie
            {
                Name = one.Name,
                Value = one.Value,
                Domain = one.Domain,
                Path = one.Path,
            })
        );
        await desk.PressAsync("Frage speichern");
        await SaysSavedAsync(desk);
        Assert.Equal("Noch da?", (await ItemAsync(key, "r1")).Text.In("de"));
    }

    private async Task<(TeamDesk Desk, string Key)> AtAsync(string page, int width = 1280)
    {
        var key = await App.StudyAsync();
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(width));
        await desk.GoToAsync(Address(key, page));
        return (desk, key);
    }

    private static string Address(string key, string page) => $"/team/studien/{key}/fragebogen/{page}".TrimEnd('/');

    private async Task<Item> ItemAsync(string key, string item) => (await App.ReadAsync(key)).Round(1).Questionnaire.ItemOf(item)!;

    private async Task<IReadOnlyList<Option>> OptionsAsync(string key) => ((RankingItem)await ItemAsync(key, "a1")).Options;

    /// <summary>What stands in the page now is saved, and the sign says so.</summary>
    private static async Task SaysSavedAsync(TeamDesk desk)
    {
        await Expect(desk.Find(".saved--live:not(.saved--busy, .saved--failed) .saved__said")).ToContainTextAsync("Gespeichert um");
        Assert.Equal(0, await desk.Page.EvaluateAsync<int>("localStorage.length"));
    }

    /// <summary>A page that is loaded anew does not know this any more.</summary>
    private static Task MarkAsync(TeamDesk desk) => desk.Page.EvaluateAsync("() => { window.marked = true; }");

    private static async Task StillThereAsync(TeamDesk desk) =>
        Assert.True(await desk.Page.EvaluateAsync<bool>("() => window.marked === true"));
}
