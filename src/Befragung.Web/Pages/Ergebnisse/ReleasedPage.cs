using Befragung.Delphi.Reporting;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>A page about what is released. Behind the gate of this folder the study is there, unless it was taken away just now.</summary>
public abstract class ReleasedPage(SurveyDb db, StudyReports reports) : PageModel
{
    public Study Study { get; private set; } = null!;

    public StudyReport Report { get; private set; } = null!;

    public ReportAddresses Addresses { get; private set; } = null!;

    /// <summary>Whether everybody may read it, without a password.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>An address in the language of this page.</summary>
    public static string Here(string address) => ReportAddresses.In(Languages.Current, address);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (await db.ReleasedStudyAsync((string)RouteData.Values["key"]!, HttpContext.RequestAborted) is not { } study)
        {
            context.Result = NotFound();
            return;
        }
        Study = study;
        Report = reports.Of(study, new([], await db.ThemesAsync(study, HttpContext.RequestAborted)));
        Addresses = ReportAddresses.Public(study.Key);
        IsOpen = await db.AreResultsOpenAsync(study.Id, HttpContext.RequestAborted);
        await next();
    }
}
