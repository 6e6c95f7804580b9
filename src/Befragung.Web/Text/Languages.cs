using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;

namespace Befragung.Web.Text;

/// <summary>
/// The languages of sentences and of content. Pages of the team and reports are in German and English (<see cref="All"/>); what experts read is in any language of their study, with the sentences of
/// the program in the nearest that it speaks (<see cref="Spoken"/>). The choice lives in the session that is there anyway, or in the address where there is none: no cookie of its own.
/// </summary>
public static class Languages
{
    public const string Claim = "sprache";

    /// <summary>The parameter of a route that says in which language the page is.</summary>
    public const string Parameter = "blattsprache";

    private const string EasyInGerman = "Leichte Sprache";

    // Whoever asks for languages that nobody has fills no memory.
    private const int MostKept = 500;

    private static readonly ConcurrentDictionary<string, CultureInfo> Cultures = new(StringComparer.Ordinal);

    /// <summary>Of pages of the team and of reports.</summary>
    public static IReadOnlyList<string> All { get; } = ["de", "en"];

    /// <summary>In which there are sentences for experts.</summary>
    public static IReadOnlyList<string> Spoken { get; } = ["de", "en", "fr"];

    /// <summary>The culture in which whatever is in a language is made: sentences and numbers in the nearest that is spoken, content in that language.</summary>
    public static CultureInfo Culture(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        if (Cultures.TryGetValue(language, out var known))
            return known;
        var sentences = CultureInfo.GetCultureInfo(
            SentencesOf(language) switch
            {
                "de" => "de-DE",
                "fr" => "fr-FR",
                _ => "en-GB",
            }
        );
        var culture = Spoken.Contains(language) ? sentences : new ContentCulture(sentences, language);
        if (Cultures.Count < MostKept)
            Cultures.TryAdd(language, culture);
        return culture;
    }

    /// <summary>The language of the sentences for whoever reads content in a language: that one, or else English.</summary>
    public static string SentencesOf(string language) =>
        LanguageTag.Primary(language) is var primary && Spoken.Contains(primary, StringComparer.OrdinalIgnoreCase)
            ? primary.ToLowerInvariant()
            : "en";

    /// <summary>Whether there are sentences for whoever reads content in a language.</summary>
    public static bool Speaks(string language) => Spoken.Contains(LanguageTag.Primary(language), StringComparer.OrdinalIgnoreCase);

    /// <summary>The language of a report for whoever reads content in a language.</summary>
    public static string OfReport(string language) => All.Contains(SentencesOf(language)) ? SentencesOf(language) : "en";

