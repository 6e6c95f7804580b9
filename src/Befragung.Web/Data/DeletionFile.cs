using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Befragung.Delphi;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// The list of deletions as a file: one entry a line, as JSON. The database has it too, but who restores a backup because the database is lost has nothing else to know by what was deleted
/// since. It is meant to lie where the backups do (<c>Data__Deletions</c>).
/// </summary>
public sealed class DeletionFile(string path)
{
    public const string FileName = "deletions.jsonl";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Another program of the platform may be writing: it takes moments.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5),
        Pause = TimeSpan.FromMilliseconds(20);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public string Path { get; } = path;

    public static DeletionFile From(IConfiguration configuration, DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(folder);
        return new(configuration["Data:Deletions"] is { Length: > 0 } named ? System.IO.Path.GetFullPath(named) : folder.Of(FileName));
    }

    /// <summary>Adds what the database has and the file has not, onto the disk. Returns how many that were.</summary>
    public async Task<int> CompleteAsync(SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var all = await db.Deleted.AsNoTracking().OrderBy(entry => entry.At).ThenBy(entry => entry.Id).ToListAsync(cancel);
        if (all.Count == 0)
            return 0;
        await using var file = await OpenAsync(cancel);
        var content = new byte[file.Length];
        await file.ReadExactlyAsync(content, cancel);
        // A line that a program was ended in is written anew.
        var whole = content.AsSpan().LastIndexOf((byte)'\n') + 1;
        var there = Lines(content.AsSpan(0, whole)).Select(line => Parse(line.Text)?.Id).ToHashSet();
        var missing = all.Where(entry => !there.Contains(entry.Id)).ToList();
        if (missing.Count == 0)
            return 0;
        file.SetLength(whole);
        file.Position = whole;
        await file.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(missing.Select(entry => Told(entry) + "\n"))), cancel);
        file.Flush(flushToDisk: true);
        return missing.Count;
    }

    /// <summary>How many entries the file lacks; null where it cannot be read. Changes nothing.</summary>
    public async Task<int?> MissingAsync(SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var all = await db.Deleted.Select(entry => entry.Id).ToListAsync(cancel);
        if (all.Count == 0 || !File.Exists(Path))
            return all.Count;
        try
        {
            var (there, _) = await ReadAsync(Path, cancel);
            return all.Except(there.Select(entry => entry.Id)).Count();
        }
        catch (Exception failure) when (failure is RuleBrokenException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>All entries, and whether the last line breaks off: of that deletion nothing is known but that there was one.</summary>
    /// <exception cref="RuleBrokenException">It is no such list, or damaged.</exception>
    public static async Task<(IReadOnlyList<DeletionEntry> Entries, bool BreaksOff)> ReadAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            throw new RuleBrokenException("Die Datei „{0}“ gibt es nicht.", path);
        var content = await File.ReadAllBytesAsync(path, cancel);
        var whole = content.AsSpan().LastIndexOf((byte)'\n') + 1;
        var entries = new List<DeletionEntry>();
        foreach (var (number, text) in Lines(content.AsSpan(0, whole)))
            entries.Add(
                Parse(text)
                    ?? throw new RuleBrokenException(
                        "„{0}“ ist keine Liste von Löschungen, oder sie ist beschädigt: Zeile {1} lässt sich nicht lesen. Wiederhergestellt ist nichts.",
                        path,
                        number.ToString(CultureInfo.InvariantCulture)
                    )
            );
        return (entries, whole < content.Length);
    }

    private async Task<FileStream> OpenAsync(CancellationToken cancel)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Owner;
        for (var waited = TimeSpan.Zero; ; waited += Pause)
            try
            {
                return new(Path, options);
            }
            catch (IOException) when (waited < Patience && File.Exists(Path))
            {
                await Task.Delay(Pause, cancel);
            }
    }

    private static List<(int Number, string Text)> Lines(ReadOnlySpan<byte> content) =>
        [
            .. Encoding
                .UTF8.GetString(content)
                .Split('\n')
                .Select((line, i) => (i + 1, line.TrimEnd('\r')))
                .Where(line => line.Item2.Length > 0),
        ];

    private static string Told(DeletionEntry entry) =>
        JsonSerializer.Serialize(new Line(entry.Id, entry.At, entry.Kind, entry.StudyId, entry.Subject), Json);

    /// <summary>Null where it is none.</summary>
    private static DeletionEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(line, Json) is { } read
                ? new(read.Id, read.At.ToUniversalTime(), read.Kind, read.StudyId, read.Subject)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Line(Guid Id, DateTime At, DeletionKind Kind, int? StudyId = null, string Subject = "");
}
