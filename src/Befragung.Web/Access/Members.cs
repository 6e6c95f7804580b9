using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Access;

/// <summary>
/// The steps with the team of a study, for pages and verbs alike. Nobody takes themselves out of the way of others: the last owner can neither be removed nor given
/// another role. The chronicle of the study tells each step. What somebody may do is asked with every page, so no session has to end.
/// </summary>
public sealed class Members(SurveyDb db, Accounts accounts, UserManager<TeamMember> users, SecurityLog log, TimeProvider clock)
{
    /// <summary>
    /// Takes in whoever has an account with this address. Anybody else is invited: gives back the secret of a link to create one, which is for the address alone; they
    /// belong to the team from then on.
    /// </summary>
    public async Task<string?> TakeInAsync(Study study, Mailbox mailbox, StudyRole role, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(mailbox);
        await using var transaction = await accounts.BeginAsync(cancel);
        var link = await users.FindByEmailAsync(mailbox.Address) is { } member
            ? await AddAsync(study, member, role, by, cancel)
            : await InviteAsync(study, mailbox, role, by, cancel);
        await transaction.CommitAsync(cancel);
        return link;
    }

    /// <summary>Gives somebody a role in a study, whether they had another one there or none.</summary>
    public async Task GiveAsync(Study study, TeamMember member, StudyRole role, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(member);
        await using var transaction = await accounts.BeginAsync(cancel);
        if (await db.StudyMembers.AnyAsync(one => one.StudyId == study.Id && one.MemberId == member.Id, cancel))
            await ChangeInAsync(study, member.Id, role, by, cancel);
        else
            await AddAsync(study, member, role, by, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Awaits somebody without an account, who comes by a link that is issued elsewhere.</summary>
    public async Task AwaitAsync(Study study, Mailbox mailbox, StudyRole role, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(mailbox);
        // Another time with another role: the latest counts.
        await ForgetAwaitedAsync(study, mailbox.Key, cancel);
        db.AwaitedMembers.Add(new AwaitedMember(study.Id, mailbox, role, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancel);
        log.MemberOfStudy(study.Id, null, role, by);
    }

    /// <summary>Gives a study that nobody has to somebody. Of one that has an owner, they decide alone.</summary>
    public async Task AdoptAsync(int study, TeamMember member, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(member);
        await using var transaction = await accounts.BeginAsync(cancel);
        if (!(await db.WithoutOwnerAsync(cancel)).Exists(one => one.Id == study))
            throw new RuleBrokenException("Diese Studie hat inzwischen eine Leitung, oder es gibt sie nicht mehr.");
        if (await db.StudyMembers.SingleOrDefaultAsync(one => one.StudyId == study && one.MemberId == member.Id, cancel) is { } known)
            known.Give(StudyRole.Owner);
        else
            db.StudyMembers.Add(new StudyMember(study, member.Id, StudyRole.Owner));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        log.MemberOfStudy(study, member.Id, StudyRole.Owner, by);
    }

    public async Task ChangeAsync(Study study, string memberId, StudyRole role, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await using var transaction = await accounts.BeginAsync(cancel);
        await ChangeInAsync(study, memberId, role, by, cancel);
        await transaction.CommitAsync(cancel);
    }

    public async Task RemoveAsync(Study study, string memberId, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await using var transaction = await accounts.BeginAsync(cancel);
        var member = await FindAsync(study, memberId, cancel);
        await RequireOtherOwnerAsync(member, cancel);
        db.StudyMembers.Remove(member);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        log.NoMemberOfStudy(study.Id, memberId, by);
    }

    /// <summary>Takes an invitation back. Whoever creates an account with its link all the same is no member of the study.</summary>
    public async Task CallOffAsync(Study study, int awaited, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await using var transaction = await accounts.BeginAsync(cancel);
        if (await db.AwaitedMembers.SingleOrDefaultAsync(one => one.StudyId == study.Id && one.Id == awaited, cancel) is { } found)
            db.AwaitedMembers.Remove(found);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<string?> AddAsync(Study study, TeamMember member, StudyRole role, string by, CancellationToken cancel)
    {
        if (await db.StudyMembers.AnyAsync(one => one.StudyId == study.Id && one.MemberId == member.Id, cancel))
            throw new RuleBrokenException("{0} gehört schon zum Team dieser Studie.", member.Name ?? member.Email!);
        db.StudyMembers.Add(new StudyMember(study.Id, member.Id, role));
        // Invited before they had the account, or before it had this address.
        await ForgetAwaitedAsync(study, Mailbox.KeyOf(member.Email!), cancel);
        await db.SaveChangesAsync(cancel);
        log.MemberOfStudy(study.Id, member.Id, role, by);
        return null;
    }

    private async Task<string?> InviteAsync(Study study, Mailbox mailbox, StudyRole role, string by, CancellationToken cancel)
    {
        await AwaitAsync(study, mailbox, role, by, cancel);
        // Invited into two studies, they may come by either letter.
        return await AccountLink.IssueAsync(db, TeamRole.Member, mailbox.Address, clock.GetUtcNow().UtcDateTime, besideEarlier: true);
    }

    private Task ForgetAwaitedAsync(Study study, string key, CancellationToken cancel) =>
        db.AwaitedMembers.Where(one => one.StudyId == study.Id && one.MailboxKey == key).ExecuteDeleteAsync(cancel);

    private async Task ChangeInAsync(Study study, string memberId, StudyRole role, string by, CancellationToken cancel)
    {
        var member = await FindAsync(study, memberId, cancel);
        if (member.Role == role)
            return;
        await RequireOtherOwnerAsync(member, cancel);
        member.Give(role);
        await db.SaveChangesAsync(cancel);
        log.MemberOfStudy(study.Id, memberId, role, by);
    }

    private async Task<StudyMember> FindAsync(Study study, string memberId, CancellationToken cancel) =>
        await db.StudyMembers.SingleOrDefaultAsync(one => one.StudyId == study.Id && one.MemberId == memberId, cancel)
        ?? throw new RuleBrokenException("Diese Person gehört nicht mehr zum Team dieser Studie.");

    private async Task RequireOtherOwnerAsync(StudyMember member, CancellationToken cancel)
    {
        if (
            member.Role == StudyRole.Owner
            && !await db.StudyMembers.AnyAsync(
                other => other.StudyId == member.StudyId && other.Role == StudyRole.Owner && other.MemberId != member.MemberId,
                cancel
            )
        )
            throw new RuleBrokenException(
                "Dies ist die letzte Person mit der Rolle „Leitung“ in dieser Studie. Geben Sie erst einer anderen diese Rolle; sonst könnte niemand mehr über die Studie entscheiden."
            );
    }
}
