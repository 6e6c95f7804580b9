using Befragung.Delphi;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Befragung.Web.Access;

/// <summary>
/// The steps with accounts of the team, for pages and verbs alike. There is always an administrator: the last one can neither be removed nor given another role. What
/// changes here who somebody is or what they may do ends the account's sessions at once.
/// </summary>
public sealed class Accounts(
    SurveyDb db,
    SurveyDatabase database,
    UserManager<TeamMember> users,
    SecurityLog log,
    TimeProvider clock,
    DeletionJournal journal
)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public Task<List<TeamMember>> ListAsync(CancellationToken cancel) =>
        db.Users.AsNoTracking().OrderBy(member => member.NormalizedEmail).ToListAsync(cancel);

    public async Task<TeamMember> OfAddressAsync(string email) =>
        await users.FindByEmailAsync(email) ?? throw new RuleBrokenException("Für „{0}“ gibt es kein Konto.", email);

    public Task<TeamMember?> FindAsync(string id) => users.FindByIdAsync(id);

    /// <summary>Issues a link with which somebody creates an account; returns its secret.</summary>
    public async Task<string> InviteAsync(string email, TeamRole role, string by)
    {
        if (await users.FindByEmailAsync(email) is not null)
            throw new RuleBrokenException("Für „{0}“ gibt es schon ein Konto.", email);
        log.LinkIssued(by, role);
        return await AccountLink.IssueAsync(db, role, email, Now);
    }

    /// <summary>Issues a link with which a member chooses a new password; returns its secret.</summary>
    public Task<string> LinkForPasswordAsync(TeamMember member, TimeSpan validity)
    {
        log.PasswordAsked(member);
        return AccountLink.ForPasswordAsync(db, member, validity, Now);
    }

    public Task<AccountLink?> FindLinkAsync(string arrived, CancellationToken cancel) => AccountLink.FindAsync(db, arrived, Now, cancel);

    /// <summary>
    /// Creates the account of a link, which is used up with it, and all others to the same address. Whoever was invited into studies becomes a member of them; and the very
    /// first account is given those that nobody has, such as the demonstration's.
    /// </summary>
    public async Task<(TeamMember Member, IdentityResult Result)> CreateAsync(AccountLink link, string email, string password)
    {
        ArgumentNullException.ThrowIfNull(link);
        var member = new TeamMember
        {
            UserName = email,
            Email = email,
            Role = link.Role,
        };
        link.Use(Now);
        var result = await users.CreateAsync(member, password);
        if (!result.Succeeded)
            return (member, result);
        log.AccountCreated(member);
        if (link.Email is { } invited)
            await TakeInAwaitedAsync(member, invited);
        else
            db.StudyMembers.AddRange(
                (await db.WithoutOwnerAsync(CancellationToken.None)).Select(study => new StudyMember(study.Id, member.Id, StudyRole.Owner))
            );
        await db.SaveChangesAsync();
        return (member, result);
    }

    private async Task TakeInAwaitedAsync(TeamMember member, string invited)
    {
        var key = Mailbox.KeyOf(invited);
        await db.AccountLinks.Where(other => other.Email == invited && other.MemberId == null && other.UsedAt == null).ExecuteDeleteAsync();
        foreach (var awaited in await db.AwaitedMembers.Where(one => one.MailboxKey == key).ToListAsync())
        {
            db.StudyMembers.Add(new StudyMember(awaited.StudyId, member.Id, awaited.Role));
            db.AwaitedMembers.Remove(awaited);
            log.MemberOfStudy(awaited.StudyId, member.Id, awaited.Role, member.Id);
        }
    }

    /// <summary>Sets the password that somebody chose with a link; all links for it are void with that. In a transaction: a password that is refused leaves the old one.</summary>
    public async Task<IdentityResult> SetPasswordAsync(AccountLink link, TeamMember member, string password)
    {
        ArgumentNullException.ThrowIfNull(link);
        link.Use(Now);
        Require(await users.RemovePasswordAsync(member));
        return await ChangedAsync(member, await users.AddPasswordAsync(member, password));
    }

    public async Task<IdentityResult> ChangePasswordAsync(TeamMember member, string password, string next) =>
        await ChangedAsync(member, await users.ChangePasswordAsync(member, password, next));

    public async Task ChangeRoleAsync(TeamMember member, TeamRole role, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (member.Role == role)
            return;
        await using var transaction = await BeginAsync(cancel);
        await RequireOtherAdministratorAsync(member, cancel);
        member.Role = role;
        Require(await users.UpdateSecurityStampAsync(member));
        await EndSessionsAsync(member);
        await transaction.CommitAsync(cancel);
        log.RoleChanged(member, by);
    }

    /// <summary>
    /// Removes an account from the installation and from all studies; what its member has done stays, with the name that stands there. A study that has no owner by
    /// that is for an administrator to give to somebody.
    /// </summary>
    public async Task RemoveAsync(TeamMember member, string by, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(member);
        await using var transaction = await BeginAsync(cancel);
        await RequireOtherAdministratorAsync(member, cancel);
        // Loaded, so that the chronicle of each study tells it.
        db.StudyMembers.RemoveRange(await db.StudyMembers.Where(one => one.MemberId == member.Id).ToListAsync(cancel));
        await db.AccountLinks.Where(link => link.MemberId == member.Id || link.Email == member.Email).ExecuteDeleteAsync(cancel);
        await EndSessionsAsync(member);
        journal.Note(db, DeletionKind.Account, null, member.Id);
        Require(await users.DeleteAsync(member));
        await transaction.CommitAsync(cancel);
        log.AccountRemoved(member, by);
        await journal.CompleteFileAsync(db);
    }

    /// <summary>Writes down how the member is called and in which language; nothing else changes by that.</summary>
    public async Task DescribeAsync(TeamMember member, string? name, string? language)
    {
        ArgumentNullException.ThrowIfNull(member);
        var typed = Invisible.WithoutDirections(string.Concat((name ?? "").Normalize().Where(letter => !char.IsControl(letter))));
        var plain = Invisible.Trimmed(typed);
        if (plain.Length > TeamMember.LongestName)
            throw new RuleBrokenException("Der Name hat {0} Zeichen, möglich sind {1}.", plain.Length, TeamMember.LongestName);
        member.Name = plain.Length == 0 ? null : plain;
        member.Language = language is { Length: > 0 } && Text.Languages.All.Contains(language) ? language : null;
        Require(await users.UpdateAsync(member));
    }

    /// <summary>Issues a link that gives a member another address; returns its secret, or null where somebody else has the address.</summary>
    public async Task<string?> LinkForAddressAsync(TeamMember member, string address)
    {
        log.AddressAsked(member);
        return await users.FindByEmailAsync(address) is null ? await AccountLink.ForAddressAsync(db, member, address, Now) : null;
    }

    /// <summary>Gives the account the address of a link, and ends its sessions.</summary>
    public async Task<IdentityResult> ChangeAddressAsync(AccountLink link, TeamMember member)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(member);
        link.Use(Now);
        member.Email = member.UserName = link.NewEmail;
        // Saves all of it; letters to the address of before lead nowhere any more.
        var result = await users.UpdateSecurityStampAsync(member);
        if (!result.Succeeded)
            return result;
        await db.AccountLinks.Where(other => other.MemberId == member.Id && other.UsedAt == null).ExecuteDeleteAsync();
        await EndSessionsAsync(member);
        log.AddressChanged(member);
        return result;
    }

    /// <summary>The sessions of a member that are open, the latest begun first.</summary>
    public Task<List<TeamSession>> SessionsAsync(TeamMember member, CancellationToken cancel)
    {
        var over = Now - TeamSession.Longest;
        return db
            .TeamSessions.AsNoTracking()
            .Where(session => session.MemberId == member.Id && session.StartedAt >= over)
            .OrderByDescending(session => session.StartedAt)
            .ToListAsync(cancel);
    }

    /// <summary>Ends one session of a member, or all but the one they are in.</summary>
    public async Task EndSessionsAsync(TeamMember member, Guid? only, Guid? butNot, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(member);
        await using var transaction = await BeginAsync(cancel);
        var ended = await db
            .TeamSessions.Where(session =>
                session.MemberId == member.Id && (only == null || session.Id == only) && (butNot == null || session.Id != butNot)
            )
            .ExecuteDeleteAsync(cancel);
        if (ended > 0)
            db.Note(clock, ChronicleStep.SessionsEnded, by: member.Id);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        log.SessionsEnded(member, ended);
    }

    /// <summary>A transaction in which nobody else changes an account; for the steps with links, which have to be looked up in it.</summary>
    public Task<IDbContextTransaction> BeginAsync(CancellationToken cancel) => database.BeginAsync(db, Turn.OfAccounts, cancel);

    private async Task<IdentityResult> ChangedAsync(TeamMember member, IdentityResult result)
    {
        if (!result.Succeeded)
            return result;
        await db.AccountLinks.Where(link => link.MemberId == member.Id && link.UsedAt == null).ExecuteDeleteAsync();
        await EndSessionsAsync(member);
        log.PasswordChanged(member);
        return result;
    }

    private Task EndSessionsAsync(TeamMember member) =>
        db.TeamSessions.Where(session => session.MemberId == member.Id).ExecuteDeleteAsync();

    private static void Require(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new RuleBrokenException("Jemand anderes hat das soeben geändert. Bitte laden Sie die Seite neu und sehen Sie nach.");
    }

    private async Task RequireOtherAdministratorAsync(TeamMember member, CancellationToken cancel)
    {
        if (
            member.Role == TeamRole.Administrator
            && !await db.Users.AnyAsync(other => other.Role == TeamRole.Administrator && other.Id != member.Id, cancel)
        )
            throw new RuleBrokenException(
                "Dies ist das letzte Konto mit der Rolle „Verwaltung“. Geben Sie erst einem anderen diese Rolle; sonst könnte niemand mehr Konten verwalten."
            );
    }
}
