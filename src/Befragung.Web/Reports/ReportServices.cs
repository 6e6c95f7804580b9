using Befragung.Web.Reports.Figures;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Befragung.Web.Reports;

public static class ReportServices
{
    /// <summary>The report's page and its printer; needs Razor and localization.</summary>
    /// <param name="work">Where the printer may put what is not finished; left out, where the system keeps such files.</param>
    public static IServiceCollection AddReports(this IServiceCollection services, Func<IServiceProvider, string>? work = null)
    {
        services.AddSingleton(provider => ReportPrinterOptions.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => new ReportPrinter(
            provider.GetRequiredService<ReportPrinterOptions>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            work?.Invoke(provider)
        ));
        services.AddSingleton<ReportStyle>();
        services.TryAddSingleton(LogoFiles.None);
        services.AddSingleton<ReportPage>();
        services.AddSingleton<StudyReports>();
        services.AddSingleton<OwnReports>();
        services.AddSingleton<FigureFiles>();
        return services;
    }

    /// <summary>What keeps printed reports in a folder and makes new ones in the background, for a server.</summary>
    public static IServiceCollection AddPrintedReports(this IServiceCollection services, string folder)
    {
        services.AddSingleton(provider => new PrintedReports(folder, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ReportPrints>();
        return services.AddHostedService(provider => provider.GetRequiredService<ReportPrints>());
    }
}
