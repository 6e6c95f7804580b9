using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The short version as the team sees it, with all closed rounds.</summary>
public sealed class BerichtKurzModel(SurveyDb db, StudyReports reports) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync() =>
        Content(
            await reports.ShortHtmlAsync(
                Study,
                Languages.Current,
                new(
                    $"/team/studien/{Study.Key}/bericht-kurz.pdf",
                    $"/sprache/{Languages.Other}?zurueck=/team/studien/{Study.Key}/bericht-kurz"
                )
                {
                    Logo = $"/team/studien/{Study.Key}/logo",
                    OtherVersion = $"/team/studien/{Study.Key}/bericht",
                }
            ),
            "text/html; charset=utf-8"
        );
}
