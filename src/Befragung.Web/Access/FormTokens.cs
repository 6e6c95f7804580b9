using Microsoft.AspNetCore.Antiforgery;

namespace Befragung.Web.Access;

/// <summary>
/// What a form of an expert has to carry, so that nobody else can send it in the expert's name. One token for as long as the browser has its cookie and the expert
/// the session; it is made once, for making it takes as long as all else in a small page.
/// </summary>
internal sealed class FormTokens(IAntiforgery antiforgery, SiteCookies cookies)
{
    public const string Cookie = "befragung.formular";

    private readonly string name = cookies.Name(Cookie);

    private readonly RecentCache<(string Cookie, Guid Panelist), string> latest = new();

    public string Of(HttpContext http)
    {
        var panelist = http.User.PanelistId();
        if (http.Request.Cookies[name] is { } cookie && latest[(cookie, panelist)] is { } known)
            return known;
        var made = antiforgery.GetAndStoreTokens(http);
        // There is a new cookie, unless the one that came still does.
        if ((made.CookieToken ?? http.Request.Cookies[name]) is { } valid)
            latest.Add((valid, panelist), made.RequestToken!);
        return made.RequestToken!;
    }
}
