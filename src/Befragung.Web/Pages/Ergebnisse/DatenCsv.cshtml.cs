using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The results as a table.</summary>
[AllowAnonymous]
public sealed class DatenCsvModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : DataPage(db, reports, t)
{
    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => SendTableAsync("ergebnisse", table => table.Rows, cancel);
}
