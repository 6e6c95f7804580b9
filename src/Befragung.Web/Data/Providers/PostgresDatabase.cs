using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Befragung.Delphi;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Befragung.Web.Data.Providers;

/// <summary>
/// A database server, for one server of the platform or several. Whoever must not do something at the same time as others takes a turn: an advisory lock of the database,
/// which ends with the transaction or the connection that has it.
/// </summary>
internal sealed partial class PostgresDatabase : SurveyDatabase, IAsyncDisposable, IDisposable
{
    public const string Name = "Befragung",
        Provider = "PostgreSql";

    private const string Programs = "befragung-",
        Probe = "probe";

    private readonly Lazy<NpgsqlDataSource> source;
    private readonly NpgsqlConnectionStringBuilder settings;

    public PostgresDatabase(string? connection)
    {
        try
        {
            settings = new(connection) { PersistSecurityInfo = false, IncludeErrorDetail = false };
        }
        catch (ArgumentException)
        {
            // What the exception says may have the password in it.
            throw new ConfigurationException(
                "ConnectionStrings__Befragung lässt sich nicht lesen. So ist es richtig: Host=db.example.org;Database=befragung;Username=befragung;Password=…"
            );
        }
        // Tells the programs of the platform apart.
        settings.ApplicationName = $"{Programs}{Guid.NewGuid():N}"[..(Programs.Length + 8)];
        // What is asked often is prepared, once for each connection that stays open.
        if (settings.MaxAutoPrepare == 0)
        {
            settings.MaxAutoPrepare = 200;
            settings.AutoPrepareMinUsages = 2;
        }
        source = new(() => NpgsqlDataSource.Create(settings));
    }

    public static bool IsMeant(IConfiguration configuration) =>
        Provider.Equals(configuration["Database:Provider"], StringComparison.OrdinalIgnoreCase);

    public override bool IsShared => true;

    public override string Place => $"{settings.Database ?? settings.Username} ({settings.Host})";

    private NpgsqlDataSource Source => source.Value;

    public override void AddTo(IServiceCollection services)
    {
        services.AddDbContextPool<SurveyDb, PostgresSurveyDb>(
            (provider, options) =>
                options
                    .UseNpgsql(Source)
                    .AddInterceptors(
                        new StorableTexts(),
                        provider.GetRequiredService<WriteCounter>(),
                        provider.GetRequiredService<ChronicleInterceptor>()
                    )
        );
        services.AddSingleton<SheetWriter>(_ => new SheetsAtOnce(Source));
    }

    public override SurveyDb Open() => OpenOwn();

    public override async Task<IReadOnlyList<InstallationKey>> KeysAsync(SurveyDb db, CancellationToken cancel)
    {
        var own = (PostgresSurveyDb)db;
        var keys = await own.DataProtectionKeys.AsNoTracking().OrderBy(key => key.Id).ToListAsync(cancel);
        var secrets = await own.Secrets.AsNoTracking().Where(secret => secret.Name != Probe).ToListAsync(cancel);
        return
        [
            .. keys.Select(key => new InstallationKey(key.FriendlyName!, Encoding.UTF8.GetBytes(key.Xml!), IsSecret: false)),
            .. secrets.Select(secret => new InstallationKey(secret.Name, secret.Value, IsSecret: true)),
        ];
    }

    public override async Task TakeOverAsync(SurveyDb db, IReadOnlyList<InstallationKey> keys, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var own = (PostgresSurveyDb)db;
        own.DataProtectionKeys.AddRange(
            keys.Where(key => !key.IsSecret)
                .Select(key => new DataProtectionKey { FriendlyName = key.Name, Xml = Encoding.UTF8.GetString(key.Content) })
        );
        own.Secrets.AddRange(keys.Where(key => key.IsSecret).Select(key => new StoredSecret { Name = key.Name, Value = key.Content }));
        await own.SaveChangesAsync(cancel);
        // New rows are numbered behind those that came with their numbers.
        foreach (
            var property in own
                .Model.GetEntityTypes()
                .SelectMany(entity => entity.GetProperties())
                .Where(property =>
                    NpgsqlPropertyExtensions.GetValueGenerationStrategy(property) == NpgsqlValueGenerationStrategy.IdentityByDefaultColumn
                )
        )
        {
            var table = property.DeclaringType.GetTableName()!;
            var column = property.GetColumnName();
#pragma warning disable EF1002 // Names of the model.
            await own.Database.ExecuteSqlRawAsync(
                $"""SELECT setval(pg_get_serial_sequence('"{table}"', '{column}'), coalesce((SELECT max("{column}") FROM "{table}"), 0) + 1, false)""",
                cancel
            );
#pragma warning restore EF1002
        }
    }

