using Befragung.Delphi;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Reports;

/// <summary>The report of a study, as a page or as a file. What experts gave as reasons, and the team released, is handed in: reports do not query.</summary>
public sealed class StudyReports(ReportPage page, ReportPrinter printer, TimeProvider clock)
{
    public Task<string> HtmlAsync(Study study, IReadOnlyList<Reason> reasons, string language, ReportLinks links) => page.ForScreen(Of(study, reasons), language, links);

    /// <exception cref="ReportPrinterException">There is no browser to print with, or it failed.</exception>
    public async Task PrintAsync(Study study, IReadOnlyList<Reason> reasons, string language, string path, CancellationToken cancel) =>
        await printer.Print(await page.ForPaper(Of(study, reasons), language), path, cancel);

    public async Task<byte[]> PdfAsync(Study study, IReadOnlyList<Reason> reasons, string language, CancellationToken cancel)
    {
        var path = Path.Combine(Path.GetTempPath(), $"bericht-{Guid.NewGuid():N}.pdf");
        try
        {
            await PrintAsync(study, reasons, language, path, cancel);
            return await File.ReadAllBytesAsync(path, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private StudyReport Of(Study study, IReadOnlyList<Reason> reasons) => StudyReport.Of(study, clock.GetUtcNow().UtcDateTime) with
    {
        Reasons = ReportReason.Of([.. study.Rounds], reasons),
        Notice = study.IsSimulated ? new Sentence("Beispielbericht: Alle Antworten in diesem Bericht sind simuliert. Niemand hat sie gegeben.") : null,
    };
}
