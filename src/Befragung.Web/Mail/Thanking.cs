using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Data.Providers;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Mail;

/// <summary>
/// Thanks whoever has handed in, where the team wants it: once in a round, however often they change their answers. Who is still to be thanked is read off the sheets, so that no
/// handing in waits for it, and none is passed over, whenever the platform stops.
/// </summary>
public sealed class Thanking(SurveyDb db, SurveyDatabase database, Outbox outbox, TimeProvider clock)
{
    // Nobody is thanked for what has long been over.
    private static readonly TimeSpan Late = TimeSpan.FromDays(3);

    /// <summary>Studies that want it.</summary>
    public static Task<List<int>> WantingAsync(SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.WantedLetters.Where(one => one.Kind == LetterKind.Thanks).Select(one => one.StudyId).ToListAsync(cancel);
    }

    /// <summary>Puts the letters of a study into the outbox that are still missing; returns how many.</summary>
    public async Task<int> ThankAsync(Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var now = clock.GetUtcNow().UtcDateTime;
        // Mostly there is nobody, and nobody has to wait for that to be seen.
        if (!await ToThank(study, now).AnyAsync(cancel))
            return 0;
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        var people = await ToThank(study, now).ToListAsync(cancel);
        var rounds = study.Rounds.ToDictionary(round => round.Id);
        await database.InsertAsync(
            db,
            people.Select(one => new OutboxEntry(one.PanelistId, rounds[one.RoundId], LetterKind.Thanks, 0, now, now)),
            cancel
        );
        await transaction.CommitAsync(cancel);
        outbox.WakeUp();
        return people.Count;
    }

    /// <summary>The sheets that were handed in since it is wanted, of those who can be reached and were not thanked for them yet.</summary>
    private IQueryable<Handed> ToThank(Study study, DateTime now)
    {
        var oldest = now - Late;
        var rounds = study.Rounds.Where(round => round.OpenedAt is not null).Select(round => round.Id).ToList();
        return from wanted in db.WantedLetters
            where wanted.StudyId == study.Id && wanted.Kind == LetterKind.Thanks
            from sheet in db.Sheets
            where rounds.Contains(sheet.RoundId) && sheet.HandedInAt >= oldest && sheet.HandedInAt >= wanted.Since
            // What was only saved, and counts at closing, was not handed in by anybody.
            where sheet.SealedAt == null || sheet.HandedInAt != sheet.SealedAt
            join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
            where panelist.WithdrawnAt == null && db.ContactCards.Any(card => card.PanelistId == panelist.Id)
            where
                !db.Outbox.Any(entry =>
                    entry.RoundId == sheet.RoundId && entry.PanelistId == panelist.Id && entry.Kind == LetterKind.Thanks
                )
            orderby sheet.RoundId, sheet.PanelistId
            select new Handed { RoundId = sheet.RoundId, PanelistId = sheet.PanelistId };
    }

    private sealed class Handed
    {
        public int RoundId { get; init; }

        public Guid PanelistId { get; init; }
    }
}
