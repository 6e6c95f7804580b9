using Befragung.Web.Reports;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Befragung.Web.Tests.Reports;

/// <summary>The services of the report without a server, as a verb of the executable has them.</summary>
public sealed class ReportHouse : IDisposable
{
    private readonly WebApplication app;

    public ReportHouse()
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(ReportPage).Assembly.GetName().Name,
                EnvironmentName = Environments.Production,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Environment.WebRootFileProvider = new PhysicalFileProvider(Path.Combine(Repository(), "src", "Befragung.Web", "wwwroot"));
        builder.Services.AddTexts();
        builder.Services.AddRazorPages();
        builder.Services.AddReports();
        app = builder.Build();
    }

    internal ReportPage Page => app.Services.GetRequiredService<ReportPage>();

    internal ReportPrinter Printer => app.Services.GetRequiredService<ReportPrinter>();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public void Dispose() => ((IDisposable)app).Dispose();

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.GetFiles("Befragung.sln").Length == 0)
            folder = folder.Parent!;
        return folder.FullName;
    }
}
