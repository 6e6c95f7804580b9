using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>How many of a group get a letter in a language.</summary>
public sealed record LetterCount(string GroupKey, string Language, int Count);

/// <summary>Whom a letter is for.</summary>
public sealed record Recipient(string Name, string Email);

/// <summary>What is told before a round opens: to how many people, and to whom first.</summary>
public static class OpeningQueries
{
    /// <summary>Everybody who would be written to, by mail or on paper, by group and language.</summary>
    public static async Task<IReadOnlyList<LetterCount>> LetterCountsAsync(this SurveyDb db, Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        return await db
            .Panelists.Where(panelist => panelist.StudyId == study.Id && panelist.WithdrawnAt == null)
            .Where(panelist => panelist.OpenLinkId == null || db.ContactCards.Any(card => card.PanelistId == panelist.Id))
            .GroupBy(panelist => new { panelist.GroupKey, panelist.Language })
            .Select(people => new LetterCount(people.Key.GroupKey, people.Key.Language, people.Count()))
            .ToListAsync(cancel);
    }

    /// <summary>Of those, who has no address for mails: their letters are to be printed.</summary>
    public static async Task<IReadOnlyList<LetterCount>> OnPaperCountsAsync(this SurveyDb db, Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        return await db
            .ContactCards.Where(card => card.StudyId == study.Id && card.Email == "" && card.Panelist.WithdrawnAt == null)
            .GroupBy(card => new { card.Panelist.GroupKey, card.Panelist.Language })
            .Select(people => new LetterCount(people.Key.GroupKey, people.Key.Language, people.Count()))
            .ToListAsync(cancel);
    }

    /// <summary>How many would be asked and not written to: they came by an open link, and left no address.</summary>
    public static Task<int> WithoutLetterAsync(this SurveyDb db, Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Panelists.CountAsync(
            panelist =>
                panelist.StudyId == study.Id
                && panelist.WithdrawnAt == null
                && panelist.OpenLinkId != null
                && !db.ContactCards.Any(card => card.PanelistId == panelist.Id),
            cancel
        );
    }

    /// <summary>
    /// The first in the list of the panel who is written to in a language; null where there is nobody. By name, as the list shows them: the order in which letters go is that
    /// of the pseudonyms, and would tell one of them.
    /// </summary>
    public static async Task<Recipient?> FirstRecipientAsync(this SurveyDb db, Study study, string language, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        return await db
            .ContactCards.Where(card => card.StudyId == study.Id)
            .Where(card => card.Email != "" && card.Panelist.WithdrawnAt == null && card.Panelist.Language == language)
            .OrderBy(card => card.Order)
            .ThenBy(card => card.PanelistId)
            .Select(card => new Recipient(card.Name, card.Email))
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>How many have begun with a round: consented in it, or saved an answer. Who only opened the link is not noted; mail gateways do that by the hundred.</summary>
    public static Task<int> BegunAsync(this SurveyDb db, int roundId, CancellationToken cancel) =>
        db.Sheets.CountAsync(sheet => sheet.RoundId == roundId && sheet.StartedAt != null, cancel);
}
