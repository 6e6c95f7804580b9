using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Team.Runden;

/// <summary>What becomes of each question: asked again, reworded, merged, split, dropped, brought back or new; from the page of the team to the sheet and the report.</summary>
public sealed class NextQuestionsTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string More = """
              - { key: r3, type: rating, text: { de: Ist groß teuer und laut?, en: Is large expensive and loud? }, scale: s5 }
              - { key: r4, type: rating, text: { de: Wie wichtig ist Weite?, en: How important is width? }, scale: s5 }
              - key: m1
        """;

    private static readonly (string, string?)[] Rest = [("reason.l1", "Gelesen."), ("reason.i1", "Gelesen.")];

    [Fact]
    public async Task Questions_are_merged_split_reworded_and_brought_back_and_everybody_sees_where_they_come_from()
    {
        var key = await app.OpenStudyAsync(7, Sample.Yaml.Replace("      - key: m1", More, StringComparison.Ordinal));
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(
                key,
                expert,
                new("r1", "4"),
                new("r2", "2"),
                new("r3", "3"),
                new("r4", "5"),
                new("c1", "hin"),
                new(new ReasonPart("r4", ReasonSide.For).Key, expert == 1 ? "Weite ist Freiheit." : null)
            );
        await app.CloseAsync(key);
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        using var editor = await app.TeamAsync();
        var study = $"/team/studien/{key}";
        var page = await editor.GetAsync(study + "/weiter");
        foreach (var item in (string[])["r1", "r2", "c1"])
            Assert.NotNull(page.Page.QuerySelector($"[data-item={item}] .keep__picture svg"));

        // All that is wrong is said at once, each at its field, and what was typed stays.
        var refused = await editor.SubmitAsync(
            page,
            "main form",
            [
                .. Rest,
                ("wahl.r1", "zusammenfuehren"),
                ("mit.r1", "A"),
                ("wahl.r2", "zusammenfuehren"),
                ("mit.r2", "A"),
                ("text.A.de", "Wie wichtig ist „groß“ & <weit>?"),
                ("wahl.r3", "teilen"),
                ("teile.r3.de", "Ist groß teuer?"),
                ("wahl.r4", "umformulieren"),
                ("wahl.m1", "zusammenfuehren"),
                ("wahl.a1", "entfaellt"),
            ]
        );
        Assert.Equal(400, refused.Status);
        Assert.Equal(
            ["a1", "grund", "m1", "r2", "r3", "r3", "r4"],
            refused
                .Page.QuerySelectorAll("main [aria-invalid=true]")
                .Select(field => field.Id!.Split('-') is ["grund", ..] ? "grund" : field.Id!.Split('-')[1])
                .Order()
        );
        Assert.Contains(
            "Die eine wird mit 5 Punkten bewertet, die andere mit 3.",
            refused.Page.GetElementById("mit-r2-fehler")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("mindestens zwei", refused.Page.GetElementById("mit-m1-fehler")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Wie wichtig ist „groß“ & <weit>?", refused.Page.GetElementById("text-A-de")!.TextContent);
        Assert.Equal("Ist groß teuer?", refused.Page.GetElementById("teile-r3-de")!.TextContent);
        Assert.True(refused.Page.QuerySelector("#z-r1")!.HasAttribute("checked"));
        Assert.True(refused.Page.QuerySelector("[data-letter=A]")!.HasAttribute("open"));
        Assert.Single((await app.ReadAsync(key)).Rounds);
        // Lines that do not go together, and nonsense.
        (string, string?)[] split = [.. Rest, ("wahl.r3", "teilen"), ("teilgrund.r3", "Zwei Gedanken.")];
        refused = await editor.SubmitAsync(page, "main form", [.. split, ("teile.r3.de", "Eins\nZwei"), ("teile.r3.en", "One")]);
        Assert.Contains("auf Deutsch sind es 2", refused.Page.GetElementById("teile-r3-en-fehler")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(400, (await editor.SubmitAsync(page, "main form", [.. split, ("teile.r3.de", new string('x', 3000))])).Status);

        var planned = await editor.SubmitAsync(
            page,
            "main form",
            [
                .. split,
                ("teile.r3.de", "Ist groß teuer?\n\n  Ist groß laut?"),
                ("teile.r3.en", "Is large expensive?\nIs large loud?"),
                ("wahl.r1", "zusammenfuehren"),
                ("mit.r1", "B"),
                ("wahl.r4", "zusammenfuehren"),
                ("mit.r4", "B"),
                ("text.B.de", "Wie wichtig sind Größe und Weite?"),
                ("text.B.en", "How important are size and width?"),
                ("grund.B", "Fast dasselbe."),
                ("wahl.r2", "umformulieren"),
                ("neu.r2.de", "Ist klein wirklich schön?"),
                ("neu.r2.en", "Is small really beautiful?"),
                ("neugrund.r2", " Manche lasen darin eine Redensart. "),
                ("wahl.c1", "entfaellt"),
                ("reason.c1", "Entschieden."),
                ("wahl.m1", "behalten"),
                ("wahl.a1", "behalten"),
                ("fragen.de", "Was kostet es?"),
                ("fragen.en", "What does it cost?"),
                ("skala", "0"),
                ("abschnitt", "eins"),
            ]
        );
        Assert.Equal($"{study}/runden/2", planned.Location);
        var round = (await app.ReadAsync(key)).Round(2);
        Assert.Equal(
            ["wie_wichtig_sind_groesse_und_weite", "r2", "ist_gross_teuer", "ist_gross_laut", "m1", "a1", "was_kostet_es"],
            round.Questionnaire.Items.Select(item => item.Key)
        );
        Assert.Equal(
            "Dropped c1, Dropped i1, Dropped l1, Kept a1, Kept m1, Merged r1, Merged r4, New was_kostet_es, Reworded r2, Split r3",
            string.Join(", ", round.Lineage.Select(line => $"{line.Kind} {line.ItemKey}").Order(StringComparer.Ordinal))
        );
        Assert.Equal("Manche lasen darin eine Redensart.", round.Lineage.Single(line => line.ItemKey == "r2").Reason);
        Assert.Contains("Zusammengeführt oder geteilt", (await editor.GetAsync(planned.Location!)).Text, StringComparison.Ordinal);

        // What is deleted in the editor lacks a reason, and the page of opening says so.
        var root = study + "/fragebogen";
        Assert.DoesNotContain("Gründe fehlen", (await editor.GetAsync(study + "/runden/2/oeffnen")).Text, StringComparison.Ordinal);
        var (_, fields) = Visitor.Fill(await editor.GetAsync(root), "section.drafted form");
        await editor.PostAsync($"{root}?handler=Loeschen&frage=a1", fields);
        var opening = await editor.GetAsync(study + "/runden/2/oeffnen");
        Assert.Contains("Gründe fehlen", opening.Text, StringComparison.Ordinal);
        Assert.NotNull(opening.Page.QuerySelector($"a[href='{root}#entfallen']"));
        Assert.NotNull((await editor.GetAsync(root)).Page.QuerySelector("#grund-a1"));

        // The preview and the sheet.
        var preview = await editor.GetAsync(study + "/vorschau/2/nord/de/rechner/abschnitt/eins");
        Assert.Contains("Diese Frage ist aus zwei Fragen der Runde 1 entstanden:", preview.Text, StringComparison.Ordinal);
        await app.OpenAsync(key);
        using (var expert = await app.ReturningAsync(key))
        {
            var sheet = await expert.GetAsync("/bogen/abschnitt/eins");
            var merged = sheet.Page.QuerySelector("[data-item=wie_wichtig_sind_groesse_und_weite]")!;
            foreach (
                var words in (string[])
                    [
                        "Diese Frage ist aus zwei Fragen der Runde 1 entstanden:",
                        "Wie wichtig ist Größe?",
                        "Wie wichtig ist Weite?",
                        "Sie wählten in Runde 1 die 4.",
                        "Sie wählten in Runde 1 die 5.",
                        "Alle Antworten: 6 Personen",
                        "Weite ist Freiheit.",
                        "eine neue Frage",
                    ]
            )
                Assert.Contains(words, merged.TextContent, StringComparison.Ordinal);
            Assert.Null(merged.QuerySelector("button[name=keep]"));
            foreach (var part in (string[])["ist_gross_teuer", "ist_gross_laut"])
            {
                var one = sheet.Page.QuerySelector($"[data-item={part}]")!.TextContent;
                Assert.Contains(
                    "Diese Frage ist aus einer Frage der Runde 1 entstanden, die geteilt wurde:",
                    one,
                    StringComparison.Ordinal
                );
                Assert.Contains("Ist groß teuer und laut?", one, StringComparison.Ordinal);
            }
        }

        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new("wie_wichtig_sind_groesse_und_weite", "4"), new("ist_gross_laut", "2"));
        await app.CloseAsync(key);
        Assert.Null((await app.ReadAsync(key)).Round(2).Result!.Of("wie_wichtig_sind_groesse_und_weite")!.Stability);
        var report = (await editor.GetAsync(study + "/bericht-datenband")).Page.Body!.TextContent;
        foreach (
            var words in (string[])
                [
                    "Fragen, die für Runde 2 zusammengeführt wurden",
                    "Fragen, die für Runde 2 geteilt wurden",
                    "Fast dasselbe.",
                    "Zwei Gedanken.",
                    "Manche lasen darin eine Redensart.",
                    "In Runde 2 entstanden aus:",
                    "In Runde 2 entstanden durch Teilung von:",
                ]
        )
            Assert.Contains(words, report, StringComparison.Ordinal);

        // Brought back, with how all answered then.
        page = await editor.GetAsync(study + "/weiter");
        await editor.SubmitAsync(page, "main form", ("wieder", "c1"));
        var third = (await app.ReadAsync(key)).Round(3);
        Assert.Equal(LineageKind.Returned, third.Lineage.Single(line => line.ItemKey == "c1").Kind);
        await app.OpenAsync(key);
        using var returning = await app.ReturningAsync(key);
        var back = (await returning.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector("[data-item=c1]")!.TextContent;
        Assert.Contains("Diese Frage wurde zuletzt in Runde 1 gestellt.", back, StringComparison.Ordinal);
        Assert.Contains("6 Personen", back, StringComparison.Ordinal);
        // One's own is told to oneself; whoever had not answered reads that.
        Assert.Contains("Sie wählten in Runde 1 „", back, StringComparison.Ordinal);
    }
}
