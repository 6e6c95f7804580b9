using Befragung.Delphi;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Access;

/// <summary>
/// A link to create one account of the project team: printed at the first start (then the address is chosen by who opens it), or
/// by <c>befragung user add</c>. Valid once, for a week. So there never is a default password.
/// </summary>
public sealed class AccountLink
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(7);

    private AccountLink() { }

    private AccountLink(string token, TeamRole role, string? email, DateTime at) =>
        (TokenHash, Role, Email, IssuedAt) = (Token.Hash(token), role, email, at);

    public int Id { get; private set; }

    public string TokenHash { get; private set; } = "";

    public TeamRole Role { get; private set; }

    /// <summary>The account's address; null for the very first account.</summary>
    public string? Email { get; private set; }

    public DateTime IssuedAt { get; private set; }

    public DateTime? UsedAt { get; private set; }

    /// <summary>Issues a link and returns its secret, which is stored nowhere. An earlier unused one for the same address is void.</summary>
    public static async Task<string> IssueAsync(SurveyDb db, TeamRole role, string? email, DateTime at)
    {
        await db.AccountLinks.Where(link => link.Email == email && link.UsedAt == null).ExecuteDeleteAsync();
        var token = Token.New();
        db.AccountLinks.Add(new AccountLink(token, role, email, at));
        await db.SaveChangesAsync();
        return token;
    }

    /// <summary>The link behind a secret, or null where it is unknown, used, or too old.</summary>
    public static async Task<AccountLink?> FindAsync(SurveyDb db, string token, DateTime at, CancellationToken cancel)
    {
        var hash = Token.Hash(token);
        var link = await db.AccountLinks.SingleOrDefaultAsync(one => one.TokenHash == hash && one.UsedAt == null, cancel);
        return link is not null && Token.Matches(token, link.TokenHash) && at - link.IssuedAt <= Validity ? link : null;
    }

    public void Use(DateTime at)
    {
        if (UsedAt is not null)
            throw new RuleBrokenException("Dieser Link wurde bereits benutzt.");
        UsedAt = at;
    }
}
