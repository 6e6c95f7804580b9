using Microsoft.AspNetCore.DataProtection;

namespace Befragung.Web.Access;

/// <summary>
/// Browsers in which a member of the team has signed in before. What strangers try elsewhere never locks a member out of one of them (OWASP: device cookies). The
/// cookie is the team's alone, and says nothing to anybody but this site.
/// </summary>
public sealed class KnownDevices(IDataProtectionProvider protection, SiteCookies cookies)
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(180);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Befragung.Geraet").ToTimeLimitedDataProtector();

    private readonly string name = cookies.Name("befragung.geraet");

    /// <summary>The device that a request comes from; null where this account has never signed in on it.</summary>
    public string? Of(HttpContext http, TeamMember? member)
    {
        ArgumentNullException.ThrowIfNull(http);
        return
            member is not null
            && http.Request.Cookies[name] is { } cookie
            && protector.Opened(cookie)?.Split('|') is [var account, var device]
            && account == member.Id
            ? device
            : null;
    }

    /// <summary>Knows the device from now on.</summary>
    public void Remember(HttpContext http, TeamMember member)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(member);
        var options = cookies.Options(http);
        options.MaxAge = Validity;
        http.Response.Cookies.Append(
            name,
            protector.Protect($"{member.Id}|{Of(http, member) ?? Guid.NewGuid().ToString("N")}", Validity),
            options
        );
    }
}
