using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The screens of the presentation as a file, to be sent along or shown without a connection.</summary>
[AllowAnonymous]
public sealed class VorstellungPdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await db.ReleasedStudyAsync(key, cancel) is { } study
            ? await delivery.HandOutAsync(
                this,
                reports.Slides(study, new([], await db.ThemesAsync(study, cancel)), Languages.Current),
                ReportFile.OfSlides(study, ReportAddresses.Public(study.Key)),
                cancel
            )
            : NotFound();
}
