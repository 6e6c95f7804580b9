using System.Data.Common;
using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Befragung.Web.Data.Providers;

/// <summary>What went wrong with a database, where it matters what to do about it.</summary>
public enum DatabaseTrouble
{
    /// <summary>Others are at work on the same, or on too much: the same again may succeed.</summary>
    Busy,

    /// <summary>Nobody answers.</summary>
    Away,

    /// <summary>There is no room left to write.</summary>
    Full,

    /// <summary>Somebody else has put there what was to be put there, or has taken away what it belongs to.</summary>
    TakenAlready,
}

/// <summary>What several must not do at once: whatever begins with it waits for who began before.</summary>
public sealed record Turn(int Kind, int Id)
{
    /// <summary>For everything that touches the accounts of the team.</summary>
    public static Turn OfAccounts => new(1, 0);

    /// <summary>For a step with the panel of a study.</summary>
    public static Turn Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return OfPanel(study.Id);
    }

    /// <summary>The same, where only the key of the study is known.</summary>
    public static Turn OfPanel(int studyId) => new(2, studyId);

    /// <summary>For a step of a study that takes more than one transaction.</summary>
    public static Turn OfLongStep(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return new(3, study.Id);
    }

    /// <summary>For the saves of a round, which go on beside each other, and for what ends them.</summary>
    public static Turn OfSaves(int roundId) => new(4, roundId);

    /// <summary>For the codebook of a study, and for the codes that are given from it, in whichever round: so nobody gives what is removed at that moment.</summary>
    public static Turn OfCoding(int studyId) => new(6, studyId);

    /// <summary>For the texts that a team writes for the report of a study.</summary>
    public static Turn OfTexts(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return new(7, study.Id);
    }

    /// <summary>For what a server does once when it starts.</summary>
    public static Turn OfStart => new(5, 0);
}

/// <summary>A key of cookies and sealed secrets, as a document, or a secret of the installation.</summary>
public sealed record InstallationKey(string Name, byte[] Content, bool IsSecret);

/// <summary>How a database stands, for who looks after the installation.</summary>
/// <param name="Remedy">What helps; null where nothing has to be done.</param>
public sealed record DatabaseCondition(bool IsFault, Sentence Found, Sentence? Remedy = null);

/// <summary>
/// What differs between the databases that the platform can keep its data in: how they are opened, who may write when, what their errors mean, where secrets lie. All
/// else knows neither of them; a test holds that.
/// </summary>
public abstract class SurveyDatabase
{
    /// <summary>The database that the settings name.</summary>
    /// <exception cref="ConfigurationException">It cannot be named so.</exception>
    public static SurveyDatabase From(IConfiguration configuration, DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var prepares = ShortcutsTaken.From(configuration).Has(Shortcut.Queries);
        return PostgresDatabase.IsMeant(configuration)
            ? new PostgresDatabase(configuration.GetConnectionString(PostgresDatabase.Name)) { PreparesQueries = prepares }
            : new SqliteDatabase(folder) { PreparesQueries = prepares };
    }

    /// <summary>The database at a place that is named on the command line: a data folder, or how a server is reached.</summary>
    /// <exception cref="ConfigurationException">It cannot be named so.</exception>
    public static SurveyDatabase At(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return IsServer(place) ? new PostgresDatabase(place) : new SqliteDatabase(new(Path.GetFullPath(place)));
    }

    /// <summary>The database that is a file in a folder, whatever the folder is called.</summary>
    public static SurveyDatabase In(DataFolder folder) => new SqliteDatabase(folder);

    /// <summary>Whether that names a database server, and no data folder.</summary>
    public static bool IsServer(string place) => place.Contains('=', StringComparison.Ordinal);

    /// <summary>Whether several servers may work with it at once: then none of them may take what it remembers for what is there.</summary>
    public abstract bool IsShared { get; }

    /// <summary>Where it is, for people; never with a password.</summary>
    public abstract string Place { get; }

    /// <summary>Its files in the data folder, those that are there.</summary>
    public virtual IReadOnlyList<string> Files => [];

    /// <summary>Adds the context, and whoever writes sheets.</summary>
    public abstract void AddTo(IServiceCollection services);

    /// <summary>A context on its own, outside the web application.</summary>
    public abstract SurveyDb Open();

    /// <summary>Whether there is a database at all.</summary>
    public virtual bool Exists => true;

    /// <summary>The keys and secrets of the installation.</summary>
    public abstract Task<IReadOnlyList<InstallationKey>> KeysAsync(SurveyDb db, CancellationToken cancel);

    /// <summary>Takes over those of another installation, together with its rows; to be called last in their transaction.</summary>
    public abstract Task TakeOverAsync(SurveyDb db, IReadOnlyList<InstallationKey> keys, CancellationToken cancel);

    /// <summary>A value as this database gives it back.</summary>
    public virtual object Stored(object value) => value;

    /// <summary>Takes back what was made of a database that came to nothing.</summary>
    public virtual void Abandon() { }

    /// <summary>Where the keys of cookies and of sealed secrets are kept.</summary>
    public abstract void Keep(IDataProtectionBuilder keys);

    /// <summary>A secret of the installation, made when it is first needed.</summary>
    public abstract byte[] Secret(string name, int length);

    /// <summary>Writes all rows, as they are at one moment, into a folder as a database that is a file; while others go on writing here. Without keys.</summary>
    public abstract Task CopyIntoAsync(DataFolder folder, CancellationToken cancel);

    /// <summary>What stands where a restored database is to go; null where the place is free.</summary>
    public abstract Task<string?> OccupiedByAsync(CancellationToken cancel);

