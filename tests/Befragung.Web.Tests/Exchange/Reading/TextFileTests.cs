using System.IO.Compression;
using System.Text;
using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Tests.Exchange.Reading;

/// <summary>Bytes as text: read rightly, or refused with a sentence.</summary>
public sealed class TextFileTests
{
    private const string German =
        "Die Bürgerschaft möchte größere Änderungen:\nStraßen, Plätze, Übergänge – „schön“ für alle.\r\nGroße Öfen, Expert·innen, Citoyens à l’école.\n";

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void Unicode_is_read_with_its_mark_and_without(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        Assert.Equal(German, Read(encoding.GetBytes(German)));
        Assert.Equal(German, Read([.. encoding.GetPreamble(), .. encoding.GetBytes(German)]));
    }

    [Theory]
    [InlineData(1252, null)]
    [InlineData(850, "DOS (850)")]
    [InlineData(437, "DOS (850)")]
    [InlineData(10000, "Macintosh")]
    public void Code_pages_are_told_by_their_letters_and_unusual_ones_are_named(int page, string? name)
    {
        var text = page is 850 or 437
            ? German.Replace("–", "-", StringComparison.Ordinal).Replace("„schön“", "schön", StringComparison.Ordinal).Replace('’', '\'')
            : German;
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetBytes(text);
        Assert.Equal(text, Read(bytes));
        using var stream = new MemoryStream(bytes);
        Assert.Equal(name, TextFile.Of(stream, FilePurpose.Questionnaire).GuessedName);
    }

    /// <summary>With little to go by a text may be refused, but no letter may become another.</summary>
    [Theory]
    [InlineData("Öffentlicher Raum")]
    [InlineData("Das war ein Spaß“, sagte er")]
    [InlineData("Jörg Weiß-Çelik")]
    [InlineData("Café Noël, École")]
    [InlineData("Škoda")]
    [InlineData("„Ä“")]
    [InlineData("5 € für 3 m² – §5")]
    [InlineData("MÜNCHEN")]
    [InlineData("Sørensen aus Århus")]
    public void No_letter_becomes_another(string text)
    {
        foreach (var page in (int[])[1252, 850, 10000])
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(
                page,
                EncoderFallback.ReplacementFallback,
                DecoderFallback.ReplacementFallback
            )!;
            var bytes = encoding.GetBytes(text);
            // Not every code page has every letter.
            if (encoding.GetString(bytes) != text)
                continue;
            var read = Record.Exception(() => Assert.Equal(text, Read(bytes)));
            Assert.True(read is null or UnreadableFileException, $"{page}: {read?.Message}");
            // Of a single capital that Macs write as „ä“, nothing tells which it is.
            if (page == 1252 && text != "Škoda")
                Assert.Null(read);
        }
    }

    [Theory]
    [InlineData("a\nb Stra\u00DFe und \u00D6", 2, 7)]
    [InlineData("\u00D6ffentlicher Raum: \u00C4mter\n", 1, 1)]
    public void A_letter_that_is_cut_is_named_with_its_place_in_a_text_that_was_utf_8(string text, int line, int column)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        // The second byte of the first letter beyond ASCII.
        bytes.RemoveAt(bytes.FindIndex(one => one >= 0x80) + 1);
        var refused = Assert.Throws<UnreadableFileException>(() => Read([.. bytes]));
        Assert.Equal((line, column), (refused.Line, refused.Column));
        Assert.StartsWith("Hier ist die Datei beschädigt", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_ends_within_a_letter_is_refused_in_every_width()
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.UTF32])
        {
            byte[] whole = [.. encoding.GetPreamble(), .. encoding.GetBytes(German + "ö")];
            Assert.Throws<UnreadableFileException>(() => Read(whole[..^1]));
        }
    }

    [Fact]
    public void A_replacement_character_is_refused_wherever_it_stands()
    {
        var refused = Assert.Throws<UnreadableFileException>(() =>
            Read(Encoding.UTF8.GetBytes(new string('x', 100_000) + "\n\r\n\rDorfl\uFFFDden"))
        );
        Assert.Equal((4, 6), (refused.Line, refused.Column));
        Assert.Contains("Ersatzzeichen", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_typed_with_loose_accents_is_read_in_form_c() =>
        Assert.Equal("Größe für alle", Read(Encoding.UTF8.GetBytes("Größe für alle".Normalize(NormalizationForm.FormD))));

    [Theory]
    [InlineData("xlsx", "eine Excel-Arbeitsmappe (.xlsx)", "Seite „Panel“")]
    [InlineData("docx", "ein Word-Dokument (.docx)", ".yaml")]
    [InlineData("odt", "ein OpenDocument-Dokument (.odt)", ".yaml")]
    [InlineData("ods", "eine OpenDocument-Tabelle (.ods)", "Seite „Panel“")]
    [InlineData("zip", "ein ZIP-Archiv", ".yaml")]
    [InlineData("xls", "eine alte Excel-Arbeitsmappe (.xls)", "Seite „Panel“")]
    [InlineData("doc", "ein altes Word-Dokument (.doc)", ".yaml")]
    [InlineData("pdf", "ein PDF-Dokument", ".yaml")]
    [InlineData("png", "ein Bild (PNG)", "Seite „Gestaltung“")]
    [InlineData("lss", "ein Fragebogen von LimeSurvey (.lss)", ".yaml")]
    [InlineData("html", "eine Webseite oder XML-Datei", ".yaml")]
    public void What_is_no_text_is_named_in_one_sentence_that_tells_where_it_belongs(string kind, string name, string where)
    {
        var refused = Assert.Throws<UnreadableFileException>(() => Read(FileOf(kind)));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
        var asTable = Assert.Throws<UnreadableFileException>(() => TextFile.Read(FileOf(kind), FilePurpose.Table));
        Assert.Contains(name, asTable.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A text\0with a hole")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public void Bytes_of_no_known_kind_are_no_text(string bytes) =>
        Assert.Throws<UnreadableFileException>(() => Read(Encoding.Latin1.GetBytes(bytes)));

    private static string Read(byte[] content) => TextFile.Read(content, FilePurpose.Questionnaire);

    private static byte[] FileOf(string kind) =>
        kind switch
        {
            "xlsx" => Package("xl/workbook.xml", "<workbook/>"),
            "docx" => Package("word/document.xml", "<document/>"),
            "odt" => Package("mimetype", "application/vnd.oasis.opendocument.text"),
            "ods" => Package("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            "zip" => Package("a.txt", "a"),
            "xls" => OldOffice("Workbook"),
            "doc" => OldOffice("WordDocument"),
            "pdf" => [.. "%PDF-1.7\n"u8, 0, 1, 2],
            "png" => [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A],
            "lss" => Encoding.UTF8.GetBytes(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document>\n <LimeSurveyDocType>Survey</LimeSurveyDocType>"
            ),
            _ => Encoding.UTF8.GetBytes("<!doctype html><title>Anmelden</title>"),
        };

    private static byte[] Package(string entry, string content)
    {
        using var package = new MemoryStream();
        using (var archive = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(archive.CreateEntry(entry).Open());
            writer.Write(content);
        }
        return package.ToArray();
    }

    private static byte[] OldOffice(string entry) =>
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes(entry), .. new byte[100]];
}
