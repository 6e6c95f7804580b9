using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Fragebogen;

/// <summary>The questionnaire of a planned later round is written in the same editor.</summary>
public sealed class LaterRoundTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task A_planned_round_is_written_further_opened_answered_and_closed_and_round_1_stays_as_it_was()
    {
        var key = await PlannedAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        var overview = await editor.GetAsync(root);
        Assert.Contains("Hier entsteht, was Runde 2 fragt.", overview.Text, StringComparison.Ordinal);
        Assert.Contains("Fragebogen bearbeiten", (await editor.GetAsync($"/team/studien/{key}")).Text, StringComparison.Ordinal);

        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/abschnitte/eins"),
            "form.drafting",
            ("introduction-de", "Noch einmal zu **drei** Fragen."),
            ("introduction-en", "Once more.")
        );
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/angaben"),
            "form.drafting",
            ("introduction-de", "Willkommen zurück."),
            ("introduction-en", "Welcome back.")
        );
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/fragen/r2"),
            "form.drafting",
            ("text-de", "Ist klein wirklich schön?"),
            ("text-en", "Is small really beautiful?")
        );
        await editor.SubmitAsync(
            await editor.GetAsync($"{root}/fragen/c1"),
            "form.drafting",
            ("text-de", "Wohin jetzt?"),
            ("text-en", "Where to now?"),
            ("same", "true")
        );
        var added = await editor.SubmitAsync(
            await editor.GetAsync(root),
            "form[action*='handler=Frage']",
            ("text-eins", "Und was kostet es?"),
            ("type-eins", "number")
        );
        Assert.Equal($"{root}/fragen/und_was_kostet_es?gespeichert=true", added.Location);
        await editor.SubmitAsync(await editor.GetAsync(added.Location!), "form.drafting", ("text-en", "And what does it cost?"));
        overview = await editor.GetAsync(root);
        Assert.DoesNotContain("Noch zu klären", overview.Text, StringComparison.Ordinal);
        Assert.Contains(
            "anders formuliert als in Runde 1",
            overview.Page.QuerySelector("#frage-r2")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "neu",
            overview.Page.QuerySelector("#frage-und_was_kostet_es p.muted")!.TextContent.Trim(),
            StringComparison.Ordinal
        );

        // All that shows the questionnaire shows that of round 2.
        Assert.Contains("Willkommen zurück.", (await editor.GetAsync($"{root}/papier?sprache=de")).Body, StringComparison.Ordinal);
        Assert.Contains(
            "Und was kostet es?",
            Encoding.UTF8.GetString([.. (await editor.GetAsync($"{root}/datei")).Content]),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Noch einmal zu",
            (await editor.GetAsync($"/team/studien/{key}/vorschau/2/nord/de/rechner/abschnitt/eins")).Text,
            StringComparison.Ordinal
        );
        var asked = await editor.GetAsync($"{root}?runde=1");
        Assert.Contains("Ist klein schön?", asked.Text, StringComparison.Ordinal);
        Assert.Null(asked.Page.QuerySelector("main form"));
        Assert.Equal(404, (await editor.GetAsync($"{root}?runde=7")).Status);
        Assert.DoesNotContain(
            "Und was kostet es?",
            Encoding.UTF8.GetString([.. (await editor.GetAsync($"{root}/datei?runde=1")).Content]),
            StringComparison.Ordinal
        );

        await app.OpenAsync(key);
        var study = await app.ReadAsync(key);
        Assert.Equal(
            ("Ist klein schön?", "Ist klein wirklich schön?"),
            (study.Round(1).Questionnaire.ItemOf("r2")!.Text.In("de"), study.Round(2).Questionnaire.ItemOf("r2")!.Text.In("de"))
        );
        Assert.Equal("Kleine Befragung über Größe", study.Title.In("de"));
        // Versions are counted for each round; those of round 1 are as they were.
        Assert.Equal(
            [(1, 1), (1, 2), (2, 1), (2, 2)],
            await app.DataAsync(async db =>
                (await db.QuestionnaireVersions.Where(one => one.StudyId == study.Id).ToListAsync())
                    .Select(one => (one.Round, one.Number))
                    .Order()
                    .ToList()
            )
        );
        Assert.Equal(
            [1, 2],
            await app.DataAsync(db =>
                db.Chronicle.Where(row => row.StudyId == study.Id && row.Step == ChronicleStep.QuestionnaireRevised)
                    .Select(row => row.Round!.Value)
                    .Order()
                    .ToListAsync()
            )
        );
        Assert.Contains("Fassung 2", (await editor.GetAsync($"{root}/fassungen?runde=1")).Text, StringComparison.Ordinal);
        Assert.Equal(root, (await editor.GetAsync($"{root}/fragen/r2")).Location);

        using var expert = await app.ReturningAsync(key);
        var sheet = await expert.GetAsync("/bogen/abschnitt/eins");
        Assert.Contains("Noch einmal zu", sheet.Text, StringComparison.Ordinal);
        Assert.Contains("Und was kostet es?", sheet.Text, StringComparison.Ordinal);

        // What is asked in other words is told with the old ones, and cannot be answered as before.
        Assert.Null(sheet.Page.QuerySelector("#f-r1-vorher"));
        Assert.Contains("Ist klein schön?", sheet.Page.QuerySelector("#f-r2-vorher")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("antworten Sie bitte neu", sheet.Page.QuerySelector("#f-r2-vorher")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Gemeint ist dasselbe.", sheet.Page.QuerySelector("#f-c1-vorher")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ihre Antwort bisher: 2", sheet.Page.QuerySelector("#f-r2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["r1", "c1"],
            sheet.Page.QuerySelectorAll("button[name=keep][value]:not([value='*'])").Select(button => button.GetAttribute("value"))
        );
        foreach (var keep in (string[])["r2", "*"])
            await expert.SubmitAsync(sheet, "main form", ("keep", keep));
        var kept = (await app.SheetAsync(key)).Answers;
        Assert.Equal(("4", null, "hin"), (kept["r1"], kept["r2"], kept["c1"]));
        for (var person = 0; person < 6; person++)
            await app.HandInAsync(key, person, new("r1", "4"), new("r2", "2"), new("und_was_kostet_es", "7"));
        await app.CloseAsync(key);
        var second = (await app.ReadAsync(key)).Round(2);
        Assert.Equal(6, second.Result!.Of("und_was_kostet_es")!.N);
        Assert.Equal((1, null), (second.Result.Of("r1")!.Stability?.ComparedWith, second.Result.Of("r2")!.Stability?.ComparedWith));
        Assert.Equal(1, second.Result.Of("c1")!.Stability?.ComparedWith);
        Assert.Equal(
            [("c1", LineageKind.Reworded), ("r1", LineageKind.Kept), ("r2", LineageKind.Reworded), ("und_was_kostet_es", LineageKind.New)],
            second.Lineage.Where(line => line.Kind != LineageKind.Dropped).Select(line => (line.ItemKey, line.Kind)).Order()
        );
        var report = (await editor.GetAsync($"/team/studien/{key}/bericht-datenband")).Body;
        Assert.Contains("(nicht verglichen)", report, StringComparison.Ordinal);
        Assert.Contains("(gilt als dieselbe Frage)", report, StringComparison.Ordinal);
        Assert.Contains("Und was kostet es?", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        await app.PlanAsync(key);
        Assert.Contains("Was Runde 2 fragte", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);

        // What round 2 asked in other words is the same question from then on, and was none before.
        var third = (await editor.GetAsync($"/team/studien/{key}/vorschau/3/nord/de/rechner/abschnitt/eins")).Page;
        Assert.Null(third.QuerySelector("#f-r2-vorher"));
        Assert.Contains("Seit Runde 1", third.QuerySelector("#f-r1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Die mittlere Hälfte", third.QuerySelector("#f-r2")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Seit Runde 1", third.QuerySelector("#f-r2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_decided_before_round_1_is_refused_with_its_place_and_opens_no_round()
    {
        var key = await PlannedAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        foreach (var page in (string[])["gruppen", "einstellungen"])
        {
            Assert.Equal(root, (await editor.GetAsync($"{root}/{page}")).Location);
            var (_, fields) = Visitor.Fill(await editor.GetAsync($"{root}/angaben"), "form.drafting");
            Assert.Equal(409, (await editor.PostAsync($"{root}/{page}", fields)).Status);
        }
        var details = await editor.GetAsync($"{root}/angaben");
        Assert.Null(details.Page.QuerySelector("[name=title-de], [name=languages], [name=consent-de]"));

        var text = Encoding.UTF8.GetString([.. (await editor.GetAsync($"{root}/datei")).Content]);
        async Task<string> SavedAsync(string before, string after)
        {
            Assert.Contains(before, text, StringComparison.Ordinal);
            var page = await editor.GetAsync($"{root}/text");
            var changed = text.Replace(before, after, StringComparison.Ordinal);
            var (_, fields) = Visitor.Fill(page, "main form", ("text", changed));
            var told = await editor.PostAsync($"{root}/text?handler=Pruefen", fields);
            Assert.Contains(
                "in Runde 1",
                told.Body.Replace("von Runde 1", "in Runde 1", StringComparison.Ordinal),
                StringComparison.Ordinal
            );
            Assert.Equal(302, (await editor.SubmitAsync(page, "main form", ("text", changed))).Status);
            return (await editor.GetAsync(root)).Text;
        }

        Assert.Contains(
            "Einstellungen: Das steht seit der Öffnung von Runde 1 fest",
            await SavedAsync("smallestCell: 5", "smallestCell: 3"),
            StringComparison.Ordinal
        );
        Assert.Contains("Gruppen: Das steht seit der Öffnung", await SavedAsync("\"Süden\"", "\"Süd\""), StringComparison.Ordinal);
        Assert.Contains(
            "Diese Frage hatte in Runde 1 eine andere Skala.",
            await SavedAsync("points: 3", "points: 4"),
            StringComparison.Ordinal
        );
        Assert.Contains("eine Frage anderer Art", await SavedAsync("type: singleChoice", "type: ranking"), StringComparison.Ordinal);
        // The key of what was dropped is taken as well.
        Assert.Contains("eine Frage anderer Art", await SavedAsync("key: c1", "key: m1"), StringComparison.Ordinal);
        Assert.Contains(
            "Der Fragebogen ist noch nicht fertig.",
            (await editor.GetAsync($"/team/studien/{key}")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "noch nicht fertig",
            (await editor.GetAsync($"/team/studien/{key}/runden/2/oeffnen")).Text,
            StringComparison.Ordinal
        );
        await Assert.ThrowsAsync<RuleBrokenException>(() => app.OpenAsync(key));
        Assert.Contains(
            "zurzeit nicht lesbar",
            (await editor.GetAsync($"/team/studien/{key}/vorschau?runde=2")).Text,
            StringComparison.Ordinal
        );

        // What is told leads to where it can be mended, and an older version comes back.
        Assert.Equal(5, (await app.ReadAsync(key)).Round(2).Questionnaire.Settings.SmallestCell);
        await editor.SubmitAsync(await editor.GetAsync($"{root}/fassungen?runde=2&nummer=1"), "main form[method=post]");
        Assert.DoesNotContain("Noch zu klären", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        Assert.Equal("Wie wichtig ist Größe?", (await app.ReadAsync(key)).Round(2).Questionnaire.ItemOf("r1")!.Text.In("de"));
        await app.OpenAsync(key);
    }

    [Fact]
    public async Task What_is_deleted_in_the_editor_is_dropped_and_asks_for_its_reason()
    {
        var key = await PlannedAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var root = $"/team/studien/{key}/fragebogen";
        var overview = await editor.GetAsync(root);
        var (_, fields) = Visitor.Fill(overview, "section.drafted form");
        await editor.PostAsync($"{root}?handler=Loeschen&frage=c1", fields);
        overview = await editor.GetAsync(root);
        Assert.Contains("Wohin?", overview.Page.QuerySelector("[aria-labelledby=entfallen]")!.TextContent, StringComparison.Ordinal);
        var refused = await editor.SubmitAsync(overview, "form[action*='handler=Grund']", ("grund", " "));
        Assert.Equal((400, true), (refused.Status, refused.Page.QuerySelector("#grund-c1[aria-invalid=true]") is not null));
        Assert.Equal(302, (await editor.SubmitAsync(overview, "form[action*='handler=Grund']", ("grund", "Ist entschieden."))).Status);
        Assert.Contains("Grund: Ist entschieden.", (await editor.GetAsync(root)).Text, StringComparison.Ordinal);
        var line = (await app.ReadAsync(key)).Round(2).Lineage.Single(one => one.ItemKey == "c1");
        Assert.Equal(new Lineage(LineageKind.Dropped, "c1", "Ist entschieden."), line);
    }

    /// <summary>Round 1 was changed once, answered and closed; round 2 is planned from three of its questions.</summary>
    private async Task<string> PlannedAsync()
    {
        var key = await app.StudyAsync(7);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        await editor.SubmitAsync(
            await editor.GetAsync($"/team/studien/{key}/fragebogen/fragen/r1"),
            "form.drafting",
            ("note-de", "Ihre Meinung zählt."),
            ("note-en", "Your opinion counts.")
        );
        await app.OpenAsync(key);
        for (var person = 0; person < 6; person++)
            await app.HandInAsync(key, person, new("r1", "4"), new("r2", "2"), new("c1", "hin"));
        await app.CloseAsync(key);
        await app.PlanAsync(key, item => item.Key is "r1" or "r2" or "c1");
        return key;
    }
}
