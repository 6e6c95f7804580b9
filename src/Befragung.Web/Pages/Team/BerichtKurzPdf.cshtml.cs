using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team;

/// <summary>The same as a file to print and to send.</summary>
public sealed class BerichtKurzPdfModel(SurveyDb db, StudyReports reports) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        File(await reports.ShortPdfAsync(Study, Languages.Current, cancel), "application/pdf", $"{Study.Key}-kurzfassung-{Languages.Current}.pdf");
}
