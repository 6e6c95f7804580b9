using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>Opening, closing and taking in: nobody's browser has to wait for them, nobody who leaves ends them, and what was cut off is simply begun again.</summary>
public sealed class LongStepsTests(SurveyApp app) : IClassFixture<SurveyApp>, IDisposable
{
    private const string Close = "main form[action*=Schliessen]";

    private LongSteps Steps => app.Services.GetRequiredService<LongSteps>();

    public void Dispose() => Steps.Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_step_that_takes_its_time_is_shown_and_pressing_again_joins_it()
    {
        using var editor = await app.TeamAsync();
        var (key, path) = await AnsweredAsync();
        var (own, other) = (await app.ReadAsync(key), await app.ReadAsync(await app.StudyAsync()));
        var form = await editor.GetAsync(path + "/schliessen");
        Steps.Patience = TimeSpan.Zero;
        await using (await app.BusyAsync())
        {
            foreach (var _ in Enumerable.Range(0, 3))
                Assert.Equal($"/team/studien/{key}/schritt", (await editor.SubmitAsync(form, Close, ("sure", "true"))).Location);
            var page = await editor.GetAsync($"/team/studien/{key}/schritt");
            Assert.Contains("Runde 1 wird gerade geschlossen und ausgezählt.", page.Text, StringComparison.Ordinal);
            Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>", page.Body, StringComparison.Ordinal);
            Assert.Contains(
                "Runde 1 wird gerade geschlossen und ausgezählt.",
                (await editor.GetAsync(path)).Text,
                StringComparison.Ordinal
            );
            Assert.Contains("\"Waiting\"", await StateAsync(editor, key), StringComparison.Ordinal);
            // It is of this study, and no other is told of it.
            Assert.NotNull(await Steps.OfAsync(own, CancellationToken.None));
            Assert.Null(await Steps.OfAsync(other, CancellationToken.None));
        }
        await EndAsync(editor, key);
        Assert.Equal(path, (await editor.GetAsync($"/team/studien/{key}/schritt")).Location);
        await ClosedOnceAsync(key);
    }

