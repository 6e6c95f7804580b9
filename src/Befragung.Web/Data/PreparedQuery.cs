using System.Data.Common;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// A query of the expert's path. EF says how it reads; but it is carried out by hand, prepared: to parse and plan it costs the database more than to answer it, and EF
/// has that done for each page anew.
/// </summary>
/// <param name="database">How it is asked.</param>
/// <param name="query">The query for a key; the key is all that differs from one time to the next.</param>
/// <param name="read">Reads the row that the reader stands on; columns come in the order of the query.</param>
public abstract class PreparedQuery<TKey, TRow>(
    SurveyDatabase database,
    IServiceScopeFactory scopes,
    Func<SurveyDb, TKey, IQueryable<object>> query,
    Func<DbDataReader, TKey, TRow> read
) : IDisposable
    where TKey : notnull
{
    // For which key it is made is all the same: but for strings, which have to be some.
    private readonly PreparedReads reads = database.Reads(
        scopes,
        db => query(db, typeof(TKey) == typeof(string) ? (TKey)(object)"" : default!).CreateDbCommand()
    );

    internal ValueTask<IReadOnlyList<TRow>> ReadAsync(TKey key, CancellationToken cancel = default) =>
        reads.ReadAsync(key, reader => read(reader, key), cancel);

    public void Dispose()
    {
        reads.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A moment as stored: everything in the database is UTC.</summary>
    private protected static DateTime? Time(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);
}
