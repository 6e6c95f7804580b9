using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Load.Sessions;
using Befragung.Web;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Load.Steps;

/// <summary>
/// The steps that touch a whole panel: how long they take, what they compute, how much memory the platform has meanwhile, and how long an expert of another study
/// waits for a save at most.
/// </summary>
internal static class StepsLoad
{
    public static async Task RunAsync(string[] args)
    {
        var panel = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var folder = Directory.CreateTempSubdirectory("befragung-steps-").FullName;
        await using var server = args.Contains("--postgres") ? await DatabaseServer.StartAsync() : null;
        try
        {
            await using var app = Site.Build([
                $"--Data:Directory={folder}",
                "--Logging:LogLevel:Default=Warning",
                .. server is null
                    ? Array.Empty<string>()
                    : ["--Database:Provider=PostgreSql", $"--ConnectionStrings:Befragung={server.Connection};Database=postgres"],
            ]);
            await Database.MigrateAsync(app.Services);
            Console.WriteLine(
                "\n| step | seconds | processor time | most memory | saves meanwhile | median | longest | failed |\n|---|---|---|---|---|---|---|---|"
            );
            await new Run(app.Services, panel).AllAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Run(IServiceProvider services, int panel)
    {
        private AnswerSheet bystander = null!;

        public async Task AllAsync()
        {
            await OtherStudyAsync();
            // What the machine itself has a save wait for.
            await TellAsync("nothing at all", LoadStudy.Key, (_, _) => Task.Delay(TimeSpan.FromSeconds(10)));
            var key = await AskAsync(async scope => (await LoadStudy.AddAsync(scope)).Key);
            var content = LoadStudy.Csv(panel);
            await TellAsync(
                "taking in",
                key,
                async (scope, study) =>
                {
                    var panels = scope.GetRequiredService<Panels>();
                    await panels.TakeInAsync(study, await panels.ReadAsync(study, content, default), default);
                }
            );
            await TellAsync("opening", key, OpenAsync);
            await TellAsync(
                "discarding",
                key,
                (scope, study) => scope.GetRequiredService<Fieldwork>().DiscardAsync(study, study.CurrentRound, evenBegun: false, default)
            );
            await AskAsync(async scope =>
            {
                await OpenAsync(scope, await StudyAsync(scope, key));
                return 0;
            });
            await AskAsync(scope => AnswerAsync(scope, key));
            await TellAsync(
                "closing",
                key,
                (scope, study) => scope.GetRequiredService<Fieldwork>().CloseAsync(study, study.CurrentRound, "Last", default)
            );
            await TellAsync(
                "deleting the contacts",
                key,
                (scope, study) => scope.GetRequiredService<Deletions>().ContactsAsync(study, default)
            );
            await TellAsync("deleting the study", key, (scope, study) => scope.GetRequiredService<Deletions>().StudyAsync(study, default));
        }

        private static Task OpenAsync(IServiceProvider scope, Study study) =>
            scope.GetRequiredService<Fieldwork>().OpenAsync(study, study.CurrentRound, "Last", default);

        /// <summary>Another study, with somebody who saves all the time.</summary>
        private async Task OtherStudyAsync() =>
            bystander = await AskAsync(async scope =>
            {
                var study = await LoadStudy.OpenAsync(scope, 20);
                return await scope.GetRequiredService<SurveyDb>().Sheets.FirstAsync(sheet => sheet.RoundId == study.CurrentRound.Id);
            });

        /// <summary>Everybody answers alike; what they say is not what is measured.</summary>
        private static async Task<int> AnswerAsync(IServiceProvider scope, string key)
        {
            var study = await StudyAsync(scope, key);
            var round = study.CurrentRound;
            var db = scope.GetRequiredService<SurveyDb>();
            var sheet = await db.Sheets.AsNoTracking().FirstAsync(one => one.RoundId == round.Id);
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            sheet.Save(
                [
                    .. Enumerable.Range(1, 12).Select(item => new AnswerChange($"t{item}", "4")),
                    new("t1.:for", "Weil es vor Ort zählt."),
                    new("o1", "Ein Satz in eigenen Worten."),
                ],
                new Asking(round.Questionnaire, sheet.PanelistId, "politik", _ => null),
                now
            );
            return await db
                .Sheets.Where(one => one.RoundId == round.Id)
                .ExecuteUpdateAsync(one =>
                    one.SetProperty(it => it.Answers, sheet.Answers)
                        .SetProperty(it => it.StartedAt, now)
                        .SetProperty(it => it.SavedAt, now)
                        .SetProperty(it => it.HandedInAt, now)
                );
        }

        private async Task TellAsync(string step, string key, Func<IServiceProvider, Study, Task> act)
        {
            GC.Collect();
            using var end = new CancellationTokenSource();
            var saves = Task.Run(() => SaveAsync(end.Token));
            var memory = Task.Run(() => WatchAsync(end.Token));
            await Task.Delay(500);
            var watch = Stopwatch.StartNew();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            await AskAsync(async scope =>
            {
                await act(scope, await StudyAsync(scope, key));
                return 0;
            });
            var computed = Process.GetCurrentProcess().TotalProcessorTime - before;
            var seconds = watch.Elapsed.TotalSeconds;
            await end.CancelAsync();
            var (waits, failed) = await saves;
            waits.Sort();
            var most = await memory / 1_000_000;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {step} | {seconds:0.0} | {computed.TotalSeconds:0.0} s | {most:0} MB | {waits.Count:#,0} | {waits[waits.Count / 2]:0} ms | {waits[^1]:#,0} ms | {failed} |"
                )
            );
        }

        /// <summary>As an expert who saves forty times a second, if the platform lets them; returns the milliseconds of each save, and how many failed.</summary>
        private async Task<(List<double> Waits, int Failed)> SaveAsync(CancellationToken end)
        {
            var writer = services.GetRequiredService<SheetWriter>();
            var waits = new List<double>();
            var failed = 0;
            while (!end.IsCancellationRequested)
            {
                var start = Stopwatch.GetTimestamp();
                // The same version each time: what is written is the same row, and nobody has to read it again.
                try
                {
                    await writer.SaveAsync(bystander, bystander.Version);
                }
                catch (DbException)
                {
                    failed++;
                }
                waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                await Task.Delay(25, CancellationToken.None);
            }
            return (waits, failed);
        }

        private static async Task<long> WatchAsync(CancellationToken end)
        {
            var most = 0L;
            while (!end.IsCancellationRequested)
            {
                most = Math.Max(most, Environment.WorkingSet);
                await Task.Delay(20, CancellationToken.None);
            }
            return most;
        }

        private async Task<T> AskAsync<T>(Func<IServiceProvider, Task<T>> act)
        {
            await using var scope = services.CreateAsyncScope();
            return await act(scope.ServiceProvider);
        }

        private static async Task<Study> StudyAsync(IServiceProvider scope, string key) =>
            (await scope.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
    }
}
