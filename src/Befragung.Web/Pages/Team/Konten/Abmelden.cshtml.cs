using Befragung.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Team.Konten;

/// <summary>Signs out, which ends the session for every copy of its cookie; anyone may, whatever their role.</summary>
[AllowAnonymous]
public sealed class AbmeldenModel(SignInManager<TeamMember> signIn, SecurityLog log) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/team");

    public async Task<IActionResult> OnPostAsync()
    {
        if (User.Identity is { IsAuthenticated: true })
            log.SignedOut(User);
        await signIn.SignOutAsync();
        return LocalRedirect("/");
    }
}
