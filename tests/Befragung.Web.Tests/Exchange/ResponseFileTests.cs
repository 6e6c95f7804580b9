using System.Text;
using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Web.Exchange;

namespace Befragung.Web.Tests.Exchange;

/// <summary>Answers that any tool gathered: read whole, or refused with the line that is wrong.</summary>
public class ResponseFileTests
{
    private const string Header = "round,panelist,group,item,value,comment\n";

    private static readonly Questionnaire Questionnaire = QuestionnaireReader.Read(Sample.Yaml).Questionnaire!;

    private static readonly string[] Lines =
    [
        "1,p1,nord,r1,2,",
        "1,p2,nord,r1,4,",
        "1,p3,sued,r1,,",
        "1,p1,nord,c1,hin,",
        "1,p2,nord,c1,her,",
        "1,p1,nord,a1.x,1,",
        "1,p1,nord,a1.y,2,",
        "1,p2,nord,l1,\"Viel, sehr viel\",",
        "2,p1,nord,r1,5,",
        "2,p2,nord,r1,4,",
        "2,p3,sued,r1,1,",
        "2,p4,sued,r1,3,",
    ];

    [Fact]
    public void Every_answer_is_counted_in_its_round()
    {
        var rounds = Evaluated(Header + string.Join('\n', Lines) + "\n");
        Assert.Equal([1, 2], rounds.Select(round => round.Round));
        Assert.Equal((3, 4), (rounds[0].Response.HandedIn, rounds[1].Response.HandedIn));
        Assert.Equal(["r1", "a1.x", "a1.y", "a1.z", "c1", "l1"], rounds[0].Items.Select(item => item.Key));
        Assert.Equal([0, 1, 0, 1, 0], rounds[0].Of("r1")!.Counts!);
        Assert.Equal((2, 1), (rounds[0].Of("r1")!.N, rounds[0].Of("r1")!.Missing));
        Assert.Equal([1, 1], rounds[0].Of("c1")!.Counts!);
        Assert.Equal((1, 1), (rounds[0].Of("a1.x")!.MeanRank, rounds[0].Of("l1")!.Entries));
        Assert.Equal(["r1"], rounds[1].Items.Select(item => item.Key));
        Assert.Equal((1, 2), (rounds[1].Of("r1")!.Stability!.ComparedWith, rounds[1].Of("r1")!.Stability!.Pairs));
        Assert.Equal((3, 0), (rounds[1].Attrition!.Stayed, rounds[1].Attrition!.Left));
    }

    [Fact]
    public void The_order_of_the_lines_does_not_matter()
    {
        var random = new Random(7);
        var expected = Json(Header + string.Join('\n', Lines));
        for (var time = 0; time < 20; time++)
            Assert.Equal(expected, Json(Header + string.Join('\n', Lines.OrderBy(_ => random.Next()))));
    }

    [Theory]
    [InlineData("round;panelist;group;item;value;comment\n1;p1;nord;r1;4;\"gut; sehr\"\n")]
    [InlineData("\uFEFFround,panelist,group,item,value,comment\n1,p1,nord,r1,4,\n")]
    [InlineData("\uFEFFround;panelist;group;item;value;comment\r\n1;p1;nord;r1;4;\r\n")]
    [InlineData("round,panelist,group,item,value,comment\r\n1,p1,nord,r1,4,\r\n")]
    [InlineData("round,panelist,group,item,value,comment\n\"1\",\"p1\",\"nord\",\"r1\",\"4\",\"sagte \"\"gut\"\", dann\nnichts\"\n")]
    [InlineData("round,panelist,group,item,value,comment\n1,p1,nord,r1,4")]
    [InlineData("Round,Panelist,Group,Item,Value,Comment\n1, p1 , nord , r1 , 4 ,\n\n\n")]
    public void Commas_and_semicolons_marks_and_line_ends_of_all_kinds_are_read(string text)
    {
        var result = Evaluated(text).Single();
        Assert.Equal([0, 0, 0, 1, 0], result.Of("r1")!.Counts!);
        Assert.Equal(["nord", "sued"], result.Groups.Select(group => group.Key));
    }

    [Fact]
    public void A_person_needs_no_group_and_may_name_it_once()
    {
        var one = Json(Header + "1,p1,,r1,4,\n1,p1,nord,r2,3,\n1,p2,,r1,2,\n");
        Assert.Equal(Json(Header + "1,p1,nord,r1,4,\n1,p1,,r2,3,\n1,p2,,r1,2,\n"), one);
        Assert.Equal(2, Evaluated(Header + "1,p1,,r1,4,\n1,p2,,r1,2,\n").Single().Response.HandedIn);
    }