    /// <summary>The language of the sentences of the page that is being made.</summary>
    public static string Current => SentencesOf(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <summary>The language of the content of the page that is being made.</summary>
    public static string Content => ContentCulture.Current;

    /// <summary>"rtl" where a language is written from the right.</summary>
    public static string Direction(string language) => LanguageTag.IsRightToLeft(language) ? "rtl" : "ltr";

    /// <summary>What a language is called in that of the page; its tag where nobody knows.</summary>
    public static string NameOf(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return language == LanguageTag.EasyGerman
            ? Current switch
            {
                "de" => EasyInGerman,
                "fr" => "allemand facile à lire",
                _ => "German in easy language",
            }
            : Known(language)?.DisplayName ?? language;
    }

    /// <summary>What a language calls itself: "Français", "العربية", "Leichte Sprache".</summary>
    public static string OwnName(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        if (language == LanguageTag.EasyGerman)
            return EasyInGerman;
        return Known(language) is { NativeName: { Length: > 0 } name } culture ? char.ToUpper(name[0], culture) + name[1..] : language;
    }

    private static CultureInfo? Known(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    public static string Other => Current == "en" ? "de" : "en";

    public static void Configure(RequestLocalizationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.SetDefaultCulture("de-DE").AddSupportedCultures("de-DE", "en-GB").AddSupportedUICultures("de-DE", "en-GB");
        options.RequestCultureProviders = [new QueryOrSession(), new Browser()];
    }

    /// <summary>
    /// Goes on in the culture that everyone shares: the framework makes a copy for each request, and each copy would look up all its numbers and names anew. Where the content is in a language that
    /// the framework was not told of, it is said here.
    /// </summary>
    public static void UseSharedCultures(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture(http.Items[typeof(Languages)] as string ?? Current);
                return next(http);
            }
        );

    /// <summary>In which languages a page can be that shows no questions.</summary>
    public static IReadOnlyList<string> OfPage(PathString path) => QueryOrSession.IsTeams(path) ? All : Spoken;

    /// <summary>In which languages the report of a study is written, of those that the study has.</summary>
    public static IReadOnlyList<string> OfReports(IReadOnlyList<string> ofStudy)
    {
        ArgumentNullException.ThrowIfNull(ofStudy);
        return ofStudy.Select(LanguageTag.Primary).Where(All.Contains).Distinct().ToList() is { Count: > 0 } some ? some : ["en"];
    }

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
            // The team's pages are not in all languages of experts.
            if (scheme == IdentityConstants.ApplicationScheme && !All.Contains(language))
                continue;
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
        private static readonly string[] Anybodys =
        [
            "/offen",
            "/einladung",
            "/code",
            "/link",
            "/datenschutz",
            "/barrierefreiheit",
            "/fehler",
            "/probe",
        ];

        public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
        {
            var asked = httpContext.Request.Query["sprache"].ToString();
            // What went wrong is said in the language that was asked for, too.
            if (httpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalQueryString is { Length: > 0 } original)
                asked = QueryHelpers.ParseQuery(original).GetValueOrDefault("sprache").ToString();
            // A sheet that is tried has its language in the address; which there are is looked at there.
            if (httpContext.GetRouteValue(Parameter) is string named)
                return In(httpContext, LanguageTag.Read(named));
            // Pages of an open sheet are kept for each language, so that nobody may make up some.
            var isTaken =
                OfSheet(httpContext.Request.Path) ? Spoken.Contains(asked)
                : HasQuestions(httpContext) ? LanguageTag.Read(asked) == asked
                : OfPage(httpContext.Request.Path).Contains(asked);
            if (isTaken && asked.Length > 0)
                return In(httpContext, asked);
            return In(httpContext, await OfSessionAsync(httpContext));
        }

        public static ProviderCultureResult? In(HttpContext http, string? language)
        {
            if (language is null)
                return null;
            http.Items[typeof(Languages)] = language;
            return new(SentencesOf(language) == "de" ? "de-DE" : "en-GB");
        }

        /// <summary>Pages in the languages of the team alone.</summary>
        public static bool IsTeams(PathString path) => !OfSheet(path) && !IsForAnybody(path);

        private static bool OfSheet(PathString path) => path.StartsWithSegments("/bogen", StringComparison.OrdinalIgnoreCase);

        /// <summary>The page before the sheet of a study, for whoever comes by an open link.</summary>
        private static bool HasQuestions(HttpContext http) =>
            http.Request.Path.StartsWithSegments("/offen", StringComparison.OrdinalIgnoreCase);

        /// <summary>Pages on which experts are before they have a session; neither the team's nor those of results.</summary>
        private static bool IsForAnybody(PathString path) =>
            path == "/" || Array.Exists(Anybodys, one => path.StartsWithSegments(one, StringComparison.OrdinalIgnoreCase));

        /// <summary>The session that belongs to the page: experts' pages speak the expert's language, all others the team's.</summary>
        private static async Task<string?> OfSessionAsync(HttpContext http)
        {
            if (OfSheet(http.Request.Path))
                return LanguageTag.Read((await http.AuthenticateAsync(Access.ExpertSession.Scheme)).Principal?.FindFirstValue(Claim));
            var chosen = (await http.AuthenticateAsync(IdentityConstants.ApplicationScheme)).Principal?.FindFirstValue(Claim);
            return All.Contains(chosen) ? chosen : null;
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
            var there = OfPage(httpContext.Request.Path);
            if (wanted.FirstOrDefault(there.Contains) is not { } language)
                return Task.FromResult<ProviderCultureResult?>(null);
            return Task.FromResult<ProviderCultureResult?>(QueryOrSession.In(httpContext, language));
        }
    }
}
