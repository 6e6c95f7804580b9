using Microsoft.AspNetCore.Http.Features;

namespace Befragung.Web.Pages;

/// <summary>
/// Refuses what is too large so that a browser hears of it: a server that stops listening in the middle of an upload looks like a broken
/// connection. So the body is taken in to the end and thrown away, as long as that has an end.
/// </summary>
internal static class UploadLimit
{
    private const long LongestListening = 500 * 1024 * 1024;

    // What a form has besides its file.
    private const long AroundTheFile = 64 * 1024;

    // Questionnaires and pictures are small; what is larger is a mistake or an attack. A panel of 100 000 has about 7 MB.
    private const int Megabytes = 5,
        MegabytesOfPanel = 20;

    /// <summary>Of any request at all.</summary>
    public static long Largest => Bytes(MegabytesOfPanel);

    /// <summary>How large a file may be that is sent to an address.</summary>
    public static int MegabytesAt(string? path) =>
        path is not null
        && path.StartsWith("/team/studien/", StringComparison.OrdinalIgnoreCase)
        && (
            path.TrimEnd('/').EndsWith("/panel", StringComparison.OrdinalIgnoreCase)
            || path.TrimEnd('/').EndsWith("/kodierung/dateien", StringComparison.OrdinalIgnoreCase)
            || path.TrimEnd('/').EndsWith("/anschreiben/ruecklaeufer", StringComparison.OrdinalIgnoreCase)
        )
            ? MegabytesOfPanel
            : Megabytes;

    /// <summary>Whether what was too large was typed or pasted, and no file.</summary>
    public static bool WasText(HttpContext http) => http.Items.ContainsKey(typeof(UploadLimit));

    public static void UseUploadLimit(this IApplicationBuilder app) =>
        app.Use(
            async (http, next) =>
            {
                var largest = Bytes(MegabytesAt(http.Request.Path));
                // Also where nobody says before how large it is.
                if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
                    limit.MaxRequestBodySize = largest;
                if (http.Request.ContentLength is not { } length || length <= largest)
                {
                    await next(http);
                    return;
                }
                if (length <= LongestListening)
                {
                    http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
                    await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
                }
                if (
                    http.Request.HasFormContentType
                    && http.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true
                )
                    http.Items[typeof(UploadLimit)] = true;
                // The page of errors has no form to read.
                http.Request.Body = Stream.Null;
                http.Request.ContentLength = 0;
                http.Request.ContentType = null;
                http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            }
        );

    private static long Bytes(int megabytes) => (megabytes * 1024L * 1024) + AroundTheFile;
}
