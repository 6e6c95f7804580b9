using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Befragung.Web.Data;

/// <summary>
/// Counts what the team writes, so that whoever has looked something up knows when to look again. It counts what this server writes: where a
/// database is shared with others, that is not enough. What experts save goes past it (<see cref="SheetWriter"/>): that is no reason to look again.
/// </summary>
public sealed class WriteCounter : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private long count;

    public long Count => Interlocked.Read(ref count);

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Interlocked.Increment(ref count);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    ) => new(SavedChanges(eventData, result));

    /// <summary>Others see what was saved in a transaction only from now on.</summary>
    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Interlocked.Increment(ref count);

    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        TransactionCommitted(transaction, eventData);
        return Task.CompletedTask;
    }
}