    [Theory]
    [InlineData(1, "Die Datei ist leer.", "")]
    [InlineData(1, "Die Datei ist leer.", "\uFEFF")]
    [InlineData(1, "keine einzige Antwort", Header)]
    [InlineData(1, "Die Kopfzeile muss heißen: round,panelist,group,item,value,comment.", "round,panelist,item,value\n1,p1,r1,4\n")]
    [InlineData(1, "Die Kopfzeile muss heißen", "1,p1,nord,r1,4,\n")]
    [InlineData(3, "„6“ liegt nicht auf der Skala von 1 bis 5.", Header + "1,p1,nord,r1,5,\n1,p2,nord,r1,6,\n")]
    [InlineData(2, "„0“ liegt nicht auf der Skala", Header + "1,p1,nord,r1,0,\n")]
    [InlineData(2, "„4.0“ liegt nicht auf der Skala", Header + "1,p1,nord,r1,4.0,\n")]
    [InlineData(2, "„weg“ ist keine der Antworten.", Header + "1,p1,nord,c1,weg,\n")]
    [InlineData(2, "„3“ ist kein Rang von 1 bis 2.", Header + "1,p1,nord,a1.x,3,\n")]
    [InlineData(2, "Die Frage „r9“ gibt es im Fragebogen nicht.", Header + "1,p1,nord,r9,1,\n")]
    [InlineData(2, "Die Frage „m1“ gibt es im Fragebogen nicht.", Header + "1,p1,nord,m1,1,\n")]
    [InlineData(2, "Die Frage „h1“ gibt es im Fragebogen nicht.", Header + "1,p1,nord,h1,1,\n")]
    [InlineData(2, "Die Gruppe „westen“ gibt es nicht. Vorhanden sind: nord, sued.", Header + "1,p1,westen,r1,1,\n")]
    [InlineData(2, "„0“ ist keine Runde von 1 bis 99.", Header + "0,p1,nord,r1,1,\n")]
    [InlineData(2, "„erste“ ist keine Runde von 1 bis 99.", Header + "erste,p1,nord,r1,1,\n")]
    [InlineData(2, "„100“ ist keine Runde von 1 bis 99.", Header + "100,p1,nord,r1,1,\n")]
    [InlineData(2, "Das Pseudonym („panelist“) fehlt.", Header + "1,,nord,r1,1,\n")]
    [InlineData(4, "„p1“ hat die Frage „r1“ in Runde 1 schon beantwortet.", Header + "1,p1,nord,r1,1,\n2,p1,nord,r1,1,\n1,p1,nord,r1,2,\n")]
    [InlineData(3, "„p1“ hat die Frage „r1“ in Runde 1 schon beantwortet.", Header + "1,p1,nord,r1,,\n1,p1,nord,r1,,\n")]
    [InlineData(3, "„p1“ gehörte bisher zur Gruppe „nord“, hier zu „sued“.", Header + "1,p1,nord,r1,1,\n2,p1,sued,r1,1,\n")]
    [InlineData(
        4,
        "„p1“ hat in Runde 1 bei „a1“ den Rang 1 mehrfach vergeben.",
        Header + "1,p1,nord,a1.x,1,\n1,p2,nord,a1.y,1,\n1,p1,nord,a1.y,1,\n1,p1,nord,a1.z,2,\n"
    )]
    [InlineData(3, "Die Zeile hat 3 Felder statt 5 oder 6.", Header + "1,p1,nord,r1,1,\n1,p2,nord\n")]
    [InlineData(2, "Die Zeile hat 7 Felder statt 5 oder 6.", Header + "1,p1,nord,r1,1,ja,nein\n")]
    [InlineData(
        3,
        "Ein Anführungszeichen steht hier nicht richtig",
        Header + "1,p1,nord,r1,1,\n1,p2,nord,r1,1,\"nie zu Ende\n1,p3,nord,r1,1,\n"
    )]
    [InlineData(
        3,
        "Ein Anführungszeichen steht hier nicht richtig",
        Header + "1,p1,nord,r1,1,\n1,p2,nord,r1,1,\"halb\" drin\n1,p3,nord,r1,1,\n"
    )]
    public void A_mistake_is_told_with_its_line_and_leaves_no_result(int line, string words, string text) =>
        Refused(line, words, Encoding.UTF8.GetBytes(text));

    [Fact]
    public void A_mistake_behind_a_comment_of_several_lines_has_the_line_of_an_editor() =>
        Refused(
            5,
            "„9“ liegt nicht auf der Skala",
            Encoding.UTF8.GetBytes(Header + "1,p1,nord,r1,1,\"eins\nzwei\ndrei\"\n1,p2,nord,r1,9,\n")
        );

