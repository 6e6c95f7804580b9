using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data.Providers;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Somebody as a form says who they are; each part is right by itself.</summary>
/// <param name="Mailbox">Null for whoever has none; then there is a postal address.</param>
public sealed record PersonDetails(
    string Name,
    Mailbox? Mailbox,
    string GroupKey,
    string Language,
    string? Trait,
    PostalAddress? Post = null
)
{
    public const int LongestName = ContactCard.LongestName,
        LongestTrait = ContactCard.LongestTrait;
}

/// <summary>Why a form about somebody was not taken in.</summary>
/// <param name="Field">What is wrong; null where somebody else changed them meanwhile.</param>
public sealed record PersonRefusal(PersonField? Field, Sentence What);

/// <summary>What can be wrong about somebody only beside others, or beside what they did.</summary>
public enum PersonField
{
    Email,
    Post,
    Group,
}

/// <summary>The steps with one person of the panel: add, change, replace, write to them once more. Whatever a file may do, this may, by the same rules.</summary>
public sealed partial class PanelEdits(SurveyDb db, SurveyDatabase database, Fieldwork fieldwork, Outbox outbox, TimeProvider clock)
{
    /// <summary>Takes somebody in by hand. Where a round is open, they are asked in it at once.</summary>
    /// <exception cref="RuleBrokenException">A round is being opened or closed, or a file taken in.</exception>
    public async Task<(Guid Id, PersonRefusal? Refusal)> AddAsync(Study study, PersonDetails details, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        await RequireQuietAsync(study, cancel);
        if (await TakenAsync(study, details, null, cancel) is { } taken)
            return (default, taken);
        var panelist = TakeIn(study, details, details.GroupKey);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        outbox.WakeUp();
        return (panelist.Id, null);
    }

    /// <summary>Changes who somebody is. Null where it is done.</summary>
    /// <param name="seen">What the form was made from, see <see cref="PersonFile.Seen"/>.</param>
    /// <exception cref="RuleBrokenException">The contact is gone, or a file is being taken in.</exception>
    public async Task<PersonRefusal?> EditAsync(Study study, Guid panelistId, PersonDetails details, string? seen, CancellationToken cancel)
    {
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        var card = await CardAsync(study, panelistId, cancel);
        if (PersonFile.SeenOf(card.Name, card.Email, card.Panelist.GroupKey, card.Panelist.Language, card.Trait, card.Post) != seen)
            return new(null, new("Inzwischen hat jemand anderes die Angaben geändert."));
        // On a card of before the key may be missing, because somebody else has the mailbox.
        var isSame = details.Mailbox is { } mailbox && mailbox.Address == card.Email;
        if (!isSame && PostalAddress.KeyOf(details.Mailbox, details.Post, details.Name) != card.MailboxKey)
        {
            await RequireQuietAsync(study, cancel);
            if (await TakenAsync(study, details, panelistId, cancel) is { } taken)
                return taken;
        }
        var sheets = details.GroupKey == card.Panelist.GroupKey ? [] : await HeldSheetsAsync(study, [panelistId], cancel);
        if (sheets.Exists(HasAnswered))
            return new(PersonField.Group, new("{0} hat schon geantwortet. Die Gruppe lässt sich nicht mehr ändern.", card.Name));
        // Before the name: of whoever had no mailbox it is a part of what nobody else may have.
        var isMoved = await ReachAsync(study, card, details.Mailbox, details.Post, cancel);
        if (Write(card, details, sheets) || isMoved)
            db.Note(clock, ChronicleStep.PersonEdited, study.Id);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        outbox.WakeUp();
        return null;
    }

    /// <summary>Corrects somebody's address, in the transaction that is under way; saved by the caller. Null where it is done.</summary>
    public async Task<PersonRefusal?> CorrectAsync(Study study, Guid panelistId, Mailbox mailbox, CancellationToken cancel)
    {
        var card = await CardAsync(study, panelistId, cancel);
        if (await TakenAsync(study, mailbox, panelistId, cancel) is { } taken)
            return taken;
        await ReachAsync(study, card, mailbox, PostalAddress.Stored(card.Post), cancel);
        return null;
    }

