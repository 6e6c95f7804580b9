using Befragung.Delphi.Rounds;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Deadlines;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Mail;

/// <summary>Deadlines and reminders, with a clock that is moved.</summary>
public sealed class RemindingTests(SurveyApp app) : IClassFixture<SurveyApp>, IDisposable
{
    public void Dispose() => app.Clock.Ahead = TimeSpan.Zero;

    [Fact]
    public async Task Each_gets_the_words_for_how_far_they_are_and_who_has_handed_in_gets_none()
    {
        var (key, path) = await OpenAsync(4);
        using var editor = await app.TeamAsync();
        await app.HandInAsync(key, 0, All);
        await app.BeginAsync(key, 1, new AnswerChange("r1", "4"));
        await app.BeginAsync(key, 2, All);
        var page = await editor.GetAsync(path + "/erinnern");
        Assert.Contains("alle, die noch nichts gespeichert haben (1)", page.Text, StringComparison.Ordinal);
        Assert.Contains("alle, die einen Teil beantwortet haben (1)", page.Text, StringComparison.Ordinal);
        Assert.Contains("alle, die alles beantwortet, aber nicht abgegeben haben (1)", page.Text, StringComparison.Ordinal);
        Assert.Equal($"{path}?getan=erinnert", (await editor.SubmitAsync(page, "main form")).Location);
        Assert.Equal(
            [LetterKind.ReminderToBegin, LetterKind.ReminderToGoOn, LetterKind.ReminderToHandIn],
            (await RemindersAsync(key)).Select(entry => entry.Kind).Order()
        );
        Assert.Contains("3 Erinnerungen gehen hinaus", (await editor.GetAsync($"{path}?getan=erinnert")).Text, StringComparison.Ordinal);
        Assert.Equal(
            3,
            await app.DataAsync(db =>
                db.Chronicle.Where(one => one.Step == ChronicleStep.RemindersSent && one.Study!.Key == key)
                    .Select(one => one.Number)
                    .SingleAsync()
            )
        );
    }

    [Fact]
    public async Task Nobody_is_reminded_twice_in_a_day_nor_four_times_in_a_round()
    {
        var (key, _) = await OpenAsync(1);
        var sent = new List<int>();
        for (var day = 0; day < 5; day++)
        {
            sent.Add(await SendAsync(key));
            Assert.Equal(0, await SendAsync(key));
            await SendDueAsync();
            app.Clock.Ahead += TimeSpan.FromDays(1);
        }
        Assert.Equal([1, 1, 1, 0, 0], sent);
        Assert.Equal([1, 2, 3], (await RemindersAsync(key)).Select(entry => entry.Reminder).Order());
    }

    [Fact]
    public async Task Who_did_not_get_the_last_letter_need_not_wait_a_day_for_a_reminder()
    {
        var (key, _) = await OpenAsync(1);
        var round = (await app.ReadAsync(key)).CurrentRound.Id;
        await app.DataAsync(db =>
            db.Outbox.Where(entry => entry.RoundId == round)
                .ExecuteUpdateAsync(entry => entry.SetProperty(one => one.SentAt, (DateTime?)null).SetProperty(one => one.GivenUpAt, Now))
        );
        Assert.Equal(1, await SendAsync(key));
    }

    [Fact]
    public async Task Who_hands_in_while_a_reminder_waits_does_not_get_it()
    {
        var (key, _) = await OpenAsync(2);
        // In the evening it waits for the morning.
        await GoToAsync(Clock.At(Clock.Date(Now), new(21, 0)));
        Assert.Equal(2, await SendAsync(key));
        await SendDueAsync();
        Assert.Equal(0, (await RemindersAsync(key)).Count(entry => entry.SentAt is not null));
        await app.HandInAsync(key, 0, All);
        await GoToAsync(Clock.At(Clock.Date(Now).AddDays(1), new(8, 1)));
        await SendDueAsync();
        Assert.Equal(1, (await RemindersAsync(key)).Count(entry => entry.SentAt is not null));
        var state = await app.WithAsync(async services =>
            await services.GetRequiredService<RoundLetters>().StateAsync((await app.ReadAsync(key)).Round(1), default)
        );
        Assert.Equal(0, state.Waiting);
    }

