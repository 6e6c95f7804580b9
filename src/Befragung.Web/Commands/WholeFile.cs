namespace Befragung.Web.Commands;

/// <summary>Files that appear whole or not at all, and several of them together.</summary>
internal static class WholeFile
{
    public static async Task WriteAsync(IReadOnlyList<(string Path, Func<Stream, Task> Write)> files)
    {
        var unfinished = files.Select(file => $"{file.Path}.{Guid.NewGuid():N}.tmp").ToList();
        try
        {
            foreach (var (file, path) in files.Zip(unfinished))
            {
                await using var content = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
                await file.Write(content);
            }
            foreach (var (file, path) in files.Zip(unfinished))
                File.Move(path, file.Path, overwrite: true);
        }
        finally
        {
            foreach (var path in unfinished.Where(File.Exists))
                File.Delete(path);
        }
    }
}
