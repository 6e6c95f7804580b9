using Befragung.Web.Access;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Konten;

/// <summary>Creates the account of a one-time link, and signs in.</summary>
[AllowAnonymous]
public sealed class KontoModel(Accounts accounts, TeamSignIn signIn, GuessedLinks guesses, IStringLocalizer<Texts> t) : PageModel
{
    public AccountLink? Link { get; private set; }

    public string Email { get; private set; } = "";

    public Task<IActionResult> OnGetAsync(string token, CancellationToken cancel) => FindAsync(token, cancel);

    public async Task<IActionResult> OnPostAsync(string token, string? email, string? password, CancellationToken cancel)
    {
        // The link is looked up and used up in one transaction, so that it makes one account even when posted twice at once.
        await using var transaction = await accounts.BeginAsync(cancel);
        var page = await FindAsync(token, cancel);
        if (Link is null)
            return page;
        Email = Link.Email ?? email?.Trim() ?? "";
        if (!Mailbox.TryRead(Email, out var mailbox, out var wrong))
            return Refuse(new PageError("email", t.Say(wrong)));
        var (member, created) = await accounts.CreateAsync(Link, mailbox.Address, password ?? "");
        if (!created.Succeeded)
            return Refuse(created.AtFields());
        await transaction.CommitAsync(cancel);
        return LocalRedirect(await signIn.AdmitAsync(HttpContext, member, "/team"));
    }

    private PageResult Refuse(params IReadOnlyList<PageError> errors) => this.Refuse(t["Das Konto ist noch nicht angelegt"], errors);

    private async Task<IActionResult> FindAsync(string token, CancellationToken cancel)
    {
        Link = await accounts.FindLinkAsync(token, cancel) is { IsForAccount: true } found ? found : null;
        return this.LinkPage(Link is not null, guesses);
    }
}
