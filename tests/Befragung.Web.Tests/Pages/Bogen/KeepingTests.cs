using System.Text.Json;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Tests.Exchange;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>An answer that is kept is no answer that holds: how it was kept is stored, told beside stability, and what was kept for many questions at once can be taken back.</summary>
public sealed class KeepingTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string One = "/bogen/abschnitt/eins";

    [Fact]
    public async Task The_button_stands_behind_all_questions_and_says_how_many_answers_it_keeps()
    {
        var key = await SecondAsync(new AnswerChange("r1", "4"), new("r2", "1"), new("m1.wert", "2"));
        using var expert = await app.ReturningAsync(key);
        var page = (await expert.GetAsync(One)).Page;
        var button = page.QuerySelector("button[name=keep][value='*']")!;
        Assert.Equal("Bei meinen übrigen 3 Antworten bleiben", button.TextContent.Trim());
        Assert.True(
            page.QuerySelectorAll("[data-item]")
                .All(item => item.CompareDocumentPosition(button).HasFlag(AngleSharp.Dom.DocumentPositions.Following))
        );
        Assert.Equal(
            [
                "Ich bleibe bei 4: Wie wichtig ist Größe?",
                "Ich bleibe bei 1 – nein: Ist klein schön?",
                "Ich bleibe bei meiner Antwort: Der Marktplatz",
            ],
            page.QuerySelectorAll("button.keepit").Select(one => one.TextContent)
        );

        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.r2", "3"), ("a.m1.wert", "5"));
        page = (await expert.GetAsync(One)).Page;
        Assert.Equal("Bei meiner übrigen Antwort bleiben", page.QuerySelector("button[name=keep][value='*']")!.TextContent.Trim());
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.r1", "3"));
        Assert.True(Keepall((await expert.GetAsync(One)).Page).HasAttribute("hidden"));

        // Another expert of the same page has a number of their own.
        using var other = await app.ReturningAsync(key, 1);
        Assert.True((await other.GetAsync(One)).Page.QuerySelector("[data-keepall]") is null);
    }

    [Fact]
    public async Task What_is_also_given_on_another_page_is_not_taken_back_with_what_was_kept_at_once()
    {
        var key = await SecondAsync(new AnswerChange("r1", "4"), new("r2", "1"), new("m1.wert", "2"));
        using var one = await app.ReturningAsync(key);
        using var other = await app.ReturningAsync(key);
        var older = await other.GetAsync(One);
        await one.SubmitAsync(await one.GetAsync(One), "form.sheet", ("keep", "*"));
        await other.SubmitAsync(older, "form.sheet", ("a.r1", "4"));
        Assert.Equal("m1* r2*", (await app.SheetAsync(key)).Kept);
        await one.SubmitAsync(await one.GetAsync(One), "form.sheet", ("undo", "*"));
        Assert.Equal(("4", null), ((await app.SheetAsync(key)).Answers["r1"], (await app.SheetAsync(key)).Answers["r2"]));
    }

    [Fact]
    public async Task What_is_taken_back_on_the_page_is_named_among_those_that_a_script_counts()
    {
        var key = await SecondAsync(new AnswerChange("r1", "4"), new("r2", "1"), new("m1.wert", "2"));
        using var expert = await app.ReturningAsync(key);
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.r1", "2"));
        var all = (await expert.GetAsync(One)).Page.QuerySelector("[data-keepall]")!;
        Assert.Equal(["m1", "r1", "r2"], all.GetAttribute("data-items")!.Split(' ').Order(StringComparer.Ordinal));
        Assert.Equal("Bei meinen übrigen 2 Antworten bleiben", all.TextContent.Trim());
    }

    [Fact]
    public async Task What_is_kept_at_once_is_said_and_leads_to_the_reasons_and_back()
    {
        // The middle half is 3 to 4: the first expert's 2 is apart.
        var key = await Reasons.SecondAsync(app);
        using var expert = await app.ReturningAsync(key);
        var reply = await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("keep", "*"));
        Assert.Equal($"{One}?behalten=true#uebernommen", reply.Location);
        Assert.Equal("m1* r1*", (await app.SheetAsync(key)).Kept);
        var page = await expert.GetAsync(reply.Location!);
        var said = page.Page.QuerySelector("#uebernommen[role=status]")!;
        Assert.Contains("2 Antworten aus Runde 1 übernommen", said.TextContent, StringComparison.Ordinal);
        Assert.Equal(["#f-r1", "#f-m1"], said.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        // It stands right before the first of them, and inside the form.
        Assert.Equal("f-r1", said.NextElementSibling!.Id);
        Assert.NotNull(said.Closest("form.sheet"));
        Assert.Single(page.Page.QuerySelectorAll("button[name=undo]"), button => button.Closest("[hidden]") is null);

        // Whoever leaves and comes back can still take it back.
        await expert.GetAsync("/bogen");
        var back = await expert.GetAsync(One);
        Assert.Null(back.Page.QuerySelector("#uebernommen"));
        Assert.Single(back.Page.QuerySelectorAll("button[name=undo]"), button => button.Closest("[hidden]") is null);
        Assert.Equal($"{One}#uebrige", (await expert.SubmitAsync(back, "form.sheet", ("undo", "*"))).Location);
        var sheet = await app.SheetAsync(key);
        Assert.Empty(sheet.Answers.Values);
        Assert.Null(sheet.Kept);
        Assert.False(Keepall((await expert.GetAsync(One)).Page).HasAttribute("hidden"));
    }

    [Fact]
    public async Task Undoing_leaves_alone_what_was_changed_since_kept_singly_or_answered_anew()
    {
        var key = await SecondAsync(new AnswerChange("r1", "4"), new("r2", "1"), new("m1.wert", "2"), new("c1", "hin"));
        using var expert = await app.ReturningAsync(key);
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("keep", "r2"));
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("keep", "*"));
        Assert.Equal("c1* m1* r1* r2", (await app.SheetAsync(key)).Kept);
        // Changed, and changed back: that is an answer.
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.r1", "5"));
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.r1", "4"));
        // And one is just being changed.
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.c1", "her"), ("undo", "*"));
        var sheet = await app.SheetAsync(key);
        Assert.Equal(("4", "1", null, "her"), (sheet.Answers["r1"], sheet.Answers["r2"], sheet.Answers["m1.wert"], sheet.Answers["c1"]));
        Assert.Equal("r2", sheet.Kept);
    }

    [Fact]
    public async Task An_older_tab_keeps_and_takes_back_nothing_that_was_answered_meanwhile()
    {
        var key = await SecondAsync(new AnswerChange("r1", "4"), new("r2", "1"));
        using var expert = await app.ReturningAsync(key);
        var older = await expert.GetAsync(One);
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.r1", "5"));
        await expert.SubmitAsync(older, "form.sheet", ("keep", "*"));
        var sheet = await app.SheetAsync(key);
        Assert.Equal(("5", "1", "r2*"), (sheet.Answers["r1"], sheet.Answers["r2"], sheet.Kept));

        older = await expert.GetAsync(One);
        await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.r2", "3"));
        await expert.SubmitAsync(older, "form.sheet", ("undo", "*"));
        sheet = await app.SheetAsync(key);
        Assert.Equal(("5", "3", null), (sheet.Answers["r1"], sheet.Answers["r2"], sheet.Kept));
    }

    [Theory]
    [InlineData("keep")]
    [InlineData("undo")]
    public async Task When_the_round_closed_meanwhile_nothing_is_kept_or_taken_back(string button)
    {
        var key = await SecondAsync(new AnswerChange("r1", "4"), new("r2", "1"));
        using var expert = await app.ReturningAsync(key);
        if (button == "undo")
            await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("keep", "*"));
        var page = await expert.GetAsync(One);
        await app.CloseAsync(key);
        Assert.Equal(409, (await expert.SubmitAsync(page, "form.sheet", (button, "*"))).Status);
        Assert.Equal(button == "undo" ? "r1* r2*" : null, (await app.SheetAsync(key)).Kept);
    }

    [Fact]
    public async Task A_script_says_what_it_filled_in_and_only_the_same_answer_is_kept()
    {
        var key = await SecondAsync(new AnswerChange("r1", "4"), new("r2", "1"), new("m1.wert", "2"));
        using var expert = await app.ReturningAsync(key);
        await expert.SubmitAsync(
            await expert.GetAsync(One),
            "form.sheet",
            ("a.r1", "4"),
            ("kept.r1", "1"),
            ("a.r2", "3"),
            ("kept.r2", "1"),
            ("a.m1.wert", "2")
        );
        // The second is another answer, and the third was not kept.
        Assert.Equal("r1", (await app.SheetAsync(key)).Kept);
    }

    [Fact]
    public async Task How_answers_came_about_is_counted_at_the_closing_and_told_beside_stability()
    {
        var key = await KeptStudy.ClosedAsync(app);
        var item = (await app.ReadAsync(key)).Round(2).Result!.Of("r1")!;
        Assert.Equal((20, 5, 5, 10), (item.Stability!.Pairs, item.Stability.Anew, item.Stability.KeptSingly, item.Stability.KeptInBulk));
        Assert.Equal(Verdict.Consensus, item.Verdict);
        // Of the ten others, five are at the top.
        Assert.NotEqual(Verdict.Consensus, item.Firmness!.WithoutBulkKept!.Verdict);
        var choice = (await app.ReadAsync(key)).Round(2).Result!.Of("c1")!.Stability!;
        Assert.Equal((10, 0, 0, 10), (choice.Pairs, choice.Anew, choice.KeptSingly, choice.KeptInBulk));

        using var team = await app.TeamAsync(StudyRole.Owner);
        var study = $"/team/studien/{key}";
        var result = (await team.GetAsync($"{study}/runden/2/ergebnis")).Page;
        Assert.Contains(
            "Wie wichtig ist Größe? 20 5 5 10",
            result.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim())))
        );
        const string Told = "Anders wäre es ohne die Antworten, die gesammelt beibehalten wurden.";
        Assert.Contains(Told, (await team.GetAsync($"{study}/runden/2/urteile")).Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "ohne gesammelt Beibehaltenes",
            (await team.GetAsync($"{study}/runden/2/festigkeit")).Page.QuerySelectorAll("th").Select(head => head.TextContent)
        );
        var volume = (await team.GetAsync($"{study}/bericht-datenband")).Page;
        Assert.Contains(
            volume.QuerySelectorAll("tbody tr"),
            row => string.Join(' ', row.Children.Skip(1).Select(cell => cell.TextContent.Trim())) == "20 5 5 10"
        );
        Assert.Contains("gesammelt Beibehaltenes", volume.Body!.TextContent, StringComparison.Ordinal);
        foreach (var file in (string[])["ergebnisse.json", "ergebnisse-veroeffentlicht.json"])
        {
            var json = await team.GetAsync($"{study}/daten/{file}");
            using var read = JsonDocument.Parse(json.Body);
            var r1 = read
                .RootElement.GetProperty("rounds")[1]
                .GetProperty("items")
                .EnumerateArray()
                .First(one => one.GetProperty("key").GetString() == "r1");
            Assert.Equal(
                [5, 5, 10],
                new[] { "anew", "keptSingly", "keptInBulk" }.Select(name => r1.GetProperty("stability").GetProperty(name).GetInt32())
            );
            Assert.Equal(JsonValueKind.Object, r1.GetProperty("firmness").GetProperty("withoutBulkKept").ValueKind);
        }
        Assert.Contains("gesammelt beibehalten", (await team.GetAsync($"{study}/bericht/aussagen.csv")).Body, StringComparison.Ordinal);

        // On single sheets it stands where all of an expert's stand together anyway: it says that somebody was there before.
        Assert.DoesNotContain("kept:", (await team.GetAsync($"{study}/daten/antworten.csv")).Body, StringComparison.Ordinal);
        var whole = await app.ReadAsync(key);
        var answers = await app.WithAsync(async services =>
            await ExportFiles.Answers.TextAsync(
                await services.GetRequiredService<StudyExports>().OfAsync(whole, complete: true, CancellationToken.None)
            )
        );
        Assert.Equal((20, 5), (answers.Split(",kept: in bulk\n").Length - 1, answers.Split(",kept: singly\n").Length - 1));
    }

    private static AngleSharp.Dom.IElement Keepall(AngleSharp.Dom.IDocument page) => page.QuerySelector("[data-keepall]")!;

    /// <summary>Round 2, in which the first of two experts has these answers of before, and the second none.</summary>
    private async Task<string> SecondAsync(params AnswerChange[] before)
    {
        var key = await app.OpenStudyAsync(2, Sample.Yaml.Replace("rounds: 2", "rounds: 3", StringComparison.Ordinal));
        using (await app.ExpertAsync(key)) { }
        await app.HandInAsync(key, 0, before);
        await app.CloseAsync(key);
        await app.NextAsync(key);
        return key;
    }
}
