using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages;

/// <summary>Changes the language and goes back. Without a session the choice goes into the address.</summary>
[AllowAnonymous]
public sealed class SpracheModel : PageModel
{
    public async Task<IActionResult> OnGetAsync(string language, string? zurueck)
    {
        // The address takes a line break at the end for a match.
        if (!Languages.All.Contains(language))
            return NotFound();
        // It comes decoded, and a header takes plain characters only.
        var back =
            Url.IsLocalUrl(zurueck) && zurueck[0] == '/'
                ? string.Join('/', zurueck.Split('?')[0].Split('/').Select(Uri.EscapeDataString))
                : "/";
        var ofSession =
            back.StartsWith("/bogen", StringComparison.OrdinalIgnoreCase) || back.StartsWith("/team", StringComparison.OrdinalIgnoreCase);
        return LocalRedirect(await Languages.RememberAsync(HttpContext, language) && ofSession ? back : $"{back}?sprache={language}");
    }
}
