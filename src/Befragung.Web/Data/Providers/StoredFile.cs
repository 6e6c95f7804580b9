using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Befragung.Web.Data.Providers;

/// <summary>What is in a database that is a file, of whatever version: read as it is, without the model.</summary>
/// <param name="Migrations">In the order in which it was brought to its form.</param>
/// <param name="Rows">How many each table has.</param>
/// <param name="Damage">What is wrong with it; null where it is whole.</param>
public sealed record StoredFile(IReadOnlyList<string> Migrations, IReadOnlyDictionary<string, long> Rows, string? Damage)
{
    private const string History = "__EFMigrationsHistory";

    public static StoredFile Read(string path)
    {
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    Mode = SqliteOpenMode.ReadWrite,
                    Pooling = false,
                }.ToString()
            );
            connection.CreateCollation(
                SurveyDb.German,
                static (one, other) => CultureInfo.GetCultureInfo("de-DE").CompareInfo.Compare(one, other, CompareOptions.IgnoreCase)
            );
            connection.Open();
            var damage = List(connection, "PRAGMA integrity_check(1)")[0];
            return new(
                List(connection, $"SELECT MigrationId FROM {History} ORDER BY MigrationId"),
                List(
                        connection,
                        $"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '{History}'"
                    )
                    .ToDictionary(
                        table => table,
                        table =>
                            long.Parse(
                                List(connection, $"SELECT count(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")[0],
                                CultureInfo.InvariantCulture
                            ),
                        StringComparer.Ordinal
                    ),
                damage == "ok" ? null : damage
            );
        }
        catch (SqliteException failure)
        {
            return new([], new Dictionary<string, long>(), failure.Message);
        }
    }

    private static List<string> List(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables, as the database gives them.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
            found.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return found;
    }
}
