using System.Runtime.ExceptionServices;
using Befragung.Web.Data.Providers;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Befragung.Web.Access;

/// <summary>
/// Sessions are looked up in the database. While that is in trouble, nobody is let in; but nobody is told that their session has ended either: where a session is
/// needed, the trouble itself is the answer. And a study that one is no member of is not there.
/// </summary>
internal sealed class LookedUpSessions : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public static Func<CookieValidatePrincipalContext, Task> Guarded(Func<CookieValidatePrincipalContext, Task> validate) =>
        async context =>
        {
            try
            {
                await validate(context);
            }
            catch (Exception failure)
                when (context.HttpContext.RequestServices.GetRequiredService<SurveyDatabase>().TroubleOf(failure) is not null)
            {
                context.RejectPrincipal();
                context.HttpContext.Items[typeof(LookedUpSessions)] = ExceptionDispatchInfo.Capture(failure);
            }
        };

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!authorizeResult.Succeeded && context.Items[typeof(LookedUpSessions)] is ExceptionDispatchInfo trouble)
            trouble.Throw();
        if (authorizeResult.Forbidden && StudyPolicies.IsNotThere(context))
        {
            // Whether there is such a study is nobody's business who is no member of it.
            context.RequestServices.GetRequiredService<SecurityLog>().Refused(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        return usual.HandleAsync(next, context, policy, authorizeResult);
    }
}
