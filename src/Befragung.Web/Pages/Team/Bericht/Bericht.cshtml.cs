using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The report as the team sees it, with all closed rounds, released or not.</summary>
public sealed class BerichtModel(SurveyDb db, StudyReports reports) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        Content(
            await reports.HtmlAsync(
                Study,
                await Db.ReleasedReasonsAsync(Study.Id, cancel),
                Languages.Current,
                new($"/team/studien/{Study.Key}/bericht.pdf", $"/sprache/{Languages.Other}?zurueck=/team/studien/{Study.Key}/bericht")
                {
                    Logo = $"/team/studien/{Study.Key}/logo",
                    OtherVersion = $"/team/studien/{Study.Key}/bericht-kurz",
                    Texts = $"/team/studien/{Study.Key}/bericht/texte",
                },
                draft: true
            ),
            "text/html; charset=utf-8"
        );
}
