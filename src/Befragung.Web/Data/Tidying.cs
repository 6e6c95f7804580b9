using Befragung.Web.Access;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Looks now and then, and at the start, for what must not stay: panel files whose preview nobody finished, and steps that a program that was ended left half done.</summary>
public sealed partial class Tidying(
    IServiceScopeFactory scopes,
    SurveyDatabase database,
    LongSteps steps,
    WorkFolder work,
    DeletionJournal journal,
    TimeProvider clock,
    ILogger<Tidying> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Removes what is too old; returns how many panel files that were.</summary>
    public async Task<int> TidyAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var oldest = clock.GetUtcNow().UtcDateTime - PanelDraft.Kept;
        var removed = await db.PanelDrafts.Where(draft => draft.CreatedAt <= oldest && draft.Intake == null).ExecuteDeleteAsync(cancel);
        if (removed > 0)
            await database.EraseLatestAsync(db, cancel);
        return removed;
    }

    /// <summary>What another server has deleted, or this one in its last moment, is in the file of each.</summary>
    public async Task<int> CompleteListAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await journal.CompleteFileAsync(scope.ServiceProvider.GetRequiredService<SurveyDb>());
    }

    /// <summary>Finds what was cut off before anybody can begin something new: what is begun from then on is under way, and not cut off.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(steps.CarryOnAsync, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Working(log, work.Path);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(TidyAsync, stoppingToken);
            await TryAsync(CompleteListAsync, stoppingToken);
            await Task.Delay(Pause, clock, stoppingToken);
            await TryAsync(steps.CarryOnAsync, stoppingToken);
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task<int>> act, CancellationToken cancel)
    {
        try
        {
            await act(cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever it is: a database that is away must not end the server.
            NotTidied(log, failure);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Files that are not finished lie in {Folder}")]
    private static partial void Working(ILogger log, string folder);

    [LoggerMessage(LogLevel.Warning, "What is too old could not be removed; it is tried again.")]
    private static partial void NotTidied(ILogger log, Exception failure);
}
