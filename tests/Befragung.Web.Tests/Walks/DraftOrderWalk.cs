using Befragung.Delphi.Questionnaires;
using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>Sections, questions and options change their order by buttons, keys and dragging, and the page stays where it is.</summary>
public sealed class DraftOrderWalk(Browser app) : Walk(app)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Questions_and_sections_move_without_loading_the_page_anew_and_the_focus_goes_along(int width)
    {
        var (desk, key) = await AtAsync("", width);
        var down = desk.Find("#frage-runter-r1");
        await down.FocusAsync();
        await desk.PressKeyAsync("Enter");
        await Expect(desk.Find("#neues")).ToContainTextAsync("„Wie wichtig ist Größe?“ steht jetzt an Stelle 2 von");
        await Expect(down).ToBeFocusedAsync();
        await desk.PressKeyAsync("Enter");
        await Expect(desk.Find("#neues")).ToContainTextAsync("an Stelle 3 von");
        await desk.PressKeyAsync("Alt+ArrowUp");
        await Expect(desk.Find("#neues")).ToContainTextAsync("an Stelle 2 von");
        Assert.Equal(["r2", "r1"], (await KeysAsync(key, 0)).Take(2));

        await desk.Find("#runter-eins").ClickAsync();
        await Expect(desk.Find("#neues")).ToContainTextAsync("„Erster Abschnitt“ steht jetzt an Stelle 2 von 2.");
        await Expect(desk.Find("#runter-eins")).ToBeFocusedAsync();

        await desk.Find("#frage-kopieren-r2").ClickAsync();
        await Expect(desk.Find("#frage-r2_2 a")).ToBeFocusedAsync();
        await desk.Find("#frage-weg-r2").ClickAsync();
        await Expect(desk.Find("#rueckgaengig")).ToBeFocusedAsync();
        await desk.LookAsync($"geloescht-{width}");
        await desk.PressKeyAsync("Enter");
        await Expect(desk.Find("#frage-r2 a")).ToBeFocusedAsync();
        Assert.Equal(["r2", "r2_2", "r1"], (await KeysAsync(key, 1)).Take(3));
        Assert.True(await desk.Page.EvaluateAsync<bool>("() => window.marked === true"));
        await desk.LookAsync($"geordnet-{width}");
    }

    [Fact]
    public async Task Questions_and_sections_are_dragged()
    {
        var (desk, key) = await AtAsync("", height: 3600);
        await DragAsync(desk, "#frage-r1 .handle", "#frage-l1", behind: false);
        await Expect(desk.Find("#neues")).ToContainTextAsync("im Abschnitt „Zweiter Abschnitt“.");
        var second = await KeysAsync(key, 1);
        Assert.Equal(second.IndexOf("l1") - 1, second.IndexOf("r1"));
        await DragAsync(desk, "#abschnitt-eins > form > .drafted__head .handle", "#abschnitt-zwei", behind: true);
        await Expect(desk.Find("#neues")).ToContainTextAsync("„Erster Abschnitt“ steht jetzt an Stelle 2 von 2.");
        Assert.True(await desk.Page.EvaluateAsync<bool>("() => window.marked === true"));
    }

    [Fact]
    public async Task Options_move_by_buttons_keys_and_dragging_and_keep_their_keys()
    {
        var (desk, key) = await AtAsync("fragen/a1", height: 2400);
        await desk.Find("#options-2-hoch").FocusAsync();
        await desk.PressKeyAsync("Enter");
        await Expect(desk.Find("#neues")).ToHaveTextAsync("„Geld“ steht jetzt an Stelle 2 von 3.");
        await Expect(desk.Find("#options-1-hoch")).ToBeFocusedAsync();
        await desk.PressKeyAsync("Enter");
        await Expect(desk.Find("#neues")).ToHaveTextAsync("„Geld“ steht jetzt an Stelle 1 von 3.");
        Assert.Equal(["z", "x", "y"], await OptionsAsync(key));
        // What is being written goes along.
        await desk.Find("#options-0-name-de").FillAsync("Viel Geld");
        await desk.PressKeyAsync("Alt+ArrowDown");
        await Expect(desk.Find("#neues")).ToHaveTextAsync("„Viel Geld“ steht jetzt an Stelle 2 von 3.");
        await Expect(desk.Find("#options-1-name-de")).ToBeFocusedAsync();
        await Expect(desk.Find("#options-1-name-de")).ToHaveValueAsync("Viel Geld");
        await DragAsync(desk, "[data-row='options-2-'] .handle", "[data-row='options-0-']", behind: false);
        await Expect(desk.Find("#neues")).ToHaveTextAsync("„Austausch“ steht jetzt an Stelle 1 von 3.");
        Assert.Equal(["y", "x", "z"], await OptionsAsync(key));
        await desk.LookAsync("zeilen-geordnet");
    }

    private async Task<(TeamDesk Desk, string Key)> AtAsync(string page, int width = 1280, int height = 900)
    {
        var key = await App.StudyAsync();
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(width, height));
        await desk.GoToAsync($"/team/studien/{key}/fragebogen/{page}".TrimEnd('/'));
        await desk.Page.EvaluateAsync("() => { window.marked = true; }");
        return (desk, key);
    }

    private static async Task DragAsync(TeamDesk desk, string handle, string target, bool behind)
    {
        var from = (await desk.Find(handle).BoundingBoxAsync())!;
        var to = (await desk.Find(target).BoundingBoxAsync())!;
        await desk.Page.Mouse.MoveAsync(from.X + from.Width / 2, from.Y + from.Height / 2);
        await desk.Page.Mouse.DownAsync();
        await desk.Page.Mouse.MoveAsync(to.X + to.Width / 2, to.Y + (behind ? to.Height - 4 : 4), new() { Steps = 8 });
        await desk.Page.Mouse.UpAsync();
    }

    private async Task<List<string>> KeysAsync(string key, int section) =>
        [.. (await App.ReadAsync(key)).Round(1).Questionnaire.Sections[section].Items.Select(item => item.Key)];

    private async Task<IEnumerable<string>> OptionsAsync(string key) =>
        ((RankingItem)(await App.ReadAsync(key)).Round(1).Questionnaire.ItemOf("a1")!).Options.Select(option => option.Key);
}
