using Befragung.Delphi;
using Befragung.Web.Data.Providers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Where the data live: chosen by configuration, brought up to date at start.</summary>
public static class Database
{
    public const string FileName = "befragung.db";

    /// <summary>Creates the database or brings it to the newest form.</summary>
    public static async Task MigrateAsync(IServiceProvider services)
    {
        var database = services.GetRequiredService<SurveyDatabase>();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        await database.MigrateAsync(db, CancellationToken.None);
        await using var transaction = await database.BeginAsync(db, Turn.OfStart, CancellationToken.None);
        await ContactCardKeys.FillAsync(db);
        // The first key is made by one server, and known to all others from the beginning.
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(Database)).Protect([]);
        await transaction.CommitAsync();
    }

    /// <summary>
    /// The same for a verb that may run beside a server: to a database that is up to date nothing is done, and one that a server uses is not changed under its hands.
    /// </summary>
    /// <exception cref="RuleBrokenException">A server of an earlier version uses the folder.</exception>
    public static async Task MigrateBesideAsync(IServiceProvider services)
    {
        var folder = services.GetRequiredService<DataFolder>();
        var database = services.GetRequiredService<SurveyDatabase>();
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
            if (await database.IsUpToDateAsync(db, CancellationToken.None))
                return;
            if (await database.IsInUseAsync(db, CancellationToken.None))
                throw new RuleBrokenException(
                    "Mit „{0}“ arbeitet ein Server einer früheren Fassung. Beenden Sie ihn, und starten Sie ihn in dieser Fassung.",
                    database.IsShared ? database.Place : folder.Path
                );
        }
        using var held = ServerLock.Take(folder, services.GetRequiredService<TimeProvider>());
        await MigrateAsync(services);
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

    /// <summary>Keeps a file to the user the platform runs as, and those beside it that are there; where it is not there yet, it is made, empty.</summary>
    public void Shut(string name, params ReadOnlySpan<string> beside)
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            new FileStream(
                Of(name),
                new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.Write,
                    Share = FileShare.ReadWrite,
                    UnixCreateMode = Owner,
                }
            ).Dispose();
            File.SetUnixFileMode(Of(name), Owner);
            foreach (var other in beside)
                if (File.Exists(Of(other)))
                    File.SetUnixFileMode(Of(other), Owner);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                $"Im Datenordner „{Path}“ lässt sich nicht schreiben: {failure.Message} Ein anderer lässt sich mit Data__Directory nennen."
            );
        }
    }
}

/// <summary>A setting that the platform cannot start with; the message says which and what to do.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
