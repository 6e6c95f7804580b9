using System.Globalization;
using Befragung.Web.Access;
using Befragung.Web.Tests.Pages.Team.Kodierung;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>From open answers to statements in the next round: two code by keyboard alone, each for themselves, compare, settle, and word a statement.</summary>
public sealed class CodingWalk(Browser app) : Walk(app)
{
    [Fact]
    public async Task Two_code_compare_and_put_a_statement_to_the_panel()
    {
        var key = await App.WrittenAsync(
            12,
            expert => $"Gedanke {expert % 4}: {(expert % 2 == 0 ? "Geld für Busse" : "Zeit für Gespräche")}"
        );
        var study = $"/team/studien/{key}";
        var one = await TeamDesk.SignedInAsync(App, StudyRole.Owner, new(1100));
        await one.GoToAsync(study + "/runden/1/kodierung");
        await one.LookAsync("kodierung-beginnen");
        await one.Field("Wie wird kodiert?").SelectOptionAsync("100");
        await one.PressAsync("Kodierung beginnen");
        await one.SeesHeadingAsync("Nennungen der Runde 1");
        await one.LookAsync("nennungen");

        await CodeByKeyboardAsync(one, text => text.Contains("Geld", StringComparison.Ordinal) ? "Geld > Busse" : "Zeit");
        var other = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(1100));
        await other.GoToAsync(study + "/runden/1/nennungen");
        await Expect(other.Find(".code-mark")).ToHaveCountAsync(0);
        // One thought looks like something else to the second.
        await CodeByKeyboardAsync(
            other,
            text =>
                text.Contains("Gedanke 2", StringComparison.Ordinal) ? "zeit"
                : text.Contains("Geld", StringComparison.Ordinal) ? "Busse"
                : "Zeit"
        );
        await other.LookAsync("nennungen-kodiert");

        await one.GoToAsync(study + "/runden/1/vergleich");
        await one.LookAsync("vergleich-vorher");
        await one.Field("Ja, alle sind fertig: jetzt vergleichen.").CheckAsync();
        await one.PressAsync("Vergleichen");
        await one.SeesHeadingAsync("Übereinstimmung");
        await one.SeesAsync("Über 3 Nennungen ist noch zu entscheiden.");
        await one.LookAsync("vergleich");
        for (var left = 3; left > 0; left--)
        {
            var card = one.Find(".mention").First;
            await card.GetByLabel("Geld › Busse").CheckAsync();
            await card.GetByLabel("Zeit", new() { Exact = true }).UncheckAsync();
            await card.GetByRole(AriaRole.Button, new() { Name = "So gilt es" }).ClickAsync();
            await one.SeesAsync(
                left switch
                {
                    1 => "Es ist nichts mehr zu entscheiden.",
                    2 => "Über eine Nennung",
                    _ => $"Über {left - 1} Nennungen",
                }
            );
        }

        await one.GoToAsync(study + "/runden/1/aehnlich");
        await one.LookAsync("aehnlich");
        await one.GoToAsync(study + "/runden/1/thesen");
        await one.Field("Aus den Nennungen mit dem Code").SelectOptionAsync(new SelectOptionValue { Label = "Geld › Busse (6)" });
        await one.Page.GetByLabel("These", new() { Exact = true }).FillAsync("Busse brauchen mehr Geld.");
        await one.PressAsync("These anlegen");
        await one.SeesHeadingAsync("Woraus sie entstanden ist");
        await one.WriteAsync("These auf Englisch", "Buses need more money.");
        await one.PressAsync("Speichern");
        await one.LookAsync("these");
        await one.PressAsync("Ist fertig");
        await one.SeesAsync("fertig seit");

