using System.Security.Claims;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Access;

/// <summary>An expert's session, opened by the personal link. It holds the pseudonym and the language, nothing else.</summary>
public static class ExpertSession
{
    public const string Scheme = "Befragung.Expert";

    /// <summary>Opens a session for the panelist of a token; false where the token is unknown or the invitation withdrawn.</summary>
    public static async Task<bool> OpenAsync(HttpContext http, SurveyDb db, string token)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(db);
        var hash = Token.Hash(token);
        var found = await db.Invitations.AsNoTracking()
            .Where(invitation => invitation.TokenHash == hash && invitation.Panelist.WithdrawnAt == null)
            .Select(invitation => new { invitation.TokenHash, invitation.PanelistId, invitation.Panelist.Language })
            .SingleOrDefaultAsync(http.RequestAborted);
        if (found is null || !Token.Matches(token, found.TokenHash)) return false;
        await SignInAsync(http, found.PanelistId, found.Language);
        return true;
    }

    public static Guid PanelistId(this ClaimsPrincipal expert) => Guid.Parse(expert.FindFirstValue(ClaimTypes.NameIdentifier)!);

    private static Task SignInAsync(HttpContext http, Guid panelistId, string language) =>
        http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, panelistId.ToString()), new Claim(Text.Languages.Claim, language)], Scheme)));
}
