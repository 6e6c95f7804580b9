using Befragung.Delphi;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Reports;

/// <summary>The report of a study, as a page or as a file.</summary>
public sealed class StudyReports(ReportPage page, ReportPrinter printer, TimeProvider clock)
{
    public Task<string> HtmlAsync(Study study, string language, ReportLinks links, bool draft = false) => page.ForScreen(Of(study, draft), language, links);

    public Task<string> ShortHtmlAsync(Study study, string language, ReportLinks links) => page.ShortForScreen(Of(study), language, links);

    /// <exception cref="ReportPrinterException">There is no browser to print with, or it failed.</exception>
    public async Task PrintAsync(Study study, string language, string path, CancellationToken cancel) =>
        await printer.Print(await page.ForPaper(Of(study), language), path, cancel);

    /// <exception cref="ReportPrinterException">There is no browser to print with, or it failed.</exception>
    public async Task<byte[]> PdfAsync(Study study, string language, CancellationToken cancel, bool draft = false) =>
        await PdfAsync(await page.ForPaper(Of(study, draft), language), cancel);

    /// <exception cref="ReportPrinterException">There is no browser to print with, or it failed.</exception>
    public async Task<byte[]> ShortPdfAsync(Study study, string language, CancellationToken cancel) => await PdfAsync(await page.ShortForPaper(Of(study), language), cancel);

    /// <summary>The content alone.</summary>
    /// <param name="draft">Whether it says what the team has still to write.</param>
    public StudyReport Of(Study study, bool draft = false) => StudyReport.Of(study, clock.GetUtcNow().UtcDateTime) with
    {
        IsDraft = draft,
        Notice = study.IsSimulated ? new Sentence("Beispielbericht: Alle Antworten in diesem Bericht sind simuliert. Niemand hat sie gegeben.") : null,
    };

    private async Task<byte[]> PdfAsync(string html, CancellationToken cancel)
    {
        var path = Path.Combine(Path.GetTempPath(), $"bericht-{Guid.NewGuid():N}.pdf");
        try
        {
            await printer.Print(html, path, cancel);
            return await File.ReadAllBytesAsync(path, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
