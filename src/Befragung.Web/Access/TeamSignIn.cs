using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Identity;

namespace Befragung.Web.Access;

/// <summary>
/// Signing in to an account of the team. Nobody learns from it which accounts there are: an unknown address is answered with the same words and takes the same work.
/// </summary>
public sealed class TeamSignIn(
    UserManager<TeamMember> users,
    SignInManager<TeamMember> signIn,
    IPasswordHasher<TeamMember> hasher,
    SignInTries tries,
    KnownDevices devices,
    SecurityLog log,
    SurveyDb db,
    TimeProvider clock
)
{
    /// <summary>What is longer was not typed by anybody, and costs time to work through.</summary>
    public const int LongestPassword = 200;

    private static readonly string OfNobody = new PasswordHasher<TeamMember>().HashPassword(new(), Token.New());

    /// <summary>Opens a session for whoever knows the password; false where it is wrong, or was tried too often.</summary>
    public async Task<bool> TryAsync(HttpContext http, string email, string password)
    {
        ArgumentNullException.ThrowIfNull(email);
        var member = await users.FindByEmailAsync(email);
        if (await CheckAsync(http, email, member, password) != true)
            return false;
        await OpenAsync(http, member!);
        return true;
    }

    /// <summary>Whether it is the member's password; counted like a sign-in. Null where that was tried too often.</summary>
    public Task<bool?> IsOwnAsync(HttpContext http, TeamMember member, string password)
    {
        ArgumentNullException.ThrowIfNull(member);
        return CheckAsync(http, member.Email!, member, password);
    }

    /// <summary>Opens a session for whoever has proved to be the member.</summary>
    public async Task OpenAsync(HttpContext http, TeamMember member)
    {
        devices.Remember(http, member);
        await signIn.SignInAsync(member, isPersistent: false);
        log.SignedIn(member);
    }

    /// <summary>Goes on in the same session after what stands in it has changed: the name, the language.</summary>
    public Task RenewAsync(HttpContext http, TeamMember member)
    {
        ArgumentNullException.ThrowIfNull(http);
        return signIn.SignInWithClaimsAsync(member, isPersistent: false, [TeamSession.Same(http.User)]);
    }

    private async Task<bool?> CheckAsync(HttpContext http, string email, TeamMember? member, string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        var account = users.NormalizeEmail(email) ?? "";
        var device = devices.Of(http, member);
        var origin = Origin.Of(http);
        if (!tries.Allow(account, device, origin))
        {
            log.LockedOut(member);
            return null;
        }
        if (!await IsRightAsync(member, password))
        {
            log.SignInFailed(member);
            db.Note(clock, ChronicleStep.SignInRefused, by: member?.Id ?? Actor.Stranger);
            await db.SaveChangesAsync();
            return false;
        }
        tries.WasRight(account, device, origin);
        return true;
    }

    private async Task<bool> IsRightAsync(TeamMember? member, string password)
    {
        var typed = password.Length <= LongestPassword ? password : "";
        if (member is not null)
            return await users.CheckPasswordAsync(member, typed);
        hasher.VerifyHashedPassword(new(), OfNobody, typed);
        return false;
    }
}
