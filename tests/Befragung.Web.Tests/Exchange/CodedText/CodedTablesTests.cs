using System.Text;
using Befragung.Web.Exchange;
using Befragung.Web.Exchange.CodedText;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Tests.Exchange.Import;

namespace Befragung.Web.Tests.Exchange.CodedText;

/// <summary>Codebook and codings as tables, and back.</summary>
public class CodedTablesTests
{
    [Fact]
    public async Task A_workbook_and_both_tables_come_back()
    {
        var sent = CodedSample.Answers with { Notes = [] };
        using var workbook = new MemoryStream();
        CodedTables.WriteWorkbook(sent, ExportSample.FileWords(), workbook);
        Same(sent, Read(workbook.ToArray()));
        using var codings = new MemoryStream();
        await AnswerFiles.WriteTableAsync(CodedTables.Codings(sent, ExportSample.FileWords()), codings, CancellationToken.None);
        var read = Read(codings.ToArray());
        Assert.Equal(Told(sent), Told(read.Answers));
        using var codebook = new MemoryStream();
        await AnswerFiles.WriteTableAsync(CodedTables.Codebook(sent, ExportSample.FileWords()), codebook, CancellationToken.None);
        Assert.Equal(sent.Codes.OrderBy(code => code.Id), Read(codebook.ToArray()).Answers.Codes.OrderBy(code => code.Id));
    }

    [Fact]
    public void Who_codes_in_a_spreadsheet_needs_names_only()
    {
        var read = Read(
            SourceFiles.Workbook(
                (
                    "Codings",
                    [
                        "Answer|Coded passage|Code|Coded by",
                        "Mehr Busse|Busse|Verkehr > Bus|Anna",
                        "Mehr Busse||Verkehr|Anna",
                        "Mehr Busse|Züge|Bahn|Ben",
                        "|x|y|z",
                        "Nichts|||",
                    ]
                ),
                ("Notizen", ["irgendetwas"]),
                ("Codebook", ["Code|Parent code|Colour", "Verkehr||#AABBCC", "Bus|Verkehr|rot"])
            )
        );
        Assert.Equal(["Anna: Bus = Busse", "Anna: Verkehr = Mehr Busse"], CodedSample.Told(read.Answers));
        Assert.Equal([("Verkehr", "#aabbcc"), ("Bus", null)], read.Answers.Codes.Select(code => (code.Name, code.Colour)));
        Assert.Equal(read.Answers.Codes[0].Id, read.Answers.Codes[1].Parent);
        Assert.Equal(["Mehr Busse", "Nichts"], read.Answers.Sources.Select(source => source.Text));
        Assert.Equal(
            [
                "Zeile 4: Stellen, die nicht so in der Antwort derselben Zeile stehen, sind nicht übernommen (Anzahl: 1).",
                "Zeile 5: Zeilen, die keine Antwort nennen, sind nicht übernommen (Anzahl: 1).",
            ],
            read.Notes.Select(note => $"{note.Place}: {note.What}")
        );
    }

    /// <summary>A ring, a chain that is written from below, and a path of three.</summary>
    [Fact]
    public void Whatever_stands_above_what_there_are_two_levels()
    {
        var read = Read(
            SourceFiles.Workbook(
                ("Codebook", ["Code|Parent code", "A|B", "B|C", "C|A", "unten|mitten", "mitten|oben"]),
                ("Codings", ["Answer|Code", "x|mitten > neu", "x|p > q > r"])
            )
        );
        var names = read.Answers.Codes.ToDictionary(code => code.Id, code => code.Name);
        var tops = read.Answers.Codes.Where(code => code.Parent is null).Select(code => code.Id).ToHashSet();
        Assert.All(read.Answers.Codes, code => Assert.True(code.Parent is not { } parent || tops.Contains(parent)));
        Assert.Equal(
            ["neu: oben", "mitten: oben", "unten: oben", "q > r: p"],
            new[] { "neu", "mitten", "unten", "q > r" }.Select(name =>
                $"{name}: {names[read.Answers.Codes.Single(code => code.Name == name).Parent!.Value]}"
            )
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("Name;Wert\n1;2")]
    [InlineData("Antwort;Stelle\nx;y")]
    public void What_is_no_such_table_is_told(string text) =>
        Assert.StartsWith(
            "Das ist weder ein Codebuch noch eine Liste von Kodierungen",
            Assert.Throws<UnreadableFileException>(() => Read(Encoding.UTF8.GetBytes(text))).Sentence.ToString(),
            StringComparison.Ordinal
        );

    /// <summary>Told by content, whatever it is called.</summary>
    [Fact]
    public void All_kinds_of_files_come_by_one_way()
    {
        using var workbook = new MemoryStream();
        CodedTables.WriteWorkbook(CodedSample.Answers, ExportSample.FileWords(), workbook);
        byte[][] files =
        [
            CodedSample.Written(CodedSample.Answers),
            workbook.ToArray(),
            Encoding.UTF8.GetBytes(
                "\ufeff\n<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes><Code guid=\"a\" name=\"A\" isCodable=\"true\"/></Codes></CodeBook>"
            ),
            Encoding.Latin1.GetBytes("Code;Definition\nMobilität;Räder"),
        ];
        Assert.Equal(["Mobilität", "Mobilität", "A", "Mobilität"], files.Select(file => ReadAny(file).Answers.Codes[0].Name));
        Assert.StartsWith(
            "In diesem Archiv ist kein Projekt",
            Assert.Throws<UnreadableFileException>(() => ReadAny(OtherSourcesTests.Text)).Sentence.ToString(),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Das ist ein Bild (PNG) und keine Tabelle",
            Assert.Throws<UnreadableFileException>(() => ReadAny([0x89, .. "PNG\r\n"u8])).Sentence.ToString(),
            StringComparison.Ordinal
        );
    }

    private static ReadCodedAnswers ReadAny(byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        return CodedAnswerFiles.Read(stream);
    }

    private static void Same(CodedAnswers sent, ReadCodedAnswers read)
    {
        Assert.Empty(read.Notes);
        Assert.Equal(sent.Codes.OrderBy(code => code.Id), read.Answers.Codes.OrderBy(code => code.Id));
        Assert.Equal(Told(sent), Told(read.Answers));
        var back = KnownSources.Matched(read, sent.Sources);
        Assert.Empty(back.Notes);
        static IEnumerable<(Guid, int, int, Guid)> Places(CodedAnswers answers) =>
            answers.Codings.Select(coding => (coding.Source, coding.Start, coding.Length, coding.Code)).Order();
        Assert.Equal(Places(sent), Places(back.Answers));
    }

    private static IEnumerable<string> Told(CodedAnswers answers) =>
        CodedSample.Told(answers).Select(told => told.ReplaceLineEndings("\n")).Order();

    private static ReadCodedAnswers Read(byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        return CodedTables.Read(stream);
    }
}
