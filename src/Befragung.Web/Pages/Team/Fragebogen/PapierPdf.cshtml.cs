using Befragung.Web.Data;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>The questionnaire as an accessible PDF.</summary>
public sealed class PapierPdfModel(SurveyDb db, Drafting drafting, TimeProvider clock, ReportPage page, ReportDelivery delivery)
    : PaperPage(db, drafting, clock)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await delivery.HandOutAsync(
            this,
            new ReportPaper($"{Study.Id}-fragebogen-{Number}-{Language}", day => page.ForPaper(Paper, Language, MadeOn(day))),
            new ReportFile(Name + ".pdf", Address(".pdf", Language), Address("", Language)),
            cancel
        );
}
