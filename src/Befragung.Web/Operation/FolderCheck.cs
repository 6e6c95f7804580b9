using Befragung.Delphi;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Settings;

namespace Befragung.Web.Operation;

/// <summary>The folder that holds everything: whether it is there, nobody else can look into it, and there is room; and the keys in it.</summary>
internal static class FolderCheck
{
    private const long Megabyte = 1024 * 1024,
        Gigabyte = 1024 * Megabyte,
        Scarce = Gigabyte,
        TooLittle = Scarce / 10;

    private static readonly Sentence Subject = new("Datenordner"),
        Keys = new("Schlüssel");

    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    public static IEnumerable<Diagnosis> Look(DataFolder folder)
    {
        // What cannot be written to is told with the settings.
        if (Folders.Check(folder.Path) is not null)
            yield break;
        if (!Directory.Exists(folder.Path))
        {
            yield return Diagnosis.Notice(Subject, new("{0} gibt es noch nicht.", folder.Path), new("Er wird beim ersten Start angelegt."));
            yield break;
        }
        yield return IsOpen(folder.Path, Database.FileName) is { } open
            ? Diagnosis.Fault(
                Subject,
                new("{0} können auch andere Benutzer dieses Rechners lesen; darin stehen Antworten und Adressen.", open),
                new("Nehmen Sie ihnen das Recht: chmod -R go= {0}", folder.Path)
            )
            : Diagnosis.Good(Subject, new("{0}, beschreibbar.", folder.Path));
        yield return ServerLock.Holder(folder) is { } holder
            ? Diagnosis.Good(new("Server"), new("Einer arbeitet mit dem Datenordner (Rechner, Prozess, seit): {0}.", holder))
            : Diagnosis.Good(new("Server"), new("Zurzeit arbeitet keiner mit dem Datenordner."));
        var free = new DriveInfo(folder.Path).AvailableFreeSpace;
        yield return free >= Scarce ? Diagnosis.Good(new("Speicherplatz"), new("Frei sind {0} GB.", free / Gigabyte))
        : free >= TooLittle
            ? Diagnosis.Notice(
                new("Speicherplatz"),
                new("Frei sind nur noch {0} MB.", free / Megabyte),
                new("Schaffen Sie Platz, bevor Antworten nicht mehr gespeichert werden können.")
            )
        : Diagnosis.Fault(
            new("Speicherplatz"),
            new("Frei sind nur noch {0} MB.", free / Megabyte),
            new("Schaffen Sie sofort Platz: Antworten können bald nicht mehr gespeichert werden.")
        );
    }

    public static IEnumerable<Diagnosis> LookAtKeys(DataFolder folder, SurveyDatabase database)
    {
        if (database.IsShared)
            return [Diagnosis.Good(Keys, new("Sie liegen in der Datenbank."))];
        var path = folder.Of("keys");
        if (File.Exists(path))
            return
            [
                Diagnosis.Fault(
                    Keys,
                    new("{0} ist eine Datei und kein Ordner.", path),
                    new("Benennen Sie sie um; der Ordner wird beim nächsten Start angelegt.")
                ),
            ];
        var hasData = File.Exists(folder.Of(Database.FileName));
        if (!Directory.Exists(path))
            return
            [
                hasData
                    ? Diagnosis.Fault(
                        Keys,
                        new("Der Ordner {0} fehlt, aber eine Datenbank ist da.", path),
                        new(
                            "Stellen Sie ihn aus der Sicherung wieder her. Ohne ihn müssen sich alle neu anmelden, und Pseudonyme in neuen Dateien passen nicht zu früheren."
                        )
                    )
                    : Diagnosis.Notice(Keys, new("Der Ordner {0} fehlt noch.", path), new("Er wird beim ersten Start angelegt.")),
            ];
        if (Folders.Write(path) is { } failure)
            return
            [
                Diagnosis.Fault(
                    Keys,
                    new("In den Ordner {0} kann nicht geschrieben werden: {1}", path, failure),
                    new("Beheben Sie das: Die Plattform erneuert ihre Schlüssel dort von Zeit zu Zeit.")
                ),
            ];
        if (IsOpenAnyFile(path) is { } open)
            return
            [
                Diagnosis.Fault(
                    Keys,
                    new("{0} können auch andere Benutzer dieses Rechners lesen.", open),
                    new("Nehmen Sie ihnen das Recht: chmod -R go= {0}", path)
                ),
            ];
        return [Diagnosis.Good(Keys, new("{0}, nur für den eigenen Benutzer.", path))];
    }

    /// <summary>A database that others can read in a folder that lets them in; null where there is none.</summary>
    private static string? IsOpen(string folder, string file) =>
        !OperatingSystem.IsWindows()
        && (File.GetUnixFileMode(folder) & Others) != UnixFileMode.None
        && Path.Combine(folder, file) is var path
        && File.Exists(path)
        && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None
            ? path
            : null;

    private static string? IsOpenAnyFile(string folder) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(folder) & Others) == UnixFileMode.None ? null : folder;
}
