using System.Text;
using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Tests.Exchange;
using Befragung.Web.Tests.Exchange.Import;
using Befragung.Web.Tests.Exchange.Paper;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>How well somebody says that they know a section: at its head on the sheet, from one round to the next, beside the results, and in files.</summary>
public sealed class ExpertiseTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string One = "/bogen/abschnitt/eins";
    private const string Review = "/bogen/abgeben";
    private const int Experts = 20;

    private static readonly string Yaml = Sample
        .Yaml.Replace("rounds: 2", "rounds: 3", StringComparison.Ordinal)
        .Replace(
            "title: { de: Erster Abschnitt, en: First section }",
            "title: { de: Erster Abschnitt, en: First section }\n    expertise: true",
            StringComparison.Ordinal
        );

    [Fact]
    public async Task It_stands_at_the_head_of_the_section_is_saved_and_taken_back_and_counts_as_no_question()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var page = await expert.GetAsync(One);
        var first = page.Page.QuerySelector("form.sheet [data-item]")!;
        Assert.Equal("knows-eins", first.GetAttribute("data-item"));
        Assert.Equal("Wie gut kennen Sie sich mit den Themen dieses Abschnitts aus?", first.QuerySelector("h2")!.TextContent.Trim());
        Assert.Equal(
            ["nicht mein Fach", "kenne mich etwas aus", "kenne mich gut aus"],
            first.QuerySelectorAll("label").Select(label => label.TextContent.Trim())
        );
        Assert.Empty(first.QuerySelectorAll("input[checked]"));
        Assert.True(first.QuerySelector("button[name=takeback]")!.HasAttribute("hidden"));
        // The first question is still the first one of eight.
        Assert.StartsWith("Frage 1 von 7", page.Page.QuerySelector("[data-item=r1] h2")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Null((await expert.GetAsync("/bogen/abschnitt/zwei")).Page.QuerySelector("[data-item=knows-zwei]"));

        await expert.SubmitAsync(page, "form.sheet", ("a.knows-eins", "some"), ("a.r1", "4"), ("go", "next"));
        var sheet = await app.SheetAsync(key);
        Assert.Equal(("some", "4"), (sheet.Answers["knows-eins"], sheet.Answers["r1"]));
        Assert.Contains("1 von 5 beantwortet", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        var review = (await expert.GetAsync(Review)).Page;
        Assert.Contains(
            "Wie gut kennen Sie sich mit den Themen dieses Abschnitts aus? kenne mich etwas aus",
            review.QuerySelectorAll(".review__row").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim())))
        );
        Assert.DoesNotContain(
            "gut aus",
            string.Concat(review.QuerySelectorAll(".review__none").Select(open => open.TextContent)),
            StringComparison.Ordinal
        );

        await expert.GetAsync("/sprache/en");
        Assert.Equal(
            "I know it somewhat",
            (await expert.GetAsync(One)).Page.QuerySelector("[data-item=knows-eins] label:has(input[checked])")!.TextContent.Trim()
        );
        await expert.GetAsync("/sprache/de");

        var back = await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("takeback", "knows-eins"));
        Assert.Equal($"{One}#f-knows-eins", back.Location);
        Assert.Empty((await expert.GetAsync(One)).Page.QuerySelectorAll("[data-item=knows-eins] input[checked]"));
        Assert.DoesNotContain("Wie gut kennen", (await expert.GetAsync(Review)).Text, StringComparison.Ordinal);
        Assert.Equal("4", (await app.SheetAsync(key)).Answers["r1"]);

        // What is none of the three is no answer.
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.knows-eins", "sehr"));
        Assert.NotEqual("sehr", (await app.SheetAsync(key)).Answers["knows-eins"]);
    }

    [Fact]
    public async Task With_nothing_else_a_sheet_is_empty()
    {
        var yaml = Yaml.Replace("smallestCell: 5", "smallestCell: 5, countSaved: true", StringComparison.Ordinal);
        var key = await app.OpenStudyAsync(2, yaml);
        using var expert = await app.ExpertAsync(key);
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.knows-eins", "well"));
        var review = await expert.GetAsync(Review);
        Assert.Contains("Noch steht auf Ihrem Bogen keine Antwort", review.Text, StringComparison.Ordinal);
        Assert.Null(review.Page.QuerySelector("form.handin"));
        Assert.Null((await app.SheetAsync(key)).HandedInAt);
        // What is only saved counts in this study; but nothing was said.
        using var other = await app.ExpertAsync(key, 1);
        await other.SubmitAsync(await other.GetAsync(One), "form.sheet", ("a.knows-eins", "well"), ("a.r1", "4"));
        await app.CloseAsync(key);
        Assert.Null((await app.SheetAsync(key)).HandedInAt);
        Assert.NotNull((await app.SheetAsync(key, 1)).HandedInAt);
        Assert.Equal([new SectionKnowing("eins", 1, 0, 0, 0, 1)], (await app.ReadAsync(key)).Round(1).Result!.Knowing!);
    }

    [Fact]
    public async Task What_was_said_in_the_round_before_stands_there_until_it_is_changed_or_taken_back()
    {
        var key = await app.OpenStudyAsync(2, Yaml);
        using (await app.ExpertAsync(key)) { }
        await app.HandInAsync(key, 0, new("knows-eins", "well"), new("r1", "4"));
        await app.HandInAsync(key, 1, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        using var expert = await app.ReturningAsync(key);
        var page = await expert.GetAsync(One);
        string? Chosen(Reply reply) => reply.Page.QuerySelector("[data-item=knows-eins] input[checked]")?.GetAttribute("value");
        Assert.Equal("well", Chosen(page));
        Assert.Contains("Hier steht Ihre Angabe aus Runde 1.", page.Text, StringComparison.Ordinal);
        // Looking is not saying.
        Assert.True((await app.SheetAsync(key)).Answers.AreNone);
        // It is none of those that a button keeps.
        Assert.Equal("Bei meiner übrigen Antwort bleiben", page.Page.QuerySelector("button[name=keep][value='*']")!.TextContent.Trim());

        await expert.SubmitAsync(page, "form.sheet", ("go", "next"));
        Assert.Equal("well", (await app.SheetAsync(key)).Answers["knows-eins"]);
        Assert.Null((await app.SheetAsync(key)).Kept);
        Assert.DoesNotContain("Hier steht Ihre Angabe", (await expert.GetAsync(One)).Text, StringComparison.Ordinal);

        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("takeback", "knows-eins"));
        Assert.Null(Chosen(await expert.GetAsync(One)));
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("go", "next"));
        Assert.Null(Chosen(await expert.GetAsync(One)));
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.knows-eins", "not"), ("a.r1", "4"));
        Assert.Equal("not", Chosen(await expert.GetAsync(One)));

        // Nothing of it is on the page of somebody else.
        using var other = await app.ReturningAsync(key, 1);
        Assert.Null(Chosen(await other.GetAsync(One)));
        Assert.DoesNotContain("Hier steht Ihre Angabe", (await other.GetAsync(One)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_was_opened_before_undoes_nothing_and_by_script_it_is_taken_back_too()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var one = await app.ExpertAsync(key);
        using var other = await app.ReturningAsync(key);
        var older = await other.GetAsync(One);
        await one.SubmitAsync(await one.GetAsync(One), "form.sheet", ("a.knows-eins", "well"));
        await other.SubmitAsync(older, "form.sheet", ("a.r1", "2"));
        Assert.Equal(("well", "2"), ((await app.SheetAsync(key)).Answers["knows-eins"], (await app.SheetAsync(key)).Answers["r1"]));
        await one.SubmitAsync(await one.GetAsync(One), "form.sheet", ("a.knows-eins", ""), ("back.knows-eins", "1"));
        Assert.Equal("", (await app.SheetAsync(key)).Answers["knows-eins"]);
    }

    [Fact]
    public async Task It_is_told_beside_the_results_in_feedback_report_and_files()
    {
        var key = await ClosedAsync();
        var study = await app.ReadAsync(key);
        var result = study.Round(2).Result!;
        Assert.Equal([new SectionKnowing("eins", 18, 2, 6, 4, 8)], result.Knowing!);
        Assert.Equal(
            (8, 3d, 25d),
            (result.Of("r1")!.Knowing!.N, result.Of("r1")!.Knowing!.Median, result.Of("r1")!.Knowing!.PercentAgreement)
        );
        var tried = result.Of("r1")!.Firmness!.AmongKnowing!;
        Assert.Equal((Verdict.Consensus, Band.Middle), (tried.Verdict, tried.Side));
        Assert.True(result.Of("r1")!.Firmness!.IsOtherwiseAmongKnowing(result.Of("r1")!));

        using var team = await app.TeamAsync(StudyRole.Owner);
        var root = $"/team/studien/{key}";
        Assert.Contains(
            "Anders wäre es allein unter denen, die sich nach eigenen Angaben hier etwas oder gut auskennen.",
            (await team.GetAsync($"{root}/runden/2/urteile")).Page.Body!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "nur wer sich auskennt",
            (await team.GetAsync($"{root}/runden/2/festigkeit")).Page.QuerySelectorAll("th").Select(head => head.TextContent)
        );
        var volume = (await team.GetAsync($"{root}/bericht-datenband")).Page;
        Assert.Contains(
            "nicht mein Fach: 6; kenne mich etwas aus: 4; kenne mich gut aus: 8; ohne Angabe: 2.",
            volume.Body!.TextContent,
            StringComparison.Ordinal
        );
        var table = volume
            .QuerySelectorAll("table")
            .Single(one => one.QuerySelector("caption")?.TextContent == "Antworten derer, die sich gut auskennen: Erster Abschnitt");
        Assert.Equal(
            "8 3 3 3,25 25\u00a0% 3,5 50\u00a0%",
            string.Join(' ', table.QuerySelector("tbody tr")!.Children.Skip(1).Select(cell => cell.TextContent.Trim()))
        );
        Assert.Contains("„Fachfremde“ heißt", volume.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains("Zu Beginn, freiwillig: Wie gut kennen Sie sich", volume.Body.TextContent, StringComparison.Ordinal);

        foreach (var file in (string[])["ergebnisse.json", "ergebnisse-veroeffentlicht.json"])
        {
            using var read = JsonDocument.Parse((await team.GetAsync($"{root}/daten/{file}")).Body);
            var round = read.RootElement.GetProperty("rounds")[1];
            Assert.Equal(8, round.GetProperty("knowing")[0].GetProperty("well").GetInt32());
            var r1 = round.GetProperty("items").EnumerateArray().First(one => one.GetProperty("key").GetString() == "r1");
            Assert.Equal(8, r1.GetProperty("knowing").GetProperty("n").GetInt32());
            Assert.Equal("consensus", r1.GetProperty("firmness").GetProperty("amongKnowing").GetProperty("verdict").GetString());
        }

        // In round 3, of round 2.
        await app.NextAsync(key);
        using var expert = await app.ReturningAsync(key);
        Assert.Contains(
            "Unter denen, die sich hier nach eigenen Angaben gut auskennen (8 Personen): Die mittlere Hälfte antwortete 3 bis 3,25, der Median liegt bei 3.",
            (await expert.GetAsync(One)).Page.QuerySelector("[data-item=r1] details.groups")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Files_for_the_team_tell_it_and_give_the_results_again_and_others_do_not_tell_it()
    {
        var key = await ClosedAsync();
        var study = await app.ReadAsync(key);
        async Task<(string Answers, string Codebook)> FilesAsync(bool complete) =>
            await app.WithAsync(async services =>
            {
                var export = await services.GetRequiredService<StudyExports>().OfAsync(study, complete, CancellationToken.None);
                return (
                    await ExportFiles.Answers.TextAsync(export),
                    string.Join('\n', new Codebook(export, ExportSample.FileWords()).Lines.Select(line => string.Join('|', line)))
                        + string.Join('\n', new Codebook(export, ExportSample.FileWords()).Notes)
                );
            });
        var (whole, codebook) = await FilesAsync(true);
        Assert.Equal(16, whole.Split(",knows-eins,well,").Length - 1);
        Assert.Contains(
            "knows-eins|Erster Abschnitt|Wie gut kennen Sie sich mit den Themen dieses Abschnitts aus?||Kenntnisstand nach eigener Einschätzung|1, 2|not = nicht mein Fach; some = kenne mich etwas aus; well = kenne mich gut aus|leer: nicht beantwortet",
            codebook,
            StringComparison.Ordinal
        );
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(whole));
        var again = ResponseFile.Read(file, study.Round(1).Questionnaire).Evaluate();
        foreach (var (number, index) in ((int, int)[])[(1, 0), (2, 1)])
        {
            var frozen = study.Round(number).Result!;
            Assert.Equal(frozen.Knowing!, again[index].Result.Knowing!);
            foreach (var item in frozen.Items)
                Assert.Equal(JsonSerializer.Serialize(item.Knowing), JsonSerializer.Serialize(again[index].Result.Of(item.Key)!.Knowing));
            Assert.Equal(frozen.Of("r1")!.Firmness?.AmongKnowing, again[index].Result.Of("r1")!.Firmness?.AmongKnowing);
        }

        // Whoever is known as the one who knows a field would be known by it, with all other answers of the sheet.
        var (shown, notes) = await FilesAsync(false);
        Assert.DoesNotContain("knows-", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("knows-", notes.Split("Enthalten sind")[0], StringComparison.Ordinal);
        Assert.Contains("steht nicht bei den Antworten", notes, StringComparison.Ordinal);
        // Where no line tells it, nobody was asked.
        using var plain = new MemoryStream(Encoding.UTF8.GetBytes(shown));
        Assert.All(ResponseFile.Read(plain, study.Round(1).Questionnaire).Evaluate(), round => Assert.Null(round.Result.Knowing));
        using var team = await app.TeamAsync(StudyRole.Owner);
        foreach (var name in (string[])["antworten.csv", "antworten-breit.csv"])
            Assert.DoesNotContain("knows-", (await team.GetAsync($"/team/studien/{key}/daten/{name}")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_team_sets_it_in_the_editor_and_paper_tells_it()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var key = await app.StudyAsync();
        var address = $"/team/studien/{key}/fragebogen/abschnitte/eins";
        Assert.False((await editor.GetAsync(address)).Page.QuerySelector("#expertise")!.HasAttribute("checked"));
        await editor.SubmitAsync(await editor.GetAsync(address), "form.drafting", ("expertise", "true"));
        var asked = (await app.ReadAsync(key)).Round(1).Questionnaire;
        Assert.True(asked.Sections[0].Expertise);
        Assert.False(asked.Sections[1].Expertise);
        Assert.True((await editor.GetAsync(address)).Page.QuerySelector("#expertise")!.HasAttribute("checked"));

        var back = Imported.Of("fragebogen.docx", QuestionnaireDocumentTests.Document(asked, "de"));
        Assert.Equal([true, false], back.Questionnaire.Sections.Select(section => section.Expertise));
        Assert.Equal(asked.Items.Select(item => item.Key), back.Questionnaire.Items.Select(item => item.Key));
    }

    /// <summary>
    /// Two rounds of twenty with the same answers: eight know it well, four somewhat, six say that it is not their field. Who knows it is in the middle, all others at the top.
    /// </summary>
    private async Task<string> ClosedAsync()
    {
        string[] well = ["3", "3", "3", "3", "3", "4", "4", "2"];
        var key = await app.OpenStudyAsync(Experts, Yaml);
        using (await app.ExpertAsync(key)) { }
        for (var round = 1; round <= 2; round++)
        {
            for (var expert = 0; expert < Experts; expert++)
            {
                List<AnswerChange> answers =
                [
                    new(
                        "r1",
                        expert < 8 ? well[expert]
                            : expert < 12 ? "3"
                            : "5"
                    ),
                ];
                if (expert < 18)
                    answers.Add(
                        new(
                            "knows-eins",
                            expert < 8 ? "well"
                                : expert < 12 ? "some"
                                : "not"
                        )
                    );
                await app.HandInAsync(key, expert, [.. answers]);
            }
            await app.CloseAsync(key);
            if (round == 1)
                await app.NextAsync(key);
        }
        return key;
    }
}
