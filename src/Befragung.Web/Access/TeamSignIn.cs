using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace Befragung.Web.Access;

/// <summary>
/// Signing in to an account of the team. Nobody learns from it which accounts there are: an unknown address is answered with the same words and takes the same work.
/// </summary>
public sealed class TeamSignIn(
    UserManager<TeamMember> users,
    SignInManager<TeamMember> signIn,
    IPasswordHasher<TeamMember> hasher,
    SignInTries tries,
    [FromKeyedServices(TeamSignIn.Codes)] SignInTries codeTries,
    KnownDevices devices,
    HalfSignedIn half,
    SecondSteps steps,
    SecondStepRule rule,
    SecurityLog log,
    SurveyDb db,
    TimeProvider clock
)
{
    /// <summary>What is longer was not typed by anybody, and costs time to work through.</summary>
    public const int LongestPassword = 200;

    /// <summary>Tries of the second step are counted by themselves: the right password must not begin them anew.</summary>
    internal const string Codes = "codes";

    public const string CodePage = "/team/anmelden/code";
    public const string SetUpPage = "/team/anmelden/zweiter-schritt";

    private static readonly string OfNobody = new PasswordHasher<TeamMember>().HashPassword(new(), Token.New());

    /// <summary>Goes on with whoever knows the password; null where it is wrong, or was tried too often.</summary>
    /// <param name="http">Who asks.</param>
    /// <param name="email">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="onwards">Where they wanted to go, on this site.</param>
    public async Task<string?> TryAsync(HttpContext http, string email, string password, string onwards)
    {
        ArgumentNullException.ThrowIfNull(email);
        var member = await users.FindByEmailAsync(email);
        return await IsPasswordRightAsync(http, email, member, password) == true ? await AdmitAsync(http, member!, onwards) : null;
    }

    /// <summary>
    /// Opens a session for whoever has shown to be the member by the password, or by a link that lets them choose it. Where there is a second step, or one is demanded, there is no session before it is taken:
    /// then it leads to its page.
    /// </summary>
    /// <returns>Where to go, on this site.</returns>
    public async Task<string> AdmitAsync(HttpContext http, TeamMember member, string onwards)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(member);
        var hasStep = await steps.OfAsync(member) is not null;
        if (!hasStep && !rule.Asks(member.Role))
        {
            await OpenAsync(http, member);
            return onwards;
        }
        half.Remember(http, member);
        return QueryHelpers.AddQueryString(hasStep ? CodePage : SetUpPage, "weiter", onwards);
    }

    /// <summary>Whether the code is the member's; counted like a password. Null where that was tried too often.</summary>
    public Task<bool?> IsCodeRightAsync(HttpContext http, TeamMember member, string? code, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(member);
        return CheckAsync(http, codeTries, member.Id, member, () => steps.IsRightAsync(member, code, cancel));
    }

    /// <summary>Whether it is the member's password; counted like a sign-in. Null where that was tried too often.</summary>
    public Task<bool?> IsOwnAsync(HttpContext http, TeamMember member, string password)
    {
        ArgumentNullException.ThrowIfNull(member);
        return IsPasswordRightAsync(http, member.Email!, member, password);
    }

    /// <summary>Opens a session for whoever has proved to be the member.</summary>
    public async Task OpenAsync(HttpContext http, TeamMember member)
    {
        devices.Remember(http, member);
        half.Forget(http);
        await signIn.SignInAsync(member, isPersistent: false);
        log.SignedIn(member);
    }

    /// <summary>Goes on in the same session after what stands in it has changed: the name, the language.</summary>
    public Task RenewAsync(HttpContext http, TeamMember member)
    {
        ArgumentNullException.ThrowIfNull(http);
        return signIn.SignInWithClaimsAsync(member, isPersistent: false, [TeamSession.Same(http.User)]);
    }

    private Task<bool?> IsPasswordRightAsync(HttpContext http, string email, TeamMember? member, string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return CheckAsync(http, tries, users.NormalizeEmail(email) ?? "", member, () => IsRightAsync(member, password));
    }

    /// <summary>Counts a try, and notes one that is wrong; null where there were too many.</summary>
    private async Task<bool?> CheckAsync(
        HttpContext http,
        SignInTries counted,
        string account,
        TeamMember? member,
        Func<Task<bool>> isRight
    )
    {
        var device = devices.Of(http, member);
        var origin = Origin.Of(http);
        if (!counted.Allow(account, device, origin))
        {
            log.LockedOut(member);
            return null;
        }
        if (!await isRight())
        {
            log.SignInFailed(member);
            db.Note(clock, ChronicleStep.SignInRefused, by: member?.Id ?? Actor.Stranger);
            await db.SaveChangesAsync();
            return false;
        }
        counted.WasRight(account, device, origin);
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
