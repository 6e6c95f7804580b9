using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages;

/// <summary>The consent is read again on the sheet and taken back there, with what was answered in the open round or without.</summary>
public sealed class ConsentTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Page = "/bogen/einwilligung",
        Withdrawing = "/bogen/widerruf",
        Form = "main form";

    [Fact]
    public async Task It_can_be_read_again_with_the_day_it_was_given()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        Assert.NotNull((await expert.GetAsync("/bogen")).Page.QuerySelector($"main a[href='{Page}']"));
        var page = await expert.GetAsync(Page);
        Assert.Equal("Ihre Einwilligung", page.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("haben Sie in das Folgende eingewilligt.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Die Teilnahme ist freiwillig.", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Page.QuerySelector("[name=einverstanden]"));
        Assert.NotNull(page.Page.QuerySelector($"main a[href='{Withdrawing}']"));
    }

    [Fact]
    public async Task Before_it_is_given_there_is_nothing_to_take_back()
    {
        var key = await app.OpenStudyAsync();
        using var expert = app.Visitor();
        await expert.GetAsync(await app.LinkAsync(key));
        var page = await expert.GetAsync(Page);
        Assert.Null(page.Page.QuerySelector($"main a[href='{Withdrawing}']"));
        Assert.NotNull(page.Page.QuerySelector("[name=einverstanden]"));
        Assert.Equal(Page, (await expert.GetAsync(Withdrawing)).Location);
    }

    [Fact]
    public async Task With_the_answers_the_sheet_is_gone_and_nobody_is_asked_or_written_to()
    {
        var key = await app.OpenStudyAsync(2);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        var link = await app.LinkAsync(key);
        using var expert = await app.ReturningAsync(key);
        using var other = await app.ReturningAsync(key);
        var second = await other.GetAsync(Withdrawing);
        var done = await expert.SubmitAsync(await expert.GetAsync(Withdrawing), Form, ("antworten", "loeschen"));
        Assert.Equal("/einladung?geloescht", done.Location);
        Assert.Contains(
            "Ihre Antworten aus dieser Runde sind gelöscht.",
            (await expert.GetAsync(done.Location!)).Text,
            StringComparison.Ordinal
        );
        var panelist = await PanelistAsync(key);
        Assert.Null(await app.DataAsync(db => db.Sheets.SingleOrDefaultAsync(sheet => sheet.PanelistId == panelist)));
        Assert.Null(await app.DataAsync(db => db.Panelists.Where(one => one.Id == panelist).Select(one => one.ConsentedAt).SingleAsync()));
        // Another tab of the same person leads nowhere any more, and breaks nothing.
        Assert.Contains(
            "/einladung",
            (await other.SubmitAsync(second, Form, ("antworten", "behalten"))).Location,
            StringComparison.Ordinal
        );
        Assert.Equal(link + "/absage", (await expert.GetAsync(link)).Location);
        Assert.Equal(
            [PersonStepKind.ConsentWithdrawn],
            await app.DataAsync(db => db.PersonSteps.Where(step => step.PanelistId == panelist).Select(step => step.Kind).ToListAsync())
        );
        using var team = await app.TeamAsync();
        Assert.Contains(
            "hat die Einwilligung vom",
            (await team.GetAsync($"/team/studien/{key}/panel/{panelist}")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Whoever_takes_part_after_all_is_asked_for_it_anew_and_finds_an_empty_sheet()
    {
        var key = await app.OpenStudyAsync();
        await app.BeginAsync(key, 0, new AnswerChange("r1", "4"));
        var link = await app.LinkAsync(key);
        using var expert = await app.ReturningAsync(key);
        await expert.SubmitAsync(await expert.GetAsync(Withdrawing), Form, ("antworten", "loeschen"));
        var declined = await expert.GetAsync(link + "/absage");
        Assert.Contains("Was von Ihnen noch gespeichert ist", declined.Text, StringComparison.Ordinal);
        var after = await expert.SubmitAsync(declined, "main form[action*=Doch]");
        Assert.Equal(302, after.Status);
        Assert.Equal("/bogen", (await expert.GetAsync(link)).Location);
        Assert.Equal(Page, (await expert.GetAsync("/bogen")).Location);
        Assert.True((await app.SheetAsync(key)).Answers.AreNone);
    }

    [Fact]
    public async Task Without_the_answers_what_is_handed_in_stays_and_counts()
    {
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        using var leaving = await app.ReturningAsync(key);
        var done = await leaving.SubmitAsync(await leaving.GetAsync(Withdrawing), Form, ("antworten", "behalten"));
        Assert.Equal("/einladung?widerrufen", done.Location);
        Assert.DoesNotContain("gelöscht.", (await leaving.GetAsync(done.Location!)).Text, StringComparison.Ordinal);
        await app.CloseAsync(key);
        Assert.Equal(6, (await app.ReadAsync(key)).CurrentRound.Result!.Items.Single(item => item.Key == "r1").N);
    }

    [Fact]
    public async Task Between_rounds_nothing_is_asked_and_what_is_in_the_result_stays()
    {
        var key = await app.OpenStudyAsync(6);
        using var leaving = await app.ExpertAsync(key);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        Assert.NotNull((await leaving.GetAsync("/bogen")).Page.QuerySelector($"main a[href='{Withdrawing}']"));
        var page = await leaving.GetAsync(Withdrawing);
        Assert.Null(page.Page.QuerySelector("[name=antworten]"));
        Assert.Equal("/einladung?widerrufen", (await leaving.SubmitAsync(page, Form)).Location);
        var panelist = await PanelistAsync(key);
        Assert.Equal(1, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.PanelistId == panelist)));
    }

    [Fact]
    public async Task Whoever_wants_answers_deleted_of_a_round_that_closes_meanwhile_is_told_that_they_stay()
    {
        var key = await app.OpenStudyAsync(6);
        using var leaving = await app.ExpertAsync(key);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        var page = await leaving.GetAsync(Withdrawing);
        await app.CloseAsync(key);
        var done = await leaving.SubmitAsync(page, Form, ("antworten", "loeschen"));
        Assert.Equal("/einladung?geschlossen", done.Location);
        Assert.Contains("bleibt in den Ergebnissen", (await leaving.GetAsync(done.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_becomes_of_the_answers_has_to_be_said_and_until_then_nothing_is_withdrawn()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        var refused = await expert.SubmitAsync(await expert.GetAsync(Withdrawing), Form);
        Assert.Equal(400, refused.Status);
        Assert.Contains("Widerrufen haben Sie noch nicht", refused.Text, StringComparison.Ordinal);
        Assert.StartsWith("Fehler:", refused.Page.Title, StringComparison.Ordinal);
        Assert.Equal(200, (await expert.GetAsync("/bogen")).Status);
    }

    private async Task<Guid> PanelistAsync(string key)
    {
        var address = Sample.Address(0);
        return await app.DataAsync(db =>
            db.ContactCards.Where(card => card.Email == address && db.Studies.Any(study => study.Id == card.StudyId && study.Key == key))
                .Select(card => card.PanelistId)
                .SingleAsync()
        );
    }
}
