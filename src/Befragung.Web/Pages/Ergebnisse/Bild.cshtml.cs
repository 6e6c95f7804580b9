using System.Text;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>A picture for the screen and for those who work on with it.</summary>
[AllowAnonymous]
public sealed class BildModel(SurveyDb db, StudyReports reports, FigureFiles files, IStringLocalizer<Texts> t) : FigurePage(db, reports, t)
{
    public Task<IActionResult> OnGetAsync(string key, string figure, CancellationToken cancel) =>
        SendAsync(
            key,
            figure,
            "svg",
            "image/svg+xml",
            (report, one) => Task.FromResult(Encoding.UTF8.GetBytes(files.Svg(report, one))),
            cancel
        );
}
