using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>A page of the presentation. Behind the gate of this folder the study is there, unless it was taken away just now.</summary>
public abstract class PresentationPage(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : PageModel
{
    public StudyReport Report { get; private set; } = null!;

    public IReadOnlyList<Slide> Slides { get; private set; } = [];

    public ReportAddresses Addresses { get; private set; } = null!;

    /// <summary>The address of a screen, in the language of this one.</summary>
    public string AddressOf(int number) => Here(Addresses.Screen(number));

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
        Report = reports.Of(study, new([], await db.ThemesAsync(study, HttpContext.RequestAborted)));
        Addresses = ReportAddresses.Public(study.Key);
        Slides = new Slides(t, Report).All;
        await next();
    }
}
