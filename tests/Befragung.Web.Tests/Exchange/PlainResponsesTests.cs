using System.Globalization;
using System.Text;
using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Web.Exchange;

namespace Befragung.Web.Tests.Exchange;

/// <summary>Plain files of answers are read in a faster way, which nobody may notice: neither by a result nor by what is said of a mistake.</summary>
public class PlainResponsesTests
{
    private const string Header = "round,panelist,group,item,value,comment\n";
    private const string Odd = "A09.;, \t\u00E4\u0308\u00A0\u200B\uFFFD\0\r\"";

    private static readonly Questionnaire Questionnaire = QuestionnaireReader
        .Read(
            """
            befragung: 1
            title: Probe
            languages: [de]
            groups: [ { key: nord, name: Norden }, { key: sued, name: Süden } ]
            settings: { smallestCell: 3 }
            scales: { s5: { points: 5, noAnswer: true } }
            sections:
              - key: eins
                title: Eins
                items:
                  - { key: r, type: rating, text: Wie?, scale: s5 }
                  - { key: c, type: singleChoice, text: Was?, options: [ { key: hin, name: Hin }, { key: her, name: Her } ] }
                  - { key: a, type: ranking, text: Was zuerst?, options: [ { key: x, name: X }, { key: y, name: Y }, { key: z, name: Z } ] }
                  - { key: g, type: points, text: Wer zahlt?, options: [ { key: a, name: A }, { key: b, name: B } ] }
                  - { key: e, type: estimate, text: Wie viele? }
                  - { key: n, type: number, text: Wie viel?, decimals: 1 }
                  - { key: m, type: multipleChoice, text: Wer?, max: 1, options: [ { key: a, name: A }, { key: b, name: B } ] }
                  - { key: t, type: longText, text: Warum? }
            """
        )
        .Questionnaire!;

    // Of one person and round; each is right.
    private static readonly string[][] Answers =
    [
        ["r,4", "r,", "r,1"],
        ["c,hin", "c,her", "c,"],
        ["a.x,1", "a.y,1", "a.x,2|a.z,1", "a.x,"],
        ["g.a,60|g.b,40", "g.a,100"],
        ["e.low,1|e.best,2|e.high,3"],
        ["n,12", "n,2.5", "n,"],
        ["m.a,1|m.b,0", "m.b,1"],
        ["t,Mehr", "t,Viel mehr als das", "t,"],
    ];

