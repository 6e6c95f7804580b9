using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Befragung.Web.Exchange.Import;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Tests.Exchange.Paper;

namespace Befragung.Web.Tests.Exchange.Import;

/// <summary>Files that are damaged, or made to do harm: always a questionnaire or a sentence, soon.</summary>
public sealed partial class MangledFilesTests
{
    public static TheoryData<string> Kinds => ["lss", "json", "xlsx", "list", "docx", "own docx"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Two_hundred_mangled_copies_end_in_a_questionnaire_or_a_sentence(string kind)
    {
        var refused = 0;
        foreach (var mangled in Copies(Good(kind), 200, new Random(20_20)))
            if (Read(mangled) is { } sentence)
            {
                refused++;
                Assert.NotEqual("", sentence);
            }
        Assert.InRange(refused, 20, 199);
    }

    /// <summary>Damaged in five ways: bytes, an end that is missing, and within the parts of a package bytes, pieces and words.</summary>
    internal static IEnumerable<byte[]> Copies(byte[] good, int count, Random random)
    {
        for (var i = 0; i < count; i++)
            yield return (i % 5) switch
            {
                0 => Flipped(good, random),
                1 => good[..random.Next(good.Length)],
                2 => Inside(good, random, content => Flipped(content, random)),
                3 => Inside(good, random, content => Swapped(content, random)),
                _ => Inside(good, random, content => Exchanged(content, random)),
            };
    }

    [Theory]
    [InlineData("<!DOCTYPE document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><document>&x;</document>")]
    [InlineData("<!DOCTYPE document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><document>&b;</document>")]
    public void Entities_are_not_followed(string text)
    {
        var sentence = Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal("Ab hier ist die Datei beschädigt oder unvollständig. Exportieren Sie sie noch einmal.", sentence);
    }

    [Fact]
    public void What_is_nested_without_end_is_refused()
    {
        const string refused = "Die Datei ist so tief verschachtelt oder so umfangreich wie kein Fragebogen. Ist es die richtige Datei?";
        var deep = "<document>" + string.Concat(Enumerable.Repeat("<a>", 100_000));
        Assert.Equal(refused, Read(Encoding.UTF8.GetBytes(deep)));
        Assert.Equal(refused, Read(SourceFiles.Package(("word/document.xml", deep))));
        Assert.Equal(refused, Read(SourceFiles.Package(("xl/workbook.xml", deep))));
        Assert.Equal(
            "Ab hier ist die Datei beschädigt oder unvollständig. Exportieren Sie sie noch einmal.",
            Read(Encoding.UTF8.GetBytes("{\"pages\":" + new string('[', 100_000)))
        );
    }

    [Fact]
    public void What_unpacks_to_far_more_than_it_is_is_refused()
    {
        const string refused = "Die Datei enthält ausgepackt weit mehr, als ein Fragebogen braucht. Ist es die richtige Datei?";
        Assert.Equal(refused, Read(SourceFiles.Package(("word/document.xml", new string(' ', 10_000_000)))));
        Assert.Equal(refused, Read(SourceFiles.Package([.. Enumerable.Range(0, 2_001).Select(number => ($"{number}.txt", ""))])));
    }

    [Fact]
    public void What_is_too_large_is_refused_before_it_is_read()
    {
        Assert.Equal(
            "Die Datei ist zu groß für einen Fragebogen.",
            Read(Encoding.UTF8.GetBytes("{" + new string(' ', QuestionnaireImport.LargestText)))
        );
        Assert.Equal(
            "Die Datei ist zu groß für einen Fragebogen.",
            Read([.. "PK\u0003\u0004"u8, .. new byte[QuestionnaireImport.LargestPackage]])
        );
    }

    [Fact]
    public void A_file_of_nothing_but_questions_ends_soon()
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(
            "Die Datei hat mehr als 2.000 Fragen. Ein Fragebogen kann höchstens 500 haben.",
            Read(Encoding.UTF8.GetBytes("{\"elements\":[" + string.Join(',', Enumerable.Repeat("{\"type\":\"comment\"}", 200_000)) + "]}"))
        );
        var lonely = "{\"elements\":[{\"type\":\"comment\",\"title\":\"" + string.Concat(Enumerable.Repeat("<a <", 200_000)) + "\"}]}";
        Assert.Null(Read(Encoding.UTF8.GetBytes(lonely)));
        var links = string.Concat(Enumerable.Repeat("<a href='https://x'>b", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        Assert.Null(Read(Encoding.UTF8.GetBytes("{\"elements\":[{\"type\":\"comment\",\"title\":\"" + links + "\"}]}")));
        var axes = string.Concat(
            Enumerable
                .Range(0, 20_000)
                .Select(id => $"<row><qid>{id + 9}</qid><parent_qid>1</parent_qid><title>{id}</title><scale_id>{id % 2}</scale_id></row>")
        );
        Assert.Equal(
            "Die Datei hat mehr als 2.000 Fragen. Ein Fragebogen kann höchstens 500 haben.",
            Read(
                Encoding.UTF8.GetBytes(
                    $"<document><LimeSurveyDocType>Survey</LimeSurveyDocType><groups><rows><row><gid>1</gid></row></rows></groups><questions><rows><row><qid>1</qid><gid>1</gid><type>;</type><title>a</title></row></rows></questions><subquestions><rows>{axes}</rows></subquestions></document>"
                )
            )
        );
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(
        "",
        "Diese Datei ist keine, die sich übernehmen lässt: LimeSurvey (.lss), SurveyJS (.json), XLSForm oder eine Liste in Excel (.xlsx) und Word (.docx)."
    )]
    [InlineData("befragung: 1\nsections: []", "Das ist schon ein Fragebogen dieses Programms; er muss nicht übernommen werden.")]
    [InlineData(
        "<html></html>",
        "Das ist kein ganzer Fragebogen von LimeSurvey. Exportieren Sie die Befragung als „LimeSurvey-Struktur (.lss)“."
    )]
    [InlineData("{\"a\":1}", "Diese JSON-Datei ist kein Fragebogen von SurveyJS: Es fehlen „pages“ und „elements“.")]
    [InlineData("{\"elements\":[]}", "In dieser Datei steht keine Frage, die sich übernehmen lässt.")]
    [InlineData(
        "%PDF-1.7",
        "Das ist ein PDF-Dokument. Übernehmen lassen sich LimeSurvey (.lss), SurveyJS (.json), XLSForm oder eine Liste in Excel (.xlsx) und Word (.docx)."
    )]
    public void What_is_none_of_these_files_is_told(string text, string sentence) =>
        Assert.Equal(sentence, Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_workbook_without_a_known_column_is_told_which_are() =>
        Assert.StartsWith(
            "Diese Arbeitsmappe ist weder ein XLSForm noch eine Liste",
            Read(SourceFiles.Workbook(("A", ["x|y", "1|2"]))),
            StringComparison.Ordinal
        );

    private static byte[] Good(string kind) =>
        kind switch
        {
            "lss" => SourceFiles.Read("aelter.lss"),
            "json" => SourceFiles.Read("umfrage.json"),
            "xlsx" => OtherSourcesTests.Form,
            "list" => OtherSourcesTests.List,
            "own docx" => QuestionnaireDocumentTests.Document(
                QuestionnaireFiles.Read(Encoding.UTF8.GetBytes(QuestionnaireDocumentTests.Every)).Questionnaire!,
                "de"
            ),
            _ => OtherSourcesTests.Text,
        };

    /// <summary>The sentence of a refusal; null where it became a questionnaire that can be written and checked.</summary>
    private static string? Read(byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        try
        {
            var imported = QuestionnaireImport.Read("x", stream);
            Assert.All(imported.Notes, note => Assert.NotEqual("", note.What.ToString()));
            imported.Draft.Check();
            return null;
        }
        catch (UnreadableFileException refused)
        {
            return refused.Sentence.ToString();
        }
    }

    private static byte[] Flipped(byte[] content, Random random)
    {
        byte[] copy = [.. content];
        for (var i = random.Next(1, 20); i > 0; i--)
            copy[random.Next(copy.Length)] = (byte)random.Next(256);
        return copy;
    }

    /// <summary>What stands between two pairs of marks changes places.</summary>
    private static byte[] Swapped(byte[] content, Random random)
    {
        var pieces = Encoding.UTF8.GetString(content).Split('<', '"').ToList();
        if (pieces.Count < 3)
            return Flipped(content, random);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var (one, other) = (random.Next(pieces.Count), random.Next(pieces.Count));
            (pieces[one], pieces[other]) = (pieces[other], pieces[one]);
        }
        var mark = content[0] == (byte)'{' ? '"' : '<';
        return Encoding.UTF8.GetBytes(string.Join(mark, pieces));
    }

    /// <summary>Words change places, so that the file can be read and makes no sense.</summary>
    private static byte[] Exchanged(byte[] content, Random random)
    {
        var text = Encoding.UTF8.GetString(content);
        var isJson = content[0] == (byte)'{';
        var words = (isJson ? Json().Matches(text) : Xml().Matches(text)).ToList();
        if (words.Count < 2)
            return Flipped(content, random);
        var values = words.ConvertAll(word => word.Value);
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var (one, other) = (random.Next(values.Count), random.Next(values.Count));
            (values[one], values[other]) = (values[other], values[one]);
        }
        var exchanged = new StringBuilder();
        var at = 0;
        foreach (var (index, word) in words.Index())
        {
            exchanged.Append(text, at, word.Index - at).Append(values[index]);
            at = word.Index + word.Length;
        }
        return Encoding.UTF8.GetBytes(exchanged.Append(text, at, text.Length - at).ToString());
    }

    [GeneratedRegex("(?<=: )(\"[^\"]*\"|[0-9]+|true)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Json();

    [GeneratedRegex("(?<=>)[^<>]+(?=<)|(?<=CDATA\\[)[^\\]]+|(?<=Val=\"|val=\")[^\"]+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Xml();

    /// <summary>Changes a part of a package, or the text itself.</summary>
    private static byte[] Inside(byte[] content, Random random, Func<byte[], byte[]> change)
    {
        if (content[0] != (byte)'P')
            return change(content);
        using var stream = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(content)))
        using (var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var changed = from.Entries[random.Next(from.Entries.Count)];
            foreach (var part in from.Entries)
            {
                using var read = new MemoryStream();
                using (var packed = part.Open())
                    packed.CopyTo(read);
                using var written = to.CreateEntry(part.FullName).Open();
                written.Write(part == changed ? change(read.ToArray()) : read.ToArray());
            }
        }
        return stream.ToArray();
    }
}
