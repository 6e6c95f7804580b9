using System.Security.Claims;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;

namespace Befragung.Web.Access;

/// <summary>An expert's session, opened by the personal link. It holds the pseudonym and the language, nothing else.</summary>
public static class ExpertSession
{
    public const string Scheme = "Befragung.Expert";

    /// <summary>Opens a session for the panelist of a token; false where the token is unknown or the invitation withdrawn.</summary>
    public static async Task<bool> OpenAsync(HttpContext http, InvitationQuery invitations, string token)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(invitations);
        if (invitations.Read(Token.Hash(token)) is not [var found] || !Token.Matches(token, found.TokenHash))
            return false;
        await SignInAsync(http, found.PanelistId, found.Language);
        return true;
    }

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
            redirect.Response.Redirect(redirect.RedirectUri);
        else
        {
            redirect.Response.StatusCode = StatusCodes.Status401Unauthorized;
            if (AsksForData(request) && redirect.HttpContext.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
        }
        return Task.CompletedTask;
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

    private static Task SignInAsync(HttpContext http, Guid panelistId, string language) =>
        http.SignInAsync(
            Scheme,
            new ClaimsPrincipal(
                new ClaimsIdentity(
                    [new Claim(ClaimTypes.NameIdentifier, panelistId.ToString()), new Claim(Text.Languages.Claim, language)],
                    Scheme
                )
            )
        );
}
