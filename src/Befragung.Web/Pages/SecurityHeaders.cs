using Befragung.Web.Pages.Ergebnisse;

namespace Befragung.Web.Pages;

/// <summary>What every answer carries: nothing from elsewhere, nothing inline, no framing but of a preview and of pictures that are given away, no trace of where one came from.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ";

    private static string PolicyOf(HttpContext http) =>
        http.Items[typeof(Framing)] switch
        {
            Framing.Framed => Policy + "'self'",
            Framing.Frames => Policy + "'none'; frame-src 'self'",
            Framing.Anywhere => Policy + "*",
            _ => Policy + "'none'",
        };

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                http.Response.OnStarting(() =>
                {
                    var headers = http.Response.Headers;
                    headers.ContentSecurityPolicy = PolicyOf(http);
                    headers.XContentTypeOptions = "nosniff";
                    // There is no value that would allow all.
                    if (http.Items[typeof(Framing)] is not Framing.Anywhere)
                        headers.XFrameOptions = http.Items[typeof(Framing)] is Framing.Framed ? "SAMEORIGIN" : "DENY";
                    headers["Referrer-Policy"] = "no-referrer";
                    headers["Cross-Origin-Opener-Policy"] = "same-origin";
                    headers["Cross-Origin-Resource-Policy"] = "same-origin";
                    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
                    // Pages hold answers and addresses; only what is the same for everybody may be kept, and says so itself.
                    if (
                        headers.CacheControl.Count == 0
                        || (
                            http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true
                            && !http.Items.ContainsKey(typeof(KeptResult))
                        )
                    )
                        headers.CacheControl = "no-store";
                    return Task.CompletedTask;
                });
                return next(http);
            }
        );
}

/// <summary>Where a page of ours stands in another: a sheet in its preview, and a picture of released results in pages of others, if the team allows that.</summary>
internal enum Framing
{
    /// <summary>Stands in a page of ours.</summary>
    Framed,

    /// <summary>Has pages of ours standing in it.</summary>
    Frames,

    /// <summary>May stand in pages of others.</summary>
    Anywhere,
}

internal static class FramingExtensions
{
    /// <summary>Says so for this request, whatever becomes of it: a refusal in a frame has to be seen, too.</summary>
    public static void Frame(this HttpContext http, Framing framing) => http.Items[typeof(Framing)] = framing;
}
