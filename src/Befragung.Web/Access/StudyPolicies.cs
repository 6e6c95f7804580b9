using Befragung.Delphi;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Befragung.Web.Access;

/// <summary>
/// The permission for everything under the address of a study, pages and files alike: asked before anything of the page is made, and by the route, so that no page can
/// forget it. A study that one is no member of is not there.
/// </summary>
public static class StudyPolicies
{
    /// <summary>The parameter of a route that names the study.</summary>
    public const string Parameter = "study";

    /// <summary>Members look; editors and owners also send.</summary>
    public const string Members = "Studie";

    /// <summary>Members look, and send what changes nothing: see <see cref="OnlyTriesAttribute"/>.</summary>
    public const string Tries = "Studie.Ausprobieren";

    /// <summary>For what names people of the panel.</summary>
    public const string Editors = "Studie.Panel";

    /// <summary>For what deletes data for good.</summary>
    public const string Owners = "Studie.Leitung";

    /// <summary>For who belongs to the team.</summary>
    public const string TeamOwners = "Studie.Team";

    internal static AuthorizationBuilder AddStudies(this AuthorizationBuilder authorization)
    {
        Add(Members, StudyRole.Reader, StudyRole.Editor);
        Add(Tries, StudyRole.Reader, StudyRole.Reader);
        Add(Editors, StudyRole.Editor, StudyRole.Editor, new("Namen und Adressen sehen nur Mitglieder, die das Panel betreuen."));
        Add(Owners, StudyRole.Owner, StudyRole.Owner, new("Löschen dürfen hier nur die, denen die Studie anvertraut ist."));
        Add(
            TeamOwners,
            StudyRole.Reader,
            StudyRole.Owner,
            new("Wer zum Team gehört, entscheiden nur die, denen die Studie anvertraut ist.")
        );
        authorization.Services.AddSingleton<IAuthorizationHandler, StudyHandler>();
        return authorization;

        void Add(string name, StudyRole toLook, StudyRole toSend, Sentence? why = null) =>
            authorization.AddPolicy(
                name,
                policy =>
                    policy
                        .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme)
                        .RequireAuthenticatedUser()
                        .AddRequirements(new StudyRequirement(toLook, toSend, why))
            );
    }

    /// <summary>Puts the permission on every route that names a study.</summary>
    public static void GuardStudies(this IEndpointConventionBuilder pages) =>
        pages.Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder route && route.RoutePattern.GetParameter(Parameter) is not null)
                route.Metadata.Add(new AuthorizeAttribute(route.Metadata.OfType<OnlyTriesAttribute>().Any() ? Tries : Members));
        });

    /// <summary>Whether the study was asked for by somebody for whom it is not there.</summary>
    internal static bool IsNotThere(HttpContext http) => http.Items.ContainsKey(typeof(StudyAccess)) && StudyAccess.Of(http) is null;

    /// <param name="ToLook">The least role to look.</param>
    /// <param name="ToSend">The least role to send.</param>
    /// <param name="Why">What whoever has less is told; null for the usual.</param>
    internal sealed record StudyRequirement(StudyRole ToLook, StudyRole ToSend, Sentence? Why = null) : IAuthorizationRequirement;

    private sealed class StudyHandler : AuthorizationHandler<StudyRequirement>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, StudyRequirement requirement)
        {
            if (context.Resource is not HttpContext http || context.User.Identity is not { IsAuthenticated: true })
                return;
            var method = http.Request.Method;
            var least = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? requirement.ToLook : requirement.ToSend;
            if (await AskAsync(http) is { } access && access.Role >= least)
                context.Succeed(requirement);
            else if (requirement.Why is { } why)
                http.Items[typeof(Sentence)] = why;
        }

        /// <summary>Once for all requirements of a request.</summary>
        private static async Task<StudyAccess?> AskAsync(HttpContext http)
        {
            if (!http.Items.ContainsKey(typeof(StudyAccess)))
                http.Items[typeof(StudyAccess)] = http.GetRouteValue(Parameter) is string key
                    ? await http
                        .RequestServices.GetRequiredService<SurveyDb>()
                        .StudyAccessAsync(key, SecurityLog.IdOf(http.User), http.RequestAborted)
                    : null;
            return StudyAccess.Of(http);
        }
    }
}
