using System.CommandLine;
using System.Globalization;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Text;

namespace Befragung.Web.Commands;

/// <summary>Backing up while the server runs, and coming back from it.</summary>
internal static class BackupVerbs
{
    public static Command Backup()
    {
        var output = new Option<FileInfo>("--output")
        {
            Description = "Wohin die Daten geschrieben werden, in eine Datei, die es noch nicht gibt.",
            Required = true,
        };
        var keys = new Option<FileInfo?>("--keys")
        {
            Description = "Wohin auch die Schlüssel geschrieben werden, in eine zweite Datei. Bewahren Sie sie woanders auf als die Daten.",
        };
        var verb = new Command("backup", "Sichert alle Daten in eine Datei, auch während der Server läuft.") { output, keys };
        verb.TreatUnmatchedTokensAsErrors = false;
        verb.SetAction(
            (parsed, cancel) =>
                WithAsync(
                    [.. parsed.UnmatchedTokens],
                    services =>
                        BackupAsync(
                            services.GetRequiredService<Backups>(),
                            parsed.GetValue(output)!.FullName,
                            parsed.GetValue(keys)?.FullName,
                            cancel
                        )
                )
        );
        return verb;
    }

    public static Command Restore()
    {
        var file = new Argument<FileInfo>("DATEI") { Description = "Eine Sicherung, die „befragung backup“ geschrieben hat." };
        var keys = new Option<FileInfo?>("--keys")
        {
            Description = "Die Schlüssel dazu. Ohne sie müssen sich alle neu anmelden, und Pseudonyme in Dateien sind andere als zuvor.",
        };
        var lists = new Option<FileInfo[]>("--deletions")
        {
            Description =
                "Eine Liste von Löschungen (Data__Deletions): Was seit der Sicherung gelöscht wurde, wird wieder gelöscht. Auch mehrmals; ohne Angabe die, die am eingestellten Ort liegt.",
        };
        var verb = new Command("restore", "Stellt eine Sicherung wieder her, nur an einem leeren Ort.") { file, keys, lists };
        verb.TreatUnmatchedTokensAsErrors = false;
        verb.SetAction(
            (parsed, cancel) =>
                WithAsync(
                    [.. parsed.UnmatchedTokens],
                    services =>
                        RestoreAsync(
                            services,
                            parsed.GetValue(file)!.FullName,
                            parsed.GetValue(keys)?.FullName,
                            [.. (parsed.GetValue(lists) ?? []).Select(list => list.FullName)],
                            cancel
                        )
                )
        );
        return verb;
    }

    private static async Task<int> WithAsync(string[] settings, Func<IServiceProvider, Task> act)
    {
        Actor.Be(Actor.Console);
        await using var app = Site.Build([.. settings, Verbs.Silent], uses: ["Data", "Database"]);
        await using var scope = app.Services.CreateAsyncScope();
        await act(scope.ServiceProvider);
        return 0;
    }

    private static async Task BackupAsync(Backups backups, string output, string? keys, CancellationToken cancel)
    {
        var made = await backups.MakeAsync(output, keys, cancel);
        Console.WriteLine(output);
        if (keys is not null)
            Console.WriteLine(keys);
        Console.WriteLine(
            Check.T[
                "Gesichert und nachgelesen: Stand {0}, Zeilen: {1}, Größe: {2} MB.",
                Told(made.At),
                made.Rows.Values.Sum(),
                Math.Round(made.Bytes / 1_000_000m, 1)
            ]
        );
        Console.WriteLine(
            keys is null
                ? Check.T["Ohne Schlüssel. Sichern Sie auch sie einmal, mit --keys, und bewahren Sie sie woanders auf."]
                : Check.T["Die Schlüssel ({0}) liegen in einer Datei für sich: Bewahren Sie sie woanders auf als die Daten.", made.Keys]
        );
    }

    private static async Task RestoreAsync(
        IServiceProvider services,
        string file,
        string? keys,
        List<string> lists,
        CancellationToken cancel
    )
    {
        var usual = services.GetRequiredService<DeletionFile>().Path;
        if (lists.Count == 0 && File.Exists(usual))
            lists.Add(usual);
        var restored = await services.GetRequiredService<Restoring>().RunAsync(file, keys, lists, cancel);
        Console.WriteLine(Check.T["Wiederhergestellt: Stand {0}, Zeilen: {1}.", Told(restored.At), restored.Rows.Values.Sum()]);
        Console.WriteLine(
            lists.Count == 0
                ? Check.T[
                    "Was nach der Sicherung gelöscht wurde, ist hier nicht bekannt und wieder da. Gibt es eine Liste der Löschungen, beginnen Sie an einem leeren Ort noch einmal, mit --deletions DATEI."
                ]
                : Check.T[
                    "Aus {0}: Löschungen nach der Sicherung, die noch einmal ausgeführt sind: {1}.",
                    string.Join(", ", lists),
                    restored.Deletions
                ]
        );
        foreach (var broken in restored.BrokenLists)
            Console.WriteLine(
                Check.T["Die letzte Zeile von „{0}“ bricht ab. Eine Löschung, die dort stand, müssen Sie selbst wiederholen.", broken]
            );
        if (restored.MissingKeys > 0)
            Console.WriteLine(
                Check.T[
                    "Schlüssel sind nicht dabei: Alle müssen sich neu anmelden, und Pseudonyme in neuen Dateien passen nicht zu früheren. Liegen die alten Schlüssel noch im Ordner keys, gelten sie. Codes vom Telefon gelten nicht mehr, nur Ersatzcodes: befragung user reset --second-step."
                ]
            );
        Console.WriteLine(Check.T["Briefe, die nach der Sicherung hinausgingen, gehen noch einmal hinaus. Starten Sie jetzt den Server."]);
    }

    private static string Told(DateTime utc) =>
        utc.ToString(
            Languages.Current == "en" ? "d MMMM yyyy, HH:mm 'UTC'" : "d. MMMM yyyy, HH:mm 'Uhr (UTC)'",
            CultureInfo.CurrentCulture
        );
}
