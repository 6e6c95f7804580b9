using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Befragung.Web.Pages;
using Befragung.Web.Pages.Ergebnisse;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web;

/// <summary>The web application, put together: for serving, for the verbs that need its parts, and for tests.</summary>
public static class Site
{
    // Questionnaires and panels are small; what is larger is a mistake or an attack.
    private const long LargestUpload = 5 * 1024 * 1024;

    // So that a page with feedback is handed to the network in one go.
    private const long LargestPage = 256 * 1024;

    public static WebApplication Build(string[] settings, TimeProvider? clock = null)
    {
        var builder = Builder(settings);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
            (kestrel.AddServerHeader, kestrel.Limits.MaxRequestBodySize, kestrel.Limits.MaxResponseBufferSize) = (
                false,
                LargestUpload,
                LargestPage
            )
        );
        AddParts(builder.Services, builder.Configuration, clock ?? TimeProvider.System);
        var app = builder.Build();
        MapParts(app);
        return app;
    }

    /// <summary>Only what makes reports, for the verbs that have no database.</summary>
    public static WebApplication BuildReports()
    {
        var builder = Builder([]);
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System).AddLocalization().AddReports().AddRazorPages();
        return builder.Build();
    }

    private static WebApplicationBuilder Builder(string[] settings) =>
        WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = settings,
                ApplicationName = typeof(Site).Assembly.GetName().Name,
                ContentRootPath = Path.Exists("wwwroot") ? null : AppContext.BaseDirectory,
            }
        );

    private static void AddParts(IServiceCollection services, IConfiguration configuration, TimeProvider clock)
    {
        var folder = DataFolder.From(configuration);
        services.AddSingleton(clock);
        services.AddSingleton(SiteAddress.From(configuration));
        services
            .AddSurveyData(configuration, folder)
            .AddSingleton<FrozenRounds>()
            .AddSingleton<DeskQuery>()
            .AddSingleton<SheetWriter>()
            .AddSingleton<InvitationQuery>()
            .AddScoped<Desks>()
            .AddScoped<Fieldwork>()
            .AddScoped<Panels>()
            .AddSingleton<Pseudonyms>()
            .AddScoped<StudyExports>();
        services.AddSingleton(provider => new LogoFiles(async id =>
        {
            await using var scope = provider.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<SurveyDb>().LogoAsync(id, CancellationToken.None);
        }));
        services
            .AddAccess(configuration, folder)
            .AddMail(configuration)
            .AddReports()
            .AddPrintedReports(folder.Private("reports"))
            .AddScoped<ReportCounter>();
        services.AddLocalization().Configure<RequestLocalizationOptions>(Languages.Configure);
        // Letters as themselves: umlauts need no disguise in UTF-8.
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options =>
            options.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All)
        );
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        services.Configure<ForwardedHeadersOptions>(forwarded => Trust(forwarded, configuration["Proxy:Trusted"]));
        services.AddResponseCompression(options => options.EnableForHttps = false);
        services
            .AddRazorPages(options =>
            {
                options.Conventions.AuthorizeFolder("/Team", Policies.Team);
                options.Conventions.AuthorizeFolder("/Bogen", Policies.Expert);
                options.Conventions.GuardResults("/Ergebnisse");
            })
            .AddMvcOptions(options =>
            {
                options.Filters.Add<RuleBrokenFilter>();
                options.Filters.Add<KnownStepsFilter>();
            });
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(form =>
            (form.MultipartBodyLengthLimit, form.ValueCountLimit) = (LargestUpload, 4096)
        );
        services.AddAntiforgery(options =>
            options.Cookie = new()
            {
                Name = FormTokens.Cookie,
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                SecurePolicy = CookieSecurePolicy.SameAsRequest,
            }
        );
    }

    /// <summary>Believes nobody about where a request comes from but the proxies that are named, as addresses or networks.</summary>
    private static void Trust(ForwardedHeadersOptions forwarded, string? proxies)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in (proxies ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (System.Net.IPAddress.TryParse(proxy, out var address))
                forwarded.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network))
                forwarded.KnownIPNetworks.Add(network);
            else
                throw new ConfigurationException(
                    $"Proxy__Trusted nennt „{proxy}“. Das ist weder eine Adresse noch ein Netz wie 10.0.0.0/8."
                );
        // To ASP.NET Core, two empty lists mean that everybody is believed.
        if (forwarded.KnownProxies.Count + forwarded.KnownIPNetworks.Count == 0)
            forwarded.ForwardedHeaders = ForwardedHeaders.None;
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
        app.UseUploadLimit(LargestUpload);
        if (!app.Environment.IsDevelopment())
            app.UseHsts();
        app.UseRouting();
        app.UseRequestLocalization();
        app.UseSharedCultures();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        app.MapRazorPages().TakeShortWay();
        // What is not there is said to be not there, instead of asking strangers to sign in.
        app.MapFallback("{**path}", () => Results.NotFound()).AllowAnonymous();
    }
}
