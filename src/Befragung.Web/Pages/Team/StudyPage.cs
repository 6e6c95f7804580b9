using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Team;

/// <summary>
/// A page about one study, found by the key in its address. Whether it is there for whoever asks is decided by <see cref="StudyPolicies"/> before any of this.
/// </summary>
public abstract class StudyPage(SurveyDb db) : PageModel
{
    protected SurveyDb Db => db;

    public Study Study { get; private set; } = null!;

    public string Member => User.Identity!.Name!;

    /// <exception cref="RuleBrokenException">So few handed in that it could be told who said what; the answers are shown to nobody then.</exception>
    protected static void RequireEnough(Round closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (closed.Result is { IsTooSmall: true, SmallestCell: var smallest })
            throw new RuleBrokenException(
                "In Runde {0} haben weniger als {1:Person|Personen} abgegeben. Es wäre zu erkennen, wer was geantwortet hat; deshalb sind ihre Antworten nirgends zu sehen.",
                closed.Number,
                smallest
            );
    }

    /// <summary>What whoever asks may do here.</summary>
    public StudyAccess Rights => StudyAccess.Of(HttpContext)!;

    /// <summary>Whether names and addresses may be shown to whoever asks.</summary>
    public bool SeesContacts => Rights.SeesContacts;

    /// <summary>Tells who may not that they may not, and why.</summary>
    protected StatusCodeResult OwnersOnly(Sentence why)
    {
        HttpContext.Items[typeof(Sentence)] = why;
        HttpContext.RequestServices.GetRequiredService<SecurityLog>().Refused(HttpContext);
        return StatusCode(StatusCodes.Status403Forbidden);
    }

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
        // What a page has no step for is refused as that, whatever the page would need.
        if (context.HandlerMethod is null && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method))
            await next();
        else if (await PrepareAsync(HttpContext.RequestAborted) is { } elsewhere)
            context.Result = elsewhere;
        else
            await next();
    }

    /// <summary>What a kind of page needs besides the study, before it is asked for or sent to; an answer in its place, or null.</summary>
    protected virtual Task<IActionResult?> PrepareAsync(CancellationToken cancel) => Task.FromResult<IActionResult?>(null);
}
