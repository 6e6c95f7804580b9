using System.Diagnostics;
using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Tests.Mail;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>The main job once through, as people do it: a team, three experts in browsers of different kinds, and a stakeholder.</summary>
public sealed class StudyWalk(Browser app) : IClassFixture<Browser>
{
    private const int Experts = 12;
    private const string Key = "mehrstufige-befragung-zur-kleinstadtakademie",
        StudyPath = "/team/studien/" + Key;

    [Fact]
    public async Task A_study_goes_from_the_first_account_to_the_printed_report()
    {
        var team = await app.OpenAsync();
        await CreateAsync(team);
        await TakeInPanelAsync(team);
        await OpenRoundAsync(team, 1);

        var (desktop, phone, plain) = (await app.OpenAsync(), await app.OpenAsync(360, 740), await app.OpenAsync(scripts: false));
        await ArriveAsync(desktop, 0, 1);
        await app.LookAsync(desktop, "einwilligung");
        await ConsentAsync(desktop);
        await app.LookAsync(desktop, "bogen");
        await AnswerAsync(desktop, look: "bildschirm");
        await ArriveAsync(phone, 1, 1);
        await ConsentAsync(phone);
        await app.LookAsync(phone, "telefon-bogen");
        await AnswerAsync(phone, look: "telefon");
        await ArriveAsync(plain, 2, 1);
        await ConsentAsync(plain);
        await AnswerAsync(plain);
        await OthersAsync(1);

        await CloseAsync(team, 1);
        await team.GetByRole(AriaRole.Link, new() { Name = "Ergebnis ansehen" }).ClickAsync();
        await team.Locator("details.texts:has(.said)").First.ClickAsync();
        await Assertions.Expect(team.Locator(".said").First).ToBeVisibleAsync();
        await app.LookAsync(team, "ergebnis");
        await PlanAsync(team);
        await OpenRoundAsync(team, 2);

        await ArriveAsync(desktop, 0, 2);
        await AnswerAsync(desktop, look: "rueckmeldung");
        await ArriveAsync(phone, 1, 2);
        await AnswerAsync(phone, look: "telefon-rueckmeldung");
        await ArriveAsync(plain, 2, 2);
        await AnswerAsync(plain);
        await OthersAsync(2);

        await CloseAsync(team, 2);
        await team.GetByRole(AriaRole.Button, new() { Name = "Ergebnis freigeben" }).ClickAsync();
        await app.LookAsync(team, "freigegeben");
        await ReadAsync(team);
        Assert.True(app.Complaints.Count == 0, string.Join("\n", app.Complaints));
    }

