using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Befragung.Web.Reports;

public static class ReportServices
{
    /// <summary>The report's page and its printer; needs Razor and localization.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            provider.GetRequiredService<IConfiguration>().GetSection(ReportPrinterOptions.Section).Get<ReportPrinterOptions>() ?? new ReportPrinterOptions());
        services.AddSingleton(provider => new ReportPrinter(
            provider.GetRequiredService<ReportPrinterOptions>(), provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddSingleton<ReportStyle>();
        services.TryAddSingleton(LogoFiles.None);
        services.AddSingleton<ReportPage>();
        services.AddSingleton<StudyReports>();
        services.AddSingleton<OwnReports>();
        return services;
    }
}
