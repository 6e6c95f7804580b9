using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data.Providers;

/// <summary>
/// Connections that stay open with the command prepared: to parse and plan it costs more than to answer it. Nothing here is asynchronous, for nothing in the
/// database is.
/// </summary>
internal sealed class OpenCommands(IServiceScopeFactory scopes, Func<SurveyDb, DbCommand> make) : PreparedReads
{
    private readonly ConcurrentBag<Open> idle = [];

    public override ValueTask<IReadOnlyList<TRow>> ReadAsync<TRow>(object key, Func<DbDataReader, TRow> read, CancellationToken cancel)
    {
        var open = idle.TryTake(out var kept) ? kept : scopes.CreateInOwnScope(scope => new Open(scope, make));
        try
        {
            var rows = open.Read(key, read);
            idle.Add(open);
            open = null;
            return new(rows);
        }
        finally
        {
            // What has failed is not used again.
            open?.Dispose();
        }
    }

    public override void Dispose()
    {
        while (idle.TryTake(out var open))
            open.Dispose();
        base.Dispose();
    }

    private sealed class Open : IDisposable
    {
        private readonly IServiceScope scope;
        private readonly DbCommand command;

        public Open(IServiceScope scope, Func<SurveyDb, DbCommand> make)
        {
            this.scope = scope;
            var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
            db.Database.OpenConnection();
            command = make(db);
            command.Prepare();
        }

        public List<TRow> Read<TRow>(object key, Func<DbDataReader, TRow> read)
        {
            command.Parameters[0].Value = key;
            using var reader = command.ExecuteReader();
            var rows = new List<TRow>();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        }

        public void Dispose()
        {
            command.Dispose();
            scope.Dispose();
        }
    }
}
