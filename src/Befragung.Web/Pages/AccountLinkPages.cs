using Befragung.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages;

/// <summary>What all pages behind a link for an account have in common.</summary>
internal static class AccountLinkPages
{
    /// <summary>The page of a link of the team; guessing one is limited, opening a valid one is not.</summary>
    public static IActionResult LinkPage(this PageModel page, bool valid, GuessedLinks guesses)
    {
        if (valid)
            return page.Page();
        if (guesses.AreTooMany(page.HttpContext))
            return new StatusCodeResult(StatusCodes.Status429TooManyRequests);
        page.Response.StatusCode = StatusCodes.Status404NotFound;
        return page.Page();
    }
}
