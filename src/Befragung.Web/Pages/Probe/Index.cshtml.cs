using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Probe;

/// <summary>A link to a trial: leads to its sheet, or says why there is none any more.</summary>
[AllowAnonymous]
public sealed class IndexModel(Trials trials, GuessedLinks guesses) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        if (await trials.FindAsync(token, cancel) is { Round.IsRevisable: true } trial)
            return LocalRedirect($"/probe/{Token.Read(token)}/{trial.Language}");
        if (guesses.AreTooMany(HttpContext))
            return new StatusCodeResult(StatusCodes.Status429TooManyRequests);
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
