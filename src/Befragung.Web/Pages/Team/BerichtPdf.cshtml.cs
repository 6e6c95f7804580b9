using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team;

/// <summary>The same as a file to print and to send.</summary>
public sealed class BerichtPdfModel(SurveyDb db, StudyReports reports) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        File(await reports.PdfAsync(Study, await Db.ReleasedReasonsAsync(Study.Id, cancel), Languages.Current, cancel, draft: true), "application/pdf", $"{Study.Key}-bericht-{Languages.Current}.pdf");
}