    [Theory]
    [InlineData(Header + "1,p1,nord,r,4,\n1,p2,sued,r,5,\n")]
    [InlineData(Header + "1,p1,nord,r,4,\n1,p2,sued,r,5,gut so")]
    [InlineData("\uFEFFround;panelist;group;item;value;comment\r\n1;p1;nord;r;4;\r\n1;p2;sued;r;5;\r\n")]
    [InlineData("Round\tPanelist\tGroup\tItem\tValue\tComment\n1\tp1\tnord\tr\t4\n1\tp2\tsued\tr\t5\n")]
    public void A_plain_file_is_one_however_it_is_cut(string text)
    {
        for (var parts = 1; parts < 20; parts++)
        {
            var file = Plain(Encoding.UTF8.GetBytes(text), parts);
            Assert.NotNull(file);
            Assert.Equal([0, 0, 0, 1, 1], file.Evaluate().Single().Result.Of("r")!.Counts!);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    [InlineData("1,p1,nord,r,4,\n")]
    [InlineData(Header + "1,p1,nord,r,4,\"gut, sehr\"\n")]
    [InlineData(Header + "1,p1,nord,r,4,schön\n")]
    [InlineData(Header + "1,p1,nord,r,4 ,\n")]
    [InlineData(Header + "1, p1,nord,r,4,\n")]
    [InlineData(Header + "1,p1,nord,r,4,gut\rso\n")]
    [InlineData(Header + "1,p1,nord,r,4,\0\n")]
    [InlineData(Header + "1,p1,nord,r,4,\n\n1,p2,nord,r,4,\n")]
    [InlineData(Header + "1,p1,nord,r,4,,\n")]
    [InlineData(Header + "1,p1,nord,r\n")]
    [InlineData(Header + "1,p1,nord,r,6,\n")]
    [InlineData(Header + "1,p1,west,r,4,\n")]
    [InlineData(Header + "1,p1,nord,r,4,\n1,p1,nord,r,4,\n")]
    [InlineData(Header + "1,p1,nord,r,4,\n1,p1,sued,c,hin,\n")]
    [InlineData(Header + "1,p1,nord,a.x,1,\n1,p1,nord,a.y,1,\n")]
    [InlineData(Header + "1,p1,nord,g.a,60,\n1,p1,nord,g.b,30,\n")]
    [InlineData(Header + "1,p1,nord,m.a,1,\n1,p1,nord,m.b,1,\n")]
    public void Whatever_is_out_of_the_ordinary_is_left_to_the_other_way(string text)
    {
        for (var parts = 1; parts < 20; parts++)
            Assert.Null(Plain(Encoding.UTF8.GetBytes(text), parts));
    }

    [Fact]
    public void A_line_of_a_million_characters_is_left_to_the_other_way()
    {
        var text = Encoding.UTF8.GetBytes(Header + "1,p1,nord,r,4," + new string('x', 999_000) + "\n1,p2,nord,r,4,\n");
        for (var parts = 1; parts < 9; parts++)
            Assert.Null(Plain(text, parts));
        using var content = new MemoryStream(text);
        Assert.Equal(2, ResponseFile.Read(content, Questionnaire).Evaluate().Single().Result.Of("r")!.N);
    }

    [Fact]
    public void A_file_longer_than_what_is_read_at_once_is_read_whole()
    {
        var text = new StringBuilder(Header);
        for (var person = 0; person < 60_000; person++)
            text.Append(CultureInfo.InvariantCulture, $"1,person-{person},nord,r,{1 + (person % 5)},{(person % 7 == 0 ? "ja" : "")}\n");
        for (var parts = 1; parts < 6; parts++)
            Assert.Equal(
                [12_000, 12_000, 12_000, 12_000, 12_000],
                Plain(Encoding.UTF8.GetBytes(text.ToString()), parts)!.Evaluate().Single().Result.Of("r")!.Counts!
            );
    }

    [Fact]
    public void Both_ways_read_any_file_alike()
    {
        var random = new Random(20);
        var plain = 0;
        var refused = 0;
        for (var time = 0; time < 600; time++)
        {
            var content = RandomFile(random, faults: time % 3);
            var expected = Told(() => Table(content));
            var parts = random.Next(1, 6);
            if (Plain(content, parts) is { } file)
            {
                plain++;
                Assert.Equal(expected, Told(() => file));
            }
            else if (time % 3 == 0)
                Assert.Fail($"Nothing is wrong with file {time}, and it was not read as a plain one.");
            if (!expected.StartsWith('['))
                refused++;
        }
        // Otherwise the files tell little.
        Assert.InRange(plain, 200, 500);
        Assert.InRange(refused, 100, 350);
    }

    private static byte[] RandomFile(Random random, int faults)
    {
        var lines = new List<string>();
        foreach (var round in Enumerable.Range(1, random.Next(1, 4)))
        foreach (var person in Enumerable.Range(1, random.Next(1, 12)))
        {
            var group = person % 3 == 0 ? "sued" : "nord";
            foreach (var item in Answers)
                if (random.Next(3) > 0)
                    lines.AddRange(
                        item[random.Next(item.Length)].Split('|').Select(answer => $"{round},p{person},{group},{answer},{Comment(random)}")
                    );
        }
        if (lines.Count == 0)
            lines.Add("1,p1,nord,r,4,");
        var all = lines.ToArray();
        if (random.Next(2) == 0)
            random.Shuffle(all);
        for (var fault = 0; fault < faults; fault++)
        {
            ref var line = ref all[random.Next(all.Length)];
            line = Spoilt(line, all, random);
        }
        var end = random.Next(2) == 0 ? "\n" : "\r\n";
        var separator = ",;\t"[random.Next(3)];
        var text = (Header.TrimEnd() + end + string.Join(end, all) + (random.Next(2) == 0 ? end : "")).Replace(',', separator);
        return Encoding.UTF8.GetBytes((random.Next(4) == 0 ? "\uFEFF" : "") + text);
    }

    private static string Comment(Random random) => random.Next(9) == 0 ? "gut so" : "";

    /// <summary>Something that is wrong, or right and out of the ordinary.</summary>
    private static string Spoilt(string line, string[] all, Random random)
    {
        if (line.Length == 0)
            return line;
        var at = random.Next(line.Length);
        return random.Next(12) switch
        {
            0 => all[random.Next(all.Length)],
            1 => line.Replace("nord", random.Next(2) == 0 ? "sued" : "", StringComparison.Ordinal),
            2 => "",
            3 => line + ",,",
            4 => line[..at],
            5 => string.Join(',', line.Split(',').Select(cell => $"\"{cell}\"")),
            6 => line + "\"eins\nzwei, drei\"",
            7 => line.Insert(at, Odd[random.Next(Odd.Length)].ToString()),
            8 => line.Replace("p1", "Jo\u0308rg", StringComparison.Ordinal),
            9 => line.Replace(",", " , ", StringComparison.Ordinal),
            10 => line + "a;b;c;d;e;f;g;h;i",
            _ => line.Remove(at, 1),
        };
    }

    private static ResponseFile? Plain(byte[] content, int parts)
    {
        using var stream = new MemoryStream(content);
        return PlainResponses.Read(stream, Questionnaire, parts);
    }

    private static ResponseFile Table(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return ResponseFile.ReadTable(stream, Questionnaire);
    }

    /// <summary>The results, or what is said to be wrong and where.</summary>
    private static string Told(Func<ResponseFile> file)
    {
        try
        {
            return JsonSerializer.Serialize(file().Evaluate().Select(round => round.Result), RoundResult.Format);
        }
        catch (ResponseFileException problem)
        {
            return $"{problem.Line}: {problem.Sentence}";
        }
    }
}
