using System.Text;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The same for other programs.</summary>
[AllowAnonymous]
public sealed class DatenJsonModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : DataPage(db, reports, t)
{
    public Task<IActionResult> OnGetAsync() =>
        SendAsync("ergebnisse", "json", "application/json; charset=utf-8", table => Task.FromResult(Encoding.UTF8.GetBytes(table.Json)));
}
