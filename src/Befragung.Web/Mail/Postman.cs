namespace Befragung.Web.Mail;

/// <summary>Looks into the outbox once a minute, and at once when somebody knocks.</summary>
internal sealed partial class Postman(Outbox outbox, ILogger<Postman> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await outbox.SendDueAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next look may succeed; the platform must not stop for its mail.
                RoundFailed(log, failure);
            }
            await outbox.WaitAsync(TimeSpan.FromMinutes(1), stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox could not be worked through; the next try is in a minute.")]
    private static partial void RoundFailed(ILogger log, Exception failure);
}
