using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;

namespace Befragung.Web.Commands;

internal sealed record EvaluateSettings(string Questionnaire, string Responses, string Format, string? Output, ReportVersion Volume);

/// <summary>The whole evaluation of answers that any tool gathered, without a database: as JSON, or as the report. All or nothing.</summary>
internal static class Evaluate
{
    public static async Task<int> RunAsync(EvaluateSettings settings, CancellationToken cancel)
    {
        if (await Check.ReadAsync(settings.Questionnaire, cancel) is not { } questionnaire)
            return 1;
        if (!File.Exists(settings.Responses))
            throw new RuleBrokenException("Die Datei „{0}“ gibt es nicht.", settings.Responses);
        ResponseFile responses;
        try
        {
            await using var content = new FileStream(
                settings.Responses,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read,
                1 << 20,
                FileOptions.SequentialScan
            );
            responses = ResponseFile.Read(content, questionnaire);
        }
        catch (ResponseFileException problem)
        {
            await Console.Error.WriteLineAsync($"{settings.Responses}:{problem.Line}: {Check.T.Say(problem.Sentence)}");
            return 1;
        }
        var rounds = responses.Evaluate();
        if (settings.Format == "json")
        {
            await WriteAsync(
                ResultsJson.Write(questionnaire.Settings.QuantileType, rounds.Select(round => round.Result)),
                settings.Output,
                cancel
            );
            return 0;
        }
        await using var app = Site.BuildReports();
        var report = Delphi.Reporting.StudyReport.OfFile(rounds, TimeProvider.System.GetUtcNow().UtcDateTime);
        var paper = await app.Services.GetRequiredService<ReportPage>().ForPaper(report, Languages.Current, settings.Volume);
        if (settings.Format == "html")
            await WriteAsync(paper, settings.Output, cancel);
        else if (settings.Format == "docx")
        {
            var word = await app
                .Services.GetRequiredService<ReportPrinter>()
                .WordAsync(() => Task.FromResult(paper), new PrintProgress(), cancel);
            await WholeFile.WriteAsync([(settings.Output!, async to => await to.WriteAsync(word, cancel))]);
        }
        else
            await app.Services.GetRequiredService<ReportPrinter>().Print(paper, settings.Output!, cancel);
        return 0;
    }

    /// <summary>To the screen, or to a file that appears whole or not at all.</summary>
    private static async Task WriteAsync(string text, string? path, CancellationToken cancel)
    {
        if (path is null)
        {
            await Console.Out.WriteLineAsync(text.AsMemory(), cancel);
            return;
        }
        await WholeFile.WriteAsync([(path, async to => await to.WriteAsync(Encoding.UTF8.GetBytes(text + "\n"), cancel))]);
    }
}
