using System.CommandLine;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Settings;

namespace Befragung.Web.Commands;

/// <summary>Moves an installation to another database: from a data folder to a server, or back.</summary>
internal static class CopyVerb
{
    public static Command Make()
    {
        var from = new Option<string>("--from")
        {
            Description = "Woher: ein Datenordner, oder „Host=…;Database=…;Username=…“ (das Passwort auch in PGPASSWORD).",
            Required = true,
        };
        var to = new Option<string>("--to") { Description = "Wohin, ebenso; dort darf noch nichts sein.", Required = true };
        var verb = new Command("copy", "Zieht mit einer Installation in eine andere Datenbank um, und prüft jede Zeile.") { from, to };
        verb.SetAction(
            async (parsed, cancel) =>
            {
                var source = Named(from, parsed.GetValue(from)!);
                var target = Named(to, parsed.GetValue(to)!);
                try
                {
                    foreach (var (table, rows) in await new InstallationCopy(source, target).RunAsync(cancel))
                        Console.WriteLine($"{table}\t{rows}");
                }
                finally
                {
                    foreach (var used in (SurveyDatabase[])[source, target])
                        if (used is IAsyncDisposable disposable)
                            await disposable.DisposeAsync();
                }
                return 0;
            }
        );
        return verb;
    }

    private static SurveyDatabase Named(Option option, string place) =>
        SurveyDatabase.IsServer(place) && AllowedValues.Connection(place) is { } wrong
            ? throw new ConfigurationException($"{option.Name}: {wrong}")
            : SurveyDatabase.At(place);
}
