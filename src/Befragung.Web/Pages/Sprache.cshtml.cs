using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages;

/// <summary>Changes the language and goes back. Without a session the choice goes into the address.</summary>
[AllowAnonymous]
public sealed class SpracheModel : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        string language,
        string? zurueck,
        [FromServices] Contacting contacting,
        CancellationToken cancel
    )
    {
        // It comes decoded, and a header takes plain characters only.
        var back =
            Url.IsLocalUrl(zurueck) && zurueck[0] == '/'
                ? string.Join('/', zurueck.Split('?')[0].Split('/').Select(Uri.EscapeDataString))
                : "/";
        var ofSheet = back.StartsWith("/bogen", StringComparison.OrdinalIgnoreCase);
        var ofSession = ofSheet || back.StartsWith("/team", StringComparison.OrdinalIgnoreCase);
        // Pages of a sheet are kept for each language: there are those of the study, and no others. The page of an open link looks itself.
        var isThere =
            Languages.All.Contains(language)
            || (ofSheet && (Languages.Spoken.Contains(language) || await IsOfStudyAsync(language, contacting, cancel)))
            || back.StartsWith("/offen/", StringComparison.OrdinalIgnoreCase)
            || Languages.OfPage(back).Contains(language);
        if (!isThere)
            return NotFound();
        return LocalRedirect(await Languages.RememberAsync(HttpContext, language) && ofSession ? back : $"{back}?sprache={language}");
    }

    private async Task<bool> IsOfStudyAsync(string language, Contacting contacting, CancellationToken cancel) =>
        (await HttpContext.AuthenticateAsync(ExpertSession.Scheme)).Principal is { } expert
        && (await contacting.LanguagesOfAsync(expert.PanelistId(), cancel)).Contains(language);
}
