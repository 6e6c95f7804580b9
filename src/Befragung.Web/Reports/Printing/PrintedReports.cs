using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Befragung.Web.Reports.Printing;

/// <summary>
/// What is printed, kept by its fingerprint, so that the second reader gets it at once. Files lie there complete or not at all, their names tell what has to
/// be in them, and one that is damaged counts as absent. Of each subject only the newest is kept: what nobody may read any more is not there either.
/// </summary>
/// <param name="folder">That nobody else on the machine can look into.</param>
public sealed partial class PrintedReports(string folder, TimeProvider clock)
{
    // A large report has 5 MB. Everything can be made anew, so that the limits cost a wait and nothing more.
    private const int MostFiles = 200;
    private const long MostBytes = 500L * 1024 * 1024;

    private static readonly TimeSpan UnusedFor = TimeSpan.FromDays(30),
        Leftover = TimeSpan.FromHours(1);

    /// <summary>Where a print can be written to that is then kept.</summary>
    public string Unfinished() => Path.Combine(folder, $"{Guid.NewGuid():N}.neu");

    /// <summary>The file; null when it is not there. What is there of the same subject and other content is removed.</summary>
    public async Task<byte[]?> FindAsync(string subject, string fingerprint, CancellationToken cancel)
    {
        byte[]? found = null;
        foreach (var file in Of(subject))
        {
            if (
                Name().Match(file.Name) is var name
                && name.Groups["fingerprint"].Value == fingerprint
                && await ReadAsync(file, name.Groups["content"].Value, cancel) is { } whole
            )
                found = whole;
            else
                Remove(file);
        }
        return found;
    }

    /// <summary>Keeps what was printed and gives it back; others of the same subject go, and the oldest unused where there are too many.</summary>
    public async Task<byte[]> KeepAsync(
        string subject,
        string fingerprint,
        string unfinished,
        CancellationToken cancel,
        PaperKind kind = PaperKind.Pdf
    )
    {
        var pdf = await File.ReadAllBytesAsync(unfinished, cancel);
        var kept = $"{subject}.{fingerprint}.{Digest(pdf)}.{(kind == PaperKind.Word ? "docx" : "pdf")}";
        File.SetLastWriteTimeUtc(unfinished, Now);
        File.Move(unfinished, Path.Combine(folder, kept), overwrite: true);
        foreach (var other in Of(subject).Where(file => file.Name != kept))
            Remove(other);
        Tidy();
        return pdf;
    }

    /// <summary>Removes what a program that was ended left half done, what nobody wants any more, and what is too much.</summary>
    /// <param name="atStart">Nothing is under way yet: whatever is half done was left.</param>
    public void Tidy(bool atStart = false)
    {
        var files = 0;
        var bytes = 0L;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().OrderByDescending(file => file.LastWriteTimeUtc).ToList())
        {
            var unused = Now - file.LastWriteTimeUtc;
            if (
                !Name().IsMatch(file.Name)
                    ? atStart || unused > Leftover
                    : ++files > MostFiles || (bytes += file.Length) > MostBytes || unused > UnusedFor
            )
                Remove(file);
        }
    }

    /// <summary>Removes all of a study that was deleted.</summary>
    public void Forget(int studyId)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles($"{studyId}-*"))
            Remove(file);
    }

    /// <summary>Removes all of studies that are not there any more: they may have been deleted on another server.</summary>
    public void KeepOnly(IReadOnlySet<int> studies)
    {
        ArgumentNullException.ThrowIfNull(studies);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles().Where(file => Name().IsMatch(file.Name)).ToList())
            if (
                int.TryParse(file.Name.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var study)
                && !studies.Contains(study)
            )
                Remove(file);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private List<FileInfo> Of(string subject) =>
        [.. new DirectoryInfo(folder).EnumerateFiles($"{subject}.*").Where(file => Name().IsMatch(file.Name))];

    private async Task<byte[]?> ReadAsync(FileInfo file, string content, CancellationToken cancel)
    {
        try
        {
            var pdf = await File.ReadAllBytesAsync(file.FullName, cancel);
            if (Digest(pdf) != content)
                return null;
            // The time of the last use; that of the last access is not noted everywhere.
            file.LastWriteTimeUtc = Now;
            return pdf;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Remove(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody who may not read it gets it no more for that: whether one may is asked at each request. The next look tries again.
        }
    }

    private static string Digest(byte[] pdf) => Convert.ToHexStringLower(SHA256.HashData(pdf));

    [GeneratedRegex(
        """^[0-9a-z-]+\.(?<fingerprint>[0-9a-f]{64})\.(?<content>[0-9a-f]{64})\.(pdf|docx)$""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Name();
}
