using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>The main job once through, as people do it: a team, three experts in browsers of different kinds, and a stakeholder.</summary>
public sealed class StudyWalk(Browser app) : Walk(app)
{
    private const int Experts = 12;
    private const string Key = "mehrstufige-befragung-zur-kleinstadtakademie",
        WhyDropped = "Geht in „Innenstadtbelebung“ auf.";

    [Fact]
    public async Task A_study_goes_from_the_first_account_to_the_printed_report()
    {
        var team = await TeamDesk.OpenAsync(App);
        await team.GoToAsync("/team/anmelden");
        await team.LookAsync("anmelden");
        await team.CreateAccountAsync(await AccountLinkAsync(), "team@example.org");
        await team.LookAsync("studien-leer");
        await team.CreateStudyAsync("Mehrstufige Befragung zur Kleinstadtakademie", Key);
        await team.TakeInPanelAsync(Panel(), Experts);
        await team.NameContactAsync(1, "Projektteam Kleinstadtakademie", "projektteam@befragung.internal");
        await team.OpenRoundAsync(1);

        var desktop = new ExpertSheet(App, await App.OpenAsync(), Key, 0);
        var phone = new ExpertSheet(App, await App.OpenAsync(360, 740), Key, 1);
        var plain = new ExpertSheet(App, await App.OpenAsync(scripts: false), Key, 2);
        await desktop.OpenLetterAsync(1);
        await desktop.LookAsync("einwilligung");
        await desktop.ConsentAsync();
        await desktop.LookAsync("bogen");
        await AnswerAsync(desktop, look: "bildschirm");
        await phone.OpenLetterAsync(1);
        await phone.ConsentAsync();
        await phone.LookAsync("telefon-bogen");
        await AnswerAsync(phone, look: "telefon");
        await plain.OpenLetterAsync(1);
        await plain.ConsentAsync();
        await AnswerAsync(plain);
        await OthersAsync(1);

        await team.CloseRoundAsync(1, Experts);
        await team.ReadResultAsync();
        await team.PlanRoundAsync(2, "t_wohnen", WhyDropped);
        await team.OpenRoundAsync(2);

        await desktop.OpenLetterAsync(2);
        await AnswerAsync(desktop, look: "rueckmeldung");
        await phone.OpenLetterAsync(2);
        await AnswerAsync(phone, look: "telefon-rueckmeldung");
        await plain.OpenLetterAsync(2);
        await AnswerAsync(plain);
        await OthersAsync(2);

        await team.CloseRoundAsync(2, Experts);
        await team.ReleaseAsync();
        var stakeholder = await ResultsPages.OpenAsync(App, Key);
        await stakeholder.LookAtReportAsync("bericht");
        foreach (var path in (string[])["/", "/barrierefreiheit", "/datenschutz"])
        {
            await stakeholder.GoToAsync(path);
            await stakeholder.LookAsync(path == "/" ? "start" : path[1..]);
        }
        var report = await team.DownloadReportAsync();
        Assert.Equal($"{Key}-bericht-de.pdf", report.SuggestedFilename);
        var text = await PdfWords.ReadLineAsync(await report.PathAsync());
        Assert.All(
            (string[])["Kleinstadtakademie", "Innenstadtbelebung", "Runde 2"],
            words => Assert.Contains(words, text, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("Jörg Weiß", text, StringComparison.Ordinal);
        await team.GoToAsync($"/team/studien/{Key}/bericht-datenband");
        await team.SeesAsync(WhyDropped);
    }

    private async Task<string> AccountLinkAsync()
    {
        var now = App.Clock.GetUtcNow().UtcDateTime;
        return "/team/konto/" + await App.DataAsync(db => AccountLink.IssueAsync(db, TeamRole.Administrator, null, now));
    }

    private static string Panel() =>
        "Name;E-Mail;Gruppe\n"
        + string.Concat(Enumerable.Range(0, Experts).Select(index => $"Jörg Weiß {index};{Sample.Address(index)};{Group(index)}\n"));

    private static string Group(int expert) =>
        expert < 6 ? "politik"
        : expert < 11 ? "planung"
        : "stiftungen";

    /// <summary>Answers all sections and hands in; looks at the pages where they are to have a name.</summary>
    private static async Task AnswerAsync(ExpertSheet expert, string? look = null)
    {
        await expert.FollowAsync("Beginnen");
        for (var section = 1; expert.Page.Url.Contains("/abschnitt/", StringComparison.Ordinal); section++)
        {
            // All sections once on a screen; a phone shows the first.
            if (look is not null && (section == 1 || !look.StartsWith("telefon", StringComparison.Ordinal)))
                await expert.LookAsync($"{look}-{section}");
            if (section == 1 && look?.EndsWith("rueckmeldung", StringComparison.Ordinal) == true)
            {
                await Expect(expert.Find(".told").First).ToContainTextAsync("wählte");
                await Expect(expert.Find(".told").First).ToContainTextAsync("Ihre Antwort bisher:");
            }
            await FillAsync(expert);
            if (look == "bildschirm" && section == 1)
            {
                await expert.SaysSavedAsync();
                await expert.Page.ReloadAsync();
                await Expect(expert.Find("input[type=radio]:checked").First).ToBeVisibleAsync();
            }
            await expert.GoOnAsync();
        }
        if (look is not null)
            await expert.LookAsync($"{look}-abgeben");
        await expert.HandInAsync();
        if (look is not null)
            await expert.LookAsync($"{look}-abgegeben");
    }

    private static async Task FillAsync(ExpertSheet expert)
    {
        // The first few of a section; the rest is left open, as people do.
        foreach (var scale in (await expert.Find("[data-item] .scale").AllAsync()).Take(6))
            await scale.Locator("input[type=radio]").Nth(2).CheckAsync();
        foreach (var ranking in await expert.Find(".ranks--rest").AllAsync())
        {
            // What is tapped leaves this list.
            for (var rank = 0; rank < 3; rank++)
                await ranking.Locator(".rank__take").First.ClickAsync();
        }
        // Five shares of 100, and an estimate that is quite certain.
        foreach (var number in await expert.Find(".ranks .number__field").AllAsync())
            await number.FillAsync("20");
        foreach (var year in await expert.Find("[name='a.eigenstaendig_ab']").AllAsync())
            await year.FillAsync("2030");
        foreach (var words in await expert.Find("textarea:visible").AllAsync())
            await words.FillAsync("Größe ist nicht alles: „<klein>“ & fein 🙂");
        foreach (var idea in (await expert.Find(".ideas input[type=text]").AllAsync()).Take(2))
            await idea.FillAsync("Bänke für Ältere");
    }

    /// <summary>All others, without a browser.</summary>
    private async Task OthersAsync(int round)
    {
        var items = (await App.ReadAsync(Key)).Round(round).Questionnaire.Items;
        for (var expert = 3; expert < Experts; expert++)
            await App.HandInAsync(
                Key,
                expert,
                [
                    .. items.SelectMany(item =>
                        item.Parts.Select((part, index) => Answer(expert, part, index, item.Key.Length)).OfType<AnswerChange>()
                    ),
                ]
            );
    }

    private static AnswerChange? Answer(int expert, Part part, int index, int shift) =>
        part switch
        {
            RatedPart rated => new(part.Key, Text(1 + ((expert + index + shift) % rated.Scale.Points))),
            ChoicePart choice => new(part.Key, choice.Options[expert % choice.Options.Count].Key),
            RankPart when index < 3 => new(part.Key, Text(index + 1)),
            TextPart when index == 0 => new(part.Key, $"Gedanke {expert}"),
            _ => null,
        };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
