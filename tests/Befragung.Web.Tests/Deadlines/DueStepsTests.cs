using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Deadlines;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Deadlines;

/// <summary>Rounds that open and close by themselves, with a clock that is moved.</summary>
public sealed class DueStepsTests(SurveyApp app) : IClassFixture<SurveyApp>, IDisposable
{
    public void Dispose() => app.Clock.Ahead = TimeSpan.Zero;

    [Fact]
    public async Task A_round_opens_at_its_time_once_on_whatever_server()
    {
        var (key, path) = await PlannedAsync(3);
        var day = Clock.Date(Now).AddDays(3);
        using (var editor = await app.TeamAsync())
        {
            Assert.Equal(path, (await PlanAsync(editor, path + "/oeffnen", day, "09:30")).Location);
            var page = await editor.GetAsync(path);
            Assert.Contains($"Die Runde öffnet sich am {Day(day)} um 09:30 von selbst.", page.Text, StringComparison.Ordinal);
        }
        GoTo(Clock.At(day, new(9, 29)));
        Assert.Equal(0, await TakeAsync());
        GoTo(Clock.At(day, new(9, 30)));
        await Task.WhenAll(TakeAsync(), TakeAsync());
        Assert.Equal(0, await TakeAsync());
        var round = (await app.ReadAsync(key)).Round(1);
        Assert.Equal(RoundState.Open, round.State);
        Assert.Null(round.OpensAt);
        Assert.EndsWith("@team.example", round.OpenedBy, StringComparison.Ordinal);
        Assert.Equal(Actor.Platform, await ByAsync(key, ChronicleStep.RoundOpened));
        Assert.Equal(3, await app.DataAsync(db => db.Outbox.CountAsync(entry => entry.RoundId == round.Id)));
    }

    [Fact]
    public async Task Who_changes_their_mind_keeps_the_round_shut()
    {
        var (key, path) = await PlannedAsync(2);
        var day = Clock.Date(Now).AddDays(1);
        using (var editor = await app.TeamAsync())
        {
            await PlanAsync(editor, path + "/oeffnen", day, "09:00");
            var page = await editor.GetAsync(path + "/oeffnen");
            Assert.Equal(path, (await editor.SubmitAsync(page, "form[action$='handler=DochNicht']")).Location);
        }
        GoTo(Clock.At(day, new(9, 1)));
        Assert.Equal(0, await TakeAsync());
        Assert.Equal(RoundState.Planned, (await app.ReadAsync(key)).Round(1).State);
    }

    [Theory]
    [InlineData("gestern", "09:00", "Das ist kein Zeitpunkt.")]
    [InlineData("2030-02-30", "09:00", "Das ist kein Zeitpunkt.")]
    [InlineData("2030-02-03", "25:00", "Das ist kein Zeitpunkt.")]
    [InlineData("0001-01-01", "00:30", "Das ist kein Zeitpunkt.")]
    [InlineData("9999-12-31", "23:59", "Das ist kein Zeitpunkt.")]
    [InlineData("2020-01-01", "09:00", "Dieser Zeitpunkt ist schon vorbei.")]
    public async Task A_time_that_is_none_is_refused_with_a_sentence_and_what_was_typed(string day, string time, string words)
    {
        var (_, path) = await PlannedAsync(1);
        using var editor = await app.TeamAsync();
        var refused = await editor.SubmitAsync(
            await editor.GetAsync(path + "/oeffnen"),
            "form[action$='handler=Spaeter']",
            ("tag", day),
            ("uhrzeit", time),
            ("sure", "true")
        );
        Assert.Equal(400, refused.Status);
        Assert.Contains(words, refused.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{day}\"", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_is_left_to_be_asked_the_round_stays_shut_and_says_so_until_somebody_opens_it()
    {
        var (key, path) = await PlannedAsync(1);
        var day = Clock.Date(Now).AddDays(1);
        using (var editor = await app.TeamAsync())
            await PlanAsync(editor, path + "/oeffnen", day, "09:00");
        await app.DataAsync(db =>
            db.Panelists.Where(one => one.StudyId == db.Studies.Single(study => study.Key == key).Id)
                .ExecuteUpdateAsync(one => one.SetProperty(x => x.WithdrawnAt, Now))
        );
        GoTo(Clock.At(day, new(9, 1)));
        await TakeAsync();
        Assert.Equal(0, await TakeAsync());
        // Whoever was signed in before is, then.
        app.Clock.Ahead = TimeSpan.Zero;
        using var again = await app.TeamAsync();
        Assert.Contains("Die Runde hat sich nicht von selbst geöffnet", (await again.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal(Actor.Platform, await ByAsync(key, ChronicleStep.OpeningMissed));
    }

    [Fact]
    public async Task A_round_closes_at_its_time_and_is_counted()
    {
        var key = await app.OpenStudyAsync(6);
        var path = $"/team/studien/{key}/runden/1";
        for (var expert = 0; expert < 5; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        var day = Clock.Date(Now).AddDays(2);
        using (var editor = await app.TeamAsync())
            Assert.Equal(path, (await PlanAsync(editor, path + "/schliessen", day, "18:00")).Location);
        GoTo(Clock.At(day, new(17, 59)));
        Assert.Equal(0, await TakeAsync());
        GoTo(Clock.At(day, new(18, 0)));
        await Task.WhenAll(TakeAsync(), TakeAsync());
        var round = (await app.ReadAsync(key)).Round(1);
        Assert.Equal(RoundState.Closed, round.State);
        Assert.Null(round.ClosesAt);
        Assert.Equal(5, round.Result!.Response.HandedIn);
    }

    [Fact]
    public async Task With_too_few_answers_it_stays_open_and_says_so()
    {
        var key = await app.OpenStudyAsync(6);
        var path = $"/team/studien/{key}/runden/1";
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        var day = Clock.Date(Now).AddDays(2);
        using (var editor = await app.TeamAsync())
            await PlanAsync(editor, path + "/schliessen", day, "18:00");
        GoTo(Clock.At(day, new(18, 1)));
        await TakeAsync();
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
        // Whoever was signed in before is, then.
        app.Clock.Ahead = TimeSpan.Zero;
        using var again = await app.TeamAsync();
        Assert.Contains("Die Runde hat sich nicht von selbst geschlossen", (await again.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    private async Task<(string Key, string Path)> PlannedAsync(int experts)
    {
        var key = await app.StudyAsync(experts);
        return (key, $"/team/studien/{key}/runden/1");
    }

    private DateTime Now => app.Clock.GetUtcNow().UtcDateTime;

    private static string Day(DateOnly day) => Languages.In("de", () => Clock.Day(Clock.EndOf(day)));

    private void GoTo(DateTime when) => app.Clock.Ahead += when - Now;

    private Task<int> TakeAsync() => app.Services.GetRequiredService<DueSteps>().LookAsync(CancellationToken.None);

    private Task<string> ByAsync(string key, ChronicleStep step) =>
        app.DataAsync(db => db.Chronicle.Where(one => one.Study!.Key == key && one.Step == step).Select(one => one.By).SingleAsync());

    private static async Task<Reply> PlanAsync(Visitor editor, string page, DateOnly day, string time) =>
        await editor.SubmitAsync(
            await editor.GetAsync(page),
            "form[action$='handler=Spaeter']",
            ("tag", day.ToString("yyyy-MM-dd", null)),
            ("uhrzeit", time),
            ("sure", "true")
        );
}
