using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>A version of the report as its team sees it, as a page.</summary>
public abstract class PreviewPage(SurveyDb db, StudyReports reports, ReportVersion version) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        Content(
            await reports.HtmlAsync(
                version,
                Study,
                await Db.ToldAsync(version, Study, cancel),
                Languages.Current,
                ReportLinks.Of(ReportAddresses.Preview(Study.Key), version),
                draft: true
            ),
            "text/html; charset=utf-8"
        );
}

/// <summary>The same as a PDF or a Word document.</summary>
public abstract class PreviewPaperPage(
    SurveyDb db,
    StudyReports reports,
    ReportDelivery delivery,
    ReportVersion version,
    PaperKind kind = PaperKind.Pdf
) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await delivery.HandOutAsync(
            this,
            reports.Paper(version, Study, await Db.ToldAsync(version, Study, cancel), Languages.Current, draft: true, kind),
            ReportFile.Of(Study, ReportAddresses.Preview(Study.Key), version, kind),
            cancel
        );
}