    private async Task CreateAsync(IPage team)
    {
        await team.GotoAsync("/team/anmelden");
        await app.LookAsync(team, "anmelden");
        var token = await app.DataAsync(db => AccountLink.IssueAsync(db, TeamRole.Administrator, null, app.Clock.GetUtcNow().UtcDateTime));
        await team.GotoAsync($"/team/konto/{token}");
        await app.LookAsync(team, "konto");
        await team.GetByLabel("E-Mail-Adresse").FillAsync("team@example.org");
        await team.GetByLabel("Passwort").FillAsync(SurveyApp.Password);
        await team.GetByRole(AriaRole.Button, new() { Name = "Konto anlegen" }).ClickAsync();
        await app.LookAsync(team, "studien-leer");
        await team.GetByRole(AriaRole.Link, new() { Name = "Studie anlegen" }).ClickAsync();
        await app.LookAsync(team, "studie-neu");
        await team.GetByLabel("Mehrstufige Befragung zur Kleinstadtakademie").CheckAsync();
        await team.GetByRole(AriaRole.Button, new() { Name = "Studie anlegen" }).ClickAsync();
        await Assertions
            .Expect(team)
            .ToHaveURLAsync(
                new System.Text.RegularExpressions.Regex(
                    StudyPath + "$",
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            );
        await app.LookAsync(team, "studie");
    }

    private async Task TakeInPanelAsync(IPage team)
    {
        await team.GetByRole(AriaRole.Link, new() { Name = "Panel ansehen und ergänzen" }).ClickAsync();
        await app.LookAsync(team, "panel-leer");
        var csv =
            "Name;E-Mail;Gruppe\n"
            + string.Concat(
                Enumerable
                    .Range(0, Experts)
                    .Select(index =>
                        $"Jörg Weiß {index};{Sample.Address(index)};{(index < 6 ? "politik" : index < 11 ? "planung" : "stiftungen")}\n"
                    )
            );
        await team.GetByLabel("Panel als CSV-Datei")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "panel.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(csv),
                }
            );
        await team.GetByRole(AriaRole.Button, new() { Name = "Vorschau ansehen" }).ClickAsync();
        await app.LookAsync(team, "panel-vorschau");
        await team.GetByRole(AriaRole.Button, new() { Name = "12 aufnehmen" }).ClickAsync();
        await Assertions.Expect(team.GetByRole(AriaRole.Heading, new() { Name = "12 im Panel" })).ToBeVisibleAsync();
    }

    private async Task OpenRoundAsync(IPage team, int round)
    {
        await team.GotoAsync($"{StudyPath}/runden/{round}");
        await app.LookAsync(team, $"runde-{round}-geplant");
        await team.GetByRole(AriaRole.Button, new() { Name = $"Runde {round} öffnen" }).ClickAsync();
        await Assertions.Expect(team.GetByRole(AriaRole.Heading, new() { Name = "Runde schließen" })).ToBeVisibleAsync();
        await app.LookAsync(team, $"runde-{round}-offen");
        await team.GotoAsync(StudyPath + "/panel");
        await app.LookAsync(team, $"panel-in-runde-{round}");
        await team.GetByRole(AriaRole.Link, new() { Name = "zurückziehen" }).First.ClickAsync();
        await Assertions.Expect(team.GetByRole(AriaRole.Button, new() { Name = "Einladung zurückziehen" })).ToBeVisibleAsync();
        await app.LookAsync(team, $"einladung-in-runde-{round}");
    }

    /// <summary>Opens the letter's link.</summary>
    private async Task ArriveAsync(IPage page, int expert, int round)
    {
        var letter = (await app.LettersAsync())
            .Select(Eml.Read)
            .Single(one =>
                one.To.Contains($"<{Sample.Address(expert)}>", StringComparison.Ordinal)
                && one.Subject.EndsWith($"Runde {round}", StringComparison.Ordinal)
            );
        await page.GotoAsync(new Uri(letter.Link).AbsolutePath);
    }

    private static async Task ConsentAsync(IPage page)
    {
        await page.GetByLabel("Ich habe das gelesen und bin einverstanden.").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Befragung" }).ClickAsync();
    }

    /// <summary>Answers all sections and hands in; looks at the pages where they are to have a name.</summary>
    private async Task AnswerAsync(IPage page, string? look = null)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Beginnen" }).ClickAsync();
        for (var section = 1; page.Url.Contains("/abschnitt/", StringComparison.Ordinal); section++)
        {
            // All sections once on a screen; a phone shows the first.
            if (look is not null && (section == 1 || !look.StartsWith("telefon", StringComparison.Ordinal)))
                await app.LookAsync(page, $"{look}-{section}");
            if (section == 1 && look?.EndsWith("rueckmeldung", StringComparison.Ordinal) == true)
            {
                await Assertions.Expect(page.Locator(".told").First).ToContainTextAsync("Die mittlere Hälfte antwortete");
                await Assertions.Expect(page.Locator(".told").First).ToContainTextAsync("Sie wählten in Runde 1 die");
            }
            await FillAsync(page);
            if (look == "bildschirm" && section == 1)
            {
                await Assertions.Expect(page.Locator("[data-saved]:not(.saved--busy)")).ToContainTextAsync("Gespeichert um");
                await page.ReloadAsync();
                await Assertions.Expect(page.Locator("input[type=radio]:checked").First).ToBeVisibleAsync();
            }
            await GoOnAsync(page);
        }
        if (look is not null)
            await app.LookAsync(page, $"{look}-abgeben");
        await page.GetByRole(AriaRole.Button, new() { Name = "Antworten abgeben" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Vielen Dank! Ihre Antworten sind abgegeben.")).ToBeVisibleAsync();
        if (look is not null)
            await app.LookAsync(page, $"{look}-abgegeben");
    }

    private static async Task GoOnAsync(IPage page)
    {
        // A script saves first and goes on then.
        var here = page.Url;
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zu" }).ClickAsync();
        await page.WaitForURLAsync(url => url != here);
    }

    private static async Task FillAsync(IPage page)
    {
        // The first few of a section; the rest is left open, as people do.
        foreach (var scale in (await page.Locator(".scale").AllAsync()).Take(6))
            await scale.Locator("input[type=radio]").Nth(2).CheckAsync();
        foreach (var ranking in await page.Locator(".ranks:has(select)").AllAsync())
        {
            var ranks = await ranking.Locator("select").AllAsync();
            for (var rank = 0; rank < 3; rank++)
                await ranks[rank].SelectOptionAsync((rank + 1).ToString(CultureInfo.InvariantCulture));
        }
        // Five shares of 100, and an estimate that is quite certain.
        foreach (var number in await page.Locator(".ranks .number__field").AllAsync())
            await number.FillAsync("20");
        foreach (var year in await page.Locator("[name='a.eigenstaendig_ab']").AllAsync())
            await year.FillAsync("2030");
        foreach (var words in await page.Locator("textarea:visible").AllAsync())
            await words.FillAsync("Größe ist nicht alles: „<klein>“ & fein 🙂");
        foreach (var idea in (await page.Locator(".ideas input[type=text]").AllAsync()).Take(2))
            await idea.FillAsync("Bänke für Ältere");
    }

    /// <summary>All others, without a browser.</summary>
    private async Task OthersAsync(int round)
    {
        var questionnaire = (await app.ReadAsync(Key)).Round(round).Questionnaire;
        for (var expert = 3; expert < Experts; expert++)
        {
            var changes = new List<AnswerChange>();
            foreach (var item in questionnaire.Items)
                changes.AddRange(
                    item.Parts.Select(
                            (part, index) =>
                                part switch
                                {
                                    RatedPart rated => new(
                                        part.Key,
                                        (1 + ((expert + index + item.Key.Length) % rated.Scale.Points)).ToString(
                                            CultureInfo.InvariantCulture
                                        )
                                    ),
                                    ChoicePart choice => new(part.Key, choice.Options[expert % choice.Options.Count].Key),
                                    RankPart when index < 3 => new(part.Key, (index + 1).ToString(CultureInfo.InvariantCulture)),
                                    TextPart when index == 0 => new AnswerChange(part.Key, $"Gedanke {expert}"),
                                    _ => null,
                                }
                        )
                        .OfType<AnswerChange>()
                );
            await app.HandInAsync(Key, expert, [.. changes]);
        }
    }

    private async Task CloseAsync(IPage team, int round)
    {
        await team.GotoAsync($"{StudyPath}/runden/{round}");
        await team.GetByRole(AriaRole.Link, new() { Name = $"Runde {round} schließen …" }).ClickAsync();
        await app.LookAsync(team, $"runde-{round}-schliessen");
        await team.GetByLabel($"Ja, Runde {round} jetzt schließen: 12 von 12 haben abgegeben.").CheckAsync();
        await team.GetByRole(AriaRole.Button, new() { Name = $"Runde {round} schließen" }).ClickAsync();
        await Assertions.Expect(team.GetByText("Das Ergebnis steht fest.")).ToBeVisibleAsync();
        await app.LookAsync(team, $"runde-{round}-geschlossen");
    }

    private async Task PlanAsync(IPage team)
    {
        await team.GotoAsync(StudyPath);
        await app.LookAsync(team, "studie-geschlossen");
        await team.GetByRole(AriaRole.Link, new() { Name = "Runde 2 planen" }).ClickAsync();
        await team.Locator("#k-t_wohnen").UncheckAsync();
        await app.LookAsync(team, "weiter");
        await team.Locator("#r-t_wohnen").FillAsync("Geht in „Innenstadtbelebung“ auf.");
        await team.GetByRole(AriaRole.Button, new() { Name = "Runde 2 planen" }).ClickAsync();
        await Assertions.Expect(team.GetByText("Geht in „Innenstadtbelebung“ auf.")).ToBeVisibleAsync();
    }

    private async Task ReadAsync(IPage team)
    {
        var stakeholder = await app.OpenAsync();
        await stakeholder.GotoAsync($"/ergebnisse/{Key}");
        // A figure that is a group: only so Chromium prints a picture of many parts with one description for PDF/UA.
        await app.LookAsync(stakeholder, "bericht", "aria-allowed-role");
        foreach (var path in (string[])["/", "/barrierefreiheit", "/datenschutz"])
        {
            await stakeholder.GotoAsync(path);
            await app.LookAsync(stakeholder, path == "/" ? "start" : path[1..]);
        }
        await team.GotoAsync(StudyPath);
        await team.GetByRole(AriaRole.Link, new() { Name = "Bericht", Exact = true }).ClickAsync();
        await app.LookAsync(team, "berichte");
        var download = await team.RunAndWaitForDownloadAsync(
            () => team.GetByRole(AriaRole.Link, new() { Name = "Bericht als PDF" }).ClickAsync(),
            new() { Timeout = 60_000 }
        );
        Assert.Equal($"{Key}-bericht-de.pdf", download.SuggestedFilename);
        var text = await TextAsync(await download.PathAsync());
        if (text is null)
            return;
        Assert.All(
            (string[])["Kleinstadtakademie", "Innenstadtbelebung", "Geht in „Innenstadtbelebung“ auf.", "Runde 2"],
            words => Assert.Contains(words, text, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("Jörg Weiß", text, StringComparison.Ordinal);
    }

    /// <summary>The words of a PDF; null on a machine that cannot read them.</summary>
    private static async Task<string?> TextAsync(string pdf)
    {
        if (!File.Exists("/usr/bin/pdftotext"))
            return null;
        using var process = Process.Start(
            new ProcessStartInfo("/usr/bin/pdftotext", [pdf, "-"]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await Wait.ForEndAsync(process);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
