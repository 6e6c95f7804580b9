using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Deadlines;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace Befragung.Web.Tests.Mail;

/// <summary>Letters beside invitations and reminders: each goes to those it concerns, when it should, and once.</summary>
public sealed class OccasionTests(SurveyApp app) : IClassFixture<SurveyApp>, IDisposable
{
    public void Dispose() => app.Clock.Ahead = TimeSpan.Zero;

    [Fact]
    public async Task Thanks_go_only_where_the_team_wants_it_to_whoever_hands_in_from_then_on_and_once_in_a_round()
    {
        var key = await app.OpenStudyAsync(3);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        Assert.Equal(0, await ThankAsync());
        app.Clock.Ahead += TimeSpan.FromMinutes(1);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = $"/team/studien/{key}/anschreiben/dank";
        Assert.Equal(
            path + "?getan=eingeschaltet",
            (await editor.SubmitAsync(await editor.GetAsync(path), "form[action*=Schalten]")).Location
        );
        // A second press of the same page changes nothing.
        Assert.Equal(
            302,
            (await editor.PostAsync(path + "?handler=Schalten", [.. Fields(await editor.GetAsync(path), ("ein", "true"))])).Status
        );
        Assert.Contains(
            "Zurzeit ist es eingeschaltet.",
            (await editor.GetAsync($"/team/studien/{key}/anschreiben")).Text,
            StringComparison.Ordinal
        );

        app.Clock.Ahead += TimeSpan.FromMinutes(1);
        await app.HandInAsync(key, 1, new AnswerChange("r1", "4"));
        Assert.Equal(1, (await Task.WhenAll(ThankAsync(), ThankAsync())).Sum());
        await app.HandInAsync(key, 1, new AnswerChange("r1", "2"));
        Assert.Equal(0, await ThankAsync());
        var letter = Assert.Single(await NewAsync(key, LetterKind.Thanks));
        Assert.StartsWith("Vielen Dank:", letter.Subject, StringComparison.Ordinal);
        using var expert = app.Visitor();
        Assert.Equal("/bogen", (await expert.GetAsync(new Uri(letter.Link).AbsolutePath)).Location);

        await editor.SubmitAsync(await editor.GetAsync(path), "form[action*=Schalten]");
        await app.HandInAsync(key, 2, new AnswerChange("r1", "4"));
        Assert.Equal(0, await ThankAsync());
        Assert.Equal(
            [ChronicleStep.LetterSwitchedOn, ChronicleStep.LetterSwitchedOff],
            await StepsAsync(key, ChronicleStep.LetterSwitchedOn, ChronicleStep.LetterSwitchedOff)
        );
        // Only what goes by wish can be switched.
        var other = $"/team/studien/{key}/anschreiben/einladung";
        Assert.Equal(409, (await editor.PostAsync(other + "?handler=Schalten", [.. Fields(await editor.GetAsync(path))])).Status);
    }

    [Fact]
    public async Task Who_declines_gets_that_confirmed_once_each_time_and_whoever_changes_their_mind_first_does_not()
    {
        var key = await app.OpenStudyAsync(2);
        await app.LettersAsync();
        using var expert = app.Visitor();
        var page = await app.LinkAsync(key) + "/absage";
        for (var time = 1; time <= 2; time++)
        {
            var form = await expert.GetAsync(page);
            // Pressed twice.
            await Task.WhenAll(expert.SubmitAsync(form, "form[action*=Absagen]"), expert.SubmitAsync(form, "form[action*=Absagen]"));
            var letters = await NewAsync(key, LetterKind.Declined);
            Assert.Equal(time, letters.Count);
            Assert.All(letters, letter => Assert.Contains("Wir schreiben Ihnen dazu nicht mehr.", letter.Body, StringComparison.Ordinal));
            await expert.SubmitAsync(await expert.GetAsync(page), "form[action*=Doch]");
        }
        await expert.SubmitAsync(await expert.GetAsync(page), "form[action*=Absagen]");
        await expert.SubmitAsync(await expert.GetAsync(page), "form[action*=Doch]");
        // The worker may have been quicker than the second press.
        Assert.InRange((await NewAsync(key, LetterKind.Declined)).Count, 2, 3);
    }

