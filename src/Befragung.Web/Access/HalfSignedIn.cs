using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Befragung.Web.Access;

/// <summary>
/// Who has said the right password, and has the second step of signing in before them. They are nobody yet: all that a cookie of half an hour says is whose second step is asked for. A changed
/// password makes it void.
/// </summary>
public sealed class HalfSignedIn(IDataProtectionProvider protection, SiteCookies cookies, UserManager<TeamMember> users)
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(30);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("Befragung.HalbAngemeldet")
        .ToTimeLimitedDataProtector();

    private readonly string name = cookies.Name("befragung.halb");

    public void Remember(HttpContext http, TeamMember member)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(member);
        var options = cookies.Options(http);
        options.SameSite = SameSiteMode.Strict;
        http.Response.Cookies.Append(name, protector.Protect($"{member.Id}|{member.SecurityStamp}", Validity), options);
    }

    /// <summary>Null where nobody is, any more.</summary>
    public async Task<TeamMember?> OfAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return
            http.Request.Cookies[name] is { } cookie
            && protector.Opened(cookie)?.Split('|') is [var id, var stamp]
            && await users.FindByIdAsync(id) is { } member
            && member.SecurityStamp == stamp
            ? member
            : null;
    }

    public void Forget(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (http.Request.Cookies.ContainsKey(name))
            http.Response.Cookies.Delete(name, cookies.Options(http));
    }
}
