using Befragung.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Team;

/// <summary>Signs out; anyone may, whatever their role.</summary>
[AllowAnonymous]
public sealed class AbmeldenModel(SignInManager<TeamMember> signIn) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/team");

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return LocalRedirect("/");
    }
}
