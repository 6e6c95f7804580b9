namespace Befragung.Web.Data;

/// <summary>
/// Where files lie that are not finished yet: in the data folder, for nobody else on the machine to read, and each running program has its own. What a program left behind
/// that was ended goes when the next one starts.
/// </summary>
public sealed class WorkFolder : IDisposable
{
    private const string Sign = "in-use";

    // Held open for as long as the program runs: so others see that the folder is in use.
    private readonly FileStream sign;

    public WorkFolder(DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var all = data.Private("tmp");
        // The browser that prints makes a socket below it, whose whole path may have no more than a hundred characters.
        Path = System.IO.Path.Combine(all, Guid.NewGuid().ToString("N")[..8]);
        Directory.CreateDirectory(Path);
        sign = new(System.IO.Path.Combine(Path, Sign), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        foreach (var other in Directory.GetDirectories(all))
            RemoveUnused(other);
    }

    public string Path { get; }

    /// <summary>A file that is gone once it was read.</summary>
    public FileStream Unnamed()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(System.IO.Path.Combine(Path, Guid.NewGuid().ToString("N")), options);
    }

    /// <summary>A file that is finished before the first byte is sent, so that nobody takes half of it for the whole; gone once it was read.</summary>
    public async Task<FileStream> WholeAsync(Func<Stream, Task> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var content = Unnamed();
        try
        {
            await write(content);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
        content.Position = 0;
        return content;
    }

    public void Dispose()
    {
        sign.Dispose();
        Remove(Path);
    }

    private static void RemoveUnused(string folder)
    {
        try
        {
            using var free = new FileStream(
                System.IO.Path.Combine(folder, Sign),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            return;
        }
        Remove(folder);
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // A browser that dies just now may still write there; the next start tries again.
        }
    }
}
