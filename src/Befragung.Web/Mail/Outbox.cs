using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Mail;

/// <summary>Writes and sends the letters that are due, one after the other; a letter counts as sent only once the carrier has it.</summary>
public sealed partial class Outbox(
    IServiceScopeFactory scopes,
    ILetterCarrier carrier,
    SiteAddress site,
    IStringLocalizer<Texts> t,
    TimeProvider clock,
    ILogger<Outbox> log
) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly SemaphoreSlim news = new(0);

    /// <summary>Says that there is something to send, so that nobody waits for the next look.</summary>
    public void Knock() => news.Release();

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancel) => news.WaitAsync(atMost, cancel);

    /// <summary>Sends what is due; returns how many letters went out.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var sent = 0;
            while (await SendSomeAsync(cancel) is > 0 and var some)
                sent += some;
            return sent;
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

    private async Task<int> SendSomeAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var now = clock.GetUtcNow().UtcDateTime;
        // Who was withdrawn, and rounds that closed meanwhile, get no letter any more.
        var due = await db
            .Outbox.Include(entry => entry.Panelist)
            .Include(entry => entry.Round)
            .Where(entry =>
                entry.SentAt == null && entry.DueAt <= now && entry.Round.ClosedAt == null && entry.Panelist.WithdrawnAt == null
            )
            .OrderBy(entry => entry.DueAt)
            .ThenBy(entry => entry.Id)
            .Take(50)
            .ToListAsync(cancel);
        var panelists = due.ConvertAll(entry => entry.PanelistId);
        var cards = await db
            .ContactCards.AsNoTracking()
            .Where(card => panelists.Contains(card.PanelistId))
            .ToDictionaryAsync(card => card.PanelistId, cancel);
        foreach (var entry in due)
            await SendAsync(db, entry, cards.GetValueOrDefault(entry.PanelistId), cancel);
        return due.Count;
    }

    private async Task SendAsync(SurveyDb db, OutboxEntry entry, ContactCard? card, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            if (card is null)
                throw new InvalidOperationException("Die Kontaktdaten sind gelöscht.");
            var token = Token.New();
            // The link has to work when the letter arrives, so its hash is stored first.
            db.Invitations.Add(new Invitation(entry.PanelistId, token, now));
            await db.SaveChangesAsync(cancel);
            await carrier.CarryAsync(
                Letters.Invitation(
                    t,
                    entry.Round.Questionnaire,
                    entry.Round.Number,
                    card.Name,
                    card.Email,
                    entry.Panelist.Language,
                    site.Of($"/einladung/{token}")
                ),
                cancel
            );
            entry.Sent(now);
        }
        catch (Exception failure) when (failure is not OperationCanceledException and not DbUpdateException)
        {
            // Carriers put addresses into their messages; the kind of failure is enough.
            entry.Failed(failure is System.Net.Mail.SmtpException smtp ? smtp.StatusCode.ToString() : failure.GetType().Name, now);
            NotSent(log, entry.Id, entry.Attempts, entry.Failure!);
        }
        await db.SaveChangesAsync(cancel);
    }

    [LoggerMessage(LogLevel.Warning, "Letter {Entry} was not sent (attempt {Attempt}): {Failure}")]
    private static partial void NotSent(ILogger log, long entry, int attempt, string failure);
}
