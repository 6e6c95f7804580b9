using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team;

/// <summary>The same as a file to print and to send.</summary>
public sealed class BerichtKurzPdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await delivery.HandOutAsync(
            this,
            reports.ShortPaper(Study, Languages.Current, draft: true),
            new(
                $"{Study.Key}-kurzfassung-{Languages.Current}.pdf",
                $"/team/studien/{Study.Key}/bericht-kurz.pdf?sprache={Languages.Current}",
                $"/team/studien/{Study.Key}/bericht-kurz"
            ),
            cancel
        );
}
