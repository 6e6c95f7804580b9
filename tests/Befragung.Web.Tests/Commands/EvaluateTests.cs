using System.Globalization;
using System.Text.Json;
using Befragung.Delphi.Rounds;
using Befragung.Web.Exchange;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Commands;

/// <summary>The whole evaluation of answers of any tool, as a program of its own.</summary>
public sealed class EvaluateTests(SurveyApp app) : CommandLine, IClassFixture<SurveyApp>
{
    private const string Header = "round,panelist,group,item,value,comment\n";

    private const string Nine = """
        befragung: 1
        title: { de: Neun Stufen }
        languages: [de]
        groups:
          - { key: nord, name: { de: Norden } }
          - { key: sued, name: { de: Süden } }
          - { key: west, name: { de: Westen } }
          - { key: ost, name: { de: Osten } }
        settings: { rounds: 2, smallestCell: 5, consensus: { rule: ram } }
        scales: { neun: { points: 9, labels: { 1: { de: gar nicht }, 9: { de: ganz } }, noAnswer: true } }
        sections:
          - key: s
            title: { de: Abschnitt }
            items:
              - { key: q1, type: rating, text: { de: Erste Frage }, scale: neun }
              - { key: q2, type: rating, text: { de: Zweite Frage }, scale: neun }
        """;

    private static readonly string[] Names =
    [
        "version quantileType rounds",
        "round answered items concordance apmo",
        "key type n missing counts mean standardDeviation coefficientOfVariation median quartile1 quartile3 interquartileRange medianInterval percentAgreement percentDisagreement"
            + " agreementA tastleWiermanCns ram comet verdict side agreementInterval groups groupDifference stability",
        "lower upper lowerRank upperRank coverage",
        "p30 p70 ipr ipras disagreementIndex disagreement classification",
        "key n median quartile1 quartile3 percentAgreement",
        "h df p epsilonSquared",
        "comparedWith pairs moved up down changedBand crossed pairedChange pairedChangeP distributionChange coefficientOfVariationChange wilcoxon"
            + " kappaLinear kappaQuadratic leaversChange state",
        "v n p",
        "section raters items w chiSquare df p",
    ];

    [Fact]
    public async Task The_JSON_has_the_promised_names_and_full_numbers_and_writes_what_is_not_there_as_null()
    {
        var document = await JsonAsync(Nine, Header + string.Concat(Enumerable.Range(0, 21).Select(TwoRounds)));
        var first = document.GetProperty("rounds")[0];
        var second = document.GetProperty("rounds")[1];
        var item = second.GetProperty("items")[0];
        JsonElement[] objects =
        [
            document,
            second,
            item,
            item.GetProperty("medianInterval"),
            item.GetProperty("ram"),
            item.GetProperty("groups")[0],
            item.GetProperty("groupDifference"),
            item.GetProperty("stability"),
            item.GetProperty("stability").GetProperty("wilcoxon"),
            second.GetProperty("concordance")[0],
        ];
        foreach (var (promised, element) in Names.Zip(objects))
        {
            var there = element.EnumerateObject().Select(property => property.Name).ToHashSet();
            Assert.All(promised.Split(' '), name => Assert.Contains(name, there));
        }
        Assert.Equal(
            (2, 7, 2, 1),
            (
                document.GetProperty("version").GetInt32(),
                document.GetProperty("quantileType").GetInt32(),
                document.GetProperty("rounds").GetArrayLength(),
                first.GetProperty("round").GetInt32()
            )
        );
        Assert.Equal(JsonValueKind.Null, first.GetProperty("items")[0].GetProperty("stability").ValueKind);
        Assert.Equal("open", first.GetProperty("items")[0].GetProperty("verdict").GetString());
        var hidden = item.GetProperty("groups").EnumerateArray().Where(group => group.GetProperty("suppressed").GetBoolean()).ToList();
        Assert.Equal(2, hidden.Count);
        Assert.All(
            hidden,
            group =>
                Assert.Equal(
                    (JsonValueKind.Null, JsonValueKind.Null),
                    (group.GetProperty("n").ValueKind, group.GetProperty("median").ValueKind)
                )
        );
        Assert.Contains(
            item.GetProperty("ram").GetProperty("classification").GetString(),
            new[] { "appropriate", "uncertain", "inappropriate" }
        );
        Assert.Contains(item.GetProperty("comet").GetString(), new[] { "in", "out", "none" });
        Assert.Equal(
            item.GetProperty("counts").EnumerateArray().Select((count, index) => count.GetInt32() * (index + 1)).Sum() / 21.0,
            item.GetProperty("mean").GetDouble()
        );
    }

    [Fact]
    public async Task A_third_is_a_third_to_the_last_digit()
    {
        var document = await JsonAsync(Nine, Header + "1,a,,q1,9,\n1,b,,q1,9,\n1,c,,q1,1,\n");
        var item = document.GetProperty("rounds")[0].GetProperty("items")[0];
        Assert.Equal((200 / 3d).ToString("R", CultureInfo.InvariantCulture), item.GetProperty("percentAgreement").GetRawText());
        Assert.Equal(JsonValueKind.Null, item.GetProperty("medianInterval").ValueKind);
        Assert.Equal(JsonValueKind.Null, item.GetProperty("groupDifference").ValueKind);
    }

