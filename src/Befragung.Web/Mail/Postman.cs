using Befragung.Web.Data;

namespace Befragung.Web.Mail;

/// <summary>Looks into the outbox once a minute, and at once when somebody knocks; tidies up what letters leave behind once an hour.</summary>
internal sealed partial class Postman(
    Outbox outbox,
    LetterFolder folder,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<Postman> log
) : BackgroundService
{
    private DateTimeOffset tidiesAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await outbox.SendDueAsync(stoppingToken);
                if (clock.GetUtcNow() >= tidiesAt)
                    await TidyAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next look may succeed; the platform must not stop for its mail.
                RoundFailed(log, failure);
            }
            await outbox.WaitAsync(stoppingToken);
        }
    }

    private async Task TidyAsync(CancellationToken cancel)
    {
        tidiesAt = clock.GetUtcNow().AddHours(1);
        folder.WipeOld();
        // What is not sent any more needs no secret.
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SurveyDb>().ForgetSecretsAsync(cancel);
    }

    [LoggerMessage(LogLevel.Error, "The outbox could not be worked through; the next try is in a minute.")]
    private static partial void RoundFailed(ILogger log, Exception failure);
}
