using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Befragung.Web.Data.Providers;

/// <summary>
/// Lets a save that is in no transaction wait for its turn, as transactions do. Where it met another writer instead, SQLite would refuse one of them, and the driver
/// sleeps 150 ms before it tries again: an expert's save waited that long because the team had changed something.
/// </summary>
internal sealed class SavesInTurn(WriteTurns writing) : SaveChangesInterceptor
{
    private static readonly object Held = new();

    private readonly ConditionalWeakTable<DbContext, object> holders = [];

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (NeedsTurn(eventData.Context) is { } context)
        {
            writing.WaitAsync(CancellationToken.None).GetAwaiter().GetResult();
            holders.Add(context, Held);
        }
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (NeedsTurn(eventData.Context) is { } context)
        {
            await writing.WaitAsync(cancellationToken);
            holders.Add(context, Held);
        }
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        End(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        End(eventData.Context);
        return new(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => End(eventData.Context);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        End(eventData.Context);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => End(eventData.Context);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        End(eventData.Context);
        return Task.CompletedTask;
    }

    /// <summary>One that is in a transaction has its turn already, or its own reasons.</summary>
    private static DbContext? NeedsTurn(DbContext? context) =>
        context is { Database.CurrentTransaction: null } && context.ChangeTracker.HasChanges() ? context : null;

    private void End(DbContext? context)
    {
        if (context is not null && holders.Remove(context))
            writing.End();
    }
}
