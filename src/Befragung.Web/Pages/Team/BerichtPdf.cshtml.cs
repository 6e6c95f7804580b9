using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team;

/// <summary>The same as a file to print and to send.</summary>
public sealed class BerichtPdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await delivery.HandOutAsync(
            this,
            reports.Paper(Study, await Db.ReleasedReasonsAsync(Study.Id, cancel), Languages.Current, draft: true),
            new(
                $"{Study.Key}-bericht-{Languages.Current}.pdf",
                $"/team/studien/{Study.Key}/bericht.pdf?sprache={Languages.Current}",
                $"/team/studien/{Study.Key}/bericht"
            ),
            cancel
        );
}
