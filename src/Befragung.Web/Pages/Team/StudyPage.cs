using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Team;

/// <summary>A page about one study: finds it by the key in its address, or answers that it is not there.</summary>
public abstract class StudyPage(SurveyDb db) : PageModel
{
    protected SurveyDb Db => db;

    public Study Study { get; private set; } = null!;

    public string Member => User.Identity!.Name!;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (await db.StudyWithRoundsAsync((string)RouteData.Values["study"]!, HttpContext.RequestAborted) is not { } study)
        {
            context.Result = NotFound();
            return;
        }
        Study = study;
        await next();
    }
}
