using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>Reasons from the question to the report of them: the queue by keyboard alone, the sheet on a screen, on a phone, and without scripts.</summary>
public sealed class ReasonWalk(Browser app) : IClassFixture<Browser>
{
    private const string One = "/bogen/abschnitt/eins";

    private const string Long =
        "Wer Größe nur an der Zahl der Menschen misst, übersieht, wie viel eine Stadt für ihr Umland leistet: Schulen, Ärzte, Arbeit, ein Platz, an dem man sich trifft. Das sehen wir bei uns jeden Tag.";

    [Fact]
    public async Task The_queue_goes_by_keyboard_alone()
    {
        var key = await FirstAsync();
        var team = await SignedInAsync();
        await team.GotoAsync(Reasons.QueuePath(key));
        await app.LookAsync(team, "begruendungen");
        var order = await team.EvaluateAsync<string[]>("[...document.querySelectorAll('[data-reason]')].map(card => card.id)");

        await team.Keyboard.PressAsync("j");
        await ExpectFocusAsync(team, order[0]);
        await team.Keyboard.PressAsync("j");
        await team.Keyboard.PressAsync("k");
        await ExpectFocusAsync(team, order[0]);
        await team.Keyboard.PressAsync("f");
        await ExpectFocusAsync(team, order[1]);

        await team.Keyboard.PressAsync("g");
        await app.LookAsync(team, "begruendung-kuerzen");
        await team.Keyboard.PressAsync("Control+a");
        // Letters in a field are letters.
        await team.Keyboard.TypeAsync("fgjkz");
        await team.Keyboard.PressAsync("Escape");
        await ExpectFocusAsync(team, order[1]);
        await team.Keyboard.PressAsync("g");
        await team.Keyboard.PressAsync("Tab");
        await team.Keyboard.PressAsync("Enter");
        await ExpectFocusAsync(team, order[2]);

        await team.Keyboard.PressAsync("z");
        await team.Keyboard.TypeAsync("Nennt einen Namen.");
        await team.Keyboard.PressAsync("Enter");
        await ExpectFocusAsync(team, order[3]);
        await app.LookAsync(team, "begruendungen-entschieden");

        await team.GetByLabel("Tasten benutzen").UncheckAsync();
        await team.Locator("#" + order[3]).FocusAsync();
        await team.Keyboard.PressAsync("f");
        await team.Keyboard.PressAsync("z");
        await ExpectFocusAsync(team, order[3]);
        await team.ReloadAsync();
        await Assertions.Expect(team.GetByLabel("Tasten benutzen")).Not.ToBeCheckedAsync();

        await team.GetByRole(AriaRole.Link, new() { Name = "alle Begründungen" }).ClickAsync();
        await app.LookAsync(team, "begruendungen-alle");
        var reasons = (await app.ReasonsAsync(key)).ToDictionary(reason => $"b-{reason.Id:N}");
        Assert.Equal(
            [ReasonState.Released, ReasonState.Released, ReasonState.Withheld, ReasonState.Waiting],
            order.Take(4).Select(id => reasons[id].State)
        );
        Assert.Equal("fgjkz", reasons[order[1]].Shortened);

        var plain = await SignedInAsync(scripts: false);
        await plain.GotoAsync(Reasons.QueuePath(key));
        await Assertions.Expect(plain.GetByText("Tasten:")).ToBeHiddenAsync();
        await plain.Locator($"#{order[3]}").GetByRole(AriaRole.Button, new() { Name = "Wie geschrieben freigeben" }).ClickAsync();
        await ExpectFocusAsync(plain, order[4]);
        Assert.True(app.Complaints.Count == 0, string.Join("\n", app.Complaints));
    }