    [Fact]
    public async Task The_published_example_of_RAND_UCLA_comes_out()
    {
        int[] counts = [0, 0, 0, 1, 1, 1, 5, 5, 2];
        var ratings = counts.SelectMany((count, index) => Enumerable.Repeat(index + 1, count)).ToList();
        var item = (await JsonAsync(Nine, Header + string.Concat(ratings.Select((rating, index) => $"1,p{index},nord,q1,{rating},\n"))))
            .GetProperty("rounds")[0]
            .GetProperty("items")[0];
        var ram = item.GetProperty("ram");
        Assert.Equal((15, 7), (item.GetProperty("n").GetInt32(), item.GetProperty("median").GetDouble()));
        Assert.Equal(1, ram.GetProperty("ipr").GetDouble(), 9);
        Assert.Equal(6.1, ram.GetProperty("ipras").GetDouble(), 9);
        Assert.Equal(0.16393442623, ram.GetProperty("disagreementIndex").GetDouble(), 9);
        Assert.Equal((false, "appropriate"), (ram.GetProperty("disagreement").GetBoolean(), ram.GetProperty("classification").GetString()));
    }

    [Fact]
    public async Task A_study_of_the_platform_and_its_answers_from_a_file_give_the_same_figures()
    {
        const int Experts = 14;
        var key = await app.OpenStudyAsync(Experts);
        for (var index = 0; index < Experts; index++)
            await app.HandInAsync(key, index, Answers(index, 0));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        for (var index = 0; index < Experts - 2; index++)
            await app.HandInAsync(key, index, [.. Answers(index, index % 3).Where(change => change.PartKey is not ("l1" or "i1.2"))]);
        await app.CloseAsync(key);

        var study = await app.ReadAsync(key);
        // The answers of a sheet, one by one, as each database takes documents apart.
        var answers = TestDatabase.IsServer ? "json_each_text(s.\"Answers\"::json)" : "json_each(s.\"Answers\")";
#pragma warning disable EF1002 // What is put in is one of the two above.
        var lines = await app.DataAsync(db =>
            db.Database.SqlQueryRaw<string>(
                    $$"""
                    SELECT r."Number" || ',' || p."Id" || ',' || p."GroupKey" || ',' || a.key || ',"' || a.value || '",' AS "Value"
                    FROM "Sheets" AS s JOIN "Rounds" AS r ON r."Id" = s."RoundId" JOIN "Panelists" AS p ON p."Id" = s."PanelistId", {{answers}} AS a
                    WHERE r."StudyId" = {0} AND s."HandedInAt" IS NOT NULL ORDER BY a.value, p."Id"
                    """,
                    study.Id
                )
                .ToListAsync()
        );
#pragma warning restore EF1002
        var evaluated = await JsonAsync(Sample.Yaml, Header + string.Join('\n', lines));
        var stored = JsonDocument
            .Parse(ResultsJson.Write(7, study.Rounds.OrderBy(round => round.Number).Select(round => round.Result!)))
            .RootElement;
        Assert.Equal(Experts - 2, stored.GetProperty("rounds")[1].GetProperty("answered").GetInt32());
        Assert.Equal(
            "r1 r2 m1.wert m1.lage a1.x a1.y a1.z c1 l1 i1",
            string.Join(
                ' ',
                stored.GetProperty("rounds")[0].GetProperty("items").EnumerateArray().Select(item => item.GetProperty("key").GetString())
            )
        );
        Assert.Equal(stored.GetRawText(), evaluated.GetRawText());
    }

    [Theory]
    [InlineData(
        1,
        "antworten.csv:3: „10“ liegt nicht auf der Skala von 1 bis 9.",
        "gut.yaml",
        "1,p1,nord,q1,1,\n1,p2,nord,q1,10,\n",
        "json"
    )]
    [InlineData(
        1,
        "antworten.csv:3: „10“ liegt nicht auf der Skala von 1 bis 9.",
        "gut.yaml",
        "1,p1,nord,q1,1,\n1,p2,nord,q1,10,\n",
        "pdf"
    )]
    [InlineData(1, "kaputt.yaml:", "kaputt.yaml", "1,p1,nord,q1,1,\n", "html")]
    [InlineData(1, "fehlt.yaml", "fehlt.yaml", "1,p1,nord,q1,1,\n", "json")]
    [InlineData(2, "befragung --help", "gut.yaml", "1,p1,nord,q1,1,\n", "word")]
    public async Task A_mistake_is_one_line_and_leaves_what_was_there(
        int code,
        string words,
        string questionnaire,
        string lines,
        string format
    )
    {
        Write("gut.yaml", Nine);
        Write(
            "kaputt.yaml",
            Nine.Replace("scale: neun }", "scale: zehn }", StringComparison.Ordinal)
                .Replace(
                    "{ key: q2, type: rating, text: { de: Zweite Frage }, scale: zehn }",
                    "{ key: q2, type: rating, text: { de: Zweite Frage }, scale: neun }",
                    StringComparison.Ordinal
                )
        );
        var responses = Write("antworten.csv", Header + lines);
        var output = Write("ergebnis", "von gestern");
        var before = Directory.GetFiles(Folder).Order().ToList();
        var (ended, said, errors) = await RunAsync(
            "evaluate",
            "--questionnaire",
            Path.Combine(Folder, questionnaire),
            "--responses",
            responses,
            "--format",
            format,
            "--output",
            output
        );
        Assert.Equal((code, ""), (ended, said));
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Equal(before, Directory.GetFiles(Folder).Order());
        Assert.Equal("von gestern", await File.ReadAllTextAsync(output));
    }

