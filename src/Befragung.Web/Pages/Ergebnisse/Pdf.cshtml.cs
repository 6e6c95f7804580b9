using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The released report as a PDF; printed once, and handed out to all.</summary>
[AllowAnonymous]
public sealed class PdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await db.ReleasedStudyAsync(key, cancel) is { } study
            ? await delivery.HandOutAsync(
                this,
                reports.Paper(study, await db.ReleasedReasonsAsync(study.Id, cancel), Languages.Current),
                new(
                    $"{study.Key}-bericht-{Languages.Current}.pdf",
                    $"/ergebnisse/{key}/bericht.pdf?sprache={Languages.Current}",
                    $"/ergebnisse/{key}?sprache={Languages.Current}",
                    IsPublic: true
                ),
                cancel
            )
            : NotFound();
}
