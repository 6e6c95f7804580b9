using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Studien;

/// <summary>The list of studies, the way around a study, and its next step.</summary>
public sealed class OverviewTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task The_way_around_a_study_has_what_is_there_and_says_where_one_is()
    {
        var key = await app.StudyAsync(6);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}";
        Assert.Equal(
            ["Übersicht", "Fragebogen", "Panel", "Offener Link", "Anschreiben", "Runden", "Team", "Chronik"],
            Places(await editor.GetAsync(root))
        );
        await app.OpenAsync(key);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        (string Path, string Name, string Mark)[] pages =
        [
            ("", "Übersicht", "page"),
            ("/panel", "Panel", "page"),
            ("/offen", "Offener Link", "page"),
            ("/anschreiben", "Anschreiben", "page"),
            ("/anschreiben/einladung", "Anschreiben", "true"),
            ("/runden/1", "Runden", "page"),
            ("/weiter", "Runden", "true"),
            ("/runden/1/ergebnis", "Auswertung", "page"),
            ("/runden/1/urteile", "Auswertung", "true"),
            ("/runden/1/festigkeit", "Auswertung", "true"),
            ("/berichte", "Bericht", "page"),
            ("/bericht/texte", "Bericht", "true"),
            ("/bericht/texte/methode", "Bericht", "true"),
            ("/bericht/angaben", "Bericht", "true"),
            ("/bericht/auswahl", "Bericht", "true"),
            ("/gestaltung", "Bericht", "true"),
            ("/daten", "Daten", "page"),
            ("/chronik", "Chronik", "page"),
        ];
        foreach (var (path, name, mark) in pages)
        {
            var page = await editor.GetAsync(root + path);
            Assert.Equal(200, page.Status);
            var here = Assert.Single(page.Page.QuerySelectorAll(".study__places [aria-current]"));
            Assert.Equal((path, name, mark), (path, here.TextContent, here.GetAttribute("aria-current")));
            // On the overview, the title is the page's own.
            Assert.Equal(path.Length == 0 ? null : root, page.Page.QuerySelector(".study__title a")?.GetAttribute("href"));
        }
    }

    [Fact]
    public async Task The_next_step_leads_from_an_empty_panel_to_the_result_and_is_not_told_to_who_only_reads()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var key = await app.StudyAsync(0);
        var root = $"/team/studien/{key}";
        Assert.Equal($"{root}/panel", Next(await editor.GetAsync(root)));
        Assert.Null(Next(await reader.GetAsync(root)));
        var asked = await app.StudyAsync(6);
        root = $"/team/studien/{asked}";
        Assert.Equal($"{root}/runden/1/oeffnen", Next(await editor.GetAsync(root)));
        await app.OpenAsync(asked);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(asked, expert, new AnswerChange("r1", "4"));
        Assert.Equal($"{root}/runden/1/schliessen", Next(await editor.GetAsync(root)));
        await app.CloseAsync(asked);
        Assert.Equal($"{root}/runden/1/ergebnis", Next(await editor.GetAsync(root)));
    }

    [Fact]
    public async Task A_round_beyond_the_plan_is_possible_and_not_what_the_page_is_about()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var key = await app.OpenStudyAsync(6, Sample.Yaml.Replace("rounds: 2", "rounds: 1", StringComparison.Ordinal));
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        var root = $"/team/studien/{key}";
        await HasOnlyALinkAsync($"{root}/runden/1/ergebnis");
        await app.ReleaseAsync(key);
        await HasOnlyALinkAsync($"{root}/berichte");

        async Task HasOnlyALinkAsync(string next)
        {
            var page = await editor.GetAsync(root);
            Assert.Equal(next, Next(page));
            var further = Assert.Single(page.Page.QuerySelectorAll("main a[href$=weiter]"));
            Assert.Equal(("Eine weitere Runde planen", false), (further.TextContent, further.ClassName?.Contains("kern-btn") ?? false));
        }
    }

    [Fact]
    public async Task A_round_beyond_the_plan_asks_what_is_not_settled_and_gives_no_reason_that_is_none()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var key = await app.OpenStudyAsync(6, Sample.Yaml.Replace("rounds: 2", "rounds: 1", StringComparison.Ordinal));
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"), new AnswerChange("c1", "hin"));
        await app.CloseAsync(key);
        var page = await editor.GetAsync($"/team/studien/{key}/weiter");
        Assert.Equal(
            ["r1", "r2", "m1", "a1", "c1"],
            page.Page.QuerySelectorAll("input[value=behalten][checked]").Select(box => box.GetAttribute("name")!["wahl.".Length..])
        );
        Assert.All(
            (string[])["r1", "r2", "m1", "a1", "c1"],
            item => Assert.Equal("", page.Page.GetElementById("r-" + item)!.GetAttribute("value") ?? "")
        );
    }

    [Fact]
    public async Task A_study_that_is_done_with_goes_into_the_archive_and_comes_back()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var key = await app.StudyAsync(6);
        var root = $"/team/studien/{key}";
        Assert.Null((await reader.GetAsync(root)).Page.QuerySelector("form[action*=Archivieren], form[action*=Kopieren]"));
        Assert.Equal("/team", (await editor.SubmitAsync(await editor.GetAsync(root), "form[action*=Archivieren]")).Location);
        Assert.True(await InArchiveAsync(editor, key));
        Assert.Equal(root, (await editor.SubmitAsync(await editor.GetAsync(root), "form[action*=Zurueckholen]")).Location);
        Assert.False(await InArchiveAsync(editor, key));
        await editor.SubmitAsync(await editor.GetAsync(root), "form[action*=Archivieren]");
        await app.OpenAsync(key);
        // Nobody overlooks a round in which people answer.
        Assert.False(await InArchiveAsync(editor, key));
    }

    [Fact]
    public async Task The_list_of_studies_says_how_far_the_newest_round_is()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var key = await app.StudyAsync(6);
        Assert.Equal("Runde 1 geplant", await SaidAsync());
        await app.OpenAsync(key);
        Assert.Equal("Runde 1 offen", await SaidAsync());
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        Assert.Equal("Runde 1 geschlossen", await SaidAsync());
        await app.ReleaseAsync(key);
        Assert.Equal("Runde 1 freigegeben", await SaidAsync());

        async Task<string?> SaidAsync() =>
            (await editor.GetAsync("/team")).Page.QuerySelector($"main a[href='/team/studien/{key}'] + .state")?.TextContent;
    }

    [Fact]
    public async Task A_copy_asks_the_same_and_knows_nobody()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var key = await app.StudyAsync(6);
        await app.OpenAsync(key);
        var reply = await editor.SubmitAsync(await editor.GetAsync($"/team/studien/{key}"), "form[action*=Kopieren]");
        var copy = reply.Location!.Split('/')[^1];
        Assert.NotEqual(key, copy);
        var one = await app.ReadAsync(key);
        var other = await app.ReadAsync(copy);
        Assert.Equal(
            one.Round(1).Questionnaire.Items.Select(item => item.Key),
            other.CurrentRound.Questionnaire.Items.Select(item => item.Key)
        );
        Assert.Equal(0, await app.DataAsync(db => db.Panelists.CountAsync(panelist => panelist.StudyId == other.Id)));
        Assert.Contains("Das Panel ist noch leer.", (await editor.GetAsync(reply.Location)).Text, StringComparison.Ordinal);
    }

    private static List<string> Places(Reply page) => [.. page.Page.QuerySelectorAll(".study__places a").Select(link => link.TextContent)];

    private static string? Next(Reply page) => page.Page.QuerySelector(".next a")?.GetAttribute("href");

    private static async Task<bool> InArchiveAsync(Visitor member, string key)
    {
        var page = await member.GetAsync("/team");
        var link = page.Page.QuerySelector($"main a[href='/team/studien/{key}']")!;
        return page.Page.QuerySelector(".archive")?.Contains(link) ?? false;
    }
}
