using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>The questionnaire as text: with a script an editor that knows the format, without one a field; both send the same.</summary>
public sealed class DraftTextWalk(Browser app) : Walk(app)
{
    private const string Frame =
        "befragung: 1\ntitle: Läden\nlanguages: [de]\ngroups:\n  - { key: alle, name: Alle }\nsections:\n  - key: eins\n    title: Eins\n    items:\n      - key: q\n        text: Was fehlt?\n        type: ";

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_text_has_colours_its_errors_at_their_lines_and_offers_what_may_stand_at_a_place(int width)
    {
        var key = await App.StudyAsync();
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(width));
        await desk.GoToAsync($"/team/studien/{key}/fragebogen/text");
        await Expect(desk.Find("#text")).ToBeHiddenAsync();
        var editor = desk.Find(".text-editor .cm-content");
        await Expect(editor).ToContainTextAsync("Kleine Befragung über Größe");
        await Expect(desk.Find("[data-problems] [role=status]")).ToHaveTextAsync("Nichts zu klären.");
        await desk.LookAsync($"text-{width}");

        await editor.FocusAsync();
        await desk.PressKeyAsync("Control+a");
        await desk.PressKeyAsync("Delete");
        await desk.Page.Keyboard.InsertTextAsync(Frame);
        await Expect(desk.Find("[data-problems] [role=status]")).ToContainTextAsync("Noch zu klären");
        var place = desk.Page.GetByRole(AriaRole.Button, new() { Name = "Zeile 12" }).First;
        await Expect(place).ToBeVisibleAsync();
        await Expect(desk.Find(".text-editor .cm-lint-marker-error")).Not.ToHaveCountAsync(0);
        await place.ClickAsync();
        // On a full machine the keys came before the place was there.
        await Expect(editor).ToBeFocusedAsync();
        await desk.PressKeyAsync("End");
        await desk.PressKeyAsync("Control+Space");
        var offered = desk.Page.GetByRole(AriaRole.Listbox, new() { Name = "Was hier stehen kann" });
        await Expect(offered).ToContainTextAsync("rating");
        await Expect(offered).ToContainTextAsync("estimate");
        // The list is gone through with the arrow keys while the text keeps the focus.
        await desk.LookAsync($"text-angebot-{width}", "scrollable-region-focusable");
        await desk.PressKeyAsync("Escape");
        await Expect(offered).ToHaveCountAsync(0);
        await WriteAsync("longText");
        await Expect(desk.Find("[data-problems] [role=status]")).ToHaveTextAsync("Nichts zu klären.");

        // A field by its first letters, as it may stand for this type.
        await desk.PressKeyAsync("Enter");
        await WriteAsync("maxLength");
        await desk.TypeAsync(": 500");
        await desk.PressKeyAsync("Tab");
        Assert.False(await desk.Page.EvaluateAsync<bool>("() => document.activeElement.matches('.text-editor')"));
        await desk.PressAsync("Text speichern");
        await desk.SeesAsync("Gespeichert");
        var item = (await App.ReadAsync(key)).Round(1).Questionnaire.Items.Single();
        Assert.Equal(500, Assert.IsType<Befragung.Delphi.Questionnaires.LongTextItem>(item).MaxLength);

        // What is written whole is the only one that is left of what was offered.
        async Task WriteAsync(string word)
        {
            await desk.TypeAsync(word);
            await Expect(offered.GetByRole(AriaRole.Option)).ToHaveTextAsync([word]);
            await desk.PressKeyAsync("Escape");
            await Expect(offered).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Leaving_with_an_unsaved_text_asks_and_whoever_only_reads_can_look()
    {
        var key = await App.StudyAsync();
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor);
        await desk.GoToAsync($"/team/studien/{key}/fragebogen/text");
        await desk.Find(".text-editor .cm-content").FocusAsync();
        await desk.TypeAsync("#");
        var asked = new TaskCompletionSource<string>();
        desk.Page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Type);
            await dialog.AcceptAsync();
        };
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Panel" }).ClickAsync();
        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromSeconds(10)));

        var reader = await TeamDesk.SignedInAsync(App, StudyRole.Reader);
        await reader.GoToAsync($"/team/studien/{key}/fragebogen/text");
        await reader.Find(".text-editor .cm-content").FocusAsync();
        await reader.TypeAsync("x");
        await Expect(reader.Find(".text-editor .cm-line").First).ToHaveTextAsync("befragung: 1");
        await reader.LookAsync("text-gelesen");
    }
}
