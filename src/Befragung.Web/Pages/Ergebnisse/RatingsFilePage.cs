using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The table of ratings of what is released, as a file; only where the team gives its numbers away.</summary>
public abstract class RatingsFilePage(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t, RatingsKind kind)
    : ReleasedPage(db, reports)
{
    private readonly StudyReports made = reports;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        Report.Texts.Offer.Data ? await RatingsDownload.OfAsync(this, Study, Report, made, t, kind, cancel) : NotFound();
}
