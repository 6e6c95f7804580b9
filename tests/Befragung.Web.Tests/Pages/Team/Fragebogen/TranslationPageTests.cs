using System.IO.Compression;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Tests.Exchange;
using Befragung.Web.Tests.Exchange.Import;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Fragebogen;

/// <summary>All texts go out as a list for whoever translates them, and come back as texts alone.</summary>
public sealed class TranslationPageTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Yaml = """
        befragung: 1
        title: Zukunft des Ortes
        languages: [de, en]
        contact: { name: Rathaus, email: rathaus@befragung.internal }
        groups:
          - { key: rathaus, name: { de: Rathaus, en: Town hall } }
        sections:
          - key: eins
            title: Der Ort
            introduction: "- Strich am Anfang\n- und noch einer"
            items:
              - { key: laden, type: shortText, text: "=Laden?" }
              - { key: weg, type: longText, text: { de: Weg?, en: Way? } }
        """;

    private const string Form = "form[action*='handler=Vorschau']";

    [Fact]
    public async Task The_list_goes_out_is_filled_previewed_and_taken_in_one_version()
    {
        var key = await app.StudyAsync(0, Yaml);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = await editor.GetAsync($"/team/studien/{key}/fragebogen/texte");
        Assert.Contains("Englisch: 4 Texte fehlen", page.Text, StringComparison.Ordinal);
        var list = await editor.GetAsync(page.Page.QuerySelector("a[href*='handler=Liste']")!.GetAttribute("href")!);
        Assert.Equal(FileTypes.Workbook, list.Type);
        var rows = Rows([.. list.Content]);
        Assert.Equal(["Ort", "Schlüssel", "Deutsch (de)", "Englisch (en)", "fehlt"], rows[0]);
        Assert.Equal(["Abschnitt „Der Ort“ › Frage „=Laden?“ › Text", "sections/eins/items/laden/text", "'=Laden?", "", "en"], rows[5]);

        var preview = await editor.UploadAsync(
            page,
            Form,
            "texte.xlsx",
            Filled(
                rows,
                ("title", "Future of the place"),
                ("sections/eins/introduction", "'- A dash\n- another"),
                ("sections/eins/items/laden/text", "Shop?")
            )
        );
        Assert.Equal(200, preview.Status);
        Assert.Contains("Vorschau: 3 Texte ändern sich", preview.Text, StringComparison.Ordinal);
        // Nothing is taken before it is asked for.
        Assert.DoesNotContain("Future", (await TextAsync(key)), StringComparison.Ordinal);
        var taken = await editor.SubmitAsync(preview, ".preview form");
        Assert.Equal($"/team/studien/{key}/fragebogen/texte?gespeichert=true", taken.Location);
        var asked = (await app.ReadAsync(key)).Round(1).Questionnaire;
        Assert.Equal("Future of the place", asked.Title.In("en"));
        Assert.Equal("- A dash\n- another", asked.Sections[0].Introduction!.In("en"));
        Assert.Equal("=Laden?", asked.ItemOf("laden")!.Text.In("de"));
        Assert.Equal("Shop?", asked.ItemOf("laden")!.Text.In("en"));
        Assert.Equal(2, await app.DataAsync(db => db.QuestionnaireVersions.CountAsync(one => one.Study.Key == key)));
        // The same list once more changes nothing.
        var again = await editor.UploadAsync(
            await editor.GetAsync(taken.Location!),
            Form,
            "texte.xlsx",
            Filled(rows, ("title", "Future of the place"))
        );
        Assert.Contains("In der Liste steht nichts, was der Fragebogen nicht schon hat.", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_told_with_its_row()
    {
        var key = await app.StudyAsync(0, Yaml);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = await editor.GetAsync($"/team/studien/{key}/fragebogen/texte");
        const string csv = """
            Ort;Schlüssel;Deutsch (de);English (en);Französisch (fr);Kommentar
            ;title;Anderer Titel;Future;Avenir;gut
            ;title;;Twice;;
            ;gibt/es/nicht;;Nothing;;
            ;;;Without;;
            """;
        var preview = await editor.UploadAsync(page, Form, "texte.csv", Encoding.UTF8.GetBytes(csv));
        Assert.Equal(
            [
                "Zeile 1: Die Spalte „Kommentar“ gehört nicht zur Liste und wird nicht gelesen.",
                "Zeile 1: Die Sprache „fr“ hat der Fragebogen nicht; ihre Spalte wird nicht gelesen. Sprachen stehen unter „Angaben“.",
                "Zeile 2: In der Spalte „Deutsch (de)“ steht ein anderer Text als jetzt im Fragebogen. Er wird nicht übernommen; prüfen Sie, ob die Übersetzung noch passt.",
                "Zeile 3: Diesen Text hat schon Zeile 2. Die Zeile ist übersprungen.",
                "Zeile 4: Einen Text „gibt/es/nicht“ gibt es im Fragebogen nicht oder nicht mehr. Die Zeile ist übersprungen.",
                "Zeile 5: Hier fehlt der Schlüssel, der sagt, wohin die Texte gehören. Die Zeile ist übersprungen.",
            ],
            preview.Page.QuerySelectorAll(".preview > ul li").Select(note => note.TextContent)
        );
        Assert.Equal(["Future"], preview.Page.QuerySelectorAll(".preview tbody td:last-child").Select(cell => cell.TextContent));
    }

    [Fact]
    public void A_formula_is_no_text()
    {
        var draft = Draft.Read(Yaml).Draft!;
        var list = Rows(TranslationFile.Write(draft, ExportSample.FileWords(), way => string.Join(' ', way)));
        var content = Filled(list, ("title", "Future"));
        var formula = Changed(
            content,
            "xl/worksheets/sheet1.xml",
            sheet =>
                sheet.Replace(
                    "t=\"inlineStr\"><is><t xml:space=\"preserve\">Future</t></is>",
                    "t=\"str\"><f>A1</f><v>Future</v>",
                    StringComparison.Ordinal
                )
        );
        using var stream = new MemoryStream(formula);
        var read = TranslationFile.Read(draft, stream);
        Assert.Empty(read.Texts);
        Assert.Contains(read.Notes, note => note.What.German.StartsWith("Hier steht eine Formel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("x.csv", "a;b\n1;2\n")]
    [InlineData("x.csv", "")]
    [InlineData("x.csv", "Schlüssel\ntitle\n")]
    [InlineData("x.pdf", "%PDF-1.7")]
    public async Task A_file_that_is_no_such_list_is_refused_in_a_sentence(string name, string content)
    {
        var key = await app.StudyAsync(0, Yaml);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = await editor.GetAsync($"/team/studien/{key}/fragebogen/texte");
        var refused = await editor.UploadAsync(page, Form, name, Encoding.UTF8.GetBytes(content));
        Assert.Equal(400, refused.Status);
        Assert.NotEqual("", refused.Page.QuerySelector("#datei-fehler")!.TextContent);
        foreach (
            var texts in (string[])
                ["", "{", "[null]", "[{\"P\":\"title\",\"L\":\"fr\",\"T\":\"x\"}]", "[{\"P\":\"nichts\",\"L\":\"en\",\"T\":\"x\"}]"]
        )
        {
            var (_, fields) = Visitor.Fill(page, Form);
            var reply = await editor.PostAsync(page.Path + "?handler=Uebernehmen", [.. fields, new("texte", texts)]);
            Assert.Equal(400, reply.Status);
        }
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_with_all_others()
    {
        var key = await app.StudyAsync(0, Yaml);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = await editor.GetAsync($"/team/studien/{key}/fragebogen/texte");
        var csv = $"Schlüssel;English (en)\ntitle;{new string('x', 400)}\nsections/eins/items/laden/text;Shop?\n";
        var refused = await editor.UploadAsync(page, Form, "x.csv", Encoding.UTF8.GetBytes(csv));
        Assert.Equal(400, refused.Status);
        Assert.Contains("Titel", refused.Page.QuerySelector("#datei-fehler")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_hundred_mangled_copies_end_in_texts_or_a_sentence()
    {
        var draft = Draft.Read(Yaml).Draft!;
        var good = TranslationFile.Write(draft, ExportSample.FileWords(), way => string.Join(' ', way));
        var refused = 0;
        foreach (var mangled in MangledFilesTests.Copies(good, 200, new Random(1_214)))
            try
            {
                using var stream = new MemoryStream(mangled, writable: false);
                var read = TranslationFile.Read(draft, stream);
                var copy = draft.Copy();
                Assert.Empty(TextList.Set(copy, read.Texts.Select(one => (one.Text.Path, one.Language, one.After))));
                Assert.Equal(draft.Items.Count(), copy.Items.Count());
                copy.Check();
            }
            catch (UnreadableFileException sentence)
            {
                refused++;
                Assert.NotEqual("", sentence.Sentence.ToString());
            }
        Assert.InRange(refused, 20, 199);
    }

    [Fact]
    public async Task Of_one_language_there_is_nothing_to_translate()
    {
        var key = await app.StudyAsync(
            0,
            Yaml.Replace("[de, en]", "[de]", StringComparison.Ordinal)
                .Replace("{ de: Rathaus, en: Town hall }", "Rathaus", StringComparison.Ordinal)
                .Replace("{ de: Weg?, en: Way? }", "Weg?", StringComparison.Ordinal)
        );
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var page = await editor.GetAsync($"/team/studien/{key}/fragebogen/texte");
        Assert.Contains("Dieser Fragebogen hat nur eine Sprache.", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("main form"));
    }

    private Task<string> TextAsync(string key) =>
        app.DataAsync(async db =>
            await db
                .QuestionnaireVersions.Where(one => one.Study.Key == key)
                .OrderByDescending(one => one.Number)
                .Select(one => one.Text)
                .FirstOrDefaultAsync()
            ?? ""
        );

    private static List<string[]> Rows(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var table = Table.Open(stream);
        var rows = new List<string[]>();
        while (table.Read())
            rows.Add([.. Enumerable.Range(0, 5).Select(column => table[column])]);
        return rows;
    }

    /// <summary>The list as a translator sends it back: with some fields of the last language filled.</summary>
    private static byte[] Filled(List<string[]> rows, params (string Path, string Text)[] texts)
    {
        using var content = new MemoryStream();
        using (var xlsx = new XlsxWriter(content))
        {
            xlsx.StartSheet("Texte", true, 40);
            foreach (var row in rows)
                xlsx.Row(
                    row.Select(
                        (cell, column) =>
                            new Cell(
                                column == 3 && texts.FirstOrDefault(text => text.Path == row[1]) is { Text: { } text } ? text : cell,
                                false
                            )
                    )
                );
        }
        return content.ToArray();
    }

    private static byte[] Changed(byte[] content, string name, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        stream.Write(content);
        using (var package = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var part = package.GetEntry(name)!;
            string before;
            using (var reader = new StreamReader(part.Open()))
                before = reader.ReadToEnd();
            var after = change(before);
            Assert.NotEqual(before, after);
            part.Delete();
            using var writer = new StreamWriter(package.CreateEntry(name).Open());
            writer.Write(after);
        }
        return stream.ToArray();
    }
}
