using System.Globalization;
using System.Text;
using System.Text.Json;
using Befragung.Tests;
using Befragung.Web.Exchange;

namespace Befragung.Web.Tests.Exchange;

/// <summary>What scripts and tools of others read: the results of `evaluate`, and the columns of the files that data leave in.</summary>
[Trait("Kind", "Snapshot")]
public sealed class PromisedFilesTests
{
    /// <summary>What a line of the file may have before what is in it goes on lines of its own.</summary>
    private const int Width = 260;

    [Fact]
    public async Task Results_of_answers_in_a_file_are_as_others_read_them()
    {
        var answers = await ExportFiles.Answers.BytesAsync(ExportSample.Export());
        var rounds = ResponseFile.Read(answers, ExportSample.Questionnaire).Evaluate().Select(round => round.Result);
        var json = ResultsJson.Write(ExportSample.Questionnaire.Settings.QuantileType, rounds);
        Snapshot.Match("results.json", Lines(JsonDocument.Parse(json).RootElement, ""));
    }

    [Fact]
    public async Task Files_have_the_columns_that_others_read()
    {
        var export = ExportSample.Export(complete: false) with
        {
            Reasons = [new(1, "r1", Befragung.Delphi.Questionnaires.ReasonSide.For, "Weil")],
            ModerationAsync = _ =>
                Task.FromResult<IReadOnlyList<ModeratedReason>>([
                    new(
                        1,
                        "r1",
                        Befragung.Delphi.Questionnaires.ReasonSide.For,
                        Befragung.Delphi.Rounds.ReasonState.Withheld,
                        12,
                        null,
                        "Nennt einen Namen."
                    ),
                ]),
        };
        var text = new StringBuilder();
        foreach (var file in ExportFiles.All)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{file.NameFor(export)}{(file.HasGroups ? ", " + file.NameFor(export with { IsComplete = true }) : "")}: {file.Type}\n"
            );
        foreach (
            var (file, language, lines) in new[]
            {
                // A head, and one line that shows its form.
                (ExportFiles.Answers, "de", 2),
                (ExportFiles.AnswersWide, "de", 1),
                (ExportFiles.Reasons, "de", 2),
                (ExportFiles.Moderation, "de", 2),
                (ExportFiles.Book, "de", int.MaxValue),
                (ExportFiles.Book, "en", int.MaxValue),
            }
        )
        {
            var content = Encoding.UTF8.GetString((await file.BytesAsync(export, language)).ToArray()).TrimStart('\uFEFF');
            text.Append(CultureInfo.InvariantCulture, $"\n{file.NameFor(export)} ({language})\n");
            text.Append(string.Join('\n', content.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Take(lines))).Append('\n');
        }
        Snapshot.Match("columns.txt", text.ToString());
    }

    /// <summary>As JSON, with as much on a line as there is room for; numbers to nine digits and ten places, for what is behind them differs between machines.</summary>
    private static string Lines(JsonElement element, string indent)
    {
        var inOneLine = InOneLine(element);
        if (indent.Length + inOneLine.Length <= Width)
            return inOneLine;
        var deeper = indent + "  ";
        return element.ValueKind == JsonValueKind.Object
            ? $"{{\n{string.Join(",\n", element.EnumerateObject().Select(one => $"{deeper}\"{one.Name}\": {Lines(one.Value, deeper)}"))}\n{indent}}}"
            : $"[\n{string.Join(",\n", element.EnumerateArray().Select(one => deeper + Lines(one, deeper)))}\n{indent}]";
    }

    private static string InOneLine(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object =>
                $"{{ {string.Join(", ", element.EnumerateObject().Select(one => $"\"{one.Name}\": {InOneLine(one.Value)}"))} }}",
            JsonValueKind.Array => $"[{string.Join(", ", element.EnumerateArray().Select(InOneLine))}]",
            JsonValueKind.Number => (Math.Round(element.GetDouble(), 10) + 0.0).ToString("G9", CultureInfo.InvariantCulture),
            _ => element.GetRawText(),
        };
}
