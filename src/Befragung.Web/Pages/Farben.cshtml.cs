using Befragung.Delphi.Studies;
using Befragung.Web.Reports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages;

/// <summary>The colours of a report as a style sheet: pages may have no style inside them. It says nothing that its address does not say.</summary>
[AllowAnonymous]
public sealed class FarbenModel : PageModel
{
    /// <param name="main">The main colour or "haus", and behind a hyphen the second one.</param>
    public IActionResult OnGet(string main)
    {
        ArgumentNullException.ThrowIfNull(main);
        var colours = main.Split('-').Select(name => name == "haus" ? null : Colour.Of(name)).ToList();
        if (colours.Count > 2 || main.Split('-').Zip(colours, (name, colour) => colour is null && name != "haus").Any(unknown => unknown))
            return NotFound();
        Response.Headers.CacheControl = "public, max-age=86400";
        return Content(Palette.Of(colours[0], colours.ElementAtOrDefault(1)).ToCss(), "text/css; charset=utf-8");
    }
}
