using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>A version of the released report, as a page.</summary>
public abstract class ReleasedReportPage(SurveyDb db, StudyReports reports, TimeProvider clock, ResultsMeta meta, ReportVersion version)
    : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await db.ReleasedStudyAsync(key, cancel) is { } study
            ? Content(
                await reports.HtmlAsync(
                    version,
                    study,
                    await db.ToldAsync(version, study, cancel),
                    Languages.Current,
                    ReportLinks.Of(ReportAddresses.Public(study.Key), version) with
                    {
                        Embedded = study.ReportTexts.Offer.Embedding ? meta.Pictures(study.Key) : null,
                    },
                    running: await db.RunningAsync(study, clock.GetUtcNow().UtcDateTime, cancel),
                    meta: await db.AreResultsOpenAsync(study.Id, cancel) ? report => meta.Of(study, report, version) : null
                ),
                "text/html; charset=utf-8"
            )
            : NotFound();
}

/// <summary>A version of the released report as a PDF or a Word document; made once, and handed out to all.</summary>
public abstract class ReleasedPaperPage(
    SurveyDb db,
    StudyReports reports,
    ReportDelivery delivery,
    ReportVersion version,
    PaperKind kind = PaperKind.Pdf
) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await db.ReleasedStudyAsync(key, cancel) is { } study
            ? await delivery.HandOutAsync(
                this,
                reports.Paper(version, study, await db.ToldAsync(version, study, cancel), Languages.Current, kind: kind),
                ReportFile.Of(study, ReportAddresses.Public(study.Key), version, kind),
                cancel
            )
            : NotFound();
}
