using Befragung.Web.Tests.Exchange.Import;

namespace Befragung.Web.Tests.Commands;

/// <summary>Taking over a survey of another tool, as a program of its own.</summary>
public sealed class ImportTests : CommandLine
{
    [Fact]
    public async Task A_survey_is_written_what_is_missing_told_and_the_result_passes_the_check()
    {
        var source = Path.Combine(Folder, "alle.lss");
        await File.WriteAllBytesAsync(source, SourceFiles.Read("alle-typen.lss"));
        var (code, output, errors) = await RunAsync("import", source, "--output", "alle.yaml");
        Assert.Equal(0, code);
        Assert.StartsWith("alle.yaml ist geschrieben: 4 Abschnitte, ", output, StringComparison.Ordinal);
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(source + ": Frage w9: Die Bedingung ist nicht übernommen; gefragt wird jetzt immer: is_empty(farbe)", lines);
        Assert.All(lines, line => Assert.StartsWith(source + ": ", line, StringComparison.Ordinal));
        var check = await RunAsync("check", "alle.yaml");
        Assert.Equal(0, check.Code);
        // What else is told are hints.
        Assert.All(
            check.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Contains(": Hinweis: ", line, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_cannot_be_read_is_one_line_and_leaves_no_file()
    {
        var source = Write("kaputt.json", "{ \"pages\": [");
        var (code, output, errors) = await RunAsync("import", source, "--output", "kaputt.yaml");
        Assert.Equal((1, ""), (code, output));
        Assert.Equal($"{source}:1:13: Ab hier ist die Datei beschädigt oder unvollständig. Exportieren Sie sie noch einmal.\n", errors);
        Assert.Equal(["kaputt.json"], Directory.GetFiles(Folder).Select(Path.GetFileName));
    }
}
