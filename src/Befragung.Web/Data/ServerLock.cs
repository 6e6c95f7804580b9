using System.Globalization;
using Befragung.Delphi;

namespace Befragung.Web.Data;

/// <summary>
/// The data folder belongs to one server at a time: what is half done there, and letters and reports, are one server's; and so is a database in it. The lock is the operating
/// system's and ends with the process, however that ends; who holds it stands in a file beside, because a locked file cannot be read.
/// </summary>
public sealed class ServerLock : IDisposable
{
    private const string LockName = "server.lock",
        HolderName = "server.txt";

    private readonly FileStream held;
    private readonly string holder;

    private ServerLock(FileStream held, string holder)
    {
        this.held = held;
        this.holder = holder;
    }

    /// <exception cref="RuleBrokenException">Another process has it.</exception>
    public static ServerLock Take(DataFolder folder, TimeProvider clock) =>
        TryTake(folder, clock)
        ?? throw new RuleBrokenException(
            "Mit dem Datenordner „{0}“ arbeitet schon ein Server (Rechner, Prozess, seit: {1}). Beenden Sie ihn zuerst, oder nennen Sie mit Data__Directory einen anderen Ordner.",
            folder.Path,
            HolderOf(folder)
        );

    /// <summary>Null where another process has it.</summary>
    public static ServerLock? TryTake(DataFolder folder, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(clock);
        if (Open(folder) is not { } file)
            return null;
        // Not by its name, as other files are shut: that would open it once more, and it is locked.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file.SafeFileHandle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(
            folder.Of(HolderName),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Environment.MachineName}, {Environment.ProcessId}, {clock.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC"
            )
        );
        folder.Shut(HolderName);
        return new(file, folder.Of(HolderName));
    }

    /// <summary>Who has it now: machine, process, and since when; null where nobody has. Takes nothing and leaves nothing.</summary>
    public static string? Holder(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.Of(LockName)))
            return null;
        using var free = Open(folder);
        return free is null ? HolderOf(folder) : null;
    }

    public void Dispose()
    {
        // First the name: whoever takes the lock next writes their own.
        File.Delete(holder);
        held.Dispose();
    }

    /// <summary>Null where another process has it.</summary>
    private static FileStream? Open(DataFolder folder)
    {
        try
        {
            return new FileStream(folder.Of(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (failure is not FileNotFoundException and not DirectoryNotFoundException && IsHeld(failure))
        {
            return null;
        }
    }

    /// <summary>EWOULDBLOCK, as Linux and macOS number it, or what Windows says of a file that another has open.</summary>
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string HolderOf(DataFolder folder)
    {
        try
        {
            return File.ReadAllText(folder.Of(HolderName)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Just about to be written, or just gone.
            return "–";
        }
    }
}
