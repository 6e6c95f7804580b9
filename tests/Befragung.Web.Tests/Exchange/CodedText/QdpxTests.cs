using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Befragung.Web.Exchange.CodedText;
using Befragung.Web.Exchange.Reading;
using Befragung.Web.Tests.Exchange.Import;

namespace Befragung.Web.Tests.Exchange.CodedText;

/// <summary>Coded answers to and from other programs, as REFI-QDA.</summary>
public class QdpxTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        var read = CodedSample.Read(CodedSample.Written(CodedSample.Answers));
        Assert.Empty(read.Notes);
        var (sent, came) = (CodedSample.Answers, read.Answers);
        Assert.Equal(sent.Title, came.Title);
        Assert.Equal(sent.Codes, came.Codes);
        Assert.Equal(sent.Coders, came.Coders);
        Assert.Equal(sent.Sources.Select(source => source with { Text = source.Text.ReplaceLineEndings("\n") }), came.Sources);
        Assert.Equal(CodedSample.Told(sent).Select(told => told.ReplaceLineEndings("\n")).Order(), CodedSample.Told(came).Order());
        Assert.Equal(sent.Notes.OrderBy(note => note.Id), came.Notes.OrderBy(note => note.Id));
        // Onto the answers that are here, whose lines end as they did.
        var back = KnownSources.Matched(read, sent.Sources);
        Assert.Empty(back.Notes);
        Assert.Equal(sent.Codings.OrderBy(coding => coding.Id), back.Answers.Codings.OrderBy(coding => coding.Id));
        Assert.Equal(sent.Sources, back.Answers.Sources);
    }

    /// <summary>Half of an emoji, and half of an end of a line.</summary>
    [Theory]
    [InlineData(2, 1, "😀")]
    [InlineData(3, 1, "😀")]
    [InlineData(3, 2, "😀b")]
    [InlineData(5, 1, "\r\n")]
    [InlineData(6, 1, "\r\n")]
    [InlineData(6, 2, "c")]
    public void A_place_that_cuts_a_character_has_all_of_it(int start, int length, string words)
    {
        var source = new ExchangedSource(CodedSample.Id(1), "", "aa😀b\r\nc", "", "", "");
        var code = new ExchangedCode(CodedSample.Id(2), null, "A", null, "", "");
        var sent = new CodedAnswers("", [code], [], [source], [new(CodedSample.Id(3), source.Id, start, length, code.Id, null)], []);
        var back = KnownSources.Matched(CodedSample.Read(CodedSample.Written(sent)), sent.Sources);
        Assert.Equal(["?: A = " + words], CodedSample.Told(back.Answers));
    }

    [Fact]
    public void Nothing_at_all_is_a_project_too()
    {
        var content = CodedSample.Written(new("", [], [], [], [], []));
        Assert.Equal("In dieser Datei stehen weder Codes noch Texte, die sich übernehmen lassen.", Refusal(content)?.Sentence.ToString());
    }

    [Fact]
    public void Places_are_counted_in_characters_of_Unicode_with_lines_that_end_in_one()
    {
        var project = XDocument.Parse(CodedSample.Part(CodedSample.Written(CodedSample.Answers), "project.qde"));
        string Position(string name) =>
            project
                .Descendants(QdpxWriter.Space + "PlainTextSelection")
                .Where(one => one.Attribute("name")!.Value.StartsWith(name, StringComparison.Ordinal))
                .Select(one => $"{one.Attribute("startPosition")!.Value}–{one.Attribute("endPosition")!.Value}")
                .Single();
        // Two emoji and a blank before it, and one at its end; each is one character.
        Assert.Equal("3–22", Position("Der Bus"));
        Assert.Equal("28–37", Position("Wohnungen"));
        Assert.Equal("30–51", Position("\"billige\""));
    }

    /// <summary>The order of elements, and the attributes that must be there or may be, as the schema of REFI-QDA 1.5 has them for what is written here.</summary>
    [Fact]
    public void The_project_is_built_as_the_schema_wants_it()
    {
        var rules = new Dictionary<string, (string Children, string Required, string Optional)>
        {
            ["Project"] = (
                "Users? CodeBook? Variables? Cases? Sources? Notes? Links? Sets? Graphs? Description? NoteRef*",
                "name",
                "origin creatingUserGUID creationDateTime modifyingUserGUID modifiedDateTime basePath"
            ),
            ["Users"] = ("User+", "", ""),
            ["User"] = ("", "guid", "name id"),
            ["CodeBook"] = ("Codes", "", ""),
            ["Codes"] = ("Code+", "", ""),
            ["Code"] = ("Description? NoteRef* Code*", "guid name isCodable", "color"),
            ["Description"] = ("", "", ""),
            ["Variables"] = ("Variable+", "", ""),
            ["Variable"] = ("Description?", "guid name typeOfVariable", ""),
            ["Sources"] = ("TextSource+", "", ""),
            ["TextSource"] = (
                "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
                "guid",
                "name richTextPath plainTextPath creatingUser creationDateTime modifyingUser modifiedDateTime"
            ),
            ["PlainTextSelection"] = (
                "Description? Coding* NoteRef*",
                "guid startPosition endPosition creationDateTime",
                "name creatingUser modifyingUser modifiedDateTime"
            ),
            ["PlainTextContent"] = ("", "", ""),
            ["Coding"] = ("CodeRef NoteRef*", "guid", "creatingUser creationDateTime"),
            ["CodeRef"] = ("", "targetGUID", ""),
            ["NoteRef"] = ("", "targetGUID", ""),
            ["VariableRef"] = ("", "targetGUID", ""),
            ["VariableValue"] = ("VariableRef TextValue", "", ""),
            ["TextValue"] = ("", "", ""),
            ["Notes"] = ("Note+", "", ""),
            // The schema lets a note have no time; QualCoder reads no project with such a one.
            ["Note"] = (
                "Description? PlainTextContent? PlainTextSelection* Coding* NoteRef* VariableValue*",
                "guid creationDateTime",
                "name richTextPath plainTextPath creatingUser modifyingUser modifiedDateTime"
            ),
        };
        var package = CodedSample.Written(CodedSample.Answers);
        var project = XDocument.Parse(CodedSample.Part(package, "project.qde"));
        foreach (var element in project.Descendants())
        {
            Assert.Equal(QdpxWriter.Space, element.Name.Namespace);
            var (children, required, optional) = rules[element.Name.LocalName];
            var pattern =
                "^"
                + Regex.Replace(
                    children,
                    @"(?<one>\w+)(?<many>[?*+]?) ?",
                    "(<${one}>)${many}",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(5)
                )
                + "$";
            Assert.Matches(pattern, string.Concat(element.Elements().Select(child => $"<{child.Name.LocalName}>")));
            var given = element.Attributes().Where(one => !one.IsNamespaceDeclaration).Select(one => one.Name.LocalName).ToList();
            Assert.Empty(Words(required).Except(given));
            Assert.Empty(given.Except(Words(required)).Except(Words(optional)));
            foreach (var one in element.Attributes())
                if (one.Name.LocalName is "guid" or "targetGUID" or "creatingUser")
                    Assert.Matches("^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$", one.Value);
                else if (one.Name.LocalName is "color")
                    Assert.Matches("^#[0-9a-f]{6}$", one.Value);
                else if (one.Name.LocalName.EndsWith("DateTime", StringComparison.Ordinal))
                    Assert.Equal("2026-03-01T11:00:00Z", one.Value);
        }
        // All that is referred to is there, and once; so are the texts.
        var ids = project.Descendants().Attributes("guid").Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(
            project
                .Descendants()
                .Attributes()
                .Where(one => one.Name.LocalName is "targetGUID" or "creatingUser")
                .Select(one => one.Value)
                .Except(ids)
        );
        foreach (var path in project.Descendants().Attributes("plainTextPath"))
            CodedSample.Part(package, path.Value.Replace("internal://", "sources/", StringComparison.Ordinal));
    }

    /// <summary>In the manner of MAXQDA and ATLAS.ti: their order of attributes, numbers in braces, a name that is no text, kinds of sources and parts that have no place here.</summary>
    [Fact]
    public void A_project_of_another_program_comes_along_as_far_as_it_fits()
    {
        const string project = """
            <?xml version="1.0" encoding="utf-8"?>
            <Project origin="Other 24 (Release 24.1)" xsi:schemaLocation="urn:QDA-XML:project:1.0 http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd" name="Interviews" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:QDA-XML:project:1.0">
              <Users><User name="Franziska" guid="2C5846FE-C0B7-4124-9256-794A5742CEB1"/></Users>
              <CodeBook>
                <Codes>
                  <Code isCodable="false" name="Verkehr" guid="{10000000-0000-4000-8000-000000000001}">
                    <Code isCodable="true" name="Bus" color="#f80" guid="{10000000-0000-4000-8000-000000000002}">
                      <Code isCodable="true" name="Rufbus" guid="{10000000-0000-4000-8000-000000000003}"><Code isCodable="true" name="nachts" guid="c-nachts"/></Code>
                    </Code>
                  </Code>
                  <Code isCodable="true" guid="{10000000-0000-4000-8000-000000000009}"/>
                </Codes>
              </CodeBook>
              <Cases><Case guid="50000000-0000-4000-8000-000000000001" name="Fall"/></Cases>
              <Sources>
                <TextSource plainTextPath="internal://A.txt" richTextPath="internal://A.docx" name="Gespräch" guid="20000000-0000-4000-8000-000000000001" creatingUser="2C5846FE-C0B7-4124-9256-794A5742CEB1">
                  <PlainTextSelection startPosition="6" endPosition="9" name="(6,0),(9,0)" guid="30000000-0000-4000-8000-000000000001" creatingUser="2C5846FE-C0B7-4124-9256-794A5742CEB1">
                    <Coding guid="40000000-0000-4000-8000-000000000001"><CodeRef targetGUID="10000000-0000-4000-8000-000000000002"/></Coding>
                    <Coding guid="40000000-0000-4000-8000-000000000002"><CodeRef targetGUID="c-nachts"/></Coding>
                    <Coding guid="40000000-0000-4000-8000-000000000003"><CodeRef targetGUID="10000000-0000-4000-8000-00000000000F"/></Coding>
                  </PlainTextSelection>
                  <PlainTextSelection startPosition="5" endPosition="800" guid="30000000-0000-4000-8000-000000000002"><Coding guid="40000000-0000-4000-8000-000000000004"><CodeRef targetGUID="c-nachts"/></Coding></PlainTextSelection>
                </TextSource>
                <TextSource name="Getippt" guid="20000000-0000-4000-8000-000000000002"><PlainTextContent>Der Bus kommt.</PlainTextContent><Coding guid="40000000-0000-4000-8000-000000000005"><CodeRef targetGUID="10000000-0000-4000-8000-000000000001"/></Coding></TextSource>
                <TextSource name="anderswo" plainTextPath="relative://../../etc/passwd" guid="20000000-0000-4000-8000-000000000003"/>
                <TextSource name="verlassen" plainTextPath="internal://../../../etc/passwd" guid="20000000-0000-4000-8000-000000000004"/>
                <PDFSource path="internal://B.pdf" name="Seite" guid="20000000-0000-4000-8000-000000000005"><PDFSelection page="1" firstX="0" firstY="0" secondX="1" secondY="1" guid="30000000-0000-4000-8000-000000000005"/><Representation plainTextPath="internal://B.txt" guid="20000000-0000-4000-8000-000000000006"><PlainTextSelection startPosition="0" endPosition="3" guid="30000000-0000-4000-8000-000000000006"><Coding guid="40000000-0000-4000-8000-000000000006"><CodeRef targetGUID="10000000-0000-4000-8000-000000000003"/></Coding></PlainTextSelection></Representation></PDFSource>
                <VideoSource path="internal://P.mp4" name="P" guid="20000000-0000-4000-8000-000000000007"/>
              </Sources>
              <Links><Link guid="60000000-0000-4000-8000-000000000001"/></Links>
              <Neuheit/>
            </Project>
            """;
        var read = CodedSample.Read(
            SourceFiles.Package(
                ("project.qde", project),
                ("Sources/A.txt", "\ufeffDer 🚌 Bus\r\nkommt."),
                ("Sources/b.TXT", "Bus 7"),
                ("Sources/P.mp4", "…")
            )
        );
        Assert.Equal(
            ["Verkehr", "Bus", "Rufbus", "Rufbus / nachts"],
            read.Answers.Codes.Select(code => code.Name.Replace("Bus / ", "", StringComparison.Ordinal))
        );
        Assert.Equal("Bus / Rufbus / nachts", read.Answers.Codes[3].Name);
        Assert.All(read.Answers.Codes.Skip(1), code => Assert.Equal(read.Answers.Codes[0].Id, code.Parent));
        Assert.Equal("#ff8800", read.Answers.Codes[1].Colour);
        Assert.Equal(
            ["Franziska: Bus = Bus", "Franziska: Bus / Rufbus / nachts = Bus", "?: Verkehr = Der Bus kommt.", "?: Bus / Rufbus = Bus"],
            CodedSample.Told(read.Answers)
        );
        Assert.Equal(
            [
                "Projekt, Zeile 11: Codes ohne Namen oder Nummer sind nicht übernommen (Anzahl: 1).",
                "Projekt, Zeile 14: „Case“ wird hier nicht gebraucht und ist nicht übernommen (Anzahl: 1).",
                "Projekt, Zeile 20: Kodierungen mit einem Code, den es in der Datei nicht gibt, sind nicht übernommen (Anzahl: 1).",
                "Projekt, Zeile 22: Kodierte Stellen, die leer sind oder außerhalb ihres Textes liegen, sind nicht übernommen (Anzahl: 1).",
                "Projekt, Zeile 25: Texte, die die Datei nicht als reinen Text enthält, sind mit ihren Kodierungen nicht übernommen (Anzahl: 2).",
                "Projekt, Zeile 27: „PDFSelection“ wird hier nicht gebraucht und ist nicht übernommen (Anzahl: 1).",
                "Projekt, Zeile 28: „VideoSource“ wird hier nicht gebraucht und ist nicht übernommen (Anzahl: 1).",
                "Projekt, Zeile 30: „Link“ wird hier nicht gebraucht und ist nicht übernommen (Anzahl: 1).",
                "Projekt, Zeile 31: „Neuheit“ wird hier nicht gebraucht und ist nicht übernommen (Anzahl: 1).",
                "Projekt, Zeile 8: Codes, die tiefer als auf zwei Ebenen standen, stehen jetzt auf der zweiten; ihr Name sagt, worunter sie standen (Anzahl: 2).",
            ],
            read.Notes.Select(note => $"{note.Place}: {note.What}").Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Some programs take "the last character" at its word.</summary>
    [Fact]
    public void Where_the_words_beside_a_place_say_so_its_end_is_the_last_character_in_it()
    {
        var read = CodedSample.Read(
            Encoding.UTF8.GetBytes(
                """<Project name="p" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="a" name="A" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="s" name="s"><PlainTextContent>Mehr Busse, bitte</PlainTextContent><PlainTextSelection guid="x" name="Busse" startPosition="5" endPosition="9"><Coding guid="c"><CodeRef targetGUID="a"/></Coding></PlainTextSelection></TextSource></Sources></Project>"""
            )
        );
        Assert.Equal(["?: A = Busse"], CodedSample.Told(read.Answers));
        Assert.Contains("letztes Zeichen", Assert.Single(read.Notes).What.ToString(), StringComparison.Ordinal);
    }

    /// <summary>QualCoder puts a byte order mark before everything, and counts it nowhere; its folder is written large.</summary>
    [Fact]
    public void What_QualCoder_writes_is_read()
    {
        using var content = new MemoryStream();
        using (var package = new System.IO.Compression.ZipArchive(content, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
            foreach (
                var (name, text) in ((string, string)[])
                    [
                        (
                            "project.qde",
                            """<?xml version="1.0" encoding="utf-8"?><Project name="p" origin="QualCoder-3.6" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="a" name="A" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="s" name="s" plainTextPath="internal://s.txt" creationDateTime="2026-03-01T11:00:00Z"><PlainTextSelection guid="x" startPosition="2" endPosition="7"><Coding guid="c"><CodeRef targetGUID="a"/></Coding></PlainTextSelection></TextSource></Sources></Project>"""
                        ),
                        ("Sources/s.txt", "😀 Busse, bitte"),
                    ]
            )
            {
                using var part = package.CreateEntry(name).Open();
                part.Write([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
            }
        var read = CodedSample.Read(content.ToArray());
        Assert.Equal(["?: A = Busse"], CodedSample.Told(read.Answers));
        Assert.Equal("😀 Busse, bitte", Assert.Single(read.Answers.Sources).Text);
    }

    [Theory]
    [InlineData("urn:QDA-XML:codebook:1.0")]
    [InlineData("urn:QDA-XML:codebook:0:4")]
    public void A_codebook_comes_along_alone(string space)
    {
        var read = CodedSample.Read(
            Encoding.UTF8.GetBytes(
                $"""<?xml version="1.0" encoding="utf-8"?><CodeBook origin="x" xmlns="{space}"><Codes><Code guid="1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294" name="Bus" isCodable="true" color="#46AA00"><Description> fährt </Description></Code></Codes><Sets><Set name="g" guid="ECA18D76-2B8B-4F26-BC1D-19ECA19FB3F0"/></Sets></CodeBook>"""
            )
        );
        Assert.Equal(
            new(new("1FF58B12-6F6F-4B0C-8BE5-BBDC91F55294"), null, "Bus", "#46aa00", "fährt", ""),
            Assert.Single(read.Answers.Codes)
        );
        Assert.Single(read.Notes);
    }

    [Theory]
    [InlineData("", "Ab hier ist die Datei beschädigt oder unvollständig. Exportieren Sie sie noch einmal.")]
    [InlineData("Code;Name", "Ab hier ist die Datei beschädigt oder unvollständig. Exportieren Sie sie noch einmal.")]
    [InlineData("<html/>", "Das ist weder ein Projekt (.qdpx) noch ein Codebuch (.qdc) nach REFI-QDA: Die Datei beginnt mit „html“.")]
    [InlineData(
        "<!DOCTYPE Project [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"&x;\"/>",
        "Ab hier ist die Datei beschädigt oder unvollständig. Exportieren Sie sie noch einmal."
    )]
    [InlineData(
        "<Project name=\"x\" xmlns=\"urn:QDA-XML:project:1.0\"/>",
        "In dieser Datei stehen weder Codes noch Texte, die sich übernehmen lassen."
    )]
    public void What_is_no_project_is_told(string text, string sentence)
    {
        Assert.Equal(sentence, Refusal(Encoding.UTF8.GetBytes(text))?.Sentence.ToString());
        if (text.Length > 0)
            Assert.Equal(sentence, Refusal(SourceFiles.Package(("project.qde", text)))?.Sentence.ToString());
    }

    [Fact]
    public void Damage_is_told_with_its_line_and_packages_that_do_harm_are_refused()
    {
        var broken = Refusal(
            SourceFiles.Package(("project.qde", "<Project xmlns=\"urn:QDA-XML:project:1.0\">\n<Users>\n<User></Users></Project>"))
        )!;
        Assert.Equal(3, broken.Line);
        Assert.StartsWith(
            "In diesem Archiv ist kein Projekt",
            Refusal(SourceFiles.Package(("x.txt", "")))!.Sentence.ToString(),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "„project.qde“ enthält ausgepackt weit mehr",
            Refusal(SourceFiles.Package(("project.qde", new string(' ', 10_000_000))))!.Sentence.ToString(),
            StringComparison.Ordinal
        );
        var deep = "<Project xmlns=\"urn:QDA-XML:project:1.0\">" + string.Concat(Enumerable.Repeat("<Code>", 100_000));
        Assert.StartsWith(
            "Die Datei ist so tief verschachtelt",
            Refusal(SourceFiles.Package(("project.qde", deep)))!.Sentence.ToString(),
            StringComparison.Ordinal
        );
        const string project =
            """<Project name="x" xmlns="urn:QDA-XML:project:1.0"><Sources><TextSource guid="s" name="s" plainTextPath="internal://s.txt"/></Sources></Project>""";
        Assert.StartsWith(
            "„sources/s.txt“ enthält",
            Refusal(SourceFiles.Package(("project.qde", project), ("sources/s.txt", new string(' ', 6_000_000))))!.Sentence.ToString(),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "Der Text „sources/s.txt“",
            Refusal(SourceFiles.Package(("project.qde", project), ("sources/s.txt", "%PDF-1.7")))!.Sentence.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Two_hundred_mangled_copies_end_in_codes_or_a_sentence()
    {
        var refused = 0;
        // An empty text has nothing to mangle.
        var answers = CodedSample.Answers with
        {
            Sources = [.. CodedSample.Answers.Sources.Where(source => source.Text.Length > 0)],
        };
        foreach (var mangled in MangledFilesTests.Copies(CodedSample.Written(answers), 200, new Random(16)))
            if (Refusal(mangled) is { } told)
            {
                refused++;
                Assert.NotEqual("", told.Sentence.ToString());
            }
        Assert.InRange(refused, 20, 199);
    }

    [Fact]
    public void Texts_are_found_by_their_words_and_places_where_they_are_now()
    {
        ExchangedSource Source(int id, string text) => new(CodedSample.Id(id), "", text, "", "", "");
        var code = new ExchangedCode(CodedSample.Id(1), null, "A", null, "", "");
        ExchangedCoding Coding(int id, int source, int start, int length) =>
            new(CodedSample.Id(id), CodedSample.Id(source), start, length, code.Id, null);
        ReadCodedAnswers read = new(
            new(
                "",
                [code],
                [],
                [
                    Source(101, "gleich\r\nund gut"),
                    Source(102, "gleich\nund gut"),
                    Source(3, "Der Bus kommt nie"),
                    Source(104, "gibt es nicht"),
                    Source(5, "a b a"),
                ],
                [
                    Coding(31, 101, 8, 3),
                    Coding(32, 102, 0, 14),
                    Coding(33, 3, 4, 3),
                    Coding(34, 104, 0, 3),
                    Coding(35, 3, 8, 5),
                    Coding(36, 5, 4, 1),
                ],
                [new(CodedSample.Id(51), CodedSample.Id(101), "", "Notiz"), new(CodedSample.Id(52), CodedSample.Id(104), "", "verloren")]
            ),
            []
        );
        var back = KnownSources.Matched(
            read,
            [Source(1, "gleich\nund gut "), Source(2, "gleich\r\nund gut"), Source(3, "Ja: Der Bus fährt nie"), Source(5, "a b  a")]
        );
        Assert.Equal(["?: A = und", "?: A = gleich\r\nund gut", "?: A = Bus", "?: A = a"], CodedSample.Told(back.Answers));
        Assert.Equal(5, back.Answers.Codings[^1].Start);
        Assert.Equal(CodedSample.Id(1), Assert.Single(back.Answers.Notes).Of);
        Assert.Equal(
            [
                "Texte, die es hier nicht gibt, sind mit ihren Kodierungen nicht übernommen (Anzahl: 1).",
                "Kodierte Stellen, deren Text hier anders lautet, sind nicht übernommen (Anzahl: 1).",
            ],
            back.Notes.Select(note => note.What.ToString())
        );
    }

    private static string[] Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static UnreadableFileException? Refusal(byte[] content)
    {
        try
        {
            var read = CodedSample.Read(content);
            Assert.All(CodedSample.Told(read.Answers), told => Assert.NotEqual("", told));
            return null;
        }
        catch (UnreadableFileException refused)
        {
            return refused;
        }
    }
}
