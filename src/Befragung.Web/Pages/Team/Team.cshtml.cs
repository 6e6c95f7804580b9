using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team;

/// <summary>Who works at a study, and as what. Owners take in, give another role and remove; all others see who there is.</summary>
[Authorize(StudyPolicies.TeamOwners)]
public sealed class TeamModel(SurveyDb db, Members members, AccountPost post) : StudyPage(db)
{
    public IReadOnlyList<MemberRow> Members { get; private set; } = [];

    public IReadOnlyList<AwaitedMember> Awaited { get; private set; } = [];

    /// <summary>Who was just sent a link; null for nobody.</summary>
    public string? Invited { get; private set; }

    public string Own => SecurityLog.IdOf(User);

    private string Here => $"/team/studien/{Study.Key}/team";

    public async Task OnGetAsync(CancellationToken cancel) => await LoadAsync(cancel);

    public async Task<IActionResult> OnPostAufnehmenAsync(string? email, StudyRole? role, CancellationToken cancel)
    {
        var mailbox = Mailbox.Required(email);
        if (await members.TakeInAsync(Study, mailbox, Chosen(role), Own, cancel) is not { } link)
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

    private static StudyRole Chosen(StudyRole? role) => role ?? throw new RuleBrokenException("Bitte wählen Sie eine Rolle.");

    private async Task LoadAsync(CancellationToken cancel)
    {
        Members = await Db.TeamOfAsync(Study.Id, cancel);
        Awaited = await Db.AwaitedAsync(Study.Id, cancel);
    }
}
