using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Mail;

/// <summary>A letter that did not get through, with whom it is for.</summary>
/// <param name="Words">What the mail server said.</param>
/// <param name="GivenUpAt">Null while it is still tried.</param>
public sealed record FailedLetter(long Id, string Name, string Email, MailFault? Fault, string? Words, DateTime? GivenUpAt, DateTime DueAt)
{
    /// <summary>What happened, and what to do.</summary>
    public Sentence What =>
        GivenUpAt is not null && Fault is not (MailFault.Refused or MailFault.Address)
            ? new("Zwei Tage lang vergeblich versucht und aufgegeben. Bitte prüfen Sie die Adresse und versuchen Sie es noch einmal.")
            : Trouble.What;

    /// <summary>Whether another address may help: not where a letter waits because of the server.</summary>
    public bool MayBeAddress => GivenUpAt is not null || Trouble.IsOfLetter;

    private MailTrouble Trouble => new(Fault ?? MailFault.Later, "");
}

/// <summary>What became of a round's letters.</summary>
/// <param name="Waiting">How many are still to be sent.</param>
/// <param name="Delayed">How many of those were tried already.</param>
/// <param name="GivenUp">How many are not tried any more.</param>
/// <param name="Failed">The first of those that did not get through, given up ones first.</param>
/// <param name="Pause">Why none goes at the moment.</param>
/// <param name="InFolder">Whether letters of the round lie in the folder.</param>
public sealed record LetterState(
    int Waiting,
    int Delayed,
    int GivenUp,
    IReadOnlyList<FailedLetter> Failed,
    MailPause? Pause,
    bool InFolder
);

/// <summary>The letters of a round as the team sees them, and what it can do about them.</summary>
public sealed class RoundLetters(SurveyDb db, Outbox outbox, ILetterCarrier carrier, LetterFolder folder, TimeProvider clock)
{
    private const int MostShown = 100;

    public async Task<LetterState> StateAsync(Round round, CancellationToken cancel)
    {
        var unsent = Unsent(round);
        var count = await unsent
            .GroupBy(_ => 1)
            .Select(all => new
            {
                Waiting = all.Count(entry => entry.GivenUpAt == null),
                Delayed = all.Count(entry => entry.GivenUpAt == null && entry.Attempts > 0),
                GivenUp = all.Count(entry => entry.GivenUpAt != null),
            })
            .SingleOrDefaultAsync(cancel);
        return new(
            count?.Waiting ?? 0,
            count?.Delayed ?? 0,
            count?.GivenUp ?? 0,
            count is { Delayed: 0, GivenUp: 0 } or null ? [] : await FailedAsync(unsent, cancel),
            outbox.Pause,
            folder.HasLettersOf(round.Id)
        );
    }

    /// <summary>Sends a letter to whoever writes it, at once and instead of its recipient.</summary>
    /// <exception cref="MailException">It could not be carried.</exception>
    public Task SendOnTrialAsync(Letter letter, string address, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(letter);
        return carrier.CarryAsync(
            letter with
            {
                Mark = "probe-" + Guid.NewGuid().ToString("N"),
                ToName = address,
                ToAddress = address,
            },
            cancel
        );
    }

    /// <summary>Sends a letter once more, to another address where one is named.</summary>
    public async Task TryAgainAsync(Round round, long letter, string? address, CancellationToken cancel)
    {
        var entry =
            await Unsent(round).SingleOrDefaultAsync(one => one.Id == letter, cancel)
            ?? throw new RuleBrokenException("Dieses Anschreiben ist inzwischen verschickt oder wird nicht mehr gebraucht.");
        if (address?.Trim() is { Length: > 0 } other)
            await CorrectAsync(entry, other, cancel);
        entry.TryAgain(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancel);
        outbox.Resume();
    }

    /// <summary>Sends once more all that were given up, for instance after the mail server was mended.</summary>
    public async Task TryAllAgainAsync(Round round, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var entry in await Unsent(round).Where(one => one.GivenUpAt != null).ToListAsync(cancel))
            entry.TryAgain(now);
        await db.SaveChangesAsync(cancel);
        outbox.Resume();
    }

    /// <summary>The letters in the folder were sent by other means: they are wiped, since their links are everybody's who reads them.</summary>
    public async Task ConfirmAsync(Round round, CancellationToken cancel)
    {
        await folder.WipeAsync(db.Outbox.Where(entry => entry.RoundId == round.Id && entry.SentAt != null), cancel);
        db.Note(clock, ChronicleStep.LettersConfirmed, round.StudyId, round.Number);
        await db.SaveChangesAsync(cancel);
    }

    private IQueryable<OutboxEntry> Unsent(Round round) =>
        db.Outbox.Where(entry => entry.RoundId == round.Id && entry.SentAt == null && entry.Panelist.WithdrawnAt == null).StillNeeded(db);

    /// <summary>Those that were tried in vain: a letter that is given up was, too.</summary>
    private Task<List<FailedLetter>> FailedAsync(IQueryable<OutboxEntry> unsent, CancellationToken cancel) =>
        (
            from entry in unsent
            where entry.Attempts > 0
            join card in db.ContactCards on entry.PanelistId equals card.PanelistId
            orderby entry.GivenUpAt == null, EF.Functions.Collate(card.Name, SurveyDb.German)
            select new FailedLetter(entry.Id, card.Name, card.Email, entry.Fault, entry.Failure, entry.GivenUpAt, entry.DueAt)
        )
            .Take(MostShown)
            .ToListAsync(cancel);

    private async Task CorrectAsync(OutboxEntry entry, string address, CancellationToken cancel)
    {
        var mailbox = Mailbox.Required(address);
        var card = await db.ContactCards.SingleAsync(one => one.PanelistId == entry.PanelistId, cancel);
        var isTaken = await db.ContactCards.AnyAsync(
            one => one.StudyId == card.StudyId && one.PanelistId != card.PanelistId && one.MailboxKey == mailbox.Key,
            cancel
        );
        if (isTaken)
            throw new RuleBrokenException("„{0}“ ist schon im Panel.", mailbox.Address);
        card.Write(mailbox);
    }
}

internal static class NeededLetters
{
    /// <summary>Nobody is reminded who has handed in meanwhile.</summary>
    public static IQueryable<OutboxEntry> StillNeeded(this IQueryable<OutboxEntry> letters, SurveyDb db) =>
        letters.Where(entry =>
            entry.Reminder == 0
            || !db.Sheets.Any(sheet => sheet.RoundId == entry.RoundId && sheet.PanelistId == entry.PanelistId && sheet.HandedInAt != null)
        );
}
