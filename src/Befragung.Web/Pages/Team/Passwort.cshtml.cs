using Befragung.Web.Access;
using Befragung.Web.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Befragung.Web.Pages.Team;

/// <summary>Asks for a letter with a link for a new password. The answer is the same whether there is such an account or not.</summary>
[AllowAnonymous, EnableRateLimiting(Policies.SignInLimit)]
public sealed class PasswortModel(AccountPost post) : PageModel
{
    private const int LongestAddress = 254;

    public bool Sent { get; private set; }

    public void OnGet() { }

    public void OnPost(string? email)
    {
        if (email?.Trim() is not { Length: > 0 and <= LongestAddress } address)
            return;
        post.SendPasswordLink(address);
        Sent = true;
    }
}