    [Theory]
    [InlineData(2, "--responses antworten.csv")]
    [InlineData(2, "--questionnaire gut.yaml")]
    [InlineData(2, "--questionnaire gut.yaml --responses antworten.csv --format pdf")]
    [InlineData(2, "--questionnaire gut.yaml --responses antworten.csv --fromat json")]
    [InlineData(1, "--questionnaire gut.yaml --responses fehlt.csv")]
    [InlineData(1, "--questionnaire gut.yaml --responses antworten.csv --output gibt/es/nicht/ergebnis.json")]
    public async Task Wrong_usage_ends_with_2_and_what_is_not_there_with_1(int code, string arguments)
    {
        Write("gut.yaml", Nine);
        Write("antworten.csv", Header + "1,p1,nord,q1,1,\n");
        var (ended, said, errors) = await RunAsync(["evaluate", .. arguments.Split(' ')]);
        Assert.Equal((code, ""), (ended, said));
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_report_comes_as_a_page_and_as_a_file_to_print()
    {
        string[] arguments =
        [
            "evaluate",
            "--questionnaire",
            Write("gut.yaml", Nine),
            "--responses",
            Write("antworten.csv", Header + string.Concat(Enumerable.Range(0, 21).Select(TwoRounds))),
        ];
        var (code, page, errors) = await RunAsync([.. arguments, "--format", "html"]);
        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith("<!DOCTYPE html>", page.TrimStart('\uFEFF', '\n', '\r', ' '), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Erste Frage", page, StringComparison.Ordinal);
        var file = Path.Combine(Folder, "bericht.pdf");
        Assert.Equal((0, "", ""), await RunAsync([.. arguments, "--format", "pdf", "--output", file]));
        Assert.Equal("%PDF-"u8.ToArray(), (await File.ReadAllBytesAsync(file))[..5]);
        Assert.Equal(3, Directory.GetFiles(Folder).Length);
    }

    private async Task<JsonElement> JsonAsync(string questionnaire, string responses)
    {
        var output = Path.Combine(Folder, "ergebnis.json");
        var (code, said, errors) = await RunAsync(
            "evaluate",
            "--questionnaire",
            Write("fragen.yaml", questionnaire),
            "--responses",
            Write("antworten.csv", responses),
            "--output",
            output
        );
        Assert.Equal((0, "", ""), (code, said, errors));
        return JsonDocument.Parse((await File.ReadAllTextAsync(output)).TrimEnd()).RootElement;
    }

    /// <summary>Seven of the north, seven of the south, two of the west and five of the east; some move.</summary>
    private static string TwoRounds(int index)
    {
        var group =
            index < 7 ? "nord"
            : index < 14 ? "sued"
            : index < 16 ? "west"
            : "ost";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"1,p{index},{group},q1,{1 + (index % 9)},\n1,p{index},{group},q2,{1 + (index * 4 % 9)},\n2,p{index},{group},q1,{1 + ((index + (index % 4 == 0 ? 1 : 0)) % 9)},\n2,p{index},{group},q2,{1 + (index * 2 % 9)},\n"
        );
    }

    /// <summary>Something to every item; the seventh passes where that may be.</summary>
    private static AnswerChange[] Answers(int index, int moved)
    {
        string Point(int point, int points) => (1 + ((point + moved) % points)).ToString(CultureInfo.InvariantCulture);
        return
        [
            new("r1", index == 7 ? "" : Point(index, 5)),
            new("r2", Point(index, 3)),
            new("m1.wert", Point(index * 2, 5)),
            new("m1.lage", Point(index * 3, 5)),
            new("a1.x", index % 2 == 0 ? "1" : "2"),
            new("a1.y", index % 2 == 0 ? "2" : ""),
            new("a1.z", index % 2 == 0 ? "" : "1"),
            new("c1", (index + moved) % 3 == 0 ? "hin" : "her"),
            new("l1", "Mehr, viel mehr"),
            new("i1.2", index % 2 == 0 ? "Bänke" : ""),
        ];
    }
}
