using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>What is released of a study, for everyone who has the address.</summary>
[AllowAnonymous]
public sealed class IndexModel(SurveyDb db, StudyReports reports) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel) =>
        await db.ReleasedStudyAsync(key, cancel) is { } study
            ? Content(
                await reports.HtmlAsync(
                    study,
                    await db.ReleasedReasonsAsync(study.Id, cancel),
                    Languages.Current,
                    new($"/ergebnisse/{key}/bericht.pdf?sprache={Languages.Current}", $"/ergebnisse/{key}?sprache={Languages.Other}")
                    {
                        Logo = $"/ergebnisse/{key}/logo",
                        OtherVersion = $"/ergebnisse/{key}/kurz?sprache={Languages.Current}",
                        Pictures = $"/ergebnisse/{key}/bilder/",
                        Presentation = $"/ergebnisse/{key}/vorstellung?sprache={Languages.Current}",
                    }
                ),
                "text/html; charset=utf-8"
            )
            : NotFound();
}
