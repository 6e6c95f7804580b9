using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The short version of what is released.</summary>
[AllowAnonymous]
public sealed class KurzModel(SurveyDb db, StudyReports reports) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await db.ReleasedStudyAsync(key, cancel) is { } study
            ? Content(
                await reports.ShortHtmlAsync(
                    study,
                    Languages.Current,
                    new($"/ergebnisse/{key}/kurz.pdf?sprache={Languages.Current}", $"/ergebnisse/{key}/kurz?sprache={Languages.Other}")
                    {
                        Logo = $"/ergebnisse/{key}/logo",
                        OtherVersion = $"/ergebnisse/{key}?sprache={Languages.Current}",
                        Pictures = $"/ergebnisse/{key}/bilder/",
                    }
                ),
                "text/html; charset=utf-8"
            )
            : NotFound();
}
