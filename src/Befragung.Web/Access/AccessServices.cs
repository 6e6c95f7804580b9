using System.Threading.RateLimiting;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace Befragung.Web.Access;

public static class AccessServices
{
    /// <summary>Accounts and sessions, who may do what, and how often somebody may try.</summary>
    public static IServiceCollection AddAccess(
        this IServiceCollection services,
        IConfiguration configuration,
        SurveyDatabase database,
        SiteCookies cookies
    )
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(database);
        // AES-GCM encrypts and signs in one step, where the default takes two. Keys of before stay what they are.
        database.Keep(
            services
                .AddDataProtection()
                .SetApplicationName("Befragung")
                .UseCryptographicAlgorithms(
                    new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM }
                )
        );
        services
            .AddIdentityCore<TeamMember>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // An address may have any letters behind the @; what it may be is the mailbox's to say.
                options.User.AllowedUserNameCharacters = "";
                // Length is what counts (NIST SP 800-63B, OWASP ASVS 2.1), and that nobody guesses it.
                options.Password = new()
                {
                    RequiredLength = 12,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                    RequiredUniqueChars = 5,
                };
            })
            .AddEntityFrameworkStores<SurveyDb>()
            .AddSignInManager()
            .AddPasswordValidator<GuessablePasswords>()
            .AddClaimsPrincipalFactory<TeamClaims>()
            .AddErrorDescriber<GermanIdentityErrors>();
        services.AddSingleton<ILookupNormalizer, MailboxNormalizer>();
        services.AddSingleton(cookies);
        services.AddSingleton<SecurityLog>();
        services.AddSingleton<EndedSessionQuery>();
        services.AddSingleton<KnownDevices>();
        services.AddSingleton<SignInTries>();
        services.AddKeyedSingleton<SignInTries>(TeamSignIn.Codes);
        services.AddSingleton(new SecondStepRule(configuration.GetValue(SecondStepRule.Setting, SecondStepDemand.Nobody)));
        services.AddScoped<SecondSteps>();
        services.AddScoped<HalfSignedIn>();
        services.AddScoped<TeamSignIn>();
        services.AddScoped<Accounts>();
        services.AddScoped<Members>();
        AddSessions(services, cookies);
        AddPolicies(services);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, LookedUpSessions>();
        services.AddSingleton<IPasswordHasher<ResultsPassword>, PasswordHasher<ResultsPassword>>();
        services.AddSingleton<ResultsEntry>();
        AddLimits(services, configuration);
        return services;
    }

    private static void AddSessions(IServiceCollection services, SiteCookies cookies)
    {
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                cookie =>
                {
                    Configure(cookie, cookies.Builder("befragung.team", SameSiteMode.Lax), "/team/anmelden", TimeSpan.FromHours(10));
                    cookie.Events.OnSigningIn = TeamSession.BeginAsync;
                    cookie.Events.OnSigningOut = TeamSession.EndAsync;
                    cookie.Events.OnValidatePrincipal = LookedUpSessions.Guarded(TeamSession.ValidateAsync);
                }
            )
            .AddCookie(
                ExpertSession.Scheme,
                cookie =>
                {
                    Configure(cookie, cookies.Builder("befragung.bogen", SameSiteMode.Lax), "/einladung", ExpertSession.Lifetime);
                    cookie.Events.OnRedirectToLogin = ExpertSession.Ended;
                    cookie.Events.OnValidatePrincipal = LookedUpSessions.Guarded(ExpertSession.ValidateAsync);
                }
            );
    }

    private static void Configure(CookieAuthenticationOptions cookie, CookieBuilder builder, string signIn, TimeSpan lifetime)
    {
        cookie.Cookie = builder;
        cookie.LoginPath = signIn;
        // The page of errors says it, under the address that was asked for.
        cookie.Events.OnRedirectToAccessDenied = denied =>
        {
            denied.Response.StatusCode = StatusCodes.Status403Forbidden;
            denied.HttpContext.RequestServices.GetRequiredService<SecurityLog>().Refused(denied.HttpContext);
            return Task.CompletedTask;
        };
        cookie.ReturnUrlParameter = "weiter";
        // Where to go from there is the page's decision.
        cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        cookie.ExpireTimeSpan = lifetime;
        cookie.SlidingExpiration = true;
    }

    private static void AddPolicies(IServiceCollection services) =>
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                Policies.Team,
                policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser()
            )
            .AddPolicy(
                Policies.Administrator,
                policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireRole(nameof(TeamRole.Administrator))
            )
            .AddStudies()
            .AddPolicy(Policies.Expert, policy => policy.AddAuthenticationSchemes(ExpertSession.Scheme).RequireAuthenticatedUser())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().Build());

    private static void AddLimits(IServiceCollection services, IConfiguration configuration)
    {
        var reports = configuration.GetValue("Limits:ReportsPerMinute", 10);
        services.AddSingleton(new ReportLimiter(reports));
        services.AddSingleton(provider => new GuessedLinks(
            configuration.GetValue("Limits:LinksPerMinute", 120),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<IPasswordHasher<OpenLink>, PasswordHasher<OpenLink>>();
        services.AddSingleton<OpenTickets>();
        services.AddSingleton(provider => new OpenGate(
            configuration.GetValue("Limits:ParticipantsPerMinute", 60),
            provider.GetRequiredService<IPasswordHasher<OpenLink>>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.AskToWait(wait);
                return ValueTask.CompletedTask;
            };
            // Only saying a password counts; whoever looks at the page guesses nothing. A whole room that results are shown in may say theirs at once.
            Limit(limiter, Policies.SignInLimit, configuration.GetValue("Limits:SignInsPerMinute", 10), onlyForms: true);
            Limit(limiter, Policies.ResultsLimit, configuration.GetValue("Limits:PasswordsPerMinute", 30), onlyForms: true);
            Limit(limiter, Policies.ReportLimit, reports);
            Limit(limiter, Policies.PictureLimit, configuration.GetValue("Limits:PicturesPerMinute", 20));
        });
    }

    private static void Limit(RateLimiterOptions limiter, string name, int perMinute, bool onlyForms = false) =>
        limiter.AddPolicy(
            name,
            http =>
                onlyForms && !HttpMethods.IsPost(http.Request.Method)
                    ? RateLimitPartition.GetNoLimiter("")
                    : RateLimitPartition.GetFixedWindowLimiter(
                        Origin.Of(http),
                        _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }
                    )
        );
}