        await CorrectAsync(one, key, study);
        await one.GoToAsync(study + "/weiter");
        await one.SeesAsync("Busse brauchen mehr Geld.");
        await one.LookAsync("runde-2-mit-these");
        var item = one.Find("fieldset[data-item]").First;
        // Each way of a question has its own fields; the last is the one that is taken.
        foreach (
            var (way, field) in ((string, string)[])
                [
                    ("zusammenführen", "select[name^='mit.']"),
                    ("in mehrere teilen", "textarea[name^='teile.']"),
                    ("entfällt", "input[name^='reason.']"),
                    ("noch einmal fragen", ""),
                    ("umformulieren", "input[name^='neugrund.']"),
                ]
        )
        {
            await item.GetByLabel(way, new() { Exact = true }).CheckAsync();
            if (field.Length > 0)
                await Expect(item.Locator(field).First).ToBeVisibleAsync();
            await one.LookAsync($"runde-2-{way.Replace(' ', '-')}");
        }
        foreach (var wording in await item.Locator("textarea[name^='neu.']").AllAsync())
            await wording.FillAsync($"Neu gefragt ({await wording.GetAttributeAsync("lang")})");
        await item.Locator("input[name^='neugrund.']").FillAsync("Die alte Fassung war unklar.");
        await one.Field("Auf dieser Skala").SelectOptionAsync(new SelectOptionValue { Label = "Zustimmung, 5 Punkte" });
        foreach (var reason in await one.Find("input[name^='reason.']").AllAsync())
            if (await reason.IsVisibleAsync() && await reason.InputValueAsync() is "")
                await reason.FillAsync("Genügt.");
        await one.PressAsync("Runde 2 planen");
        await App.OpenAsync(key);
        using var expert = await App.ReturningAsync(key);
        Assert.Contains("Neu gefragt (de)", (await expert.GetAsync("/bogen/abschnitt/eins")).Text, StringComparison.Ordinal);
        Assert.Contains("Busse brauchen mehr Geld.", (await expert.GetAsync("/bogen/abschnitt/thesen")).Text, StringComparison.Ordinal);
    }

    /// <summary>Those whose words are in it are asked whether they meant it so; one did not, and the team answers.</summary>
    private async Task CorrectAsync(TeamDesk team, string key, string study)
    {
        await team.GoToAsync(study + "/runden/1/kodierung/rueckmeldung");
        await team.Field("Letzter Tag").FillAsync(App.Clock.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await team.Field("Ja, die Anschreiben sollen hinausgehen.").CheckAsync();
        await team.LookAsync("korrekturrunde-beginnen");
        await team.PressAsync("Korrekturrunde beginnen");
        await team.SeesAsync("ist hier nichts zu lesen");
        foreach (var (number, width) in ((int, int)[])[(0, 1280), (2, 360)])
        {
            var expert = await ExpertSheet.ArriveAsync(App, key, number, "/bogen", new(width));
            await expert.LookAsync($"zwischen-den-runden-{width}");
            await expert.FollowAsync("Thesen ansehen und rückmelden");
            await expert.SeesAsync("Busse brauchen mehr Geld.");
            await expert.Field("So meinte ich es nicht").CheckAsync();
            await expert.Find("[name^='a.wie.']").FillAsync("Busse brauchen mehr Fahrerinnen und Fahrer.");
            await expert.LookAsync($"rueckmeldung-{width}");
            Assert.Equal(0, await expert.TooWideByAsync());
            await expert.PressAsync("Rückmeldung senden");
            await expert.SeesAsync("Ihre Rückmeldung ist gesendet.");
            await expert.LookAsync($"rueckmeldung-gesendet-{width}");
        }
        await team.GoToAsync(study + "/runden/1/kodierung/rueckmeldung");
        await team.Field("Ja, jetzt beenden.").CheckAsync();
        await team.PressAsync("Korrekturrunde jetzt beenden");
        await team.Find("li.card select").First.SelectOptionAsync("nicht");
        await team.Find("li.card textarea").First.FillAsync("Das steht in einer anderen These.");
        await team.LookAsync("korrekturrunde-antworten");
        await team.Find("li.card button").First.ClickAsync();
        await team.SeesAsync("Das steht in einer anderen These.");
    }

    /// <summary>Goes through all cards with J, types a code with C, and adds it where it is new; no mouse is touched.</summary>
    private static async Task CodeByKeyboardAsync(TeamDesk desk, Func<string, string> codeOf)
    {
        var texts = await desk.Find("[data-mention] .said").AllTextContentsAsync();
        foreach (var text in texts)
        {
            await desk.PressKeyAsync("j");
            await Expect(desk.Find("[data-mention]:focus")).ToContainTextAsync(text);
            await desk.PressKeyAsync("c");
            await Expect(desk.Find("[data-code]:focus")).ToHaveCountAsync(1);
            await desk.TypeAsync(codeOf(text));
            // A name that nobody has typed before is new.
            await desk.PressKeyAsync(await IsNewAsync(desk, codeOf(text)) ? "Control+Enter" : "Enter");
            await Expect(desk.Find("[data-mention]:focus-within .code-mark")).ToHaveCountAsync(1);
            await desk.PressKeyAsync("Escape");
            await Expect(desk.Find("[data-mention]:focus")).ToHaveCountAsync(1);
        }
    }

    private static async Task<bool> IsNewAsync(TeamDesk desk, string code) =>
        !(await desk.Find("#codes option").EvaluateAllAsync<string[]>("all => all.map(one => one.value)")).Any(known =>
            known.EndsWith(code.Replace(" > ", " › ", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
        );
}
