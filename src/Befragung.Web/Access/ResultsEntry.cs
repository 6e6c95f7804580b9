using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Befragung.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Befragung.Web.Access;

/// <summary>
/// Who may enter a results page with a password: whoever said it within a day, in this browser. The cookie goes to this study's pages alone, and holds nothing
/// about the person. It is bound to the hash of the password, so it ends when the team sets another one, even the same again.
/// </summary>
public sealed class ResultsEntry(
    IDataProtectionProvider protection,
    IPasswordHasher<ResultsPassword> hasher,
    SiteCookies cookies,
    TimeProvider clock
)
{
    public const string Cookie = "befragung.ergebnisse";

    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    private readonly IDataProtector protector = protection.CreateProtector("Befragung.Ergebnisse");

    public bool IsOpen(HttpContext http, ResultsDoor door)
    {
        ArgumentNullException.ThrowIfNull(door);
        return IsOpen(http, door.StudyId, door.Hash);
    }

    /// <param name="http">The request.</param>
    /// <param name="studyId">Whose results are asked for.</param>
    /// <param name="passwordHash">Of the password before them; null where they have none.</param>
    public bool IsOpen(HttpContext http, int studyId, string? passwordHash)
    {
        ArgumentNullException.ThrowIfNull(http);
        return passwordHash is not { } hash
            || (
                http.Request.Cookies[cookies.NameOnPath(Cookie)] is { } cookie
                && protector.Opened(cookie)?.Split('|') is [var stamp, var until]
                && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(stamp), Encoding.ASCII.GetBytes(Stamp(studyId, hash)))
                && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                && clock.GetUtcNow().UtcTicks < ticks
            );
    }

    /// <summary>Lets in whoever says the password; false where it is wrong.</summary>
    public bool Open(HttpContext http, ResultsDoor door, string? password)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(door);
        if (door.Hash is not { } hash)
            return true;
        if (
            password is not { Length: > 0 and <= ResultsPassword.MaxLength }
            || hasher.VerifyHashedPassword(new(door.StudyId), hash, password) == PasswordVerificationResult.Failed
        )
            return false;
        var until = (clock.GetUtcNow() + Validity).UtcTicks.ToString(CultureInfo.InvariantCulture);
        var options = cookies.Options(http);
        options.Path = http.Request.PathBase + ReportAddresses.Public(door.Key).Page(ReportVersion.Whole);
        http.Response.Cookies.Append(cookies.NameOnPath(Cookie), protector.Protect($"{Stamp(door.StudyId, hash)}|{until}"), options);
        return true;
    }

    /// <summary>Tells nothing of the password: a hash of its salted hash.</summary>
    private static string Stamp(int studyId, string hash) => Token.Hash($"{studyId}|{hash}");
}
