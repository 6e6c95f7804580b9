using Befragung.Delphi;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Mail;

/// <summary>Somebody whom a letter did not reach, and which one.</summary>
/// <param name="Round">The number of its round.</param>
/// <param name="Words">What the mail server said.</param>
/// <param name="GivenUpAt">Null while it is still tried.</param>
/// <param name="IsNeeded">Whether it would go once more; else only the address is worth correcting, for the next one.</param>
public sealed record FailedLetter(
    Guid PanelistId,
    string Name,
    string Email,
    LetterKind Kind,
    int Round,
    MailFault? Fault,
    string? Words,
    DateTime? GivenUpAt,
    DateTime DueAt,
    bool IsNeeded
)
{
    /// <summary>What happened, and what to do.</summary>
    public Sentence What =>
        GivenUpAt is not null && !Trouble.IsForGood
            ? new("Zwei Tage lang vergeblich versucht und aufgegeben. Bitte prüfen Sie die Adresse und versuchen Sie es noch einmal.")
            : Trouble.What;

    /// <summary>Whether another address may help: not where a letter waits because of the server.</summary>
    public bool MayBeAddress => GivenUpAt is not null || Trouble.IsOfLetter;

    private MailTrouble Trouble => new(Fault ?? MailFault.Later, "");
}

/// <summary>A page of those whom a letter did not reach; those whose letter is given up come first.</summary>
/// <param name="People">How many there are on all pages.</param>
/// <param name="GivenUp">How many of them get it only once somebody says so.</param>
public sealed record FailedPage(int People, int GivenUp, IReadOnlyList<FailedLetter> Letters);

/// <summary>
/// Whom letters of a study did not reach, a row for each person, and what the team can do about it. Who got a later one is not among them. Of several letters to one
/// person one goes once more, and stands for all: the one with which the round begins, or else the newest.
/// </summary>
public sealed class FailedLetters(SurveyDb db, SurveyDatabase database, PanelEdits edits, Outbox outbox, TimeProvider clock)
{
    public const int PerPage = 25;

    /// <summary>How many people get a letter only once somebody says so.</summary>
    public Task<int> GivenUpAsync(Study study, CancellationToken cancel) =>
        Failed(study).Where(entry => entry.GivenUpAt != null).Select(entry => entry.PanelistId).Distinct().CountAsync(cancel);

    /// <param name="page">From 1.</param>
    public async Task<FailedPage> PageAsync(Study study, int page, CancellationToken cancel)
    {
        var failed = await Failed(study)
            .GroupBy(entry => entry.PanelistId)
            .Select(letters => new { Id = letters.Key, IsGivenUp = letters.Any(entry => entry.GivenUpAt != null) })
            .ToListAsync(cancel);
        var givenUp = failed.FindAll(one => one.IsGivenUp).ConvertAll(one => one.Id);
        var people = failed.ConvertAll(one => one.Id);
        var cards = await db
            .ContactCards.AsNoTracking()
            .Where(card => EF.Parameter(people).Contains(card.PanelistId))
            .OrderByDescending(card => EF.Parameter(givenUp).Contains(card.PanelistId))
            .ThenBy(card => card.Order)
            .ThenBy(card => card.PanelistId)
            .Skip((Math.Max(1, page) - 1) * PerPage)
            .Take(PerPage)
            .ToListAsync(cancel);
        var letters = await ChosenAsync(study, cards.ConvertAll(card => card.PanelistId), cancel);
        var numbers = study.Rounds.ToDictionary(round => round.Id, round => round.Number);
        return new(
            people.Count,
            givenUp.Count,
            [
                .. from card in cards
                let one = letters.GetValueOrDefault(card.PanelistId)
                where one is not null
                select new FailedLetter(
                    card.PanelistId,
                    card.Name,
                    card.Email,
                    one.Entry.Kind,
                    numbers[one.Entry.RoundId],
                    one.Entry.Fault,
                    one.Entry.Failure,
                    one.Entry.GivenUpAt,
                    one.Entry.DueAt,
                    one.IsNeeded
                ),
            ]
        );
    }

