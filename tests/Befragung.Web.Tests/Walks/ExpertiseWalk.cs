using Befragung.Delphi.Rounds;
using Befragung.Web.Tests.Walks.Screens;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>How well one knows a section is said at its head, saved as one goes along, taken back, and stands there again in the next round.</summary>
public sealed class ExpertiseWalk(Browser app) : Walk(app)
{
    [Fact]
    public async Task It_is_said_taken_back_and_stands_there_in_the_next_round()
    {
        var yaml = Sample.Yaml.Replace(
            "title: { de: Erster Abschnitt, en: First section }",
            "title: { de: Erster Abschnitt, en: First section }\n    expertise: true",
            StringComparison.Ordinal
        );
        var key = await App.OpenStudyAsync(1, yaml);
        var expert = await ExpertSheet.ArriveAsync(App, key, 0, window: new(390));
        await expert.GoToAsync(ExpertSheet.SectionOne);
        await expert.LookAsync("kenntnis-telefon");
        await expert.ChooseAsync("knows-eins", "some");
        await expert.SaysSavedAsync();
        await Wait.UntilAsync("It is saved", async () => (await App.SheetAsync(key)).Answers["knows-eins"] == "some");
        var back = expert.Find("button[name=takeback][value=knows-eins]");
        await back.ClickAsync();
        await Wait.UntilAsync("It is taken back", async () => (await App.SheetAsync(key)).Answers["knows-eins"] == "");
        await expert.ChooseAsync("knows-eins", "well");
        await expert.ChooseAsync("r1", "4");
        await Wait.UntilAsync(
            "Both are saved",
            async () => (await App.SheetAsync(key)).Answers is var now && now["r1"] == "4" && now["knows-eins"] == "well"
        );
        await expert.GoToAsync("/bogen/abgeben");
        await Expect(expert.Find(".review__row").First).ToContainTextAsync("kenne mich gut aus");
        await App.HandInAsync(key, 0, new AnswerChange("r2", "1"));
        await App.CloseAsync(key);
        await App.NextAsync(key);

        await expert.GoToAsync(ExpertSheet.SectionOne);
        await Expect(expert.Point("knows-eins", "well")).ToBeCheckedAsync();
        await expert.LookAsync("kenntnis-telefon-runde-2");
        // Whatever else is saved takes it along.
        await expert.ChooseAsync("r1", "3");
        await Wait.UntilAsync("It is saved with the section", async () => (await App.SheetAsync(key)).Answers["knows-eins"] == "well");
    }
}
