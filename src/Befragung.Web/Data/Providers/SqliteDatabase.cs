using System.Data.Common;
using System.Security.Cryptography;
using Befragung.Delphi;
using Befragung.Web.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Befragung.Web.Data.Providers;

/// <summary>One file in the data folder, for one server. Its transactions begin with the right to write, which one has at a time: so each is the only one while it lasts.</summary>
internal sealed class SqliteDatabase(DataFolder folder) : SurveyDatabase
{
    private const string KeyFolder = "keys",
        Document = ".xml",
        SecretEnd = ".key";

    // As SQLite counts errors.
    private const int OnlyReads = 8;

    private readonly string file = folder.Of(Database.FileName);

    private readonly WriteTurns writing = new();

    public override bool IsShared => false;

    public override string Place => file;

    public override IReadOnlyList<string> Files => [.. ((string[])[file, file + "-wal"]).Where(File.Exists)];

    public override void AddTo(IServiceCollection services)
    {
        services.AddDbContextPool<SurveyDb, SqliteSurveyDb>(
            (provider, options) =>
                options
                    .UseSqlite($"Data Source={file};Default Timeout=30")
                    .AddInterceptors(
                        new DurableConnections(),
                        provider.GetRequiredService<WriteCounter>(),
                        provider.GetRequiredService<ChronicleInterceptor>()
                    )
        );
        services.AddSingleton<SheetWriter>(provider => new SheetsInTurns(provider.GetRequiredService<IServiceScopeFactory>(), writing));
    }

    public override SurveyDb Open() =>
        new SqliteSurveyDb(
            new DbContextOptionsBuilder<SqliteSurveyDb>()
                .UseSqlite($"Data Source={file};Pooling=False")
                .AddInterceptors(new DurableConnections())
                .Options
        );

    public override bool Exists => File.Exists(file);

    public override async Task<IReadOnlyList<InstallationKey>> KeysAsync(SurveyDb db, CancellationToken cancel)
    {
        var keys = new List<InstallationKey>();
        if (!Directory.Exists(folder.Of(KeyFolder)))
            return keys;
        foreach (var path in Directory.EnumerateFiles(folder.Of(KeyFolder)).Where(path => Path.GetExtension(path) is Document or SecretEnd))
            keys.Add(
                new(
                    Path.GetFileNameWithoutExtension(path),
                    await File.ReadAllBytesAsync(path, cancel),
                    Path.GetExtension(path) == SecretEnd
                )
            );
        return keys;
    }

    public override async Task TakeOverAsync(SurveyDb db, IReadOnlyList<InstallationKey> keys, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
            await WriteAsync(PathOf(key), key.Content, cancel);
    }

    public override void Abandon()
    {
        foreach (var made in (string[])[file, file + "-wal", file + "-shm"])
            File.Delete(made);
        if (Directory.Exists(folder.Of(KeyFolder)))
            Directory.Delete(folder.Of(KeyFolder), recursive: true);
    }

    public override void Keep(IDataProtectionBuilder keys) => keys.PersistKeysToFileSystem(new DirectoryInfo(folder.Private(KeyFolder)));

