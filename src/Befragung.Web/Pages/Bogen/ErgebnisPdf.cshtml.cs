using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Befragung.Web.Pages.Bogen;

/// <summary>The same as a file; each one takes a browser, so their number per minute is limited.</summary>
[EnableRateLimiting(Policies.ReportLimit)]
public sealed class ErgebnisPdfModel(SheetSite site, OwnReports reports) : ExpertPage(site)
{
    protected override bool BetweenRounds => true;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await Desk.OwnResultAsync(cancel) is { } result
            ? File(
                await reports.PdfAsync(Desk.Panelist.Id, result, Languages.OfReport(Languages.Content), cancel),
                "application/pdf",
                "meine-antworten.pdf"
            )
            : LocalRedirect(Root);
}
