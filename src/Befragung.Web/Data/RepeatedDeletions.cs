using System.Globalization;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Deletes in an earlier state what was deleted later on, by the same steps.</summary>
internal sealed class RepeatedDeletions(SurveyDatabase database, LetterFolder letters, TimeProvider clock)
{
    /// <summary>Does what is not in the list of this state yet; returns how many entries that were.</summary>
    public async Task<int> RunAsync(IReadOnlyList<DeletionEntry> known, CancellationToken cancel)
    {
        HashSet<Guid> done;
        await using (var db = database.Open())
            done = await db.Deleted.Select(entry => entry.Id).ToHashSetAsync(cancel);
        var later = known.Where(entry => !done.Contains(entry.Id)).ToList();
        foreach (var entry in later)
        {
            // Each as if it came by itself: nothing that is remembered of one is in the way of another.
            await using var db = database.Open();
            await RepeatAsync(db, entry, cancel);
            // Also where nothing was to be deleted: whoever was taken in after this state.
            if (!await db.Deleted.AnyAsync(one => one.Id == entry.Id, cancel))
            {
                db.Deleted.Add(entry);
                await db.SaveChangesAsync(cancel);
            }
        }
        return later.Count;
    }

    private async Task RepeatAsync(SurveyDb db, DeletionEntry entry, CancellationToken cancel)
    {
        var progress = new StepProgress();
        var deletions = new Deletions(
            db,
            database,
            new Portions(db, database, progress),
            progress,
            letters,
            clock,
            DeletionJournal.Repeating(entry)
        );
        switch (entry.Kind)
        {
            case DeletionKind.Person or DeletionKind.PersonWithAnswers when await PersonAsync(db, entry, cancel) is { } person:
                await deletions.PersonAsync(
                    await db.Studies.IgnoreQueryFilters().SingleAsync(study => study.Id == person.StudyId, cancel),
                    person.Id,
                    entry.Kind == DeletionKind.PersonWithAnswers,
                    cancel
                );
                break;
            case DeletionKind.Contacts when await StudyAsync(db, entry, cancel) is { } study:
                await deletions.ContactsAgainAsync(study, cancel);
                break;
            case DeletionKind.Study when await StudyAsync(db, entry, cancel) is { } study:
                await deletions.StudyAsync(study, cancel);
                break;
            case DeletionKind.Account:
                await AccountAsync(db, entry.Subject, cancel);
                break;
            case DeletionKind.Consent or DeletionKind.ConsentWithAnswers when await PersonAsync(db, entry, cancel) is { } person:
                await ConsentAsync(db, person, entry, cancel);
                break;
        }
    }

    private static Task<Panelist?> PersonAsync(SurveyDb db, DeletionEntry entry, CancellationToken cancel) =>
        Guid.TryParse(entry.Subject, CultureInfo.InvariantCulture, out var id)
            ? db.Panelists.IgnoreQueryFilters().SingleOrDefaultAsync(one => one.Id == id, cancel)
            : Task.FromResult<Panelist?>(null);

    private static Task<Study?> StudyAsync(SurveyDb db, DeletionEntry entry, CancellationToken cancel) =>
        db
            .Studies.IgnoreQueryFilters()
            .Include(study => study.Rounds)
            .SingleOrDefaultAsync(study => study.Id == entry.StudyId && study.Key == entry.Subject, cancel);

    private static async Task AccountAsync(SurveyDb db, string id, CancellationToken cancel)
    {
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == id, cancel) is not { } member)
            return;
        await db.StudyMembers.IgnoreQueryFilters().Where(one => one.MemberId == id).ExecuteDeleteAsync(cancel);
        await db.AccountLinks.Where(link => link.MemberId == id || link.Email == member.Email).ExecuteDeleteAsync(cancel);
        await db.TeamSessions.Where(session => session.MemberId == id).ExecuteDeleteAsync(cancel);
        db.Users.Remove(member);
        await db.SaveChangesAsync(cancel);
    }

    private static async Task ConsentAsync(SurveyDb db, Panelist person, DeletionEntry entry, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var consented = person.ConsentedAt?.ToString("O", CultureInfo.InvariantCulture);
        person.WithdrawConsent(entry.At);
        if (entry.Kind == DeletionKind.ConsentWithAnswers)
            await db.Sheets.Where(sheet => sheet.PanelistId == person.Id && sheet.SealedAt == null).ExecuteDeleteAsync(cancel);
        db.PersonSteps.Add(new(person.Id, PersonStepKind.ConsentWithdrawn, entry.At, Actor.Stranger, consented));
        db.Deleted.Add(entry);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }
}
