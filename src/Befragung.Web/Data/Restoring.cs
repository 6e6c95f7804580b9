using Befragung.Delphi;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;

namespace Befragung.Web.Data;

/// <summary>What came back.</summary>
/// <param name="At">The moment that the backup holds.</param>
/// <param name="Deletions">How many deletions of later were done again.</param>
/// <param name="BrokenLists">Lists whose last line breaks off.</param>
/// <param name="MissingKeys">How many keys the installation had that have not come back.</param>
public sealed record RestoredBackup(
    DateTime At,
    IReadOnlyDictionary<string, long> Rows,
    int Deletions,
    IReadOnlyList<string> BrokenLists,
    int MissingKeys
);

/// <summary>
/// Brings a backup back into an empty place, of whichever database. All is made ready where files lie that are not finished: checked, brought to the newest form, and what was deleted since is
/// deleted again. Only then it goes to its place, in one move or one transaction; whoever ends it before has left the place as it was.
/// </summary>
public sealed class Restoring(SurveyDatabase database, DataFolder folder, WorkFolder work, LetterFolder letters, TimeProvider clock)
{
    /// <param name="file">The backup.</param>
    /// <param name="keys">The keys; null to do without.</param>
    /// <param name="lists">Lists of deletions, see <see cref="DeletionFile"/>.</param>
    /// <param name="cancel">Ends it with nothing done.</param>
    /// <exception cref="RuleBrokenException">The place is not empty, or the file is not what was backed up.</exception>
    public async Task<RestoredBackup> RunAsync(string file, string? keys, IReadOnlyList<string> lists, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(lists);
        using var held = ServerLock.Take(folder, clock);
        await RequireEmptyAsync(cancel);
        var stage = new DataFolder(new DataFolder(work.Path).Private("restore-" + Guid.NewGuid().ToString("N")));
        try
        {
            var manifest = await BackupFile.ReadAsync(file, BackupManifest.Data, stage.Path, cancel);
            Examine(stage, file, manifest);
            var missing = keys is null ? manifest.Keys.Count : await TakeKeysAsync(stage, keys, manifest, cancel);
            var (known, brokenOff) = await ReadAsync(lists, cancel);
            var done = await MakeReadyAsync(SurveyDatabase.In(stage), manifest, known, cancel);
            await database.PutAsync(stage, cancel);
            return new(manifest.At, manifest.Rows, done, brokenOff, missing);
        }
        finally
        {
            Directory.Delete(stage.Path, recursive: true);
        }
    }

    private async Task RequireEmptyAsync(CancellationToken cancel)
    {
        if (await database.OccupiedByAsync(cancel) is { } there)
            throw new RuleBrokenException(
                "Dort ist schon etwas: {0}. Wiederhergestellt wird nur an einen leeren Ort; nennen Sie einen mit --Data:Directory=ORDNER, oder eine leere Datenbank.",
                there
            );
        await using var db = database.Open();
        if (database.IsShared && await database.IsInUseAsync(db, cancel))
            throw new RuleBrokenException("Mit „{0}“ arbeitet schon ein Server. Nennen Sie eine leere Datenbank.", database.Place);
    }

    /// <exception cref="RuleBrokenException">It is not what the manifest says, or of a newer version.</exception>
    private static void Examine(DataFolder stage, string file, BackupManifest manifest)
    {
        var stored = StoredFile.Read(stage.Of(Database.FileName));
        using var known = SurveyDatabase.In(stage).Open();
        var migrations = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetMigrations(known.Database).ToList();
        if (stored.Migrations.Except(migrations).LastOrDefault() is { } newer)
            throw new RuleBrokenException(
                "Die Sicherung „{0}“ ist von einer neueren Fassung der Plattform ({1}, Umstellung {2}); diese Fassung ({3}) kennt keine nach {4}. Stellen Sie sie mit der neueren wieder her.",
                file,
                manifest.Program,
                newer,
                Backups.Program,
                migrations[^1]
            );
        if (
            stored.Damage is not null
            || stored.Migrations.Count == 0
            || stored.Rows.Count != manifest.Rows.Count
            || stored.Rows.Any(table => manifest.Rows.GetValueOrDefault(table.Key, -1) != table.Value)
        )
            throw new RuleBrokenException(
                "In der Sicherung „{0}“ ist nicht, was darin sein soll: {1}. Nennen Sie eine andere; wiederhergestellt ist nichts.",
                file,
                stored.Damage ?? "manifest.json"
            );
    }

    /// <summary>Lays the keys beside the database. A later file has all of the earlier ones too.</summary>
    /// <returns>How many are missing: none.</returns>
    /// <exception cref="RuleBrokenException">They are of another installation, or of an earlier time.</exception>
    private static async Task<int> TakeKeysAsync(DataFolder stage, string path, BackupManifest manifest, CancellationToken cancel)
    {
        var unpacked = stage.Private("unpacked");
        await BackupFile.ReadAsync(path, BackupManifest.OnlyKeys, unpacked, cancel);
        var keys = new List<InstallationKey>();
        foreach (var one in Directory.EnumerateFiles(unpacked))
            if (KeyFiles.Of(one, await File.ReadAllBytesAsync(one, cancel)) is { } key)
                keys.Add(key);
        var there = keys.ToDictionary(key => key.Name, key => BackupFile.Sum(key.Content), StringComparer.Ordinal);
        if (manifest.Keys.Any(key => there.GetValueOrDefault(key.Key) != key.Value))
            throw new RuleBrokenException(
                "Die Schlüssel in „{0}“ gehören nicht zu dieser Sicherung, oder sie sind älter. Nennen Sie die, die mit ihr oder später geschrieben wurden.",
                path
            );
        var database = SurveyDatabase.In(stage);
        await using var db = database.Open();
        await database.TakeOverAsync(db, keys, cancel);
        return 0;
    }

    private static async Task<(IReadOnlyList<DeletionEntry> Known, IReadOnlyList<string> BrokenOff)> ReadAsync(
        IReadOnlyList<string> lists,
        CancellationToken cancel
    )
    {
        var known = new Dictionary<Guid, DeletionEntry>();
        var brokenOff = new List<string>();
        foreach (var list in lists)
        {
            var (entries, breaksOff) = await DeletionFile.ReadAsync(list, cancel);
            foreach (var entry in entries)
                known[entry.Id] = entry;
            if (breaksOff)
                brokenOff.Add(list);
        }
        return ([.. known.Values.OrderBy(entry => entry.At)], brokenOff);
    }

    private async Task<int> MakeReadyAsync(
        SurveyDatabase stage,
        BackupManifest manifest,
        IReadOnlyList<DeletionEntry> known,
        CancellationToken cancel
    )
    {
        await using (var db = stage.Open())
            await stage.MigrateAsync(db, cancel);
        var done = await new RepeatedDeletions(stage, letters, clock).RunAsync(known, cancel);
        await using (var db = stage.Open())
        {
            // Of what is here now there is a backup: this one.
            db.Backups.Add(new(manifest.At, withKeys: false));
            await db.SaveChangesAsync(cancel);
            await stage.EraseDeletedAsync(db, cancel);
        }
        return done;
    }
}
