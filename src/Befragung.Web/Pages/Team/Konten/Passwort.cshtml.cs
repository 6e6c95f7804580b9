using Befragung.Web.Access;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Konten;

/// <summary>Asks for a letter with a link for a new password. The answer is the same whether there is such an account or not.</summary>
[AllowAnonymous, EnableRateLimiting(Policies.SignInLimit)]
public sealed class PasswortModel(AccountPost post, IStringLocalizer<Texts> t) : PageModel
{
    private const int LongestAddress = 254;

    public bool Sent { get; private set; }

    public void OnGet() { }

    public IActionResult OnPost(string? email)
    {
        if (email?.Trim() is not { Length: > 0 and <= LongestAddress } address)
            return this.Refuse(
                t["Es ist kein Link unterwegs"],
                new PageError("email", t["Bitte geben Sie die E-Mail-Adresse Ihres Kontos ein."])
            );
        post.SendPasswordLink(address);
        Sent = true;
        return Page();
    }
}
