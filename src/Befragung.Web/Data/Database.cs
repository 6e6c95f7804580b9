using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Befragung.Web.Data;

/// <summary>Where the data live: chosen by configuration, brought up to date at start.</summary>
public static class Database
{
    public static IServiceCollection AddSurveyData(this IServiceCollection services, IConfiguration configuration, DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(folder);
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        if (!provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            throw new ConfigurationException($"Database__Provider ist „{provider}“. Diese Version kennt nur „Sqlite“.");
        services.AddSingleton(folder);
        services.AddDbContextPool<SurveyDb, SqliteSurveyDb>(options =>
            options
                .UseSqlite($"Data Source={Path.Combine(folder.Path, "befragung.db")};Default Timeout=30")
                .AddInterceptors(new DurableConnections())
        );
        services.AddHealthChecks().AddDbContextCheck<SurveyDb>(tags: ["ready"]);
        return services;
    }

    /// <summary>Creates the database or brings it to the newest form.</summary>
    public static async Task MigrateAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        await db.Database.MigrateAsync();
        // Kept in the file: readers never wait for a writer.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        services.GetRequiredService<DataFolder>().Shut("befragung.db");
    }

    /// <summary>What was acknowledged is on the disk: SQLite waits for it at every commit.</summary>
    private sealed class DurableConnections : DbConnectionInterceptor
    {
        private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON";

        // What is opened is mostly a connection that was open before, and it remembers.
        private readonly ConditionalWeakTable<object, object> told = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (!told.TryAdd(((SqliteConnection)connection).Handle!, Pragmas))
                return;
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
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
}

/// <summary>The folder that holds everything the platform keeps: the database, keys, letters of the folder carrier.</summary>
public sealed record DataFolder(string Path)
{
    public static DataFolder From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var path = System.IO.Path.GetFullPath(configuration["Data:Directory"] ?? "./data");
        try
        {
            // Answers and addresses are nobody else's business on a shared machine.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"Der Datenordner „{path}“ lässt sich nicht anlegen: {failure.Message} Ein anderer lässt sich mit Data__Directory nennen."
            );
        }
        return new(path);
    }

    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A folder in it that nobody else on the machine can look into, whatever the rights of the whole.</summary>
    public string Private(string name)
    {
        var path = Of(name);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>Keeps a file to the user the platform runs as; SQLite gives the files beside its own the same rights.</summary>
    public void Shut(string name)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Of(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}

/// <summary>A setting that the platform cannot start with; the message says which and what to do.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
