using System.Reflection;
using Befragung.Delphi;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>What a backup has.</summary>
/// <param name="At">The moment that it holds.</param>
/// <param name="Bytes">How large the file is.</param>
public sealed record MadeBackup(DateTime At, IReadOnlyDictionary<string, long> Rows, long Bytes, int Keys);

/// <summary>
/// Makes backups while the server runs: all data as they are at one moment, in one file, and on request the keys in another. Both appear whole or not at all, and nothing is overwritten.
/// </summary>
public sealed class Backups(SurveyDatabase database, WorkFolder work, DeletionJournal journal, TimeProvider clock)
{
    // Whoever is ended in the middle leaves one; the next backup into the same folder takes it away.
    private const string Unfinished = ".befragung-",
        UnfinishedEnd = ".part";

    /// <summary>The version of the platform.</summary>
    internal static string Program { get; } =
        typeof(Backups).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <param name="output">Where the data go.</param>
    /// <param name="keys">Where the keys go; null for a backup without them.</param>
    /// <param name="cancel">Ends it in the middle, with nothing left.</param>
    /// <exception cref="RuleBrokenException">There is nothing to back up, or no place for it.</exception>
    public async Task<MadeBackup> MakeAsync(string output, string? keys, CancellationToken cancel)
    {
        if (!database.Exists)
            throw new RuleBrokenException("In „{0}“ ist keine Datenbank.", database.Place);
        string[] files = keys is null ? [output] : [keys, output];
        foreach (var file in files)
            RequirePlace(file);
        if (files.Distinct(StringComparer.Ordinal).Count() < files.Length)
            throw new RuleBrokenException(
                "Daten und Schlüssel gehören in zwei Dateien, am besten an zwei Orten: Wer beide hat, kann alles lesen und sich anmelden."
            );
        var stage = new DataFolder(work.Path).Private("backup-" + Guid.NewGuid().ToString("N"));
        try
        {
            return await MakeAsync(new DataFolder(stage), output, keys, cancel);
        }
        finally
        {
            Directory.Delete(stage, recursive: true);
        }
    }

    private async Task<MadeBackup> MakeAsync(DataFolder stage, string output, string? keys, CancellationToken cancel)
    {
        var at = clock.GetUtcNow().UtcDateTime;
        await database.CopyIntoAsync(stage, cancel);
        var copied = stage.Of(Database.FileName);
        var stored = StoredFile.Read(copied);
        if (stored.Damage is { } damage)
            throw new RuleBrokenException(
                "Die Datenbank „{0}“ ist beschädigt, gesichert ist nichts: {1}. Stellen Sie eine frühere Sicherung wieder her.",
                database.Place,
                damage
            );
        IReadOnlyList<InstallationKey> all;
        await using (var db = database.Open())
            all = await database.KeysAsync(db, cancel);
        var manifest = new BackupManifest(
            BackupManifest.Data,
            BackupManifest.Newest,
            Program,
            at,
            stored.Migrations[^1],
            stored.Rows,
            all.ToDictionary(key => key.Name, key => BackupFile.Sum(key.Content), StringComparer.Ordinal)
        );
        foreach (var file in keys is null ? [output] : (string[])[keys, output])
            RemoveUnfinished(Path.GetDirectoryName(file)!);
        // Held open until they have their names, so that nobody takes them for left behind.
        var written = new List<(string Path, FileStream Unfinished)>();
        try
        {
            // Keys first: where there are data, there are the keys that belong to them.
            if (keys is not null)
                written.Add(
                    await WriteAsync(
                        keys,
                        manifest with
                        {
                            Kind = BackupManifest.OnlyKeys,
                            Rows = new Dictionary<string, long>(),
                        },
                        [.. all.Select(key => (KeyFiles.NameOf(key), (Func<Stream>)(() => new MemoryStream(key.Content))))],
                        cancel
                    )
                );
            written.Add(
                await WriteAsync(
                    output,
                    manifest,
                    [(Database.FileName, () => new FileStream(copied, FileMode.Open, FileAccess.Read, FileShare.Read))],
                    cancel
                )
            );
            Place(written);
        }
        finally
        {
            foreach (var (_, unfinished) in written)
            {
                File.Delete(unfinished.Name);
                await unfinished.DisposeAsync();
            }
        }
        await NoteAsync(at, keys is not null, cancel);
        return new(at, stored.Rows, new FileInfo(output).Length, keys is null ? 0 : all.Count);
    }

    private static void Place(IReadOnlyList<(string Path, FileStream Unfinished)> written)
    {
        var placed = new List<string>();
        try
        {
            foreach (var (path, unfinished) in written)
            {
                // Never over another file, be it one that was made meanwhile.
                File.Move(unfinished.Name, path);
                placed.Add(path);
            }
        }
        catch
        {
            foreach (var path in placed)
                File.Delete(path);
            throw;
        }
    }

    /// <summary>Writes it under another name, onto the disk, and reads it once more.</summary>
    private static async Task<(string Path, FileStream Unfinished)> WriteAsync(
        string path,
        BackupManifest manifest,
        IReadOnlyList<(string Name, Func<Stream> Open)> parts,
        CancellationToken cancel
    )
    {
        var file = BackupFile.Shut(Path.Combine(Path.GetDirectoryName(path)!, $"{Unfinished}{Guid.NewGuid():N}{UnfinishedEnd}"));
        try
        {
            await BackupFile.WriteAsync(file, manifest, parts, cancel);
            file.Flush(flushToDisk: true);
            file.Position = 0;
            await BackupFile.ReadAsync(file, path, manifest.Kind, folder: null, cancel);
            return (path, file);
        }
        catch
        {
            File.Delete(file.Name);
            await file.DisposeAsync();
            throw;
        }
    }

    private static void RequirePlace(string path)
    {
        if (Path.Exists(path))
            throw new RuleBrokenException("„{0}“ gibt es schon. Nennen Sie eine andere Datei: Überschrieben wird nichts.", path);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new RuleBrokenException(
                "Den Ordner „{0}“ gibt es nicht. Legen Sie ihn an, oder nennen Sie einen anderen.",
                Path.GetDirectoryName(path) ?? path
            );
    }

    private static void RemoveUnfinished(string folder)
    {
        foreach (var left in Directory.EnumerateFiles(folder, $"{Unfinished}*{UnfinishedEnd}"))
            try
            {
                // Whoever is writing one has it open.
                using (new FileStream(left, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                    File.Delete(left);
            }
            catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
            {
                // Of another backup that is being made.
            }
    }

    /// <summary>The backup is there, whatever becomes of this: a database of an earlier version has no place for it.</summary>
    private async Task NoteAsync(DateTime at, bool withKeys, CancellationToken cancel)
    {
        await using var db = database.Open();
        if (!await database.IsUpToDateAsync(db, cancel))
            return;
        db.Backups.Add(new(at, withKeys));
        await db.SaveChangesAsync(cancel);
        await journal.CompleteFileAsync(db);
    }
}

/// <summary>What the files of keys are called in a backup.</summary>
internal static class KeyFiles
{
    private const string Document = ".xml",
        Secret = ".key";

    public static string NameOf(InstallationKey key) => key.Name + (key.IsSecret ? Secret : Document);

    /// <summary>Null where it is none.</summary>
    public static InstallationKey? Of(string name, byte[] content) =>
        Path.GetExtension(name) is Document or Secret
            ? new(Path.GetFileNameWithoutExtension(name), content, Path.GetExtension(name) == Secret)
            : null;
}