    [Fact]
    public async Task Another_deadline_is_told_to_whoever_has_not_handed_in_where_the_team_ticks_it_and_is_no_reminder()
    {
        var key = await app.OpenStudyAsync(3);
        await app.LettersAsync();
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        GoTo(Clock.At(Clock.Date(Now).AddDays(2), new(12, 0)));
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = $"/team/studien/{key}/runden/1";
        var day = Clock.Date(Now).AddDays(10);
        async Task<Reply> SetAsync(DateOnly? to, bool tell)
        {
            var page = await editor.GetAsync(path + "/frist");
            return await editor.SubmitAsync(
                page,
                "main form",
                ("frist", to?.ToString("yyyy-MM-dd", null) ?? ""),
                ("mitteilen", tell ? "true" : null)
            );
        }
        Assert.Contains("über die neue Frist schicken (2)", (await editor.GetAsync(path + "/frist")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (await SetAsync(day, tell: false)).Status);
        Assert.Empty(await NewAsync(key, LetterKind.NewDeadline));
        var same = await SetAsync(day, tell: true);
        Assert.Equal(400, same.Status);
        Assert.Contains("Die Frist ist dieselbe wie bisher.", same.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await SetAsync(null, tell: true)).Status);

        Assert.Equal(302, (await SetAsync(day.AddDays(7), tell: true)).Status);
        var letters = await NewAsync(key, LetterKind.NewDeadline);
        Assert.Equal(2, letters.Count);
        var words = Languages.In("de", () => Clock.Day(Clock.EndOf(day.AddDays(7))));
        Assert.All(letters, letter => Assert.Contains($"Bitte antworten Sie bis zum {words}.", letter.Body, StringComparison.Ordinal));
        Assert.Equal([ChronicleStep.DeadlineTold], await StepsAsync(key, ChronicleStep.DeadlineTold));
        // It counts as a letter of the day, and not as one of three reminders.
        var (reach, later) = (await ReachAsync(key), TimeSpan.FromDays(1));
        Assert.Equal((0, 2, 0), (reach.All, reach.Recent, reach.Often));
        app.Clock.Ahead += later;
        Assert.Equal((2, 0, 0), ((await ReachAsync(key)).All, (await ReachAsync(key)).Recent, (await ReachAsync(key)).Often));
    }

