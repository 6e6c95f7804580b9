using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.StaticAssets;

namespace Befragung.Web.Pages;

/// <summary>
/// Files whose address changes with what is in them are kept by browsers for a year, without asking again: those with their version behind them, and fonts, whose names have it. Whoever asks with
/// another version than that of the file gets the file, and keeps nothing.
/// </summary>
internal static partial class LastingAssets
{
    /// <summary>Behind the routing, which knows what is a file: versions are looked up of those that are there, and not of whatever somebody makes up.</summary>
    public static void UseLastingAssets(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null && IsLasting(http))
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
                http.Request.Query["v"] is [{ Length: > 0 } version]
                && http.RequestServices.GetRequiredService<IFileVersionProvider>().AddFileVersionToPath(http.Request.PathBase, path)
                    == $"{path}?v={version}"
            )
        );

    [GeneratedRegex(@"^/built/[\w-]+-[0-9A-Z]{8}\.woff2$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HashedName();
}
