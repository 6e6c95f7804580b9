using Befragung.Delphi.Reporting;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>The table of ratings as its team sees it, as a file.</summary>
public abstract class RatingsPreviewPage(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t, RatingsKind kind) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await RatingsDownload.OfAsync(this, Study, reports.Of(Study, ToldAnswers.None), reports, t, kind, cancel);
}