    [Fact]
    public async Task Results_are_told_to_whoever_took_part_after_the_release_with_the_number_and_once()
    {
        var key = await app.OpenStudyAsync(8);
        await app.LettersAsync();
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        GoTo(Clock.At(Clock.Date(Now).AddDays(2), new(12, 0)));
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = $"/team/studien/{key}/anschreiben/mitteilen";
        var early = await editor.GetAsync(path);
        Assert.Contains("Noch ist kein Ergebnis zu lesen.", early.Text, StringComparison.Ordinal);
        Assert.Equal(409, (await editor.PostAsync(path, [.. Visitor.Fill(early, "header form").Fields, new("told", "6")])).Status);

        await app.ReleaseAsync(key);
        var page = await editor.GetAsync(path);
        Assert.Contains("6 Personen haben mitgewirkt", page.Text, StringComparison.Ordinal);
        Assert.Equal(409, (await editor.SubmitAsync(page, "main form", ("told", "5"))).Status);
        Assert.Equal(path + "?getan=verschickt", (await editor.SubmitAsync(page, "main form")).Location);
        Assert.Equal(409, (await editor.SubmitAsync(page, "main form")).Status);
        var letters = await NewAsync(key, LetterKind.ResultsReleased);
        Assert.Equal(6, letters.Count);
        Assert.All(letters, letter => Assert.Contains($"/ergebnisse/{key}?sprache=de\n", letter.Body, StringComparison.Ordinal));
        Assert.Contains("haben das Anschreiben schon", (await editor.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal([ChronicleStep.ResultsTold], await StepsAsync(key, ChronicleStep.ResultsTold));
    }

    [Fact]
    public async Task Who_took_part_without_an_address_for_mails_is_counted_where_results_are_told_and_who_did_not_is_not()
    {
        var key = await app.OpenStudyAsync(8);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        string[] withoutMail = [Sample.Address(0), Sample.Address(7)];
        var study = await app.ReadAsync(key);
        await app.DataAsync(db =>
            db.ContactCards.Where(card => card.StudyId == study.Id && withoutMail.Contains(card.Email))
                .ExecuteUpdateAsync(card => card.SetProperty(one => one.Email, ""))
        );
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        // In a session of its own: that of all would be over in tests that look days ahead.
        using var editor = await app.SignInAsync(await app.MemberAsync(StudyRole.Editor));
        var told = (await editor.GetAsync($"/team/studien/{key}/anschreiben/mitteilen")).Text;
        Assert.Contains("5 Personen haben mitgewirkt", told, StringComparison.Ordinal);
        Assert.Contains("Ohne E-Mail-Adresse und deshalb nicht dabei: 1.", told, StringComparison.Ordinal);
    }

    /// <summary>Where the page is withdrawn before they go, letters that lead to it stay where they are.</summary>
    [Fact]
    public async Task Letters_about_results_wait_as_long_as_these_are_withdrawn()
    {
        var key = await app.OpenStudyAsync(6);
        await app.LettersAsync();
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        // At night, so that the worker leaves them alone.
        GoTo(Clock.At(Clock.Date(Now).AddDays(2), new(23, 0)));
        await app.WithAsync(async services =>
            await services
                .GetRequiredService<ResultsLetters>()
                .SendAsync((await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!, 6, default)
        );
        await ChangeAsync(key, withdraw: true);
        GoTo(Clock.At(Clock.Date(Now).AddDays(1), new(9, 0)));
        Assert.Empty(await NewAsync(key, LetterKind.ResultsReleased));
        await ChangeAsync(key, withdraw: false);
        Assert.Equal(6, (await NewAsync(key, LetterKind.ResultsReleased)).Count);
    }

    [Fact]
    public async Task A_letter_with_a_deadline_has_it_as_a_file_for_a_calendar_that_opens_nothing_and_follows_a_change()
    {
        var key = await app.StudyAsync(1);
        var study = await app.ReadAsync(key);
        var deadline = Clock.Date(Now).AddDays(20);
        Task PlanAsync(DateOnly until, bool tell) =>
            app.WithAsync(async services =>
            {
                var read = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
                await services.GetRequiredService<Reminding>().PlanAsync(read, read.CurrentRound, until, [], tell, default);
                return 0;
            });
        await PlanAsync(deadline, tell: false);
        await app.OpenAsync(key);
        var first = await CalendarAsync(study.CurrentRound.Id, LetterKind.FirstRound);
        GoTo(Clock.At(Clock.Date(Now).AddDays(1), new(12, 0)));
        await PlanAsync(deadline.AddDays(3), tell: true);
        var second = await CalendarAsync(study.CurrentRound.Id, LetterKind.NewDeadline);
        foreach (var (file, day) in (((string, DateOnly)[])[(first, deadline), (second, deadline.AddDays(3))]))
        {
            Assert.All(file.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
            var lines = file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
            Assert.Contains($"DTEND:{Clock.EndOf(day):yyyyMMdd'T'HHmmss'Z'}", lines);
            Assert.Contains("SUMMARY:Letzter Tag: Kleine Befragung über Größe", lines);
            Assert.DoesNotContain("einladung/", file, StringComparison.Ordinal);
            Assert.DoesNotContain("person-", file, StringComparison.Ordinal);
        }
        Assert.Equal(Of(first, "UID"), Of(second, "UID"));
        Assert.True(int.Parse(Of(first, "SEQUENCE"), null) < int.Parse(Of(second, "SEQUENCE"), null));
        static string Of(string file, string name) =>
            file.Replace("\r\n ", "", StringComparison.Ordinal)
                .Split("\r\n")
                .Single(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..];
    }

    private DateTime Now => app.Clock.GetUtcNow().UtcDateTime;

    private void GoTo(DateTime when) => app.Clock.Ahead += when - Now;

    private Task<int> ThankAsync() => app.Services.GetRequiredService<DueThanks>().LookAsync(CancellationToken.None);

    private Task<ReminderReach> ReachAsync(string key) =>
        app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            return await services.GetRequiredService<Reminding>().ReachAsync(study, study.CurrentRound, default);
        });

    private Task ChangeAsync(string key, bool withdraw) =>
        app.DataAsync(async db =>
        {
            var study = (await db.StudyWithRoundsAsync(key, default))!;
            if (withdraw)
                study.WithdrawResults(Now, "test");
            else
                study.ShowResults(Now, "test");
            return await db.SaveChangesAsync();
        });

    private static List<KeyValuePair<string, string>> Fields(Reply page, params (string, string?)[] changes) =>
        Visitor.Fill(page, "form[action*=Schalten]", changes).Fields;

    private async Task<List<ChronicleStep>> StepsAsync(string key, params ChronicleStep[] asked)
    {
        var study = (await app.ReadAsync(key)).Id;
        return await app.DataAsync(db =>
            db.Chronicle.Where(row => row.StudyId == study && asked.Contains(row.Step))
                .OrderBy(row => row.Id)
                .Select(row => row.Step)
                .ToListAsync()
        );
    }

    /// <summary>The letters of a kind that have gone, as they lie in the folder.</summary>
    private async Task<List<Eml>> NewAsync(string key, LetterKind kind)
    {
        var files = await app.LettersAsync();
        var study = (await app.ReadAsync(key)).Id;
        var marks = (
            await app.DataAsync(db =>
                db.Outbox.AsNoTracking().Where(one => one.Round.StudyId == study && one.Kind == kind && one.SentAt != null).ToListAsync()
            )
        ).ConvertAll(entry => entry.Mark);
        return [.. files.Where(file => marks.Contains(Path.GetFileNameWithoutExtension(file))).Select(Eml.Read)];
    }

    private async Task<string> CalendarAsync(int round, LetterKind kind)
    {
        var files = await app.LettersAsync();
        var entry = await app.DataAsync(db => db.Outbox.AsNoTracking().SingleAsync(one => one.RoundId == round && one.Kind == kind));
        using var message = await MimeMessage.LoadAsync(files.Single(file => Path.GetFileNameWithoutExtension(file) == entry.Mark));
        var part = message.BodyParts.OfType<TextPart>().Single(one => one.ContentType.IsMimeType("text", "calendar"));
        Assert.Equal((LetterCalendar.FileName, true), (part.FileName, part.IsAttachment));
        using var content = new MemoryStream();
        await part.Content!.DecodeToAsync(content);
        return System.Text.Encoding.UTF8.GetString(content.ToArray());
    }
}
