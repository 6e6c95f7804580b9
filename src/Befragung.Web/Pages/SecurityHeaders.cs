using Befragung.Web.Pages.Ergebnisse;

namespace Befragung.Web.Pages;

/// <summary>What every answer carries: nothing from elsewhere, nothing inline, no framing, no trace of where one came from.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                http.Response.OnStarting(() =>
                {
                    var headers = http.Response.Headers;
                    headers.ContentSecurityPolicy = Policy;
                    headers.XContentTypeOptions = "nosniff";
                    headers.XFrameOptions = "DENY";
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