    [Fact]
    public async Task Who_answers_outside_the_middle_half_is_asked_at_once_and_weighs_the_reasons_of_others()
    {
        var key = await FirstAsync();
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        await app.NextAsync(key);
        foreach (var (expert, width, name) in ((int, int, string)[])[(4, 1100, "bildschirm"), (5, 360, "telefon")])
        {
            var page = await app.ArriveAsync(key, expert, One, width);
            // The page asks after a moment, in case somebody only passes by.
            await page.Clock.InstallAsync();
            var item = page.Locator("[data-item=r1]");
            await item.Locator("input[value='4']").CheckAsync();
            await page.Clock.RunForAsync(1000);
            await Assertions.Expect(item.Locator(".reasons details")).Not.ToHaveAttributeAsync("open", "");
            await item.Locator("input[value='5']").CheckAsync();
            await Assertions
                .Expect(item.GetByText("Ihre Antwort liegt außerhalb der mittleren Hälfte. Was ist Ihr Grund?"))
                .ToBeVisibleAsync();
            await Assertions.Expect(item.GetByLabel("Was spricht dafür?")).ToBeVisibleAsync();
            await item.GetByText("Gründe aus Runde 1 (4)").ClickAsync();
            await item.GetByLabel("überzeugt mich").First.FocusAsync();
            await page.Keyboard.PressAsync("Space");
            await app.LookAsync(page, name + "-begruendung");
            await item.GetByLabel("Was spricht dafür?").FillAsync("Weil es bei uns so ist.");
            await Assertions.Expect(page.Locator("[data-saved]")).ToContainTextAsync("Gespeichert um");
            // Back inside: the question goes, what was written stays.
            await item.Locator("input[value='4']").CheckAsync();
            await Assertions.Expect(item.Locator(".reasons__ask")).ToHaveTextAsync("");
            await Assertions.Expect(item.GetByLabel("Was spricht dafür?")).ToBeVisibleAsync();
            var here = page.Url;
            await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zu" }).ClickAsync();
            await page.WaitForURLAsync(url => url != here);
            var answers = (await app.SheetAsync(key, expert)).Answers;
            Assert.Equal(("4", "Weil es bei uns so ist."), (answers["r1"], answers[Reasons.For]));
            Assert.Single(answers.Values, answer => answer.Key.StartsWith("r1.:yes.", StringComparison.Ordinal));
        }
        Assert.True(app.Complaints.Count == 0, string.Join("\n", app.Complaints));
    }

    [Fact]
    public async Task Whoever_closes_the_box_has_said_no()
    {
        var key = await FirstAsync();
        await app.NextAsync(key);
        var page = await app.ArriveAsync(key, 3, One, 1100);
        var item = page.Locator("[data-item=m1]");
        await item.GetByRole(AriaRole.Radiogroup, new() { Name = "Lage" }).Locator("input[value='1']").CheckAsync();
        await Assertions.Expect(item.GetByText("Eine Ihrer Antworten liegt außerhalb der mittleren Hälfte.")).ToBeVisibleAsync();
        await item.GetByText("Begründung hinzufügen").ClickAsync();
        await Assertions.Expect(item.GetByLabel("Was spricht dafür?")).ToBeHiddenAsync();
        await page.Clock.InstallAsync();
        await item.GetByRole(AriaRole.Radiogroup, new() { Name = "Wert" }).Locator("input[value='1']").CheckAsync();
        await page.Clock.RunForAsync(1000);
        await Assertions.Expect(item.GetByLabel("Was spricht dafür?")).ToBeHiddenAsync();
        Assert.True(app.Complaints.Count == 0, string.Join("\n", app.Complaints));
    }

    [Fact]
    public async Task Without_scripts_the_page_asks_when_it_is_shown_again()
    {
        var key = await FirstAsync();
        await app.NextAsync(key);
        var page = await app.ArriveAsync(key, 6, One, 1100, scripts: false);
        await page.Locator("[data-item=r1] input[value='1']").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zu" }).ClickAsync();
        await page.GotoAsync(One);
        await Assertions.Expect(page.Locator("[data-item=r1] .reasons__ask")).ToContainTextAsync("Was ist Ihr Grund?");
        await Assertions.Expect(page.Locator("[data-item=r1]").GetByLabel("Was spricht dagegen?")).ToBeVisibleAsync();
        Assert.True(app.Complaints.Count == 0, string.Join("\n", app.Complaints));
    }

    private Task<string> FirstAsync() =>
        Reasons.FirstAsync(
            app,
            (0, Reasons.For, Long),
            (1, Reasons.Against, "Handel kommt nicht zurück; wichtiger ist, was an seine Stelle tritt."),
            (2, Reasons.For, "Ohne Mitte fehlt der Ort."),
            (3, Reasons.For, "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung 🙂"),
            (0, "m1.:against", "Zu teuer."),
            (1, "a1.:why", "Beratung wirkt am längsten.")
        );

    private async Task<IPage> SignedInAsync(bool scripts = true)
    {
        var page = await app.OpenAsync(1100, scripts: scripts);
        await page.GotoAsync("/team/anmelden");
        await page.GetByLabel("E-Mail-Adresse").FillAsync(await app.MemberAsync(StudyRole.Editor));
        await page.GetByLabel("Passwort").FillAsync(SurveyApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Anmelden" }).ClickAsync();
        await page.WaitForURLAsync("**/team");
        return page;
    }

    private static Task ExpectFocusAsync(IPage page, string id) => Assertions.Expect(page.Locator("#" + id)).ToBeFocusedAsync();
}
