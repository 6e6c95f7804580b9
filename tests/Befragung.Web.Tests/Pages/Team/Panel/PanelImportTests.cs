using System.Text;
using AngleSharp.Html.Dom;
using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Panel;

/// <summary>What a panel file would do is shown, and as much of it is taken as one says.</summary>
public sealed class PanelImportTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Of_five_thousand_lines_three_wrong_ones_are_told_with_line_and_field_and_the_rest_is_taken()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var lines = Encoding.UTF8.GetString(Sample.Panel(5000)).Split('\n');
        lines[17] = "Ohne Adresse;;nord;de";
        lines[2500] = "Falsche Gruppe;falsch@example.org;westen;de";
        lines[4999] = "Zweimal;person-3@example.org;nord;fr";
        var preview = await UploadAsync(editor, key, string.Join('\n', lines));
        Assert.Equal(["neu: 4.997", "geändert: 0", "schon im Panel: 0", "fehlerhafte Zeilen: 3"], Counts(preview));
        Assert.Equal(
            [
                "18 E-Mail Die E-Mail-Adresse fehlt.",
                "2501 Gruppe Die Gruppe „westen“ gibt es nicht. Vorhanden sind: nord, sued.",
                "5000 E-Mail „person-3@example.org“ steht schon in Zeile 5.",
                "5000 Sprache Die Sprache „fr“ hat diese Studie nicht. Vorhanden sind: de, en.",
            ],
            preview
                .Page.QuerySelectorAll("[aria-labelledby=fehler] tbody tr")
                .Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent)))
        );
        // Nothing is taken without the wrong ones unless somebody says so.
        Assert.Equal(409, (await PressAsync(editor, preview, "alles")).Status);
        Assert.Equal(302, (await PressAsync(editor, preview, "nurgute")).Status);
        Assert.Contains("4.997 im Panel", (await editor.GetAsync($"/team/studien/{key}/panel")).Text, StringComparison.Ordinal);
        // The whole file again, mended: nobody is there twice.
        lines[17] = "Mit Adresse;mit@example.org;nord;de";
        lines[2500] = "Richtige Gruppe;falsch@example.org;sued;de";
        lines[4999] = "Einmal;einmal@example.org;nord;en";
        preview = await UploadAsync(editor, key, string.Join('\n', lines));
        Assert.Equal(["neu: 3", "geändert: 0", "schon im Panel: 4.997", "fehlerhafte Zeilen: 0"], Counts(preview));
    }

    [Fact]
    public async Task Who_is_there_already_is_changed_or_left_as_one_says_and_keeps_a_group_that_has_answered()
    {
        var key = await app.OpenStudyAsync(4);
        await app.HandInAsync(key, 2, new AnswerChange("r1", "4"));
        using var editor = await app.TeamAsync(StudyRole.Editor);
        const string file =
            "Name;E-Mail;Gruppe;Sprache;Fachgebiet\nJörg Weiß 0;person-0@example.org;sued;en;Verkehr\nJörgine Weiß;PERSON-1@example.org;nord;;\nJörg Weiß 2;person-2@example.org;sued;de;\nJörg Weiß 3;person-3@example.org;nord;de;\nNeu;neu@example.org;nord;;Wohnen\n";
        var preview = await UploadAsync(editor, key, file);
        Assert.Equal(["neu: 1", "geändert: 2", "schon im Panel: 1", "fehlerhafte Zeilen: 1"], Counts(preview));
        Assert.Contains(
            "Jörg Weiß 2 hat schon geantwortet. Die Gruppe lässt sich nicht mehr ändern.",
            preview.Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["person-0@example.org 2 Norden, de, – Süden, en, Verkehr", "person-1@example.org 3 Jörg Weiß 1 Jörgine Weiß"],
            preview
                .Page.QuerySelectorAll("[aria-labelledby=geaendert] tbody tr")
                .Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent)))
        );
        Assert.Equal(302, (await PressAsync(editor, preview, "nurneue")).Status);
        Assert.Equal(
            ["Jörg Weiß 0 nord de ", "Jörg Weiß 1 nord de ", "Jörg Weiß 2 nord de ", "Jörg Weiß 3 nord de ", "Neu nord de Wohnen"],
            await PeopleAsync(key)
        );

        preview = await UploadAsync(editor, key, file);
        Assert.Equal(["neu: 0", "geändert: 2", "schon im Panel: 2", "fehlerhafte Zeilen: 1"], Counts(preview));
        // Somebody is changed by hand between the preview and its confirmation: what was told is not what would be done.
        await app.DataAsync(async db =>
        {
            var id = (await app.ReadAsync(key)).Id;
            (await db.ContactCards.SingleAsync(card => card.StudyId == id && card.Email == "person-1@example.org")).Rename("Jörgine Weiß");
            return await db.SaveChangesAsync();
        });
        var stale = await PressAsync(editor, preview, "nurgute");
        Assert.Equal(409, stale.Status);
        Assert.Contains("Das Panel hat sich seit der Vorschau geändert.", stale.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await PressAsync(editor, await editor.GetAsync(Preview(key)), "nurgute")).Status);
        Assert.Equal(
            ["Jörg Weiß 0 sued en Verkehr", "Jörg Weiß 2 nord de ", "Jörg Weiß 3 nord de ", "Jörgine Weiß nord de ", "Neu nord de Wohnen"],
            await PeopleAsync(key)
        );
        var study = await app.ReadAsync(key);
        Assert.Equal(
            1,
            await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == study.CurrentRound.Id && sheet.GroupKey == "sued"))
        );
        Assert.Equal(
            1,
            await app.DataAsync(db => db.Chronicle.CountAsync(row => row.StudyId == study.Id && row.Step == ChronicleStep.PersonEdited))
        );

        // What is missing is seen at one look: who can still be asked counts.
        var there = await app.DataAsync(db => db.RecruitingAsync(study.Id, default));
        Assert.Equal((1, 0, 3, 4), (there.Of("sued", "VERKEHR"), there.Of("nord", "Verkehr"), there.Without("nord"), there.Of("nord")));
        var table = await editor.GetAsync($"/team/studien/{key}/panel/rekrutierung");
        Assert.Equal(
            ["Norden: niemand für Verkehr.", "Süden: niemand für Wohnen."],
            table.Page.QuerySelectorAll("[aria-labelledby=luecken] li").Select(line => line.TextContent)
        );
    }

    [Fact]
    public async Task Unknown_columns_are_assigned_by_hand_and_the_next_file_is_read_with_that()
    {
        var key = await app.StudyAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        const string head = "Nr.;Wer;Kontakt;Ressort;Adresse\n";
        var preview = await UploadAsync(editor, key, head + "1;Anna Muster;anna@example.org;Norden;Hauptstr. 1\n");
        Assert.Equal(200, preview.Status);
        Assert.Contains("So lässt sich die Datei nicht lesen", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Darunter steht zum Beispiel: anna@example.org", preview.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["Nr.", "Wer", "Kontakt", "Ressort", "Adresse"],
            preview.Page.QuerySelectorAll("form[action*=Zuordnen] label").Select(label => label.TextContent)
        );
        // "Adresse" is taken for that of e-mails, and here it is a street.
        Assert.Equal("email", ((IHtmlSelectElement)preview.Page.QuerySelector("#spalte-4")!).Value);
        var twice = await AssignAsync(editor, preview, "-", "name", "email", "group", "email");
        Assert.Equal(400, twice.Status);
        Assert.Contains(
            "Das ist schon eine andere Spalte.",
            twice.Page.QuerySelector("#spalte-4-fehler")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(302, (await AssignAsync(editor, preview, "-", "name", "email", "group", "-")).Status);
        preview = await editor.GetAsync(Preview(key));
        Assert.Equal(["neu: 1", "geändert: 0", "schon im Panel: 0", "fehlerhafte Zeilen: 0"], Counts(preview));
        Assert.Equal(302, (await PressAsync(editor, preview, "alles")).Status);

        preview = await UploadAsync(editor, key, head + "2;Bea Muster;bea@example.org;sued;Nebenstr. 2\n");
        Assert.Equal("neu: 1", Counts(preview).First());
        // Of another study nothing is known by that, and a file without a header is no header: nothing of it is offered, or remembered.
        var other = await app.StudyAsync();
        Assert.Contains(
            "So lässt sich die Datei nicht lesen",
            (await UploadAsync(editor, other, head + "1;A;a@example.org;nord;x\n")).Text,
            StringComparison.Ordinal
        );
        var bare = await UploadAsync(editor, other, "Anna Muster;anna@example.org;nord\nBea;bea@example.org;nord\n");
        Assert.Equal(400, bare.Status);
        Assert.Contains("In der Kopfzeile fehlt die Spalte „E-Mail“.", bare.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task The_example_can_be_taken_in_and_the_panel_as_a_file_again(string kind)
    {
        var key = await app.OpenStudyAsync(2);
        using var owner = await app.TeamAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var path = $"/team/studien/{key}/panel";
        var example = (await owner.GetAsync($"{path}/beispiel.{kind}")).Content.ToArray();
        var preview = await UploadAsync(owner, key, example);
        Assert.Equal(["neu: 2", "geändert: 0", "schon im Panel: 0", "fehlerhafte Zeilen: 0"], Counts(preview));
        Assert.Equal(302, (await PressAsync(owner, preview, "alles")).Status);
        await app.DataAsync(async db =>
        {
            var id = (await app.ReadAsync(key)).Id;
            var card = await db.ContactCards.SingleAsync(one => one.StudyId == id && one.Email == "person-0@example.org");
            card.Rename("=HYPERLINK(\"http://x\")");
            card.Characterise("+49");
            return await db.SaveChangesAsync();
        });

        Assert.Equal(403, (await editor.GetAsync($"{path}/liste.{kind}")).Status);
        Assert.DoesNotContain("/liste.", (await editor.GetAsync(path)).Body, StringComparison.Ordinal);
        var list = await owner.GetAsync($"{path}/liste.{kind}");
        Assert.Equal(200, list.Status);
        using var table = Web.Exchange.Reading.Table.Open(new MemoryStream(list.Content.ToArray()));
        Assert.True(table.Read());
        Assert.Equal(["Name", "E-Mail", "Gruppe", "Sprache", "Fachgebiet", "Postanschrift", "Stand"], table.Fields);
        var rows = new List<string[]>();
        while (table.Read())
            rows.Add([.. table.Fields]);
        Assert.Equal(4, rows.Count);
        Assert.Equal(
            ["'=HYPERLINK(\"http://x\")", "person-0@example.org", "nord", "de", "'+49", "", "eingeladen"],
            rows.Single(row => row[1] == "person-0@example.org")
        );
        Assert.Contains("Musterweg 1\n01067 Musterstadt", rows.Single(row => row[1].Length == 0)[5], StringComparison.Ordinal);
        // What was made harmless on the way out is read as it was.
        Assert.Equal(
            ["neu: 0", "geändert: 0", "schon im Panel: 4", "fehlerhafte Zeilen: 0"],
            Counts(await UploadAsync(owner, key, list.Content.ToArray()))
        );
        var study = (await app.ReadAsync(key)).Id;
        Assert.Equal(
            $"panel.{kind}",
            (
                await app.DataAsync(db => db.Chronicle.SingleAsync(row => row.StudyId == study && row.Step == ChronicleStep.PanelExported))
            ).About
        );
    }

    [Fact]
    public async Task A_file_that_is_taken_in_while_the_round_closes_is_taken_whole_or_not_at_all()
    {
        using var editor = await app.TeamAsync();
        for (var time = 0; time < 4; time++)
        {
            var key = await app.OpenStudyAsync(6);
            for (var expert = 0; expert < 6; expert++)
                await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
            var preview = await UploadAsync(
                editor,
                key,
                "Name;E-Mail;Gruppe\nJörg der Erste;person-0@example.org;nord\n"
                    + string.Concat(Enumerable.Range(0, 600).Select(index => $"Neu {index};neu-{index}@example.org;nord\n"))
            );
            var form = await editor.GetAsync($"/team/studien/{key}/runden/1/schliessen");
            var closing = Task.Run(() => editor.SubmitAsync(form, "main form", ("sure", "true")));
            var taking = Task.Run(() => PressAsync(editor, preview, "alles"));
            await Task.WhenAll(closing, taking);
            var study = await app.ReadAsync(key);
            var panel = await app.DataAsync(db => db.Panelists.CountAsync(one => one.StudyId == study.Id));
            var asked = await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == study.CurrentRound.Id));
            // Before the closing they are asked in the round, after it in the next; and whoever is changed, is so with them.
            Assert.Contains((panel, asked), ((int, int)[])[(606, 606), (606, 6), (6, 6)]);
            var renamed = await app.DataAsync(db =>
                db.ContactCards.CountAsync(card => card.StudyId == study.Id && card.Name == "Jörg der Erste")
            );
            Assert.Equal(panel == 606 ? 1 : 0, renamed);
        }
    }

    [Fact]
    public async Task Another_file_waits_until_the_one_is_taken_in()
    {
        var key = await app.StudyAsync(1);
        using var editor = await app.TeamAsync();
        await UploadAsync(editor, key, "Name;E-Mail;Gruppe\nAnna;anna@example.org;nord\n");
        var own = (await app.ReadAsync(key)).Id;
        await app.DataAsync(async db =>
        {
            (await db.PanelDrafts.SingleAsync(draft => draft.StudyId == own)).Begin(
                1,
                PanelChoice.Alles,
                app.Clock.GetUtcNow().UtcDateTime
            );
            return await db.SaveChangesAsync();
        });
        var broken = await Assert.ThrowsAsync<RuleBrokenException>(() =>
            app.WithAsync(async services =>
            {
                var study = await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default);
                await services.GetRequiredService<PanelFiles>().KeepAsync(study!, [], default);
                return 0;
            })
        );
        Assert.StartsWith("Gerade wird schon eine Datei aufgenommen.", broken.Message, StringComparison.Ordinal);
    }

    private static string Preview(string key) => $"/team/studien/{key}/panel/vorschau";

    private static IEnumerable<string> Counts(Reply preview) =>
        preview.Page.QuerySelectorAll("#zaehlung li").Select(count => count.TextContent);

    private static Task<Reply> PressAsync(Visitor editor, Reply preview, string choice) =>
        editor.PostAsync($"{preview.Path}?handler=Aufnehmen&wahl={choice}", Visitor.Fill(preview, "main form.buttons").Fields);

    private static Task<Reply> AssignAsync(Visitor editor, Reply preview, params string[] fields) =>
        editor.SubmitAsync(preview, "form[action*=Zuordnen]", [.. fields.Select(field => ("feld", (string?)field))]);

    private static Task<Reply> UploadAsync(Visitor editor, string key, string content) =>
        UploadAsync(editor, key, Encoding.UTF8.GetBytes(content));

    private static async Task<Reply> UploadAsync(Visitor editor, string key, byte[] content)
    {
        var reply = await editor.UploadAsync(
            await editor.GetAsync($"/team/studien/{key}/panel"),
            "main form[enctype='multipart/form-data']",
            "panel.csv",
            content
        );
        return reply.Location is { } next ? await editor.GetAsync(next) : reply;
    }

    private async Task<IEnumerable<string>> PeopleAsync(string key)
    {
        var id = (await app.ReadAsync(key)).Id;
        var people = await app.DataAsync(db =>
            db.ContactCards.Where(card => card.StudyId == id)
                .Select(card => $"{card.Name} {card.Panelist.GroupKey} {card.Panelist.Language} {card.Trait}")
                .ToListAsync()
        );
        return people.Order(StringComparer.Ordinal);
    }
}
