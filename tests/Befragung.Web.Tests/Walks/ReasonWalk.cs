using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>Reasons from the question to the report of them: the queue by keyboard alone, the sheet on a screen, on a phone, and without scripts.</summary>
public sealed class ReasonWalk(Browser app) : Walk(app)
{
    private const string Long =
        "Wer Größe nur an der Zahl der Menschen misst, übersieht, wie viel eine Stadt für ihr Umland leistet: Schulen, Ärzte, Arbeit, ein Platz, an dem man sich trifft. Das sehen wir bei uns jeden Tag.";

    [Fact]
    public async Task The_queue_goes_by_keyboard_alone()
    {
        var key = await FirstAsync();
        var team = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(1100));
        await team.GoToAsync(Reasons.QueuePath(key));
        await team.LookAsync("begruendungen");
        var order = await team.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-reason]')].map(card => card.id)");

        await team.PressKeyAsync("j");
        await ExpectFocusAsync(team, order[0]);
        await team.PressKeyAsync("j");
        await team.PressKeyAsync("k");
        await ExpectFocusAsync(team, order[0]);
        await team.PressKeyAsync("f");
        await ExpectFocusAsync(team, order[1]);

        await team.PressKeyAsync("g");
        await team.LookAsync("begruendung-kuerzen");
        await team.PressKeyAsync("Control+a");
        // Letters in a field are letters.
        await team.TypeAsync("fgjkz");
        await team.PressKeyAsync("Escape");
        await ExpectFocusAsync(team, order[1]);
        await team.PressKeyAsync("g");
        await team.PressKeyAsync("Tab");
        await team.PressKeyAsync("Enter");
        await ExpectFocusAsync(team, order[2]);

        await team.PressKeyAsync("z");
        await team.TypeAsync("Nennt einen Namen.");
        await team.PressKeyAsync("Enter");
        await ExpectFocusAsync(team, order[3]);
        await team.LookAsync("begruendungen-entschieden");

        await team.Field("Tasten benutzen").UncheckAsync();
        await team.Find("#" + order[3]).FocusAsync();
        await team.PressKeyAsync("f");
        await team.PressKeyAsync("z");
        await ExpectFocusAsync(team, order[3]);
        await team.Page.ReloadAsync();
        await Expect(team.Field("Tasten benutzen")).Not.ToBeCheckedAsync();

        await team.FollowAsync("alle Begründungen");
        await team.LookAsync("begruendungen-alle");
        var reasons = (await App.ReasonsAsync(key)).ToDictionary(reason => $"b-{reason.Id:N}");
        Assert.Equal(
            [ReasonState.Released, ReasonState.Released, ReasonState.Withheld, ReasonState.Waiting],
            order.Take(4).Select(id => reasons[id].State)
        );
        Assert.Equal("fgjkz", reasons[order[1]].Shortened);

        var plain = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(1100, Scripts: false));
        await plain.GoToAsync(Reasons.QueuePath(key));
        await Expect(plain.Page.GetByText("Tasten:")).ToBeHiddenAsync();
        await plain.Find($"#{order[3]}").GetByRole(AriaRole.Button, new() { Name = "Wie geschrieben freigeben" }).ClickAsync();
        await ExpectFocusAsync(plain, order[4]);
    }

    [Fact]
    public async Task Who_answers_outside_the_middle_half_is_asked_at_once_and_weighs_the_reasons_of_others()
    {
        var key = await FirstAsync("rounds: 3, replies: true");
        await App.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        await App.NextAsync(key);
        foreach (var (number, width, name) in ((int, int, string)[])[(4, 1100, "bildschirm"), (5, 360, "telefon")])
        {
            var expert = await ExpertSheet.ArriveAsync(App, key, number, window: new(width));
            // The page asks after a moment, in case somebody only passes by.
            await expert.Page.Clock.InstallAsync();
            var item = expert.Find("[data-item=r1]");
            await item.Locator("input[value='4']").CheckAsync();
            await expert.Page.Clock.RunForAsync(1000);
            await Expect(item.Locator(".reasons details")).Not.ToHaveAttributeAsync("open", "");
            await item.Locator("input[value='5']").CheckAsync();
            await Expect(item.GetByText("Sie sehen das anders als viele andere. Was wissen Sie, was die anderen wissen sollten?"))
                .ToBeVisibleAsync();
            await Expect(item.GetByLabel("Was spricht dafür?")).ToBeVisibleAsync();
            await item.Locator("details:has(> summary)", new() { HasText = "Warum andere so denken: 4 Gründe aus Runde 1" })
                .EvaluateAsync("fold => { fold.open = true; }");
            await item.GetByLabel("überzeugt mich").First.FocusAsync();
            await expert.PressKeyAsync("Space");
            await item.GetByText("darauf antworten").First.ClickAsync();
            await item.GetByLabel("Ihre Antwort auf diese Begründung").First.FillAsync($"Bei uns war es anders, hier am {name}.");
            await expert.LookAsync(name + "-begruendung");
            await item.GetByLabel("Was spricht dafür?").FillAsync("Weil es bei uns so ist.");
            await Expect(expert.Find("[data-saved]")).ToContainTextAsync("Gespeichert um");
            // Back inside: the question goes, what was written stays.
            await item.Locator("input[value='4']").CheckAsync();
            await Expect(item.Locator(".reasons__ask")).ToHaveTextAsync("");
            await Expect(item.GetByLabel("Was spricht dafür?")).ToBeVisibleAsync();
            await expert.GoOnAsync();
            var answers = await expert.AnswersAsync();
            Assert.Equal(("4", "Weil es bei uns so ist."), (answers["r1"], answers[Reasons.For]));
            Assert.Single(answers.Values, answer => answer.Key.StartsWith("r1.:yes.", StringComparison.Ordinal));
            Assert.Single(answers.Values, answer => answer.Key.StartsWith("r1.:re.", StringComparison.Ordinal));
        }

        // What they replied stands below the reason in the next round, once it is released.
        for (var expert = 0; expert < 8; expert++)
            await App.HandInAsync(key, expert, [.. expert is 4 or 5 ? Array.Empty<AnswerChange>() : [new("r1", "4")]]);
        await App.CloseAsync(key);
        await App.DecideAsync(
            key,
            reason =>
            {
                if (reason.State == ReasonState.Waiting && !reason.Text.Contains("telefon", StringComparison.Ordinal))
                    reason.Release(null, DateTime.UnixEpoch, "test");
            }
        );
        await App.NextAsync(key);
        foreach (var (number, width) in ((int, int)[])[(6, 1280), (7, 390)])
        {
            var expert = await ExpertSheet.ArriveAsync(App, key, number, window: new(width));
            var item = expert.Find("[data-item=r1]");
            await item.Locator("details:has(> summary)", new() { HasText = "Warum andere so denken: 4 Gründe aus Runde 1" })
                .EvaluateAsync("fold => { fold.open = true; }");
            await Expect(item.Locator(".reply")).ToHaveCountAsync(1);
            await Expect(item.Locator(".reason .reply"))
                .ToContainTextAsync("Antwort aus Runde 2 Bei uns war es anders, hier am bildschirm.");
            await item.Locator("details:has(.reply)").GetByText("darauf antworten").First.ClickAsync();
            await expert.LookAsync($"antwort-{width}");
        }
    }

    [Fact]
    public async Task Whoever_closes_the_box_has_said_no()
    {
        var key = await FirstAsync();
        await App.NextAsync(key);
        var expert = await ExpertSheet.ArriveAsync(App, key, 3, window: new(1100));
        var item = expert.Find("[data-item=m1]");
        await item.GetByRole(AriaRole.Radiogroup, new() { Name = "Lage" }).Locator("input[value='1']").CheckAsync();
        await Expect(item.GetByText("Bei einer Ihrer Antworten sehen Sie es anders als viele andere.")).ToBeVisibleAsync();
        await item.GetByText("Begründung hinzufügen").ClickAsync();
        await Expect(item.GetByLabel("Was spricht dafür?")).ToBeHiddenAsync();
        await expert.Page.Clock.InstallAsync();
        await item.GetByRole(AriaRole.Radiogroup, new() { Name = "Wert" }).Locator("input[value='1']").CheckAsync();
        await expert.Page.Clock.RunForAsync(1000);
        await Expect(item.GetByLabel("Was spricht dafür?")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Without_scripts_the_page_asks_when_it_is_shown_again()
    {
        var key = await FirstAsync();
        await App.NextAsync(key);
        var expert = await ExpertSheet.ArriveAsync(App, key, 6, window: new(1100, Scripts: false));
        await expert.Find("[data-item=r1] input[value='1']").CheckAsync();
        await expert.GoOnAsync();
        await expert.GoToAsync(ExpertSheet.SectionOne);
        await Expect(expert.Find("[data-item=r1] .reasons__ask")).ToContainTextAsync("anders als viele andere");
        await Expect(expert.Find("[data-item=r1]").GetByLabel("Was spricht dagegen?")).ToBeVisibleAsync();
    }

    private Task<string> FirstAsync(string settings = "rounds: 3") =>
        Reasons.FirstAsync(
            App,
            settings,
            (0, Reasons.For, Long),
            (1, Reasons.Against, "Handel kommt nicht zurück; wichtiger ist, was an seine Stelle tritt."),
            (2, Reasons.For, "Ohne Mitte fehlt der Ort."),
            (3, Reasons.For, "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung 🙂"),
            (0, "m1.:against", "Zu teuer."),
            (1, "a1.:why", "Beratung wirkt am längsten.")
        );

    private static Task ExpectFocusAsync(TeamDesk team, string id) => Expect(team.Find("#" + id)).ToBeFocusedAsync();
}
