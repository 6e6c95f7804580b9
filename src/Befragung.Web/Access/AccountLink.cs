using Befragung.Delphi;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Access;

/// <summary>
/// A link of the project team, valid once: to create an account, to choose a new password for one, or to give one another address. It is printed, shown to who looks after accounts, or sent to
/// the account's address. So there never is a default password, and nobody ever knows that of another.
/// </summary>
public sealed class AccountLink
{
    /// <summary>How long a link lasts that is handed over by somebody, and one that somebody has asked to be sent.</summary>
    public static readonly TimeSpan HandedOver = TimeSpan.FromDays(7),
        Sent = TimeSpan.FromHours(1);

    private AccountLink() { }

    private AccountLink(string token, TeamRole role, string? email, DateTime at, TimeSpan validity)
    {
        TokenHash = Token.Hash(token);
        Role = role;
        Email = email;
        IssuedAt = at;
        ValidUntil = at + validity;
    }

    public int Id { get; private set; }

    public string TokenHash { get; private set; } = "";

    public TeamRole Role { get; private set; }

    /// <summary>The account's address; null for the very first account.</summary>
    public string? Email { get; private set; }

    /// <summary>Whose password or address it changes; null for a link that creates an account.</summary>
    public string? MemberId { get; private set; }

    /// <summary>The address it gives the account; null for a link that does something else.</summary>
    public string? NewEmail { get; private set; }

    public bool IsForAccount => MemberId is null;

    public bool IsForPassword => MemberId is not null && NewEmail is null;

    public bool IsForAddress => NewEmail is not null;

    public DateTime IssuedAt { get; private set; }

    public DateTime ValidUntil { get; private set; }

    public DateTime? UsedAt { get; private set; }

    /// <summary>Issues a link to create an account and returns its secret, which is stored nowhere. An earlier unused one for the same address is void, unless it is to stay.</summary>
    public static async Task<string> IssueAsync(SurveyDb db, TeamRole role, string? email, DateTime at, bool besideEarlier = false)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (!besideEarlier)
            await db.AccountLinks.Where(link => link.Email == email && link.MemberId == null && link.UsedAt == null).ExecuteDeleteAsync();
        return await AddAsync(db, token => new AccountLink(token, role, email, at, HandedOver));
    }

    /// <summary>
    /// Issues a link to choose a new password. Earlier ones stay valid until one of them is used: otherwise a stranger who asks for one in the name of a member
    /// would make the one void that the member is waiting for.
    /// </summary>
    public static Task<string> ForPasswordAsync(SurveyDb db, TeamMember member, TimeSpan validity, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(member);
        return AddAsync(db, token => new AccountLink(token, member.Role, member.Email, at, validity) { MemberId = member.Id });
    }

    /// <summary>Issues a link to an address, by which whoever reads letters there gives the account this address. An earlier one of the account is void.</summary>
    public static async Task<string> ForAddressAsync(SurveyDb db, TeamMember member, string address, DateTime at)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(member);
        await db
            .AccountLinks.Where(link => link.MemberId == member.Id && link.NewEmail != null && link.UsedAt == null)
            .ExecuteDeleteAsync();
        return await AddAsync(
            db,
            token => new AccountLink(token, member.Role, member.Email, at, Sent) { MemberId = member.Id, NewEmail = address }
        );
    }

    /// <summary>The link behind a secret, or null where it is unknown, used, or too old.</summary>
    public static async Task<AccountLink?> FindAsync(SurveyDb db, string arrived, DateTime at, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (Token.Read(arrived) is not { } token)
            return null;
        var hash = Token.Hash(token);
        var link = await db.AccountLinks.SingleOrDefaultAsync(one => one.TokenHash == hash && one.UsedAt == null, cancel);
        return link is not null && Token.Matches(token, link.TokenHash) && at <= link.ValidUntil ? link : null;
    }

    public void Use(DateTime at)
    {
        if (UsedAt is not null)
            throw new RuleBrokenException("Dieser Link wurde bereits benutzt.");
        UsedAt = at;
    }

    private static async Task<string> AddAsync(SurveyDb db, Func<string, AccountLink> make)
    {
        var token = Token.New();
        db.AccountLinks.Add(make(token));
        await db.SaveChangesAsync();
        return token;
    }
}
