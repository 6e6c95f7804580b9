using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;

namespace Befragung.Web.Text;

/// <summary>
/// German and English. The choice lives in the session that is there anyway, or in the address where there is none: no cookie of its own.
/// </summary>
public static class Languages
{
    public const string Claim = "sprache";

    /// <summary>The parameter of a route that says in which language the page is.</summary>
    public const string Parameter = "blattsprache";

    public static IReadOnlyList<string> All { get; } = ["de", "en"];

    public static CultureInfo Culture(string language) => CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : "de-DE");

    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "de";

    public static string Other => Current == "en" ? "de" : "en";

    public static void Configure(RequestLocalizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.SetDefaultCulture("de-DE").AddSupportedCultures("de-DE", "en-GB").AddSupportedUICultures("de-DE", "en-GB");
        options.RequestCultureProviders = [new QueryOrSession(), new Browser()];
    }

    /// <summary>
    /// Goes on in the culture that everyone shares: the framework makes a copy for each request, and each copy would look up all its numbers and names anew.
    /// </summary>
    public static void UseSharedCultures(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture(Current);
                return next(http);
            }
        );

    /// <summary>Does something in a language, wherever it runs.</summary>
    public static T In<T>(string language, Func<T> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        var culture = CultureInfo.CurrentCulture;
        var uiCulture = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentCulture = Culture(language);
        CultureInfo.CurrentUICulture = Culture(language);
        try
        {
            return act();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = uiCulture;
        }
    }

    /// <summary>Remembers the choice in the sessions that are open; false where there is none.</summary>
    public static async Task<bool> RememberAsync(HttpContext http, string language)
    {
        ArgumentNullException.ThrowIfNull(http);
        var remembered = false;
        foreach (var scheme in (string[])[Access.ExpertSession.Scheme, IdentityConstants.ApplicationScheme])
        {
            if (await http.AuthenticateAsync(scheme) is not { Succeeded: true } session)
                continue;
            var identity = (ClaimsIdentity)session.Principal.Identity!;
            if (identity.FindFirst(Claim) is { } before)
                identity.RemoveClaim(before);
            identity.AddClaim(new Claim(Claim, language));
            await http.SignInAsync(scheme, session.Principal, session.Properties);
            remembered = true;
        }
        return remembered;
    }

    private sealed class QueryOrSession : RequestCultureProvider
    {
        public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
        {
            var asked = httpContext.Request.Query["sprache"].ToString();
            // What went wrong is said in the language that was asked for, too.
            if (httpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString is { Length: > 0 } original)
                asked = QueryHelpers.ParseQuery(original).GetValueOrDefault("sprache").ToString();
            // A sheet that is tried has its language in the address.
            if (httpContext.GetRouteValue(Parameter) is string named)
                asked = named;
            if (!All.Contains(asked))
                asked = await OfSessionAsync(httpContext) ?? "";
            return All.Contains(asked) ? new(Culture(asked).Name) : null;
        }

        /// <summary>The session that belongs to the page: experts' pages speak the expert's language, all others the team's.</summary>
        private static async Task<string?> OfSessionAsync(HttpContext http)
        {
            var scheme = http.Request.Path.StartsWithSegments("/bogen", StringComparison.OrdinalIgnoreCase)
                ? Access.ExpertSession.Scheme
                : IdentityConstants.ApplicationScheme;
            return (await http.AuthenticateAsync(scheme)).Principal?.FindFirstValue(Claim);
        }
    }

    /// <summary>What the browser asks for, by language alone: en-US and en-AU are English too.</summary>
    private sealed class Browser : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
        {
            var wanted = httpContext
                .Request.GetTypedHeaders()
                .AcceptLanguage.OrderByDescending(one => one.Quality ?? 1)
                .Select(one => one.Value.ToString().Split('-')[0].ToLowerInvariant());
            return Task.FromResult(
                wanted.FirstOrDefault(All.Contains) is { } language ? new ProviderCultureResult(Culture(language).Name) : null
            );
        }
    }
}
