using Befragung.Delphi;
using Befragung.Web.Reports.Printing;

namespace Befragung.Web.Operation;

/// <summary>Whether Chromium is there, starts, and prints: it is given one line to print.</summary>
internal static class BrowserCheck
{
    private const string Page =
        """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Probe</title></head><body><h1>Probe</h1><p>Ein Satz.</p></body></html>""";

    private static readonly Sentence Subject = new("Browser für das PDF");

    public static async Task<IEnumerable<Diagnosis>> LookAsync(ReportPrinter printer, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("befragung-probe-");
        try
        {
            await printer.Print(Page, Path.Combine(folder.FullName, "probe.pdf"), cancel);
            return [Diagnosis.Good(Subject, new("{0} druckt.", printer.BrowserPath!))];
        }
        catch (ReportPrinterException failure)
        {
            return
            [
                Diagnosis.Fault(
                    Subject,
                    failure.Sentence,
                    new(
                        "Ohne ihn entsteht kein PDF und kein PNG; alles andere geht. In einem Container muss Report__Sandbox auf false stehen."
                    )
                ),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
