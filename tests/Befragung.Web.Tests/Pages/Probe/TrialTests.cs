using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Probe;

/// <summary>Colleagues try a round before it opens, by links and forms alone; nothing of it is counted, and it goes when the round opens.</summary>
public sealed class TrialTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task From_the_link_to_the_remarks_and_to_the_wiping()
    {
        var key = await app.StudyAsync(6);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var link = await LinkAsync(editor, key, "Kollegin A");
        Assert.DoesNotContain(link, (await editor.GetAsync($"/team/studien/{key}/probelauf")).Body, StringComparison.Ordinal);
        Assert.False(app.Holds(link.Split('/')[^1]));

        using var colleague = app.Visitor();
        await FillAsync(colleague, link);
        var page = await editor.GetAsync($"/team/studien/{key}/probelauf");
        Assert.Contains("abgegeben", page.Text, StringComparison.Ordinal);
        // A busy machine may take some seconds more.
        Assert.Matches("Erster Abschnitt: (1:[3-5]|2:[0-5])[0-9] min", page.Text);
        Assert.Contains("Kollegin A: unklar – Was heißt Größe?", Words(page.Text), StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector($"main a[href='/team/studien/{key}/fragebogen/fragen/r1']"));

        // It is in no table of answers.
        Assert.Equal((0, 6), await app.DataAsync(async db => (await db.Sheets.CountAsync(), await PanelOf(db, key))));
        var opening = await editor.GetAsync($"/team/studien/{key}/runden/1/oeffnen");
        Assert.Contains("Ein Probebogen wird mit dem Öffnen gelöscht.", opening.Text, StringComparison.Ordinal);

        await app.OpenAsync(key);
        var study = await app.ReadAsync(key);
        Assert.Equal((1, 1), (study.Round(1).TrialSheets, study.Round(1).TrialRemarks));
        Assert.False(await app.DataAsync(db => db.TrialSheets.AnyAsync(sheet => sheet.RoundId == study.Round(1).Id)));
        Assert.Equal(
            [ChronicleStep.TrialLinkMade, ChronicleStep.TrialsWiped],
            await app.DataAsync(db =>
                db.Chronicle.Where(row =>
                        row.StudyId == study.Id && (row.Step == ChronicleStep.TrialLinkMade || row.Step == ChronicleStep.TrialsWiped)
                    )
                    .OrderBy(row => row.Id)
                    .Select(row => row.Step)
                    .ToListAsync()
            )
        );
        var late = await colleague.FollowAsync(link);
        Assert.Equal(404, late.Status);
        Assert.Contains("Ein Probelauf endet, sobald die Runde geöffnet wird", late.Text, StringComparison.Ordinal);

        // What is counted and told later knows nothing of it but how many there were.
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "5"));
        await app.CloseAsync(key);
        var result = (await app.ReadAsync(key)).Round(1).Result!;
        Assert.Equal((6, 6), (result.Response.HandedIn, result.Of("r1")!.N));
        var report = await editor.GetAsync($"/team/studien/{key}/bericht");
        Assert.Contains("Abgegebene Probebögen: 1, Anmerkungen zu Fragen: 1.", report.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Kollegin A", report.Body, StringComparison.Ordinal);
        var export = await editor.GetAsync($"/team/studien/{key}/daten/antworten.csv");
        Assert.DoesNotContain("Nur zur Probe", export.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_says_so_on_each_page_and_touches_no_session()
    {
        var key = await app.StudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var link = await LinkAsync(editor, key, "Kollege B", "sued", "en");
        var other = await app.OpenStudyAsync(2);
        using var expert = await app.ExpertAsync(other);
        var start = await expert.FollowAsync(link);
        await expert.SubmitAsync(start, "main form", ("einverstanden", "true"));
        foreach (var page in (string[])["", "/abschnitt/eins", "/abgeben"])
        {
            var reply = await expert.GetAsync($"{link}/en{page}");
            Assert.Equal(200, reply.Status);
            Assert.Contains("Trial run – your answers do not count.", reply.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("\"/bogen/", reply.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("\"/bogen\"", reply.Body, StringComparison.Ordinal);
            Assert.Equal("DENY", reply.Headers["X-Frame-Options"]);
        }
        Assert.Equal(200, (await expert.GetAsync("/bogen/abschnitt/eins")).Status);
    }

    [Fact]
    public async Task What_is_saved_as_one_goes_along_keeps_remarks_and_two_tabs_lose_nothing()
    {
        var key = await app.StudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var link = await LinkAsync(editor, key, "C");
        using var colleague = app.Visitor();
        await colleague.SubmitAsync(await colleague.FollowAsync(link), "main form", ("einverstanden", "true"));
        var one = await colleague.GetAsync($"{link}/de/abschnitt/eins");
        var other = await colleague.GetAsync(one.Path);
        var (_, fields) = Visitor.Fill(one, "form.sheet", ("a.r1", "4"), ("anmerkung.r1", "Welche Größe?"));
        Assert.Equal(200, (await colleague.PostAsync(one.Path + "?handler=Merken", fields)).Status);
        await colleague.SubmitAsync(
            other,
            "form.sheet",
            ("a.r2", "1"),
            ("anmerkung.r2", "Schön?"),
            ("anmerkung.r1", "Welche Größe?"),
            ("go", "next")
        );
        var sheet = await app.DataAsync(db => db.TrialSheets.AsNoTracking().SingleAsync(one => one.Label == "C"));
        Assert.Equal(("4", "1"), (sheet.Answers["r1"], sheet.Answers["r2"]));
        Assert.Equal(["r1", "r2"], sheet.Notes.Remarks.Keys.Order());
    }

    [Fact]
    public async Task A_link_is_removed_and_a_study_deleted_with_its_trials()
    {
        var key = await app.StudyAsync(2);
        using var owner = await app.TeamAsync();
        var link = await LinkAsync(owner, key, "D");
        await LinkAsync(owner, key, "E");
        var page = await owner.GetAsync($"/team/studien/{key}/probelauf");
        await owner.SubmitAsync(page, "form[action*=Loeschen]");
        using var colleague = app.Visitor();
        Assert.Equal(404, (await colleague.FollowAsync(link)).Status);
        // Once more, as in another tab.
        Assert.Equal(302, (await owner.SubmitAsync(page, "form[action*=Loeschen]")).Status);
        var study = await app.ReadAsync(key);
        Assert.Equal(1, await app.DataAsync(db => db.TrialSheets.CountAsync(sheet => sheet.RoundId == study.Round(1).Id)));
        Assert.Equal(
            [ChronicleStep.TrialLinkMade, ChronicleStep.TrialLinkMade, ChronicleStep.TrialLinkRemoved],
            await app.DataAsync(db =>
                db.Chronicle.Where(row => row.StudyId == study.Id)
                    .Where(row => row.Step == ChronicleStep.TrialLinkMade || row.Step == ChronicleStep.TrialLinkRemoved)
                    .OrderBy(row => row.Id)
                    .Select(row => row.Step)
                    .ToListAsync()
            )
        );
        await app.DataAsync(db => db.Studies.Where(one => one.Id == study.Id).ExecuteDeleteAsync());
        Assert.Equal(0, await app.DataAsync(db => db.TrialSheets.CountAsync(sheet => sheet.RoundId == study.Round(1).Id)));
    }

    [Fact]
    public async Task Nonsense_is_answered_in_words()
    {
        var key = await app.StudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = await editor.GetAsync($"/team/studien/{key}/probelauf");
        const string Form = "form[action*=Anlegen]";
        var nameless = await editor.SubmitAsync(page, Form, ("name", " "));
        Assert.Equal(400, nameless.Status);
        Assert.Contains("Bitte schreiben Sie, für wen der Link ist", nameless.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await editor.SubmitAsync(page, Form, ("name", new string('x', 101)))).Status);
        Assert.Equal(409, (await editor.SubmitAsync(page, Form, ("name", "x"), ("gruppe", "weg"))).Status);
        Assert.Equal(409, (await editor.SubmitAsync(page, Form, ("name", "x"), ("sprache", "fr"))).Status);
        var marked = await editor.SubmitAsync(page, Form, ("name", "<b>x</b>"));
        Assert.DoesNotContain("<b>x</b>", marked.Body, StringComparison.Ordinal);
        using var stranger = app.Visitor();
        foreach (var link in (string[])["unbekannt", new string('a', 32), new string('a', 500), "%00", "..%2F.."])
            Assert.Contains((await stranger.FollowAsync($"/probe/{link}")).Status, (int[])[400, 404]);
        Assert.Equal(404, (await stranger.FollowAsync($"/probe/{new string('a', 32)}/de/abschnitt/eins")).Status);

        // The draft can be asked no more while the link is out, and then the group is gone.
        var good = await LinkAsync(editor, key, "F", "sued");
        await editor.SubmitAsync(await editor.GetAsync($"/team/studien/{key}/fragebogen/fragen/r1"), "form.drafting", ("text-de", ""));
        Assert.Equal(409, (await stranger.FollowAsync(good)).Status);
        Assert.Contains(
            "Zurzeit gibt es keinen Probelauf",
            (await editor.GetAsync($"/team/studien/{key}/probelauf")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Only_who_may_edit_makes_links_and_another_study_is_not_there()
    {
        var key = await app.StudyAsync(2);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var page = await reader.GetAsync($"/team/studien/{key}/probelauf");
        Assert.Equal(200, page.Status);
        Assert.Null(page.Page.QuerySelector("main form button"));
        var account = await app.AccountAsync(TeamRole.Member);
        using var other = await app.SignInAsync(account);
        Assert.Equal(404, (await other.GetAsync($"/team/studien/{key}/probelauf")).Status);
    }

    [Fact]
    public void A_pause_counts_for_half_an_hour_and_one_look_once()
    {
        var at = new DateTime(2026, 12, 1, 9, 0, 0, DateTimeKind.Utc);
        var notes = TrialNotes.None.Seen("eins", at, at.AddSeconds(20)).Seen("eins", at, at.AddSeconds(50));
        Assert.Equal(TimeSpan.FromSeconds(50), notes.TimeFor("eins"));
        notes = notes.Seen("eins", at.AddHours(1), at.AddHours(9)).Seen("eins", at, at.AddHours(-1));
        Assert.Equal(TimeSpan.FromSeconds(50 + 1800), notes.TimeFor("eins"));
        Assert.Null(notes.TimeFor("zwei"));
        Assert.Empty(notes.With("r1", new(true, "")).With("r1", new(false, "")).Remarks);
    }

    /// <summary>Consents, answers with a remark, and hands in; a minute and a half over the first section.</summary>
    [Fact]
    public async Task What_is_typed_wrongly_is_kept_on_a_trial_as_on_a_sheet()
    {
        var key = await app.StudyAsync(1);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var link = await LinkAsync(editor, key, "Kollege B");
        using var colleague = app.Visitor();
        await colleague.SubmitAsync(await colleague.FollowAsync(link), "main form", ("einverstanden", "true"));
        var section = await colleague.GetAsync($"{link}/de/abschnitt/eins");
        Assert.Equal(400, (await colleague.SubmitAsync(section, "form.sheet", ("a.a1.x", "2"), ("go", "next"))).Status);
        section = await colleague.GetAsync(section.Path);
        Assert.Contains("Der Rang 1 fehlt.", section.Text, StringComparison.Ordinal);
        Assert.NotNull(section.Page.QuerySelector("select[name='a.a1.x'] option[value='2'][selected]"));
        var review = await colleague.GetAsync($"{link}/de/abgeben");
        Assert.Equal(section.Path + "#f-a1", review.Page.QuerySelector(".tomend a")!.GetAttribute("href"));
        Assert.Equal(section.Path + "#f-a1", (await colleague.SubmitAsync(section, "form.sheet", ("takeback", "a1"))).Location);
        Assert.Null((await colleague.GetAsync($"{link}/de/abgeben")).Page.QuerySelector(".tomend"));
    }

    private async Task FillAsync(Visitor colleague, string link)
    {
        await colleague.SubmitAsync(await colleague.FollowAsync(link), "main form", ("einverstanden", "true"));
        var section = await colleague.GetAsync($"{link}/de/abschnitt/eins");
        Assert.Contains("Probelauf – Ihre Antworten zählen nicht.", section.Body, StringComparison.Ordinal);
        var (_, fields) = Visitor.Fill(
            section,
            "form.sheet",
            ("a.r1", "1"),
            ("unklar.r1", "1"),
            ("anmerkung.r1", "Was heißt Größe?"),
            ("go", "next")
        );
        var at = fields.FindIndex(field => field.Key == "gezeigt");
        fields[at] = new("gezeigt", $"{app.Clock.GetUtcNow().ToUnixTimeSeconds() - 90}");
        var next = await colleague.PostAsync(section.Path, fields);
        Assert.Equal($"{link}/de/abschnitt/zwei", next.Location);
        var review = await colleague.SubmitAsync(
            await colleague.GetAsync(next.Location!),
            "form.sheet",
            ("a.l1", "Nur zur Probe"),
            ("go", "next")
        );
        await colleague.SubmitAsync(await colleague.GetAsync(review.Location!), "form.handin", ("anyway", "true"));
    }

    /// <summary>Makes a link by the page; only the path of it.</summary>
    private static async Task<string> LinkAsync(Visitor editor, string key, string label, string group = "nord", string language = "de")
    {
        var made = await editor.SubmitAsync(
            await editor.GetAsync($"/team/studien/{key}/probelauf"),
            "form[action*=Anlegen]",
            ("name", label),
            ("gruppe", group),
            ("sprache", language)
        );
        Assert.Equal(200, made.Status);
        return new Uri(made.Page.QuerySelector("main .link a")!.GetAttribute("href")!).AbsolutePath;
    }

    private static Task<int> PanelOf(SurveyDb db, string key) =>
        db.Panelists.CountAsync(panelist => db.Studies.Any(study => study.Key == key && study.Id == panelist.StudyId));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
