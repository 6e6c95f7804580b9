using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Befragung.Web.Pages;

/// <summary>An expert's personal link: opens the session and goes on to the sheet, so that the secret leaves the address bar.</summary>
[AllowAnonymous, EnableRateLimiting(Policies.TokenLimit)]
public sealed class EinladungModel(InvitationQuery invitations) : PageModel, IShortWay
{
    async ValueTask<bool> IShortWay.TryAsync()
    {
        if (!await OpenAsync(HttpContext.Request.RouteValues["token"] as string))
            return false;
        HttpContext.Response.Redirect("/bogen");
        return true;
    }

    public async Task<IActionResult> OnGetAsync(string? token)
    {
        if (await OpenAsync(token))
            return LocalRedirect("/bogen");
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }

    private async Task<bool> OpenAsync(string? token) =>
        token is { Length: > 0 and <= 100 } && await ExpertSession.OpenAsync(HttpContext, invitations, token);
}
