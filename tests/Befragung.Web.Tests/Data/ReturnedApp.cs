using System.IO.Compression;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>A server on what came back from a backup, on whatever database the tests run on.</summary>
internal sealed class ReturnedApp : SurveyApp
{
    public RestoredBackup Restored { get; private set; } = null!;

    /// <summary>Restores into an empty place and starts there.</summary>
    public static async Task<ReturnedApp> FromAsync(string file, string? keys = null, params string[] lists)
    {
        var app = new ReturnedApp();
        var settings = TestDatabase.IsServer ? TestDatabase.Settings(await TestDatabase.EmptyAsync()) : [];
        app.Restored = await RestoreAsync(app.Folder, settings, file, keys, lists);
        await app.StartOnAsync(settings);
        return app;
    }

    public static Task<RestoredBackup> RestoreAsync(
        string folder,
        string[] settings,
        string file,
        string? keys = null,
        params string[] lists
    ) =>
        InAsync(folder, settings, services => services.GetRequiredService<Restoring>().RunAsync(file, keys, lists, CancellationToken.None));

    public static Task<MadeBackup> BackUpAsync(string folder, string[] settings, string file, string? keys = null) =>
        InAsync(folder, settings, services => services.GetRequiredService<Backups>().MakeAsync(file, keys, CancellationToken.None));

    /// <summary>The database of a backup, unpacked into a folder.</summary>
    public static SurveyDb Open(string file, string folder)
    {
        Directory.CreateDirectory(folder);
        using (var zip = ZipFile.OpenRead(file))
            zip.GetEntry(Database.FileName)!.ExtractToFile(Path.Combine(folder, Database.FileName), overwrite: true);
        return SurveyDatabase.In(new(folder)).Open();
    }

    /// <summary>All rows of a backup, but which backups there were.</summary>
    public static SortedDictionary<string, List<string>> RowsOf(string file)
    {
        var folder = Directory.CreateTempSubdirectory("befragung-rows-");
        Open(file, folder.FullName).Dispose();
        var rows = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, Database.FileName)};Pooling=False"))
        {
            connection.Open();
            foreach (var table in List(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
                if (table is not "Backups")
                    rows[table] = [.. List(connection, $"SELECT * FROM \"{table}\"").Order(StringComparer.Ordinal)];
        }
        folder.Delete(recursive: true);
        return rows;
    }

    private static List<string> List(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of tables.
        command.CommandText = text;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(
                string.Join(
                    '|',
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i).ToString())
                )
            );
        return rows;
    }

    private static async Task<T> InAsync<T>(string folder, string[] settings, Func<IServiceProvider, Task<T>> act)
    {
        await using var site = Site.Build([$"--Data:Directory={folder}", "--Logging:Console:LogLevel:Default=None", .. settings]);
        await using var scope = site.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }
}
