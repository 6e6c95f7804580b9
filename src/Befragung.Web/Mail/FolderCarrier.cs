using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Befragung.Web.Mail;

/// <summary>Puts letters as .eml files into a folder: to look at, or for a mail program to pick up.</summary>
public sealed class FolderCarrier(LetterFolder folder, Sender sender) : ILetterCarrier, ILetterSession
{
    public int AtOnce => 1;

    public bool ReplacesCopies => true;

    public Task<ILetterSession> OpenAsync(CancellationToken cancel)
    {
        folder.Open();
        return Task.FromResult<ILetterSession>(this);
    }

    public async Task CarryAsync(Letter letter, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(letter);
        using var message = sender.Write(letter);
        await folder.WriteAsync(letter.Mark, message, cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>
/// The folder that letters lie in while nothing sends them. They hold live links, so nobody else on the machine reads them, and they are wiped once their
/// sending was confirmed, or after 30 days. A file is named by its letter's mark and never by a person.
/// </summary>
public sealed class LetterFolder(DataFolder data, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly FormatOptions LineEnds = Dos();

    private string FolderPath => data.Of("letters");

    /// <summary>Makes sure that it is there.</summary>
    public void Open()
    {
        try
        {
            data.Private("letters");
        }
        catch (Exception failure) when (IsOfFolder(failure))
        {
            throw Unwritable(failure);
        }
    }

    /// <summary>Writes the whole file or none; one of the same mark is replaced.</summary>
    public async Task WriteAsync(string mark, MimeMessage message, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(message);
        var unfinished = Path.Combine(FolderPath, mark + ".part");
        try
        {
            var shut = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                shut.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(unfinished, shut))
            {
                await message.WriteToAsync(LineEnds, file, cancel);
                // It is noted as carried next, and has to be there even after a power cut.
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, FileOf(mark), overwrite: true);
        }
        catch (Exception failure) when (IsOfFolder(failure))
        {
            Delete(unfinished);
            throw Unwritable(failure);
        }
    }

    /// <summary>Whether letters of a round lie here.</summary>
    public bool HasLettersOf(int roundId) =>
        Directory.Exists(FolderPath) && Directory.EnumerateFiles(FolderPath, OutboxEntry.MarkPrefix(roundId) + "*.eml").Any();

    /// <summary>Wipes the letters of these entries, be it a person's, a round's or a study's; returns how many there were. Comes before the entries are deleted.</summary>
    public async Task<int> WipeAsync(IQueryable<OutboxEntry> of, CancellationToken cancel)
    {
        var entries = await of.AsNoTracking().ToListAsync(cancel);
        return entries.Count(entry => Delete(FileOf(entry.Mark)));
    }

    /// <summary>Wipes all letters of a round; returns how many there were.</summary>
    public int WipeOf(int roundId) =>
        Directory.Exists(FolderPath)
            ? Directory.EnumerateFiles(FolderPath, OutboxEntry.MarkPrefix(roundId) + "*.eml").ToList().Count(Delete)
            : 0;

    /// <summary>Wipes what has lain here too long; returns how many there were.</summary>
    public int WipeOld()
    {
        if (!Directory.Exists(FolderPath))
            return 0;
        var before = clock.GetUtcNow().UtcDateTime - Kept;
        return Directory.EnumerateFiles(FolderPath).Where(file => File.GetLastWriteTimeUtc(file) < before).ToList().Count(Delete);
    }

    private string FileOf(string mark) => Path.Combine(FolderPath, mark + ".eml");

    private static bool Delete(string file)
    {
        if (!File.Exists(file))
            return false;
        File.Delete(file);
        return true;
    }

    private static bool IsOfFolder(Exception failure) => failure is IOException or UnauthorizedAccessException;

    private static MailException Unwritable(Exception failure) => new(new(MailFault.Folder, ""), failure);

    private static FormatOptions Dos()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
