using System.Text.Json;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Tests.Exchange;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Commands;

/// <summary>Data and report out of the database, as a program of its own, and back in by the evaluation.</summary>
public sealed class ExportTests(ExportTests.ClosedStudy app) : CommandLine, IClassFixture<ExportTests.ClosedStudy>
{
    private static readonly string[] Complete = ["--complete", "--reason", "Nachrechnen"];

    /// <summary>A study with two closed rounds and an open third, in which somebody has handed in already.</summary>
    public sealed class ClosedStudy : SurveyApp, IAsyncLifetime
    {
        public string Key { get; private set; } = "";

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Key = await this.ClosedStudyAsync();
        }
    }

    [Fact]
    public async Task The_complete_answers_evaluated_give_the_results_that_were_frozen()
    {
        var answers = await ExportAsync("csv", Complete);
        var results = await ExportAsync("json");
        Assert.Equal(
            [$"{app.Key}-antworten-vollstaendig.csv", $"{app.Key}-antworten-breit-vollstaendig.csv", $"{app.Key}-codebuch.csv"],
            answers.Select(Path.GetFileName)
        );
        var evaluated = await EvaluatedAsync(answers[0]);
        Assert.Equal(await File.ReadAllTextAsync(results.Single()), evaluated);
        var rounds = JsonDocument.Parse(evaluated).RootElement.GetProperty("rounds");
        Assert.Equal(
            (6, 2, ExportSample.Experts - 1),
            (
                JsonDocument.Parse(evaluated).RootElement.GetProperty("quantileType").GetInt32(),
                rounds.GetArrayLength(),
                rounds[1].GetProperty("answered").GetInt32()
            )
        );
    }

    [Fact]
    public async Task Without_small_groups_the_totals_are_the_same_and_so_are_the_groups_that_are_shown()
    {
        // Who left alone is hidden among all of the small groups, who begin another name: pairs are fewer, and what rests on them is another.
        string[] ofPairs = ["stability", "verdict", "side", "firmness"];
        var frozen = JsonDocument
            .Parse(await File.ReadAllTextAsync((await ExportAsync("json")).Single()))
            .RootElement.GetProperty("rounds");
        var evaluated = JsonDocument.Parse(await EvaluatedAsync((await ExportAsync("csv"))[0])).RootElement.GetProperty("rounds");
        var shown = new HashSet<string>();
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(
                Of(frozen[round], "answered", "concordance", "apmo", "medianCorrelation"),
                Of(evaluated[round], "answered", "concordance", "apmo", "medianCorrelation")
            );
            foreach (
                var (was, now) in frozen[round]
                    .GetProperty("items")
                    .EnumerateArray()
                    .Zip(evaluated[round].GetProperty("items").EnumerateArray())
            )
            {
                string[] total =
                [
                    .. was.EnumerateObject()
                        .Select(property => property.Name)
                        .Except(["groups", "groupDifference", .. round == 0 ? [] : ofPairs]),
                ];
                Assert.Equal(Of(was, total), Of(now, total));
                var before = was.GetProperty("groups")
                    .EnumerateArray()
                    .ToDictionary(group => group.GetProperty("key").GetString()!, group => group.GetRawText());
                foreach (
                    var group in now.GetProperty("groups").EnumerateArray().Where(group => !group.GetProperty("suppressed").GetBoolean())
                )
                {
                    Assert.Equal(before[group.GetProperty("key").GetString()!], group.GetRawText());
                    shown.Add(group.GetProperty("key").GetString()!);
                }
            }
        }
        Assert.Equal(["nord", "sued"], shown.Order());
        Assert.Equal((32, 22), (Pairs(frozen), Pairs(evaluated)));
        static int Pairs(JsonElement rounds) =>
            rounds[1]
                .GetProperty("items")
                .EnumerateArray()
                .Max(item =>
                    item.GetProperty("stability") is { ValueKind: JsonValueKind.Object } stability
                        ? stability.GetProperty("pairs").GetInt32()
                        : 0
                );
    }

    [Fact]
    public async Task Nobody_stands_out_by_the_rounds_they_took_part_in()
    {
        var rows = await RowsAsync();
        var names = rows.GroupBy(row => row[1])
            .Select(name => (Group: name.First()[2], Rounds: string.Join(',', name.Select(row => row[0]).Distinct().Order())));
        Assert.All(names.CountBy(name => name), alike => Assert.True(alike.Value >= 5, $"{alike.Value} × {alike.Key}"));
        // In the complete file it is told who left.
        var complete = (await RowsAsync(Complete))
            .GroupBy(row => row[1])
            .Select(name => (Group: name.First()[2], Rounds: string.Join(',', name.Select(row => row[0]).Distinct().Order())));
        Assert.Contains(complete.CountBy(name => name), alike => alike.Value == 1);
    }

    [Fact]
    public async Task What_complete_data_were_taken_for_is_noted_with_the_study()
    {
        var study = (await app.ReadAsync(app.Key)).Id;
        await ExportAsync("csv", "--complete", "--reason", "Für die Prüfung durch das Institut");
        var noted = await app.DataAsync(db => db.CompleteExports.Where(one => one.StudyId == study).ToListAsync());
        Assert.Contains(noted, one => one is { Reason: "Für die Prüfung durch das Institut", File: "csv", By: "befragung export" });
    }

    [Fact]
    public async Task Only_sheets_of_closed_rounds_that_were_handed_in_leave_under_names_that_are_no_ids()
    {
        var rows = await RowsAsync(Complete);
        Assert.Equal(["1", "2"], rows.Select(row => row[0]).Distinct().Order());
        var people = rows.Select(row => row[1]).Distinct().ToList();
        // One never handed in; one came only in round 1.
        Assert.Equal(ExportSample.Experts, people.Count);
        Assert.Equal(ExportSample.Experts - 1, rows.Where(row => row[0] == "2").Select(row => row[1]).Distinct().Count());
        Assert.All(people, name => Assert.Matches("^p[0-9a-f]{16}$", name));
        Assert.Equal(people.Order(StringComparer.Ordinal), people);
        var ids = await app.DataAsync(db => db.Panelists.Select(panelist => panelist.Id).ToListAsync());
        Assert.DoesNotContain(ids, id => people.Exists(name => id.ToString("N").Contains(name[1..8], StringComparison.Ordinal)));
        // The order of the panel, by which sheets lie in the database, is another.
        var round = (await app.ReadAsync(app.Key)).Round(1).Id;
        var first = await app.DataAsync(db =>
            db.Sheets.Where(sheet => sheet.RoundId == round).OrderBy(sheet => sheet.Id).Select(sheet => sheet.Answers).ToListAsync()
        );
        Assert.NotEqual(
            first.Select(answers => answers["z1"]).Take(10),
            rows.Where(row => row is ["1", _, _, "z1", ..]).Select(row => (string?)row[4]).Take(10)
        );
    }

    [Fact]
    public async Task Names_are_the_same_in_all_files_of_a_kind_and_others_in_the_complete_ones()
    {
        var shown = await RowsAsync();
        var again = await RowsAsync();
        var complete = await RowsAsync(Complete);
        Assert.Equal(shown.Select(row => string.Join(',', row)), again.Select(row => string.Join(',', row)));
        Assert.Empty(shown.Select(row => row[1]).Intersect(complete.Select(row => row[1])));
        var wide = ExportSample.Table(await File.ReadAllTextAsync((await ExportAsync("csv"))[1]));
        Assert.Equal(shown.Select(row => row[1]).Distinct(), wide.Skip(1).Select(row => row[1]).Distinct());
    }

    [Fact]
    public async Task The_script_comes_with_its_table_and_the_workbook_in_the_language_asked_for()
    {
        Assert.Equal([$"{app.Key}-auswertung.R", $"{app.Key}-antworten.csv"], (await ExportAsync("r")).Select(Path.GetFileName));
        var file = (await ExportAsync("xlsx", "--language", "en")).Single();
        using var workbook = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Equal(
            "Answers",
            workbook.WorkbookPart!.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().First().Name!.Value
        );
    }

    [Fact]
    public async Task The_report_comes_in_the_language_asked_for()
    {
        var file = Path.Combine(Folder, "bericht.pdf");
        var (code, output, errors) = await RunAsync("report", app.Key, "--output", file, "--language", "en", Data);
        Assert.Equal((0, file + "\n", ""), (code, output, errors));
        Assert.Equal("%PDF-"u8.ToArray(), (await File.ReadAllBytesAsync(file))[..5]);
        Assert.Contains(
            "/Lang(en",
            System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)).Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_short_version_comes_as_a_Word_document_where_the_file_is_called_one()
    {
        var file = Path.Combine(Folder, "kurz.docx");
        var (code, output, errors) = await RunAsync("report", app.Key, "--output", file, "--volume", "short", "--language", "en", Data);
        Assert.Equal((0, file + "\n", ""), (code, output, errors));
        using var word = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(file, isEditable: false);
        Assert.Equal("en-GB", word.PackageProperties.Language);
        Assert.EndsWith("Short version", word.PackageProperties.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Eine Studie „gibtesnicht“ gibt es im Datenordner", "export", "gibtesnicht", "--format", "csv", "--output", "daten")]
    [InlineData(1, "Eine Studie „gibtesnicht“ gibt es im Datenordner", "report", "gibtesnicht", "--output", "bericht.pdf")]
    [InlineData(1, "Daten gibt es, sobald eine Runde geschlossen ist.", "export", "OFFEN", "--format", "csv", "--output", "daten")]
    [InlineData(1, "Ein Bericht entsteht, sobald eine Runde geschlossen ist.", "report", "OFFEN", "--output", "bericht.pdf")]
    [InlineData(1, "lässt sich nicht schreiben", "export", "STUDIE", "--format", "xlsx", "--output", "datei/darunter")]
    [InlineData(2, "--format spss gibt es noch nicht", "export", "STUDIE", "--format", "spss", "--output", "daten")]
    [InlineData(
        2,
        "--complete: In den Ergebnissen stehen kleine Gruppen nie.",
        "export",
        "STUDIE",
        "--format",
        "json",
        "--complete",
        "--output",
        "daten"
    )]
    [InlineData(2, "--public gibt es nur mit --format json.", "export", "STUDIE", "--format", "csv", "--public", "--output", "daten")]
    [InlineData(2, "--complete braucht --reason", "export", "STUDIE", "--format", "csv", "--complete", "--output", "daten")]
    [InlineData(2, "--complete braucht --reason", "export", "STUDIE", "--format", "csv", "--complete", "--reason", "", "--output", "daten")]
    [InlineData(2, "befragung --help", "export", "STUDIE", "--format", "word", "--output", "daten")]
    [InlineData(2, "befragung --help", "export", "STUDIE", "--format", "csv")]
    [InlineData(2, "befragung --help", "report", "STUDIE", "--output", "bericht.pdf", "--language", "fr")]
    [InlineData(2, "befragung --help", "report", "STUDIE", "--output", "bericht.pdf", "--volume", "ganz")]
    public async Task A_mistake_is_one_line_and_leaves_no_half_file(int code, string words, params string[] arguments)
    {
        Write("datei", "von gestern");
        var open = arguments.Contains("OFFEN") ? await app.OpenStudyAsync() : "";
        var (ended, output, errors) = await RunAsync([
            .. arguments.Select(argument =>
                argument switch
                {
                    "STUDIE" => app.Key,
                    "OFFEN" => open,
                    _ => argument,
                }
            ),
            Data,
        ]);
        Assert.Equal((code, ""), (ended, output));
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Equal([Path.Combine(Folder, "datei")], Directory.GetFiles(Folder, "*", SearchOption.AllDirectories));
    }

    [FactOnFile]
    public async Task A_sheet_that_cannot_be_read_leaves_the_files_of_yesterday()
    {
        var key = await app.ClosedStudyAsync();
        var folder = Path.Combine(Folder, "daten");
        Assert.Equal(0, (await RunAsync("export", key, "--format", "csv", "--output", folder, Data)).Code);
        var before = Directory.GetFiles(folder).Order().ToDictionary(file => file, File.ReadAllText);
        await using (var db = new SqliteConnection($"Data Source={Path.Combine(app.Folder, "befragung.db")}"))
        {
            await db.OpenAsync();
            await using var spoil = db.CreateCommand();
            spoil.CommandText =
                """UPDATE "Sheets" SET "Answers" = '{' WHERE "Id" = (SELECT MAX(s."Id") FROM "Sheets" AS s JOIN "Rounds" AS r ON r."Id" = s."RoundId" JOIN "Studies" AS t ON t."Id" = r."StudyId" WHERE t."Key" = $key AND r."Number" = 2 AND s."HandedInAt" IS NOT NULL)""";
            spoil.Parameters.AddWithValue("$key", key);
            Assert.Equal(1, await spoil.ExecuteNonQueryAsync());
        }
        Assert.NotEqual(0, (await RunAsync("export", key, "--format", "csv", "--output", folder, Data)).Code);
        Assert.Equal(before, Directory.GetFiles(folder).Order().ToDictionary(file => file, File.ReadAllText));
    }

    private string Data
    {
        get
        {
            Know(app);
            return $"--Data:Directory={app.Folder}";
        }
    }

    private async Task<string[]> ExportAsync(string format, params string[] more)
    {
        var (code, output, errors) = await RunAsync([
            "export",
            app.Key,
            "--format",
            format,
            "--output",
            Path.Combine(Folder, "daten"),
            .. more,
            Data,
        ]);
        Assert.Equal((0, ""), (code, errors));
        var files = output.TrimEnd().Split('\n');
        Assert.All(files, file => Assert.True(File.Exists(file), file));
        return files;
    }

    private async Task<List<string[]>> RowsAsync(params string[] more) =>
        [.. ExportSample.Table(await File.ReadAllTextAsync((await ExportAsync("csv", more))[0])).Skip(1)];

    private async Task<string> EvaluatedAsync(string answers)
    {
        var output = Path.Combine(Folder, "nachgerechnet.json");
        Assert.Equal(
            (0, "", ""),
            await RunAsync(
                "evaluate",
                "--questionnaire",
                Write("fragen.yaml", ExportSample.Yaml),
                "--responses",
                answers,
                "--output",
                output
            )
        );
        return await File.ReadAllTextAsync(output);
    }

    private static string Of(JsonElement element, params string[] names) =>
        string.Join('\n', names.Select(name => element.GetProperty(name).GetRawText()));
}