    [Fact]
    public void A_file_that_was_put_together_of_two_codes_is_refused_with_its_line() =>
        Refused(
            3,
            "Hier ist die Datei beschädigt",
            [.. Encoding.UTF8.GetBytes(Header + "1,p1,nord,r1,1,größer\n"), .. Encoding.Latin1.GetBytes("1,p2,nord,r1,1,schön\n")]
        );

    [Theory]
    [InlineData("empty_rows.csv")]
    [InlineData("empty_rows_semi.csv")]
    public void Rows_of_separators_are_passed_over(string file)
    {
        var questionnaire = Befragung.Web.Exchange.Reading.QuestionnaireFiles.Read(Reading.Cases.Read("base.yaml")).Questionnaire!;
        using var stream = new MemoryStream(Reading.Cases.Read(file));
        Assert.Equal(3, ResponseFile.Read(stream, questionnaire).Evaluate().Single().Result.Of("leerstand")!.N);
    }

    [Theory]
    [InlineData("Erhebung 2026;;;;;\n\nround;panelist;group;item;value;comment\n1;p1;nord;r1;4;;;\n")]
    [InlineData("round;panelist;group;item;value;comment\n1;\u200Bp1\u00A0;nord;\uFEFFr1;4;\n")]
    public void Titles_trailing_separators_and_unseen_blanks_at_the_ends_do_not_matter(string text) =>
        Assert.Equal([0, 0, 0, 1, 0], Evaluated(text).Single().Of("r1")!.Counts!);

    [Theory]
    [InlineData("1;p\u200B1;nord;r1;4;\n", "In „p\u200B1“ ist das 2. Zeichen eines, das man nicht sieht (U+200B).")]
    [InlineData("1;p1;nord;r\u00AD1;4;\n", "In „r\u00AD1“ ist das 2. Zeichen eines, das man nicht sieht (U+00AD).")]
    public void Unseen_characters_within_keys_and_pseudonyms_are_named(string line, string sentence) =>
        Refused(2, sentence, Encoding.UTF8.GetBytes(Header.Replace(',', ';') + line));

    [Fact]
    public void A_pseudonym_is_one_however_its_letters_were_typed() =>
        Refused(3, "schon beantwortet", Encoding.UTF8.GetBytes(Header + "1,J\u00F6rg,nord,r1,1,\n1,Jo\u0308rg,nord,r1,2,\n"));

    [Theory]
    [InlineData(";", "2,5", 2.5)]
    [InlineData("\t", "-0,125", -0.125)]
    [InlineData(";", "2.5", 2.5)]
    public void Decimals_may_have_a_comma_where_commas_do_not_separate(string separator, string value, double mean)
    {
        var questionnaire = QuestionnaireReader
            .Read(
                """
                befragung: 1
                title: Probe
                languages: [de]
                groups: [ { key: alle, name: Alle } ]
                sections: [ { key: eins, title: Eins, items: [ { key: z, type: number, text: Wie viel?, decimals: 3 } ] } ]
                """
            )
            .Questionnaire!;
        using var content = new MemoryStream(
            Encoding.UTF8.GetBytes(
                (Header + $"1,p1,alle,z,VALUE,\n")
                    .Replace(",", separator, StringComparison.Ordinal)
                    .Replace("VALUE", value, StringComparison.Ordinal)
            )
        );
        Assert.Equal(mean, ResponseFile.Read(content, questionnaire).Evaluate().Single().Result.Of("z")!.Mean);
    }