    /// <summary>Moments to the microsecond, and texts without the character that it does not take.</summary>
    public override object Stored(object value) =>
        value switch
        {
            DateTime at => new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc),
            DateTimeOffset at => new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero),
            string text => StorableTexts.Storable(text),
            _ => value,
        };

    public override void Keep(IDataProtectionBuilder keys) => keys.PersistKeysToDbContext<PostgresSurveyDb>();

    public override byte[] Secret(string name, int length)
    {
        using var connection = Source.OpenConnection();
        using var insert = new NpgsqlCommand(
            """INSERT INTO "Secrets" ("Name", "Value") VALUES (@name, @value) ON CONFLICT DO NOTHING""",
            connection
        )
        {
            Parameters = { new("name", name), new("value", RandomNumberGenerator.GetBytes(length)) },
        };
        // Where another server was faster, its secret counts.
        insert.ExecuteNonQuery();
        using var read = new NpgsqlCommand("""SELECT "Value" FROM "Secrets" WHERE "Name" = @name""", connection)
        {
            Parameters = { new("name", name) },
        };
        return (byte[])read.ExecuteScalar()!;
    }

    public override async Task<bool> IsUpToDateAsync(SurveyDb db, CancellationToken cancel)
    {
        try
        {
            // One that logs nothing: what is wrong is told once, in a sentence.
            await using var own = OpenOwn();
            return await base.IsUpToDateAsync(own, cancel);
        }
        catch (Exception failure) when (Words(failure) is { } words)
        {
            throw new ConfigurationException($"{words.Found} {words.Remedy}");
        }
    }

    /// <summary>Row by row, in one transaction that sees what was there when it began; so it can be restored into either database.</summary>
    public override async Task CopyIntoAsync(DataFolder folder, CancellationToken cancel)
    {
        await using var db = Open();
        if (!await IsUpToDateAsync(db, cancel))
            throw new RuleBrokenException(
                "Die Datenbank „{0}“ ist von einer früheren Fassung. Sichern Sie sie mit jener Fassung oder mit pg_dump, bevor Sie den Server neu starten: Er stellt sie um.",
                Place
            );
        await new InstallationCopy(this, In(folder)) { IsBackup = true }.RunAsync(cancel);
    }

    public override async Task<string?> OccupiedByAsync(CancellationToken cancel)
    {
        await using var db = OpenOwn();
        try
        {
            await db.Database.OpenConnectionAsync(cancel);
        }
        catch (Exception failure) when (Words(failure) is { } words)
        {
            throw new ConfigurationException($"{words.Found} {words.Remedy}");
        }
        await RefuseNewerAsync(db, cancel);
        await using var named = Source.CreateCommand(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '__EFMigrationsHistory' ORDER BY 1"
        );
        var tables = new List<string>();
        await using (var reader = await named.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel))
                tables.Add(reader.GetString(0));
        foreach (var table in tables)
        {
            await using var asked = Source.CreateCommand(
                $"SELECT EXISTS (SELECT 1 FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\")"
            );
            if (await asked.ExecuteScalarAsync(cancel) is true)
                return $"{Place}, {table}";
        }
        return null;
    }

    public override async Task PutAsync(DataFolder folder, CancellationToken cancel) =>
        await new InstallationCopy(In(folder), this).RunAsync(cancel);

    /// <summary>Other programs of the platform that are connected, with an older version of what is in it.</summary>
    public override async Task<bool> IsInUseAsync(SurveyDb db, CancellationToken cancel)
    {
        await using var command = Source.CreateCommand(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE @programs AND application_name <> @own)"
        );
        command.Parameters.Add(new("programs", Programs + "%"));
        command.Parameters.Add(new("own", settings.ApplicationName!));
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    public override async Task MigrateAsync(SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        try
        {
            await using var own = OpenOwn();
            // Else a name with a slip of the pen would become a new database, where the role may make one.
            await own.Database.OpenConnectionAsync(cancel);
            await RefuseNewerAsync(own, cancel);
            await own.Database.MigrateAsync(cancel);
        }
        catch (Exception failure) when (Words(failure) is { } words)
        {
            throw new ConfigurationException($"{words.Found} {words.Remedy}");
        }
    }

    public override async Task<IReadOnlyList<DatabaseCondition>> LookAsync(CancellationToken cancel)
    {
        try
        {
            await using var db = OpenOwn();
            var conditions = new List<DatabaseCondition>
            {
                !(await db.Database.GetAppliedMigrationsAsync(cancel)).Any()
                    ? new(
                        IsFault: false,
                        new("{0} ist noch leer.", Place),
                        new(
                            "Sie wird beim ersten Start eingerichtet. Gab es schon Daten, nennt ConnectionStrings__Befragung eine falsche Datenbank."
                        )
                    )
                    : await CompareAsync(db, cancel),
            };
            await using var durable = Source.CreateCommand(
                "SELECT current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off'"
            );
            if (await durable.ExecuteScalarAsync(cancel) is false)
                conditions.Add(
                    new(
                        IsFault: false,
                        new(
                            "{0} wartet beim Speichern nicht auf die Platte (fsync oder synchronous_commit ist aus): Was bestätigt ist, kann bei einem Stromausfall verloren gehen.",
                            Place
                        ),
                        new("Schalten Sie am Datenbankserver beides ein.")
                    )
                );
            return conditions;
        }
        catch (Exception failure) when (Words(failure) is { } words)
        {
            return [words];
        }
    }

    public override DatabaseTrouble? TroubleOf(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            switch (failure)
            {
                case PostgresException { SqlState: var state }:
                    return state switch
                    {
                        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation => DatabaseTrouble.TakenAlready,
                        PostgresErrorCodes.SerializationFailure
                        or PostgresErrorCodes.DeadlockDetected
                        or PostgresErrorCodes.LockNotAvailable
                        or PostgresErrorCodes.QueryCanceled
                        or PostgresErrorCodes.TooManyConnections => DatabaseTrouble.Busy,
                        PostgresErrorCodes.DiskFull => DatabaseTrouble.Full,
                        PostgresErrorCodes.AdminShutdown
                        or PostgresErrorCodes.CrashShutdown
                        or PostgresErrorCodes.CannotConnectNow
                        or PostgresErrorCodes.ReadOnlySqlTransaction => DatabaseTrouble.Away,
                        _ => state.StartsWith("08", StringComparison.Ordinal) ? DatabaseTrouble.Away : null,
                    };
                case NpgsqlException { InnerException: TimeoutException }:
                    return DatabaseTrouble.Busy;
                case NpgsqlException { IsTransient: true }:
                    return DatabaseTrouble.Away;
            }
        return null;
    }

    private protected override PreparedReads Prepare(IServiceScopeFactory scopes, Func<SurveyDb, DbCommand> command) =>
        new PooledCommands(Source, scopes, command);

    public override async Task<IDbContextTransaction> BeginAsync(SurveyDb db, Turn turn, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({turn.Kind}, {turn.Id})", cancel);
        return transaction;
    }

    public override Task HoldSavesAsync(SurveyDb db, int roundId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var turn = Turn.OfSaves(roundId);
        return db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({turn.Kind}, {turn.Id})", cancel);
    }

    public override async Task<IAsyncDisposable> TakeAsync(Turn turn, CancellationToken cancel)
    {
        var connection = await Source.OpenConnectionAsync(cancel);
        try
        {
            await using var take = On(connection, "SELECT pg_advisory_lock(@kind, @id)", turn);
            // However long the one before takes.
            take.CommandTimeout = 0;
            await take.ExecuteNonQueryAsync(cancel);
            return new Taken(connection, turn);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<bool> IsTakenAsync(Turn turn, CancellationToken cancel)
    {
        await using var connection = await Source.OpenConnectionAsync(cancel);
        await using var ask = On(
            connection,
            """
            SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid::int = @kind AND objid::int = @id
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
            """,
            turn
        );
        return await ask.ExecuteScalarAsync(cancel) is true;
    }

    public override async Task<List<long>> TakeRowsAsync(SurveyDb db, IQueryable<long> ids, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var command = ids.CreateDbCommand();
        var table = FirstTable().Match(command.CommandText).Groups["name"].Value;
#pragma warning disable CA2100 // What EF has written, and a name in it.
        command.CommandText += $" FOR UPDATE OF {table} SKIP LOCKED";
#pragma warning restore CA2100
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var taken = new List<long>();
        while (await reader.ReadAsync(cancel))
            taken.Add(reader.GetInt64(0));
        return taken;
    }

    /// <summary>Frees what was deleted; what of it is left in free pages, in the write-ahead log and in backups is the database server's to overwrite.</summary>
    public override async Task<bool> EraseDeletedAsync(SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        foreach (var table in db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).Distinct())
        {
            await using var vacuum = Source.CreateCommand($"VACUUM \"{table}\"");
            await vacuum.ExecuteNonQueryAsync(cancel);
        }
        return true;
    }

    public override Task<bool> EraseLatestAsync(SurveyDb db, CancellationToken cancel) => Task.FromResult(true);

    public override async Task ProbeAsync(SurveyDb db, CancellationToken cancel)
    {
        await using var command = Source.CreateCommand(
            $"""INSERT INTO "Secrets" ("Name", "Value") VALUES ('{Probe}', '') ON CONFLICT ("Name") DO UPDATE SET "Value" = ''"""
        );
        command.CommandTimeout = 2;
        await command.ExecuteNonQueryAsync(cancel);
    }

    public void Dispose()
    {
        if (source.IsValueCreated)
            source.Value.Dispose();
    }

    public ValueTask DisposeAsync() => source.IsValueCreated ? source.Value.DisposeAsync() : ValueTask.CompletedTask;

    private PostgresSurveyDb OpenOwn() =>
        new(new DbContextOptionsBuilder<PostgresSurveyDb>().UseNpgsql(Source).AddInterceptors(new StorableTexts()).Options);

    private static NpgsqlCommand On(NpgsqlConnection connection, string text, Turn turn)
    {
#pragma warning disable CA2100 // Only constants come here.
        return new(text, connection) { Parameters = { new("kind", turn.Kind), new("id", turn.Id) } };
#pragma warning restore CA2100
    }

    /// <summary>What a person has to hear of why it does not open; null where it is something else.</summary>
    private DatabaseCondition? Words(Exception failure)
    {
        var cause = failure;
        while (cause is not NpgsqlException && cause.InnerException is { } inner)
            cause = inner;
        return cause switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
                Fault(
                    new(
                        "Der Datenbankserver „{0}“ lässt „{1}“ nicht herein: Name oder Passwort stimmen nicht.",
                        settings.Host!,
                        settings.Username!
                    ),
                    new("Prüfen Sie Username und Password in ConnectionStrings__Befragung.")
                ),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => Fault(
                new("Auf dem Datenbankserver „{0}“ gibt es keine Datenbank „{1}“.", settings.Host!, settings.Database ?? ""),
                new("Legen Sie sie an: createdb --owner {0} {1}", settings.Username!, settings.Database ?? "")
            ),
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => Fault(
                new("„{0}“ hat in der Datenbank {1} nicht die nötigen Rechte.", settings.Username!, Place),
                new("Machen Sie das Konto zum Eigentümer: ALTER DATABASE … OWNER TO {0}", settings.Username!)
            ),
            PostgresException postgres when TroubleOf(postgres) is null => null,
            NpgsqlException => Fault(
                new(
                    "Der Datenbankserver „{0}“, Anschluss {1}, ist nicht zu erreichen.",
                    settings.Host!,
                    settings.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ),
                new("Prüfen Sie Host und Port in ConnectionStrings__Befragung, und ob er läuft und Verbindungen von hier annimmt.")
            ),
            _ => null,
        };
    }

    private static DatabaseCondition Fault(Sentence found, Sentence remedy) => new(IsFault: true, found, remedy);

    [GeneratedRegex("""FROM "\w+" AS (?<name>\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstTable();

    private sealed class Taken(NpgsqlConnection connection, Turn turn) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            {
                if (connection.FullState != System.Data.ConnectionState.Open)
                    return;
                await using var release = On(connection, "SELECT pg_advisory_unlock(@kind, @id)", turn);
                try
                {
                    await release.ExecuteNonQueryAsync(CancellationToken.None);
                }
                catch (NpgsqlException)
                {
                    // A connection that is broken has let go of it already.
                }
            }
        }
    }
}
