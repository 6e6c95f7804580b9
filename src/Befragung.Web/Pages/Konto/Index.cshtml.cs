using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Konto;

/// <summary>One's own account, whatever one's role: how others see one, address, password, language, and where one is signed in.</summary>
public sealed class IndexModel(
    UserManager<TeamMember> users,
    Accounts accounts,
    TeamSignIn signIn,
    AccountPost post,
    IStringLocalizer<Texts> t
) : PageModel
{
    private const string Here = "/team/konto";

    public TeamMember Account { get; private set; } = null!;

    public IReadOnlyList<TeamSession> Sessions { get; private set; } = [];

    /// <summary>What is wrong with the password; with the address; with what else was sent.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];
    public IReadOnlyList<string> AddressProblems { get; private set; } = [];
    public IReadOnlyList<string> NameProblems { get; private set; } = [];

    /// <summary>What was done: "passwort", "angaben", "sitzungen"; null for nothing.</summary>
    public string? Done { get; private set; }

    /// <summary>Where a link was sent to that makes it the account's address.</summary>
    public string? Asked { get; private set; }

    public bool IsThis(TeamSession session) => session.Id == TeamSession.IdOf(User);

    public async Task OnGetAsync(string? getan, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Done = getan;
    }

    public async Task<IActionResult> OnPostAsync(string? current, string? password, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Problems = await WrongPasswordAsync(current) is { } wrong
            ? [wrong]
            :
            [
                .. (await accounts.ChangePasswordAsync(Account, current ?? "", password ?? ""))
                    .Errors.Select(error => error.Description)
                    .Distinct(),
            ];
        if (Problems.Count > 0)
            return Refused();
        post.TellOfNewPassword(Account);
        // All sessions are over; this browser goes on with a new one.
        await signIn.OpenAsync(HttpContext, Account);
        return LocalRedirect(Here + "?getan=passwort");
    }

    public async Task<IActionResult> OnPostAngabenAsync(string? name, string? sprache, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        try
        {
            await accounts.DescribeAsync(Account, name, sprache);
        }
        catch (RuleBrokenException broken)
        {
            NameProblems = [t.Say(broken.Sentence)];
            return Refused();
        }
        await signIn.RenewAsync(HttpContext, Account);
        return LocalRedirect(Here + "?getan=angaben");
    }

    /// <summary>Sends a link to the new address; until somebody opens it there, nothing changes. Nobody learns whether another account has the address.</summary>
    public async Task<IActionResult> OnPostAdresseAsync(string? current, string? email, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (!Mailbox.TryRead(email, out var mailbox, out var problem))
            AddressProblems = [t.Say(problem)];
        else if (await WrongPasswordAsync(current) is { } wrong)
            AddressProblems = [wrong];
        if (AddressProblems.Count > 0)
            return Refused();
        if (await accounts.LinkForAddressAsync(Account, mailbox!.Address) is { } token)
            post.SendAddressLink(mailbox.Address, token);
        Asked = mailbox.Address;
        return Page();
    }

    public async Task<IActionResult> OnPostBeendenAsync(Guid sitzung, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        await accounts.EndSessionsAsync(Account, sitzung, butNot: null, cancel);
        return LocalRedirect(Here + "?getan=sitzungen");
    }

    public async Task<IActionResult> OnPostAlleBeendenAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        await accounts.EndSessionsAsync(Account, only: null, TeamSession.IdOf(User), cancel);
        return LocalRedirect(Here + "?getan=sitzungen");
    }

    private async Task<string?> WrongPasswordAsync(string? current) =>
        await signIn.IsOwnAsync(HttpContext, Account, current ?? "") switch
        {
            null => t["Das jetzige Passwort war zu oft falsch. Bitte warten Sie 15 Minuten."].Value,
            false => t["Das jetzige Passwort stimmt nicht."].Value,
            _ => null,
        };

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Account = (await users.GetUserAsync(User))!;
        Sessions = await accounts.SessionsAsync(Account, cancel);
    }
}