    [Fact]
    public void A_workbook_of_answers_is_read_as_a_csv_of_them()
    {
        using var content = new MemoryStream(
            Reading.TableTests.Workbook(
                """
                <row r="1"><c r="A1" t="inlineStr"><is><t>round</t></is></c><c r="B1" t="inlineStr"><is><t>panelist</t></is></c><c r="C1" t="inlineStr"><is><t>group</t></is></c><c r="D1" t="inlineStr"><is><t>item</t></is></c><c r="E1" t="inlineStr"><is><t>value</t></is></c><c r="F1" t="inlineStr"><is><t>comment</t></is></c></row>
                <row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>p1</t></is></c><c r="C2" t="inlineStr"><is><t>nord</t></is></c><c r="D2" t="inlineStr"><is><t>r1</t></is></c><c r="E2"><v>4</v></c></row>
                """
            )
        );
        Assert.Equal([0, 0, 0, 1, 0], ResponseFile.Read(content, Questionnaire).Evaluate().Single().Result.Of("r1")!.Counts!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public void A_line_without_an_end_is_refused_before_it_fills_the_memory(string quote)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var endless = new Long(Encoding.UTF8.GetBytes(Header + "1,p1,nord,r1,1," + quote));
        var problem = Assert.Throws<ResponseFileException>(() => ResponseFile.Read(endless, Questionnaire));
        Assert.Equal(2, problem.Line);
        Assert.Contains("Die Zeile hat über", problem.Sentence.ToString(), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    private static void Refused(int line, string words, byte[] content)
    {
        using var stream = new MemoryStream(content);
        var problem = Assert.Throws<ResponseFileException>(() => ResponseFile.Read(stream, Questionnaire));
        Assert.Contains(words, problem.Sentence.ToString(), StringComparison.Ordinal);
        Assert.Equal(line, problem.Line);
    }

    private static List<RoundResult> Evaluated(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. ResponseFile.Read(stream, Questionnaire).Evaluate().Select(round => round.Result)];
    }

    private static string Json(string text) => JsonSerializer.Serialize(Evaluated(text), RoundResult.Format);

    /// <summary>A beginning, and then the same letter again and again.</summary>
    private sealed class Long(byte[] beginning) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => 200_000_000;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, Length - Position);
            for (var i = 0; i < given; i++)
                buffer[offset + i] = Position + i < beginning.Length ? beginning[Position + i] : (byte)'x';
            Position += given;
            return given;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) =>
            Position =
                offset
                + (
                    origin == SeekOrigin.End ? Length
                    : origin == SeekOrigin.Current ? Position
                    : 0
                );

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private const string Alone = "„p1“ hat in Runde 1 bei „k“ mehreres gewählt, darunter eine Antwort, die die anderen ausschließt.";

    [Theory]
    [InlineData(3, "Noch zu verteilen: 10 von 100 Punkten.", "1,p1,,g.a,60,\n1,p1,,g.b,30,\n1,p1,,r,3,\n")]
    [InlineData(
        4,
        "Der niedrigste Wert (9) liegt über dem wahrscheinlichsten (5).",
        "1,p1,,e.low,9,\n1,p1,,e.best,5,\n1,p1,,e.high,10,\n1,p1,,r,3,\n"
    )]
    [InlineData(3, "Höchstens 1 sind zu wählen; gewählt: 2.", "1,p1,,m.a,1,\n1,p1,,m.b,1,\n1,p2,,r,3,\n")]
    [InlineData(3, Alone, "1,p1,,k.a,1,\n1,p1,,k.n,1,\n1,p1,,k.b,0,\n1,p2,,r,3,\n")]
    [InlineData(4, Alone, "1,p1,,k.n,1,\n1,p1,,k.a,0,\n1,p1,,k.b,1,\n1,p2,,r,3,\n")]
    [InlineData(3, Alone, "1,p1,,k.n,1,\n1,p1,,k.other,Dorf,\n1,p2,,r,3,\n")]
    [InlineData(3, Alone, "1,p1,,k.other,Dorf,\n1,p1,,k.n,1,\n1,p2,,r,3,\n")]
    public void What_only_the_whole_answer_tells_is_named_where_it_ends(long line, string sentence, string lines)
    {
        var questionnaire = QuestionnaireReader
            .Read(
                """
                befragung: 1
                title: Probe
                languages: [de]
                groups: [ { key: alle, name: Alle } ]
                scales: { s5: { points: 5 } }
                sections:
                  - key: eins
                    title: Eins
                    items:
                      - { key: r, type: rating, text: Wie?, scale: s5 }
                      - { key: g, type: points, text: Wer zahlt?, options: [ { key: a, name: A }, { key: b, name: B } ] }
                      - { key: e, type: estimate, text: Wie viele? }
                      - { key: m, type: multipleChoice, text: Wer?, max: 1, options: [ { key: a, name: A }, { key: b, name: B } ] }
                      - { key: k, type: multipleChoice, text: Wer sonst?, other: true, options: [ { key: a, name: A }, { key: b, name: B }, { key: n, name: Niemand, exclusive: true } ] }
                """
            )
            .Questionnaire!;
        // What does not contradict itself is taken, though not everybody chose the same.
        using (
            var sound = new MemoryStream(
                Encoding.UTF8.GetBytes(Header + "1,p1,,k.n,1,\n1,p1,,k.a,0,\n1,p1,,k.other,,\n1,p2,,k.a,1,\n1,p2,,k.b,1,\n1,p2,,k.n,0,\n")
            )
        )
            Assert.Equal([1, 1], ResponseFile.Read(sound, questionnaire).Evaluate()[0].Result.Of("k.n")!.Counts!);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Header + lines));
        var problem = Assert.Throws<ResponseFileException>(() => ResponseFile.Read(content, questionnaire));
        Assert.Equal(line, problem.Line);
        Assert.Contains(sentence, problem.Sentence.ToString(), StringComparison.Ordinal);
    }
}
