using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Deadlines;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Mail;

/// <summary>What a team does in eight weeks, from its panel to the second result, with a mail server and a clock that is moved on, over the beginning of summer time.</summary>
public sealed class EightWeeksTests
{
    private const int People = 12;

    private static readonly string Yaml = Sample.Yaml.Replace(
        "smallestCell: 5",
        "smallestCell: 5, countSaved: true",
        StringComparison.Ordinal
    );

    [Fact]
    public async Task Everybody_gets_the_letters_that_concern_them_on_the_days_that_were_planned_and_no_other()
    {
        await using var server = new MailServer();
        await using var app = await MailApp.StartWithoutWorkerAsync(server.Settings);
        using var weeks = await Weeks.BeginAsync(app, server);

        // A week before: the panel, a deadline on a Friday behind the change of clocks, reminders, and a Monday on which the round opens by itself.
        await weeks.GoAsync(-7, "10:00");
        await weeks.ImportAsync();
        await weeks.PlanAsync(1, 18, ("7", "oeffnen"), ("3", "frist"), ("1", "frist"));
        await weeks.SubmitAsync("anschreiben/dank", "form[action*=Schalten]");
        await weeks.LaterAsync("runden/1/oeffnen", 0, "09:00");
        await weeks.GoAsync(0, "08:59");
        Assert.Empty(server.Taken);

        // One letter comes back; it goes to the right address.
        await weeks.GoAsync(1, "11:00");
        await weeks.BounceAsync(3, "richtig-3@example.org");
        await weeks.GoAsync(2, "14:00");
        await weeks.HandInAsync(0);
        await weeks.GoAsync(3, "09:30");
        await weeks.DeclineAsync(1);
        await weeks.GoAsync(4, "16:00");
        await weeks.ReplaceAsync(2);
        await weeks.GoAsync(5, "12:00");
        await weeks.AskForLinkAsync(4);
        await weeks.GoAsync(6, "18:00");
        await weeks.SaveAsync(5);
        await weeks.SaveAsync(6, complete: true);
        await weeks.GoAsync(8, "10:00");
        await weeks.HandInAsync(7);

        // In the evening after the change of clocks the team gives a week more, and says so; that waits for the morning, and not for whom it finds done.
        await weeks.GoAsync(14, "21:30");
        await weeks.PlanAsync(1, 25, tell: true, ("3", "frist"), ("1", "frist"));
        await weeks.GoAsync(14, "22:00");
        await weeks.HandInAsync(8);
        await weeks.GoAsync(16, "10:00");
        await weeks.HandInAsync(9);
        await weeks.GoAsync(23, "10:00");
        await weeks.LaterAsync("runden/1/schliessen", 26, "08:00");
        // Who was reminded three times is left alone, whoever presses what.
        await weeks.GoAsync(25, "10:00");
        Assert.Contains(
            "7 Personen wurden schon 3-mal erinnert",
            (await (await weeks.TeamAsync()).GetAsync(weeks.Study + "/runden/1/erinnern")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal((0, 0, 7), await weeks.ReachAsync());

        await weeks.GoAsync(28, "11:00");
        Assert.Equal((6, 2), await weeks.ClosedAsync(1));
        await weeks.SubmitAsync("runden/1", "form[action$='handler=Freigeben']");
        await weeks.SubmitAsync("anschreiben/mitteilen", "main form");
        await weeks.GoAsync(29, "11:00");
        await weeks.SubmitAsync("weiter", "main form");
        await weeks.PlanAsync(2, 49, ("7", "oeffnen"));
        await weeks.LaterAsync("runden/2/oeffnen", 35, "09:00");

        await weeks.GoAsync(36, "13:00");
        foreach (var person in (int[])[0, 7, 8, 9, 10])
            await weeks.HandInAsync(person);
        await weeks.SaveAsync(5);
        await weeks.LaterAsync("runden/2/schliessen", 50, "08:00");
        await weeks.GoAsync(43, "13:00");
        await weeks.HandInAsync(3);
        await weeks.GoAsync(51, "11:00");
        Assert.Equal((7, 1), await weeks.ClosedAsync(2));
        await weeks.SubmitAsync("runden/2", "form[action$='handler=Freigeben']");
        await weeks.SubmitAsync("anschreiben/mitteilen", "main form");
        await weeks.GoAsync(52, "12:00");

        Assert.Equal(
            """
            0: FirstRound 0 1 2 3* 4 5 6 7 8 9 10 11
            1: FirstRound 3
            2: Thanks 0
            3: Declined 1
            4: FirstRound s
            5: NewLink 4
            7: ReminderToBegin 3 4 7 8 9 10 11 s
            7: ReminderToGoOn 5
            7: ReminderToHandIn 6
            8: Thanks 7
            14: Thanks 8
            15: NewDeadline 3 4 5 6 9 10 11 s
            16: Thanks 9
            22: ReminderToBegin 3 4 10 11 s
            22: ReminderToGoOn 5
            22: ReminderToHandIn 6
            24: ReminderToBegin 3 4 10 11 s
            24: ReminderToGoOn 5
            24: ReminderToHandIn 6
            28: ResultsReleased 0 5 6 7 8 9
            35: NextRound 0 3 4 5 6 7 8 9 10 11 s
            36: Thanks 0 7 8 9 10
            42: ReminderToBegin 3 4 6 11 s
            42: ReminderToGoOn 5
            43: Thanks 3
            51: ResultsReleased 0 3 5 6 7 8 9 10
            """.ReplaceLineEndings("\n"),
            await weeks.LettersAsync()
        );
        // The server has each of them once, and the one that came back besides.
        Assert.Equal(await weeks.SentToAsync(), server.Taken.Select(letter => letter.To).Order(StringComparer.Ordinal));
        Assert.Equal([], await weeks.AtNightAsync());
        Assert.Equal(
            [
                "StudyCreated",
                "PanelTakenIn ×12",
                "DeadlineChanged 1",
                "LetterSwitchedOn Thanks",
                "OpeningByItselfPlanned 1",
                "RoundOpened 1",
                "LetterReturned 1",
                "AddressCorrected",
                "LetterTriedAgain 1",
                "PersonReplaced 1",
                "PanelTakenIn",
                "InvitationWithdrawn",
                "RemindersSent 1 ×10",
                "DeadlineChanged 1",
                "DeadlineTold 1 ×9",
                "RemindersSent 1 ×7",
                "ClosingByItselfPlanned 1",
                "RemindersSent 1 ×7",
                "RoundSealed 1",
                "RoundClosed 1",
                "RoundReleased 1",
                "ResultsTold 1 ×6",
                "RoundPlanned 2",
                "DeadlineChanged 2",
                "OpeningByItselfPlanned 2",
                "RoundOpened 2",
                "ClosingByItselfPlanned 2",
                "RemindersSent 2 ×6",
                "RoundSealed 2",
                "RoundClosed 2",
                "RoundReleased 2",
                "ResultsTold 2 ×8",
            ],
            await weeks.ChronicleAsync()
        );
        Assert.Equal(
            """
            0: -7 ins Panel aufgenommen; 0 „Einladung“; 2 hat eingewilligt; 2 begonnen; 2 abgegeben; 2 „Dank nach dem Abgeben“; 28 „Ergebnis liegt vor“; 35 „Nächste Runde“; 36 begonnen; 36 abgegeben; 36 „Dank nach dem Abgeben“; 51 „Ergebnis liegt vor“
            1: -7 ins Panel aufgenommen; 0 „Einladung“; 3 hat abgesagt; 3 „Absage bestätigt“
            2: -7 ins Panel aufgenommen; 0 „Einladung“; 4 ersetzt durch Die Nachfolge. Grund: im Ruhestand (Team)
            3: -7 ins Panel aufgenommen; 1 ein Anschreiben kam zurück (Team); 1 E-Mail-Adresse geändert (Team); 1 „Einladung“; 7 „Erinnerung: noch nicht begonnen“; 15 „Neue Frist“; 22 „Erinnerung: noch nicht begonnen“; 24 „Erinnerung: noch nicht begonnen“; 35 „Nächste Runde“; 42 „Erinnerung: noch nicht begonnen“; 43 hat eingewilligt; 43 begonnen; 43 abgegeben; 43 „Dank nach dem Abgeben“; 51 „Ergebnis liegt vor“
            4: -7 ins Panel aufgenommen; 0 „Einladung“; 5 „Neuer Link“; 7 „Erinnerung: noch nicht begonnen“; 15 „Neue Frist“; 22 „Erinnerung: noch nicht begonnen“; 24 „Erinnerung: noch nicht begonnen“; 35 „Nächste Runde“; 42 „Erinnerung: noch nicht begonnen“
            5: -7 ins Panel aufgenommen; 0 „Einladung“; 6 hat eingewilligt; 6 begonnen; 7 „Erinnerung: begonnen“; 15 „Neue Frist“; 22 „Erinnerung: begonnen“; 24 „Erinnerung: begonnen“; 26 nicht abgegeben, das Gespeicherte zählt; 28 „Ergebnis liegt vor“; 35 „Nächste Runde“; 36 begonnen; 42 „Erinnerung: begonnen“; 50 nicht abgegeben, das Gespeicherte zählt; 51 „Ergebnis liegt vor“
            6: -7 ins Panel aufgenommen; 0 „Einladung“; 6 hat eingewilligt; 6 begonnen; 7 „Erinnerung: vollständig, nicht abgegeben“; 15 „Neue Frist“; 22 „Erinnerung: vollständig, nicht abgegeben“; 24 „Erinnerung: vollständig, nicht abgegeben“; 26 nicht abgegeben, das Gespeicherte zählt; 28 „Ergebnis liegt vor“; 35 „Nächste Runde“; 42 „Erinnerung: noch nicht begonnen“; 51 „Ergebnis liegt vor“
            7: -7 ins Panel aufgenommen; 0 „Einladung“; 7 „Erinnerung: noch nicht begonnen“; 8 hat eingewilligt; 8 begonnen; 8 abgegeben; 8 „Dank nach dem Abgeben“; 28 „Ergebnis liegt vor“; 35 „Nächste Runde“; 36 begonnen; 36 abgegeben; 36 „Dank nach dem Abgeben“; 51 „Ergebnis liegt vor“
            8: -7 ins Panel aufgenommen; 0 „Einladung“; 7 „Erinnerung: noch nicht begonnen“; 14 „Neue Frist“ – nicht mehr nötig, nicht verschickt; 14 hat eingewilligt; 14 begonnen; 14 abgegeben; 14 „Dank nach dem Abgeben“; 28 „Ergebnis liegt vor“; 35 „Nächste Runde“; 36 begonnen; 36 abgegeben; 36 „Dank nach dem Abgeben“; 51 „Ergebnis liegt vor“
            9: -7 ins Panel aufgenommen; 0 „Einladung“; 7 „Erinnerung: noch nicht begonnen“; 15 „Neue Frist“; 16 hat eingewilligt; 16 begonnen; 16 abgegeben; 16 „Dank nach dem Abgeben“; 28 „Ergebnis liegt vor“; 35 „Nächste Runde“; 36 begonnen; 36 abgegeben; 36 „Dank nach dem Abgeben“; 51 „Ergebnis liegt vor“
            s: 4 ins Panel aufgenommen; 4 aufgenommen anstelle von Jörg Weiß 2. Grund: im Ruhestand (Team); 4 „Einladung“; 7 „Erinnerung: noch nicht begonnen“; 15 „Neue Frist“; 22 „Erinnerung: noch nicht begonnen“; 24 „Erinnerung: noch nicht begonnen“; 35 „Nächste Runde“; 42 „Erinnerung: noch nicht begonnen“
            10: -7 ins Panel aufgenommen; 0 „Einladung“; 7 „Erinnerung: noch nicht begonnen“; 15 „Neue Frist“; 22 „Erinnerung: noch nicht begonnen“; 24 „Erinnerung: noch nicht begonnen“; 35 „Nächste Runde“; 36 hat eingewilligt; 36 begonnen; 36 abgegeben; 36 „Dank nach dem Abgeben“; 51 „Ergebnis liegt vor“
            11: -7 ins Panel aufgenommen; 0 „Einladung“; 7 „Erinnerung: noch nicht begonnen“; 15 „Neue Frist“; 22 „Erinnerung: noch nicht begonnen“; 24 „Erinnerung: noch nicht begonnen“; 35 „Nächste Runde“; 42 „Erinnerung: noch nicht begonnen“
            """.ReplaceLineEndings("\n"),
            await weeks.HistoriesAsync()
        );
    }

    /// <summary>The study, its team, its people and their mail; days are counted from the Monday on which round 1 opens.</summary>
    private sealed class Weeks(MailApp app, MailServer server, string key, string member, DateOnly monday) : IDisposable
    {
        private Visitor? team;
        private DateOnly signedIn;

        // In the morning reminders go; in the evening nothing does.
        private static readonly TimeOnly[] Looks = [new(9, 0), new(21, 0)];

        public string Study => "/team/studien/" + key;

        private DateTime Now => app.Clock.GetUtcNow().UtcDateTime;

        /// <summary>Two weeks before the Monday that is two weeks before the one after the change of clocks.</summary>
        public static async Task<Weeks> BeginAsync(MailApp app, MailServer server)
        {
            var change = new DateOnly(app.Clock.GetUtcNow().Year + 1, 3, 31);
            while (change.DayOfWeek != DayOfWeek.Sunday)
                change = change.AddDays(-1);
            var monday = change.AddDays(-13);
            app.Clock.Ahead = Clock.At(monday.AddDays(-8), new(12, 0)) - app.Clock.GetUtcNow().UtcDateTime;
            var member = await app.MemberAsync(StudyRole.Owner);
            return new(app, server, await app.StudyAsync(0, Yaml), member, monday);
        }

        /// <summary>Lets time go by: at each look, all that looks by itself does, and what lies in the outbox goes.</summary>
        public async Task GoAsync(int day, string time)
        {
            var to = Clock.At(monday.AddDays(day), TimeOnly.Parse(time, CultureInfo.InvariantCulture));
            for (var here = Clock.Date(Now); here <= monday.AddDays(day); here = here.AddDays(1))
                foreach (var look in Looks.Select(look => Clock.At(here, look)).Where(look => look > Now && look < to))
                    await LookAsync(look);
            await LookAsync(to);
        }

        /// <summary>Signed in anew on another day: nobody stays so.</summary>
        public async Task<Visitor> TeamAsync()
        {
            if (team is null || Clock.Date(Now) != signedIn)
            {
                team?.Dispose();
                team = await app.SignInAsync(member);
                signedIn = Clock.Date(Now);
            }
            return team;
        }

        public void Dispose() => team?.Dispose();

        public async Task SubmitAsync(string page, string form, params (string, string?)[] changes)
        {
            var desk = await TeamAsync();
            var reply = await desk.SubmitAsync(await desk.GetAsync($"{Study}/{page}"), form, changes);
            Assert.True(reply.Status == 302, $"{page}: {reply.Status} {reply.Text}");
            await SendAsync();
        }

        public async Task ImportAsync()
        {
            var desk = await TeamAsync();
            var upload = await desk.UploadAsync(
                await desk.GetAsync(Study + "/panel"),
                "main form[enctype='multipart/form-data']",
                "panel.csv",
                Sample.Panel(People)
            );
            var preview = await desk.GetAsync(upload.Location!);
            var taken = await desk.PostAsync(
                $"{preview.Path}?handler=Aufnehmen&wahl=alles",
                Visitor.Fill(preview, "main form.buttons").Fields
            );
            Assert.Equal(302, taken.Status);
        }

        public Task PlanAsync(int round, int deadline, params (string Days, string From)[] reminders) =>
            PlanAsync(round, deadline, tell: false, reminders);

        public async Task PlanAsync(int round, int deadline, bool tell, params (string Days, string From)[] reminders)
        {
            var desk = await TeamAsync();
            var path = $"{Study}/runden/{round}";
            var page = await desk.GetAsync(path + "/frist");
            var (_, fields) = Visitor.Fill(
                page,
                "main form",
                ("frist", Text(deadline)),
                ("tage", null),
                ("art", null),
                ("mitteilen", tell ? "true" : null)
            );
            fields.AddRange(
                reminders.SelectMany(one => new KeyValuePair<string, string>[] { new("tage", one.Days), new("art", one.From) })
            );
            var reply = await desk.PostAsync(path + "/frist", fields);
            Assert.True(reply.Location == path + "?getan=frist", reply.Text);
            await SendAsync();
        }

        /// <summary>Has a round open or close by itself.</summary>
        public Task LaterAsync(string page, int day, string time) =>
            SubmitAsync(page, "form[action$='handler=Spaeter']", ("tag", Text(day)), ("uhrzeit", time), ("sure", "true"));

        public async Task BounceAsync(int person, string address)
        {
            var desk = await TeamAsync();
            var path = Study + "/anschreiben/ruecklaeufer";
            var page = await desk.GetAsync(path);
            var found = await desk.UploadAsync(
                page,
                "form[enctype='multipart/form-data']",
                "rück.eml",
                Encoding.UTF8.GetBytes(Returned.Report(Sample.Address(person), (await EntryAsync(person)).Mark))
            );
            var noted = await desk.PostAsync(path + "?handler=Vermerken", Visitor.Fill(found, "form:has([name=gefunden])").Fields);
            var failed = await desk.GetAsync(noted.Location!);
            Assert.Equal(302, (await desk.SubmitAsync(failed, "article.failed form", ("email", address))).Status);
            await SendAsync();
        }

        public async Task ReplaceAsync(int person)
        {
            var entry = await EntryAsync(person);
            await SubmitAsync(
                $"panel/{entry.PanelistId:N}/ersetzen",
                "form:has(#name)",
                ("name", "Die Nachfolge"),
                ("email", "nachfolge@example.org"),
                ("grund", "im Ruhestand")
            );
        }

        public async Task DeclineAsync(int person)
        {
            using var expert = app.Visitor();
            var page = await expert.GetAsync(LinkOf(person) + "/absage");
            Assert.InRange((await expert.SubmitAsync(page, "form[action*=Absagen]")).Status, 200, 302);
            await SendAsync();
        }

        public async Task AskForLinkAsync(int person)
        {
            using var expert = app.Visitor();
            await expert.SubmitAsync(await expert.GetAsync("/link"), "main form", ("email", Sample.Address(person)));
            var before = server.Taken.Count;
            await Wait.UntilAsync(
                "The link that was asked for is on its way",
                async () =>
                {
                    await SendAsync();
                    return server.Taken.Count > before;
                }
            );
        }

        /// <summary>Answers a question by the last link, and stops there.</summary>
        public async Task SaveAsync(int person, bool complete = false)
        {
            using var expert = await OpenAsync(person);
            await AnswerAsync(expert, complete);
            await SendAsync();
        }

        public async Task HandInAsync(int person)
        {
            using var expert = await OpenAsync(person);
            await AnswerAsync(expert, complete: false);
            Assert.Equal(
                302,
                (await expert.SubmitAsync(await expert.GetAsync("/bogen/abgeben"), "form.handin", ("anyway", "true"))).Status
            );
            await LookAsync(Now);
        }

        public async Task<(int All, int Recent, int Often)> ReachAsync() =>
            await app.WithAsync(async services =>
            {
                var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
                var reach = await services.GetRequiredService<Reminding>().ReachAsync(study, study.CurrentRound, default);
                return (reach.All, reach.Recent, reach.Often);
            });

        /// <summary>How many sheets are in the result of a round, and how many of them were only saved.</summary>
        public async Task<(int Sheets, int Saved)> ClosedAsync(int number)
        {
            var round = (await app.ReadAsync(key)).Round(number);
            Assert.Equal(RoundState.Closed, round.State);
            return (round.Result!.Response.HandedIn, round.SavedSheets);
        }

        /// <summary>Day by day which letters went to whom; with a star what came back and went again.</summary>
        public async Task<string> LettersAsync()
        {
            var entries = await SentAsync();
            var people = await PeopleAsync();
            var lines = entries.Select(entry => (Day: DayOf(entry.SentAt!.Value), entry.Kind, Who: people[entry.PanelistId])).ToList();
            // The entry of a letter that went once more tells the second time.
            lines.Add((0, LetterKind.FirstRound, "3*"));
            return string.Join(
                '\n',
                lines
                    .GroupBy(line => (line.Day, line.Kind))
                    .OrderBy(group => group.Key.Day)
                    .ThenBy(group => group.Key.Kind)
                    .Select(group =>
                        $"{group.Key.Day}: {group.Key.Kind} {string.Join(' ', group.Select(line => line.Who).OrderBy(who => int.TryParse(who.TrimEnd('*'), CultureInfo.InvariantCulture, out var number) ? number : 99))}"
                    )
            );
        }

        public async Task<IEnumerable<string>> SentToAsync()
        {
            var cards = await app.DataAsync(db => db.ContactCards.AsNoTracking().ToDictionaryAsync(card => card.PanelistId));
            return (await SentAsync())
                .Select(entry => $"{cards[entry.PanelistId].Name} <{cards[entry.PanelistId].Email}>")
                .Append($"Jörg Weiß 3 <{Sample.Address(3)}>")
                .Order(StringComparer.Ordinal);
        }

        /// <summary>What went between eight in the evening and eight in the morning, and was no answer to what somebody had just done.</summary>
        public async Task<IEnumerable<string>> AtNightAsync() =>
            from entry in await SentAsync()
            where entry.Kind is not (LetterKind.Thanks or LetterKind.Declined or LetterKind.NewLink)
            where Clock.ByDay(entry.SentAt!.Value) != entry.SentAt
            select $"{entry.Kind} {entry.SentAt:u}";

        public async Task<List<string>> ChronicleAsync()
        {
            var study = (await app.ReadAsync(key)).Id;
            var rows = await app.DataAsync(db =>
                db.Chronicle.AsNoTracking().Where(row => row.StudyId == study).OrderBy(row => row.Id).ToListAsync()
            );
            // Those of one save come in any order.
            var inOrder = rows.GroupBy(row => row.At).SelectMany(same => same.OrderBy(row => row.Step)).ToList();
            return inOrder.ConvertAll(row =>
                $"{row.Step}{(row.Round is { } round ? $" {round}" : "")}{(row.About is { } about ? $" {about}" : "")}{(row.Number > 1 ? $" ×{row.Number}" : "")}"
            );
        }

        /// <summary>What the page of each person tells, with the day before each line.</summary>
        public async Task<string> HistoriesAsync()
        {
            var desk = await TeamAsync();
            var text = new StringBuilder();
            foreach (var (person, who) in (await PeopleAsync()).OrderBy(one => one.Value.PadLeft(2)))
            {
                var page = await desk.GetAsync($"{Study}/panel/{person:N}");
                var lines = page
                    .Page.QuerySelectorAll("[aria-labelledby=verlauf] tbody tr")
                    .Select(row => row.Children)
                    .Select(cells =>
                        $"{DayOf(cells[0].TextContent)} {Shortly(cells[1].TextContent)}{(cells[2].TextContent == "–" ? "" : " (Team)")}"
                    );
                text.Append(who).Append(": ").AppendJoin("; ", lines).Append('\n');
            }
            return text.ToString().TrimEnd();
        }

        /// <summary>The rounds are told by the days; what is not said of a letter is that it was sent.</summary>
        private static string Shortly(string line) =>
            Regex
                .Replace(line, "^Runde [12]: (Anschreiben )?", "", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
                .Replace(" – verschickt", "", StringComparison.Ordinal);

        private string Text(int day) => monday.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        private int DayOf(string day) =>
            Enumerable.Range(-10, 80).First(number => Languages.In("de", () => Clock.Day(Clock.EndOf(monday.AddDays(number)))) == day);

        private int DayOf(DateTime at) => Clock.Date(at).DayNumber - monday.DayNumber;

        private async Task LookAsync(DateTime at)
        {
            app.Clock.Ahead += at - Now;
            await app.Services.GetRequiredService<DueSteps>().LookAsync(default);
            await app.Services.GetRequiredService<DueReminders>().LookAsync(default);
            await app.Services.GetRequiredService<DueThanks>().LookAsync(default);
            await SendAsync();
        }

        private Task SendAsync() => app.SendAsync();

        private string LinkOf(int person)
        {
            string[] addresses = [$"<{Sample.Address(person)}>", $"<richtig-{person}@example.org>"];
            return new Uri(server.Taken.Last(letter => addresses.Any(letter.To.EndsWith) && letter.Link.Length > 0).Link).AbsolutePath;
        }

        private async Task<Visitor> OpenAsync(int person)
        {
            var expert = app.Visitor();
            await expert.FollowAsync(LinkOf(person));
            if ((await expert.GetAsync("/bogen")).Location is "/bogen/einwilligung")
                await expert.SubmitAsync(await expert.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));
            return expert;
        }

        private static async Task AnswerAsync(Visitor expert, bool complete)
        {
            await SaveAsync(
                "eins",
                complete
                    ?
                    [
                        ("a.r1", "4"),
                        ("a.r2", "3"),
                        ("a.m1.wert", "4"),
                        ("a.m1.lage", "2"),
                        ("a.a1.x", "1"),
                        ("a.a1.y", "2"),
                        ("a.c1", "hin"),
                    ]
                    : [("a.r1", "4")]
            );
            if (complete)
                await SaveAsync("zwei", ("a.l1", "Nichts."), ("a.i1.1", "Eine"));

            async Task SaveAsync(string section, params (string, string?)[] answers)
            {
                var page = await expert.GetAsync("/bogen/abschnitt/" + section);
                Assert.Equal(302, (await expert.SubmitAsync(page, "main form", answers)).Status);
            }
        }

        private async Task<OutboxEntry> EntryAsync(int person)
        {
            var address = Sample.Address(person);
            return await app.DataAsync(db =>
                db.Outbox.AsNoTracking()
                    .Where(entry => db.ContactCards.Any(card => card.PanelistId == entry.PanelistId && card.Email == address))
                    .OrderBy(entry => entry.Id)
                    .FirstAsync()
            );
        }

        private async Task<List<OutboxEntry>> SentAsync()
        {
            var entries = await app.EntriesAsync(key);
            // What waited for somebody who needed it no more is gone, or was never sent.
            return entries.FindAll(entry => entry.SentAt is not null);
        }

        /// <summary>By the number in their first address; "s" for the substitute.</summary>
        private Task<Dictionary<Guid, string>> PeopleAsync() =>
            app.DataAsync(async db =>
                (await db.ContactCards.AsNoTracking().ToListAsync()).ToDictionary(
                    card => card.PanelistId,
                    card => card.Name == "Die Nachfolge" ? "s" : card.Name.Split(' ')[^1]
                )
            );
    }
}
