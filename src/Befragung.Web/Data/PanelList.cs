using System.Linq.Expressions;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>How far an expert is; named as in the address of the page.</summary>
public enum PanelStanding
{
    Alle,

    /// <summary>Invited to the open round, and has not handed in.</summary>
    Offen,

    Abgegeben,
    Zurueckgezogen,
}

/// <summary>Whom a list of the panel shows.</summary>
/// <param name="Search">Words that all are in name or address.</param>
/// <param name="Group">Key of the group; null for all.</param>
public sealed record PanelFilter(string? Search, string? Group, PanelStanding Standing)
{
    public bool IsSet => !string.IsNullOrWhiteSpace(Search) || !string.IsNullOrEmpty(Group) || Standing != PanelStanding.Alle;
}

/// <summary>The panel by name, a page at a time. Who has answered, never who answered what. For those who may see contacts.</summary>
public static class PanelList
{
    public const int PerPage = 100;

    public static Task<int> PanelFoundAsync(this SurveyDb db, int studyId, int? openRoundId, PanelFilter filter, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        return Cards(db, studyId, openRoundId, filter).CountAsync(cancel);
    }

    /// <param name="page">From 1.</param>
    public static async Task<List<PanelRow>> PanelPageAsync(
        this SurveyDb db,
        int studyId,
        int? openRoundId,
        PanelFilter filter,
        int page,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        // The index alone says who stands on the page; only of them the rest is read.
        var here = await Cards(db, studyId, openRoundId, filter)
            .OrderBy(card => card.Order)
            .ThenBy(card => card.PanelistId)
            .Skip((page - 1) * PerPage)
            .Take(PerPage)
            .Select(card => card.PanelistId)
            .ToListAsync(cancel);
        return await (
            // Whom the list hides has been left out above.
            from card in db.ContactCards.IgnoreQueryFilters()
            where here.Contains(card.PanelistId)
            orderby card.Order, card.PanelistId
            let sheet = db.Sheets.FirstOrDefault(sheet => sheet.RoundId == openRoundId && sheet.PanelistId == card.PanelistId)
            select new PanelRow(
                card.PanelistId,
                card.Name,
                card.Email,
                card.Panelist.GroupKey,
                card.Panelist.Language,
                card.Panelist.WithdrawnAt,
                db.Sheets.Any(any => any.PanelistId == card.PanelistId),
                sheet!.InvitedAt,
                sheet.StartedAt,
                sheet.HandedInAt
            )
        ).ToListAsync(cancel);
    }

    private static IQueryable<ContactCard> Cards(SurveyDb db, int studyId, int? openRoundId, PanelFilter filter)
    {
        var cards = db.ContactCards.Where(card => card.StudyId == studyId);
        foreach (var word in NameKeys.Fold(filter.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            cards = cards.Where(card => card.SearchText.Contains(word));
        if (!string.IsNullOrEmpty(filter.Group))
            cards = cards.Where(card => card.Panelist.GroupKey == filter.Group);
        return filter.Standing switch
        {
            PanelStanding.Zurueckgezogen => cards.Where(card => card.Panelist.WithdrawnAt != null),
            PanelStanding.Abgegeben => WithSheet(sheet => sheet.HandedInAt != null),
            PanelStanding.Offen => WithSheet(sheet => sheet.HandedInAt == null).Where(card => card.Panelist.WithdrawnAt == null),
            _ => cards,
        };

        IQueryable<ContactCard> WithSheet(Expression<Func<AnswerSheet, bool>> state) =>
            cards.Where(card =>
                db.Sheets.Where(sheet => sheet.RoundId == openRoundId).Where(state).Any(sheet => sheet.PanelistId == card.PanelistId)
            );
    }
}

/// <summary>An expert as the team sees them: who it is, and how far they are in the open round, but not with what.</summary>
/// <param name="WasInvited">To any round.</param>
/// <param name="InvitedAt">To the open round; null where they were not, as after a withdrawal.</param>
public sealed record PanelRow(
    Guid PanelistId,
    string Name,
    string Email,
    string GroupKey,
    string Language,
    DateTime? WithdrawnAt,
    bool WasInvited,
    DateTime? InvitedAt,
    DateTime? StartedAt,
    DateTime? HandedInAt
)
{
    /// <summary>Null where there is no sheet.</summary>
    public SheetState? State =>
        InvitedAt is null ? null
        : HandedInAt is not null ? SheetState.HandedIn
        : StartedAt is not null ? SheetState.Started
        : SheetState.Invited;
}
