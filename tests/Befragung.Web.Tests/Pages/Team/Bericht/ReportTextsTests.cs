using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;

namespace Befragung.Web.Tests.Pages.Team.Bericht;

/// <summary>The page where the team writes what only it knows.</summary>
public sealed class ReportTextsTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Form = "form.report-texts";

    [Fact]
    public async Task What_is_written_is_saved_said_to_be_and_stands_in_the_report()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var all = await editor.GetAsync(Texts(key));
        Assert.Contains("sagt der Bericht noch nichts:", all.Text, StringComparison.Ordinal);
        var pretest = Assert.Single(all.Page.QuerySelectorAll(".missing-topics a"), link => link.TextContent == "Pretest");
        Assert.Equal(Path(key, "methode") + "#topic-pretest", pretest.GetAttribute("href"));
        var page = await editor.GetAsync(Path(key, "methode"));

        var reply = await editor.SubmitAsync(
            page,
            Form,
            ("text.pretest.de", "  Fünf Fachleute\r\n\r\n- probierten <es>  "),
            ("text.pretest.en", "Five experts")
        );
        Assert.Equal(Path(key, "methode") + "?gespeichert=2", reply.Location);
        var saved = await editor.GetAsync(reply.Location!);
        Assert.Contains("Gespeichert: 2 Texte", saved.Page.QuerySelector(".kern-alert--success")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Fünf Fachleute\n\n- probierten <es>", saved.Page.QuerySelector("#pretest-de")!.TextContent);
        Assert.DoesNotContain(
            (await editor.GetAsync(Texts(key))).Page.QuerySelectorAll(".missing-topics a"),
            link => link.TextContent == "Pretest"
        );
        Assert.Contains("Zuletzt geändert am", saved.Page.QuerySelector("#help-pretest")!.TextContent, StringComparison.Ordinal);

        var report = await editor.GetAsync($"/team/studien/{key}/bericht");
        Assert.Equal("probierten <es>", report.Page.GetElementById("about.pretest")!.NextElementSibling!.QuerySelector("li")!.TextContent);
        Assert.Contains("Fehlt noch.", report.Text, StringComparison.Ordinal);
        Assert.Equal(
            "Five experts",
            (await editor.GetAsync($"/team/studien/{key}/bericht?sprache=en"))
                .Page.GetElementById("about.pretest")!
                .NextElementSibling!.TextContent.Trim()
        );
    }

    [Fact]
    public async Task Saving_an_unchanged_page_changes_nothing()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        Assert.Equal(Path(key) + "?gespeichert=0", (await editor.SubmitAsync(await editor.GetAsync(Path(key)), Form)).Location);
        var study = await app.ReadAsync(key);
        Assert.Empty(study.ReportTexts.Texts);
        Assert.Equal(0, study.Version);
    }

    [Fact]
    public async Task Two_people_who_write_at_once_lose_nothing()
    {
        using var one = await app.TeamAsync();
        using var other = await app.TeamAsync(StudyRole.Editor);
        var key = await ClosedAsync();
        var first = await one.GetAsync(Path(key));
        var second = await other.GetAsync(Path(key));
        Assert.Equal(302, (await one.SubmitAsync(first, Form, ("text.aim.de", "Fassung eins"), ("text.occasion.de", "Anlass"))).Status);

        var reply = await other.SubmitAsync(second, Form, ("text.aim.de", "Fassung zwei"), ("text.funding.de", "Keine"));
        Assert.Equal(409, reply.Status);
        Assert.Contains(
            "Einen Teil hat inzwischen jemand anderes geändert",
            reply.Page.QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("Fassung zwei", reply.Page.QuerySelector("#aim-de")!.TextContent);
        Assert.Equal("Fassung eins", reply.Page.QuerySelector("#other-aim-de .said")!.TextContent);
        Assert.Equal(("Fassung eins", "Anlass", "Keine"), await StoredAsync(key));

        // Whoever has seen both may decide.
        Assert.Equal(302, (await other.SubmitAsync(reply, Form, ("text.aim.de", "Beide Fassungen"))).Status);
        Assert.Equal(("Beide Fassungen", "Anlass", "Keine"), await StoredAsync(key));
    }

    [Fact]
    public async Task Saves_in_the_same_moment_are_all_kept()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var page = await editor.GetAsync(Path(key));
        var topics = ReportTopics.All.Take(9).Select(topic => topic.Key).ToList();
        var replies = await Task.WhenAll(topics.Select(topic => editor.SubmitAsync(page, Form, ($"text.{topic}.de", $"Text zu {topic}"))));
        Assert.All(replies, reply => Assert.Equal(302, reply.Status));
        var texts = (await app.ReadAsync(key)).ReportTexts;
        Assert.All(topics, topic => Assert.Equal($"Text zu {topic}", texts.In(topic, "de")));
    }

    [Fact]
    public async Task A_finding_is_shown_as_computed_can_be_rewritten_and_taken_back()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var page = await editor.GetAsync(Path(key, "befunde"));
        var computed = page.Page.QuerySelector("#finding-response-de")!.TextContent;
        Assert.StartsWith("An Runde 1 beteiligten sich 8 von 8 Eingeladenen", computed, StringComparison.Ordinal);
        Assert.StartsWith(
            "8 of 8 invited people took part",
            page.Page.QuerySelector("#finding-response-en")!.TextContent,
            StringComparison.Ordinal
        );

        await editor.SubmitAsync(page, Form, ("text.finding.response.de", "Alle waren dabei."));
        Assert.Contains(
            "Alle waren dabei.",
            (await editor.GetAsync($"/team/studien/{key}/bericht")).Page.QuerySelector(".strongest")!.TextContent,
            StringComparison.Ordinal
        );
        var rewritten = await editor.GetAsync(Path(key, "befunde"));
        Assert.Contains(computed, rewritten.Page.QuerySelector("#help-finding-response")!.TextContent, StringComparison.Ordinal);
        // Only what was rewritten is stored: the other language stays computed.
        Assert.Equal(["de"], (await app.ReadAsync(key)).ReportTexts.Of("finding.response")!.Text.Texts.Keys);

        Assert.Equal(302, (await editor.SubmitAsync(rewritten, Form, ("back", "finding.response"))).Status);
        Assert.Null((await app.ReadAsync(key)).ReportTexts.Of("finding.response"));
        Assert.Contains(
            computed,
            (await editor.GetAsync($"/team/studien/{key}/bericht")).Page.QuerySelector(".strongest")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_text_that_is_too_long_answers_400_keeps_what_was_typed_and_saves_nothing()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var text = new string('x', ReportTexts.MaxLength + 1);
        var reply = await editor.SubmitAsync(await editor.GetAsync(Path(key)), Form, ("text.aim.de", text), ("text.funding.de", "Keine"));
        Assert.Equal(400, reply.Status);
        Assert.Contains("möglich sind 10.000", reply.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            (text, "Keine"),
            (reply.Page.QuerySelector("#aim-de")!.TextContent, reply.Page.QuerySelector("#funding-de")!.TextContent)
        );
        Assert.Empty((await app.ReadAsync(key)).ReportTexts.Texts);
        Assert.Equal(302, (await editor.SubmitAsync(reply, Form, ("text.aim.de", "kürzer"))).Status);
        Assert.Equal("Keine", (await app.ReadAsync(key)).ReportTexts.In("funding", "de"));
    }

    [Fact]
    public async Task A_text_that_is_nested_too_deep_answers_400_and_saves_nothing()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var deep = "Tief " + new string('[', 400);
        var reply = await editor.SubmitAsync(await editor.GetAsync(Path(key)), Form, ("text.aim.de", "Ziel"), ("text.reason.de", deep));
        Assert.Equal(400, reply.Status);
        Assert.Contains("zu tief verschachtelt", reply.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(deep, reply.Page.QuerySelector("#reason-de")!.TextContent);
        Assert.Empty((await app.ReadAsync(key)).ReportTexts.Texts);
    }

    [Fact]
    public async Task Texts_can_be_written_before_there_is_any_result()
    {
        using var editor = await app.TeamAsync();
        var key = await app.StudyAsync(1);
        var page = await editor.GetAsync(Path(key));
        Assert.Equal(404, (await editor.GetAsync(Path(key, "befunde"))).Status);
        Assert.Empty(page.Page.QuerySelectorAll(".text-numbers"));
        Assert.Equal(302, (await editor.SubmitAsync(page, Form, ("text.aim.de", "Vorab"))).Status);
        Assert.Equal("Vorab", (await app.ReadAsync(key)).ReportTexts.In("aim", "de"));
    }

    [Fact]
    public async Task Every_field_has_a_label_and_the_language_it_is_written_in()
    {
        using var editor = await app.TeamAsync();
        var page = (await editor.GetAsync(Path(await ClosedAsync()))).Page;
        Assert.All(
            page.QuerySelectorAll("textarea"),
            field =>
            {
                Assert.NotEmpty(page.QuerySelector($"label[for='{field.Id}']")!.TextContent);
                Assert.Contains(field.GetAttribute("lang"), (string?[])["de", "en"]);
                Assert.All(field.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(page.GetElementById(id)));
            }
        );
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task A_number_that_is_named_follows_the_results_and_one_that_is_not_there_is_refused_with_its_place()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        var page = await editor.GetAsync(Path(key, "befunde"));
        var list = (await editor.GetAsync(page.Page.QuerySelector("[data-numbers] a")!.GetAttribute("href")!))
            .Page.QuerySelector(".numbers-list")!
            .TextContent;
        Assert.Contains("{{r1.anteil}}", list, StringComparison.Ordinal);
        Assert.Contains("{{teilgenommen.worte}}", list, StringComparison.Ordinal);

        var wrong = await editor.SubmitAsync(
            page,
            Form,
            ("text.finding.response.de", "Alle {{teilgenomen}} waren\ndabei, {{ r1.median }}.")
        );
        Assert.Equal(400, wrong.Status);
        Assert.Contains(
            "Zeile 1, Spalte 6: „{{teilgenomen}}“ ist kein Platzhalter. Am nächsten kommt: {{teilgenommen}}",
            wrong.Page.QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty((await app.ReadAsync(key)).ReportTexts.Texts);

        // Shown before it is saved, in each language with its own words.
        var shown = await StepAsync(
            editor,
            wrong,
            "Vorschau",
            ("text.finding.response.de", "Es waren {{teilgenommen.worte}} von 8."),
            ("text.finding.response.en", "{{r1.urteil}}, median {{r1.median}}")
        );
        Assert.Equal("Es waren 8 Personen von 8.", shown.Page.QuerySelector("#vorschau-finding-response-de .prose")!.TextContent);
        Assert.Equal("open, median 4", shown.Page.QuerySelector("#vorschau-finding-response-en .prose")!.TextContent);
        Assert.Empty((await app.ReadAsync(key)).ReportTexts.Texts);

        Assert.Equal(302, (await editor.SubmitAsync(shown, Form)).Status);
        await SaysAsync("8 Personen von 8.");
        Assert.Empty((await editor.GetAsync(Path(key, "befunde"))).Page.QuerySelectorAll(".changed-numbers"));

        // Another round closes, with fewer: the text follows, and what was typed is told to the team.
        await app.NextAsync(key);
        for (var index = 0; index < 7; index++)
            await app.HandInAsync(key, index, new AnswerChange("r1", "5"));
        await app.CloseAsync(key);
        await SaysAsync("7 Personen von 8.");
        var marked = await editor.GetAsync(Path(key, "befunde"));
        var changes = marked.Page.QuerySelector("#geaendert-finding-response")!.TextContent;
        Assert.Contains("8 Personen → 7 Personen", changes, StringComparison.Ordinal);
        Assert.Contains("4 → 5", changes, StringComparison.Ordinal);
        Assert.Contains("In einem Text haben sich Zahlen geändert.", (await editor.GetAsync(Texts(key))).Text, StringComparison.Ordinal);

        // Confirmed for what was seen; what else was typed meanwhile is a draft.
        var confirm = marked.Page.QuerySelector("#geaendert-finding-response button")!;
        Assert.Equal(
            302,
            (
                await StepAsync(
                    editor,
                    marked,
                    "Stimmt",
                    ("stimmt", confirm.GetAttribute("value")!),
                    ("text.finding.response.en", "Half written")
                )
            ).Status
        );
        var after = await editor.GetAsync(Path(key, "befunde"));
        Assert.Empty(after.Page.QuerySelectorAll(".changed-numbers"));
        Assert.Equal("Half written", after.Page.QuerySelector("#finding-response-en")!.TextContent);

        async Task SaysAsync(string words) =>
            Assert.Contains(
                words,
                (await editor.GetAsync($"/team/studien/{key}/bericht")).Page.QuerySelector(".strongest")!.TextContent,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task A_draft_is_kept_for_the_team_and_is_in_no_report_and_an_earlier_version_comes_back_as_one()
    {
        using var one = await app.TeamAsync();
        using var other = await app.TeamAsync(StudyRole.Editor);
        var key = await ClosedAsync();
        var page = await one.GetAsync(Path(key));
        Assert.Equal(302, (await one.SubmitAsync(page, Form, ("text.aim.de", "Fassung eins"))).Status);
        page = await one.GetAsync(Path(key));
        var old = await other.GetAsync(Path(key));
        var reply = await StepAsync(one, page, "Entwurf", ("text.aim.de", "Entwurf A"));
        Assert.Equal(Path(key) + "?entwurf=true", reply.Location);
        Assert.Contains("Fassung eins", await ReportAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Entwurf A", await ReportAsync(), StringComparison.Ordinal);

        // Who wrote at the same time is shown the other one's, and loses nothing.
        var late = await StepAsync(other, old, "Entwurf", ("text.aim.de", "Entwurf B"));
        Assert.Equal(409, late.Status);
        Assert.Equal("Entwurf B", late.Page.QuerySelector("#aim-de")!.TextContent);
        Assert.Equal("Entwurf A", late.Page.QuerySelector("#other-aim-de .said")!.TextContent);

        var drafted = await other.GetAsync(Path(key));
        Assert.Equal("Entwurf A", drafted.Page.QuerySelector("#aim-de")!.TextContent);
        Assert.Equal(302, (await other.SubmitAsync(drafted, Form)).Status);
        Assert.Contains("Entwurf A", await ReportAsync(), StringComparison.Ordinal);
        Assert.Empty((await app.ReadAsync(key)).ReportTexts.Drafts);

        var versions = await other.GetAsync(Path(key) + "/aim");
        Assert.Equal(2, versions.Page.QuerySelectorAll(".text-version").Length);
        Assert.Equal(Path(key) + "#topic-aim", (await other.SubmitAsync(versions, "main form")).Location);
        Assert.Equal("Fassung eins", (await other.GetAsync(Path(key))).Page.QuerySelector("#aim-de")!.TextContent);
        Assert.Contains("Entwurf A", await ReportAsync(), StringComparison.Ordinal);
        Assert.Equal(409, (await other.SubmitAsync(versions, "main form")).Status);

        var dropped = await StepAsync(other, await other.GetAsync(Path(key)), "Entwurf", ("verwerfen", "aim"));
        Assert.Equal(302, dropped.Status);
        Assert.Empty((await app.ReadAsync(key)).ReportTexts.Drafts);
        // Only what changed the report is in the chronicle, which names the step once more to choose it.
        Assert.Equal(
            2 + 1,
            (await one.GetAsync($"/team/studien/{key}/chronik")).Page.Body!.TextContent.Split("Texte des Berichts geändert").Length - 1
        );

        async Task<string> ReportAsync() => (await one.GetAsync($"/team/studien/{key}/bericht")).Text;
    }

    [Fact]
    public async Task Releasing_the_last_round_warns_of_what_is_missing_but_goes_on()
    {
        using var editor = await app.TeamAsync();
        var key = await ClosedAsync();
        // Two rounds are planned: after the first there is still time.
        Assert.Empty((await editor.GetAsync($"/team/studien/{key}/runden/1")).Page.QuerySelectorAll(".kern-alert--warning"));
        await app.NextAsync(key);
        await app.CloseAsync(key);
        var page = await editor.GetAsync($"/team/studien/{key}/runden/2");
        Assert.Contains("Pretest", page.Page.QuerySelector(".kern-alert--warning")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(302, (await editor.SubmitAsync(page, "form[action*=Freigeben]")).Status);
        using var stakeholder = app.Visitor();
        var report = await stakeholder.GetAsync($"/ergebnisse/{key}");
        Assert.Equal(200, report.Status);
        Assert.DoesNotContain("Fehlt noch", report.Body, StringComparison.Ordinal);
        Assert.Contains("nicht berichtet", (await stakeholder.GetAsync($"/ergebnisse/{key}/datenband")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_short_version_is_a_page_and_a_file_for_the_team_and_after_the_release_for_all()
    {
        var key = await ClosedAsync();
        using var reader = await app.TeamAsync(StudyRole.Reader);
        using var stakeholder = app.Visitor();
        Assert.Contains("Kurzfassung", (await reader.GetAsync($"/team/studien/{key}/bericht-kurz")).Text, StringComparison.Ordinal);
        Assert.Equal("application/pdf", (await reader.GetAsync($"/team/studien/{key}/bericht-kurz.pdf")).Type);
        foreach (var path in (string[])["kurz", "kurz.pdf"])
            Assert.Equal(404, (await stakeholder.GetAsync($"/ergebnisse/{key}/{path}")).Status);
        await app.ReleaseAsync(key);
        var page = await stakeholder.GetAsync($"/ergebnisse/{key}/kurz?sprache=en");
        Assert.Contains("Short version", page.Text, StringComparison.Ordinal);
        var pdf = await stakeholder.GetAsync(page.Page.QuerySelector(".tools a")!.GetAttribute("href")!);
        Assert.Equal((200, "application/pdf"), (pdf.Status, pdf.Type));
    }

    /// <summary>Another button of the form.</summary>
    private static Task<Reply> StepAsync(Visitor visitor, Reply page, string step, params (string Name, string? Value)[] changes)
    {
        var button = page.Page.QuerySelector($"{Form} [formaction$='handler={step}']")!;
        return visitor.PostAsync(button.GetAttribute("formaction")!, Visitor.Fill(page, Form, changes).Fields);
    }

    private static string Texts(string key) => $"/team/studien/{key}/bericht/texte";

    private static string Path(string key, string chapter = "hintergrund") => $"{Texts(key)}/{chapter}";

    private async Task<(string, string, string)> StoredAsync(string key) =>
        (await app.ReadAsync(key)).ReportTexts is var texts
            ? (texts.In("aim", "de"), texts.In("occasion", "de"), texts.In("funding", "de"))
            : default;

    private async Task<string> ClosedAsync()
    {
        var key = await app.OpenStudyAsync(8);
        for (var index = 0; index < 8; index++)
            await app.HandInAsync(key, index, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        return key;
    }
}
