using System.Security.Claims;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Befragung.Web.Access;

/// <summary>
/// A session of a member of the team. It holds for as long as it stands here: signing out ends it for every copy of its cookie, and it is over after twelve hours
/// however busy it was. Whatever changes the member's security stamp (password, role) ends all their sessions.
/// </summary>
public sealed class TeamSession
{
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How exactly it is known when a session was last used: a page that is only looked at need not be written down each time.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    private const string IdClaim = "sitzung";

    private TeamSession() { }

    private TeamSession(string memberId, string device, DateTime at)
    {
        Id = Guid.NewGuid();
        MemberId = memberId;
        Device = device;
        StartedAt = at;
        SeenAt = at;
    }

    public Guid Id { get; private set; }

    public string MemberId { get; private set; } = "";

    public TeamMember Member { get; private set; } = null!;

    public DateTime StartedAt { get; private set; }

    /// <summary>When it was last used, to within <see cref="Grain"/>.</summary>
    public DateTime SeenAt { get; private set; }

    /// <summary>The browser it was begun in.</summary>
    public string Device { get; private set; } = "";

    /// <summary>Notes a new session, in place of the one that this browser had. One that only changes its language is none.</summary>
    internal static async Task BeginAsync(CookieSigningInContext context)
    {
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        if (identity.HasClaim(claim => claim.Type == IdClaim))
            return;
        var (db, now) = Tools(context.HttpContext);
        await EndAsync(context.HttpContext, context.Scheme.Name, db);
        var over = now - Longest;
        await db.TeamSessions.Where(session => session.StartedAt < over).ExecuteDeleteAsync();
        var begun = new TeamSession(
            context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!,
            Access.Device.Of(context.Request.Headers.UserAgent),
            now
        );
        db.TeamSessions.Add(begun);
        await db.SaveChangesAsync();
        identity.AddClaim(new Claim(IdClaim, begun.Id.ToString()));
    }

    internal static Task EndAsync(CookieSigningOutContext context) =>
        EndAsync(context.HttpContext, context.Scheme.Name, Tools(context.HttpContext).Db);

    /// <summary>Lets nobody in whose session is over, or whose member has changed since.</summary>
    internal static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var (db, now) = Tools(context.HttpContext);
        var stampClaim = context
            .HttpContext.RequestServices.GetRequiredService<IOptions<IdentityOptions>>()
            .Value.ClaimsIdentity.SecurityStampClaimType;
        var found = IdOf(context.Principal) is not { } id
            ? null
            : await db
                .TeamSessions.Where(session => session.Id == id)
                .Select(session => new
                {
                    session.StartedAt,
                    session.SeenAt,
                    session.Member.SecurityStamp,
                    session.Member.Role,
                    HasSecondStep = db.SecondSteps.Any(step => step.MemberId == session.MemberId),
                })
                .SingleOrDefaultAsync();
        var rule = context.HttpContext.RequestServices.GetRequiredService<SecondStepRule>();
        if (
            found is null
            || now - found.StartedAt > Longest
            || found.SecurityStamp != context.Principal?.FindFirstValue(stampClaim)
            || (rule.Asks(found.Role) && !found.HasSecondStep)
        )
            context.RejectPrincipal();
        else if (now - found.SeenAt > Grain)
            await SeenAsync(context.HttpContext, db, IdOf(context.Principal)!.Value, now);
    }

    /// <summary>Only told to whoever owns it: nothing is to fail because it could not be written.</summary>
    private static async Task SeenAsync(HttpContext http, SurveyDb db, Guid id, DateTime now)
    {
        try
        {
            await db
                .TeamSessions.Where(session => session.Id == id)
                .ExecuteUpdateAsync(session => session.SetProperty(one => one.SeenAt, now));
        }
        catch (Exception failure) when (http.RequestServices.GetRequiredService<SurveyDatabase>().TroubleOf(failure) is not null) { }
    }

    /// <summary>Says in the claims of a member who goes on in the same session that it is no new one.</summary>
    public static Claim Same(ClaimsPrincipal principal) => new(IdClaim, IdOf(principal)?.ToString() ?? "");

    private static async Task EndAsync(HttpContext http, string scheme, SurveyDb db)
    {
        if (IdOf((await http.AuthenticateAsync(scheme)).Principal) is { } id)
            await db.TeamSessions.Where(session => session.Id == id).ExecuteDeleteAsync();
    }

    /// <summary>The session of whoever asks.</summary>
    public static Guid? IdOf(ClaimsPrincipal? principal) => Guid.TryParse(principal?.FindFirstValue(IdClaim), out var id) ? id : null;

    private static (SurveyDb Db, DateTime Now) Tools(HttpContext http) =>
        (
            http.RequestServices.GetRequiredService<SurveyDb>(),
            http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime
        );
}
