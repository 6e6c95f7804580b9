using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Deadlines;

/// <summary>Looks once a minute who has handed in and is to be thanked. Of two servers one does it.</summary>
internal sealed partial class DueThanks(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DueThanks> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Sends what is due; returns how many people it reaches.</summary>
    public async Task<int> SendAsync(CancellationToken cancel)
    {
        var reached = 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var wanting = await Thanking.WantingAsync(db, cancel);
        foreach (var key in await db.Studies.Where(study => wanting.Contains(study.Id)).Select(study => study.Key).ToListAsync(cancel))
        {
            await using var own = scopes.CreateAsyncScope();
            var services = own.ServiceProvider;
            if (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, cancel) is { } study)
                reached += await services.GetRequiredService<Thanking>().ThankAsync(study, cancel);
        }
        return reached;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next look may succeed.
                Failed(log, failure);
            }
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "Thanks that are due could not be sent; the next try is in a minute.")]
    private static partial void Failed(ILogger log, Exception failure);
}
