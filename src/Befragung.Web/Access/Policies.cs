using System.Threading.RateLimiting;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace Befragung.Web.Access;

/// <summary>Who may do what. Every route has a policy; what has none of its own is for the team only.</summary>
public static class Policies
{
    public const string Team = "Team";
    public const string Expert = "Expert";
    public const string SignInLimit = "Anmelden";
    public const string TokenLimit = "Einladung";
    public const string ReportLimit = "Bericht";
    public const string PictureLimit = "Bild";
    public const string ResultsLimit = "Ergebnisse";

    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration, DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(folder);
        // AES-GCM encrypts and signs in one step, where the default takes two. Keys of before stay what they are.
        services
            .AddDataProtection()
            .SetApplicationName("Befragung")
            .PersistKeysToFileSystem(new DirectoryInfo(folder.Private("keys")))
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        services
            .AddIdentityCore<TeamMember>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // Length is what counts (NIST SP 800-63B, OWASP ASVS 2.1).
                options.Password = new()
                {
                    RequiredLength = 12,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                    RequiredUniqueChars = 5,
                };
                options.Lockout = new() { MaxFailedAccessAttempts = 10, DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15) };
            })
            .AddEntityFrameworkStores<SurveyDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<TeamClaims>()
            .AddErrorDescriber<GermanIdentityErrors>();
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                cookie =>
                    Configure(
                        cookie,
                        "befragung.team",
                        "/team/anmelden",
                        TimeSpan.FromHours(10),
                        SecurityStampValidator.ValidatePrincipalAsync
                    )
            )
            .AddCookie(ExpertSession.Scheme, cookie => Configure(cookie, "befragung.bogen", "/einladung", TimeSpan.FromDays(1)));
        services.Configure<CookieAuthenticationOptions>(
            ExpertSession.Scheme,
            cookie => cookie.Events.OnRedirectToLogin = ExpertSession.Ended
        );
        services.PostConfigure<CookieAuthenticationOptions>(
            ExpertSession.Scheme,
            cookie => cookie.TicketDataFormat = new RememberedTickets(cookie.TicketDataFormat)
        );
        services.Configure<SecurityStampValidatorOptions>(options => options.OnRefreshingPrincipal = Text.Languages.KeepAsync);
        services.AddSingleton<FormTokens>();
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                Team,
                policy =>
                    policy
                        .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme)
                        .RequireAuthenticatedUser()
                        .AddRequirements(new EditorsWrite())
            )
            .AddPolicy(Expert, policy => policy.AddAuthenticationSchemes(ExpertSession.Scheme).RequireAuthenticatedUser())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationHandler, EditorsWriteHandler>();
        services.AddSingleton(new ReportLimiter(ReportsPerMinute(configuration)));
        services.AddSingleton<IPasswordHasher<ResultsPassword>, PasswordHasher<ResultsPassword>>().AddSingleton<ResultsEntry>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            Limit(limiter, SignInLimit, configuration.GetValue("Limits:SignInsPerMinute", 10));
            Limit(limiter, ReportLimit, ReportsPerMinute(configuration));
            Limit(limiter, PictureLimit, configuration.GetValue("Limits:PicturesPerMinute", 20));
            // Only saying a password counts, and a whole room that results are shown in may do so at once.
            Limit(limiter, ResultsLimit, configuration.GetValue("Limits:PasswordsPerMinute", 30), onlyForms: true);
            // A whole conference room may sit behind one address.
            Limit(limiter, TokenLimit, configuration.GetValue("Limits:LinksPerMinute", 120));
        });
        return services;
    }

    private static void Configure(
        CookieAuthenticationOptions cookie,
        string name,
        string signIn,
        TimeSpan lifetime,
        Func<CookieValidatePrincipalContext, Task>? validate = null
    )
    {
        cookie.Cookie = new()
        {
            Name = name,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
            IsEssential = true,
        };
        cookie.LoginPath = signIn;
        // The page of errors says it, under the address that was asked for.
        cookie.Events.OnRedirectToAccessDenied = denied =>
        {
            denied.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        cookie.ReturnUrlParameter = "weiter";
        // Where to go from there is the page's decision.
        cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (lifetime, true);
        if (validate is not null)
            cookie.Events.OnValidatePrincipal = validate;
    }

    private static int ReportsPerMinute(IConfiguration configuration) => configuration.GetValue("Limits:ReportsPerMinute", 10);

    private static void Limit(RateLimiterOptions limiter, string name, int perMinute, bool onlyForms = false) =>
        limiter.AddPolicy(
            name,
            http =>
                onlyForms && !HttpMethods.IsPost(http.Request.Method)
                    ? RateLimitPartition.GetNoLimiter("")
                    : RateLimitPartition.GetFixedWindowLimiter(
                        http.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }
                    )
        );

    /// <summary>Whoever only reads sends nothing.</summary>
    private sealed class EditorsWrite : IAuthorizationRequirement;

    private sealed class EditorsWriteHandler : AuthorizationHandler<EditorsWrite>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, EditorsWrite requirement)
        {
            if (context.Resource is not HttpContext http)
                return Task.CompletedTask;
            var method = http.Request.Method;
            if (
                HttpMethods.IsGet(method)
                || HttpMethods.IsHead(method)
                || context.User.IsInRole(nameof(TeamRole.Editor))
                || context.User.IsInRole(nameof(TeamRole.Owner))
            )
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}