    [Fact]
    public async Task Of_one_study_one_step_follows_the_other()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(2);
        var path = $"/team/studien/{key}/runden/1";
        var round = await editor.GetAsync(path + "/oeffnen");
        Steps.Patience = TimeSpan.Zero;
        await using (await app.BusyAsync())
        {
            Assert.Equal(302, (await editor.SubmitAsync(round, Visitor.OpenForm, ("sure", "true"))).Status);
            var (_, fields) = Visitor.Fill(round, "header form");
            Assert.Equal(302, (await editor.PostAsync($"/team/studien/{key}/panel/vorschau?handler=Aufnehmen", fields)).Status);
        }
        await EndAsync(editor, key);
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
        var failed = (await editor.GetAsync($"/team/studien/{key}/schritt")).Text;
        Assert.Contains("Bitte laden Sie die Datei noch einmal hoch.", failed, StringComparison.Ordinal);
        Assert.Contains("Der Schritt wurde nicht beendet", failed, StringComparison.Ordinal);
        Assert.DoesNotContain("gerade", failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_closes_the_browser_in_the_middle_ends_nothing()
    {
        using var editor = await app.TeamAsync();
        var (key, path) = await AnsweredAsync();
        var (_, fields) = Visitor.Fill(await editor.GetAsync(path + "/schliessen"), Close, ("sure", "true"));
        using var leaves = new CancellationTokenSource();
        await using (await app.BusyAsync())
        {
            using var body = new FormUrlEncodedContent(fields);
            var request = editor.Client.PostAsync(new Uri(path + "/schliessen?handler=Schliessen", UriKind.Relative), body, leaves.Token);
            await Wait.UntilAsync(
                "The closing has begun",
                async () => (await StateAsync(editor, key)).Contains("Waiting", StringComparison.Ordinal)
            );
            await leaves.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }
        await EndAsync(editor, key);
        await ClosedOnceAsync(key);
    }

    [Fact]
    public async Task A_closing_that_was_cut_off_in_the_middle_takes_no_more_answers_is_told_and_goes_on_when_begun_again()
    {
        using var editor = await app.TeamAsync();
        var (key, path) = await AnsweredAsync();
        using var expert = await app.ExpertAsync(key);
        var section = await expert.GetAsync("/bogen/abschnitt/zwei");
        // As if the machine failed after it had written some of it.
        await app.RefuseAsync("Rounds", "NEW.\"Result\" IS NOT NULL", "cut off");
        var reply = await editor.SubmitAsync(await editor.GetAsync(path + "/schliessen"), Close, ("sure", "true"));
        Assert.Equal($"/team/studien/{key}/schritt", reply.Location);
        var told = await editor.GetAsync(reply.Location!);
        Assert.Contains("Das ist nicht gelungen", told.Text, StringComparison.Ordinal);
        Assert.Contains("Sie können den Schritt noch einmal beginnen.", told.Text, StringComparison.Ordinal);

        var late = await expert.SubmitAsync(section, "form.sheet", ("a.l1", "Zu spät"));
        Assert.Equal(409, late.Status);
        Assert.Contains("Zu spät", late.Text, StringComparison.Ordinal);
        var round = (await app.ReadAsync(key)).Round(1);
        Assert.Equal((RoundState.Open, true), (round.State, round.IsClosing));
        Assert.Contains("ihr Ergebnis steht noch aus", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);

        await app.RefuseNothingAsync();
        app.Clock.Ahead += TimeSpan.FromHours(1);
        Assert.Equal(path, (await editor.SubmitAsync(await editor.GetAsync(path + "/schliessen"), Close)).Location);
        await ClosedOnceAsync(key);
        Assert.Equal(round.SealedAt, (await app.ReadAsync(key)).Round(1).ClosedAt);
    }

    [Fact]
    public async Task While_a_round_is_counted_nobody_is_taken_in_to_it()
    {
        var (key, _) = await AnsweredAsync();
        await app.DataAsync(async db =>
        {
            (await db.StudyWithRoundsAsync(key, CancellationToken.None))!.CurrentRound.Seal(DateTime.UnixEpoch, "test");
            return await db.SaveChangesAsync();
        });
        await Assert.ThrowsAsync<Delphi.RuleBrokenException>(() =>
            app.WithAsync(async services =>
            {
                var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!;
                var panels = services.GetRequiredService<Panels>();
                await panels.TakeInAsync(
                    study,
                    await panels.ReadAsync(study, "Name;E-Mail;Gruppe\nNeu;neu@example.org;nord\n"u8.ToArray(), CancellationToken.None),
                    CancellationToken.None
                );
                return 0;
            })
        );
    }

    [Fact]
    public async Task A_database_that_is_busy_for_long_answers_503_and_says_when_to_come_again()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        var section = await expert.GetAsync("/bogen/abschnitt/zwei");
        await using var busy = await app.BusyAsync();
        using var body = new FormUrlEncodedContent(Visitor.Fill(section, "form.sheet", ("a.l1", "Ein langer Gedanke")).Fields);
        var reply = await expert.SendAsync(
            new(HttpMethod.Post, section.Path) { Content = body, Headers = { { "Sec-Fetch-Site", "same-origin" } } }
        );
        Assert.Equal((503, "60"), (reply.Status, reply.Headers["Retry-After"]));
        Assert.Contains("Die Datenbank ist gerade beschäftigt.", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Ein langer Gedanke", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_of_the_team_that_meets_a_busy_database_answers_503_and_can_be_taken_again()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(2);
        var path = $"/team/studien/{key}/runden/1";
        var round = await editor.GetAsync(path + "/oeffnen");
        var (closed, closedPath) = await AnsweredAsync();
        await app.CloseAsync(closed);
        var release = await editor.GetAsync(closedPath);
        await using (await app.BusyAsync())
        {
            // A long step, and one of a single row; both at once, for each waits as long as the database does.
            var replies = await Task.WhenAll(
                editor.SubmitAsync(round, Visitor.OpenForm, ("sure", "true")),
                editor.SubmitAsync(release, "main form[action*=Freigeben]")
            );
            Assert.All(replies, reply => Assert.Equal((503, "60"), (reply.Status, reply.Headers["Retry-After"])));
            Assert.All(replies, reply => Assert.Contains("Die Datenbank ist gerade beschäftigt.", reply.Text, StringComparison.Ordinal));
        }
        Assert.Equal($"{path}?getan=geoeffnet", (await editor.SubmitAsync(round, Visitor.OpenForm, ("sure", "true"))).Location);
        Assert.Equal(RoundState.Open, (await app.ReadAsync(key)).Round(1).State);
    }

    /// <summary>A round with answers in own words, reasons and five sheets handed in.</summary>
    private async Task<(string Key, string Path)> AnsweredAsync()
    {
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 5; expert++)
            await app.HandInAsync(
                key,
                expert,
                new AnswerChange("r1", "4"),
                new AnswerChange("l1", $"Wort {expert}"),
                new AnswerChange("r1.:for", $"Grund {expert}")
            );
        return (key, $"/team/studien/{key}/runden/1");
    }

    private async Task ClosedOnceAsync(string key)
    {
        var round = (await app.ReadAsync(key)).Round(1);
        Assert.Equal((RoundState.Closed, 5), (round.State, round.Result!.Response.HandedIn));
        Assert.Equal(
            ["Wort 0", "Wort 1", "Wort 2", "Wort 3", "Wort 4"],
            await app.DataAsync(db => db.OpenAnswers.Where(one => one.RoundId == round.Id).Select(one => one.Text).Order().ToListAsync())
        );
        Assert.Equal(5, await app.DataAsync(db => db.Reasons.CountAsync(one => one.RoundId == round.Id)));
        Assert.Equal(6, await app.DataAsync(db => db.Sheets.CountAsync(one => one.RoundId == round.Id && one.SealedAt != null)));
    }

    private static Task EndAsync(Visitor editor, string key) =>
        Wait.UntilAsync(
            "The step has come to its end",
            async () => !(await StateAsync(editor, key)).Contains("Waiting", StringComparison.Ordinal)
        );

    private static async Task<string> StateAsync(Visitor editor, string key) =>
        (
            await editor.SendAsync(
                new(HttpMethod.Get, $"/team/studien/{key}/schritt") { Headers = { Accept = { new("application/json") } } }
            )
        ).Body;
}
