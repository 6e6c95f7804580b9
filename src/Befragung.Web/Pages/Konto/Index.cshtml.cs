using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Kern;
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
    SecondSteps steps,
    AccountPost post,
    IStringLocalizer<Texts> t
) : PageModel
{
    private const string Here = "/team/konto";

    public TeamMember Account { get; private set; } = null!;

    public IReadOnlyList<TeamSession> Sessions { get; private set; } = [];

    /// <summary>What was typed and refused; null for nothing.</summary>
    public string? TypedName { get; private set; }
    public string? TypedAddress { get; private set; }

    /// <summary>What was done: "passwort", "angaben", "sitzungen"; null for nothing.</summary>
    public string? Done { get; private set; }

    /// <summary>Where a link was sent to that makes it the account's address.</summary>
    public string? Asked { get; private set; }

    public bool HasSecondStep { get; private set; }

    public bool IsThis(TeamSession session) => session.Id == TeamSession.IdOf(User);

    public async Task OnGetAsync(string? getan, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        Done = getan;
    }

    public async Task<IActionResult> OnPostAsync(string? current, string? password, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var errors = await WrongPasswordAsync("current", current) is { } wrong
            ? [wrong]
            : (await accounts.ChangePasswordAsync(Account, current ?? "", password ?? "")).AtFields();
        if (errors.Count > 0)
            return this.Refuse(t["Das Passwort ist noch nicht geändert"], errors);
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
            TypedName = name;
            return this.Refuse(t["Noch ist nichts gespeichert"], new PageError("name", t.Say(broken.Sentence)));
        }
        await signIn.RenewAsync(HttpContext, Account);
        return LocalRedirect(Here + "?getan=angaben");
    }

    /// <summary>Sends a link to the new address; until somebody opens it there, nothing changes. Nobody learns whether another account has the address.</summary>
    public async Task<IActionResult> OnPostAdresseAsync(string? current, string? email, CancellationToken cancel)
    {
        await LoadAsync(cancel);
        TypedAddress = email;
        if (!Mailbox.TryRead(email, out var mailbox, out var problem))
            return this.Refuse(t["Noch ist nichts geändert"], new PageError("email", t.Say(problem)));
        if (await WrongPasswordAsync("adresse-passwort", current) is { } wrong)
            return this.Refuse(t["Noch ist nichts geändert"], wrong);
        TypedAddress = null;
        if (await accounts.LinkForAddressAsync(Account, mailbox.Address) is { } token)
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

    private Task<PageError?> WrongPasswordAsync(string field, string? current) =>
        this.WrongPasswordAsync(signIn, Account, field, current, t);

    private async Task LoadAsync(CancellationToken cancel)
    {
        Account = (await users.GetUserAsync(User))!;
        Sessions = await accounts.SessionsAsync(Account, cancel);
        HasSecondStep = await steps.OfAsync(Account, cancel) is not null;
    }
}
