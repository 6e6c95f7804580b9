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
        var oldest = now - Late;
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        if (
            await db
                .WantedLetters.AsNoTracking()
                .FirstOrDefaultAsync(one => one.StudyId == study.Id && one.Kind == LetterKind.Thanks, cancel)
            is not { } wanted
        )
            return 0;
        var since = wanted.Since > oldest ? wanted.Since : oldest;
        var round = study.CurrentRound;
        var people = await (
            from sheet in db.Sheets
            where sheet.RoundId == round.Id && sheet.HandedInAt >= since
            join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
            where panelist.WithdrawnAt == null && db.ContactCards.Any(card => card.PanelistId == panelist.Id)
            where !db.Outbox.Any(entry => entry.RoundId == round.Id && entry.PanelistId == panelist.Id && entry.Kind == LetterKind.Thanks)
            orderby sheet.PanelistId
            select panelist.Id
        ).ToListAsync(cancel);
        if (people.Count == 0)
            return 0;
        await database.InsertAsync(db, people.Select(one => new OutboxEntry(one, round, LetterKind.Thanks, 0, now, now)), cancel);
        await transaction.CommitAsync(cancel);
        outbox.WakeUp();
        return people.Count;
    }
}
