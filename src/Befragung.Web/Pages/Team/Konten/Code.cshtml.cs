using Befragung.Web.Access;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Konten;

/// <summary>The second step of signing in, for whoever has just said the right password.</summary>
[AllowAnonymous, EnableRateLimiting(Policies.SignInLimit)]
public sealed class CodeModel(TeamSignIn signIn, HalfSignedIn half, IStringLocalizer<Texts> t) : PageModel
{
    public async Task<IActionResult> OnGetAsync() => await half.OfAsync(HttpContext) is null ? LocalRedirect("/team/anmelden") : Page();

    public async Task<IActionResult> OnPostAsync(string? code, string? weiter, CancellationToken cancel)
    {
        if (await half.OfAsync(HttpContext) is not { } member)
            return LocalRedirect("/team/anmelden");
        switch (await signIn.IsCodeRightAsync(HttpContext, member, code, cancel))
        {
            case true:
                await signIn.OpenAsync(HttpContext, member);
                return LocalRedirect(this.Onwards(weiter));
            case false:
                return Refuse(t["Dieser Code stimmt nicht, oder er ist schon benutzt. Warten Sie, bis die App den nächsten zeigt."]);
            default:
                return Refuse(t["Der Code war zu oft falsch. Bitte warten Sie 15 Minuten."]);
        }
    }

    private PageResult Refuse(string why) => this.Refuse(t["Die Anmeldung hat nicht geklappt"], new PageError("code", why));
}
