using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// Gives the contact cards of before the key of their mailbox and what they are sorted and found by. Of two with the same mailbox in one study, which used to be
/// possible, the second stays without its key: both go on getting their letters, and no third is taken in.
/// </summary>
internal static class ContactCardKeys
{
    private const int AtOnce = 1000;

    public static async Task FillAsync(SurveyDb db)
    {
        while (await FillSomeAsync(db))
            db.ChangeTracker.Clear();
    }

    private static async Task<bool> FillSomeAsync(SurveyDb db)
    {
        var cards = await db
            .ContactCards.IgnoreQueryFilters()
            .Where(card => card.SearchText == "")
            .OrderBy(card => card.PanelistId)
            .Take(AtOnce)
            .ToListAsync();
        if (cards.Count == 0)
            return false;
        var studies = cards.Select(card => card.StudyId).Distinct().ToList();
        var taken = (
            await db
                .ContactCards.IgnoreQueryFilters()
                .Where(card => card.MailboxKey != null && studies.Contains(card.StudyId))
                .Select(card => new { card.StudyId, card.MailboxKey })
                .ToListAsync()
        )
            .Select(card => (card.StudyId, Key: card.MailboxKey!))
            .ToHashSet();
        foreach (var card in cards)
            card.Complete(isFirst: card.MailboxKey is not null || taken.Add((card.StudyId, Mailbox.KeyOf(card.Email))));
        await db.SaveChangesAsync();
        return true;
    }
}
