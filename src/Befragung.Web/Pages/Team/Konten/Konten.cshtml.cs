using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Konten;

/// <summary>
/// The accounts, for administrators: who there is, in which role; links are shown once, to be handed over, and passwords never. Here studies that nobody has are
/// given to somebody, too.
/// </summary>
[Authorize(Policies.Administrator)]
public sealed class KontenModel(
    SurveyDb db,
    Accounts accounts,
    Members members,
    SecondSteps steps,
    AccountPost post,
    SiteAddress site,
    IStringLocalizer<Texts> t
) : PageModel
{
    public IReadOnlyList<TeamMember> Members { get; private set; } = [];

    /// <summary>The ids of those who sign in with a second step.</summary>
    public IReadOnlySet<string> WithSecondStep { get; private set; } = new HashSet<string>();

    public IReadOnlyList<OwnerlessStudy> Ownerless { get; private set; } = [];

    /// <summary>What was just issued, and for whom; null where nothing was.</summary>
    public (string Email, string Link)? Issued { get; private set; }

    /// <summary>The address that was typed to invite somebody, and refused.</summary>
    public string? Typed { get; private set; }

    private string By => SecurityLog.IdOf(User);

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnPostEinladenAsync(string? email, TeamRole? role, CancellationToken cancel)
    {
        if (!Mailbox.TryRead(email, out var mailbox, out var wrong))
            return await RefuseAsync(StatusCodes.Status400BadRequest, email, wrong, cancel);
        var chosen = Chosen(role);
        string token;
        try
        {
            token = await accounts.InviteAsync(mailbox.Address, chosen, By);
        }
        catch (RuleBrokenException broken)
        {
            return await RefuseAsync(StatusCodes.Status409Conflict, email, broken.Sentence, cancel);
        }
        post.SendInvitation(mailbox.Address, token, User.Identity!.Name!);
        return await ShowAsync(mailbox.Address, $"/team/konto/{token}", cancel);
    }

    public async Task<IActionResult> OnPostLinkAsync(string? member, CancellationToken cancel)
    {
        var found = await FindAsync(member);
        return await ShowAsync(
            found.Email!,
            $"/team/passwort/{await accounts.LinkForPasswordAsync(found, AccountLink.HandedOver)}",
            cancel
        );
    }

    public async Task<IActionResult> OnPostRolleAsync(string? member, TeamRole? role, CancellationToken cancel)
    {
        await accounts.ChangeRoleAsync(await FindAsync(member), Chosen(role), By, cancel);
        return LocalRedirect("/team/konten");
    }

    public async Task<IActionResult> OnPostEntfernenAsync(string? member, bool sure, CancellationToken cancel)
    {
        var found = await FindAsync(member);
        if (!sure)
        {
            await LoadAsync(cancel);
            return this.Refuse(
                t["Entfernt ist noch nichts"],
                new PageError(SureOf(found), t["Bitte kreuzen Sie erst an, dass Sie das Konto „{0}“ entfernen wollen.", found.Email!])
            );
        }
        await accounts.RemoveAsync(found, By, cancel);
        return LocalRedirect("/team/konten");
    }

    /// <summary>For whoever has lost telephone and paper.</summary>
    public async Task<IActionResult> OnPostZweiterSchrittAsync(string? member, CancellationToken cancel)
    {
        var found = await FindAsync(member);
        if (found.Id == By)
            throw new RuleBrokenException("Ihren eigenen zweiten Schritt heben Sie unter „Mein Konto“ auf.");
        if (await steps.EndAsync(found, By, cancel))
            post.TellOfSecondStep(found, isOn: false);
        return LocalRedirect("/team/konten");
    }

    public async Task<IActionResult> OnPostLeitungAsync(int study, string? email, CancellationToken cancel)
    {
        await members.AdoptAsync(study, await accounts.OfAddressAsync(email ?? ""), By, cancel);
        return LocalRedirect("/team/konten");
    }

    /// <summary>The id of the tick with which the account is removed.</summary>
    public static string SureOf(TeamMember member) => $"sure-{member.Id}";

    private static TeamRole Chosen(TeamRole? role) => role ?? throw new RuleBrokenException("Bitte wählen Sie eine Rolle.");

    private async Task<TeamMember> FindAsync(string? member) =>
        await accounts.FindAsync(member ?? "") ?? throw new RuleBrokenException("Dieses Konto gibt es nicht mehr.");

    private async Task<IActionResult> RefuseAsync(int status, string? email, Sentence why, CancellationToken cancel)
    {
        Typed = email;
        await LoadAsync(cancel);
        return this.Refuse(status, t["Eingeladen ist noch niemand"], new PageError("email", t.Say(why)));
    }

    private async Task<IActionResult> ShowAsync(string email, string path, CancellationToken cancel)
    {
        Issued = (email, site.Of(path));
        await LoadAsync(cancel);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        Members = await accounts.ListAsync(cancel);
        WithSecondStep = await steps.MembersAsync(cancel);
        Ownerless = await db.WithoutOwnerAsync(cancel);
    }
}