    [Fact]
    public async Task Of_two_who_send_the_same_one_is_told_that_it_has_been_done()
    {
        var (_, path) = await OpenAsync(3);
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync(path + "/erinnern");
        Assert.Equal(302, (await editor.SubmitAsync(page, "main form")).Status);
        var second = await editor.SubmitAsync(page, "main form");
        Assert.Equal(409, second.Status);
        Assert.Contains("Inzwischen beträfe die Erinnerung 0 Personen statt 3.", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_by_plan_goes_at_nine_so_many_days_before_and_once_on_whatever_server()
    {
        var (key, path) = await OpenAsync(2);
        using var editor = await app.TeamAsync();
        var deadline = Clock.Date(Now).AddDays(10);
        await PlanAsync(editor, path, deadline, "3", "1");
        Assert.Contains($"Erinnert wird am {Day(deadline.AddDays(-3))}", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);

        await GoToAsync(Clock.At(deadline.AddDays(-3), new(8, 59)));
        Assert.Equal(0, await DueAsync());
        await GoToAsync(Clock.At(deadline.AddDays(-3), new(9, 1)));
        var both = await Task.WhenAll(DueAsync(), DueAsync());
        Assert.Equal(2, both.Sum());
        Assert.Equal(0, await DueAsync());
        await SendDueAsync();
        await app.HandInAsync(key, 0, All);
        await GoToAsync(Clock.At(deadline.AddDays(-1), new(9, 1)));
        Assert.Equal(1, await DueAsync());
    }

    [Fact]
    public async Task A_reminder_by_plan_may_go_so_many_days_after_the_opening_without_a_deadline()
    {
        var (key, path) = await OpenAsync(2);
        using var editor = await app.TeamAsync();
        var opened = Clock.Date((await app.ReadAsync(key)).Round(1).OpenedAt!.Value);
        var page = await editor.GetAsync(path + "/frist");
        (string, string?)[] days(string number) => [("frist", ""), ("tage", number), ("art", "oeffnen")];
        Assert.Contains(
            "läge in der Vergangenheit",
            (await editor.SubmitAsync(page, "main form", days("1"))).Text,
            StringComparison.Ordinal
        );
        Assert.Equal($"{path}?getan=frist", (await editor.SubmitAsync(page, "main form", days("5"))).Location);
        Assert.Contains($"Erinnert wird am {Day(opened.AddDays(5))}", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Contains("value=\"oeffnen\" selected", (await editor.GetAsync(path + "/frist")).Body, StringComparison.Ordinal);
        await GoToAsync(Clock.At(opened.AddDays(5), new(8, 59)));
        Assert.Equal(0, await DueAsync());
        await GoToAsync(Clock.At(opened.AddDays(5), new(9, 1)));
        Assert.Equal(2, await DueAsync());
        Assert.Equal(0, await DueAsync());
    }

    [Fact]
    public async Task After_the_deadline_and_after_closing_nobody_is_reminded_by_plan()
    {
        var (key, path) = await OpenAsync(1);
        using var editor = await app.TeamAsync();
        var deadline = Clock.Date(Now).AddDays(5);
        await PlanAsync(editor, path, deadline, "1");
        await GoToAsync(Clock.EndOf(deadline) + TimeSpan.FromHours(1));
        Assert.Equal(0, await DueAsync());
        await app.CloseAsync(key);
        Assert.Equal(0, await DueAsync());
    }

    [Fact]
    public async Task The_deadline_stands_on_every_page_of_an_expert_and_in_the_letters_and_follows_a_change()
    {
        var (key, path) = await OpenAsync(1);
        using var editor = await app.TeamAsync();
        using var expert = await app.ExpertAsync(key);
        Assert.DoesNotContain("Frist", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        foreach (var days in (int[])[7, 9])
        {
            var deadline = Clock.Date(Now).AddDays(days);
            await PlanAsync(editor, path, deadline);
            var words = "Frist: " + Day(deadline);
            foreach (var page in (string[])["/bogen", "/bogen/abschnitt/eins", "/bogen/abgeben"])
                Assert.Contains(words, (await expert.GetAsync(page)).Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("gestern", "Das ist kein Tag.")]
    [InlineData("2020-01-01", "Dieser Tag ist schon vorbei.")]
    [InlineData("2026-02-30", "Das ist kein Tag.")]
    [InlineData("0001-01-01", "Das ist kein Tag.")]
    [InlineData("9999-12-31", "Das ist kein Tag.")]
    public async Task A_deadline_that_is_none_is_refused_with_a_sentence(string typed, string words)
    {
        var (_, path) = await OpenAsync(1);
        using var editor = await app.TeamAsync();
        var refused = await editor.SubmitAsync(await editor.GetAsync(path + "/frist"), "main form", ("frist", typed));
        Assert.Equal(400, refused.Status);
        Assert.Contains(words, refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_that_comes_nearer_leaves_no_planned_reminder_in_the_past()
    {
        var (_, path) = await OpenAsync(1);
        using var editor = await app.TeamAsync();
        var deadline = Clock.Date(Now).AddDays(10);
        await PlanAsync(editor, path, deadline, "3");
        var nearer = await editor.SubmitAsync(
            await editor.GetAsync(path + "/frist"),
            "main form",
            ("frist", deadline.AddDays(-8).ToString("yyyy-MM-dd", null))
        );
        Assert.Equal(400, nearer.Status);
        Assert.Contains("Eine Erinnerung 3 Tage vor der Frist läge in der Vergangenheit.", nearer.Text, StringComparison.Ordinal);
        Assert.Contains(Day(deadline), (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    private static AnswerChange[] All =>
        [
            new("r1", "4"),
            new("r2", "3"),
            new("m1.wert", "4"),
            new("m1.lage", "2"),
            new("a1.x", "1"),
            new("a1.y", "2"),
            new("c1", "hin"),
            new("l1", "Nichts."),
            new("i1.1", "Eine"),
        ];

    private static string Day(DateOnly day) => Languages.In("de", () => Clock.Day(Clock.EndOf(day)));

    private DateTime Now => app.Clock.GetUtcNow().UtcDateTime;

    /// <summary>A study with round 1 open for more than a day, so that its letters are out.</summary>
    private async Task<(string Key, string Path)> OpenAsync(int experts)
    {
        var key = await app.OpenStudyAsync(experts);
        await SendDueAsync();
        await GoToAsync(Clock.At(Clock.Date(Now).AddDays(2), new(12, 0)));
        return (key, $"/team/studien/{key}/runden/1");
    }

    private Task GoToAsync(DateTime when)
    {
        app.Clock.Ahead += when - Now;
        return Task.CompletedTask;
    }

    private static async Task PlanAsync(Visitor editor, string path, DateOnly deadline, params string[] days)
    {
        var page = await editor.GetAsync(path + "/frist");
        var (_, fields) = Visitor.Fill(page, "main form", ("frist", deadline.ToString("yyyy-MM-dd", null)), ("tage", null));
        fields.AddRange(days.Select(day => new KeyValuePair<string, string>("tage", day)));
        Assert.Equal($"{path}?getan=frist", (await editor.PostAsync(path + "/frist", fields)).Location);
    }

    private Task<int> SendAsync(string key) =>
        app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            var reminding = services.GetRequiredService<Reminding>();
            var reach = await reminding.ReachAsync(study, study.CurrentRound, default);
            return await reminding.SendAsync(study, study.CurrentRound, LetterKinds.Reminders, reach.All, "test", default);
        });

    private Task<int> DueAsync() => app.Services.GetRequiredService<DueReminders>().LookAsync(CancellationToken.None);

    private Task<int> SendDueAsync() => app.Services.GetRequiredService<Outbox>().SendDueAsync(CancellationToken.None);

    private Task<List<OutboxEntry>> RemindersAsync(string key) =>
        app.DataAsync(async db =>
        {
            var round = (await db.StudyWithRoundsAsync(key, default))!.Round(1).Id;
            return await db.Outbox.AsNoTracking().Where(entry => entry.RoundId == round && entry.Reminder > 0).ToListAsync();
        });
}
