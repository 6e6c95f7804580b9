using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Web.Data;
using Befragung.Web.Reports;
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

    public string Home { get; private set; } = "";

    /// <summary>The address of a screen, in the language of this one.</summary>
    public string AddressOf(int number) => $"{Home}/vorstellung/{number}?sprache={Languages.Current}";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (await db.ReleasedStudyAsync((string)RouteData.Values["key"]!, HttpContext.RequestAborted) is not { } study)
        {
            context.Result = NotFound();
            return;
        }
        Report = reports.Of(study, []);
        Home = $"/ergebnisse/{study.Key}";
        Slides = new Slides(t, Report).All;
        await next();
    }
}
