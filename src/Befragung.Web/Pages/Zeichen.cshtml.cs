using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages;

/// <summary>The institution's logo, as it stands on every page. Its address has the version of the picture behind it.</summary>
[AllowAnonymous]
public sealed class ZeichenModel(Institution institution) : PageModel
{
    public IActionResult OnGet()
    {
        if (institution.Logo is not { } logo)
            return NotFound();
        Response.Headers.CacheControl = "public, max-age=86400";
        return File(logo.Content, logo.Type);
    }
}
