namespace Befragung.Web.Access;

/// <summary>
/// The cookies of the site. Where its address is https, a browser takes them from this host alone, over https alone and for the whole of it (<c>__Host-</c>); where it
/// is plain http, on the machine of who develops it, they have their plain names, for such a browser would take no others.
/// </summary>
public sealed class SiteCookies(bool secure)
{
    public string Name(string plain) => secure ? "__Host-" + plain : plain;

    /// <summary>The name of a cookie that goes to some addresses only.</summary>
    public string NameOnPath(string plain) => secure ? "__Secure-" + plain : plain;

    /// <summary>For cookies that the framework sets.</summary>
    public CookieBuilder Builder(string plain, SameSiteMode sameSite) =>
        new Hosted(secure)
        {
            Name = Name(plain),
            Path = "/",
            HttpOnly = true,
            SameSite = sameSite,
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
            IsEssential = true,
        };

    /// <summary>For a cookie that is set by hand; it ends with the browser.</summary>
    public CookieOptions Options(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return new()
        {
            Path = "/",
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = secure || http.Request.IsHttps,
            IsEssential = true,
        };
    }

    /// <summary>Says that a cookie is for https even where the proxy has not told that the request came so.</summary>
    private sealed class Hosted(bool secure) : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure |= secure;
            return options;
        }
    }
}
