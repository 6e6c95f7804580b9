using Befragung.Delphi;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Reports;

/// <summary>The report of a study, as a page or as a file.</summary>
public sealed class StudyReports(ReportPage page, ReportPrinter printer, TimeProvider clock)
{
    public Task<string> HtmlAsync(Study study, string language, ReportLinks links) => page.ForScreen(Of(study), language, links);

    /// <exception cref="ReportPrinterException">There is no browser to print with, or it failed.</exception>
    public async Task PrintAsync(Study study, string language, string path, CancellationToken cancel) =>
        await printer.Print(await page.ForPaper(Of(study), language), path, cancel);

    public async Task<byte[]> PdfAsync(Study study, string language, CancellationToken cancel)
    {
        var path = Path.Combine(Path.GetTempPath(), $"bericht-{Guid.NewGuid():N}.pdf");
        try
        {
            await PrintAsync(study, language, path, cancel);
            return await File.ReadAllBytesAsync(path, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private StudyReport Of(Study study) => StudyReport.Of(study, clock.GetUtcNow().UtcDateTime) with
    {
        Notice = study.IsSimulated ? new Sentence("Beispielbericht: Alle Antworten in diesem Bericht sind simuliert. Niemand hat sie gegeben.") : null,
    };
}
