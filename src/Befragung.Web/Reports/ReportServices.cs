using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Befragung.Web.Reports;

public static class ReportServices
{
    /// <summary>The report's page and its printer; needs Razor and localization.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            provider.GetRequiredService<IConfiguration>().GetSection(ReportPrinterOptions.Section).Get<ReportPrinterOptions>()
            ?? new ReportPrinterOptions()
        );
        services.AddSingleton(provider => new ReportPrinter(
            provider.GetRequiredService<ReportPrinterOptions>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System
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
