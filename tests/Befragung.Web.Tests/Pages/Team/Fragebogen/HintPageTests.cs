using Befragung.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Fragebogen;

/// <summary>Hints are told where they belong, waved away and brought back; and what is missing in a language is counted and found.</summary>
public sealed class HintPageTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Double = "Ohne Geld geht es nicht.";

    [Fact]
    public async Task A_hint_is_waved_away_and_comes_back_by_hand_or_when_its_text_changes()
    {
        var (editor, root) = await StudyAsync(Double);
        using var _ = editor;
        var page = await editor.GetAsync(root);
        Assert.Contains("Hinweise: 1", page.Text, StringComparison.Ordinal);
        Assert.Contains("Doppelte Verneinung: 1", page.Text, StringComparison.Ordinal);
        Assert.Equal($"{root}/fragen/r1#text-de", page.Page.QuerySelector(".hints li a")!.GetAttribute("href"));
        Assert.Contains("verneinen doppelt", (await editor.GetAsync($"{root}/fragen/r1")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("verneinen doppelt", (await editor.GetAsync($"{root}/fragen/r2")).Text, StringComparison.Ordinal);

        // From the page of the question back to it.
        Assert.Equal($"{root}/fragen/r1#hinweise", (await PressAsync(editor, $"{root}/fragen/r1", "ausblenden")).Location);
        page = await editor.GetAsync(root);
        Assert.Contains("Keine offenen Hinweise", page.Text, StringComparison.Ordinal);
        Assert.Contains("Ausgeblendet: 1", page.Text, StringComparison.Ordinal);
        Assert.Equal($"{root}#hinweise", (await PressAsync(editor, root, "wieder zeigen")).Location);
        Assert.Contains("Hinweise: 1", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);

        await PressAsync(editor, root, "ausblenden");
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("text-de", "Ohne Geld geht es nie."));
        page = await editor.GetAsync(root);
        Assert.Contains("Hinweise: 1", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ausgeblendet:", page.Text, StringComparison.Ordinal);

        // Who writes the same again has waved it away already.
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("text-de", Double));
        Assert.Contains("Keine offenen Hinweise", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_hint_any_more_is_waved_away_by_nobody()
    {
        var (editor, root) = await StudyAsync(Double);
        using var _ = editor;
        var page = await editor.GetAsync(root);
        var mark = page.Page.QuerySelector("button[name=hinweis]")!.GetAttribute("value")!;
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("text-de", "Ohne Geld geht es nie."));
        foreach (var sent in new[] { mark, "", "LongText", new string('x', 5_000) })
            Assert.Equal(302, (await PostAsync(editor, root, "Ausblenden", sent)).Status);
        Assert.Contains("Hinweise: 1", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        Assert.Equal($"{root}#hinweise", (await PostAsync(editor, root, "Ausblenden&frage=https://example.org", mark)).Location);
    }

    [Fact]
    public async Task A_reader_reads_hints_and_waves_none_away()
    {
        var (editor, root) = await StudyAsync(Double);
        using var _ = editor;
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var page = await reader.GetAsync(root);
        Assert.Contains("verneinen doppelt", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("button[name=hinweis]"));
        await PressAsync(editor, root, "ausblenden");
        var key = Key(root);
        var row = await app.DataAsync(db =>
            db.DismissedHints.SingleAsync(one => db.Studies.Any(study => study.Id == one.StudyId && study.Key == key))
        );
        Assert.Equal(("DoubleNegation", "r1/de", DateTimeKind.Utc), (row.Kind, row.Subject, row.At.Kind));
        Assert.NotEmpty(row.By);
    }

    [Fact]
    public async Task The_page_that_opens_a_round_counts_what_nobody_has_waved_away()
    {
        var (editor, root) = await StudyAsync(Double);
        using var _ = editor;
        var opening = $"/team/studien/{Key(root)}/runden/1/oeffnen";
        Assert.Contains("Hinweise, die noch offen sind: 1", (await editor.GetAsync(opening)).Text, StringComparison.Ordinal);
        await PressAsync(editor, root, "ausblenden");
        Assert.DoesNotContain("Hinweise, die noch offen sind", (await editor.GetAsync(opening)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_texts_are_counted_marked_and_found_one_after_the_other()
    {
        var (editor, root) = await StudyAsync("Wie wichtig ist Größe?");
        using var _ = editor;
        Assert.Contains("Texte gibt es auch in der Sprache Englisch", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("text-en", ""));
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/a1"), "form.drafting", ("options-1-name-en", ""));
        await editor.SubmitAsync(await editor.GetAsync($"{root}/skalen/sehr_wichtig_5"), "form.drafting", ("labels-5-en", ""));
        var page = await editor.GetAsync(root);
        Assert.Contains("Englisch: 3 Texte von ", page.Text, StringComparison.Ordinal);
        Assert.Contains("ein Text fehlt", page.Page.QuerySelector("#frage-a1")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("fehlt", page.Page.QuerySelector("#frage-c1")!.TextContent, StringComparison.Ordinal);
        // In the order of the file: scales come before questions.
        string Next(Reply reply) =>
            reply
                .Page.QuerySelectorAll("main a")
                .Single(link => link.TextContent.Contains("fehlenden Text", StringComparison.Ordinal))
                .GetAttribute("href")!;
        Assert.Equal($"{root}/skalen/sehr_wichtig_5#labels-5-en", Next(page));
        var scale = await editor.GetAsync($"{root}/skalen/sehr_wichtig_5");
        Assert.Contains("Davon ist einer auf dieser Seite.", scale.Text, StringComparison.Ordinal);
        Assert.Contains("fehlt noch", scale.Page.QuerySelector("label[for=labels-5-en]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"{root}/fragen/r1#text-en", Next(scale));
        Assert.Equal($"{root}/fragen/a1#options-1-name-en", Next(await editor.GetAsync($"{root}/fragen/r1")));
        Assert.Equal($"{root}/skalen/sehr_wichtig_5#labels-5-en", Next(await editor.GetAsync($"{root}/fragen/a1")));
    }

    [Fact]
    public async Task A_group_has_a_target_and_the_panel_counts_towards_it()
    {
        var (editor, root) = await StudyAsync("Wie wichtig ist Größe?");
        using var _ = editor;
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/gruppen"),
            "form.drafting",
            ("groups-0-target", "15"),
            ("groups-1-target", "viele")
        );
        Assert.Contains(
            "viele",
            (await editor.GetAsync($"{root}/gruppen")).Page.QuerySelector("#groups-1-target")!.GetAttribute("value"),
            StringComparison.Ordinal
        );
        Assert.Contains("Noch zu klären", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        await editor.SubmitAsync(await editor.GetAsync($"{root}/gruppen"), "form.drafting", ("groups-1-target", ""));
        Assert.Equal([15, null], (await app.ReadAsync(Key(root))).Round(1).Questionnaire.Groups.Select(group => group.Target));
        Assert.Contains("3 von 15", (await editor.GetAsync($"/team/studien/{Key(root)}/panel")).Text, StringComparison.Ordinal);
        // Three of the north are in the panel, and five have to answer.
        Assert.DoesNotContain("Kleine Gruppen", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        await editor.SubmitAsync(await editor.GetAsync($"{root}/gruppen"), "form.drafting", ("groups-0-target", ""));
        Assert.Contains("Im Panel sind aus „Norden“ bisher 3.", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        Assert.Contains("Im Panel sind aus „Norden“ bisher 3.", (await editor.GetAsync($"{root}/gruppen")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_two_versions_are_compared_and_what_a_round_asked_too()
    {
        var (editor, root) = await StudyAsync("Wie wichtig ist Größe?");
        using var _ = editor;
        foreach (var section in new[] { "drei", "vier" })
        {
            await editor.SubmitAsync(await editor.GetAsync(root), "form[action*='handler=Abschnitt']", ("title", section));
            await editor.PostAsync(
                $"{root}?handler=Loeschen&abschnitt={section}",
                Visitor.Fill(await editor.GetAsync(root), "main form").Fields
            );
        }
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("text-de", "Wie groß?"));
        var key = Key(root);
        var numbers = await app.DataAsync(db =>
            db.QuestionnaireVersions.Where(one => one.Study.Key == key).Select(one => one.Number).OrderBy(number => number).ToListAsync()
        );
        var compared = await editor.GetAsync($"{root}/fassungen?von=1&bis={numbers[^1]}");
        Assert.Contains("Wie groß?", compared.Page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("vier", compared.Page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("vier", (await editor.GetAsync($"{root}/fassungen?von=1&bis={numbers[^1] - 1}")).Text, StringComparison.Ordinal);
        foreach (var nonsense in new[] { "von=1&bis=99", "von=r1&bis=1", "von=x&bis=1", "von=r&bis=1", "von=-1&bis=1" })
            Assert.Equal(404, (await editor.GetAsync($"{root}/fassungen?{nonsense}")).Status);

        await app.OpenAsync(Key(root));
        var asked = await editor.GetAsync($"{root}/fassungen?von=r1&bis={numbers[^1]}");
        Assert.Contains("Kein Text ist anders", asked.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Wie wichtig ist Größe?",
            (await editor.GetAsync($"{root}/fassungen?von=1&bis=r1")).Page.QuerySelector("table")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_came_along_from_a_word_processor_is_told_where_it_stands()
    {
        var (editor, root) = await StudyAsync("Wie wichtig ist Größe?");
        using var _ = editor;
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/fragen/r1"),
            "form.drafting",
            ("text-de", "<p class=MsoNormal style='mso-bidi-font-size:11pt'>Wie <b>groß</b>?<o:p></o:p></p>"),
            ("note-de", "Fragen an <buero@befragung.internal> oder <https://example.org>.")
        );
        var page = await editor.GetAsync($"{root}/fragen/r1");
        Assert.Equal(["Text › Deutsch"], page.Page.QuerySelectorAll(".hints li a").Select(link => link.TextContent));
        Assert.Contains("aus dem Programm, aus dem der Text kopiert ist", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_people_of_the_panel_are_written_to_in_stays()
    {
        var key = await app.StudyAsync(3);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        await app.DataAsync(async db =>
        {
            var first = await db.Panelists.FirstAsync(one => db.Studies.Any(study => study.Id == one.StudyId && study.Key == key));
            return await db
                .Panelists.Where(one => one.Id == first.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Language, "en"));
        });
        var form = Visitor.Fill(await editor.GetAsync($"{root}/angaben"), "form.drafting").Fields;
        await editor.PostAsync($"{root}/angaben", [.. form.Where(field => field is not { Key: "languages", Value: "en" })]);
        var page = await editor.GetAsync($"{root}/angaben");
        Assert.Contains("die auf Englisch angeschrieben werden: 1.", page.Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Befragung.Delphi.RuleBrokenException>(() => app.OpenAsync(key));
        // What was written in it comes back with the version before.
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fassungen?nummer=1"), "main form[method=post]");
        Assert.DoesNotContain("Noch zu klären", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        Assert.Equal("How important is size?", (await app.ReadAsync(key)).Round(1).Questionnaire.ItemOf("r1")!.Text.In("en"));
    }

    [Fact]
    public async Task What_looks_forward_or_in_a_circle_or_beyond_a_shortened_scale_is_told_at_its_condition()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        foreach (var about in new[] { "r1", "r2" })
        {
            await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("when-item", about));
            var told = await editor.GetAsync($"{root}/fragen/r1");
            Assert.Contains("Eine Bedingung schaut nur zurück.", told.Text, StringComparison.Ordinal);
        }
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/r1"), "form.drafting", ("when-item", ""));
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/l1"), "form.drafting", ("when-item", "r1"));
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fragen/l1"), "form.drafting", ("when-values", "5"));
        Assert.DoesNotContain("Noch zu klären", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/skalen/sehr_wichtig_5"),
            "form.drafting",
            ("points", "4"),
            ("labels-4-de", "wichtig"),
            ("top-points", "1"),
            ("bottom-points", "1")
        );
        Assert.Contains(
            "„5“ liegt nicht auf der Skala von 1 bis 4.",
            (await editor.GetAsync($"{root}/fragen/l1")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_too_much_at_once_is_told_and_what_was_deleted_meanwhile_too()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        var much = new string('x', 1_000_000).Replace("xxxxxxxxxx", "Worte und ", StringComparison.Ordinal);
        var list = await editor.SubmitAsync(
            await editor.GetAsync($"{root}/einfuegen"),
            "main form",
            ("Liste", string.Concat(Enumerable.Repeat(much, 6)))
        );
        Assert.Equal(413, list.Status);
        Assert.Contains("Das ist zu viel Text auf einmal", list.Text, StringComparison.Ordinal);
        // As much as fits into a request is a matter of the page.
        var text = await editor.SubmitAsync(
            await editor.GetAsync($"{root}/text"),
            "main form",
            ("text", string.Concat(Enumerable.Repeat(much, 4)) + much[..900_000])
        );
        Assert.Equal(400, text.Status);
        Assert.DoesNotContain("Die Angaben sind unvollständig", text.Text, StringComparison.Ordinal);
        Assert.Equal("Wie wichtig ist Größe?", (await app.ReadAsync(key)).Round(1).Questionnaire.Items.First().Text.In("de"));

        var item = await editor.GetAsync($"{root}/fragen/r2");
        await editor.PostAsync($"{root}?handler=Loeschen&frage=r2", Visitor.Fill(await editor.GetAsync(root), "main form").Fields);
        var gone = await editor.SubmitAsync(item, "form.drafting", ("text-de", "Lange geschrieben"));
        Assert.Equal(409, gone.Status);
        Assert.Contains("Unter „Fassungen“ finden Sie sie wieder.", gone.Text, StringComparison.Ordinal);
    }

    private async Task<(Visitor Editor, string Root)> StudyAsync(string text)
    {
        var key = await app.StudyAsync(
            3,
            Sample
                .Yaml.Replace("Wie wichtig ist Größe?", text, StringComparison.Ordinal)
                // Three of the north are in the panel, which would be a hint of its own.
                .Replace("key: nord,", "key: nord, target: 10,", StringComparison.Ordinal)
        );
        return (await app.TeamAsync(StudyRole.Editor), $"/team/studien/{key}/fragebogen");
    }

    private static string Key(string root) => root.Split('/')[3];

    /// <summary>Presses the only button of a hint on a page.</summary>
    private static async Task<Reply> PressAsync(Visitor editor, string page, string words)
    {
        var reply = await editor.GetAsync(page);
        var button = reply
            .Page.QuerySelectorAll("button[name=hinweis]")
            .Single(one => one.TextContent.StartsWith(words, StringComparison.Ordinal));
        var fields = Visitor.Fill(reply, "form.hints").Fields;
        return await editor.PostAsync(
            button.GetAttribute("formaction")!,
            [.. fields, KeyValuePair.Create("hinweis", button.GetAttribute("value")!)]
        );
    }

    private static async Task<Reply> PostAsync(Visitor editor, string root, string handler, string mark) =>
        await editor.PostAsync(
            $"{root}?handler={handler}",
            [.. Visitor.Fill(await editor.GetAsync(root), "form.hints").Fields, KeyValuePair.Create("hinweis", mark)]
        );
}
