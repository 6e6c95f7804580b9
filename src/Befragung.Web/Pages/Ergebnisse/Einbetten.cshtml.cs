using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>One picture and nothing else, for pages of others; only where the team allows that.</summary>
[AllowAnonymous]
public sealed class EinbettenModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : ReleasedPage(db, reports)
{
    public Figure Figure { get; private set; } = null!;

    public IActionResult OnGet(string figure)
    {
        if (!Report.Texts.Offer.Embedding || new ReportFigures(t, Report).Find(figure) is not { } found)
            return NotFound();
        Figure = found;
        HttpContext.Frame(Framing.Anywhere);
        return Page();
    }
}
