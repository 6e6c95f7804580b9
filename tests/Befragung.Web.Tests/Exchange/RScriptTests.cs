using System.Diagnostics;
using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Exchange;

namespace Befragung.Web.Tests.Exchange;

/// <summary>The report's main table, computed anew by R.</summary>
public sealed class RScriptTests : IDisposable
{
    private const string Program = "/usr/bin/Rscript";

    private readonly string folder = Directory.CreateTempSubdirectory("befragung-r-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_script_names_the_questions_the_bands_and_the_type_of_the_quartiles()
    {
        var script = await ExportFiles.Script.TextAsync(ExportSample.Export(complete: false));
        Assert.Contains("quantile_type <- 6\n", script, StringComparison.Ordinal);
        Assert.Contains("""  asked(1, "r1", 5, 4, 2, "Ist Größe „alles“, oder \"nichts\"?"),""", script, StringComparison.Ordinal);
        Assert.Contains("""  asked(2, "r9", 9, 7, 3, "=1+1"),""", script, StringComparison.Ordinal);
        Assert.Contains("""  asked(1, "z1", NA, NA, NA, "Wie kalt?"),""", script, StringComparison.Ordinal);
        Assert.Contains("\"probe-antworten.csv\"", script, StringComparison.Ordinal);
        Assert.DoesNotContain("\"l1\"", script, StringComparison.Ordinal);
        Assert.StartsWith(
            "# Size and more\n",
            System.Text.Encoding.UTF8.GetString((await ExportFiles.Script.BytesAsync(ExportSample.Export(), "en")).ToArray()),
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string> Questionnaires { get; } =
    [
        .. Directory
            .GetFiles(Repository.PathOf("questionnaires"), "*.yaml")
            .Select(file => Path.GetFileName(file)!)
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [InlineData("C.UTF-8")]
    [InlineData("C")]
    public Task R_comes_to_the_same_figures(string locale) => CompareAsync(ExportSample.Export(complete: false), locale);

    [Theory]
    [MemberData(nameof(Questionnaires))]
    public async Task R_comes_to_the_same_figures_on_every_questionnaire_and_counts_nobody_who_was_not_asked(string file)
    {
        var questionnaire = QuestionnaireReader.Read(await File.ReadAllTextAsync(Repository.PathOf("questionnaires", file))).Questionnaire!;
        var export = ExportSample.Simulated(questionnaire, 60);
        if (questionnaire.HasConditions)
            Assert.Contains(await export.Sheets.ToListAsync(), sheet => sheet.NotAsked.Count > 0);
        await CompareAsync(export, "C.UTF-8");
    }

    private async Task CompareAsync(StudyExport export, string locale)
    {
        Assert.True(File.Exists(Program), $"{Program} is missing. It comes with the package r-base-core, which ./test installs.");
        var script = ExportFiles.Script.NameFor(export);
        var answers = ExportFiles.Answers.NameFor(export);
        foreach (var file in (ExportFile[])[ExportFiles.Script, ExportFiles.Answers])
            await File.WriteAllBytesAsync(Path.Combine(folder, file.NameFor(export)), (await file.BytesAsync(export)).ToArray());
        var start = new ProcessStartInfo(Program, ["--vanilla", script, answers, "tabelle.csv"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["LC_ALL"] = locale;
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await Wait.ForEndAsync(process);
        // Without a UTF-8 locale, R warns that it cannot print umlauts.
        Assert.Equal((0, ""), (process.ExitCode, locale == "C" ? "" : await errors));
        Assert.Contains("agreement_percent", await said, StringComparison.Ordinal);

        var rows = ExportSample.Table(await File.ReadAllTextAsync(Path.Combine(folder, "tabelle.csv")));
        Assert.Equal(
            "round,item,n,missing,counts,median,quartile1,quartile3,agreement_percent,disagreement_percent,label",
            string.Join(',', rows[0])
        );
        var asked = export
            .Rounds.SelectMany(round => round.Parts.Where(part => part.Part is RatedPart or NumberPart).Select(part => (round, part.Part)))
            .ToList();
        Assert.Equal(asked.Count, rows.Count - 1);
        foreach (var ((round, part), row) in asked.Zip(rows.Skip(1)))
        {
            var result = round.Result.Of(part.Key)!;
            Assert.Equal(
                [
                    $"{round.Number}",
                    part.Key,
                    $"{result.N}",
                    $"{result.Missing}",
                    result.Counts is null ? "NA" : string.Join(' ', result.Counts),
                ],
                row[..5]
            );
            foreach (
                var (expected, written) in (
                    (double?[])[result.Median, result.Quartile1, result.Quartile3, result.PercentAgreement, result.PercentDisagreement]
                ).Zip(row[5..10])
            )
                if (expected is null)
                    Assert.Equal("NA", written);
                else
                    Assert.Equal(expected.Value, double.Parse(written, CultureInfo.InvariantCulture), 1e-9);
        }
    }
}
