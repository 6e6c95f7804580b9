using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The same as a PDF, limited as the whole report is.</summary>
[AllowAnonymous, EnableRateLimiting(Policies.ReportLimit)]
public sealed class KurzPdfModel(SurveyDb db, StudyReports reports) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await db.ReleasedStudyAsync(key, cancel) is { } study
            ? File(await reports.ShortPdfAsync(study, Languages.Current, cancel), "application/pdf", $"{study.Key}-kurzfassung-{Languages.Current}.pdf")
            : NotFound();
}
