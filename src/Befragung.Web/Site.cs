using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Deadlines;
using Befragung.Web.Mail;
using Befragung.Web.Operation;
using Befragung.Web.Pages;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Befragung.Web.Pages.Ergebnisse;
using Befragung.Web.Reports;
using Befragung.Web.Settings;
using Befragung.Web.Text;
using Microsoft.AspNetCore.HostFiltering;

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
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Doctor>();
        builder.Services.AddTexts();
        builder.Services.AddReports();
        builder.Services.AddRazorPages();
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
        // As compressed when it was built. Else what was not published is packed anew for everybody, and hardly made smaller.
        if (!builder.Environment.IsDevelopment())
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        return builder;
    }

    private static void AddParts(IServiceCollection services, IConfiguration configuration, TimeProvider clock)
    {
        var folder = DataFolder.From(configuration);
        var database = SurveyDatabase.From(configuration, folder);
        var site = SiteAddress.From(configuration);
        var cookies = new SiteCookies(site.Root.StartsWith("https://", StringComparison.OrdinalIgnoreCase));
        services.AddSingleton(clock);
        services.AddTexts();
        services.AddSingleton(DeletionFile.From(configuration, folder));
        services.AddData(folder, database);
        services.AddAccess(configuration, database, cookies);
        services.AddMail(configuration, site);
        services.AddDeadlines();
        // Reports know no database.
        services.AddSingleton(provider => new LogoFiles(id => LogoAsync(provider, id)));
        services.AddReports(provider => provider.GetRequiredService<WorkFolder>().Path);
        services.AddPrintedReports(folder.Private("reports"));
        services.AddPages(configuration, cookies);
        services.AddOperation();
        AddServer(services, configuration, site);
    }

    private static async Task<byte[]?> LogoAsync(IServiceProvider provider, Guid id)
    {
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SurveyDb>().LogoAsync(id, CancellationToken.None);
    }

    /// <summary>What holds for every request, whatever it asks for.</summary>
    private static void AddServer(IServiceCollection services, IConfiguration configuration, SiteAddress site)
    {
        services.Configure<RequestLocalizationOptions>(Languages.Configure);
        services.Configure<ForwardedHeadersOptions>(forwarded => ProxyList.Trust(forwarded, configuration["Proxy:Trusted"]));
        services.PostConfigure<HostFilteringOptions>(hosts => Answer(hosts, configuration["AllowedHosts"], site));
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.AddResponseCompression(options => options.EnableForHttps = false);
    }

    /// <summary>Answers to the site's own name and, for whoever looks after its health, on the machine itself; unless other names are set.</summary>
    private static void Answer(HostFilteringOptions hosts, string? named, SiteAddress site)
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
        app.UseLastingAssets();
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
        if (app.Services.GetRequiredService<ShortcutsTaken>().Has(Shortcut.Direct))
            pages.TakeShortWay();
        pages.KeepResults();
        pages.GuardStudies();
        // What is not there is said to be not there, instead of asking strangers to sign in.
        app.MapFallback("{**path}", () => Results.NotFound()).AllowAnonymous();
    }
}
