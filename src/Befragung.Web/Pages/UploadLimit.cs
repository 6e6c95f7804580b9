using Microsoft.AspNetCore.Http.Features;

namespace Befragung.Web.Pages;

/// <summary>
/// Refuses what is too large so that a browser hears of it: a server that stops listening in the middle of an upload looks like a broken
/// connection. So the body is taken in to the end and thrown away, as long as that has an end.
/// </summary>
internal static class UploadLimit
{
    private const long LongestListening = 500 * 1024 * 1024;

    public static void UseUploadLimit(this IApplicationBuilder app, long largest) =>
        app.Use(
            async (http, next) =>
            {
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
                // The page of errors has no form to read.
                (http.Request.Body, http.Request.ContentLength, http.Request.ContentType) = (Stream.Null, 0, null);
                http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            }
        );
}
