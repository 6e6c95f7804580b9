using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Data;
using Befragung.Web.Exchange;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>One picture of the released results as a file.</summary>
public abstract class FigurePage(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : PageModel
{
    protected async Task<IActionResult> SendAsync(
        string key,
        string figure,
        string extension,
        string type,
        Func<StudyReport, Figure, Task<byte[]>> write,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(write);
        if (await db.ReleasedStudyAsync(key, cancel) is not { } study)
            return NotFound();
        var report = reports.Of(study, new([], await db.ThemesAsync(study, cancel)));
        return new ReportFigures(t, report).Find(figure) is not { } found
            ? NotFound()
            : File(await write(report, found), type, FileNames.Of(study, found.Key, extension));
    }
}
