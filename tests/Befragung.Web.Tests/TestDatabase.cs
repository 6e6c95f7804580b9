using System.Diagnostics;
using Befragung.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Befragung.Web.Tests;

/// <summary>
/// Which database the tests run on: a file of their own, or, where the environment says so, one of their own on a throw-away server. That is made from a template, and
/// the server ends with the tests, even where they are killed.
/// </summary>
public static class TestDatabase
{
    public const string Variable = "BEFRAGUNG_TEST_DATABASE";

    private static readonly Lazy<Task<TestServer>> Server = new(TestServer.StartAsync);

    private static readonly Lazy<Task> Template = new(MakeTemplateAsync);

    private static readonly Lazy<Task<byte[]>> EmptyFile = new(MakeFileAsync);

    public static bool IsServer { get; } =
        "PostgreSql".Equals(Environment.GetEnvironmentVariable(Variable), StringComparison.OrdinalIgnoreCase);

    /// <summary>The settings of a database of one's own, on whatever the tests run on; with all that a new one has.</summary>
    public static async Task<string[]> NewAsync() => IsServer ? await NewOnServerAsync() : [];

    /// <summary>Puts an empty database into a data folder, as a first start would, in the time that it takes to copy a file; nothing on a server.</summary>
    public static async Task PutIntoAsync(string folder)
    {
        if (!IsServer)
            await File.WriteAllBytesAsync(Path.Combine(folder, Database.FileName), await EmptyFile.Value);
    }

    /// <summary>The same on the server, whatever the tests run on.</summary>
    public static async Task<string[]> NewOnServerAsync()
    {
        await Template.Value;
        return Settings(await CreateAsync($"befragung_{Guid.NewGuid():N}", "TEMPLATE vorlage"));
    }

    /// <summary>One with nothing in it at all.</summary>
    public static async Task<string> EmptyAsync() => await CreateAsync($"leer_{Guid.NewGuid():N}", "");

    public static string[] Settings(string connection) => ["--Database:Provider=PostgreSql", $"--ConnectionStrings:Befragung={connection}"];

    public static Task DropAsync(string[] settings) => settings.Length > 0 ? DropAsync(ConnectionOf(settings)) : Task.CompletedTask;

    public static string ConnectionOf(IReadOnlyList<string> settings) =>
        settings[1][(settings[1].IndexOf('=', StringComparison.Ordinal) + 1)..];

    public static async Task DropAsync(string connection) =>
        await ExecuteAsync($"DROP DATABASE \"{new NpgsqlConnectionStringBuilder(connection).Database}\" WITH (FORCE)");

    /// <summary>Whether words stand in any row.</summary>
    public static bool Holds(string[] settings, string words)
    {
        using var connection = new NpgsqlConnection($"{ConnectionOf(settings)};Pooling=False");
        connection.Open();
        var tables = new List<string>();
        using (var named = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", connection))
        using (var reader = named.ExecuteReader())
            while (reader.Read())
                tables.Add(reader.GetString(0));
        return tables.Exists(table =>
        {
#pragma warning disable CA2100 // Names of tables.
            using var asked = new NpgsqlCommand(
                $"SELECT EXISTS (SELECT 1 FROM \"{table}\" AS one WHERE strpos(one::text, @words) > 0)",
                connection
            );
#pragma warning restore CA2100
            asked.Parameters.Add(new("words", words));
            return asked.ExecuteScalar() is true;
        });
    }

    /// <summary>On the server as a whole.</summary>
    public static async Task ExecuteAsync(string command)
    {
        await using var connection = new NpgsqlConnection(
            $"{(await Server.Value).Connection};Database=postgres;Pooling=False;Command Timeout=120"
        );
        await connection.OpenAsync();
#pragma warning disable CA2100 // Only tests' own come here.
        await using var sent = new NpgsqlCommand(command, connection);
#pragma warning restore CA2100
        await sent.ExecuteNonQueryAsync();
    }

    private static async Task<string> CreateAsync(string name, string more)
    {
        await ExecuteAsync($"CREATE DATABASE \"{name}\" {more}");
        return $"{(await Server.Value).Connection};Database={name}";
    }

    private static async Task<byte[]> MakeFileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-vorlage-");
        await using (var site = Site.Build([$"--Data:Directory={folder.FullName}", "--Logging:Console:LogLevel:Default=None"]))
            await Database.MigrateAsync(site.Services);
        // What is still beside the file goes into it with the last connection.
        SqliteConnection.ClearAllPools();
        var content = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, Database.FileName));
        folder.Delete(recursive: true);
        return content;
    }

    private static async Task MakeTemplateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("befragung-vorlage-");
        await using (
            var site = Site.Build([
                $"--Data:Directory={folder.FullName}",
                "--Logging:Console:LogLevel:Default=None",
                .. Settings(await CreateAsync("vorlage", "")),
            ])
        )
            await Database.MigrateAsync(site.Services);
        folder.Delete(recursive: true);
        // Each installation has keys of its own.
        await using var connection = new NpgsqlConnection($"{(await Server.Value).Connection};Database=vorlage;Pooling=False");
        await connection.OpenAsync();
        await using var empty = new NpgsqlCommand("""DELETE FROM "DataProtectionKeys" """, connection);
        await empty.ExecuteNonQueryAsync();
    }
}

/// <summary>A database server of one's own, which can be stopped and started; see tests/postgres.sh.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly Process process;

    private TestServer(Process process, string connection)
    {
        this.process = process;
        Connection = connection;
    }

    public string Connection { get; }

    public static async Task<TestServer> StartAsync()
    {
        var script = Repository.PathOf("tests", "postgres.sh");
        var started = Process.Start(
            new ProcessStartInfo("bash", [script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        return new(
            started,
            await started.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The database server did not start.")
        );
    }

    public Task StopAsync() => TellAsync("stop");

    public Task StartAgainAsync() => TellAsync("start");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await Wait.ForEndAsync(process);
        process.Dispose();
    }

    private async Task TellAsync(string command)
    {
        await process.StandardInput.WriteLineAsync(command);
        await process.StandardInput.FlushAsync();
        Assert.Equal("done", await process.StandardOutput.ReadLineAsync());
    }
}

/// <summary>A test of what only the file can do, or only the server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactOnFileAttribute : FactAttribute
{
    public FactOnFileAttribute()
    {
        if (TestDatabase.IsServer)
            Skip = "About a database that is a file.";
    }
}

/// <inheritdoc cref="FactOnFileAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryOnFileAttribute : TheoryAttribute
{
    public TheoryOnFileAttribute()
    {
        if (TestDatabase.IsServer)
            Skip = "About a database that is a file.";
    }
}

/// <inheritdoc cref="FactOnFileAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactOnServerAttribute : FactAttribute
{
    public FactOnServerAttribute()
    {
        if (!TestDatabase.IsServer)
            Skip = "About a database that is a server.";
    }
}
