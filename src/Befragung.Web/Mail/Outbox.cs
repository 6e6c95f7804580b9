using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>The mail server is in trouble: nothing is sent until then, and nobody waits for it at every letter.</summary>
public sealed record MailPause(MailTrouble Trouble, DateTime Since, DateTime Until);

/// <summary>Sends the letters that are due. A letter counts as sent only once the carrier has it, and waits as long as there is trouble with the way.</summary>
public sealed partial class Outbox(
    IServiceScopeFactory scopes,
    SurveyDatabase database,
    ILetterCarrier carrier,
    MailSettings settings,
    LinkSeal seal,
    SiteAddress site,
    IStringLocalizer<Texts> t,
    TimeProvider clock,
    ILogger<Outbox> log
) : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Pace pace = new(settings.PerMinute, clock);
    private readonly SemaphoreSlim turn = new(1);
    private readonly SemaphoreSlim news = new(0);
    private int pauses;

    /// <summary>Why nothing is sent at the moment; null where all is well.</summary>
    public MailPause? Pause { get; private set; }

    /// <summary>Says that there is something to send, so that nobody waits for the next look.</summary>
    public void WakeUp() => news.Release();

    /// <summary>Tries at once what waits for the mail server.</summary>
    public void Resume()
    {
        if (Pause is { } pause)
            Pause = pause with { Until = Now };
        WakeUp();
    }

    /// <summary>Waits until there may be something to send: until somebody says so, or the pace allows it, or for a minute.</summary>
    public Task WaitAsync(CancellationToken cancel)
    {
        var wait = pace.Wait;
        return news.WaitAsync(wait > TimeSpan.Zero && wait < LongestWait ? wait : LongestWait, cancel);
    }

    /// <summary>Sends what is due; returns how many letters went out.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return Pause is { } pause && Now < pause.Until ? 0 : await SendAsync(cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        turn.Dispose();
        news.Dispose();
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<int> SendAsync(CancellationToken cancel)
    {
        await using var sessions = new LetterSessions(carrier, pace, clock, log);
        var sent = 0;
        while (sessions.Trouble is null && pace.Left is > 0 and var most)
        {
            await using var scope = scopes.CreateAsyncScope();
            var batch = new LetterBatch(
                scope.ServiceProvider.GetRequiredService<SurveyDb>(),
                database,
                settings,
                seal,
                site,
                t,
                clock,
                log
            );
            if (await batch.ClaimAsync(Math.Min(LetterBatch.Most, most), cancel) == 0)
                break;
            sent += await batch.SendAsync(sessions, cancel);
        }
        if (sessions.Trouble is { } trouble)
            PauseFor(trouble);
        else if (sent > 0)
            GoOn();
        return sent;
    }

    private void PauseFor(MailTrouble trouble)
    {
        var length = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(10, pauses++)));
        var now = Now;
        Pause = new(trouble, Pause?.Since ?? now, now + (length < LongestPause ? length : LongestPause));
        Paused(log, trouble.Fault, trouble.Server, Pause.Until, trouble.What.ToString());
    }

    private void GoOn()
    {
        pauses = 0;
        Pause = null;
    }

    [LoggerMessage(LogLevel.Warning, "No letters are sent until {Until:u} ({Fault} at {Server}): {What}")]
    private static partial void Paused(ILogger log, MailFault fault, string server, DateTime until, string what);
}
