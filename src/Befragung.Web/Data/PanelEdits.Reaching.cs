using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Where letters to somebody go, by mail or on paper, and whether somebody else has that already.</summary>
public sealed partial class PanelEdits
{
    /// <summary>
    /// Where letters go: whoever has no mailbox any more gets none of those that wait, and whoever has one now gets that of the open round, unless it was printed. Whether paper goes
    /// elsewhere; another mailbox is told by itself.
    /// </summary>
    private async Task<bool> ReachAsync(Study study, ContactCard card, Mailbox? mailbox, PostalAddress? post, CancellationToken cancel)
    {
        var (email, place) = (card.Email, card.Post);
        card.Write(mailbox, post);
        if (card.Email != email)
            Add(card, PersonStepKind.AddressCorrected);
        if (card.Post != place)
            Add(card, PersonStepKind.PostalAddressChanged);
        if (email.Length > 0 && !card.HasMail)
            await db.Outbox.Where(one => one.PanelistId == card.PanelistId && one.SentAt == null).ExecuteDeleteAsync(cancel);
        else if (email.Length == 0 && card.HasMail)
            await WriteToAsync(study, card, cancel);
        return card.Post != place;
    }

    private void Move(ContactCard card, PostalAddress post)
    {
        card.Move(post);
        Add(card, PersonStepKind.PostalAddressChanged);
    }

    /// <summary>Sends the letter of the open round to somebody who was asked, and has it neither by mail nor on paper.</summary>
    private async Task WriteToAsync(Study study, ContactCard card, CancellationToken cancel)
    {
        var (round, id) = (study.CurrentRound, card.PanelistId);
        if (
            round is { State: RoundState.Open, SealedAt: null }
            && card.Panelist.WithdrawnAt is null
            && await db.Sheets.AnyAsync(sheet => sheet.PanelistId == id && sheet.RoundId == round.Id && sheet.HandedInAt == null, cancel)
            && !await db.Outbox.AnyAsync(one => one.PanelistId == id && one.RoundId == round.Id, cancel)
            && !await db.PersonSteps.Printed(db, round).AnyAsync(step => step.PanelistId == id, cancel)
        )
            db.Outbox.Add(new(card.Panelist, round, Now));
    }

    private async Task<PersonRefusal?> TakenAsync(Study study, PersonDetails details, Guid? except, CancellationToken cancel)
    {
        if (details.Mailbox is not null)
            return await TakenAsync(study, details.Mailbox, except, cancel);
        var key = PostalAddress.KeyOf(null, details.Post, details.Name);
        var place = details.Post?.ToString();
        return await db.ContactCards.AnyAsync(
            card =>
                card.StudyId == study.Id
                && card.PanelistId != except
                && (card.MailboxKey == key || (card.Name == details.Name && card.Post == place)),
            cancel
        )
            ? new(PersonField.Post, new("{0} ist mit dieser Postanschrift schon im Panel.", details.Name))
            : null;
    }

    private async Task<PersonRefusal?> TakenAsync(Study study, Mailbox mailbox, Guid? except, CancellationToken cancel) =>
        await db
            .ContactCards.Where(card => card.StudyId == study.Id && card.MailboxKey == mailbox.Key && card.PanelistId != except)
            .Select(card => card.Name)
            .FirstOrDefaultAsync(cancel)
            is { } name
            ? new(PersonField.Email, new("„{0}“ ist schon im Panel, als Adresse von {1}.", mailbox.Address, name))
            : null;
}
