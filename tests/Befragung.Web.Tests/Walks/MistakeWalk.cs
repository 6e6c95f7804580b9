using Befragung.Web.Tests.Pages.Bogen;
using Befragung.Web.Tests.Walks.Screens;
using static Befragung.Web.Tests.Walks.Screens.ExpertSheet;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>An answer with a mistake in a real browser: it is on the server, holds nobody up who goes back, and can be taken back.</summary>
public sealed class MistakeWalk(Browser app) : Walk(app, "Failed to load resource: the server responded with a status of 400")
{
    [Fact]
    public async Task A_mistake_is_kept_on_the_server_named_on_the_review_and_put_right_by_its_link()
    {
        var key = await App.OpenStudyAsync(1, MistakeTests.Yaml);
        // A rank can be given twice only where there are no scripts.
        var plain = await ArriveAsync(App, key, path: SectionOne, window: new(Scripts: false));
        await plain.RankAsync("a.x", "1");
        await plain.RankAsync("a.y", "1");
        await plain.PressAsync("Weiter zu");
        var expert = await ArriveAsync(App, key, path: SectionOne);
        await expert.ChooseAsync("r", "4");
        await expert.FillAsync("z", "7000");
        await expert.SaysSavedAsync();
        await expert.FillAsync("z", "20 %");
        await expert.SaysAsync("Noch zu berichtigen: Wie teuer? · Was zuerst?");
        await expert.NothingKeptAsync();
        await Expect(expert.Find("[name='a.z']")).ToHaveAttributeAsync("aria-invalid", "true");
        var sheet = await App.SheetAsync(expert.Key);
        Assert.Equal(("7000", "20 %", "1"), (sheet.Answers["z"], sheet.Mistaken["z"], sheet.Mistaken["a.y"]));

        // Going on stops, and the summary has the focus; its links lead to what takes it.
        await expert.PressAsync("Weiter zu");
        await Expect(expert.Find("#fehler")).ToBeFocusedAsync();
        await expert.LookAsync("abschnitt-mit-fehlern");
        await expert.Find("#fehler a").First.ClickAsync();
        await Expect(expert.Find("#f-z-fehler")).ToBeFocusedAsync();

        // Another section: the browser keeps nothing, and the review says what has to be put right.
        await expert.GoToAsync(Review);
        await Expect(expert.Find("[data-drafts]")).ToBeHiddenAsync();
        await expert.SeesAsync("2 Antworten müssen Sie noch berichtigen");
        await expert.LookAsync("pruefen-mit-fehlern");
        await expert.Page.SetViewportSizeAsync(390, 844);
        await expert.LookAsync("telefon-pruefen-mit-fehlern");
        await expert.PressAsync("Antworten abgeben");
        await expert.SeesAsync("Möchten Sie schon abgeben?");
        await expert.LookAsync("telefon-abgeben-gefragt");
        await expert.FollowAsync("Erst berichtigen");
        await Expect(expert.Find("#f-z:target")).ToBeVisibleAsync();
        await expert.LookAsync("telefon-abschnitt-zu-berichtigen");
        await expert.FillAsync("z", "20.000 €");
        await expert.RankAsync("a.y", "2");
        await expert.SaysSavedAsync();
        await Expect(expert.Find("#f-z-fehler")).ToBeHiddenAsync();
        await expert.GoToAsync(Review);
        await Expect(expert.Find(".tomend")).ToHaveCountAsync(0);
        sheet = await App.SheetAsync(expert.Key);
        Assert.Equal(("20000", "2", (string?)null), (sheet.Answers["z"], sheet.Answers["a.y"], sheet.Mistakes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Back_leads_back_with_a_mistake_on_the_page(bool scripts)
    {
        var key = await App.OpenStudyAsync(1, MistakeTests.Yaml);
        var expert = await ArriveAsync(App, key, path: SectionOne, window: new(Scripts: scripts));
        await expert.FillAsync("z", "viel");
        await expert.PressAsync("Zurück");
        await expert.SeesAsync("1 zu berichtigen");
        // Looking closely takes scripts.
        if (scripts)
            await expert.LookAsync("uebersicht-zu-berichtigen");
        Assert.Equal("viel", (await App.SheetAsync(expert.Key)).Mistaken["z"]);
        await expert.GoToAsync(SectionOne);
        await Expect(expert.Find("[name='a.z']")).ToHaveValueAsync("viel");
        await Expect(expert.Find("#f-z-fehler")).ToContainTextAsync("ist keine Zahl");
    }

    [Fact]
    public async Task An_answer_is_taken_back_at_once_and_given_again()
    {
        var expert = await ArriveAsync(App, await App.OpenStudyAsync(1, MistakeTests.Yaml), path: SectionOne);
        var button = expert.Find("[data-item=r] button[name=takeback]");
        await Expect(button).ToBeHiddenAsync();
        await expert.ChooseAsync("r", "4");
        await expert.SaysSavedAsync();
        await Expect(button).ToBeVisibleAsync();
        await expert.LookAsync("antwort-zuruecknehmen");
        await button.ClickAsync();
        await Expect(button).ToBeHiddenAsync();
        await Expect(expert.Point("r", "4")).Not.ToBeCheckedAsync();
        await Expect(expert.Point("r", "1")).ToBeFocusedAsync();
        await expert.SaysSavedAsync();
        Assert.Null((await expert.AnswersAsync())["r"]);
        await expert.NothingKeptAsync();
        await expert.ChooseAsync("r", "2");
        await expert.SaysSavedAsync();
        Assert.Equal("2", (await expert.AnswersAsync())["r"]);

        await expert.RankAsync("a.x", "1");
        await expert.SaysSavedAsync();
        await expert.Find("[data-item=a] button[name=takeback]").ClickAsync();
        await expert.SaysSavedAsync();
        Assert.Null((await expert.AnswersAsync())["a.x"]);
    }
}
