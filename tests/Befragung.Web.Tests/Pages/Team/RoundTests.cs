using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Team;

/// <summary>The steps of a round through the team's pages, and every wrong one.</summary>
public sealed class RoundTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Open = "main form[action*=Oeffnen]",
        Close = "main form[action*=Schliessen]",
        Release = "main form[action*=Freigeben]";

    [Fact]
    public async Task A_round_is_opened_closed_and_released()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(3);
        var path = $"/team/studien/{key}/runden/1";
        Assert.Equal(path, (await editor.SubmitAsync(await editor.GetAsync(path), Open)).Location);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        var open = await editor.GetAsync(path);
        Assert.Contains("1 von 3 haben abgegeben", open.Text, StringComparison.Ordinal);
        Assert.Equal(path, (await editor.SubmitAsync(open, Close, ("sure", "true"))).Location);
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
        var path = $"/team/studien/{await app.StudyAsync()}/runden/1";
        var page = await editor.GetAsync(path);
        Assert.Null(page.Page.QuerySelector(Open));
        await Refused(editor, page, path + "?handler=Oeffnen", "Das Panel ist noch leer.");
    }

    [Fact]
    public async Task Opening_twice_answers_409()
    {
        using var editor = await app.TeamAsync();
        var path = $"/team/studien/{await app.StudyAsync(2)}/runden/1";
        var page = await editor.GetAsync(path);
        await editor.SubmitAsync(page, Open);
        await Refused(editor, page, path + "?handler=Oeffnen", "Runde 1 wurde bereits geöffnet.");
    }

    [Fact]
    public async Task Of_several_who_open_at_once_one_does()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(2);
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1");
        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => editor.SubmitAsync(page, Open)));
        Assert.Equal([302, 409, 409, 409, 409], replies.Select(reply => reply.Status).Order());
    }

    [Fact]
    public async Task Taking_back_a_verdict_without_saying_which_answers_400()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync();
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        var (_, fields) = Visitor.Fill(await editor.GetAsync("/team"), "header form");
        Assert.Equal(400, (await editor.PostAsync($"/team/studien/{key}/runden/1/urteile?handler=Zuruecknehmen", fields)).Status);
    }

    [Fact]
    public async Task Closing_without_the_tick_answers_409_and_closes_nothing()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync();
        var path = $"/team/studien/{key}/runden/1";
        await Refused(editor, await editor.GetAsync(path), path + "?handler=Schliessen", "Bitte bestätigen Sie mit dem Häkchen");
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
    }

    [Fact]
    public async Task Closing_twice_answers_409()
    {
        using var editor = await app.TeamAsync();
        var key = await app.OpenStudyAsync();
        var path = $"/team/studien/{key}/runden/1";
        var page = await editor.GetAsync(path);
        await editor.SubmitAsync(page, Close, ("sure", "true"));
        await Refused(editor, page, path + "?handler=Schliessen", "Runde 1 ist bereits geschlossen.", ("sure", "true"));
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
        var reply = await editor.SubmitAsync(page, "main form", ("keep", "r1"), ("reason.m1", "Zu „groß“ & <weit>"));
        Assert.Equal(400, reply.Status);
        Assert.Contains("Warum entfällt „Ist klein schön?“?", reply.Text, StringComparison.Ordinal);
        Assert.Equal(["r1"], reply.Page.QuerySelectorAll("input[name=keep][checked]").Select(box => box.GetAttribute("value")));
        Assert.Equal("Zu „groß“ & <weit>", reply.Page.QuerySelector("input[name='reason.m1']")!.GetAttribute("value"));
        Assert.Single((await app.ReadAsync(key)).Rounds);
    }

    [Fact]
    public async Task Keeping_nothing_is_refused()
    {
        using var editor = await app.TeamAsync();
        var reply = await editor.SubmitAsync(
            await editor.GetAsync($"/team/studien/{await ClosedAsync()}/weiter"),
            "main form",
            ("keep", null)
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
        Assert.Contains("1 von 2 Eingeladenen haben abgegeben", page.Text, StringComparison.Ordinal);
        Assert.Contains("<script>alert('ä')</script> 🙂", page.Page.QuerySelector(".said")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Jörg", page.Body, StringComparison.Ordinal);
    }

    private async Task<string> ClosedAsync()
    {
        var key = await app.OpenStudyAsync(2);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"), new AnswerChange("l1", "<script>alert('ä')</script> 🙂"));
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
