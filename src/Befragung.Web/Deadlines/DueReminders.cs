using Befragung.Web.Data;
using Befragung.Web.Mail;

namespace Befragung.Web.Deadlines;

/// <summary>Looks once a minute for reminders that are due, and sends them as a person would. Of two servers one does it.</summary>
internal sealed partial class DueReminders(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DueReminders> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Sends what is due; returns how many people it reaches.</summary>
    public async Task<int> SendAsync(CancellationToken cancel)
    {
        var reached = 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        foreach (var due in await Reminding.DueAsync(db, clock.GetUtcNow().UtcDateTime, cancel))
        {
            await using var own = scopes.CreateAsyncScope();
            var services = own.ServiceProvider;
            if (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(due.Round.StudyId, cancel) is { } study)
                reached += await services.GetRequiredService<Reminding>().SendAsync(study, study.Round(due.Round.Number), due.Id, cancel);
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

    [LoggerMessage(LogLevel.Error, "Reminders that are due could not be sent; the next try is in a minute.")]
    private static partial void Failed(ILogger log, Exception failure);
}
