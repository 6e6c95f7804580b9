using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;

namespace Befragung.Web.Tests.Pages.Team.Auswertung;

/// <summary>Verdicts as the team meets them: on their page, in the results, when the next round is planned, in the report, and beside the feedback.</summary>
public sealed class VerdictTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Judge = "#u-r1 form[action*=Urteilen]",
        TakeBack = "#u-r1 form[action*=Zuruecknehmen]";

    private const string Sentence = "Konsens: 100 % oben auf der Skala (8 von 8), stabil seit Runde 1.";

    private static readonly string Yaml = Sample.Yaml.Replace("rounds: 2", "rounds: 3", StringComparison.Ordinal);

    [Fact]
    public async Task The_page_shows_each_verdict_with_its_reason()
    {
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var page = await reader.GetAsync(Path(await SecondAsync(), 2));
        Assert.Equal("Konsens", page.Page.QuerySelector("#u-r1 .verdict")!.TextContent);
        Assert.Contains(Sentence, page.Page.QuerySelector("#u-r1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Offen: Hierzu liegt keine gültige Antwort vor.",
            page.Page.QuerySelector("#u-m1-wert")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Mindestens 75 % der Antworten", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("#u-c1"));
    }

    [Fact]
    public async Task How_firm_it_is_stands_beside_it_on_a_page_of_its_own_and_in_the_report()
    {
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var key = await SecondAsync();
        const string Firm = "Fest: Auch 100 % der neu gezogenen Panels ergeben dieses Urteil";
        Assert.Contains(Firm, (await reader.GetAsync(Path(key, 2))).Page.QuerySelector("#u-r1")!.TextContent, StringComparison.Ordinal);
        var link = (await reader.GetAsync($"/team/studien/{key}/runden/2/ergebnis")).Page.QuerySelector("a[href$=festigkeit]")!;
        Assert.Equal("Wie fest ist das?", link.TextContent.Trim());
        var page = (await reader.GetAsync(link.GetAttribute("href")!)).Page;
        var row = page.QuerySelectorAll("tbody tr").Single();
        Assert.Equal("Konsens", row.QuerySelector(".verdict")!.TextContent);
        Assert.Equal("fest", row.QuerySelector("strong")!.TextContent);
        Assert.Contains("100 %", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nachgeprüfte Urteile: 1, davon fest 1", page.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        var report = (await reader.GetAsync($"/team/studien/{key}/bericht-datenband")).Page;
        Assert.Equal("Festigkeit: fest.", report.QuerySelector(".judgement .firmness")!.TextContent);
        Assert.NotNull(report.QuerySelector("h2#firmness"));
        // The study's own rule is called by no usual limit, which may not be its own.
        Assert.Contains(
            "Regel der Studie: 1 von 1;",
            report.QuerySelector("h2#firmness ~ figure svg")!.GetAttribute("aria-label"),
            StringComparison.Ordinal
        );
        Assert.NotNull(report.QuerySelector("nav a[href='#firmness']"));
    }

    [Fact]
    public async Task Without_verdicts_there_is_nothing_to_be_firm()
    {
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var key = await SecondAsync();
        Assert.Null((await reader.GetAsync($"/team/studien/{key}/runden/1/ergebnis")).Page.QuerySelector("a[href$=festigkeit]"));
        Assert.Contains(
            "Urteile gibt es erst",
            (await reader.GetAsync($"/team/studien/{key}/runden/1/festigkeit")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_the_team_judges_is_shown_everywhere_and_can_be_taken_back()
    {
        using var editor = await app.TeamAsync();
        var key = await SecondAsync();
        var reply = await editor.SubmitAsync(
            await editor.GetAsync(Path(key, 2)),
            Judge,
            ("verdict", nameof(Verdict.Dissent)),
            ("reason", "Zwei Lesarten von <Größe>")
        );
        Assert.Equal(Path(key, 2) + "#u-r1", reply.Location);

        var page = await editor.GetAsync(Path(key, 2));
        Assert.Equal("Dissens", page.Page.QuerySelector("#u-r1 .verdict")!.TextContent);
        Assert.Contains("Zwei Lesarten von <Größe>", page.Page.QuerySelector("#u-r1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Sentence, page.Page.QuerySelector("#u-r1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Dissens",
            (await editor.GetAsync($"/team/studien/{key}/runden/2/ergebnis")).Page.QuerySelector(".verdict")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Das Projektteam urteilt: Dissens.",
            (await editor.GetAsync($"/team/studien/{key}/weiter")).Text,
            StringComparison.Ordinal
        );
        var report = (await editor.GetAsync($"/team/studien/{key}/bericht")).Page.Body!.TextContent;
        Assert.Contains("Urteil des Projektteams: Dissens.", report, StringComparison.Ordinal);
        Assert.Contains("Grund: Zwei Lesarten von <Größe>", report, StringComparison.Ordinal);
        var round = (await app.ReadAsync(key)).Round(2);
        Assert.Equal((Verdict.Consensus, Verdict.Dissent), (round.Result!.Of("r1")!.Verdict!.Value, round.VerdictOn("r1")!.Value));
        Assert.Contains("@team.example", round.OverrulingOf("r1")!.By, StringComparison.Ordinal);

        Assert.Equal(302, (await editor.SubmitAsync(page, TakeBack)).Status);
        var back = await editor.GetAsync(Path(key, 2));
        Assert.Equal("Konsens", back.Page.QuerySelector("#u-r1 .verdict")!.TextContent);
        Assert.Null(back.Page.QuerySelector(TakeBack));
        Assert.DoesNotContain("Zwei Lesarten", (await editor.GetAsync($"/team/studien/{key}/bericht")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r1", "Dissent", "")]
    [InlineData("r1", "Dissent", "   ")]
    [InlineData("r1", "Dissent", null)]
    [InlineData("c1", "Dissent", "Grund")]
    [InlineData("gibt-es-nicht", "Dissent", "Grund")]
    [InlineData(null, "Dissent", "Grund")]
    [InlineData("r1", "17", "Grund")]
    [InlineData("r1", "Streit", "Grund")]
    [InlineData("r1", "", "Grund")]
    [InlineData("r1", null, "Grund")]
    public async Task A_verdict_without_a_reason_or_that_does_not_exist_answers_400_and_changes_nothing(
        string? item,
        string? verdict,
        string? reason
    )
    {
        using var editor = await app.TeamAsync();
        var key = await SecondAsync();
        var reply = await editor.SubmitAsync(
            await editor.GetAsync(Path(key, 2)),
            Judge,
            ("key", item),
            ("verdict", verdict),
            ("reason", reason)
        );
        Assert.Equal(400, reply.Status);
        Assert.Empty((await app.ReadAsync(key)).Round(2).Overrulings);
    }

    [Fact]
    public async Task A_missing_reason_is_asked_for_in_words()
    {
        using var editor = await app.TeamAsync();
        var reply = await editor.SubmitAsync(await editor.GetAsync(Path(await SecondAsync(), 2)), Judge, ("reason", ""));
        Assert.Contains("Bitte nennen Sie einen Grund", reply.Text, StringComparison.Ordinal);
        Assert.True(reply.Page.QuerySelector("#u-r1 details")!.HasAttribute("open"));
    }

    [Fact]
    public async Task A_reader_judges_nothing()
    {
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var key = await SecondAsync();
        var page = await reader.GetAsync(Path(key, 2));
        Assert.Equal(
            403,
            (
                await reader.PostAsync(
                    Path(key, 2) + "?handler=Urteilen",
                    [.. Visitor.Fill(page, "header form").Fields, new("key", "r1"), new("verdict", "Dissent"), new("reason", "Grund")]
                )
            ).Status
        );
        Assert.Equal(
            403,
            (
                await reader.PostAsync(
                    Path(key, 2) + "?handler=Zuruecknehmen",
                    [.. Visitor.Fill(page, "header form").Fields, new("key", "r1")]
                )
            ).Status
        );
        Assert.Empty((await app.ReadAsync(key)).Round(2).Overrulings);
    }

    [Fact]
    public async Task A_round_that_is_planned_or_open_or_not_there_has_no_verdicts()
    {
        using var editor = await app.TeamAsync();
        Assert.Equal(404, (await editor.GetAsync(Path(await app.StudyAsync(1), 1))).Status);
        var key = await app.OpenStudyAsync();
        foreach (var path in new[] { Path(key, 1), Path(key, 2) })
        {
            Assert.Equal(404, (await editor.GetAsync(path)).Status);
            var page = await editor.GetAsync($"/team/studien/{key}");
            Assert.Equal(
                404,
                (
                    await editor.PostAsync(
                        path + "?handler=Urteilen",
                        [.. Visitor.Fill(page, "header form").Fields, new("key", "r1"), new("verdict", "Dissent"), new("reason", "Grund")]
                    )
                ).Status
            );
        }
    }

    [Fact]
    public async Task Planning_ticks_what_is_not_settled_and_gives_the_reason_for_the_rest()
    {
        using var editor = await app.TeamAsync();
        var key = await SecondAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/weiter");
        Assert.Equal(
            ["r2", "m1", "a1", "c1"],
            page.Page.QuerySelectorAll("input[value=behalten][checked]").Select(box => box.GetAttribute("name")!["wahl.".Length..])
        );
        Assert.Equal(
            "Geklärt: stabil, und die Konsensregel hält.",
            page.Page.QuerySelector("input[name='reason.r1']")!.GetAttribute("value")
        );
        Assert.Equal("", page.Page.QuerySelector("input[name='reason.r2']")!.GetAttribute("value"));
        Assert.Contains(Sentence, page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await editor.SubmitAsync(page, "main form")).Status);
        var lineage = (await app.ReadAsync(key)).Round(3).Lineage;
        Assert.Equal("Geklärt: stabil, und die Konsensregel hält.", lineage.Single(line => line.ItemKey == "r1").Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_round_3_no_verdict_tells_experts_what_to_think_unless_the_study_says_so(bool said)
    {
        var key = await SecondAsync(said ? Yaml.Replace("settings: {", "settings: { verdicts: true,", StringComparison.Ordinal) : null);
        await app.NextAsync(key);
        using var expert = app.Visitor();
        await expert.FollowAsync(await app.LinkAsync(key));
        var item = (await expert.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector("[data-item=r1]")!;
        Assert.Equal(said, item.QuerySelector("details.groups")!.TextContent.Contains(Sentence, StringComparison.Ordinal));
        item.QuerySelector("details.groups")!.Remove();
        Assert.DoesNotContain(Sentence, item.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ihre Antwort bisher: 4", item.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_results_show_all_measures_in_a_table()
    {
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var page = await reader.GetAsync($"/team/studien/{await SecondAsync()}/runden/2/ergebnis");
        var table = page
            .Page.QuerySelectorAll("table")
            .Single(one => one.QuerySelector("caption")!.TextContent == "Alle Kennzahlen: Erster Abschnitt");
        var heads = table.QuerySelectorAll("thead th").Select(head => head.TextContent.Trim()).ToList();
        var cells = table.QuerySelector("tbody tr")!.Children.Select(cell => cell.TextContent.Trim()).ToList();
        Assert.Equal(
            [
                "Frage",
                "Mittelwert",
                "s",
                "CV",
                "Median, 95-%-Intervall",
                "A",
                "Cns",
                "COMET",
                "Paare",
                "Änderung p",
                "Wilcoxon p",
                "κ quadratisch",
                "Gruppen H",
                "p",
                "ε²",
            ],
            heads
        );
        // All at 4 in both rounds: nobody moved, and chance explains everything.
        Assert.Equal(["Wie wichtig ist Größe?", "4", "0", "0", "4 – 4", "1", "1", "oben", "8", "1,000", "–", "–", "–", "–", "–"], cells);
        Assert.Contains("Durchschnittliche Mehrheit der Runde (APMO): 100 %", page.Text, StringComparison.Ordinal);
    }

    private static string Path(string key, int number) => $"/team/studien/{key}/runden/{number}/urteile";

    /// <summary>Three planned rounds, two closed; eight experts who twice choose 4 at r1 and answer nothing else.</summary>
    private async Task<string> SecondAsync(string? yaml = null)
    {
        var key = await app.OpenStudyAsync(8, yaml ?? Yaml);
        using (await app.ExpertAsync(key)) { }
        for (var index = 0; index < 8; index++)
            await app.HandInAsync(key, index, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        for (var index = 0; index < 8; index++)
            await app.HandInAsync(key, index, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        return key;
    }
}
