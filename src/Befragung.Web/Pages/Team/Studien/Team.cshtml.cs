using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Mail;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>Who works at a study, and as what. Owners take in, give another role and remove; all others see who there is.</summary>
[Authorize(StudyPolicies.TeamOwners)]
public sealed class TeamModel(SurveyDb db, Members members, AccountPost post, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public IReadOnlyList<MemberRow> Members { get; private set; } = [];

    public IReadOnlyList<AwaitedMember> Awaited { get; private set; } = [];

    /// <summary>Who was just sent a link; null for nobody.</summary>
    public string? Invited { get; private set; }

    /// <summary>The address that was typed to take somebody in, and refused.</summary>
    public string? Typed { get; private set; }

    public string Own => SecurityLog.IdOf(User);

    private string Here => $"/team/studien/{Study.Key}/team";

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    public async Task<IActionResult> OnPostAufnehmenAsync(string? email, StudyRole? role, CancellationToken cancel)
    {
        if (!Mailbox.TryRead(email, out var mailbox, out var wrong))
            return await RefuseAsync(StatusCodes.Status400BadRequest, email, wrong, cancel);
        var chosen = Chosen(role);
        string? link;
        try
        {
            link = await members.TakeInAsync(Study, mailbox, chosen, Own, cancel);
        }
        catch (RuleBrokenException broken)
        {
            return await RefuseAsync(StatusCodes.Status409Conflict, email, broken.Sentence, cancel);
        }
        if (link is null)
            return LocalRedirect(Here);
        post.SendInvitation(mailbox.Address, link, Member, Study.Title);
        Invited = mailbox.Address;
        await LoadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostRolleAsync(string? member, StudyRole? role, CancellationToken cancel)
    {
        await members.ChangeAsync(Study, member ?? "", Chosen(role), Own, cancel);
        return LocalRedirect(Here);
    }

    public async Task<IActionResult> OnPostEntfernenAsync(string? member, CancellationToken cancel)
    {
        await members.RemoveAsync(Study, member ?? "", Own, cancel);
        // Whoever has removed themselves has nothing to see here any more.
        return LocalRedirect(member == Own ? "/team" : Here);
    }

    public async Task<IActionResult> OnPostZuruecknehmenAsync(int awaited, CancellationToken cancel)
    {
        await members.CallOffAsync(Study, awaited, cancel);
        return LocalRedirect(Here);
    }

    private async Task<IActionResult> RefuseAsync(int status, string? email, Sentence why, CancellationToken cancel)
    {
        Typed = email;
        await LoadAsync(cancel);
        return this.Refuse(status, t["Aufgenommen wurde noch niemand"], new PageError("email", t.Say(why)));
    }

    private static StudyRole Chosen(StudyRole? role) => role ?? throw new RuleBrokenException("Bitte wählen Sie eine Rolle.");

    private async Task LoadAsync(CancellationToken cancel)
    {
        Members = await Db.TeamOfAsync(Study.Id, cancel);
        Awaited = await Db.AwaitedAsync(Study.Id, cancel);
    }
}