    /// <summary>
    /// Takes somebody in in the place of another, in the same group: who is replaced is withdrawn, what they handed in stays. Why stands with both, and goes with their contacts; how many there
    /// were is told by the report.
    /// </summary>
    /// <exception cref="RuleBrokenException">They were replaced already, or a round is being opened or closed, or a file taken in.</exception>
    public async Task<(Guid Id, PersonRefusal? Refusal)> ReplaceAsync(
        Study study,
        Guid panelistId,
        string reason,
        PersonDetails details,
        CancellationToken cancel
    )
    {
        await using var transaction = await database.BeginAsync(db, Turn.Of(study), cancel);
        await RequireQuietAsync(study, cancel);
        var card = await CardAsync(study, panelistId, cancel);
        if (await db.PersonSteps.AnyAsync(step => step.PanelistId == panelistId && step.Kind == PersonStepKind.Replaced, cancel))
            throw new RuleBrokenException("Für {0} ist schon jemand anderes aufgenommen.", card.Name);
        if (await TakenAsync(study, details, null, cancel) is { } taken)
            return (default, taken);
        card.Panelist.Withdraw(Now);
        await db.Invitations.Where(link => link.PanelistId == panelistId).ExecuteDeleteAsync(cancel);
        var substitute = TakeIn(study, details, card.Panelist.GroupKey);
        Add(card, PersonStepKind.Replaced, reason, substitute.Id);
        db.PersonSteps.Add(new(substitute.Id, PersonStepKind.Substitute, Now, Actor.Current, reason, panelistId));
        study.CurrentRound.Substitute();
        db.Note(clock, ChronicleStep.PersonReplaced, study.Id, study.CurrentRound.Number);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        outbox.WakeUp();
        return (substitute.Id, null);
    }

