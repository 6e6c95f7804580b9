namespace Befragung.Web.Deadlines;

/// <summary>Looks once a minute for what is due, and does it. Where that fails, the next look may succeed: the platform must not stop for it.</summary>
internal abstract partial class EveryMinute(TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Does what is due; returns how much that was.</summary>
    public abstract Task<int> LookAsync(CancellationToken cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(log, failure);
            }
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "What is due could not be done; the next try is in a minute.")]
    private static partial void Failed(ILogger log, Exception failure);
}
