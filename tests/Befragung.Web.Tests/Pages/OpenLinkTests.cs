using System.Globalization;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages;

/// <summary>People who come by an open link, by pages and forms alone.</summary>
public sealed class OpenLinkTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const int People = 200;

    [Fact]
    public async Task Two_hundred_people_take_part_and_the_results_and_the_report_are_right()
    {
        app.Clock.Ahead += TimeSpan.FromMinutes(2);
        var key = await app.StudyAsync(0, OpenSurveys.Yaml);
        var study = $"/team/studien/{key}";
        using var editor = await app.TeamAsync(StudyRole.Editor);
        Assert.Contains(
            "oder legen Sie einen offenen Link an",
            (await editor.GetAsync(study + "/runden/1/oeffnen")).Text,
            StringComparison.Ordinal
        );
        await editor.SubmitAsync(await editor.GetAsync(study + "/offen"), "main form[action*=Anlegen]", ("gruppe", ""));
        var code = await app.DataAsync(db => db.OpenLinks.OrderByDescending(link => link.Id).Select(link => link.Code).FirstAsync());
        using (var early = app.Visitor())
            Assert.Contains("hat noch nicht begonnen", (await early.GetAsync($"/offen/{code}")).Text, StringComparison.Ordinal);
        Assert.Contains("Fragebogen und offener Link sind da.", (await editor.GetAsync(study)).Text, StringComparison.Ordinal);
        await editor.OpenRoundAsync(study + "/runden/1");
        var told = await editor.GetAsync(study + "/runden/1?getan=geoeffnet");
        Assert.Contains("Wer den offenen Link kennt, kann jetzt teilnehmen.", told.Text, StringComparison.Ordinal);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, People),
            new ParallelOptions { MaxDegreeOfParallelism = 6 },
            async (person, _) => await TakePartAsync(code, person)
        );
        Assert.Equal(People, await app.ParticipantsAsync(code));
        Assert.Contains("eingeschaltet", (await editor.GetAsync(study + "/offen")).Text, StringComparison.Ordinal);
        // Nobody has a name, so nobody is in a list, and nobody gets a letter.
        var panel = await editor.GetAsync(study + "/panel");
        Assert.Equal((200, 0), (panel.Status, panel.Page.QuerySelectorAll("[aria-labelledby=liste] tbody tr").Length));
        Assert.Equal(0, await app.DataAsync(db => db.Outbox.CountAsync()));

        await app.CloseAsync(key);
        var round = (await app.ReadAsync(key)).Round(1);
        var result = round.Result!;
        Assert.Equal((People, People), (result.Response.Invited, result.Response.HandedIn));
        Assert.Equal(People, result.Of("r0")!.N);
        Assert.Equal(
            Enumerable.Range(1, 5).Select(point => Enumerable.Range(0, People).Count(person => Answer(person, 0) == point)),
            result.Of("r0")!.Counts
        );
        Assert.Equal(People / 2, result.Of("r0")!.Groups.Single(group => group.Key == "nord").N);
        // The last three said what the first said.
        Assert.Equal((People, 3), (round.OpenSheets, round.EqualSheets));
        var report = await editor.GetAsync(study + "/bericht");
        Assert.Contains("sie sind keine Zufallsauswahl", report.Body, StringComparison.Ordinal);
        Assert.Contains(
            "200 von 200 abgegebenen Bögen kamen über offene Links. Gleich einem anderen waren davon 3.",
            report.Body,
            StringComparison.Ordinal
        );
        Assert.Contains("mindestens 10 Fragen sind beantwortet", report.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await editor.GetAsync(study + "/daten/antworten.csv")).Status);
        using var late = app.Visitor();
        Assert.Contains("Diese Befragung ist beendet", (await late.GetAsync($"/offen/{code}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_stores_nothing_and_a_button_that_is_pressed_twice_makes_one_participant()
    {
        var (key, code) = await OpenAsync();
        using var person = app.Visitor();
        var page = await person.GetAsync($"/offen/{code[..4].ToUpperInvariant()}-{code[4..]}");
        var tab = await person.GetAsync($"/offen/{code}");
        Assert.Equal(0, await app.PanelistsAsync(key));
        var fields = Fields(page);
        var both = await Task.WhenAll(person.PostAsync(page.Path, fields), person.PostAsync(page.Path, fields));
        Assert.All(both, reply => Assert.Equal("/bogen", reply.Location));
        Assert.Equal((1, 1), (await app.PanelistsAsync(key), await app.ParticipantsAsync(code)));
        // The other tab, and "back", lead to the same sheet.
        Assert.Equal("/bogen", (await person.PostAsync(tab.Path, Fields(tab))).Location);
        Assert.Equal("/bogen", (await person.PostAsync(page.Path, fields)).Location);
        Assert.Equal(1, await app.PanelistsAsync(key));
        Assert.Contains(
            "In diesem Browser hat schon jemand begonnen",
            (await person.GetAsync($"/offen/{code}")).Text,
            StringComparison.Ordinal
        );

        // On a shared computer somebody else begins; what the first one sent opens nothing then.
        var left = await person.SubmitAsync(await person.GetAsync($"/offen/{code}"), "main form[action*=Verlassen]");
        Assert.Equal($"/offen/{code}", left.Location);
        app.Clock.Ahead += TimeSpan.FromMinutes(3);
        var used = await person.PostAsync(page.Path, fields);
        Assert.Equal(400, used.Status);
        Assert.Contains("Diese Seite war nicht mehr aktuell", used.Text, StringComparison.Ordinal);
        Assert.Equal("/bogen", (await person.SubmitAsync(used, OpenSurveys.Form, ("wort", OpenSurveys.WordOn(used)))).Location);
        Assert.Equal((2, 2), (await app.PanelistsAsync(key), await app.ParticipantsAsync(code)));
    }

    [Fact]
    public async Task Who_comes_too_late_too_early_or_with_a_wrong_code_reads_why()
    {
        var (key, code) = await OpenAsync(link => link.Limit(1, null, null));
        using var first = app.Visitor();
        using var second = app.Visitor();
        var page = await second.GetAsync($"/offen/{code}");
        Assert.Equal("/bogen", (await first.JoinAsync(code, ("gruppe", "nord"))).Location);
        var full = await second.PostAsync(page.Path, Fields(page));
        Assert.Equal(409, full.Status);
        Assert.Contains("schon so viele teilgenommen", full.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await second.GetAsync($"/offen/{code}")).Status);
        Assert.Equal(1, await app.PanelistsAsync(key));

        var now = app.Clock.GetUtcNow().UtcDateTime;
        await Says(await app.OpenLinkAsync(key, "nord", link => link.SwitchOff(now)), "kann zurzeit niemand teilnehmen");
        await Says(await app.OpenLinkAsync(key, "nord", link => link.Limit(null, now.AddDays(2), null)), "Sie beginnt am");
        await Says(await app.OpenLinkAsync(key, "nord", link => link.Limit(null, null, now.AddMinutes(-1))), "Diese Befragung ist beendet");
        foreach (var wrong in (string[])["aaaaaaaa", "x", "0o1l0o1l", new string('x', 2_000)])
            Assert.Equal(404, (await second.GetAsync($"/offen/{wrong}")).Status);
        Assert.Equal(200, (await second.GetAsync("/offen")).Status);
        Assert.Equal($"/offen/{code}", (await second.GetAsync($"/offen?code={code[..4]}+{code[4..]}")).Location);
        Assert.Equal(404, (await second.PostAsync("/offen/aaaaaaaa", Fields(page))).Status);
        var open = await app.OpenLinkAsync(key, null);
        var there = await second.GetAsync($"/offen/{open}");
        var nonsense = new string('ü', 10_000);
        foreach (var field in (string[])["karte", "arbeit", "gruppe", "wort"])
            Assert.Equal(
                400,
                (await second.SubmitAsync(there, OpenSurveys.Form, ("gruppe", "nord"), (field == "gruppe" ? "x" : field, nonsense))).Status
            );
        Assert.Equal(
            400,
            (await second.SubmitAsync(there, OpenSurveys.Form, ("gruppe", nonsense), ("wort", OpenSurveys.WordOn(there)))).Status
        );

        async Task Says(string which, string words)
        {
            var reply = await second.GetAsync($"/offen/{which}");
            Assert.Equal(200, reply.Status);
            Assert.Contains(words, reply.Text, StringComparison.Ordinal);
            Assert.Null(reply.Page.QuerySelector(OpenSurveys.Form));
        }
    }

    [Fact]
    public async Task The_access_code_opens_however_it_is_written_and_cannot_be_guessed()
    {
        var key = await app.OpenStudyAsync(1, OpenSurveys.Yaml);
        var code = await app.OpenLinkAsync(key, "sued");
        var id = await app.DataAsync(db => db.OpenLinks.Where(link => link.Code == code).Select(link => link.Id).SingleAsync());
        using var owner = await app.TeamAsync();
        var page = await owner.GetAsync($"/team/studien/{key}/offen");
        var form = $"main form[action*=Aendern]:has([value='{id}'])";
        var refused = await owner.SubmitAsync(
            page,
            form,
            ("zugang", "kurz"),
            ("hoechstens", "viele"),
            ("von", "2026-12-24"),
            ("bis", "2026-12-01")
        );
        Assert.Equal(400, refused.Status);
        Assert.All(
            (string[])["6 bis 100 Zeichen", "ganze Zahl von 1", "liegt vor dem ersten"],
            words => Assert.Contains(words, refused.Text, StringComparison.Ordinal)
        );
        await owner.SubmitAsync(page, form, ("zugang", "Storchennest"), ("hoechstens", "500"));
        Assert.False(app.Holds("storchennest"));
        Assert.Contains("0 von höchstens 500", (await owner.GetAsync($"/team/studien/{key}/offen")).Text, StringComparison.Ordinal);

        using var person = app.Visitor("en");
        var wrong = await person.JoinAsync(code, ("zugang", new string('x', 10_000)));
        Assert.Equal(400, wrong.Status);
        Assert.Contains("This access code is not right.", wrong.Text, StringComparison.Ordinal);
        for (var more = 0; more < 30; more++)
            Assert.Equal(400, (await person.JoinAsync(code, ("zugang", $"geraten{more}"))).Status);
        var stopped = await person.JoinAsync(code, ("zugang", "Storchennest"));
        Assert.Equal(429, stopped.Status);
        Assert.InRange(int.Parse(stopped.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 60);
        app.Clock.Ahead += TimeSpan.FromMinutes(2);
        Assert.Equal("/bogen", (await person.JoinAsync(code, ("zugang", " STORCHENNEST "))).Location);
        Assert.Equal(
            ("sued", "en"),
            await app.DataAsync(db =>
                db.Panelists.Where(one => one.OpenLinkId == id)
                    .Select(one => new ValueTuple<string, string>(one.GroupKey, one.Language))
                    .SingleAsync()
            )
        );
    }

    [Fact]
    public async Task A_class_passes_a_crowd_is_asked_and_a_robot_has_to_wait()
    {
        app.Clock.Ahead += TimeSpan.FromMinutes(2);
        var (key, code) = await OpenAsync();
        using var hurried = app.Visitor();
        var fresh = await hurried.GetAsync($"/offen/{code}");
        // Within the same second, with the script's work and without: both copy a word.
        var asked = await hurried.PostAsync(fresh.Path, Fields(fresh, word: "", worked: true));
        Assert.Equal(400, asked.Status);
        Assert.Equal("always", asked.Page.QuerySelector("[data-question]")!.GetAttribute("data-question"));
        // A field that only programs see.
        app.Clock.Ahead += TimeSpan.FromSeconds(5);
        var trapped = Fields(fresh, word: "", worked: true);
        trapped.RemoveAll(field => field.Key == "webseite");
        Assert.Equal(400, (await hurried.PostAsync(fresh.Path, [.. trapped, new("webseite", "http://x.example")])).Status);

        var pages = new List<(Visitor By, Reply Page)>();
        for (var pupil = 0; pupil < 30; pupil++)
        {
            var visitor = app.Visitor();
            pages.Add((visitor, await visitor.GetAsync($"/offen/{code}")));
        }
        app.Clock.Ahead += TimeSpan.FromSeconds(5);
        foreach (var (visitor, page) in pages)
            using (visitor)
                Assert.Equal("/bogen", (await visitor.PostAsync(page.Path, Fields(page, word: "", worked: true))).Location);
        Assert.Equal(30, await app.PanelistsAsync(key));

        using var robot = app.Visitor();
        var its = await robot.GetAsync($"/offen/{code}");
        app.Clock.Ahead += TimeSpan.FromSeconds(5);
        for (var more = 0; more < 30; more++)
            await robot.PostAsync(its.Path, Fields(its, word: "", worked: false));
        var crowd = await robot.PostAsync(its.Path, Fields(its, word: "", worked: true));
        Assert.Equal(400, crowd.Status);
        Assert.Contains("So unterscheiden wir Menschen von Programmen.", crowd.Text, StringComparison.Ordinal);
        Reply last;
        var tries = 0;
        do last = await robot.PostAsync(its.Path, Fields(its, word: "", worked: true));
        while (last.Status == 400 && ++tries < 400);
        Assert.Equal(429, last.Status);
        Assert.InRange(int.Parse(last.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 60);
        app.Clock.Ahead += TimeSpan.FromMinutes(2);
        Assert.Equal("/bogen", (await robot.PostAsync(its.Path, Fields(its))).Location);
    }

    [Fact]
    public async Task One_comes_back_by_a_link_that_is_kept_nowhere_and_is_written_to_only_where_one_left_an_address()
    {
        var (key, code) = await OpenAsync();
        using var person = app.Visitor();
        await person.JoinAsync(code, ("gruppe", "nord"));
        await person.ConsentAsync();
        Assert.Contains("/bogen/link", (await person.GetAsync("/bogen")).Body, StringComparison.Ordinal);
        await person.SubmitAsync(await person.GetAsync("/bogen/abschnitt/eins"), "form.sheet", ("a.r0", "4"), ("go", "next"));
        var own = await person.GetAsync("/bogen/link");
        var shown = await person.SubmitAsync(own, "main form[action*=Zeigen]");
        var link = new Uri(shown.Page.QuerySelector("main .link a")!.GetAttribute("href")!).AbsolutePath;
        Assert.False(app.Holds(link.Split('/')[^1]));

        // And it can be typed from paper.
        using (var typing = app.Visitor())
        {
            var code2 = shown.Page.QuerySelector("main strong.link")!.TextContent;
            Assert.Equal(link, (await typing.SubmitAsync(await typing.GetAsync("/code"), "main form", ("code", code2))).Location);
        }

        const string Mailed = "einmal-und-nie-wieder@example.org";
        var sent = await person.SubmitAsync(own, "main form[action*=Senden]", ("email", Mailed));
        Assert.Contains("Der Link ist unterwegs", sent.Text, StringComparison.Ordinal);
        Assert.False(app.Holds(Mailed));
        var letter = (await app.LettersAsync())
            .Select(path => MimeKit.MimeMessage.Load(path))
            .Single(one => one.To.ToString().Contains(Mailed, StringComparison.Ordinal));
        Assert.Contains("Leben in der Kleinstadt", letter.Subject, StringComparison.Ordinal);
        var mailed = new Uri(
            letter.TextBody!.Split('\n').Single(line => line.Contains("/einladung/", StringComparison.Ordinal)).Trim()
        ).AbsolutePath;
        foreach (var way in (string[])[link, mailed])
        {
            using var elsewhere = app.Visitor();
            Assert.Equal("/bogen", (await elsewhere.GetAsync(way)).Location);
            Assert.Contains("checked", (await elsewhere.GetAsync("/bogen/abschnitt/eins")).Body, StringComparison.Ordinal);
        }
        Assert.Equal(400, (await person.SubmitAsync(own, "main form[action*=Senden]", ("email", new string('x', 10_000)))).Status);
        await person.SubmitAsync(own, "main form[action*=Senden]", ("email", Mailed));
        await person.SubmitAsync(own, "main form[action*=Senden]", ("email", Mailed));
        Assert.Equal(429, (await person.SubmitAsync(own, "main form[action*=Senden]", ("email", Mailed))).Status);

        var left = await person.SubmitAsync(own, "main form[action*=Adresse]", ("name", "Ute Ohm"), ("adresse", "ute@example.org"));
        Assert.Contains("erhalten Sie an diese Adresse ein Anschreiben", left.Text, StringComparison.Ordinal);
        // Whoever names an address that somebody has does not learn so.
        using var second = app.Visitor();
        await second.JoinAsync(code, ("gruppe", "sued"));
        var same = await second.SubmitAsync(
            await second.GetAsync("/bogen/link"),
            "main form[action*=Adresse]",
            ("name", "U"),
            ("adresse", "ute@example.org")
        );
        Assert.Contains("erhalten Sie an diese Adresse ein Anschreiben", same.Text, StringComparison.Ordinal);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var panel = await editor.GetAsync($"/team/studien/{key}/panel");
        Assert.Contains("Ute Ohm", panel.Text, StringComparison.Ordinal);
        using (var reader = await app.TeamAsync(StudyRole.Reader))
            Assert.DoesNotContain("Ute Ohm", (await reader.GetAsync($"/team/studien/{key}/panel")).Text, StringComparison.Ordinal);

        await person.SubmitAsync(await person.GetAsync("/bogen/abgeben"), "main form.handin", ("anyway", "true"));
        await app.CloseAsync(key);
        Assert.Contains(
            "In eine weitere Runde kommen Sie mit Ihrem persönlichen Link",
            (await second.GetAsync("/bogen")).Text,
            StringComparison.Ordinal
        );
        await app.PlanAsync(key);
        var opening = await editor.GetAsync($"/team/studien/{key}/runden/2/oeffnen");
        Assert.Contains("Kein Anschreiben erhält eine Person, die über einen offenen Link kam", opening.Text, StringComparison.Ordinal);
        await app.OpenAsync(key);
        var round = (await app.ReadAsync(key)).CurrentRound.Id;
        Assert.Equal(
            (2, 1),
            (
                await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round)),
                await app.DataAsync(db => db.Outbox.CountAsync(entry => entry.RoundId == round))
            )
        );
        Assert.Equal(200, (await second.GetAsync("/bogen/einwilligung")).Status);
    }

    [Fact]
    public async Task Who_declined_and_comes_after_all_has_a_sheet_of_the_next_round_and_no_letter_that_could_go_nowhere()
    {
        var (key, code) = await OpenAsync();
        using var person = app.Visitor();
        await person.JoinAsync(code, ("gruppe", "nord"));
        await person.ConsentAsync();
        var shown = await person.SubmitAsync(await person.GetAsync("/bogen/link"), "main form[action*=Zeigen]");
        var link = new Uri(shown.Page.QuerySelector("main .link a")!.GetAttribute("href")!).AbsolutePath;
        await person.SubmitAsync(await person.GetAsync("/bogen/absage"), "main form[action*=Absagen]");
        await app.CloseAsync(key);
        await app.NextAsync(key);
        await person.SubmitAsync(await person.GetAsync(link + "/absage"), "main form[action*=Doch]");
        Assert.Equal("/bogen", (await person.GetAsync(link)).Location);
        var round = (await app.ReadAsync(key)).CurrentRound.Id;
        Assert.Equal(1, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round)));
        Assert.Equal(0, await app.DataAsync(db => db.Outbox.CountAsync(entry => entry.RoundId == round)));
    }

    [Fact]
    public async Task Panel_and_open_link_go_together()
    {
        var key = await app.OpenStudyAsync(6, OpenSurveys.Yaml);
        var code = await app.OpenLinkAsync(key, "sued");
        using var person = app.Visitor();
        Assert.Equal("/bogen", (await person.JoinAsync(code)).Location);
        // An invited expert who opens it in the browser of their sheet comes back to that.
        using var expert = await app.ExpertAsync(key);
        Assert.Contains(
            "In diesem Browser hat schon jemand begonnen",
            (await expert.GetAsync($"/offen/{code}")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(302, (await expert.GetAsync("/bogen/link")).Status);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var panel = await editor.GetAsync($"/team/studien/{key}/panel");
        Assert.Equal(6, panel.Page.QuerySelectorAll("[aria-labelledby=liste] tbody tr").Length);
        Assert.Contains(
            "1 davon kamen über einen offenen Link",
            (await editor.GetAsync($"/team/studien/{key}/runden/1")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(200, (await editor.GetAsync($"/team/studien/{key}")).Status);
        var page = await editor.GetAsync($"/team/studien/{key}/offen");
        await editor.SubmitAsync(page, "main form[action*=Schalten]");
        Assert.Contains("kann zurzeit niemand teilnehmen", (await app.Visitor().GetAsync($"/offen/{code}")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "offener Link ausgeschaltet",
            (await editor.GetAsync($"/team/studien/{key}/chronik")).Text,
            StringComparison.Ordinal
        );
    }

    private async Task<(string Key, string Code)> OpenAsync(Action<OpenLink>? change = null)
    {
        // What other tests sent from here is not counted any more.
        app.Clock.Ahead += TimeSpan.FromMinutes(2);
        var key = await app.StudyAsync(0, OpenSurveys.Yaml);
        var code = await app.OpenLinkAsync(key, null, change);
        await app.OpenAsync(key);
        return (key, code);
    }

    private static List<KeyValuePair<string, string>> Fields(Reply page, string? word = null, bool worked = false)
    {
        var ticket = page.Page.QuerySelector("[name=karte]")!.GetAttribute("value")!;
        return Visitor
            .Fill(
                page,
                OpenSurveys.Form,
                ("gruppe", "nord"),
                ("wort", word ?? OpenSurveys.WordOn(page)),
                ("arbeit", worked ? OpenSurveys.Work(ticket) : "")
            )
            .Fields;
    }

    private async Task TakePartAsync(string code, int person)
    {
        using var visitor = app.Visitor();
        Reply joined;
        // More than a minute's worth of people come from this one address.
        while ((joined = await visitor.JoinAsync(code, ("gruppe", person % 2 == 0 ? "nord" : "sued"))).Status == 429)
            await Task.Delay(1000);
        Assert.Equal("/bogen", joined.Location);
        await visitor.ConsentAsync();
        var page = await visitor.GetAsync("/bogen/abschnitt/eins");
        await visitor.SubmitAsync(
            page,
            "form.sheet",
            [
                .. Enumerable
                    .Range(0, 11)
                    .Select(item => ($"a.r{item}", (string?)Answer(person, item).ToString(CultureInfo.InvariantCulture))),
                ("a.l1", $"Nummer {person}"),
                ("go", "next"),
            ]
        );
        var done = await visitor.SubmitAsync(await visitor.GetAsync("/bogen/abgeben"), "main form.handin", ("anyway", "true"));
        Assert.Equal("/bogen", done.Location);
    }

    /// <summary>Everybody says something else, but the last three, who say what the first says.</summary>
    private static int Answer(int person, int item)
    {
        var number = person >= People - 3 ? 0 : person;
        return 1
            + (
                (
                    item switch
                    {
                        < 4 => number / (int)Math.Pow(5, item),
                        _ => item,
                    }
                ) % 5
            );
    }
}
