using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using static Befragung.Web.Tests.Pages.Team.Kodierung.CodedStudies;

namespace Befragung.Web.Tests.Pages.Team.Kodierung;

/// <summary>Experts see what their words went into and say whether it was meant so; the team answers, and never learns who.</summary>
public sealed class CorrectionTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task What_was_not_meant_so_is_said_once_answered_and_counted()
    {
        var key = await app.WrittenAsync(12, expert => $"Gedanke Nummer {expert:00}");
        var page = Root(key) + "/kodierung/rueckmeldung";
        using var team = await app.TeamAsync();
        await BeginAsync(team, key);
        Assert.Contains("hat eine Quelle", (await team.GetAsync(page)).Text, StringComparison.Ordinal);
        // It is found where somebody looks for it, with what can be done now.
        await FoundAsync(1, "Bis die nächste Runde öffnet, können Sie die Befragten fragen");
        for (var expert = 0; expert < 6; expert++)
            await GiveAsync(team, key, $"Nummer {expert:00}", "Geld", isNew: expert == 0);
        var list = await team.GetAsync(Root(key) + "/thesen");
        var money = list
            .Page.QuerySelectorAll("#aus option")
            .Single(option => option.TextContent.StartsWith("Geld", StringComparison.Ordinal))
            .GetAttribute("value");
        var address = (await team.SubmitAsync(list, "main form", ("text", "Mehr Geld hilft."), ("aus", money))).Location!;
        await team.SubmitAsync(await team.GetAsync(address), "#fertig");

        // Begun with a day, a tick, and what was seen.
        var plan = await team.GetAsync(page);
        Assert.Contains("Mehr Geld hilft.", plan.Text, StringComparison.Ordinal);
        Assert.Contains("höchstens 12 Personen", plan.Text, StringComparison.Ordinal);
        var day = app.Clock.GetUtcNow().AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        const string Form = "form:has(#frist)";
        Assert.Equal(400, (await team.SubmitAsync(plan, Form, ("frist", "unsinn"), ("sicher", "true"))).Status);
        Assert.Equal(400, (await team.SubmitAsync(plan, Form, ("frist", day))).Status);
        Assert.Equal(400, (await team.SubmitAsync(plan, Form, ("frist", "2020-01-01"), ("sicher", "true"))).Status);
        Assert.Equal(400, (await team.SubmitAsync(plan, Form, ("frist", day), ("sicher", "true"), ("gesehen", "alt"))).Status);
        Assert.Equal(page, (await team.SubmitAsync(plan, Form, ("frist", day), ("sicher", "true"))).Location);
        Assert.Equal(400, (await team.SubmitAsync(plan, Form, ("frist", day), ("sicher", "true"))).Status);
        var study = (await app.ReadAsync(key)).Id;
        Assert.Equal(
            12,
            await app.DataAsync(db => db.Outbox.CountAsync(entry => entry.Kind == LetterKind.Correction && entry.Round.StudyId == study))
        );
        // By no letter can it be told of somebody that they wrote something.
        var person = await app.DataAsync(async db => (await db.ContactCards.FirstAsync(card => card.StudyId == study)).PanelistId);
        Assert.DoesNotContain(
            "Rückmeldung zu Thesen",
            (await team.GetAsync($"/team/studien/{key}/panel/{person}")).Text,
            StringComparison.Ordinal
        );

        // Nor by the number of letters that failed.
        await app.DataAsync(db =>
            db.Outbox.Where(entry => entry.Kind == LetterKind.Correction && entry.Round.StudyId == study)
                .ExecuteUpdateAsync(entry =>
                    entry.SetProperty(one => one.SentAt, (DateTime?)null).SetProperty(one => one.GivenUpAt, DateTime.UnixEpoch)
                )
        );
        var round = (await app.ReadAsync(key)).Round(1);
        var letters = await app.WithAsync(services =>
            ((RoundLetters)services.GetService(typeof(RoundLetters))!).StateAsync(round, default)
        );
        Assert.Equal((0, 0, 0), (letters.Waiting, letters.Delayed, letters.GivenUp));

        // What is changed or removed later changes nothing for whoever looks.
        await team.SubmitAsync(await team.GetAsync(address), "form.drafting", ("text.de", "Ganz anders."));
        await team.SubmitAsync(await team.GetAsync(address), "#entfernen");
        using var expert0 = await app.ReturningAsync(key, 0);
        Assert.Contains("Thesen ansehen und rückmelden", (await expert0.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        var own = await expert0.GetAsync("/bogen/rueckmeldung");
        Assert.Contains("Mehr Geld hilft.", own.Text, StringComparison.Ordinal);
        Assert.Contains("Gedanke Nummer 00", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Gedanke Nummer 01", own.Text, StringComparison.Ordinal);
        var meant = own.Page.QuerySelector("[name^='meint.']")!.GetAttribute("name")!;
        var how = own.Page.QuerySelector("[name^='a.wie.']")!.GetAttribute("name")!;
        Assert.Equal(400, (await expert0.SubmitAsync(own, "main form")).Status);
        var refused = await expert0.SubmitAsync(own, "main form", (meant, "nein"), (how, new string('x', 10_000)), ("a.fehlt", "Zeit 🙂"));
        Assert.Equal(400, refused.Status);
        Assert.Contains(new string('x', 10_000), refused.Body, StringComparison.Ordinal);
        Assert.Equal(400, (await expert0.SubmitAsync(own, "main form", (meant, "ja"), (how, "doch nicht"))).Status);
        (string, string?)[] said = [(meant, "nein"), (how, "Nicht nur Geld."), ("a.fehlt", "Zeit 🙂")];
        Assert.Equal("/bogen/rueckmeldung", (await expert0.SubmitAsync(own, "main form", said)).Location);
        // Pressed twice, it is sent; from another tab, nothing is lost.
        Assert.Equal("/bogen/rueckmeldung", (await expert0.SubmitAsync(own, "main form", said)).Location);
        var late = await expert0.SubmitAsync(own, "main form", (meant, "nein"), (how, "Ein anderer Gedanke."));
        Assert.Equal(409, late.Status);
        Assert.Contains("Ein anderer Gedanke.", late.Text, StringComparison.Ordinal);

        // As long as so few have answered, nobody reads it.
        Assert.DoesNotContain("Nicht nur Geld.", (await team.GetAsync(page)).Text, StringComparison.Ordinal);
        for (var expert = 1; expert < 5; expert++)
        {
            using var other = await app.ReturningAsync(key, expert);
            await other.SubmitAsync(await other.GetAsync("/bogen/rueckmeldung"), "main form", (meant, "ja"));
        }
        // Whose words went nowhere is asked what is missing.
        using var elsewhere = await app.ReturningAsync(key, 11);
        var open = await elsewhere.GetAsync("/bogen/rueckmeldung");
        Assert.Contains("In keine der Thesen eingegangen", open.Text, StringComparison.Ordinal);
        Assert.Contains("Gedanke Nummer 11", open.Text, StringComparison.Ordinal);

        var reply = await team.GetAsync(page);
        Assert.Contains("Nicht nur Geld.", reply.Text, StringComparison.Ordinal);
        Assert.Contains("So gemeint: 4", reply.Text, StringComparison.Ordinal);
        Assert.Contains("inzwischen entfernt", reply.Text, StringComparison.Ordinal);
        Assert.Contains("zu beantworten sind: 2", (await team.GetAsync(Root(key) + "/kodierung")).Text, StringComparison.Ordinal);
        Assert.Equal(400, (await team.SubmitAsync(reply, "li.card form", ("ergebnis", "nicht"))).Status);
        Assert.Equal(
            302,
            (await team.SubmitAsync(reply, "li.card form", ("ergebnis", "nicht"), ("antwort", "Weil es so viele schrieben."))).Status
        );
        Assert.Equal(400, (await team.SubmitAsync(reply, "li.card form", ("ergebnis", "uebernommen"))).Status);
        reply = await team.GetAsync(page + "?offene=true");
        Assert.Single(reply.Page.QuerySelectorAll("li.card form"));
        Assert.Equal(302, (await team.SubmitAsync(reply, "li.card form", ("ergebnis", "uebernommen"))).Status);
        Assert.Contains("Weil es so viele schrieben.", (await expert0.GetAsync("/bogen/rueckmeldung")).Text, StringComparison.Ordinal);

        // The opening of the next round ends it, and freezes what came of it.
        await team.SubmitAsync(await team.GetAsync(Root(key) + "/thesen"), "form[action*=Holen], form:has([name=these])");
        await team.SubmitAsync(await team.GetAsync(address), "#fertig");
        var next = await team.GetAsync($"/team/studien/{key}/weiter");
        var scales = next.Page.QuerySelectorAll("#skala option").Select(option => option.TextContent).ToList();
        await team.SubmitAsync(
            next,
            "main form",
            [
                ("keep", "r1"),
                ("these", next.Page.QuerySelector("[name=these]")!.GetAttribute("value")),
                ("skala", $"{scales.IndexOf("Zustimmung, 5 Punkte")}"),
                .. ((string[])["r2", "m1", "a1", "c1", "l1", "i1"]).Select(item => ("reason." + item, (string?)"Genügt.")),
            ]
        );
        using (var sixth = await app.ReturningAsync(key, 5))
            await sixth.SubmitAsync(await sixth.GetAsync("/bogen/rueckmeldung"), "main form", (meant, "ja"));
        await app.OpenAsync(key);
        var told = (await app.ReadAsync(key)).Round(2).Origins!.Correction!;
        Assert.Equal((12, 6, 1, 1, 1), (told.Asked, told.Answered, told.NotMeant, told.Missing, told.Taken));
        Assert.Contains("Sie ist beendet.", (await team.GetAsync(page)).Text, StringComparison.Ordinal);
        await FoundAsync(1, "Sie ist beendet.");
        await FoundAsync(2, "Sie ist beendet.");
        Assert.Equal(409, (await elsewhere.SubmitAsync(open, "main form", ("a.fehlt", "Zu spät gedacht."))).Status);
        Assert.Equal(
            [ChronicleStep.CorrectionBegun, ChronicleStep.RemarkAnswered, ChronicleStep.RemarkAnswered, ChronicleStep.CorrectionEnded],
            await app.DataAsync(db =>
                db.Chronicle.Where(entry =>
                        entry.StudyId == study
                        && (
                            entry.Step == ChronicleStep.CorrectionBegun
                            || entry.Step == ChronicleStep.CorrectionEnded
                            || entry.Step == ChronicleStep.RemarkAnswered
                        )
                    )
                    .OrderBy(entry => entry.Id)
                    .Select(entry => entry.Step)
                    .ToListAsync()
            )
        );

        async Task FoundAsync(int round, string words)
        {
            var link = (await team.GetAsync($"/team/studien/{key}/runden/{round}")).Page.QuerySelector($"main a[href='{page}']");
            Assert.Contains(words, link!.ParentElement!.TextContent, StringComparison.Ordinal);
        }
    }

    /// <summary>
    /// Whoever is deleted while it runs is gone from it as long as nobody reads it. What was read by then stays: by what is missing, the team would learn who wrote it. The numbers tell
    /// nothing either way.
    /// </summary>
    [Theory]
    [InlineData(4, 3, 6)]
    [InlineData(5, 5, 10)]
    public async Task Whoever_is_deleted_is_told_by_no_difference(int answering, int answered, int remarks)
    {
        var key = await app.WrittenAsync(7, expert => $"Wort {expert}");
        await app.CodingAsync(key, share: 0);
        await app.CorrectedAsync(key, answering: answering);
        var study = await app.ReadAsync(key);
        var panelists = await WritersAsync(study.Round(1).Id);
        foreach (var person in (Guid[])[panelists[0], panelists[6]])
            await app.WithAsync(async services =>
            {
                var db = (SurveyDb)services.GetService(typeof(SurveyDb))!;
                await ((Deletions)services.GetService(typeof(Deletions))!).PersonAsync(
                    (await db.StudyWithRoundsAsync(key, default))!,
                    person,
                    withSheets: true,
                    default
                );
                return true;
            });
        var state = (await app.DataAsync(db => db.CorrectionStateAsync(study.Round(1).Id, default)))!;
        Assert.Equal((7, answered, remarks), (state.Correction.Asked, state.Answered, state.Remarks.Count));
        // Whoever had not answered has no copy of their words there any more.
        Assert.Equal(
            answered == answering ? 6 : 5,
            await app.DataAsync(db => db.CorrectionSheets.CountAsync(one => one.RoundId == study.Round(1).Id))
        );
    }

    /// <summary>Who withdraws somebody by name, or takes their address, and looks what would be shown now, must not see by it what they wrote.</summary>
    [Fact]
    public async Task What_would_be_shown_does_not_depend_on_who_was_withdrawn_or_has_an_address()
    {
        var key = await app.WrittenAsync(7, expert => $"Wort {expert}");
        var page = Root(key) + "/kodierung/rueckmeldung";
        using var team = await app.TeamAsync();
        await BeginAsync(team, key);
        await GiveAsync(team, key, "Wort 2", "Geld");
        var list = await team.GetAsync(Root(key) + "/thesen");
        var money = list
            .Page.QuerySelectorAll("#aus option")
            .Single(option => option.TextContent.StartsWith("Geld", StringComparison.Ordinal))
            .GetAttribute("value");
        // Made of the words of one person, so that all would hang on whether it is still there.
        var address = (await team.SubmitAsync(list, "main form", ("text", "Mehr Geld hilft."), ("aus", money))).Location!;
        await team.SubmitAsync(await team.GetAsync(address), "#fertig");
        async Task<string> SeenAsync()
        {
            var seen = await team.GetAsync(page);
            return seen.Page.QuerySelector("[name=gesehen]")!.GetAttribute("value") + seen.Page.QuerySelector("main")!.TextContent;
        }
        var before = await SeenAsync();
        Assert.Contains("Mehr Geld hilft.", before, StringComparison.Ordinal);
        var study = await app.ReadAsync(key);
        var written = await app.DataAsync(db =>
            (
                from text in db.OpenAnswers
                where text.RoundId == study.Round(1).Id && text.Text == "Wort 2"
                join sheet in db.Sheets on text.SheetId equals sheet.Id
                select sheet.PanelistId
            ).SingleAsync()
        );
        await WithdrawAsync(written);
        var other = (await WritersAsync(study.Round(1).Id)).First(one => one != written);
        await app.DataAsync(db =>
            db.ContactCards.Where(card => card.PanelistId == other).ExecuteUpdateAsync(card => card.SetProperty(one => one.Email, ""))
        );
        Assert.Equal(before, await SeenAsync());
        await app.CorrectedAsync(key, answering: 0);
        var state = (await app.DataAsync(db => db.CorrectionStateAsync(study.Round(1).Id, default)))!;
        // Counted, and asked nothing.
        Assert.Equal(7, state.Correction.Asked);
        Assert.Equal(6, await app.DataAsync(db => db.CorrectionSheets.CountAsync(one => one.RoundId == study.Round(1).Id)));

        // Where hardly anybody is left, everybody would know who answers.
        var few = await app.WrittenAsync(7, expert => $"Wort {expert}");
        await app.CodingAsync(few, share: 0);
        study = await app.ReadAsync(few);
        foreach (var gone in (await WritersAsync(study.Round(1).Id)).Take(3))
            await WithdrawAsync(gone);
        var refused = await Assert.ThrowsAsync<Befragung.Delphi.RuleBrokenException>(() => app.CorrectedAsync(few));
        Assert.Contains("nur noch weniger als", refused.Sentence.German, StringComparison.Ordinal);

        Task<bool> WithdrawAsync(Guid person) =>
            app.WithAsync(async services =>
            {
                var db = (SurveyDb)services.GetService(typeof(SurveyDb))!;
                var panels = (Panels)services.GetService(typeof(Panels))!;
                await panels.WithdrawAsync((await db.StudyWithRoundsAsync(study.Key, default))!, person, default);
                return true;
            });
    }

    /// <summary>With no statement in the next round, the report tells the coding and the correction round all the same, in both languages.</summary>
    [Fact]
    public async Task A_next_round_without_statements_tells_what_became_of_the_answers()
    {
        var key = await app.WrittenAsync(7, expert => $"Wort {expert}");
        await app.CodingAsync(key, share: 0);
        using var team = await app.TeamAsync();
        var page = Root(key) + "/kodierung/rueckmeldung";
        await app.CorrectedAsync(key);
        // By hand it ends with a tick, as all endings do.
        var running = await team.GetAsync(page);
        Assert.Equal(400, (await team.SubmitAsync(running, "form[action*=Beenden]")).Status);
        Assert.Contains("Sie läuft bis zum", (await team.GetAsync(Root(key))).Text, StringComparison.Ordinal);
        Assert.Equal(page, (await team.SubmitAsync(running, "form[action*=Beenden]", ("sicher", "true"))).Location);
        Assert.Contains("Sie ist beendet.", (await team.GetAsync(page)).Text, StringComparison.Ordinal);
        var step = (await team.GetAsync($"/team/studien/{key}")).Page.QuerySelector("section.next")!;
        Assert.Contains("noch keine Antwort hat", (await AfterReasonsAsync()).TextContent, StringComparison.Ordinal);
        await app.WithAsync(async services =>
        {
            var study = (await ((SurveyDb)services.GetService(typeof(SurveyDb))!).StudyWithRoundsAsync(key, default))!;
            var dropped = study.CurrentRound.Questionnaire.Items.Where(item => item.Key != "r1");
            return await ((NextRounds)services.GetService(typeof(NextRounds))!).PlanAsync(
                study,
                new(new HashSet<string> { "r1" }, dropped.ToDictionary(item => item.Key, _ => "Genügt.")),
                TakenStatements.None,
                default
            );
        });
        await app.OpenAsync(key);
        Assert.Empty((await app.ReadAsync(key)).Round(2).Origins!.Items);
        for (var expert = 0; expert < 7; expert++)
            await app.HandInAsync(key, expert, new Befragung.Delphi.Rounds.AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        var report = await team.GetAsync($"/team/studien/{key}/bericht");
        foreach (
            var words in (string[])
                [
                    "in einzelne Gedanken geteilt",
                    "(1 für 1 Nennung). Thesen, die daraus entstanden: 1; Runde 2 stellt keine davon.",
                    "In einer Korrekturrunde sahen die Befragten, in welche Thesen ihre Worte eingegangen waren (gefragt: 7). Es antworteten: 5. „So meinte ich es nicht“: 5. „Mein Gedanke fehlt“: 5. Das Projektteam hat davon übernommen: 0.",
                ]
        )
            Assert.Contains(words, report.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Woraus die neuen Thesen entstanden", report.Text, StringComparison.Ordinal);
        team.Client.DefaultRequestHeaders.Add("Accept-Language", "en");
        var english = (await team.GetAsync($"/team/studien/{key}/bericht?sprache=en")).Text;
        Assert.Contains("Statements that came of them: 1; round 2 asks none of these.", english, StringComparison.Ordinal);

        async Task<AngleSharp.Dom.IElement> AfterReasonsAsync()
        {
            Assert.Contains("Begründungen aus Runde 1 warten", step.TextContent, StringComparison.Ordinal);
            await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
            return (await team.GetAsync($"/team/studien/{key}")).Page.QuerySelector("section.next")!;
        }
    }

    /// <summary>Coding that begins only when the next round is planned is told as well, with that it came late; of rounds that were closed by then, with the next step.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_coded_once_the_next_round_is_planned_is_told_as_late(bool whileItIsOpen)
    {
        var key = await app.WrittenAsync(7, expert => $"Wort {expert}");
        using var team = await app.TeamAsync();
        await app.PlanAsync(key, item => item.Key == "r1");
        if (whileItIsOpen)
            await app.OpenAsync(key);
        Assert.Null((await app.ReadAsync(key)).Round(2).Origins);
        await app.CodingAsync(key, share: 0);
        if (!whileItIsOpen)
        {
            await app.CorrectedAsync(key);
            await app.OpenAsync(key);
            Assert.Equal(5, (await app.ReadAsync(key)).Round(2).Origins!.Correction!.NotMeant);
        }
        for (var expert = 0; expert < 7; expert++)
            await app.HandInAsync(key, expert, new Befragung.Delphi.Rounds.AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        var told = (await app.ReadAsync(key)).Round(2).Origins!;
        Assert.Equal((true, 1, 1, whileItIsOpen ? 0 : 1), (told.IsLate, told.From, told.Coded, told.Statements));
        var report = await team.GetAsync($"/team/studien/{key}/bericht-datenband");
        foreach (
            var words in (string[])
                [
                    "Das geschah erst, als Runde 2 schon geplant war; auf ihre Fragen hatte es keinen Einfluss.",
                    "keine: erst nach der Planung der Runde 2 entstanden",
                ]
        )
            Assert.Contains(words, report.Text, StringComparison.Ordinal);
        Assert.Contains("Was aus den Texten der Runde 1 wurde: Texte: ", report.Body, StringComparison.Ordinal);
    }

    private Task<List<Guid>> WritersAsync(int round) =>
        app.DataAsync(db =>
            db.Sheets.Where(one => one.RoundId == round).OrderBy(one => one.Id).Select(one => one.PanelistId).ToListAsync()
        );
}
