using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>Somebody of the team writes a text of the report: beside it stands how it will look, a number is put in by a button, and what is typed is kept when one leaves the field.</summary>
public sealed class ReportTextsWalk(Browser app) : Walk(app)
{
    [Fact]
    public async Task A_text_is_shown_while_it_is_written_keeps_its_number_and_is_a_draft_until_it_is_taken_over()
    {
        var key = await App.OpenStudyAsync(8);
        for (var expert = 0; expert < 8; expert++)
            await App.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await App.CloseAsync(key);
        var page = $"/team/studien/{key}/bericht/texte/hintergrund";
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(1280));
        await desk.GoToAsync(page);
        await desk.Page.Locator("#aim-de").FillAsync("Es antworteten ");
        await desk.Page.Locator(".text-numbers summary").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "einfügen: {{teilgenommen.worte}}", Exact = true }).ClickAsync();
        await Expect(desk.Page.Locator("#aim-de")).ToHaveValueAsync("Es antworteten {{teilgenommen.worte}}");
        await Expect(desk.Page.Locator("#vorschau-aim-de .prose")).ToHaveTextAsync("Es antworteten 8 Personen");
        await desk.Page.Locator("#aim-en").FocusAsync();
        await Expect(desk.Page.Locator("#entwurf-stand")).ToHaveTextAsync("Der Entwurf ist gespeichert");
        await desk.LookAsync("berichtstexte");

        await desk.GoToAsync(page);
        await Expect(desk.Page.Locator("#aim-de")).ToHaveValueAsync("Es antworteten {{teilgenommen.worte}}");
        Assert.Empty((await App.ReadAsync(key)).ReportTexts.Texts);
        await desk.PressAsync("In den Bericht übernehmen");
        await desk.SeesAsync("Gespeichert: 1 Text");
        await desk.LookAsync("berichtstexte-uebernommen");
        Assert.Equal("Es antworteten {{teilgenommen.worte}}", (await App.ReadAsync(key)).ReportTexts.In("aim", "de"));
        Assert.Empty((await App.ReadAsync(key)).ReportTexts.Drafts);
    }
}