    /// <summary>Sends somebody their letter once more, to another address where one is named.</summary>
    /// <exception cref="RuleBrokenException">There is nothing to send any more, or the address is none, or somebody else's.</exception>
    public async Task TryAgainAsync(Study study, Guid panelist, string? address, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            if ((await ChosenAsync(study, [panelist], cancel)).GetValueOrDefault(panelist) is not { } one)
                throw new RuleBrokenException("Dieses Anschreiben ist inzwischen verschickt oder wird nicht mehr gebraucht.");
            if (address?.Trim() is { Length: > 0 } other)
            {
                if (await edits.CorrectAsync(study, panelist, Mailbox.Required(other), cancel) is { } refusal)
                    throw new RuleBrokenException(refusal.What.German, refusal.What.Values);
            }
            else if (!one.IsNeeded)
                throw new RuleBrokenException("Dieses Anschreiben geht nicht mehr hinaus. Nennen Sie eine andere Adresse für das nächste.");
            TryAgain(one);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        outbox.Resume();
    }

    /// <summary>Sends once more all that were given up and are still needed, for instance after the mail server was mended.</summary>
    public async Task TryAllAgainAsync(Study study, CancellationToken cancel)
    {
        var people = await Failed(study)
            .Where(entry => entry.GivenUpAt != null)
            .Select(entry => entry.PanelistId)
            .Distinct()
            .ToListAsync(cancel);
        foreach (var some in people.Chunk(Portions.Size))
        {
            await TryAgainAsync(study, some, cancel);
            await db.SaveChangesAsync(cancel);
        }
        outbox.Resume();
    }

    /// <summary>The same for some; saved by the caller, who wakes the outbox.</summary>
    public async Task TryAgainAsync(Study study, IReadOnlyCollection<Guid> people, CancellationToken cancel)
    {
        foreach (var one in (await ChosenAsync(study, [.. people], cancel)).Values)
            if (one is { IsNeeded: true, Entry.GivenUpAt: not null })
                TryAgain(one);
    }

    /// <summary>Those that were tried in vain: a letter that is given up was, too.</summary>
    private IQueryable<OutboxEntry> Failed(Study study)
    {
        var rounds = study.Rounds.Select(round => round.Id).ToList();
        return db
            .Outbox.Told()
            .Where(entry => rounds.Contains(entry.RoundId) && entry.SentAt == null && entry.Attempts > 0)
            .Where(entry =>
                entry.Panelist.WithdrawnAt == null && db.ContactCards.Any(card => card.PanelistId == entry.PanelistId && card.Email != "")
            )
            .Where(entry =>
                entry.GivenUpAt != null
                    ? db.Outbox.NotArrived(db).Any(lost => lost.Id == entry.Id)
                    : db.Outbox.StillNeeded(db).Any(needed => needed.Id == entry.Id)
            );
    }

    /// <summary>Of some people the letter that would go once more, with all that are given up beside it.</summary>
    private async Task<Dictionary<Guid, Chosen>> ChosenAsync(Study study, List<Guid> people, CancellationToken cancel)
    {
        var found = await Failed(study).Where(entry => EF.Parameter(people).Contains(entry.PanelistId)).ToListAsync(cancel);
        var ids = found.ConvertAll(entry => entry.Id);
        var needed = await db
            .Outbox.Where(entry => EF.Parameter(ids).Contains(entry.Id))
            .StillNeeded(db)
            .Select(entry => entry.Id)
            .ToHashSetAsync(cancel);
        return found
            .GroupBy(entry => entry.PanelistId)
            .ToDictionary(
                own => own.Key,
                own =>
                {
                    var first = own.OrderByDescending(entry => needed.Contains(entry.Id))
                        .ThenByDescending(entry => entry.RoundId)
                        .ThenBy(entry => entry.Kind is not (LetterKind.FirstRound or LetterKind.NextRound))
                        .ThenByDescending(entry => entry.Id)
                        .First();
                    return new Chosen(
                        first,
                        needed.Contains(first.Id),
                        [.. own.Where(entry => entry != first && entry.GivenUpAt is not null)]
                    );
                }
            );
    }

    private void TryAgain(Chosen one)
    {
        one.Entry.TryAgain(clock.GetUtcNow().UtcDateTime);
        // Nobody is to get three letters at once because three had failed.
        db.Outbox.RemoveRange(one.Others);
    }

    private sealed record Chosen(OutboxEntry Entry, bool IsNeeded, IReadOnlyList<OutboxEntry> Others);
}
