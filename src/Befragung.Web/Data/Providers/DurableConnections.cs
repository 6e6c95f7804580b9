using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Befragung.Web.Data.Providers;

/// <summary>
/// What was acknowledged is on the disk: the database waits for it at every commit. What is deleted is overwritten. And what does not fit into memory while a
/// question is answered lies in no file outside the data folder.
/// </summary>
internal sealed class DurableConnections : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY";

    private static readonly CompareInfo German = CultureInfo.GetCultureInfo("de-DE").CompareInfo;

    // What is opened is mostly a connection that was open before, and it remembers.
    private readonly ConditionalWeakTable<object, object> told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var opened = (SqliteConnection)connection;
        if (!told.TryAdd(opened.Handle!, Pragmas))
            return;
        using var command = opened.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        ((SqliteConnection)result).CreateCollation(
            SurveyDb.German,
            static (one, other) => German.Compare(one, other, CompareOptions.IgnoreCase)
        );
        return result;
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // SQLite has no asynchronous calls; pretending costs more than the pragma.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
