using System.Globalization;
using System.Security.Claims;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace Befragung.Web.Access;

/// <summary>
/// An expert's session, opened by the personal link. It holds the pseudonym, the language, an id by which it can be ended, and whether the expert had been withdrawn
/// before; nothing else.
/// </summary>
public static class ExpertSession
{
    public const string Scheme = "Befragung.Expert";

    /// <summary>How long a session lasts that nobody uses.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private const string IdClaim = "sitzung",
        AdmissionClaim = "aufnahme";

    /// <summary>Tells, where a session is missing, whether the browser takes cookies at all.</summary>
    private const string Probe = "befragung.probe";

    /// <summary>Whose a link is; null where its token is unknown or the invitation withdrawn.</summary>
    public static async ValueTask<InvitedPanelist?> InvitedAsync(InvitationQuery invitations, string? arrived, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(invitations);
        return
            Token.Read(arrived) is { } token
            && await invitations.ReadAsync(Token.Hash(token), cancel) is [var found]
            && Token.Matches(token, found.TokenHash)
            ? found
            : null;
    }

    /// <summary>Somebody else whose session is open in this browser; null where there is none.</summary>
    public static async Task<ClaimsPrincipal?> OfAnotherAsync(HttpContext http, InvitedPanelist invited)
    {
        ArgumentNullException.ThrowIfNull(invited);
        return (await http.AuthenticateAsync(Scheme)).Principal is { } open && open.PanelistId() != invited.PanelistId ? open : null;
    }

    public static Task OpenAsync(HttpContext http, InvitedPanelist invited)
    {
        ArgumentNullException.ThrowIfNull(invited);
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, invited.PanelistId.ToString()),
                new Claim(Text.Languages.Claim, invited.Language),
                new Claim(IdClaim, Guid.NewGuid().ToString()),
            ],
            Scheme
        );
        if (invited.Admission > 0)
            identity.AddClaim(new Claim(AdmissionClaim, invited.Admission.ToString(CultureInfo.InvariantCulture)));
        return http.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Ends the session that is open in this browser, and that of whoever has a copy of its cookie.</summary>
    public static async Task EndAsync(HttpContext http, SurveyDb db, DateTime at)
    {
        if (IdOf((await http.AuthenticateAsync(Scheme)).Principal) is { } id)
            await EndedSession.AddAsync(db, id, at);
        await http.SignOutAsync(Scheme);
    }

    /// <summary>Lets nobody in whose session was ended.</summary>
    internal static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (
            IdOf(context.Principal) is not { } id
            || (await context.HttpContext.RequestServices.GetRequiredService<EndedSessionQuery>().ReadAsync(id)).Count > 0
        )
            context.RejectPrincipal();
    }

    private static Guid? IdOf(ClaimsPrincipal? expert) => Guid.TryParse(expert?.FindFirstValue(IdClaim), out var id) ? id : null;

    /// <summary>How often the expert had been invited anew when the session was opened.</summary>
    public static int Admission(this ClaimsPrincipal expert) =>
        int.TryParse(expert.FindFirstValue(AdmissionClaim), CultureInfo.InvariantCulture, out var admission) ? admission : 0;

    public static Guid PanelistId(this ClaimsPrincipal expert) => Guid.Parse(expert.FindFirstValue(ClaimTypes.NameIdentifier)!);

    /// <summary>
    /// Answers who has no session (any more). A page that is asked for leads to the word about personal links. But what was typed must not get lost on the way
    /// there: a script is told, and a form of our own gets a page that shows what was in it.
    /// </summary>
    public static Task Ended(RedirectContext<CookieAuthenticationOptions> redirect)
    {
        ArgumentNullException.ThrowIfNull(redirect);
        var request = redirect.Request;
        if (!HttpMethods.IsPost(request.Method) || !(AsksForData(request) || request.IsFromOwnPage()))
        {
            var cookies = redirect.HttpContext.RequestServices.GetRequiredService<SiteCookies>();
            redirect.Response.Cookies.Append(cookies.Name(Probe), "1", cookies.Options(redirect.HttpContext));
            redirect.Response.Redirect(redirect.RedirectUri);
        }
        else
        {
            redirect.Response.StatusCode = StatusCodes.Status401Unauthorized;
            if (AsksForData(request) && redirect.HttpContext.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
        }
        return Task.CompletedTask;
    }

    /// <summary>Whether a browser that was led to the word about personal links has brought no cookie along.</summary>
    public static bool TakesNoCookies(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return !http.Request.Cookies.ContainsKey(http.RequestServices.GetRequiredService<SiteCookies>().Name(Probe));
    }

    /// <summary>Whether a form was sent from a page of this site. What somebody typed is shown to nobody but them, and what others typed to nobody at all.</summary>
    public static bool IsFromOwnPage(this HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : request.Headers.Origin == $"{request.Scheme}://{request.Host}";
    }

    private static bool AsksForData(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal);
}
