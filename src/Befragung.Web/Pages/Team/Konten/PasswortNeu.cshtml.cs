using Befragung.Web.Access;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Konten;

/// <summary>Sets a new password by a link that is valid once, ends all sessions of the account, and signs in.</summary>
[AllowAnonymous]
public sealed class PasswortNeuModel(
    Accounts accounts,
    TeamSignIn signIn,
    GuessedLinks guesses,
    AccountPost post,
    IStringLocalizer<Texts> t
) : PageModel
{
    public AccountLink? Link { get; private set; }

    public Task<IActionResult> OnGetAsync(string token, CancellationToken cancel) => FindAsync(token, cancel);

    public async Task<IActionResult> OnPostAsync(string token, string? password, CancellationToken cancel)
    {
        await using var transaction = await accounts.BeginAsync(cancel);
        var page = await FindAsync(token, cancel);
        if (Link is null || await accounts.FindAsync(Link.MemberId!) is not { } member)
            return page;
        var set = await accounts.SetPasswordAsync(Link, member, password ?? "");
        if (!set.Succeeded)
            return this.Refuse(t["Das Passwort ist noch nicht geändert"], set.AtFields());
        await transaction.CommitAsync(cancel);
        post.TellOfNewPassword(member);
        return LocalRedirect(await signIn.AdmitAsync(HttpContext, member, "/team"));
    }

    private async Task<IActionResult> FindAsync(string token, CancellationToken cancel)
    {
        Link = await accounts.FindLinkAsync(token, cancel) is { IsForPassword: true } found ? found : null;
        return this.LinkPage(Link is not null, guesses);
    }
}
