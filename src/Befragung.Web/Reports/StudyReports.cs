using Befragung.Delphi;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;

namespace Befragung.Web.Reports;

/// <summary>The report of a study, as a page or as a file. What experts gave as reasons, and the team released, is handed in: reports do not query.</summary>
public sealed class StudyReports(ReportPage page, ReportPrinter printer, TimeProvider clock)
{
    public Task<string> HtmlAsync(Study study, IReadOnlyList<Reason> reasons, string language, ReportLinks links, bool draft = false) =>
        page.ForScreen(Of(study, reasons, draft), language, links);

    public Task<string> ShortHtmlAsync(Study study, string language, ReportLinks links) =>
        page.ShortForScreen(Of(study, []), language, links);

    /// <exception cref="ReportPrinterException">There is no browser to print with, or it failed.</exception>
    public async Task PrintAsync(Study study, IReadOnlyList<Reason> reasons, string language, string path, CancellationToken cancel) =>
        await printer.Print(await page.ForPaper(Of(study, reasons), language), path, cancel);

    /// <param name="draft">As the team sees it, with what is not released.</param>
    /// <exception cref="RuleBrokenException">No round is closed yet.</exception>
    public ReportPaper Paper(Study study, IReadOnlyList<Reason> reasons, string language, bool draft = false)
    {
        ArgumentNullException.ThrowIfNull(study);
        var report = Of(study, reasons, draft);
        return new(
            $"{study.Id}-{(draft ? "entwurf" : "bericht")}-{language}",
            madeAt => page.ForPaper(report with { MadeAt = madeAt }, language)
        );
    }

    /// <param name="draft">As the team sees it, with what is not released.</param>
    /// <exception cref="RuleBrokenException">No round is closed yet.</exception>
    public ReportPaper ShortPaper(Study study, string language, bool draft = false)
    {
        ArgumentNullException.ThrowIfNull(study);
        var report = Of(study, []);
        return new(
            $"{study.Id}-{(draft ? "kurzentwurf" : "kurz")}-{language}",
            madeAt => page.ShortForPaper(report with { MadeAt = madeAt }, language)
        );
    }

    /// <summary>The content alone.</summary>
    /// <param name="draft">Whether it says what the team has still to write.</param>
    public StudyReport Of(Study study, IReadOnlyList<Reason> reasons, bool draft = false) =>
        StudyReport.Of(study, clock.GetUtcNow().UtcDateTime) with
        {
            IsDraft = draft,
            Reasons = ReportReason.Of([.. study.Rounds], reasons),
            Notice = study.IsSimulated
                ? new Sentence("Beispielbericht: Alle Antworten in diesem Bericht sind simuliert. Niemand hat sie gegeben.")
                : null,
        };
}
