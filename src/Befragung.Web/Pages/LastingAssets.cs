using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Befragung.Web.Pages;

/// <summary>
/// Files whose address changes with what is in them are kept by browsers for a year, without asking again: those with their version behind them, and fonts, whose names have it. Whoever asks with
/// another version than that of the file gets the file, and keeps nothing.
/// </summary>
internal static partial class LastingAssets
{
    public static void UseLastingAssets(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (IsLasting(http))
                    http.Response.OnStarting(() =>
                    {
                        if (http.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                        return Task.CompletedTask;
                    });
                return next(http);
            }
        );

    private static bool IsLasting(HttpContext http) =>
        http.Request.Path.Value is { } path
        && (
            HashedName().IsMatch(path)
            || (
                File().IsMatch(path)
                && http.Request.Query["v"] is [{ Length: > 0 } version]
                && http.RequestServices.GetRequiredService<IFileVersionProvider>().AddFileVersionToPath(http.Request.PathBase, path)
                    == $"{path}?v={version}"
            )
        );

    [GeneratedRegex(@"^/built/[\w-]+-[0-9A-Z]{8}\.woff2$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HashedName();

    [GeneratedRegex(@"^/[\w/.-]+\.(css|js)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex File();
}
