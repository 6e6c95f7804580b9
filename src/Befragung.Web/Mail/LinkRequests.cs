using System.Threading.Channels;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Mail;

/// <summary>
/// Sends a link to whoever says that they are in a panel, and have lost theirs. Whether they are is looked for in the background, so that whoever asks waits as long for the answer
/// either way. What is asked for while the platform stops, has to be asked for again.
/// </summary>
public sealed partial class LinkRequests(IServiceScopeFactory scopes, Outbox outbox, TimeProvider clock, ILogger<LinkRequests> log)
    : BackgroundService
{
    private const int PerAddress = 3;

    // A whole institute may sit behind one address.
    private const int PerOrigin = 30;

    /// <summary>Who has asked waits for it, and not behind thousands of a round that has just opened.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(1);

    private readonly Tries<string> ofAddress = new(PerAddress, TimeSpan.FromHours(1), clock);
    private readonly Tries<string> ofOrigin = new(PerOrigin, TimeSpan.FromHours(1), clock);
    private readonly Channel<string> asked = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Takes a request; where too many came from there, says so to whoever asks, whatever the address is.</summary>
    public bool Take(HttpContext http, string address)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (ofOrigin.Count(Origin.Of(http)) is { } wait)
        {
            http.Response.AskToWait(wait);
            return false;
        }
        asked.Writer.TryWrite(address);
        return true;
    }

    /// <summary>Puts a letter into the outbox for each study that knows an address and has anything to show to who has it; returns how many.</summary>
    public async Task<int> SendAsync(string address, CancellationToken cancel)
    {
        var key = Mailbox.KeyOf(address);
        if (ofAddress.Count(key) is not null)
            return 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
        var people = await (
            from card in db.ContactCards
            where card.MailboxKey == key
            where card.Panelist.WithdrawnAt == null || card.Panelist.DeclinedAt != null
            select card.PanelistId
        ).ToListAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var letters = 0;
        foreach (var person in people)
        {
            // Of the newest round in which they are asked, or were: there is their sheet, or what became of it.
            var round = await (
                from sheet in db.Sheets
                where sheet.PanelistId == person
                join one in db.Rounds on sheet.RoundId equals one.Id
                where one.OpenedAt != null
                orderby one.Number descending
                select one
            ).FirstOrDefaultAsync(cancel);
            // One that still waits does for both.
            if (
                round is null
                || await db.Outbox.AnyAsync(
                    entry =>
                        entry.PanelistId == person
                        && entry.RoundId == round.Id
                        && entry.Kind == LetterKind.NewLink
                        && entry.SentAt == null
                        && entry.GivenUpAt == null,
                    cancel
                )
            )
                continue;
            db.Outbox.Add(new OutboxEntry(person, round, LetterKind.NewLink, 0, now, now - Before));
            letters++;
        }
        await db.SaveChangesAsync(cancel);
        if (letters > 0)
            outbox.WakeUp();
        return letters;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var address in asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await SendAsync(address, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The kind is enough: more may hold the address.
                NotSent(log, failure.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A link that somebody asked for could not be sent: {Failure}")]
    private static partial void NotSent(ILogger log, string failure);
}