    /// <summary>It lies with the other keys, which are backed up and nobody else can read.</summary>
    public override byte[] Secret(string name, int length)
    {
        var path = Path.Combine(folder.Private(KeyFolder), name + SecretEnd);
        if (!File.Exists(path))
        {
            var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
            File.WriteAllBytes(unfinished, RandomNumberGenerator.GetBytes(length));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            try
            {
                File.Move(unfinished, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was faster, and its secret counts.
                File.Delete(unfinished);
            }
        }
        return File.ReadAllBytes(path);
    }

    public override async Task<bool> IsUpToDateAsync(SurveyDb db, CancellationToken cancel) =>
        File.Exists(file) && await base.IsUpToDateAsync(db, cancel);

    /// <summary>Written by SQLite itself: what others commit meanwhile is not in it, and they do not wait. What was deleted is not in it either.</summary>
    public override async Task CopyIntoAsync(DataFolder folder, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        await using var db = Open();
        await RefuseNewerAsync(db, cancel);
        // Empty, and for nobody else to read.
        folder.Shut(Database.FileName);
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {folder.Of(Database.FileName)}", cancel);
    }

    /// <summary>A journal of another database would be carried on in the new one, and spoil it.</summary>
    public override Task<string?> OccupiedByAsync(CancellationToken cancel) =>
        Task.FromResult(((string[])["", "-wal", "-shm", "-journal"]).Select(end => file + end).FirstOrDefault(Path.Exists));

    /// <summary>Keys first, the database last and by its name alone: until then the place is empty as before.</summary>
    public override async Task PutAsync(DataFolder folder, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var from = new SqliteDatabase(folder);
        if (from.Files.Count != 1)
            throw new InvalidDataException("The database is still being used.");
        await using (var db = Open())
            await PutKeysAsync(await from.KeysAsync(db, cancel), cancel);
        await using (var content = new FileStream(from.file, FileMode.Open, FileAccess.ReadWrite))
            content.Flush(flushToDisk: true);
        folder.Shut(Database.FileName);
        File.Move(from.file, file);
    }

    /// <summary>Those that are there already, the same, are left alone: a restoring that ended in the middle is begun again.</summary>
    private async Task PutKeysAsync(IReadOnlyList<InstallationKey> keys, CancellationToken cancel)
    {
        var missing = new List<InstallationKey>();
        foreach (var key in keys)
        {
            var path = PathOf(key);
            if (!File.Exists(path))
                missing.Add(key);
            else if (!(await File.ReadAllBytesAsync(path, cancel)).AsSpan().SequenceEqual(key.Content))
                throw new RuleBrokenException(
                    "In „{0}“ liegt schon ein anderer Schlüssel dieses Namens. Nennen Sie einen leeren Ordner: Überschrieben wird nichts.",
                    path
                );
        }
        foreach (var key in missing)
        {
            var unfinished = $"{PathOf(key)}.{Guid.NewGuid():N}.tmp";
            await WriteAsync(unfinished, key.Content, cancel);
            File.Move(unfinished, PathOf(key));
        }
    }

    private string PathOf(InstallationKey key) => Path.Combine(folder.Private(KeyFolder), key.Name + (key.IsSecret ? SecretEnd : Document));

    private static async Task WriteAsync(string path, byte[] content, CancellationToken cancel)
    {
        var shut = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            shut.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var written = new FileStream(path, shut);
        await written.WriteAsync(content, cancel);
        written.Flush(flushToDisk: true);
    }

    /// <summary>Who works with the folder says so there, see <see cref="ServerLock"/>.</summary>
    public override Task<bool> IsInUseAsync(SurveyDb db, CancellationToken cancel) =>
        Task.FromResult(ServerLock.Holder(folder) is not null);

    public override async Task MigrateAsync(SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        // A verb may name a folder that is not there yet.
        folder.Private("");
        if (File.Exists(file))
            await RefuseNewerAsync(db, cancel);
        // Before anything is in them: the files beside the first get the same rights.
        folder.Shut(Database.FileName, Database.FileName + "-wal", Database.FileName + "-shm");
        var isOlder =
            (await db.Database.GetAppliedMigrationsAsync(cancel)).Any() && (await db.Database.GetPendingMigrationsAsync(cancel)).Any();
        await db.Database.MigrateAsync(cancel);
        // What was deleted before deletions were overwritten goes with the free pages. Only here: nobody could save as long as it takes.
        if (isOlder)
            await db.Database.ExecuteSqlRawAsync("VACUUM", cancel);
        // Kept in the file: readers never wait for a writer.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancel);
    }

    public override async Task<IReadOnlyList<DatabaseCondition>> LookAsync(CancellationToken cancel) => [await LookAtFileAsync(cancel)];

    private async Task<DatabaseCondition> LookAtFileAsync(CancellationToken cancel)
    {
        if (Directory.Exists(file))
            return new(
                IsFault: true,
                new("{0} ist ein Ordner und keine Datenbank.", file),
                new("Benennen Sie ihn um, und stellen Sie die Datenbank aus der Sicherung wieder her.")
            );
        if (!File.Exists(file))
            return new(
                IsFault: false,
                new("{0} gibt es noch nicht.", file),
                new("Sie wird beim ersten Start angelegt. Gab es sie schon, ist Data__Directory ein falscher Ordner.")
            );
        try
        {
            await using var db = new SqliteSurveyDb(
                new DbContextOptionsBuilder<SqliteSurveyDb>()
                    .UseSqlite($"Data Source={file};Mode=ReadWrite;Pooling=False;Default Timeout=5")
                    .Options
            );
            return await CompareAsync(db, cancel);
        }
        catch (SqliteException) when (Folders.Write(folder.Path) is { } reason)
        {
            // A database that cannot write opens badly: nobody shall take that for damage.
            return new(
                IsFault: true,
                new("{0} lässt sich nicht öffnen: {1}", file, reason),
                new("Beheben Sie zuerst das; beschädigt ist die Datei davon nicht.")
            );
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == OnlyReads)
        {
            return new(
                IsFault: true,
                new("{0} lässt sich nur lesen.", file),
                new("Geben Sie dem Benutzer „{0}“ das Recht, in die Datei und in ihren Ordner zu schreiben.", Environment.UserName)
            );
        }
        catch (SqliteException failure)
        {
            return new(
                IsFault: true,
                new("{0} lässt sich nicht lesen: {1}", file, failure.Message),
                new(
                    "Prüfen Sie die Rechte des Benutzers „{0}“; ist die Datei beschädigt, stellen Sie sie aus der Sicherung wieder her.",
                    Environment.UserName
                )
            );
        }
    }

    public override DatabaseTrouble? TroubleOf(Exception? failure)
    {
        // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_FULL; SQLITE_CONSTRAINT_UNIQUE, _PRIMARYKEY
        for (; failure is not null; failure = failure.InnerException)
            if (failure is TimeoutException)
                return DatabaseTrouble.Busy;
            else if (failure is SqliteException { SqliteErrorCode: var code, SqliteExtendedErrorCode: var extended })
                return code is 5 or 6 ? DatabaseTrouble.Busy
                    : code is 13 ? DatabaseTrouble.Full
                    : extended is 2067 or 1555 ? DatabaseTrouble.TakenAlready
                    : null;
        return null;
    }

    private protected override PreparedReads Prepare(IServiceScopeFactory scopes, Func<SurveyDb, DbCommand> command) =>
        new OpenCommands(scopes, command);

    /// <summary>Waits for its turn. Of two writers that met otherwise, SQLite would refuse one, and its driver sleeps 150 ms before it tries again.</summary>
    public override async Task<IDbContextTransaction> BeginAsync(SurveyDb db, Turn turn, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        await writing.WaitAsync(cancel);
        try
        {
            return new InTurn(await db.Database.BeginTransactionAsync(cancel), writing);
        }
        catch
        {
            writing.End();
            throw;
        }
    }

    public override Task HoldSavesAsync(SurveyDb db, int roundId, CancellationToken cancel) => Task.CompletedTask;

    public override Task<IAsyncDisposable> TakeAsync(Turn turn, CancellationToken cancel) => Task.FromResult<IAsyncDisposable>(new Alone());

    public override Task<bool> IsTakenAsync(Turn turn, CancellationToken cancel) => Task.FromResult(false);

    public override Task<List<long>> TakeRowsAsync(SurveyDb db, IQueryable<long> ids, CancellationToken cancel) => ids.ToListAsync(cancel);

    /// <summary>In the file it is overwritten already (<see cref="DurableConnections"/>); what is left are changes that lie beside it.</summary>
    public override Task<bool> EraseDeletedAsync(SurveyDb db, CancellationToken cancel) => EraseLatestAsync(db, cancel);

    /// <summary>Brings all changes into the database and empties the file beside it.</summary>
    public override async Task<bool> EraseLatestAsync(SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        // Nobody can write meanwhile.
        await writing.WaitAsync(cancel);
        try
        {
            var busy = await db.Database.SqlQueryRaw<long>("PRAGMA wal_checkpoint(TRUNCATE)").ToListAsync(cancel);
            return busy is [0];
        }
        finally
        {
            writing.End();
        }
    }

    /// <summary>A number in the head of the database that means nothing, through the same journal and onto the same disk as answers.</summary>
    public override Task ProbeAsync(SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Database.SetCommandTimeout(TimeSpan.FromSeconds(1));
        return db.Database.ExecuteSqlRawAsync("PRAGMA user_version = 1", cancel);
    }

    /// <summary>A transaction after whose end the next one may begin.</summary>
    private sealed class InTurn(IDbContextTransaction transaction, WriteTurns writing) : IDbContextTransaction
    {
        private bool ended;

        public Guid TransactionId => transaction.TransactionId;

        public void Commit() => transaction.Commit();

        public Task CommitAsync(CancellationToken cancellationToken = default) => transaction.CommitAsync(cancellationToken);

        public void Rollback() => transaction.Rollback();

        public Task RollbackAsync(CancellationToken cancellationToken = default) => transaction.RollbackAsync(cancellationToken);

        public void Dispose()
        {
            transaction.Dispose();
            End();
        }

        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            End();
        }

        private void End()
        {
            if (!ended)
                writing.End();
            ended = true;
        }
    }

    private sealed class Alone : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