    /// <summary>Sends somebody the last letter of the open round once more.</summary>
    /// <exception cref="RuleBrokenException">None is needed, or one is on its way.</exception>
    public async Task SendAgainAsync(Study study, Guid panelistId, CancellationToken cancel)
    {
        await using (var transaction = await database.BeginAsync(db, Turn.Of(study), cancel))
        {
            var round = study.CurrentRound;
            await db.Entry(round).ReloadAsync(cancel);
            round.RequireUnsealed();
            var card = await CardAsync(study, panelistId, cancel);
            if (card.Panelist.WithdrawnAt is not null)
                throw new RuleBrokenException("Die Einladung dieser Person ist zurückgezogen. Sie erhält keine Anschreiben.");
            if (await db.Sheets.AnyAsync(one => one.PanelistId == panelistId && one.RoundId == round.Id && one.HandedInAt != null, cancel))
                throw new RuleBrokenException("{0} hat schon abgegeben und braucht kein Anschreiben mehr.", card.Name);
            if (!card.HasMail)
                throw new RuleBrokenException("{0} hat keine E-Mail-Adresse. Erstellen Sie das Anschreiben auf Papier.", card.Name);
            var letters = await db
                .Outbox.Where(one => one.PanelistId == panelistId && one.RoundId == round.Id)
                .OrderBy(one => one.Reminder)
                .ToListAsync(cancel);
            if (letters.Exists(one => one is { SentAt: null, GivenUpAt: null }))
                throw new RuleBrokenException("Ein Anschreiben an diese Person wartet schon auf den Versand.");
            // The one that did not arrive, or the last.
            var letter = letters.Find(one => one.GivenUpAt is not null) ?? letters.LastOrDefault();
            if (letter is null && !await db.Sheets.AnyAsync(one => one.PanelistId == panelistId && one.RoundId == round.Id, cancel))
                throw new RuleBrokenException("An diese Person ist in dieser Runde noch kein Anschreiben gegangen.");
            if (letter?.GivenUpAt is null)
                db.Note(clock, ChronicleStep.LetterSentAgain, study.Id, round.Number);
            // Whoever had no mailbox when the round began was sent none.
            if (letter is null)
                db.Outbox.Add(new(card.Panelist, round, Now));
            else
                letter.SendAgain(Now);
            Add(card, PersonStepKind.LetterSentAgain);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        outbox.Resume();
    }

    /// <summary>Changes people as a file says, in the transaction that is under way.</summary>
    /// <exception cref="RuleBrokenException">Somebody whose group would change has answered meanwhile.</exception>
    public async Task ApplyAsync(Study study, IReadOnlyList<PanelChange> changes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(changes);
        foreach (var some in changes.Chunk(Portions.Size))
        {
            var ids = some.Select(change => change.Person.PanelistId).ToList();
            var cards = await db
                .ContactCards.Include(card => card.Panelist)
                .Where(card => EF.Parameter(ids).Contains(card.PanelistId))
                .ToDictionaryAsync(card => card.PanelistId, cancel);
            var moving = some.Where(change => change.GroupKey is not null).Select(change => change.Person.PanelistId).ToList();
            var sheets = (moving.Count == 0 ? [] : await HeldSheetsAsync(study, moving, cancel)).ToLookup(sheet => sheet.PanelistId);
            foreach (var change in some)
            {
                if (!cards.TryGetValue(change.Person.PanelistId, out var card) || sheets[card.PanelistId].Any(HasAnswered))
                    throw new RuleBrokenException(
                        "Das Panel hat sich seit der Vorschau geändert. Bitte sehen Sie die Vorschau noch einmal an."
                    );
                var panelist = card.Panelist;
                if (change.Mailbox is not null)
                    await ReachAsync(study, card, change.Mailbox, change.Post ?? PostalAddress.Stored(card.Post), cancel);
                else if (change.Post is not null)
                    Move(card, change.Post);
                Write(
                    card,
                    new(
                        change.Name ?? card.Name,
                        null,
                        change.GroupKey ?? panelist.GroupKey,
                        change.Language ?? panelist.Language,
                        change.Trait ?? card.Trait
                    ),
                    sheets[card.PanelistId]
                );
            }
        }
        if (changes.Count > 0)
            db.Note(clock, ChronicleStep.PersonEdited, study.Id, number: changes.Count);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static bool HasAnswered(AnswerSheet sheet) => sheet.SavedAt is not null || sheet.HandedInAt is not null;

    /// <summary>All but the addresses. Whether anything is another one.</summary>
    private bool Write(ContactCard card, PersonDetails details, IEnumerable<AnswerSheet> sheets)
    {
        var panelist = card.Panelist;
        var before = (card.Name, panelist.Language, panelist.GroupKey, card.Trait);
        if (card.Name != details.Name)
        {
            card.Rename(details.Name);
            Add(card, PersonStepKind.NameChanged);
        }
        if (panelist.Language != details.Language)
        {
            panelist.Speak(details.Language);
            Add(card, PersonStepKind.LanguageChanged);
        }
        if (panelist.GroupKey != details.GroupKey)
        {
            panelist.MoveTo(details.GroupKey);
            foreach (var sheet in sheets.Where(sheet => sheet.SealedAt is null))
                sheet.MoveTo(details.GroupKey);
            Add(card, PersonStepKind.GroupChanged);
        }
        if (card.Trait != details.Trait)
        {
            card.Characterise(details.Trait);
            Add(card, PersonStepKind.TraitChanged);
        }
        return before != (card.Name, panelist.Language, panelist.GroupKey, card.Trait);
    }

    private void Add(ContactCard card, PersonStepKind kind, string? reason = null, Guid? other = null) =>
        db.PersonSteps.Add(new(card.PanelistId, kind, Now, Actor.Current, reason, other));

    private Panelist TakeIn(Study study, PersonDetails details, string groupKey)
    {
        var panelist = new Panelist(study.Id, groupKey, details.Language);
        db.Panelists.Add(panelist);
        db.ContactCards.Add(new(panelist, details.Name, details.Mailbox, Now, details.Trait, details.Post));
        if (study.CurrentRound.State == RoundState.Open)
            fieldwork.Invite(panelist, study.CurrentRound, Now, isWritten: details.Mailbox is not null);
        return panelist;
    }

    /// <summary>Nothing is under way beside which nobody may join.</summary>
    private async Task RequireQuietAsync(Study study, CancellationToken cancel)
    {
        var round = study.CurrentRound;
        await db.Entry(study).ReloadAsync(cancel);
        await db.Entry(round).ReloadAsync(cancel);
        if (study.ContactsDeletedAt is not null)
            throw new RuleBrokenException("Die Kontaktdaten dieser Studie werden gerade gelöscht. Bitte warten Sie, bis das beendet ist.");
        if (round.IsOpening)
            throw new RuleBrokenException("Runde {0} wird gerade geöffnet. Bitte warten Sie, bis sie offen ist.", round.Number);
        if (round.State == RoundState.Open)
            round.RequireUnsealed();
        if (await db.PanelDrafts.AnyAsync(draft => draft.StudyId == study.Id && draft.Intake != null, cancel))
            throw Panels.IsUnderWay();
    }

    private async Task<ContactCard> CardAsync(Study study, Guid panelistId, CancellationToken cancel) =>
        await db
            .ContactCards.Include(card => card.Panelist)
            .SingleOrDefaultAsync(card => card.PanelistId == panelistId && card.StudyId == study.Id, cancel)
        ?? throw new RuleBrokenException("Die Kontaktdaten dieser Person sind inzwischen gelöscht.");

    /// <summary>The sheets of these people, none of which is saved until the transaction ends.</summary>
    private async Task<List<AnswerSheet>> HeldSheetsAsync(Study study, IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        var round = study.CurrentRound;
        await db.Entry(round).ReloadAsync(cancel);
        if (round.IsOpening)
            throw new RuleBrokenException("Runde {0} wird gerade geöffnet. Bitte warten Sie, bis sie offen ist.", round.Number);
        if (round.State == RoundState.Open)
        {
            round.RequireUnsealed();
            await database.HoldSavesAsync(db, round.Id, cancel);
        }
        return await db.Sheets.Where(sheet => EF.Parameter(people).Contains(sheet.PanelistId)).ToListAsync(cancel);
    }
}
