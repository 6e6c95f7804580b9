using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages;

/// <summary>What there is to say about a personal link that does not open its sheet at once.</summary>
public enum LinkWord
{
    Unknown,
    Ended,
    NoCookies,
    Left,
    Declined,
    Another,

    /// <summary>The consent is taken back, and what was answered stays as it was.</summary>
    ConsentWithdrawn,

    /// <summary>The consent is taken back, and what was answered in the open round is deleted.</summary>
    AnswersDeleted,

    /// <summary>The consent is taken back; the round had closed, so that its answers were in the result.</summary>
    TooLateToDelete,
}

/// <summary>
/// An expert's personal link: opens the session and goes on to the sheet, so that the secret leaves the address bar. Where the sheet of somebody else is open in
/// this browser, it asks first.
/// </summary>
[AllowAnonymous]
public sealed class EinladungModel(InvitationQuery invitations, GuessedLinks guesses) : PageModel, IShortWay
{
    public LinkWord Word { get; private set; }

    async ValueTask<bool> IShortWay.TryAsync()
    {
        if (
            await ExpertSession.InvitedAsync(invitations, HttpContext.Request.RouteValues["token"] as string, HttpContext.RequestAborted)
                is not { } invited
            || await ExpertSession.OfAnotherAsync(HttpContext, invited) is not null
        )
            return false;
        await ExpertSession.OpenAsync(HttpContext, invited);
        HttpContext.Response.Redirect("/bogen");
        return true;
    }

    // The short way, which all take who have a link, does without what is asked for here.
    public async Task<IActionResult> OnGetAsync(
        string? token,
        [FromServices] ExpertDesks desks,
        [FromServices] Declining declining,
        CancellationToken cancel
    )
    {
        if (token is null)
            return Say();
        if (await ExpertSession.InvitedAsync(invitations, token, HttpContext.RequestAborted) is not { } invited)
            return await declining.FindAsync(token, cancel) is { DeclinedAt: not null }
                ? LocalRedirect($"/einladung/{token}/absage")
                : Refuse();
        // The sheet of somebody who was withdrawn is there no more.
        if (
            await ExpertSession.OfAnotherAsync(HttpContext, invited) is { } other
            && await desks.FindAsync(other.PanelistId(), other.Admission(), cancel) is not null
        )
        {
            Word = LinkWord.Another;
            return Page();
        }
        await ExpertSession.OpenAsync(HttpContext, invited);
        return LocalRedirect("/bogen");
    }

    /// <summary>Whoever was asked wants this sheet, and leaves the other.</summary>
    public async Task<IActionResult> OnPostAsync(string? token, [FromServices] SurveyDb db, [FromServices] TimeProvider clock)
    {
        if (await ExpertSession.InvitedAsync(invitations, token, HttpContext.RequestAborted) is not { } invited)
            return Refuse();
        await ExpertSession.EndAsync(HttpContext, db, clock.GetUtcNow().UtcDateTime);
        await ExpertSession.OpenAsync(HttpContext, invited);
        return LocalRedirect("/bogen");
    }

    private PageResult Say()
    {
        Word =
            Request.Query.ContainsKey("verlassen") ? LinkWord.Left
            : Request.Query.ContainsKey("abgesagt") ? LinkWord.Declined
            : Request.Query.ContainsKey("widerrufen") ? LinkWord.ConsentWithdrawn
            : Request.Query.ContainsKey("geloescht") ? LinkWord.AnswersDeleted
            : Request.Query.ContainsKey("geschlossen") ? LinkWord.TooLateToDelete
            : !Request.Query.ContainsKey("weiter") ? LinkWord.Unknown
            : ExpertSession.TakesNoCookies(HttpContext) ? LinkWord.NoCookies
            : LinkWord.Ended;
        if (
            Word
            is not (LinkWord.Left or LinkWord.Declined or LinkWord.ConsentWithdrawn or LinkWord.AnswersDeleted or LinkWord.TooLateToDelete)
        )
            Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    private IActionResult Refuse()
    {
        if (guesses.AreTooMany(HttpContext))
            return new StatusCodeResult(StatusCodes.Status429TooManyRequests);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