    /// <summary>Puts a database in its place, together with the keys beside it: all of it or nothing.</summary>
    /// <param name="folder">Where it lies as a file, in its newest form, used by nobody.</param>
    /// <param name="cancel">Ends it before anything is there.</param>
    public abstract Task PutAsync(DataFolder folder, CancellationToken cancel);

    /// <summary>Whether it has the newest form.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened; says why and what helps.</exception>
    /// <exception cref="RuleBrokenException">It is of a newer version.</exception>
    public virtual async Task<bool> IsUpToDateAsync(SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        await RefuseNewerAsync(db, cancel);
        return !(await db.Database.GetPendingMigrationsAsync(cancel)).Any();
    }

    /// <summary>Whether a server works with it.</summary>
    public abstract Task<bool> IsInUseAsync(SurveyDb db, CancellationToken cancel);

    /// <summary>Creates the database or brings it to the newest form.</summary>
    /// <exception cref="ConfigurationException">It cannot be opened; says why and what helps.</exception>
    public abstract Task MigrateAsync(SurveyDb db, CancellationToken cancel);

    /// <summary>A program that does not know what a newer one has added would spoil it, or lose it.</summary>
    /// <exception cref="RuleBrokenException">The database is of a newer version.</exception>
    private protected async Task RefuseNewerAsync(SurveyDb db, CancellationToken cancel)
    {
        var known = db.Database.GetMigrations().ToList();
        if ((await db.Database.GetAppliedMigrationsAsync(cancel)).Except(known).LastOrDefault() is { } newer)
            throw new RuleBrokenException(
                "Die Datenbank „{0}“ ist von einer neueren Fassung der Plattform: Sie hat die Umstellung {1}, diese Fassung kennt keine nach {2}. Starten Sie die neuere Fassung, oder stellen Sie eine Sicherung von vorher in einen leeren Ordner wieder her.",
                Place,
                newer,
                known[^1]
            );
    }

    /// <summary>Looks at it without changing anything.</summary>
    public abstract Task<IReadOnlyList<DatabaseCondition>> LookAsync(CancellationToken cancel);

    /// <summary>Null where it is none of these: a mistake of the platform's own.</summary>
    public abstract DatabaseTrouble? TroubleOf(Exception? failure);

    /// <summary>Whether what is asked often is prepared once.</summary>
    public bool PreparesQueries { get; init; } = true;

    /// <summary>Reads with a command that is asked often.</summary>
    internal PreparedReads Reads(IServiceScopeFactory scopes, Func<SurveyDb, DbCommand> command) =>
        PreparesQueries ? Prepare(scopes, command) : new FreshCommands(scopes, command);

    /// <summary>Reads with a command that is prepared once.</summary>
    private protected abstract PreparedReads Prepare(IServiceScopeFactory scopes, Func<SurveyDb, DbCommand> command);

    /// <summary>Begins a transaction in which nobody else has this turn. What it relies on has to be read after it has begun.</summary>
    public abstract Task<IDbContextTransaction> BeginAsync(SurveyDb db, Turn turn, CancellationToken cancel);

    /// <summary>Within a transaction: waits for the saves of a round that are under way, and keeps others waiting until its end.</summary>
    public abstract Task HoldSavesAsync(SurveyDb db, int roundId, CancellationToken cancel);

    /// <summary>Takes a turn for longer than a transaction; it ends when it is let go of, or with the process.</summary>
    public abstract Task<IAsyncDisposable> TakeAsync(Turn turn, CancellationToken cancel);

    /// <summary>Whether somebody else has taken a turn, on whatever server.</summary>
    public abstract Task<bool> IsTakenAsync(Turn turn, CancellationToken cancel);

    /// <summary>Those rows that a query finds and nobody else is just taking, kept for the transaction that is under way.</summary>
    /// <param name="ids">Of one table, the first that it names.</param>
    public abstract Task<List<long>> TakeRowsAsync(SurveyDb db, IQueryable<long> ids, CancellationToken cancel);

    /// <summary>
    /// Takes what was deleted out of the files too, as far as it is the platform's to do. While others read what they began with, some of it stays until the next time;
    /// false then.
    /// </summary>
    public abstract Task<bool> EraseDeletedAsync(SurveyDb db, CancellationToken cancel);

    /// <summary>The same for little, such as a single row.</summary>
    public abstract Task<bool> EraseLatestAsync(SurveyDb db, CancellationToken cancel);

    /// <summary>Writes something that means nothing, the way that answers go.</summary>
    public abstract Task ProbeAsync(SurveyDb db, CancellationToken cancel);

    /// <summary>How a database that opens stands to this version of the platform.</summary>
    private protected async Task<DatabaseCondition> CompareAsync(SurveyDb db, CancellationToken cancel)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known).LastOrDefault() is { } newer)
            return new(
                IsFault: true,
                new("Sie ist von einer neueren Fassung der Plattform ({0}).", newer),
                new("Starten Sie die neuere Fassung, oder stellen Sie eine ältere Sicherung wieder her.")
            );
        var pending = known.Count - applied.Count;
        return pending > 0
            ? new(
                IsFault: false,
                new("Sie ist von einer früheren Fassung. Ausstehende Umstellungen: {0}.", pending),
                new("Sichern Sie sie, und starten Sie den Server neu: Er stellt sie um.")
            )
            : new(
                IsFault: false,
                new("{0} öffnet sich und ist auf dem Stand dieser Fassung; Studien: {1}.", Place, await db.Studies.CountAsync(cancel))
            );
    }
}

/// <summary>A question to the database that is asked so often that it is prepared.</summary>
internal abstract class PreparedReads : IDisposable
{
    /// <param name="key">The only parameter.</param>
    public abstract ValueTask<IReadOnlyList<TRow>> ReadAsync<TRow>(object key, Func<DbDataReader, TRow> read, CancellationToken cancel);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
