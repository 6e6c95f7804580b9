using Befragung.Web.Access;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Konten;

/// <summary>Sign-in of the project team.</summary>
[AllowAnonymous, EnableRateLimiting(Policies.SignInLimit)]
public sealed class AnmeldenModel(TeamSignIn signIn, IStringLocalizer<Texts> t) : PageModel
{
    public string Email { get; private set; } = "";

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(string? email, string? password, string? weiter)
    {
        Email = email?.Trim() ?? "";
        if (await signIn.TryAsync(HttpContext, Email, password ?? "", this.Onwards(weiter)) is { } where)
            return LocalRedirect(where);
        // The same words whatever is wrong: nobody learns which accounts there are.
        return this.Refuse(
            t["Die Anmeldung hat nicht geklappt"],
            new PageError(
                "email",
                t[
                    "Adresse oder Passwort stimmen nicht. Nach zehn falschen Versuchen ist die Anmeldung von Ihrem Anschluss aus für 15 Minuten gesperrt."
                ]
            )
        );
    }
}
