using System.Text.Unicode;
using Befragung.Web.Access;
using Befragung.Web.Pages.Bogen;
using Befragung.Web.Pages.Ergebnisse;
using Befragung.Web.Pages.Probe;
using Befragung.Web.Pages.Team.Fragebogen.Vorschau;
using Befragung.Web.Settings;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.WebEncoders;

namespace Befragung.Web.Pages;

public static class PageServices
{
    /// <summary>The pages, who may open them at all, and what they keep or have made in the background.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration, SiteCookies cookies)
    {
        ArgumentNullException.ThrowIfNull(cookies);
        services.AddSingleton(Institution.From(configuration));
        services.AddSingleton(LegalNotice.From(configuration));
        services.AddSingleton(ShortcutsTaken.From(configuration));
        services.AddSingleton<KeptResults>();
        services.AddSingleton<ResultsMeta>();
        services.AddScoped<SheetSite, ExpertSite>();
        services.AddSingleton<PreviewSheets>();
        services.AddSingleton<PreviewCache>();
        services.AddScoped<PreviewRounds>();
        services.AddScoped<PreviewSite>();
        services.AddScoped<TrialSite>();
        services.AddScoped<ReportDelivery>();
        services.AddSingleton<ReportTidying>();
        services.AddHostedService(provider => provider.GetRequiredService<ReportTidying>());
        // Letters as themselves: umlauts need no disguise in UTF-8.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddAntiforgery(options => options.Cookie = cookies.Builder("befragung.formular", SameSiteMode.Strict));
        services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = UploadLimit.Largest;
            form.ValueCountLimit = 4096;
            // What fits into a request fits into one field, so that it is the field's page that says what is wrong with it.
            form.ValueLengthLimit = (int)UploadLimit.Largest;
        });
        services.Configure<RouteOptions>(routes => routes.ConstraintMap["tag"] = typeof(TagConstraint));
        var pages = services.AddRazorPages(options =>
        {
            options.Conventions.AuthorizeFolder("/Team", Policies.Team);
            options.Conventions.AuthorizeFolder("/Konto", Policies.Team);
            options.Conventions.AuthorizeFolder("/Bogen", Policies.Expert);
            options.Conventions.GuardResults("/Ergebnisse");
        });
        pages.AddMvcOptions(options =>
        {
            options.Filters.Add<RuleBrokenFilter>();
            options.Filters.Add<KnownStepsFilter>();
        });
        return services;
    }
}
