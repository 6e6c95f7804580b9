using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>What the columns and the questions of the table are.</summary>
[AllowAnonymous]
public sealed class CodebuchCsvModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : DataPage(db, reports, t)
{
    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => SendTableAsync("codebuch", table => table.Codebook, cancel);
}
