using System.CommandLine;
using System.CommandLine.Help;
using System.Data.Common;
using System.Globalization;
using Befragung.Delphi;
using Befragung.Web.Data;
using Befragung.Web.Settings;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Commands;

/// <summary>
/// The verbs of the executable. What is not a verb's own goes to the configuration, as with every ASP.NET Core program. Errors are one line on
/// standard error and exit with 1; wrong usage exits with 2.
/// </summary>
public static class Verbs
{
    /// <summary>What a verb prints is for whoever called it, and read by scripts. What is logged of it goes where else logs go.</summary>
    internal const string Silent = "--Logging:Console:LogLevel:Befragung.Access=None";

    public static async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        // Without a language of the machine, German.
        var culture = Languages.Culture(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "de");
        CultureInfo.DefaultThreadCurrentCulture = culture;
        CultureInfo.DefaultThreadCurrentUICulture = culture;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;

        var root = Root();
        var parsed = root.Parse(args);
        var settings = parsed.UnmatchedTokens.ToArray();
        // A setting looks like --Name=value or --Name value; a stray word is a misspelt verb. Verbs without a configuration take no settings.
        if (
            parsed.Errors.Count > 0
            || (
                settings.Length > 0
                && (parsed.CommandResult.Command.TreatUnmatchedTokensAsErrors || !settings[0].StartsWith("--", StringComparison.Ordinal))
            )
        )
        {
            var message =
                parsed.Errors.Count > 0
                    ? string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                    : $"„{settings[0]}“ kenne ich nicht.";
            await Console.Error.WriteLineAsync($"{message} Was es gibt, zeigt: befragung --help");
            return 2;
        }
        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        }
        catch (SettingsException wrong)
        {
            foreach (var problem in wrong.Problems)
                await Console.Error.WriteLineAsync(Check.T.Say(problem));
            return 1;
        }
        catch (Exception failure)
            when (failure
                    is ConfigurationException
                        or RuleBrokenException
                        or IOException
                        or InvalidDataException
                        or UnauthorizedAccessException
                        or Reports.Printing.ReportPrinterException
                        or DbException
                        or DbUpdateException
            )
        {
            await Console.Error.WriteLineAsync(
                failure switch
                {
                    RuleBrokenException broken => Check.T.Say(broken.Sentence),
                    Reports.Printing.ReportPrinterException printer => Check.T.Say(printer.Sentence),
                    // What the database says: a full disk, a folder that another program holds.
                    DbUpdateException { InnerException: { } cause } => cause.Message,
                    _ => failure.Message,
                }
            );
            return 1;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Befragung: Fachleute in mehreren Runden befragen.") { TreatUnmatchedTokensAsErrors = false };
        foreach (var option in root.Options)
            option.Description = option is HelpOption ? "Zeigt diese Hilfe." : "Zeigt die Version.";
        root.SetAction((parsed, cancel) => Serve.RunAsync([.. parsed.UnmatchedTokens], cancel));
        root.Add(ServeVerb());
        root.Add(DemoVerb());
        root.Add(CheckVerb());
        root.Add(EvaluateVerb());
        root.Add(Plan.Verb());
        root.Add(Import.Verb());
        root.Add(DataVerbs.Report());
        root.Add(DataVerbs.Export());
        root.Add(TakeBounces.Verb());
        root.Add(UserVerbs.All());
        root.Add(DoctorVerb());
        root.Add(CopyVerb.Make());
        root.Add(BackupVerbs.Backup());
        root.Add(BackupVerbs.Restore());
        return root;
    }

    private static Command ServeVerb()
    {
        var verb = new Command("serve", "Startet die Webanwendung.") { TreatUnmatchedTokensAsErrors = false };
        verb.SetAction((parsed, cancel) => Serve.RunAsync([.. parsed.UnmatchedTokens], cancel));
        return verb;
    }

    private static Command DemoVerb()
    {
        var experts = WholeNumber.Option("--experts", "Wie viele simulierte Expertinnen und Experten antworten.", 120, 1, 100_000);
        var seed = WholeNumber.Option("--seed", "Dieselbe Zahl ergibt dieselben Antworten.", 2020, 0, int.MaxValue);
        var pdf = new Option<FileInfo>("--pdf")
        {
            Description = "Wohin der Ergebnisbericht geschrieben wird.",
            DefaultValueFactory = _ => new("ergebnisbericht.pdf"),
        };
        var noServe = new Option<bool>("--no-serve") { Description = "Nach dem Bericht aufhören." };
        var verb = new Command("demo", "Legt eine Beispielstudie mit simulierten Antworten an.") { experts, seed, pdf, noServe };
        verb.TreatUnmatchedTokensAsErrors = false;
        verb.SetAction(
            (parsed, cancel) =>
                Demo.RunAsync(
                    new(parsed.GetValue(experts), parsed.GetValue(seed), parsed.GetValue(pdf)!.FullName, !parsed.GetValue(noServe)),
                    [.. parsed.UnmatchedTokens],
                    cancel
                )
        );
        return verb;
    }

    private static Command CheckVerb()
    {
        var file = new Argument<string>("DATEI") { Description = "Ein Fragebogen als YAML-Datei." };
        var verb = new Command("check", "Prüft einen Fragebogen.") { file };
        verb.SetAction((parsed, cancel) => Check.RunAsync(parsed.GetValue(file)!, cancel));
        return verb;
    }

    private static Command EvaluateVerb()
    {
        var questionnaire = new Option<string>("--questionnaire") { Description = "Der Fragebogen als YAML-Datei.", Required = true };
        var responses = new Option<string>("--responses")
        {
            Description = "Die Antworten als CSV oder XLSX: round,panelist,group,item,value,comment.",
            Required = true,
        };
        var format = new Option<string>("--format") { Description = "json, html, pdf oder docx.", DefaultValueFactory = _ => "json" };
        format.AcceptOnlyFromAmong("json", "html", "pdf", "docx");
        var output = new Option<string>("--output") { Description = "Wohin geschrieben wird; ohne Angabe auf den Bildschirm." };
        var volume = VolumeOption.Make();
        var verb = new Command("evaluate", "Wertet Antworten aus, die ein beliebiges Werkzeug erhoben hat.")
        {
            questionnaire,
            responses,
            format,
            output,
            volume,
        };
        verb.Validators.Add(result =>
        {
            // Asking for the value would throw where it is none of the four.
            if (result.GetResult(format)?.Tokens is [{ Value: "pdf" or "docx" } asked] && result.GetResult(output) is null)
                result.AddError($"--format {asked.Value} braucht --output DATEI.");
        });
        verb.SetAction(
            (parsed, cancel) =>
                Evaluate.RunAsync(
                    new(
                        parsed.GetValue(questionnaire)!,
                        parsed.GetValue(responses)!,
                        parsed.GetValue(format)!,
                        parsed.GetValue(output),
                        VolumeOption.Of(parsed.GetValue(volume)!)
                    ),
                    cancel
                )
        );
        return verb;
    }

    private static Command DoctorVerb()
    {
        var verb = new Command("doctor", "Sieht nach, ob die Installation in Ordnung ist.") { TreatUnmatchedTokensAsErrors = false };
        verb.SetAction((parsed, cancel) => DoctorReport.RunAsync([.. parsed.UnmatchedTokens], cancel));
        return verb;
    }
}
