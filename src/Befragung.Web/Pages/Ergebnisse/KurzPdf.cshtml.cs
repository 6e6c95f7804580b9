using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The same as a PDF.</summary>
[AllowAnonymous]
public sealed class KurzPdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await db.ReleasedStudyAsync(key, cancel) is { } study
            ? await delivery.HandOutAsync(
                this,
                reports.ShortPaper(study, Languages.Current),
                new(
                    $"{study.Key}-kurzfassung-{Languages.Current}.pdf",
                    $"/ergebnisse/{key}/kurz.pdf?sprache={Languages.Current}",
                    $"/ergebnisse/{key}/kurz?sprache={Languages.Current}",
                    IsPublic: true
                ),
                cancel
            )
            : NotFound();
}
