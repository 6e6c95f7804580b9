using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Reports.Printing;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages;

/// <summary>Where several servers work with a database, each keeps its own reports: so each looks now and then whether their studies were deleted, on whatever server.</summary>
internal sealed class ReportTidying(IServiceScopeFactory scopes, SurveyDatabase database, PrintedReports printed, TimeProvider clock)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public async Task TidyAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        printed.KeepOnly(
            await scope.ServiceProvider.GetRequiredService<SurveyDb>().Studies.Select(study => study.Id).ToHashSetAsync(cancel)
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (database.IsShared && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TidyAsync(stoppingToken);
            }
            catch (Exception failure) when (database.TroubleOf(failure) is not null)
            {
                // While it is away, nobody reads a report either; it is tried again.
            }
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }
}
