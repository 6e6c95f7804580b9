using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Befragung.Web.Operation;
using Befragung.Web.Pages;
using Befragung.Web.Pages.Ergebnisse;
using Befragung.Web.Reports;
using Befragung.Web.Settings;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web;

/// <summary>The web application, put together: for serving, for the verbs that need its parts, and for tests.</summary>
public static class Site
{
    // So that a page with feedback is handed to the network in one go.
    private const long LargestPage = 256 * 1024;

    /// <param name="settings">As on the command line; the environment and files add theirs.</param>
    /// <param name="clock">The time; that of the machine where none is handed in.</param>
    /// <param name="change">What a test puts in the place of a part.</param>
    /// <param name="uses">The sections of settings that have to be right; all where none is named.</param>
    /// <exception cref="SettingsException">Some are not.</exception>
    public static WebApplication Build(
        string[] settings,
        TimeProvider? clock = null,
        Action<IServiceCollection>? change = null,
        params IReadOnlyList<string> uses
    )
    {
        var builder = Builder(settings);
        SettingsCheck.Require(builder.Configuration, uses);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = UploadLimit.Largest;
            kestrel.Limits.MaxResponseBufferSize = LargestPage;
        });
        AddParts(builder.Services, builder.Configuration, clock ?? TimeProvider.System);
        change?.Invoke(builder.Services);
        var app = builder.Build();
        MapParts(app);
        return app;
    }

    /// <summary>Only what makes reports, for the verbs that have no database or do not rely on it. Settings are taken as they are.</summary>
    public static WebApplication BuildReports(params string[] settings)
    {
        var builder = Builder(settings);
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System).AddLocalization().AddReports().AddSingleton<Doctor>().AddRazorPages();
        return builder.Build();
    }

    private static WebApplicationBuilder Builder(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = settings,
                ApplicationName = typeof(Site).Assembly.GetName().Name,
                ContentRootPath = Path.Exists("wwwroot") ? null : AppContext.BaseDirectory,
            }
        );
        SettingsCheck.DropEmpty(builder.Configuration);
        return builder;
    }

    private static void AddParts(IServiceCollection services, IConfiguration configuration, TimeProvider clock)
    {
        var folder = DataFolder.From(configuration);
        services.AddSingleton(clock);
        var site = SiteAddress.From(configuration);
        services.AddSingleton(site);
        services.AddSingleton(Institution.From(configuration));
        var database = SurveyDatabase.From(configuration, folder);
        services.AddSurveyData(folder, database);
        services.AddSingleton<FrozenRounds>();
        services.AddSingleton<DeskQuery>();
        services.AddSingleton<InvitationQuery>();
        services.AddSingleton<Releases>();
        services.AddSingleton<LongSteps>().AddHostedService(provider => provider.GetRequiredService<LongSteps>());
        services.AddSingleton<Pseudonyms>();
        services.AddScoped<Desks>();
        services.AddScoped<StepProgress>();
        services.AddScoped<Portions>();
        services.AddScoped<UnfinishedSteps>();
        services.AddScoped<Fieldwork>();
        services.AddScoped<Panels>();
        services.AddScoped<StudyExports>();
        services.AddScoped<Deletions>();
        services.AddSingleton<WorkFolder>();
        services.AddHostedService<Tidying>();
        services.AddSingleton(provider => new LogoFiles(async id =>
        {
            await using var scope = provider.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<SurveyDb>().LogoAsync(id, CancellationToken.None);
        }));
        var cookies = new SiteCookies(site.Root.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
        services
            .AddAccess(configuration, database, cookies)
            .AddMail(configuration)
            .AddReports(provider => provider.GetRequiredService<WorkFolder>().Path)
            .AddPrintedReports(folder.Private("reports"));
        services.AddScoped<ReportCounter>();
        services.AddSingleton<ReportTidying>().AddHostedService(provider => provider.GetRequiredService<ReportTidying>());
        services.AddSingleton<KeptResults>();
        services.AddOperation();
        services.AddLocalization().Configure<RequestLocalizationOptions>(Languages.Configure);
        // Letters as themselves: umlauts need no disguise in UTF-8.
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options =>
            options.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All)
        );
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.Configure<ForwardedHeadersOptions>(forwarded => ProxyList.Trust(forwarded, configuration["Proxy:Trusted"]));
        services.AddResponseCompression(options => options.EnableForHttps = false);
        services
            .AddRazorPages(options =>
            {
                options.Conventions.AuthorizeFolder("/Team", Policies.Team);
                options.Conventions.AuthorizeFolder("/Konto", Policies.Team);
                options.Conventions.AuthorizeFolder("/Bogen", Policies.Expert);
                options.Conventions.GuardResults("/Ergebnisse");
            })
            .AddMvcOptions(options =>
            {
                options.Filters.Add<RuleBrokenFilter>();
                options.Filters.Add<KnownStepsFilter>();
            });
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = UploadLimit.Largest;
            form.ValueCountLimit = 4096;
        });
        services.AddAntiforgery(options => options.Cookie = cookies.Builder(FormTokens.Cookie, SameSiteMode.Strict));
        services.PostConfigure<Microsoft.AspNetCore.HostFiltering.HostFilteringOptions>(hosts =>
            Answer(hosts, configuration["AllowedHosts"], site)
        );
    }

    /// <summary>Answers to the site's own name and, for whoever looks after its health, on the machine itself; unless other names are set.</summary>
    private static void Answer(Microsoft.AspNetCore.HostFiltering.HostFilteringOptions hosts, string? named, SiteAddress site)
    {
        if (named is { Length: > 0 })
            return;
        hosts.AllowedHosts =
        [
            .. ((string[])[new Uri(site.Root).IdnHost, "localhost", "127.0.0.1", "[::1]"]).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static void MapParts(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseResponseCompression();
        app.UseSecurityHeaders();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/fehler/500",
                StatusCodeSelector = failure =>
                    failure is BadHttpRequestException bad ? bad.StatusCode
                    : failure is InvalidDataException ? 400
                    : 500,
            }
        );
        app.UseStatusCodePagesWithReExecute("/fehler/{0}");
        app.UseDatabaseTroubles();
        app.UseUploadLimit();
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseRouting();
        app.UseRequestLocalization();
        app.UseSharedCultures();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/team", StringComparison.OrdinalIgnoreCase),
            team =>
                team.Use(
                    (http, next) =>
                    {
                        Actor.Be(SecurityLog.IdOf(http.User));
                        return next(http);
                    }
                )
        );
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        var pages = app.MapRazorPages();
        pages.TakeShortWay();
        pages.KeepResults();
        pages.GuardStudies();
        // What is not there is said to be not there, instead of asking strangers to sign in.
        app.MapFallback("{**path}", () => Results.NotFound()).AllowAnonymous();
    }
}
