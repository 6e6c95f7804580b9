using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The released report as a PDF; each one takes a browser, so their number per minute is limited.</summary>
[AllowAnonymous, EnableRateLimiting(Policies.ReportLimit)]
public sealed class PdfModel(SurveyDb db, StudyReports reports) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await db.ReleasedStudyAsync(key, cancel) is { } study
            ? File(await reports.PdfAsync(study, await db.ReleasedReasonsAsync(study.Id, cancel), Languages.Current, cancel), "application/pdf", $"{study.Key}-bericht-{Languages.Current}.pdf")
            : NotFound();
}
