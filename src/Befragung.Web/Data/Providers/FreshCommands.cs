using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data.Providers;

/// <summary>The ordinary way: each question is put together by EF when it is asked, and nothing is kept of it.</summary>
internal sealed class FreshCommands(IServiceScopeFactory scopes, Func<SurveyDb, DbCommand> make) : PreparedReads
{
    public override async ValueTask<IReadOnlyList<TRow>> ReadAsync<TRow>(
        object key,
        Func<DbDataReader, TRow> read,
        CancellationToken cancel
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        await db.Database.OpenConnectionAsync(cancel);
        await using var command = make(db);
        command.Parameters[0].Value = key is string text ? StorableTexts.Storable(text) : key;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<TRow>();
        while (await reader.ReadAsync(cancel))
            rows.Add(read(reader));
        return rows;
    }
}
