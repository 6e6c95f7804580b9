using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The screens of the presentation as a file, before anything is released.</summary>
public sealed class VorstellungPdfModel(SurveyDb db, StudyReports reports, ReportDelivery delivery) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await delivery.HandOutAsync(
            this,
            reports.Slides(Study, new([], await Db.ThemesAsync(Study, cancel)), Languages.Current, draft: true),
            ReportFile.OfSlides(Study, ReportAddresses.Preview(Study.Key)),
            cancel
        );
}
