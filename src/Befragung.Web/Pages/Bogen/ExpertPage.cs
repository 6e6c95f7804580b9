using System.Security.Cryptography;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Bogen;

/// <summary>A page of an expert: finds the desk first, asks for consent before anything else, and ends the session of who was withdrawn.</summary>
public abstract class ExpertPage(SurveyDb db, FrozenRounds frozen) : PageModel
{
    public ExpertDesk Desk { get; private set; } = null!;

    /// <summary>Tells experts apart who use the same browser, and says nothing else about them: what one of them typed there is never shown to another.</summary>
    public string BrowserMark => Convert.ToHexString(SHA256.HashData([.. "Browser"u8, .. Desk.Panelist.Id.ToByteArray()]))[..24];

    /// <summary>Whether the page can be seen before the expert has consented.</summary>
    protected virtual bool BeforeConsent => false;

    /// <summary>Whether the page says something sensible when no round is open.</summary>
    protected virtual bool BetweenRounds => false;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (await ExpertDesk.FindAsync(db, frozen, User.PanelistId(), HttpContext.RequestAborted) is not { } desk)
        {
            await HttpContext.SignOutAsync(ExpertSession.Scheme);
            context.Result = LocalRedirect("/einladung");
            return;
        }
        Desk = desk;
        if (desk.Round is null && !BetweenRounds) context.Result = LocalRedirect("/bogen");
        else if (desk.Round is not null && desk.Panelist.ConsentedAt is null && !BeforeConsent) context.Result = LocalRedirect("/bogen/einwilligung");
        else await next();
    }
}
