using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Chronicle;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// Deletes what people were promised would be deleted. What is in a closed round stays, under its pseudonym: results are frozen, and were read already. What is deleted is there for
/// nobody from the first moment on; it is removed in portions, and afterwards nothing of it is left in the files of the database either.
/// </summary>
public sealed class Deletions(
    SurveyDb db,
    SurveyDatabase database,
    Portions portions,
    StepProgress progress,
    LetterFolder letters,
    TimeProvider clock,
    DeletionJournal journal
)
{
    /// <summary>Cuts the link between pseudonyms and people: nobody of the panel can be reached or invited any more, and their links open nothing.</summary>
    /// <exception cref="RuleBrokenException">A round is open: those who are asked in it could not answer any more.</exception>
    public async Task ContactsAsync(Study study, CancellationToken cancel)
    {
        await BeginContactsAsync(study, isAllowedInOpenRound: false, cancel);
        await FinishContactsAsync(study, cancel);
    }

    /// <summary>The same in an earlier state of the study, in which a round may still be open: that they are gone was promised already.</summary>
    internal async Task ContactsAgainAsync(Study study, CancellationToken cancel)
    {
        await BeginContactsAsync(study, isAllowedInOpenRound: true, cancel);
        await FinishContactsAsync(study, cancel);
    }

    /// <summary>From here on they are there for nobody.</summary>
    private async Task BeginContactsAsync(Study study, bool isAllowedInOpenRound, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            // A round that opens at this moment is either seen here, or finds nobody to invite.
            await db.Entry(study.CurrentRound).ReloadAsync(cancel);
            if (study.CurrentRound.State == RoundState.Open && !isAllowedInOpenRound)
                throw new RuleBrokenException(
                    "Runde {0} ist offen: Ohne Kontaktdaten könnte niemand mehr antworten. Schließen Sie sie zuerst.",
                    study.CurrentRound.Number
                );
            await db.Entry(study).ReloadAsync(cancel);
            study.DeleteContacts(Now);
            await db.PanelDrafts.Where(draft => draft.StudyId == study.Id && draft.Intake == null).ExecuteDeleteAsync(cancel);
            db.Note(clock, ChronicleStep.ContactsDeleted, study.Id);
            journal.Note(db, DeletionKind.Contacts, study.Id, study.Key);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        await journal.CompleteFileAsync(db);
    }

    /// <summary>Removes the contacts that are there for nobody any more.</summary>
    public async Task FinishContactsAsync(Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var people = await db
            .ContactCards.IgnoreQueryFilters()
            .Where(card => card.StudyId == study.Id)
            .Select(card => card.PanelistId)
            // In the order of the indexes: so a portion touches few of their pages.
            .OrderBy(panelist => panelist)
            .ToListAsync(cancel);
        await portions.ForAllAsync(
            Turn.Of(study),
            people,
            some => ContactsAsync(some, cancel),
            async () =>
            {
                study.ContactsAreGone();
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
        await database.EraseDeletedAsync(db, cancel);
    }

    /// <summary>The same for one person.</summary>
    /// <param name="withSheets">Also what they answered in a round that is not closed yet.</param>
    public async Task PersonAsync(Study study, Guid panelist, bool withSheets, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            var person = db.Panelists.Where(one => one.Id == panelist);
            await ContactsAsync([panelist], cancel);
            if (withSheets)
                await OpenCorrectionsAsync(panelist, cancel);
            if (withSheets)
                await db.Sheets.Where(sheet => sheet.PanelistId == panelist && sheet.SealedAt == null).ExecuteDeleteAsync(cancel);
            // Of whom no sheet is left, not even the pseudonym has to stay.
            await person.Where(one => !db.Sheets.Any(sheet => sheet.PanelistId == one.Id)).ExecuteDeleteAsync(cancel);
            journal.Note(db, withSheets ? DeletionKind.PersonWithAnswers : DeletionKind.Person, study, panelist);
            await NoteAsync(ChronicleStep.PersonDeleted, study.Id, null, cancel);
            await transaction.CommitAsync(cancel);
        }
        await journal.CompleteFileAsync(db);
        await database.EraseDeletedAsync(db, cancel);
    }

    /// <summary>Everything of a study: panel, sheets, results, report and its pages.</summary>
    public async Task StudyAsync(Study study, CancellationToken cancel)
    {
        await BeginStudyAsync(study, cancel);
        await FinishStudyAsync(study, cancel);
    }

    /// <summary>From here on it is there for nobody.</summary>
    public async Task BeginStudyAsync(Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            await db.Entry(study).ReloadAsync(cancel);
            // Of two who delete it at once, the second finds it gone.
            if (db.Entry(study).State == EntityState.Detached || study.DeletedAt is not null)
                return;
            journal.Note(db, DeletionKind.Study, study.Id, study.Key);
            await NoteAsync(ChronicleStep.StudyDeleted, null, study.Key, cancel);
            study.Delete(Now);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        await journal.CompleteFileAsync(db);
    }

    /// <summary>Removes what is left of it: first what most of it is, and what the rest hangs on at the end.</summary>
    public async Task FinishStudyAsync(Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var turn = Turn.Of(study);
        var rounds = study.Rounds.Select(round => round.Id).ToList();
        var outbox = db.Outbox.IgnoreQueryFilters().Where(entry => rounds.Contains(entry.RoundId));
        var panel = db.Panelists.IgnoreQueryFilters().Where(panelist => panelist.StudyId == study.Id);
        progress.Begin(
            await panel.CountAsync(cancel)
                + await outbox.CountAsync(cancel)
                + await db.Sheets.CountAsync(sheet => rounds.Contains(sheet.RoundId), cancel)
                + await db.Reasons.CountAsync(reason => rounds.Contains(reason.RoundId), cancel)
                + await db.Mentions.CountAsync(mention => rounds.Contains(mention.RoundId), cancel)
                + await db.OpenAnswers.CountAsync(answer => rounds.Contains(answer.RoundId), cancel)
                + await db.Remarks.CountAsync(remark => rounds.Contains(remark.RoundId), cancel)
                + await db.CorrectionSheets.CountAsync(own => rounds.Contains(own.RoundId), cancel)
        );
        // Letters that still lie in the folder have names, addresses and live links in them.
        await letters.WipeAsync(outbox, cancel);
        foreach (var round in rounds)
        {
            await portions.DeleteAsync(
                turn,
                db.Outbox.IgnoreQueryFilters().Where(entry => entry.RoundId == round).OrderBy(entry => entry.RoundId),
                cancel
            );
            await portions.DeleteAsync(
                turn,
                db.Mentions.Where(mention => mention.RoundId == round).OrderBy(mention => mention.RoundId),
                cancel
            );
            await portions.DeleteAsync(turn, db.Remarks.Where(remark => remark.RoundId == round).OrderBy(remark => remark.RoundId), cancel);
            await portions.DeleteAsync(turn, db.CorrectionSheets.Where(own => own.RoundId == round).OrderBy(own => own.RoundId), cancel);
            await portions.DeleteAsync(turn, db.Reasons.Where(reason => reason.RoundId == round).OrderBy(reason => reason.RoundId), cancel);
            await portions.DeleteAsync(turn, db.OpenAnswers.Where(text => text.RoundId == round).OrderBy(text => text.RoundId), cancel);
            await portions.DeleteAsync(turn, db.Sheets.Where(sheet => sheet.RoundId == round).OrderBy(sheet => sheet.RoundId), cancel);
        }
        // With their contacts and links.
        await portions.DeleteAsync(turn, panel.OrderBy(panelist => panelist.StudyId), cancel);
        await portions.DeleteAsync(turn, db.Studies.IgnoreQueryFilters().Where(one => one.Id == study.Id).OrderBy(one => one.Id), cancel);
        await database.EraseDeletedAsync(db, cancel);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private Task NoteAsync(ChronicleStep step, int? study, string? about, CancellationToken cancel)
    {
        db.Note(clock, step, study, about: about);
        return db.SaveChangesAsync(cancel);
    }

    /// <summary>
    /// Removes what somebody said in a correction round that is not over, as long as so few have answered that nobody reads it. What the team read already stays, as in a closed round: by
    /// what is missing afterwards, it would be told who wrote it.
    /// </summary>
    private async Task OpenCorrectionsAsync(Guid panelist, CancellationToken cancel)
    {
        var now = Now;
        var open = db.CorrectionSheets.Where(own =>
            db.Sheets.Any(sheet => sheet.Id == own.SheetId && sheet.PanelistId == panelist)
            && db.Corrections.Any(one =>
                one.RoundId == own.RoundId
                && one.EndedAt == null
                && one.DeadlineAt > now
                && db.CorrectionSheets.Count(other => other.RoundId == one.RoundId && other.IsSent) < one.SmallestCell
            )
        );
        await db.Remarks.Where(remark => open.Any(own => own.SheetId == remark.SheetId)).ExecuteDeleteAsync(cancel);
        await open.ExecuteDeleteAsync(cancel);
    }

    private async Task ContactsAsync(IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        var now = Now;
        var outbox = db.Outbox.IgnoreQueryFilters().Where(entry => EF.Parameter(people).Contains(entry.PanelistId));
        // Letters that still lie in the folder have names, addresses and live links in them.
        await letters.WipeAsync(outbox, cancel);
        await outbox.ExecuteDeleteAsync(cancel);
        // What nobody will send any more is but a copy of what they wrote.
        await db
            .CorrectionSheets.Where(own =>
                !own.IsSent && db.Sheets.Any(sheet => sheet.Id == own.SheetId && EF.Parameter(people).Contains(sheet.PanelistId))
            )
            .ExecuteDeleteAsync(cancel);
        await db.Invitations.Where(invitation => EF.Parameter(people).Contains(invitation.PanelistId)).ExecuteDeleteAsync(cancel);
        await db.PersonSteps.IgnoreQueryFilters().Where(step => EF.Parameter(people).Contains(step.PanelistId)).ExecuteDeleteAsync(cancel);
        await db.ContactCards.IgnoreQueryFilters().Where(card => EF.Parameter(people).Contains(card.PanelistId)).ExecuteDeleteAsync(cancel);
        await db
            .Panelists.Where(panelist => EF.Parameter(people).Contains(panelist.Id) && panelist.WithdrawnAt == null)
            .ExecuteUpdateAsync(panelist => panelist.SetProperty(one => one.WithdrawnAt, now), cancel);
    }
}
