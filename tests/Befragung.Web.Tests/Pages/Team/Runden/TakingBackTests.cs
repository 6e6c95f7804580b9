using System.Text.Json;
using Befragung.Delphi.Rounds;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Runden;

/// <summary>An opening by mistake is taken back, as long as nobody has answered: and whoever comes at that moment is told, and loses nothing that was acknowledged.</summary>
public sealed class TakingBackTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Form = "main form";

    [Fact]
    public async Task An_opening_is_taken_back_and_the_round_opens_anew_as_if_for_the_first_time()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(2);
        var path = $"/team/studien/{key}/runden/1";
        var round = (await app.ReadAsync(key)).Round(1).Id;
        var old = await LettersOfAsync(round, 2);
        var link = await app.LinkAsync(key);
        var watching = await editor.GetAsync(path);
        var page = await editor.GetAsync(watching.Page.QuerySelector("main a[href$=zuruecknehmen]")!.GetAttribute("href")!);
        Assert.Contains("2 Anschreiben, die im Ordner liegen, werden gelöscht.", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("#begonnen"));
        var told = await editor.FollowAsync((await editor.SubmitAsync(page, Form, ("sure", "true"))).Location!);
        Assert.Contains("Die Öffnung ist zurückgenommen", told.Text, StringComparison.Ordinal);

        var planned = (await app.ReadAsync(key)).Round(1);
        Assert.Equal((RoundState.Planned, null, null, null), (planned.State, planned.OpeningAt, planned.DiscardedAt, planned.Shown));
        Assert.Equal(0, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round)));
        Assert.Equal(0, await app.DataAsync(db => db.Outbox.IgnoreQueryFilters().CountAsync(entry => entry.RoundId == round)));
        Assert.All(old, letter => Assert.False(File.Exists(letter)));
        using var expert = app.Visitor();
        Assert.Contains("Die Befragung hat noch nicht begonnen.", (await expert.FollowAsync(link)).Text, StringComparison.Ordinal);

        Assert.Equal(302, (await editor.OpenRoundAsync(path)).Status);
        await LettersOfAsync(round, 2);
        Assert.Equal("/bogen/einwilligung", (await expert.FollowAsync(link)).Path);
        Assert.Equal(
            [ChronicleStep.OpeningDiscarded, ChronicleStep.RoundOpened],
            (await StepsAsync(key)).Where(step => step is ChronicleStep.OpeningDiscarded or ChronicleStep.RoundOpened).TakeLast(2)
        );
    }

    [Fact]
    public async Task Letters_that_have_not_gone_yet_go_no_more()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(2);
        var round = (await app.ReadAsync(key)).Round(1).Id;
        var later = app.Clock.GetUtcNow().UtcDateTime.AddDays(1);
        await app.DataAsync(db =>
            db.Outbox.Where(entry => entry.RoundId == round && entry.SentAt == null)
                .ExecuteUpdateAsync(entry => entry.SetProperty(one => one.DueAt, later))
        );
        await TakeBackAsync(editor, key);
        await app.LettersAsync();
        Assert.Empty(FilesOf(round));
    }

    [Fact]
    public async Task Without_the_tick_the_form_comes_again_and_the_round_stays_open()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(2);
        var reply = await editor.SubmitAsync(await editor.GetAsync($"/team/studien/{key}/runden/1/zuruecknehmen"), Form);
        Assert.Equal(400, reply.Status);
        Assert.Equal("true", reply.Page.GetElementById("sicher")!.GetAttribute("aria-invalid"));
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
        Assert.Equal(302, (await editor.SubmitAsync(reply, Form, ("sure", "true"))).Status);
    }

    [Fact]
    public async Task Where_somebody_has_begun_it_is_taken_back_only_by_who_confirms_that_too()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(2);
        var path = $"/team/studien/{key}/runden/1/zuruecknehmen";
        var before = await editor.GetAsync(path);
        using var expert = await app.ExpertAsync(key);
        var section = await expert.GetAsync("/bogen/abschnitt/zwei");
        // Who looked at the page before is told.
        var told = await editor.SubmitAsync(before, Form, ("sure", "true"));
        Assert.Equal(400, told.Status);
        Assert.Contains("Eine Person hat schon begonnen", told.Text, StringComparison.Ordinal);
        Assert.Equal("true", told.Page.GetElementById("begonnen")!.GetAttribute("aria-invalid"));
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
        Assert.Equal(302, (await editor.SubmitAsync(told, Form, ("sure", "true"), ("begun", "true"))).Status);

        // Whoever had begun is told, keeps what was typed, and is asked for consent again.
        Assert.Contains("Die Befragung hat noch nicht begonnen.", (await expert.FollowAsync("/bogen")).Text, StringComparison.Ordinal);
        var late = await expert.SubmitAsync(section, "form.sheet", ("a.l1", "Ein langer Gedanke"));
        Assert.Equal(409, late.Status);
        Assert.Contains("Das Projektteam hat die Runde zurückgenommen", late.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("gespeichert war, ist sicher", late.Text, StringComparison.Ordinal);
        Assert.Equal(["Ein langer Gedanke"], late.Page.QuerySelectorAll(".unsaved").Select(typed => typed.TextContent));
        var background = await expert.PostAsync(
            section.Path + "?handler=Merken",
            Visitor.Fill(section, "form.sheet", ("a.l1", "Noch einer")).Fields
        );
        Assert.Equal(409, background.Status);
        Assert.StartsWith(
            "Das Projektteam hat die Runde zurückgenommen.",
            JsonDocument.Parse(background.Body).RootElement.GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
        await app.OpenAsync(key);
        Assert.Equal("/bogen/einwilligung", (await expert.FollowAsync("/bogen")).Path);
    }

    [Fact]
    public async Task Who_begins_at_the_very_moment_makes_it_fail_with_a_sentence()
    {
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        var broken = await Assert.ThrowsAsync<Delphi.RuleBrokenException>(() => DiscardAsync(key, evenBegun: false));
        Assert.StartsWith("Inzwischen hat jemand mit Runde 1 begonnen.", broken.Message, StringComparison.Ordinal);
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
        Assert.Equal(302, (await expert.SubmitAsync(await expert.GetAsync("/bogen/abschnitt/eins"), "form.sheet", ("a.r1", "4"))).Status);
    }

    [Fact]
    public async Task A_save_that_was_begun_before_and_comes_after_is_refused_though_the_sheet_is_still_there()
    {
        var key = await app.OpenStudyAsync(1);
        var sheet = await app.SheetAsync(key);
        var round = (await app.ReadAsync(key)).Round(1).Id;
        // The sheets go in portions, after it: here they do not go at all.
        await app.RefuseAsync("Sheets", $"OLD.\"RoundId\" = {round}", "cut off", "DELETE");
        await Assert.ThrowsAnyAsync<Exception>(() => DiscardAsync(key, evenBegun: false));
        Assert.Equal(RoundState.Planned, (await app.ReadAsync(key)).Round(1).State);
        sheet.Start(app.Clock.GetUtcNow().UtcDateTime);
        Assert.False(await app.Services.GetRequiredService<SheetWriter>().SaveAsync(sheet, 0));
        await app.RefuseNothingAsync();
    }

    [Fact]
    public async Task A_round_that_somebody_has_answered_is_not_taken_back()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(2);
        var path = $"/team/studien/{key}/runden/1/zuruecknehmen";
        var before = await editor.GetAsync(path);
        await app.BeginAsync(key, 0, new AnswerChange("r1", "4"));
        var page = await editor.GetAsync(path);
        Assert.Null(page.Page.QuerySelector(Form));
        Assert.Contains("Eine Person hat schon geantwortet.", page.Text, StringComparison.Ordinal);
        foreach (var other in (string[])["", "/schliessen"])
            Assert.Null((await editor.GetAsync($"/team/studien/{key}/runden/1{other}")).Page.QuerySelector("main a[href$=zuruecknehmen]"));
        var reply = await editor.SubmitAsync(before, Form, ("sure", "true"), ("begun", "true"));
        Assert.Equal(409, reply.Status);
        Assert.Contains("In Runde 1 hat schon jemand geantwortet.", reply.Text, StringComparison.Ordinal);
        Assert.Equal("4", (await app.SheetAsync(key)).Answers["r1"]);
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
    }

    [Fact]
    public async Task It_is_offered_where_a_round_without_answers_is_closed()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(2);
        var closing = await editor.GetAsync($"/team/studien/{key}/runden/1/schliessen");
        Assert.Contains("Niemand hat abgegeben", closing.Text, StringComparison.Ordinal);
        Assert.NotNull(closing.Page.QuerySelector("main a[href$=zuruecknehmen]"));
    }

    [Fact]
    public async Task What_is_planned_or_closed_is_not_taken_back()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(1);
        var path = $"/team/studien/{key}/runden/1";
        var before = await editor.GetAsync(path + "/zuruecknehmen");
        await app.CloseAsync(key);
        Assert.Equal(path, (await editor.GetAsync(path + "/zuruecknehmen")).Location);
        Assert.Equal(409, (await editor.SubmitAsync(before, Form, ("sure", "true"))).Status);
        await app.NextAsync(key);
        await TakeBackAsync(editor, key, 2);
        var planned = await editor.PostAsync(
            $"/team/studien/{key}/runden/2/zuruecknehmen",
            Visitor.Fill(before, Form, ("sure", "true")).Fields
        );
        Assert.Equal(409, planned.Status);
        Assert.Contains("Runde 2 ist noch nicht geöffnet.", planned.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_opening_that_is_taken_back_leaves_the_consent_of_the_round_before()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        await TakeBackAsync(editor, key, 2);
        Assert.Contains(
            "Wenn eine weitere Runde beginnt, erhalten Sie ein Anschreiben.",
            (await expert.FollowAsync("/bogen")).Text,
            StringComparison.Ordinal
        );
        await app.OpenAsync(key);
        Assert.Equal("/bogen", (await expert.FollowAsync(await app.LinkAsync(key))).Path);
    }

    /// <summary>Those who answer and whoever takes back go at the same time, some rounds of it: what was acknowledged is there, or the round was taken back before.</summary>
    [Fact]
    public async Task Of_who_saves_and_who_takes_back_at_once_exactly_one_succeeds()
    {
        using var editor = await app.TeamAsync();
        for (var time = 0; time < 8; time++)
        {
            var key = await app.OpenStudyAsync(1);
            using var expert = await app.ExpertAsync(key);
            var section = await expert.GetAsync("/bogen/abschnitt/eins");
            var page = await editor.GetAsync($"/team/studien/{key}/runden/1/zuruecknehmen");
            var saving = Task.Run(() => expert.SubmitAsync(section, "form.sheet", ("a.r1", "4")));
            var taking = Task.Run(() => editor.SubmitAsync(page, Form, ("sure", "true"), ("begun", "true")));
            var (saved, taken) = (await saving, await taking);
            Assert.Contains((saved.Status, taken.Status), ((int, int)[])[(302, 409), (409, 302)]);
            var state = (await app.ReadAsync(key)).Round(1).State;
            Assert.Equal(saved.Status == 302 ? RoundState.Open : RoundState.Planned, state);
            if (saved.Status == 302)
                Assert.Equal("4", (await app.SheetAsync(key)).Answers["r1"]);
        }
    }

    private static async Task TakeBackAsync(Visitor editor, string key, int round = 1) =>
        Assert.Equal(
            302,
            (
                await editor.SubmitAsync(await editor.GetAsync($"/team/studien/{key}/runden/{round}/zuruecknehmen"), Form, ("sure", "true"))
            ).Status
        );

    private Task<int> DiscardAsync(string key, bool evenBegun) =>
        app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!;
            await services.GetRequiredService<Fieldwork>().DiscardAsync(study, study.CurrentRound, evenBegun, CancellationToken.None);
            return 0;
        });

    /// <summary>The letters of a round in the folder, once so many are noted as sent.</summary>
    private async Task<IReadOnlyList<string>> LettersOfAsync(int round, int count)
    {
        await app.LettersAsync();
        await Wait.UntilAsync(
            "The letters are sent",
            async () => await app.DataAsync(db => db.Outbox.CountAsync(entry => entry.RoundId == round && entry.SentAt != null)) == count
        );
        var files = FilesOf(round);
        Assert.Equal(count, files.Count);
        return files;
    }

    private IReadOnlyList<string> FilesOf(int round) =>
        Directory.GetFiles(Path.Combine(app.Folder, "letters"), OutboxEntry.MarkPrefix(round) + "*.eml");

    private Task<List<ChronicleStep>> StepsAsync(string key) =>
        app.DataAsync(async db =>
        {
            var study = await db.Studies.SingleAsync(one => one.Key == key);
            return await db.Chronicle.Where(row => row.StudyId == study.Id).OrderBy(row => row.Id).Select(row => row.Step).ToListAsync();
        });
}
