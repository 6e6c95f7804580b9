using System.Diagnostics;
using System.Globalization;
using Befragung.Delphi.Rounds;
using Befragung.Web;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Befragung.Load.Sessions;

/// <summary>The files that the data of a large study leave in: how long each takes to the last byte on the disk, and what it takes of the memory.</summary>
internal static class ExportLoad
{
    /// <param name="panel">How many hand in the one round there is.</param>
    /// <param name="turns">How often each file is written; a copy of as many bytes is written beside it each time.</param>
    public static async Task RunAsync(int panel, int turns)
    {
        var folder = Directory.CreateTempSubdirectory("befragung-exports-").FullName;
        try
        {
            await using var app = Site.Build([$"--Data:Directory={folder}", "--Logging:LogLevel:Default=Warning"]);
            await Database.MigrateAsync(app.Services);
            Console.Error.WriteLine($"A round that {panel} handed in …");
            await using (var scope = app.Services.CreateAsyncScope())
                await FillAsync(scope.ServiceProvider, panel);
            Console.WriteLine(
                "\n| file | MB | median | slowest | ÷ a bare copy of it | processor time | most memory above the beginning |"
            );
            Console.WriteLine("|---|---|---|---|---|---|---|");
            foreach (var kind in (ExportFile[])[ExportFiles.Answers, ExportFiles.AnswersWide, ExportFiles.Workbook, ExportFiles.Results])
                await TellAsync(app.Services, kind, Path.Combine(folder, "file"), turns);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(IServiceProvider services, int panel)
    {
        var db = services.GetRequiredService<SurveyDb>();
        var study = await LoadStudy.OpenAsync(services, panel);
        await LoadStudy.AnswerAsync(db, study.CurrentRound, TimeProvider.System.GetUtcNow().UtcDateTime);
        db.ChangeTracker.Clear();
        study = (await db.StudyWithRoundsAsync(LoadStudy.Key, default))!;
        await services.GetRequiredService<Fieldwork>().CloseAsync(study, study.CurrentRound, "Last", default);
    }

    private static async Task TellAsync(IServiceProvider services, ExportFile kind, string path, int turns)
    {
        var (times, copies) = (new List<double>(), new List<double>());
        var (computed, most) = (TimeSpan.Zero, 0L);
        using var process = Process.GetCurrentProcess();
        for (var turn = 0; turn < turns; turn++)
        {
            GC.Collect();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            using var ended = new CancellationTokenSource();
            var watching = MostAsync(ended.Token);
            process.Refresh();
            var at = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            await WriteAsync(services, kind, path);
            times.Add(watch.Elapsed.TotalSeconds);
            process.Refresh();
            computed += process.TotalProcessorTime - at;
            await ended.CancelAsync();
            most = Math.Max(most, await watching - before);
            watch.Restart();
            File.Copy(path, path + ".copy", overwrite: true);
            copies.Add(watch.Elapsed.TotalSeconds);
        }
        times.Sort();
        copies.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind.Address(false)} | {new FileInfo(path).Length / 1e6:0.0} | {times[turns / 2]:0.00} s | {times[^1]:0.00} s | {times[turns / 2] / copies[turns / 2]:0} | {computed.TotalSeconds / turns:0.00} s | {most / 1e6:0} MB |"
            )
        );
    }

    private static async Task WriteAsync(IServiceProvider services, ExportFile kind, string path)
    {
        await using var scope = services.CreateAsyncScope();
        var study = (await scope.ServiceProvider.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(LoadStudy.Key, default))!;
        var export = await scope.ServiceProvider.GetRequiredService<StudyExports>().OfAsync(study, complete: false, default);
        var words = new FileWords(scope.ServiceProvider.GetRequiredService<IStringLocalizer<Texts>>(), Markdown.Plain);
        await using var to = File.Create(path);
        await kind.WriteAsync(export, words, to, default);
    }

    /// <summary>The most that the heap holds, looked at a hundred times a second.</summary>
    private static async Task<long> MostAsync(CancellationToken until)
    {
        var most = 0L;
        while (!until.IsCancellationRequested)
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            await Task.Delay(10, CancellationToken.None);
        }
        return most;
    }
}
