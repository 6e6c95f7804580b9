using System.CommandLine;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Text;

namespace Befragung.Web.Commands;

/// <summary>The verbs that take something out of the database.</summary>
internal static class DataVerbs
{
    private const string Spss = "spss";

    public static Command Report()
    {
        var study = Study();
        var language = Language();
        var output = new Option<FileInfo>("--output")
        {
            Description =
                "Wohin der Bericht geschrieben wird; die Endung sagt, als was: .pdf oder .docx; als .xlsx oder .csv die Tabelle der Bewertungen.",
            Required = true,
        };
        var volume = VolumeOption.Make();
        var verb = new Command("report", "Druckt den Ergebnisbericht einer Studie.") { study, output, volume, language };
        verb.TreatUnmatchedTokensAsErrors = false;
        verb.SetAction(
            (parsed, cancel) =>
            {
                var source = new StudySource(parsed.GetValue(study)!, parsed.GetValue(language)!, [.. parsed.UnmatchedTokens]);
                var path = parsed.GetValue(output)!.FullName;
                return FromDatabase.IsTable(path)
                    ? FromDatabase.RatingsAsync(source, path, cancel)
                    : FromDatabase.ReportAsync(source, VolumeOption.Of(parsed.GetValue(volume)!), path, cancel);
            }
        );
        return verb;
    }

    public static Command Export()
    {
        var study = Study();
        var language = Language();
        var format = new Option<string>("--format") { Description = "csv, xlsx, r (Skript mit CSV) oder json.", Required = true };
        format.AcceptOnlyFromAmong("csv", "xlsx", "r", "json", Spss);
        var output = new Option<DirectoryInfo>("--output") { Description = "In welchen Ordner geschrieben wird.", Required = true };
        var complete = new Option<bool>("--complete")
        {
            Description =
                "Mit allen Gruppen, auch den kleinen, und allen Begründungen; verrät, welcher Bogen von wem ist. Braucht --reason.",
        };
        var reason = new Option<string>("--reason")
        {
            Description = "Wozu die vollständigen Daten gebraucht werden; wird bei der Studie vermerkt.",
        };
        var published = new Option<bool>("--public")
        {
            Description = "Mit --format json: gerundet und ohne das, woraus Antworten Einzelner folgen könnten, zum Veröffentlichen.",
        };
        var verb = new Command("export", "Gibt die Daten einer Studie heraus, unter Pseudonymen.")
        {
            study,
            format,
            output,
            language,
            complete,
            reason,
            published,
        };
        verb.TreatUnmatchedTokensAsErrors = false;
        verb.Validators.Add(result =>
        {
            if (result.GetResult(format)?.Tokens is not [{ Value: var asked }])
                return;
            if (asked == Spss)
                result.AddError("--format spss gibt es noch nicht; SPSS liest die breite Tabelle von --format csv.");
            if (asked != "json" && result.GetResult(published) is { Implicit: false })
                result.AddError("--public gibt es nur mit --format json.");
            if (asked == "json" && result.GetResult(complete) is { Implicit: false })
                result.AddError("--complete: In den Ergebnissen stehen kleine Gruppen nie.");
            if (
                result.GetResult(complete) is { Implicit: false }
                && result.GetValue(reason) is not { Length: > 0 and <= CompleteExport.MaxReason }
            )
                result.AddError(
                    $"--complete braucht --reason \"wozu\" (höchstens {CompleteExport.MaxReason} Zeichen): Die vollständigen Daten können verraten, welcher Bogen von wem ist. Der Zweck wird bei der Studie vermerkt."
                );
        });
        verb.SetAction(
            (parsed, cancel) =>
                FromDatabase.ExportAsync(
                    new(parsed.GetValue(study)!, parsed.GetValue(language)!, [.. parsed.UnmatchedTokens]),
                    parsed.GetValue(published) ? ExportFiles.PublishedJson : parsed.GetValue(format)!,
                    parsed.GetValue(complete) ? parsed.GetValue(reason) : null,
                    parsed.GetValue(output)!.FullName,
                    cancel
                )
        );
        return verb;
    }

    private static Argument<string> Study() => new("STUDIE") { Description = "Die Studie, wie sie in Adressen heißt." };

    private static Option<string> Language()
    {
        var language = new Option<string>("--language") { Description = "de oder en.", DefaultValueFactory = _ => Languages.Current };
        language.AcceptOnlyFromAmong([.. Languages.All]);
        return language;
    }
}
