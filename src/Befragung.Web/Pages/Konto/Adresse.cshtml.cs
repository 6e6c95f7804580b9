using Befragung.Web.Access;
using Befragung.Web.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Konto;

/// <summary>Gives an account the address that a link was sent to. On a press of a button: programs that look through letters open links too.</summary>
[AllowAnonymous]
public sealed class AdresseModel(Accounts accounts, GuessedLinks guesses, AccountPost post) : PageModel
{
    public AccountLink? Link { get; private set; }

    public bool Done { get; private set; }

    /// <summary>Somebody else has the address by now.</summary>
    public bool IsTaken { get; private set; }

    public Task<IActionResult> OnGetAsync(string token, CancellationToken cancel) => FindAsync(token, cancel);

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancel)
    {
        await using var transaction = await accounts.BeginAsync(cancel);
        var page = await FindAsync(token, cancel);
        if (Link is null || await accounts.FindAsync(Link.MemberId!) is not { } member)
            return page;
        var former = member.Email!;
        if (!(await accounts.ChangeAddressAsync(Link, member)).Succeeded)
        {
            IsTaken = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        await transaction.CommitAsync(cancel);
        post.TellOfNewAddress(former);
        Done = true;
        return Page();
    }

    private async Task<IActionResult> FindAsync(string token, CancellationToken cancel)
    {
        Link = await accounts.FindLinkAsync(token, cancel) is { IsForAddress: true } found ? found : null;
        return this.LinkPage(Link is not null, guesses);
    }
}
