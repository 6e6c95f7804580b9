using Befragung.Delphi;

namespace Befragung.Web.Settings;

/// <summary>Folders and programs that settings name, looked at without leaving anything behind.</summary>
internal static class Folders
{
    // As Linux counts errors.
    private const int Full = 28,
        OnlyReads = 30;

    /// <summary>Whether it is there, or can be made, and can be written to.</summary>
    public static Sentence? Check(string value)
    {
        try
        {
            var path = Path.GetFullPath(value);
            if (File.Exists(path))
                return new("Dort liegt eine Datei und kein Ordner. Nennen Sie einen anderen.");
            var there = path;
            while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { Length: > 0 } above)
                there = above;
            return Write(there) is not { } failure ? null
                : there == path
                    ? new("In diesen Ordner kann nicht geschrieben werden: {0} Beheben Sie das, oder nennen Sie einen anderen.", failure)
                : new(
                    "Diesen Ordner gibt es nicht, und er lässt sich nicht anlegen: {0} Legen Sie ihn für den Benutzer „{1}“ an, oder nennen Sie einen anderen.",
                    failure,
                    Environment.UserName
                );
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new("So kann kein Ordner heißen: {0}", failure.Message);
        }
    }

    public static Sentence? CheckFile(string value) =>
        File.Exists(value) ? null : new("Diese Datei gibt es nicht, oder sie lässt sich nicht lesen.");

    /// <summary>Whether a file can be written there; its folder has to be there already, so that a disk that is not mounted is noticed.</summary>
    public static Sentence? CheckNewFile(string value)
    {
        try
        {
            var path = Path.GetFullPath(value);
            if (Directory.Exists(path) || Path.GetDirectoryName(path) is not { } folder)
                return new("Das ist ein Ordner. Nennen Sie eine Datei darin, wie {0}.", Path.Combine(path, "deletions.jsonl"));
            if (!Directory.Exists(folder))
                return new("Den Ordner „{0}“ gibt es nicht. Legen Sie ihn an, oder nennen Sie einen anderen.", folder);
            return Write(folder) is { } failure ? new("In den Ordner „{0}“ kann nicht geschrieben werden: {1}", folder, failure) : null;
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new("So kann keine Datei heißen: {0}", failure.Message);
        }
    }

    public static Sentence? CheckProgram(string value) =>
        Directory.Exists(value) ? new("Das ist ein Ordner. Nennen Sie den Pfad des Programms, wie /usr/bin/chromium.")
        : !File.Exists(value)
            ? new(
                "Dieses Programm gibt es nicht. Nennen Sie den Pfad eines Chromium-Browsers, wie /usr/bin/chromium, oder lassen Sie die Einstellung weg."
            )
        : !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(value) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute))
            == UnixFileMode.None
            ? new(
                "Diese Datei ist kein Programm, das sich starten lässt. Nennen Sie den Pfad eines Chromium-Browsers, wie /usr/bin/chromium."
            )
        : null;

    /// <summary>Writes a file and takes it away again; what went wrong, or null.</summary>
    public static Sentence? Write(string folder)
    {
        var probe = Path.Combine(folder, $".probe-{Guid.NewGuid():N}");
        try
        {
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return new("Dem Benutzer „{0}“ fehlt das Recht dazu.", Environment.UserName);
        }
        catch (IOException failure)
        {
            return failure.HResult switch
            {
                Full => new("Der Datenträger ist voll."),
                OnlyReads => new("Der Datenträger lässt sich nur lesen."),
                // The name of the probe tells nobody anything.
                _ => new("{0}", failure.Message.Replace($"'{probe}'", $"„{folder}“", StringComparison.Ordinal)),
            };
        }
    }
}
