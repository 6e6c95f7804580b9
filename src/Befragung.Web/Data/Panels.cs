using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data.Providers;
using Befragung.Web.Exchange;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// Takes a panel file in, in portions and yet all of what was chosen or nothing: until the last of them nobody of it is there for anybody, and with the last one those are changed who were there. Where a round is open, the new experts are invited to it, and
/// their letters go when all are in.
/// </summary>
public sealed class Panels(
    SurveyDb db,
    SurveyDatabase database,
    Portions portions,
    Fieldwork fieldwork,
    PanelFiles files,
    PanelEdits edits,
    Outbox outbox,
    TimeProvider clock
)
{
    /// <summary>What a file would do.</summary>
    public Task<PanelPreview> ReadAsync(Study study, byte[] content, CancellationToken cancel) => files.ReadAsync(study, content, cancel);

    /// <summary>Takes in whom the preview showed.</summary>
    /// <param name="study">The study.</param>
    /// <param name="choice">How much of it.</param>
    /// <param name="told">What the preview said, see <see cref="PanelPreview.Told"/>.</param>
    /// <param name="cancel">Ends it between two portions.</param>
    /// <exception cref="RuleBrokenException">There is no preview any more, or the panel has changed since.</exception>
    public async Task TakeInPreviewAsync(Study study, PanelChoice choice, string? told, CancellationToken cancel)
    {
        var oldest = Now - PanelDraft.Kept;
        var draft =
            await DraftAsync(study, cancel) is { } found && (found.Intake is not null || found.CreatedAt > oldest)
                ? found
                : throw new RuleBrokenException(
                    "Diese Vorschau ist schon aufgenommen oder verworfen, oder sie ist älter als eine Stunde. Bitte laden Sie die Datei noch einmal hoch."
                );
        var preview = await ReadAsync(study, draft.Unpack(), cancel);
        if (preview.Told != told || !preview.IsPossible(choice))
            throw new RuleBrokenException("Das Panel hat sich seit der Vorschau geändert. Bitte sehen Sie die Vorschau noch einmal an.");
        await TakeInAsync(study, await BeginAsync(study, choice, cancel), preview, choice, cancel);
    }

    /// <summary>Takes in whoever is in a file.</summary>
    /// <exception cref="RuleBrokenException">Another one is being taken in, or somebody of this one was meanwhile.</exception>
    public async Task TakeInAsync(Study study, PanelPreview preview, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(preview);
        if (preview.Problems.Count > 0)
            throw new ArgumentException("A panel file with problems is not taken in.", nameof(preview));
        await TakeInAsync(study, await BeginAsync(study, PanelChoice.Alles, cancel), preview, PanelChoice.Alles, cancel);
    }

    /// <summary>Goes on with a taking in that was cut off. What cannot be gone on with is undone.</summary>
    public async Task FinishAsync(Study study, CancellationToken cancel)
    {
        if (await DraftAsync(study, cancel) is not { Intake: not null } draft)
            return;
        var choice = draft.Choice ?? PanelChoice.Alles;
        if (draft.HasFile && await ReadAsync(study, draft.Unpack(), cancel) is var file && file.IsPossible(choice))
            await TakeInAsync(study, draft, file, choice, cancel);
        else
            await UndoAsync(study, cancel);
    }

    /// <summary>Withdraws an expert: links and sessions open nothing from now on. False where nobody of the study is meant.</summary>
    public async Task<bool> WithdrawAsync(Study study, Guid panelistId, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        if (await FindAsync(study, panelistId, cancel) is not { } panelist)
            return false;
        if (panelist.WithdrawnAt is null)
            db.PersonSteps.Add(new(panelistId, PersonStepKind.Withdrawn, Now, Actor.Current));
        panelist.Withdraw(Now);
        await RemoveLinksAsync(panelistId, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>
    /// Takes back the withdrawal of an expert, who gets a letter with a new link: at once where a round is open, and else with the next one; without an address for mails, once the
    /// team prints it. False where nobody of the study is meant.
    /// </summary>
    /// <exception cref="RuleBrokenException">Nobody knows the address any more, or there is no withdrawal.</exception>
    public async Task<bool> InviteAnewAsync(Study study, Guid panelistId, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        if (await FindAsync(study, panelistId, cancel) is not { } panelist)
            return false;
        var round = study.CurrentRound;
        await db.Entry(round).ReloadAsync(cancel);
        if (round.IsOpening)
            throw new RuleBrokenException("Runde {0} wird gerade geöffnet. Bitte warten Sie, bis sie offen ist.", round.Number);
        if (await db.ContactCards.AsNoTracking().SingleOrDefaultAsync(one => one.PanelistId == panelistId, cancel) is not { } card)
            throw new RuleBrokenException(
                "Die Kontaktdaten dieser Person sind gelöscht; ein Anschreiben käme nirgends an. Nehmen Sie sie mit ihrer Adresse neu in das Panel auf."
            );
        panelist.InviteAnew();
        db.PersonSteps.Add(new(panelistId, PersonStepKind.InvitedAnew, Now, Actor.Current));
        await RemoveLinksAsync(panelistId, cancel);
        if (round.State == RoundState.Open)
        {
            await db.Outbox.Where(entry => entry.PanelistId == panelistId && entry.RoundId == round.Id).ExecuteDeleteAsync(cancel);
            // Whoever was asked before the withdrawal goes on with the same sheet.
            if (!await db.Sheets.AnyAsync(sheet => sheet.PanelistId == panelistId && sheet.RoundId == round.Id, cancel))
                fieldwork.Invite(panelist, round, Now, isWritten: card.HasMail);
            else if (card.HasMail)
                db.Outbox.Add(new OutboxEntry(panelist, round, Now));
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        outbox.WakeUp();
        return true;
    }

    /// <summary>From here on it is known that somebody is being taken in, and with which number.</summary>
    private async Task<PanelDraft> BeginAsync(Study study, PanelChoice choice, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        await db.Entry(study.CurrentRound).ReloadAsync(cancel);
        if (study.CurrentRound.State == RoundState.Open)
            study.CurrentRound.RequireUnsealed();
        if (await DraftAsync(study, cancel) is not { } draft)
            db.PanelDrafts.Add(draft = new(study.Id, [], Now));
        if (draft.Intake is not null)
            throw IsUnderWay();
        // Not before: with the number of one that ends meanwhile, they would be taken for its people.
        var last = await db.Panelists.Where(panelist => panelist.StudyId == study.Id).MaxAsync(panelist => (int?)panelist.Intake, cancel);
        draft.Begin((last ?? 0) + 1, choice, Now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return draft;
    }

    private async Task TakeInAsync(Study study, PanelDraft draft, PanelPreview preview, PanelChoice choice, CancellationToken cancel)
    {
        try
        {
            var known = await files.KnownAsync(study, cancel);
            if (preview.New.FirstOrDefault(entry => PanelPreview.Find(known, entry) is not null) is { } twice)
                throw new RuleBrokenException(
                    "„{0}“ wurde inzwischen schon aufgenommen. Bitte laden Sie die Datei noch einmal hoch: Die Vorschau sagt dann, wer schon im Panel ist.",
                    twice.Mailbox?.Address ?? twice.Name
                );
            await StoreAsync(study, draft, preview, choice == PanelChoice.NurNeue ? [] : preview.Changed, cancel);
        }
        catch
        {
            // Whatever it was, nobody of them is in the panel. Where even this fails, the next start does it.
            await UndoAsync(study, cancel);
            throw;
        }
        outbox.WakeUp();
    }

    private async Task StoreAsync(
        Study study,
        PanelDraft draft,
        PanelPreview preview,
        IReadOnlyList<PanelChange> changes,
        CancellationToken cancel
    )
    {
        var intake = draft.Intake!.Value;
        var at = draft.BegunAt!.Value;
        var round = study.CurrentRound;
        var done = await TakenIn(study, intake)
            .Join(db.ContactCards.IgnoreQueryFilters(), panelist => panelist.Id, card => card.PanelistId, (_, card) => card.MailboxKey)
            .ToHashSetAsync(cancel);
        await portions.ForAllAsync(
            Turn.Of(study),
            // By their pseudonyms, which are the order of most indexes: so a portion touches few of their pages, and the order of the file is stored nowhere.
            preview
                .New.Where(entry => !done.Contains(entry.Key))
                .Select(entry => (Entry: entry, Panelist: new Panelist(study.Id, entry.Group.Key, entry.Language, intake)))
                .OrderBy(one => one.Panelist.Id)
                .ToList(),
            async people =>
            {
                await database.InsertAsync(db, people.Select(one => one.Panelist), cancel);
                await database.InsertAsync(
                    db,
                    people.Select(one => new ContactCard(
                        one.Panelist,
                        one.Entry.Name,
                        one.Entry.Mailbox,
                        at,
                        one.Entry.Trait,
                        one.Entry.Post
                    )),
                    cancel
                );
                if (round.State != RoundState.Open)
                    return;
                await database.InsertAsync(db, people.Select(one => round.Invite(one.Panelist, at)), cancel);
                await database.InsertAsync(
                    db,
                    people.Where(one => one.Entry.Mailbox is not null).Select(one => new OutboxEntry(one.Panelist, round, at)),
                    cancel
                );
            },
            async () =>
            {
                await edits.ApplyAsync(study, changes, cancel);
                db.PanelDrafts.Remove(draft);
                if (preview.New.Count > 0)
                    db.Note(clock, ChronicleStep.PanelTakenIn, study.Id, number: preview.New.Count);
                await db.SaveChangesAsync(cancel);
            },
            cancel
        );
    }

    /// <summary>Removes whoever came from a file that is not taken in to its end.</summary>
    private async Task UndoAsync(Study study, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await DraftAsync(study, cancel) is not { Intake: { } intake } draft)
            return;
        // With their contacts, sheets and letters.
        await portions.DeleteAsync(Turn.Of(study), TakenIn(study, intake).OrderBy(panelist => panelist.StudyId), cancel);
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        if (draft.HasFile)
            draft.Undo();
        else
            db.PanelDrafts.Remove(draft);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Of two who take in at once, the second hears of it.</summary>
    public static RuleBrokenException IsUnderWay() =>
        new("Gerade wird schon eine Datei aufgenommen. Bitte warten Sie, bis das beendet ist.");

    private IQueryable<Panelist> TakenIn(Study study, int intake) =>
        db.Panelists.IgnoreQueryFilters().Where(panelist => panelist.StudyId == study.Id && panelist.Intake == intake);

    private Task<PanelDraft?> DraftAsync(Study study, CancellationToken cancel) =>
        db.PanelDrafts.SingleOrDefaultAsync(draft => draft.StudyId == study.Id, cancel);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private Task<Panelist?> FindAsync(Study study, Guid panelistId, CancellationToken cancel) =>
        db.Panelists.SingleOrDefaultAsync(one => one.Id == panelistId && one.StudyId == study.Id, cancel);

    /// <summary>A link from before a withdrawal never opens anything again, even if the expert is invited anew.</summary>
    private Task RemoveLinksAsync(Guid panelistId, CancellationToken cancel) =>
        db.Invitations.Where(link => link.PanelistId == panelistId).ExecuteDeleteAsync(cancel);
}
