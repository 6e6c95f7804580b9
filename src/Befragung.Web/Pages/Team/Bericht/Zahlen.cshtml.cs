using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The numbers that texts of the report can name, with their values of today: to be copied, or put in by the editor.</summary>
public sealed class ZahlenModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : ReportTextsPage(db, reports, t)
{
    public IActionResult OnGet()
    {
        Find();
        return Numbers is null ? NotFound() : Page();
    }
}
