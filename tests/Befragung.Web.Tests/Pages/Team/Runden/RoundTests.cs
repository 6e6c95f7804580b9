using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Runden;

/// <summary>The steps of a round through the team's pages, and every wrong one.</summary>
public sealed class RoundTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Open = Visitor.OpenForm,
        Close = "main form[action*=Schliessen]",
        Release = "main form[action*=Freigeben]";

    [Fact]
    public async Task A_round_is_opened_closed_and_released()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(3);
        var path = $"/team/studien/{key}/runden/1";
        Assert.Equal($"{path}?getan=geoeffnet", (await editor.OpenRoundAsync(path)).Location);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        var asks = await editor.GetAsync((await editor.GetAsync(path)).Page.QuerySelector("a[href$=schliessen]")!.GetAttribute("href")!);
        Assert.Contains("1 von 3 haben abgegeben", asks.Text, StringComparison.Ordinal);
        Assert.Equal(path, (await editor.SubmitAsync(asks, Close, ("sure", "true"), ("few", "true"))).Location);
        Assert.Equal(path, (await editor.SubmitAsync(await editor.GetAsync(path), Release)).Location);
        Assert.Contains("freigegeben", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
        var round = (await app.ReadAsync(key)).Round(1);
        Assert.Equal((RoundState.Released, 1, 3), (round.State, round.Result!.Response.HandedIn, round.Result.Response.Invited));
        Assert.Contains("@team.example", round.OpenedBy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_with_an_empty_panel_answers_409()
    {
        using var editor = await app.TeamAsync();
        var path = $"/team/studien/{await app.StudyAsync()}/runden/1/oeffnen";
        var page = await editor.GetAsync(path);
        Assert.Contains("Nehmen Sie erst die Expertinnen und Experten auf", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector(Open));
        await Refused(editor, page, path + "?handler=Oeffnen", "Das Panel ist noch leer.", ("sure", "true"));
    }

    [Fact]
    public async Task Opening_twice_answers_409()
    {
        using var editor = await app.TeamAsync();
        var path = $"/team/studien/{await app.StudyAsync(2)}/runden/1";
        var page = await editor.GetAsync(path + "/oeffnen");
        Assert.Equal(302, (await editor.SubmitAsync(page, Open, ("sure", "true"))).Status);
        await Refused(editor, page, path + "/oeffnen?handler=Oeffnen", "Runde 1 wurde bereits geöffnet.", ("sure", "true"));
        Assert.Equal(path, (await editor.GetAsync(path + "/oeffnen")).Location);
    }

    [Fact]
    public async Task Of_several_who_open_at_once_one_does()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(2);
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1/oeffnen");
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => editor.SubmitAsync(page, Open, ("sure", "true"))));
        // Who comes while it opens waits with the first; who comes after that is told.
        Assert.All(replies, reply => Assert.True(reply.Status is 302 or 409, reply.Text));
        Assert.Contains(replies, reply => reply.Status == 302);
        var round = (await app.ReadAsync(key)).Round(1).Id;
        Assert.Equal(2, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round)));
        Assert.Equal(2, await app.DataAsync(db => db.Outbox.CountAsync(entry => entry.RoundId == round)));
    }

    [Fact]
    public async Task Taking_back_a_verdict_without_saying_which_answers_400()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var (_, fields) = Visitor.Fill(await editor.GetAsync("/team"), "header form");
        Assert.Equal(400, (await editor.PostAsync($"/team/studien/{key}/runden/1/urteile?handler=Zuruecknehmen", fields)).Status);
    }

    [Fact]
    public async Task Closing_without_the_tick_answers_400_and_closes_nothing()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 5; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1/schliessen");
        Assert.Null(page.Page.QuerySelector("#wenige"));
        var reply = await editor.SubmitAsync(page, Close);
        Assert.Equal(400, reply.Status);
        Assert.Contains("Bitte bestätigen Sie mit dem Häkchen", reply.Text, StringComparison.Ordinal);
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
        Assert.Equal(302, (await editor.SubmitAsync(reply, Close, ("sure", "true"))).Status);
    }

    [Theory]
    [InlineData(0, "Niemand hat abgegeben")]
    [InlineData(2, "Erst abgegeben: 2 von 4")]
    public async Task A_round_that_too_few_have_answered_is_closed_only_by_who_confirms_that_too(int answered, string warning)
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(4);
        for (var expert = 0; expert < answered; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1/schliessen");
        Assert.Contains(warning, page.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await editor.SubmitAsync(page, Close, ("sure", "true"))).Status);
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
        Assert.Equal(302, (await editor.SubmitAsync(page, Close, ("sure", "true"), ("few", "true"))).Status);
        Assert.Equal(answered, (await app.ReadAsync(key)).Round(1).Result!.Response.HandedIn);
    }

    [Fact]
    public async Task A_round_that_less_than_half_have_answered_is_closed_with_a_warning_that_says_how_many()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(12);
        for (var expert = 0; expert < 5; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        var path = $"/team/studien/{key}/runden/1/schliessen";
        Assert.Contains("Erst abgegeben: 5 von 12, weniger als die Hälfte", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
        await app.HandInAsync(key, 5, new AnswerChange("r1", "4"));
        Assert.DoesNotContain("weniger als die Hälfte", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_twice_answers_409()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync();
        var path = $"/team/studien/{key}/runden/1";
        var page = await editor.GetAsync(path + "/schliessen");
        await editor.SubmitAsync(page, Close, ("sure", "true"), ("few", "true"));
        await Refused(editor, page, path + "/schliessen?handler=Schliessen", "Runde 1 ist bereits geschlossen.", ("sure", "true"));
        Assert.Equal(path, (await editor.GetAsync(path + "/schliessen")).Location);
    }

    [Fact]
    public async Task Releasing_what_is_not_closed_answers_409()
    {
        using var editor = await app.TeamAsync();
        var path = $"/team/studien/{await app.OpenStudyAsync()}/runden/1";
        await Refused(editor, await editor.GetAsync(path), path + "?handler=Freigeben", "Runde 1 ist noch nicht geschlossen.");
    }

    [Fact]
    public async Task The_next_round_is_planned_from_what_is_kept()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/weiter");
        var reply = await editor.SubmitAsync(page, "main form");
        Assert.Equal($"/team/studien/{key}/runden/2", reply.Location);
        var next = (await app.ReadAsync(key)).Round(2);
        Assert.Equal(["r1", "r2", "m1", "a1", "c1"], next.Questionnaire.Items.Select(item => item.Key));
        Assert.Contains("Seit der vorigen Runde entfallen", (await editor.GetAsync(reply.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_who_plan_at_once_one_does()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/weiter");
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => editor.SubmitAsync(page, "main form")));
        // Who comes after the first has finished meets a round that is not closed yet.
        Assert.Equal([302, 409, 409, 409, 409], replies.Select(reply => reply.Status).Order());
    }

    [Fact]
    public async Task Dropping_an_item_without_a_reason_answers_400_and_keeps_ticks_and_reasons()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/weiter");
        var reply = await editor.SubmitAsync(
            page,
            "main form",
            ("wahl.r2", "entfaellt"),
            ("wahl.m1", "entfaellt"),
            ("reason.m1", "Zu „groß“ & <weit>")
        );
        Assert.Equal(400, reply.Status);
        Assert.Contains("Warum entfällt „Ist klein schön?“?", reply.Text, StringComparison.Ordinal);
        Assert.Equal(["r1", "a1", "c1"], Kept(reply));
        Assert.Equal("Zu „groß“ & <weit>", reply.Page.QuerySelector("input[name='reason.m1']")!.GetAttribute("value"));
        Assert.Single((await app.ReadAsync(key)).Rounds);
    }

    private static IEnumerable<string> Kept(Reply page) =>
        page.Page.QuerySelectorAll("input[value=behalten][checked]").Select(box => box.GetAttribute("name")!["wahl.".Length..]);

    [Fact]
    public async Task Keeping_nothing_is_refused()
    {
        using var editor = await app.TeamAsync();
        var reply = await editor.SubmitAsync(
            await editor.GetAsync($"/team/studien/{await ClosedAsync()}/weiter"),
            "main form",
            [
                .. ((string[])["r1", "r2", "m1", "a1", "c1"]).SelectMany(item =>
                    ((string, string?)[])[("wahl." + item, "entfaellt"), ("reason." + item, "Genügt.")]
                ),
            ]
        );
        Assert.Equal(400, reply.Status);
        Assert.Contains("muss mindestens eine Frage bleiben", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Planning_while_the_round_is_open_answers_409()
    {
        using var editor = await app.TeamAsync();
        Assert.Equal(409, (await editor.GetAsync($"/team/studien/{await app.OpenStudyAsync()}/weiter")).Status);
    }

    [Theory]
    [InlineData("runden/9")]
    [InlineData("runden/1/ergebnis")]
    [InlineData("runden/-1")]
    public async Task A_round_or_a_result_that_is_not_there_answers_404(string rest)
    {
        using var editor = await app.TeamAsync();
        Assert.Equal(404, (await editor.GetAsync($"/team/studien/{await app.OpenStudyAsync()}/{rest}")).Status);
    }

    [Fact]
    public async Task The_result_shows_figures_and_words_but_no_one()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1/ergebnis");
        Assert.Equal(200, page.Status);
        Assert.Contains("5 von 6 Eingeladenen haben abgegeben", page.Text, StringComparison.Ordinal);
        Assert.Contains("<script>alert('ä')</script> 🙂", page.Page.QuerySelector(".said")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Jörg", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_many_it_takes_for_data_is_what_the_newest_round_takes()
    {
        using var owner = await app.TeamAsync();
        var key = await app.OpenStudyAsync(6);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        await app.PlanAsync(key);
        await app.DataAsync(async db =>
        {
            var round = (await db.StudyWithRoundsAsync(key, CancellationToken.None))!.CurrentRound;
            round.Revise(round.Questionnaire with { Settings = round.Questionnaire.Settings with { SmallestCell = 7 } });
            return await db.SaveChangesAsync();
        });
        await app.OpenAsync(key);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        Assert.Contains(
            "Noch hat keine Runde 7 abgegebene Bögen.",
            (await owner.GetAsync($"/team/studien/{key}/daten")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Of_a_round_that_too_few_handed_in_the_team_sees_no_answer_anywhere()
    {
        using var owner = await app.TeamAsync();
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 4; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"), new AnswerChange("l1", "Unverkennbar ich."));
        await app.CloseAsync(key);
        var study = $"/team/studien/{key}";
        foreach (
            var (path, status) in new[]
            {
                ("", 200),
                ("/runden/1", 200),
                ("/runden/1/ergebnis", 200),
                ("/runden/1/urteile", 409),
                ("/runden/1/festigkeit", 409),
                ("/runden/1/begruendungen", 409),
                ("/weiter", 200),
                ("/daten", 200),
                ("/bericht", 200),
                ("/daten/antworten.csv", 409),
                ("/daten/antworten-breit.csv", 409),
                ("/daten/antworten.xlsx", 409),
                ("/daten/ergebnisse.json", 409),
                ("/daten/auswertung.R", 409),
            }
        )
        {
            var reply = await owner.GetAsync(study + path);
            Assert.True(reply.Status == status, $"{path}: {reply.Status}");
            Assert.DoesNotContain("Unverkennbar ich.", reply.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("0 · 0 · 0 · 4 · 0", reply.Text, StringComparison.Ordinal);
        }
        Assert.Contains(
            "4 von 6 Eingeladenen haben abgegeben. Unter 5 wäre zu erkennen",
            (await owner.GetAsync($"{study}/runden/1/ergebnis")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Noch hat keine Runde 5 abgegebene Bögen.",
            (await owner.GetAsync($"{study}/daten")).Text,
            StringComparison.Ordinal
        );
        // A next round that enough hand in is told, and leaves without the first.
        await app.NextAsync(key);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "2"));
        await app.CloseAsync(key);
        Assert.Contains("0 · 6 · 0 · 0 · 0", (await owner.GetAsync($"{study}/runden/2/ergebnis")).Text, StringComparison.Ordinal);
        var rows = Exchange.ExportSample.Table((await owner.GetAsync($"{study}/daten/antworten.csv")).Body);
        Assert.Equal(["2"], rows.Skip(1).Select(row => row[0]).Distinct());
        var rounds = System
            .Text.Json.JsonDocument.Parse((await owner.GetAsync($"{study}/daten/ergebnisse.json")).Body)
            .RootElement.GetProperty("rounds");
        Assert.All(
            rounds[0]
                .GetProperty("items")
                .EnumerateArray()
                .Where(item => item.GetProperty("n").GetInt32() > 0 && item.GetProperty("key").GetString() != "l1"),
            item => Assert.Equal(System.Text.Json.JsonValueKind.Null, item.GetProperty("counts").ValueKind)
        );
        Assert.Contains(
            "Runde 1 fehlt: Weniger als 5 Personen haben abgegeben.",
            (await owner.GetAsync($"{study}/daten")).Text,
            StringComparison.Ordinal
        );
    }

    private async Task<string> ClosedAsync()
    {
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 5; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"), new AnswerChange("l1", "<script>alert('ä')</script> 🙂"));
        await app.CloseAsync(key);
        return key;
    }

    private static async Task Refused(
        Visitor editor,
        Reply page,
        string path,
        string sentence,
        params (string Name, string? Value)[] fields
    )
    {
        var reply = await editor.PostAsync(path, Visitor.Fill(page, "header form", fields).Fields);
        Assert.Equal(409, reply.Status);
        Assert.Contains(sentence, reply.Text, StringComparison.Ordinal);
    }
}
