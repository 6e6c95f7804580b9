using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>Answers of the round before are kept one by one and all at once, and taken back: on a screen, on a phone, and without scripts.</summary>
public sealed class KeepingWalk(Browser app) : Walk(app)
{
    [Fact]
    public async Task The_rest_is_kept_at_the_end_told_with_the_reasons_it_asks_for_and_taken_back()
    {
        var key = await Reasons.FirstAsync(App, "rounds: 3");
        await App.NextAsync(key);
        foreach (var (number, width, name) in ((int, int, string)[])[(0, 1280, "bildschirm"), (7, 390, "telefon")])
        {
            var expert = await ExpertSheet.ArriveAsync(App, key, number, window: new(width));
            await expert.GoToAsync(ExpertSheet.SectionOne);
            var all = expert.Find("[data-keepall] button");
            await Expect(all).ToHaveTextAsync("Bei meinen übrigen 2 Antworten bleiben");
            await expert.LookAsync($"behalten-{name}");

            // The number goes with what is answered, without a new page.
            var single = expert.Find("button[name=keep][value=r1]");
            await Expect(single).ToContainTextAsync(number == 0 ? "Ich bleibe bei 2" : "Ich bleibe bei 5 – sehr wichtig");
            await single.ClickAsync();
            await Expect(all).ToHaveTextAsync("Bei meiner übrigen Antwort bleiben");
            await expert.SaysSavedAsync();
            Assert.Equal("r1", (await App.SheetAsync(key, number)).Kept);
            await all.ClickAsync();
            await Expect(expert.Find("#uebernommen")).ToContainTextAsync("Eine Antwort aus Runde 1 übernommen");
            await Expect(expert.Find("#uebernommen")).ToBeFocusedAsync();
            await Expect(expert.Find("#uebernommen a")).ToHaveAttributeAsync("href", "#f-m1");
            await Expect(expert.Find("#uebernommen")).ToBeInViewportAsync();
            await expert.LookAsync($"behalten-{name}-uebernommen");
            Assert.Equal("m1* r1", (await App.SheetAsync(key, number)).Kept);

            await expert.GoToAsync(ExpertSheet.SectionOne);
            await Expect(all).ToBeHiddenAsync();
            await expert.LookAsync($"behalten-{name}-wieder-da");
            await expert.PressAsync("Rückgängig machen");
            await Expect(all).ToHaveTextAsync("Bei meiner übrigen Antwort bleiben");
            Assert.Equal("r1", (await App.SheetAsync(key, number)).Kept);

            // An answer that is given by hand is anew, and there is nothing left to keep.
            await expert.ChooseAsync("m1.wert", "3");
            await Expect(all).ToBeHiddenAsync();
            await expert.ChooseAsync("r1", "3");
            await expert.SaysSavedAsync();
            await Wait.UntilAsync("What was kept is anew", async () => (await App.SheetAsync(key, number)).Kept is null);
        }

        var plain = await ExpertSheet.ArriveAsync(App, key, 1, window: new(390, Scripts: false));
        await plain.GoToAsync(ExpertSheet.SectionOne);
        await plain.PressAsync("Bei meinen übrigen 2 Antworten bleiben");
        await Expect(plain.Find("#uebernommen")).ToContainTextAsync("2 Antworten aus Runde 1 übernommen");
        Assert.Equal("m1* r1*", (await App.SheetAsync(key, 1)).Kept);
        await plain.PressAsync("Rückgängig machen");
        await Expect(plain.Find("[data-keepall] button")).ToHaveTextAsync("Bei meinen übrigen 2 Antworten bleiben");
        Assert.Empty((await App.SheetAsync(key, 1)).Answers.Values);
    }

    [Fact]
    public async Task The_team_sees_beside_stability_how_answers_came_about()
    {
        var key = await KeptStudy.ClosedAsync(App);
        var study = $"/team/studien/{key}";
        foreach (var (width, name) in ((int, string)[])[(1280, "bildschirm"), (390, "telefon")])
        {
            var team = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(width));
            await team.GoToAsync($"{study}/runden/2/ergebnis");
            await team.Find("summary", "Neu beantwortet oder beibehalten").ClickAsync();
            await team.LookAsync($"beibehalten-ergebnis-{name}");
            await team.GoToAsync($"{study}/runden/2/festigkeit");
            await team.LookAsync($"beibehalten-festigkeit-{name}");
        }
    }
}
