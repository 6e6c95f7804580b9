using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Befragung.Delphi;

namespace Befragung.Web.Data;

/// <summary>What a backup, or the file of keys beside it, says of itself.</summary>
/// <param name="Kind">Whether it has the data or the keys.</param>
/// <param name="Version">Of the format.</param>
/// <param name="Program">The version of the platform that wrote it.</param>
/// <param name="At">The moment that it holds.</param>
/// <param name="Migration">The last one that its database has seen.</param>
/// <param name="Rows">How many each table has.</param>
/// <param name="Keys">The names of the keys that the installation had, with a checksum of each: by it a key is recognised, and nobody learns it.</param>
public sealed record BackupManifest(
    string Kind,
    int Version,
    string Program,
    DateTime At,
    string Migration,
    IReadOnlyDictionary<string, long> Rows,
    IReadOnlyDictionary<string, string> Keys
)
{
    public const string Data = "befragung-backup",
        OnlyKeys = "befragung-keys";

    public const int Newest = 1;
}

/// <summary>
/// The file of a backup: a ZIP with the manifest, what is backed up, and SHA256SUMS, with which <c>sha256sum -c</c> checks it too. What is not exactly what was written is refused before
/// anything of it is used.
/// </summary>
internal static class BackupFile
{
    private const string ManifestName = "manifest.json",
        SumsName = "SHA256SUMS";

    // What a manifest and sums may have at most; the rest is as large as the data.
    private const int LargestText = 10_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string Sum(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <param name="to">Where it is written to.</param>
    /// <param name="manifest">What it says of itself.</param>
    /// <param name="parts">What is in it, by names that stand in the ZIP.</param>
    /// <param name="cancel">Ends it in the middle.</param>
    public static async Task WriteAsync(
        Stream to,
        BackupManifest manifest,
        IReadOnlyList<(string Name, Func<Stream> Open)> parts,
        CancellationToken cancel
    )
    {
        var sums = new StringBuilder();
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancel);
        var told = JsonSerializer.SerializeToUtf8Bytes(manifest, Json);
        foreach (var (name, open) in parts.Prepend((ManifestName, () => new MemoryStream(told))))
        {
            await using var content = open();
            await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel);
            sums.Append(await CopyAsync(content, entry, cancel)).Append("  ").Append(name).Append('\n');
        }
        await using var last = await zip.CreateEntry(SumsName, CompressionLevel.NoCompression).OpenAsync(cancel);
        await last.WriteAsync(Encoding.UTF8.GetBytes(sums.ToString()), cancel);
    }

    /// <summary>Takes all parts into a folder and checks each.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">What it has to be.</param>
    /// <param name="folder">Where the parts are put; null to check only.</param>
    /// <param name="cancel">Ends it in the middle.</param>
    /// <exception cref="RuleBrokenException">It is something else, not whole, or not as it was written.</exception>
    public static async Task<BackupManifest> ReadAsync(string path, string kind, string? folder, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new RuleBrokenException("Die Datei „{0}“ gibt es nicht.", path);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return await ReadAsync(file, path, kind, folder, cancel);
    }

    /// <summary>The same of one that is open, and is called so.</summary>
    public static async Task<BackupManifest> ReadAsync(Stream file, string path, string kind, string? folder, CancellationToken cancel)
    {
        try
        {
            await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8, cancel);
            if (zip.GetEntry(ManifestName) is not { } described || zip.GetEntry(SumsName) is not { } summed)
                throw NoBackup(path);
            var manifest = JsonSerializer.Deserialize<BackupManifest>(await TextAsync(described, cancel), Json);
            Require(manifest, path, kind);
            var sums = Sums(Encoding.UTF8.GetString(await TextAsync(summed, cancel)));
            var parts = zip.Entries.Where(entry => entry.FullName != SumsName).ToList();
            if (!parts.Select(part => part.FullName).Order(StringComparer.Ordinal).SequenceEqual(sums.Keys.Order(StringComparer.Ordinal)))
                throw Changed(path);
            foreach (var part in parts)
            {
                // A name that leads out of the folder is nothing that was written here.
                if (part.FullName.Length == 0 || Path.GetFileName(part.FullName) != part.FullName)
                    throw Changed(path);
                await using var content = await part.OpenAsync(cancel);
                await using var to = folder is null ? Stream.Null : Shut(Path.Combine(folder, part.FullName));
                if (await CopyAsync(content, to, cancel) != sums[part.FullName])
                    throw Changed(path);
            }
            return manifest!;
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException or EndOfStreamException or NotSupportedException)
        {
            throw NoBackup(path);
        }
    }

    /// <summary>A new file that nobody else can read.</summary>
    public static FileStream Shut(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    private static void Require(BackupManifest? manifest, string path, string kind)
    {
        switch (manifest?.Kind)
        {
            case BackupManifest.Data when kind == BackupManifest.OnlyKeys:
                throw new RuleBrokenException("In „{0}“ liegen die Daten und nicht die Schlüssel.", path);
            case BackupManifest.OnlyKeys when kind == BackupManifest.Data:
                throw new RuleBrokenException("In „{0}“ liegen die Schlüssel und nicht die Daten.", path);
            case BackupManifest.Data or BackupManifest.OnlyKeys:
                break;
            default:
                throw NoBackup(path);
        }
        if (manifest.Version > BackupManifest.Newest)
            throw new RuleBrokenException(
                "Die Sicherung „{0}“ ist von einer neueren Fassung der Plattform ({1}). Stellen Sie sie mit jener Fassung wieder her.",
                path,
                manifest.Program
            );
    }

    private static RuleBrokenException NoBackup(string path) =>
        new(
            "„{0}“ ist keine Sicherung der Plattform, oder nicht vollständig. Nennen Sie eine andere Datei; wiederhergestellt ist nichts.",
            path
        );

    private static RuleBrokenException Changed(string path) =>
        new(
            "„{0}“ ist nicht mehr so, wie es geschrieben wurde: Die Prüfsumme stimmt nicht. Nennen Sie eine andere Sicherung; wiederhergestellt ist nichts.",
            path
        );

    private static Dictionary<string, string> Sums(string text)
    {
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split("  ", 2) is not [var sum, var name] || !sums.TryAdd(name, sum))
                throw new InvalidDataException();
        return sums;
    }

    private static async Task<byte[]> TextAsync(ZipArchiveEntry entry, CancellationToken cancel)
    {
        if (entry.Length > LargestText)
            throw new InvalidDataException();
        await using var content = await entry.OpenAsync(cancel);
        using var read = new MemoryStream();
        await content.CopyToAsync(read, cancel);
        return read.ToArray();
    }

    /// <summary>Copies, and gives the checksum of what was copied.</summary>
    private static async Task<string> CopyAsync(Stream from, Stream to, CancellationToken cancel)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            sum.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }
}
