using System.Data.Common;
using Npgsql;

namespace Befragung.Web.Data.Providers;

/// <summary>The text of the question is made once; connections come from the pool and remember that they have prepared it.</summary>
internal sealed class PooledCommands(NpgsqlDataSource source, IServiceScopeFactory scopes, Func<SurveyDb, DbCommand> make) : PreparedReads
{
    private readonly Lazy<(string Text, string Parameter)> command = new(() =>
    {
        using var scope = scopes.CreateScope();
        using var made = make(scope.ServiceProvider.GetRequiredService<SurveyDb>());
        return (made.CommandText, made.Parameters[0].ParameterName);
    });

    public override async ValueTask<IReadOnlyList<TRow>> ReadAsync<TRow>(
        object key,
        Func<DbDataReader, TRow> read,
        CancellationToken cancel
    )
    {
        await using var asked = source.CreateCommand(command.Value.Text);
        asked.Parameters.Add(new(command.Value.Parameter, key is string text ? StorableTexts.Storable(text) : key));
        await using var reader = await asked.ExecuteReaderAsync(cancel);
        var rows = new List<TRow>();
        while (await reader.ReadAsync(cancel))
            rows.Add(read(reader));
        return rows;
    }
}
