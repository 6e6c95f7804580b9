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

    /// <summary>The studies in which somebody is still to be thanked.</summary>
    public static Task<List<int>> DueAsync(SurveyDb db, DateTime now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return ToThank(db, now).Select(one => one.StudyId).Distinct().ToListAsync(cancel);
    }

    /// <summary>Puts the letters of a study into the outbox that are still missing; returns how many.</summary>
    public async Task<int> ThankAsync(Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var now = clock.GetUtcNow().UtcDateTime;
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        var people = await ToThank(db, now)
            .Where(one => one.StudyId == study.Id)
            .OrderBy(one => one.RoundId)
            .ThenBy(one => one.PanelistId)
            .ToListAsync(cancel);
        var rounds = study.Rounds.ToDictionary(round => round.Id);
        await database.InsertAsync(
            db,
            people.Select(one => new OutboxEntry(one.PanelistId, rounds[one.RoundId], LetterKind.Thanks, 0, now, now)),
            cancel
        );
        await transaction.CommitAsync(cancel);
        if (people.Count > 0)
            outbox.WakeUp();
        return people.Count;
    }

    /// <summary>The sheets that were handed in since it is wanted, of those who can be reached and were not thanked for them yet.</summary>
    private static IQueryable<Handed> ToThank(SurveyDb db, DateTime now)
    {
        var oldest = now - Late;
        return from wanted in db.WantedLetters
            where wanted.Kind == LetterKind.Thanks
            join round in db.Rounds on wanted.StudyId equals round.StudyId
            where round.OpenedAt != null
            from sheet in db.Sheets
            where sheet.RoundId == round.Id && sheet.HandedInAt >= oldest && sheet.HandedInAt >= wanted.Since
            // What was only saved, and counts at closing, was not handed in by anybody.
            where sheet.SealedAt == null || sheet.HandedInAt != sheet.SealedAt
            join panelist in db.Panelists.Reached(db) on sheet.PanelistId equals panelist.Id
            where
                !db.Outbox.Any(entry =>
                    entry.RoundId == sheet.RoundId && entry.PanelistId == panelist.Id && entry.Kind == LetterKind.Thanks
                )
            select new Handed
            {
                StudyId = wanted.StudyId,
                RoundId = sheet.RoundId,
                PanelistId = sheet.PanelistId,
            };
    }

    private sealed class Handed
    {
        public int StudyId { get; init; }

        public int RoundId { get; init; }

        public Guid PanelistId { get; init; }
    }
}
