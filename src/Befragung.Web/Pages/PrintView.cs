using Befragung.Delphi;
using Befragung.Web.Reports.Printing;
using Microsoft.AspNetCore.WebUtilities;

namespace Befragung.Web.Pages;

public enum PrintState
{
    Waiting,
    Ready,
    Failed,
}

/// <summary>What a browser is shown instead of a PDF: how far it is, that it is there now, or why there is none.</summary>
/// <param name="Done">How many of the steps are done.</param>
/// <param name="Next">Where it goes on: to ask again, to the PDF, or to another attempt.</param>
public sealed record PrintView(PrintState State, Sentence Told, ReportFile File, int Done, string Next)
{
    /// <summary>Of the address: which print one waits for, and which failure one does not put up with.</summary>
    public const string Waits = "druck",
        Again = "erneut";

    /// <summary>The last is that it is there.</summary>
    public const int Steps = (int)PrintStep.Finishing + 1;

    public int Status =>
        State switch
        {
            PrintState.Waiting => StatusCodes.Status202Accepted,
            PrintState.Ready => StatusCodes.Status200OK,
            _ => StatusCodes.Status503ServiceUnavailable,
        };

    public static PrintView Waiting(ReportFile file, ReportPrint print)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(print);
        return new(
            PrintState.Waiting,
            Doing(print.Progress),
            file,
            (int)print.Progress.Step,
            QueryHelpers.AddQueryString(file.Address, Waits, print.Fingerprint)
        );
    }

    public static PrintView Ready(ReportFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new(PrintState.Ready, new("Das PDF ist fertig und wird heruntergeladen."), file, Steps, file.Address);
    }

    public static PrintView Failed(ReportFile file, Sentence why, string again) => new(PrintState.Failed, why, file, 0, again);

    private static Sentence Doing(PrintProgress progress) =>
        (progress.Step, progress.Before) switch
        {
            (PrintStep.Waiting, > 0 and var before) => new(
                "Vorher {0:=ist noch ein anderes PDF|sind noch # andere PDFs} an der Reihe.",
                before
            ),
            (PrintStep.Waiting, _) => new("Gleich geht es los."),
            (PrintStep.Building, _) => new("Die Seiten werden aufgebaut."),
            (PrintStep.Printing, _) => new("Das PDF wird gedruckt."),
            _ => new("Das PDF wird barrierefrei gemacht."),
        };
}
