using System.Globalization;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Tests.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Auswertung;

/// <summary>The team's queue of reasons, and where else the team meets them.</summary>
public sealed class ReasonQueueTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private static readonly (int, string, string)[] Three =
    [
        (0, Reasons.For, "Eins <i>&</i>"),
        (1, Reasons.Against, "Zwei"),
        (2, "a1.:why", "Drei"),
    ];

    [Fact]
    public async Task The_queue_shows_what_waits_by_question_and_never_who_wrote_it()
    {
        var key = await Reasons.FirstAsync(app, [.. Three, (3, Reasons.For, "Vier")]);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var page = await reader.GetAsync(Reasons.QueuePath(key));
        Assert.Equal(
            ["Wie wichtig ist Größe?", "Was kommt zuerst?"],
            page.Page.QuerySelectorAll(".queue h2").Select(head => head.TextContent)
        );
        Assert.Equal(
            (await app.ReasonsAsync(key)).Where(reason => reason.ItemKey == "r1").Select(reason => reason.Text),
            page.Page.QuerySelectorAll("[aria-labelledby=f-r1] .said").Select(text => text.TextContent)
        );
        Assert.Equal(
            ["wartend (4)", "freigegeben (0)", "zurückgehalten (0)", "alle Begründungen (4)"],
            page.Page.QuerySelectorAll(".filter a").Select(link => link.TextContent)
        );
        Assert.DoesNotContain("person-", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Jörg", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>&", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_decision_the_next_one_that_waits_comes_up()
    {
        var key = await Reasons.FirstAsync(app, Three);
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync(Reasons.QueuePath(key));
        var order = page.Page.QuerySelectorAll("[data-reason]").Select(card => card.Id!).ToList();
        var reply = await Reasons.ReleaseAsync(editor, page, order[1]);
        Assert.Equal($"{Reasons.QueuePath(key)}?zeige=wartend&zuletzt={order[1][2..]}#{order[2]}", reply.Location);
        page = await editor.GetAsync(reply.Location!);
        Assert.Contains("Entschieden: freigegeben", page.Text, StringComparison.Ordinal);
        // After the last one the first; after all of them the queue is empty.
        reply = await Reasons.WithholdAsync(editor, page, order[2], "Nennt einen Namen.");
        Assert.EndsWith($"#{order[0]}", reply.Location, StringComparison.Ordinal);
        reply = await Reasons.ShortenAsync(editor, await editor.GetAsync(reply.Location!), order[0], "Kurz");
        Assert.DoesNotContain("#", reply.Location, StringComparison.Ordinal);
        Assert.Contains("Es wartet keine Begründung mehr.", (await editor.GetAsync(reply.Location!)).Text, StringComparison.Ordinal);

        var all = (await app.ReasonsAsync(key)).ToDictionary(reason => $"b-{reason.Id:N}");
        Assert.Equal([ReasonState.Released, ReasonState.Released, ReasonState.Withheld], order.Select(id => all[id].State));
        Assert.Equal(("Kurz", null), (all[order[0]].Shortened, all[order[1]].Shortened));
        Assert.Contains("@team.example", all[order[0]].ReleasedBy!, StringComparison.Ordinal);

        // The log tells what was decided, and neither who wrote or decided nor what others are not to read.
        var log = (await editor.GetAsync($"/team/studien/{key}/daten/moderation.csv")).Body;
        var lines = ExportSample.Table(log).Skip(1).ToList();
        Assert.Equal(["released", "shortened", "withheld"], lines.Select(line => line[3]).Order());
        Assert.Equal(["", "", "Nennt einen Namen."], lines.Select(line => line[6]).Order());
        Assert.Equal(
            ["", "Kurz", all[order[1]].Text],
            lines
                .Select(line => line[7])
                .OrderBy(text =>
                    text.Length == 0 ? 0
                    : text == "Kurz" ? 1
                    : 2
                )
        );
        Assert.DoesNotContain("@", log, StringComparison.Ordinal);
        Assert.DoesNotContain(all[order[2]].Text, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_decision_can_be_changed_and_the_original_stays()
    {
        var key = await Reasons.FirstAsync(app, (0, Reasons.For, "So steht es da"));
        using var editor = await app.TeamAsync();
        await Reasons.ShortenAsync(editor, await editor.GetAsync(Reasons.QueuePath(key)), null, "So");
        var page = await editor.GetAsync(Reasons.QueuePath(key) + "?zeige=freigegeben");
        Assert.Equal(["So steht es da", "So"], page.Page.QuerySelectorAll(".said").Select(text => text.TextContent));
        var opened = await Reasons.OpenAsync(editor, page, null, "kuerzen");
        Assert.Equal("So", opened.Page.QuerySelector("[data-reason] textarea")!.TextContent.Trim());
        page = await editor.GetAsync((await Reasons.ReleaseAsync(editor, page, null)).Location!);
        Assert.Equal(["So steht es da"], page.Page.QuerySelectorAll(".said").Select(text => text.TextContent));
        Assert.Null(page.Page.QuerySelector("[data-release]"));
        await Reasons.WithholdAsync(editor, page, null, "Doch nicht.");
        page = await editor.GetAsync(Reasons.QueuePath(key) + "?zeige=zurueckgehalten");
        Assert.Contains("Doch nicht.", page.Text, StringComparison.Ordinal);
        opened = await Reasons.OpenAsync(editor, page, null, "zurueckhalten");
        Assert.Equal("Doch nicht.", opened.Page.QuerySelector("[data-reason] input[name=text]")!.GetAttribute("value"));
        await Reasons.ReleaseAsync(editor, page, null);
        Assert.Equal(
            (ReasonState.Released, null),
            ((await app.ReasonAsync(key, "So steht es da")).State, (await app.ReasonAsync(key, "So steht es da")).WithheldBecause)
        );
    }

    [Fact]
    public async Task All_that_was_read_of_a_question_is_released_at_once_and_no_more()
    {
        var key = await Reasons.FirstAsync(app, Three);
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync(Reasons.QueuePath(key));
        Assert.Single(page.Page.QuerySelectorAll(".queue button[formaction*=Alle]"));
        Assert.Equal(302, (await Reasons.ReleaseAllAsync(editor, page)).Status);
        Assert.Equal(
            ["Drei"],
            (await app.ReasonsAsync(key)).Where(reason => reason.State == ReasonState.Waiting).Select(reason => reason.Text)
        );
    }

    [Fact]
    public async Task The_queue_is_looked_through_by_what_may_be_told_and_what_was_seen_is_released_at_once()
    {
        var key = await Reasons.FirstAsync(app, [.. Three, (3, Reasons.For, new string('x', 300)), (4, Reasons.For, new string('y', 501))]);
        using var editor = await app.TeamAsync();
        async Task<int> FoundAsync(string query) =>
            (await editor.GetAsync($"{Reasons.QueuePath(key)}?{query}")).Page.QuerySelectorAll("[data-reason]").Length;
        Assert.Equal(3, await FoundAsync("laenge=kurz"));
        Assert.Equal(1, await FoundAsync("laenge=mittel"));
        Assert.Equal(1, await FoundAsync("laenge=lang&frage=r1"));
        Assert.Equal(0, await FoundAsync("laenge=lang&frage=a1"));
        // What would tell of few is not offered, and asking for it finds what not asking does.
        Assert.Equal((5, 0), (await FoundAsync("sprache=de"), await FoundAsync("sprache=en")));
        await app.DataAsync(db =>
            db.Panelists.Where(panelist =>
                    db.Reasons.Any(reason =>
                        reason.Text == new string('y', 501)
                        && db.Sheets.Any(sheet => sheet.Id == reason.SheetId && sheet.PanelistId == panelist.Id)
                    )
                )
                .ExecuteUpdateAsync(panelist => panelist.SetProperty(one => one.Language, "en"))
        );
        Assert.Equal(5, await FoundAsync("sprache=en"));
        Assert.Equal(5, await FoundAsync("gruppe=unfug&sprache=%00&laenge=99"));
        var page = await editor.GetAsync(Reasons.QueuePath(key) + "?laenge=kurz");
        Assert.Null(page.Page.QuerySelector("select[name=sprache]"));
        var all = page.Page.QuerySelectorAll("button[formaction*=Alle]")[^1];
        Assert.Equal("Gelesen: alle 3 auf dieser Seite wie geschrieben freigeben", all.TextContent.Trim());
        await editor.PostAsync(
            all.GetAttribute("formaction")!,
            [.. Visitor.Fill(page, "#freigeben").Fields, new("shown", all.GetAttribute("value")!)]
        );
        Assert.Equal(3, (await app.ReasonsAsync(key)).Count(reason => reason.State == ReasonState.Released && reason.Text.Length < 100));
        Assert.Equal(2, await FoundAsync(""));
    }

    [Theory]
    [InlineData("Kuerzen", "", "Es ist kein Text übrig.")]
    [InlineData("Kuerzen", "  ", "Es ist kein Text übrig.")]
    [InlineData("Kuerzen", "2001", "möglich sind 2.000")]
    [InlineData("Zurueckhalten", "", "Bitte nennen Sie einen Grund")]
    [InlineData("Zurueckhalten", null, "Bitte nennen Sie einen Grund")]
    [InlineData("Zurueckhalten", "501", "möglich sind 500")]
    public async Task A_decision_that_lacks_something_answers_400_with_what_was_typed(string step, string? text, string words)
    {
        var key = await Reasons.FirstAsync(app, (0, Reasons.For, "Eins"));
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var length))
            text = new string('x', length);
        using var editor = await app.TeamAsync();
        var reply = await Reasons.DecideAsync(editor, await editor.GetAsync(Reasons.QueuePath(key)), null, step, text);
        Assert.Equal(400, reply.Status);
        Assert.Contains(words, reply.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        var form = Assert.Single(reply.Page.QuerySelectorAll("[data-reason] form"));
        Assert.Contains(step, form.GetAttribute("action"), StringComparison.Ordinal);
        Assert.Equal(
            text?.Trim() ?? "",
            (form.QuerySelector("textarea")?.TextContent ?? form.QuerySelector("input[name=text]")!.GetAttribute("value"))!.Trim()
        );
        Assert.Equal(ReasonState.Waiting, (await app.ReasonAsync(key, "Eins")).State);
    }

    [Theory]
    [InlineData("Freigeben")]
    [InlineData("Zurueckhalten")]
    [InlineData("Alle")]
    public async Task Of_two_who_decide_at_once_the_second_is_told(string step)
    {
        var key = await Reasons.FirstAsync(app, (0, Reasons.For, "Eins"), (1, Reasons.For, "Zwei"));
        using var first = await app.TeamAsync();
        using var second = await app.TeamAsync();
        var one = await first.GetAsync(Reasons.QueuePath(key));
        var two = await second.GetAsync(Reasons.QueuePath(key));
        var late = step == "Zurueckhalten" ? await Reasons.OpenAsync(second, two, null, "zurueckhalten") : two;
        Assert.Equal(302, (await Reasons.ShortenAsync(first, one, null, "Kurz")).Status);
        var reply = step switch
        {
            "Alle" => await Reasons.ReleaseAllAsync(second, late),
            "Freigeben" => await Reasons.ReleaseAsync(second, late, null),
            _ => await second.SubmitAsync(late, "[data-reason] form", ("text", "Grund")),
        };
        Assert.Equal(409, reply.Status);
        Assert.Contains("Jemand anderes hat das soeben geändert.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(["Kurz"], (await app.ReasonsAsync(key)).Select(reason => reason.Shortened).OfType<string>());
        Assert.Equal(1, (await app.ReasonsAsync(key)).Count(reason => reason.State == ReasonState.Waiting));
    }

    [Fact]
    public async Task Nothing_of_another_round_can_be_decided_on_and_a_reader_decides_nothing()
    {
        var key = await Reasons.FirstAsync(app, (0, Reasons.For, "Eins"));
        var other = await Reasons.FirstAsync(app, (0, Reasons.For, "Fremd"));
        var foreign = await app.ReasonAsync(other, "Fremd");
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync(Reasons.QueuePath(key));
        foreach (var mark in (string?[])[$"{foreign.Id:N}:0", "kaputt", $"{foreign.Id:N}", "", null])
            Assert.Equal(404, (await editor.SubmitAsync(page, "#freigeben", ("mark", mark))).Status);
        List<KeyValuePair<string, string>> fields =
        [
            .. Visitor.Fill(page, "#freigeben").Fields,
            new("mark", page.Page.QuerySelector("[data-release]")!.GetAttribute("value")!),
        ];
        Assert.Equal(
            404,
            (await editor.PostAsync(Reasons.QueuePath(key) + "?handler=Alle", [.. fields, new("shown", $"{foreign.Id:N}:0")])).Status
        );
        Assert.Equal(400, (await editor.PostAsync(Reasons.QueuePath(key) + "?handler=Alle", [.. fields, new("shown", "kaputt")])).Status);
        Assert.Equal(404, (await editor.PostAsync(Reasons.QueuePath(key, 2) + "?handler=Freigeben", fields)).Status);

        using var reader = await app.TeamAsync(StudyRole.Reader);
        var shown = await reader.GetAsync(Reasons.QueuePath(key));
        Assert.Empty(shown.Page.QuerySelectorAll("main form[method=post], [data-reason] summary"));
        var (_, own) = Visitor.Fill(shown, "header form");
        Assert.Equal(
            403,
            (
                await reader.PostAsync(
                    Reasons.QueuePath(key) + "?handler=Freigeben",
                    [.. fields.Where(field => field.Key != "__RequestVerificationToken"), .. own]
                )
            ).Status
        );
        Assert.All(
            (await app.ReasonsAsync(key)).Concat(await app.ReasonsAsync(other)),
            reason => Assert.Equal(ReasonState.Waiting, reason.State)
        );
    }

    [Fact]
    public async Task A_round_that_is_open_has_no_queue_yet()
    {
        using var editor = await app.TeamAsync();
        Assert.Equal(404, (await editor.GetAsync(Reasons.QueuePath(await app.OpenStudyAsync()))).Status);
    }

    [Fact]
    public async Task A_long_queue_comes_in_pages()
    {
        string[] parts = ["r1.:for", "r1.:against", "r2.:for", "r2.:against", "m1.:for", "m1.:against", "a1.:why", "c1.:why"];
        var key = await app.OpenStudyAsync(13);
        for (var expert = 0; expert < 13; expert++)
            await app.HandInAsync(key, expert, [.. parts.Select(part => new AnswerChange(part, $"{part} von {expert}"))]);
        await app.CloseAsync(key);
        using var editor = await app.TeamAsync();
        var first = await editor.GetAsync(Reasons.QueuePath(key));
        var second = await editor.GetAsync(Reasons.QueuePath(key) + "?seite=2");
        var third = await editor.GetAsync(Reasons.QueuePath(key) + "?seite=3");
        Reply[] pages = [first, second, third];
        Assert.Equal([50, 50, 4], pages.Select(page => page.Page.QuerySelectorAll("[data-reason]").Length));
        Assert.Equal(104, pages.SelectMany(page => page.Page.QuerySelectorAll("[data-reason]")).Select(card => card.Id).Distinct().Count());
        Assert.Equal(
            ["Seite 1", "Seite 2", "Seite 3", "nächste Seite"],
            first.Page.QuerySelectorAll("nav[aria-label=Seiten] a").Select(link => link.TextContent)
        );
        // The next one stands on the page that one is led to.
        var last = first.Page.QuerySelectorAll("[data-reason]")[^1].Id;
        var reply = await Reasons.ReleaseAsync(editor, first, last);
        Assert.Contains(
            $"#{reply.Location!.Split('#')[1]}",
            (await editor.GetAsync(reply.Location)).Page.QuerySelectorAll("[data-reason]").Select(card => "#" + card.Id)
        );
        Assert.Equal(
            3,
            (await editor.GetAsync(Reasons.QueuePath(key) + "?seite=99&zeige=unsinn")).Page.QuerySelectorAll("[data-reason]").Length
        );
    }

    [Fact]
    public async Task From_a_question_that_is_done_the_next_one_comes_up_and_after_the_last_the_first()
    {
        string[] parts = ["r1.:for", "r2.:for", "c1.:why"];
        var key = await app.OpenStudyAsync(60);
        for (var expert = 0; expert < 60; expert++)
            await app.HandInAsync(key, expert, [.. parts.Select(part => new AnswerChange(part, $"{part} von {expert}"))]);
        await app.CloseAsync(key);
        using var editor = await app.TeamAsync();
        var all = (await app.ReasonsAsync(key)).ToLookup(reason => reason.ItemKey, reason => $"b-{reason.Id:N}");
        var pages = new List<Reply>();
        for (var number = 1; number <= 4; number++)
            pages.Add(await editor.GetAsync($"{Reasons.QueuePath(key)}?seite={number}"));
        string[] order = [.. all["r1"], .. all["r2"], .. all["c1"]];
        Assert.Equal(order.Chunk(50), pages.Select(page => Cards(page).ToArray()));

        // The last one of the first question: the next one is the first of the second.
        Assert.EndsWith($"#{all["r2"].First()}", (await ReleaseAsync(pages[1], all["r1"].Last())).Location, StringComparison.Ordinal);
        // The last one of all: the first that is left.
        var reply = await ReleaseAsync(pages[3], all["c1"].Last());
        Assert.EndsWith($"#{all["r1"].First()}", reply.Location, StringComparison.Ordinal);
        Assert.DoesNotContain("seite=", reply.Location, StringComparison.Ordinal);
        // Those before have moved up: what stood second on the third page stands last on the second.
        reply = await ReleaseAsync(await editor.GetAsync($"{Reasons.QueuePath(key)}?seite=3"), all["r2"].ElementAt(41));
        Assert.EndsWith($"#{all["r2"].ElementAt(42)}", reply.Location, StringComparison.Ordinal);
        Assert.Contains(all["r2"].ElementAt(42), Cards(await editor.GetAsync(reply.Location!)));

        // One question alone.
        var only = await editor.GetAsync($"{Reasons.QueuePath(key)}?frage=c1");
        Assert.Equal(all["c1"].Take(50), Cards(only));
        only = await editor.GetAsync($"{Reasons.QueuePath(key)}?frage=c1&seite=2");
        Assert.Equal(all["c1"].Skip(50).SkipLast(1), Cards(only));
        reply = await ReleaseAsync(only, all["c1"].ElementAt(58));
        Assert.Equal(
            $"{Reasons.QueuePath(key)}?zeige=wartend&frage=c1&zuletzt={all["c1"].ElementAt(58)[2..]}#{all["c1"].First()}",
            reply.Location
        );
        Assert.Empty(Cards(await editor.GetAsync($"{Reasons.QueuePath(key)}?frage=unsinn")));

        Task<Reply> ReleaseAsync(Reply page, string card) => Reasons.ReleaseAsync(editor, page, card);
        static IEnumerable<string> Cards(Reply page) => page.Page.QuerySelectorAll("[data-reason]").Select(card => card.Id!);
    }

    [Fact]
    public async Task A_result_shows_ten_reasons_of_a_question_and_where_all_of_them_are()
    {
        var key = await app.OpenStudyAsync(12);
        for (var expert = 0; expert < 12; expert++)
            await app.HandInAsync(
                key,
                expert,
                new("r1", "4"),
                new(Reasons.For, $"Grund {expert}"),
                new("r2.:for", expert < 10 ? $"Anlass {expert}" : null)
            );
        await app.CloseAsync(key);
        await app.DecideAsync(
            key,
            reason =>
            {
                if (reason.Text == "Grund 11")
                    reason.Release(null, DateTime.UnixEpoch, "test");
            }
        );
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/runden/1/ergebnis");
        var reasons = page.Page.QuerySelectorAll("details.texts").Where(one => one.QuerySelector(".side") is not null).ToList();
        var many = reasons[0];
        var ten = reasons[1];
        Assert.Equal((10, 10), (many.QuerySelectorAll(".said").Length, ten.QuerySelectorAll(".said").Length));
        Assert.Contains("12 gegeben, 1 freigegeben", many.TextContent, StringComparison.Ordinal);
        Assert.Equal("Alle 12 Begründungen dieser Frage", many.QuerySelector("a")!.TextContent);
        Assert.Null(ten.QuerySelector("a"));
        Assert.Equal(
            12,
            (await editor.GetAsync(many.QuerySelector("a")!.GetAttribute("href")!)).Page.QuerySelectorAll("[data-reason]").Length
        );
    }

    [Fact]
    public async Task The_round_and_its_successor_say_how_many_wait()
    {
        var key = await Reasons.FirstAsync(app, Three);
        using var editor = await app.TeamAsync();
        Assert.Contains(
            "3 warten, 0 sind freigegeben, 0 zurückgehalten.",
            (await editor.GetAsync($"/team/studien/{key}/runden/1")).Text,
            StringComparison.Ordinal
        );
        var plan = await editor.GetAsync($"/team/studien/{key}/weiter");
        Assert.Contains("3 Begründungen aus Runde 1 warten noch", plan.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(plan, "main form");
        var planned = await editor.GetAsync($"/team/studien/{key}/runden/2");
        Assert.Contains("3 Begründungen aus Runde 1 warten noch", planned.Text, StringComparison.Ordinal);
        Assert.NotNull(planned.Page.QuerySelector($"a[href='{Reasons.QueuePath(key)}']"));
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        Assert.DoesNotContain("warten noch", (await editor.GetAsync($"/team/studien/{key}/runden/2")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_and_report_tell_the_reasons_with_how_many_they_convinced()
    {
        var key = await Reasons.FirstAsync(
            app,
            (0, Reasons.For, "Überzeugt <alle>"),
            (1, Reasons.For, "Überzeugt keinen"),
            (2, Reasons.Against, "Der ganze lange Text"),
            (3, Reasons.Against, "Bleibt unter uns")
        );
        await app.DecideAsync(
            key,
            reason =>
            {
                if (reason.Text == "Bleibt unter uns")
                    reason.Withhold("Nennt einen Namen.", DateTime.UnixEpoch, "test");
                else
                    reason.Release(
                        reason.Text.StartsWith("Der ganze", StringComparison.Ordinal) ? "Die kurze Fassung" : null,
                        DateTime.UnixEpoch,
                        "test"
                    );
            }
        );
        await app.NextAsync(key);
        var all = await app.ReasonAsync(key, "Überzeugt <alle>");
        for (var expert = 0; expert < 8; expert++)
            await app.HandInAsync(
                key,
                expert,
                [new("r1", "4"), .. expert is > 3 and < 7 ? (AnswerChange[])[new($"r1.:yes.{all.Id:N}", "1")] : []]
            );
        await app.CloseAsync(key);

        using var reader = await app.TeamAsync(StudyRole.Reader);
        var result = (await reader.GetAsync($"/team/studien/{key}/runden/1/ergebnis"))
            .Page.QuerySelector("details.texts:has(.sides)")!
            .TextContent;
        Assert.All(
            (string[])
                [
                    "4 gegeben, 3 freigegeben",
                    "– freigegeben; überzeugte in Runde 2: 3",
                    "Die kurze Fassung",
                    "– freigegeben, gekürzt",
                    "Bleibt unter uns",
                    "– zurückgehalten",
                ],
            words => Assert.Contains(words, result, StringComparison.Ordinal)
        );

        await app.DataAsync(async db =>
        {
            foreach (var round in (await db.StudyWithRoundsAsync(key, CancellationToken.None))!.Rounds)
                round.Release(DateTime.UnixEpoch, "test");
            return await db.SaveChangesAsync();
        });
        using var stakeholder = app.Visitor();
        foreach (
            var report in new[] { await reader.GetAsync($"/team/studien/{key}/bericht"), await stakeholder.GetAsync($"/ergebnisse/{key}") }
        )
        {
            Assert.Equal(
                ["Überzeugt <alle>", "Überzeugt keinen", "Die kurze Fassung"],
                report.Page.QuerySelectorAll(".reasons .said").Select(text => text.TextContent)
            );
            Assert.Contains("(Runde 1; überzeugte 3 Personen in Runde 2)", report.Text, StringComparison.Ordinal);
            Assert.All(
                (string[])["Der ganze lange", "Bleibt unter uns", "Nennt einen Namen", "<alle>"],
                words => Assert.DoesNotContain(words, report.Body, StringComparison.Ordinal)
            );
        }
    }

    /// <summary>Where both those whom it convinced and all others are enough: as an association.</summary>
    [Fact]
    public async Task The_report_tells_which_way_those_went_whom_a_reason_convinced()
    {
        var key = await app.OpenStudyAsync(12, Sample.Yaml.Replace("rounds: 2", "rounds: 3", StringComparison.Ordinal));
        for (var expert = 0; expert < 12; expert++)
            await app.HandInAsync(key, expert, [new("r1", "2"), .. expert == 0 ? (AnswerChange[])[new(Reasons.For, "Es wächst")] : []]);
        await app.CloseAsync(key);
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        await app.NextAsync(key);
        var reason = await app.ReasonAsync(key, "Es wächst");
        for (var expert = 0; expert < 12; expert++)
            await app.HandInAsync(
                key,
                expert,
                expert is > 0 and < 7 ? [new("r1", "4"), new($"r1.:yes.{reason.Id:N}", "1")] : [new("r1", "2")]
            );
        await app.CloseAsync(key);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        Assert.Contains(
            "Von 6 Befragten, die diese Begründung überzeugt hat, haben 6 die Antwort zu ihrer Seite hin geändert; von den 6 übrigen niemand. Das belegt keine Ursache.",
            (await reader.GetAsync($"/team/studien/{key}/bericht")).Page.QuerySelector(".reasons .shift")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_report_names_two_of_a_side_beside_the_question_and_says_how_many_more_the_data_volume_has()
    {
        var key = await Reasons.FirstAsync(
            app,
            [
                .. Enumerable.Range(0, 6).Select(expert => (expert, Reasons.For, $"Grund {expert}")),
                .. Enumerable.Range(0, 5).Select(expert => (expert, Reasons.Against, $"Gegengrund {expert}")),
            ]
        );
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var report = await reader.GetAsync($"/team/studien/{key}/bericht");
        Assert.Equal([2, 2], report.Page.QuerySelectorAll(".reasons .halves > div").Select(side => side.QuerySelectorAll("li").Length));
        Assert.Equal(
            ["4 weitere Gründe im Datenband", "3 weitere Gründe im Datenband"],
            report.Page.QuerySelectorAll(".reasons .halves > div > .note").Select(more => more.TextContent)
        );
        var data = await reader.GetAsync($"/team/studien/{key}/bericht-datenband");
        Assert.Equal([6, 5], data.Page.QuerySelectorAll(".reasons .halves > div").Select(side => side.QuerySelectorAll("li").Length));
    }
}
