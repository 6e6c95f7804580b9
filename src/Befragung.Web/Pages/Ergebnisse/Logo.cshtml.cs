using Befragung.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Ergebnisse;

/// <summary>The logo of a released report; whether it is released, the gate before this page has asked. Its address names the picture, so whoever has it may keep it.</summary>
[AllowAnonymous]
public sealed class LogoModel(SurveyDb db) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancel)
    {
        if (await db.LookAsync(key, cancel) is not { Logo: { } logo } || await db.LogoAsync(logo.Id, cancel) is not { } picture)
            return NotFound();
        Response.Headers.CacheControl = "private, max-age=3600";
        return File(picture, logo.Type);
    }
}
