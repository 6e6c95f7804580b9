using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// A query of the expert's path. EF says how it reads; but it is carried out by hand, on connections that stay open with the query prepared: to parse and plan it
/// costs the database more than to answer it, and EF has that done for each page anew.
/// </summary>
/// <param name="query">The query for a key; the key is all that differs from one time to the next.</param>
/// <param name="read">Reads the row that the reader stands on; columns come in the order of the query.</param>
public abstract class PreparedQuery<TKey, TRow>(
    IServiceScopeFactory scopes,
    Func<SurveyDb, TKey, IQueryable<object>> query,
    Func<DbDataReader, TKey, TRow> read
) : IDisposable
    where TKey : notnull
{
    private readonly ConcurrentBag<Prepared> idle = [];

    internal IReadOnlyList<TRow> Read(TKey key)
    {
        var prepared = idle.TryTake(out var kept) ? kept : scopes.Held(scope => new Prepared(scope, db => query(db, key)));
        try
        {
            var rows = prepared.Read(key, read);
            idle.Add(prepared);
            prepared = null;
            return rows;
        }
        finally
        {
            // What has failed is not used again.
            prepared?.Dispose();
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var prepared))
            prepared.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A moment as stored: everything in the database is UTC.</summary>
    private protected static DateTime? Time(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);

    private sealed class Prepared : IDisposable
    {
        private readonly IServiceScope scope;
        private readonly DbCommand command;

        public Prepared(IServiceScope scope, Func<SurveyDb, IQueryable<object>> query)
        {
            this.scope = scope;
            var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
            db.Database.OpenConnection();
            command = query(db).CreateDbCommand();
            command.Prepare();
        }

        public List<TRow> Read(TKey key, Func<DbDataReader, TKey, TRow> read)
        {
            command.Parameters[0].Value = key;
            using var reader = command.ExecuteReader();
            var rows = new List<TRow>();
            while (reader.Read())
                rows.Add(read(reader, key));
            return rows;
        }

        public void Dispose()
        {
            command.Dispose();
            scope.Dispose();
        }
    }
}
