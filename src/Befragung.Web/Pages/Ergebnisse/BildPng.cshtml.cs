using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>A picture for paper and slides; each one takes a browser, so their number per minute is limited.</summary>
[AllowAnonymous, EnableRateLimiting(Policies.PictureLimit)]
public sealed class BildPngModel(SurveyDb db, StudyReports reports, FigureFiles files, IStringLocalizer<Texts> t)
    : FigurePage(db, reports, t)
{
    public Task<IActionResult> OnGetAsync(string key, string figure, CancellationToken cancel) =>
        SendAsync(key, figure, "png", "image/png", (report, one) => files.PngAsync(report, one, cancel), cancel);
}
