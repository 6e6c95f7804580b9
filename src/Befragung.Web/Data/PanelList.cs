using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>How far an expert is; named as in the address of the page.</summary>
public enum PanelStanding
{
    Alle,

    /// <summary>Invited to the open round, and has not handed in.</summary>
    Offen,

    /// <summary>Of those, who has not looked at the questions yet.</summary>
    Eingeladen,

    /// <summary>Of those who have not handed in, whose letter did not arrive.</summary>
    Gescheitert,

    /// <summary>Has looked at the questions, and not handed in.</summary>
    Begonnen,

    Abgegeben,
    Abgesagt,
    Zurueckgezogen,
}

/// <summary>Whom a list of the panel shows.</summary>
/// <param name="Search">Words that all are in name or address.</param>
/// <param name="Group">Key of the group; null for all.</param>
/// <param name="Language">Null for all.</param>
public sealed record PanelFilter(string? Search, string? Group, PanelStanding Standing, string? Language = null)
{
    public bool IsSet =>
        !string.IsNullOrWhiteSpace(Search)
        || !string.IsNullOrEmpty(Group)
        || !string.IsNullOrEmpty(Language)
        || Standing != PanelStanding.Alle;
}

/// <summary>Whom a list of the panel shows on all its pages.</summary>
/// <param name="AreMore">There are more than that; how many was not counted.</param>
/// <param name="Ids">In the order of the list; null where it shows everybody.</param>
public sealed record PanelFound(int Count, bool AreMore = false, IReadOnlyList<Guid>? Ids = null);

/// <summary>The panel by name, a page at a time. Who has answered, never who answered what. For those who may see contacts.</summary>
public static class PanelList
{
    public const int PerPage = 100;

    /// <summary>So many are found at once. Where more are in a group, or so far, the list is walked until it has what is asked for.</summary>
    public const int Few = 3_000;

    /// <summary>Finds whom the list shows: all, or with a filter as many as fill the page that is asked for and the two after it, which one can turn to.</summary>
    /// <param name="db">Where they are.</param>
    /// <param name="studyId">Whose panel it is.</param>
    /// <param name="openRoundId">By which they are invited, have handed in, or neither.</param>
    /// <param name="filter">Whom the list shows.</param>
    /// <param name="all">How many cards there are.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<PanelFound> FindInPanelAsync(
        this SurveyDb db,
        int studyId,
        int? openRoundId,
        PanelFilter filter,
        int all,
        int page,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        if (!filter.IsSet)
            return new(all);
        var cards = Searched(db, studyId, filter);
        var most = (Math.Clamp(page, 1, (all / PerPage) + 1) + 2) * PerPage;
        if (Meant(db, studyId, openRoundId, filter) is not { } meant)
            most = Math.Max(most, Few);
        else if (await meant.Take(Few + 1).ToListAsync(cancel) is { Count: <= Few } few)
        {
            cards = cards.Where(card => EF.Parameter(few).Contains(card.PanelistId));
            most = Few;
        }
        else
            cards = cards.Where(card => meant.Any(id => id == card.PanelistId));
        var found = await Ids(cards).Take(most + 1).ToListAsync(cancel);
        return new(Math.Min(found.Count, most), found.Count > most, found);
    }

    /// <summary>All that a filter means, for a step that is taken with each of them.</summary>
    public static IQueryable<Guid> AllInPanel(this SurveyDb db, int studyId, int? openRoundId, PanelFilter filter)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        var cards = Searched(db, studyId, filter);
        if (Meant(db, studyId, openRoundId, filter) is { } meant)
            cards = cards.Where(card => meant.Any(id => id == card.PanelistId));
        return Ids(cards);
    }

    private static IQueryable<ContactCard> Searched(SurveyDb db, int studyId, PanelFilter filter)
    {
        var cards = db.ContactCards.Where(card => card.StudyId == studyId);
        foreach (var word in SearchWords.Of(filter.Search).Select(NameKeys.Fold))
            cards = cards.Where(card => card.SearchText.Contains(word));
        return cards;
    }

    /// <param name="page">From 1.</param>
    public static async Task<List<PanelRow>> PanelPageAsync(
        this SurveyDb db,
        int studyId,
        int? openRoundId,
        PanelFound found,
        int page,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(found);
        var before = (page - 1) * PerPage;
        // The index alone says who stands on the page; only of them the rest is read.
        var here = found.Ids is { } ids
            ? [.. ids.Skip(before).Take(PerPage)]
            : await Ids(db.ContactCards.Where(card => card.StudyId == studyId)).Skip(before).Take(PerPage).ToListAsync(cancel);
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
                card.Panelist.DeclinedAt,
                db.Sheets.Any(any => any.PanelistId == card.PanelistId),
                sheet!.InvitedAt,
                sheet.StartedAt,
                sheet.HandedInAt,
                db.Outbox.NotArrived(db).Any(letter => letter.RoundId == openRoundId && letter.PanelistId == card.PanelistId),
                card.Post
            )
        ).ToListAsync(cancel);
    }

    /// <summary>The same rows, with who has answered everything and not handed in: of one page only, since the answers have to be looked at for that.</summary>
    public static async Task<IReadOnlyList<PanelRow>> WithCompleteAsync(
        this SurveyDb db,
        Study study,
        IReadOnlyList<PanelRow> rows,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(rows);
        var begun = rows.Where(row => row.State == SheetState.Started).Select(row => row.PanelistId).ToList();
        if (begun.Count == 0)
            return rows;
        var complete = await db.CompleteAsync(study, study.CurrentRound, begun, cancel);
        return [.. rows.Select(row => complete.Contains(row.PanelistId) ? row with { IsComplete = true } : row)];
    }

    private static IQueryable<Guid> Ids(IQueryable<ContactCard> cards) =>
        cards.OrderBy(card => card.Order).ThenBy(card => card.PanelistId).Select(card => card.PanelistId);

    /// <summary>Who is in the group and so far; null where neither is asked for.</summary>
    private static IQueryable<Guid>? Meant(SurveyDb db, int studyId, int? openRoundId, PanelFilter filter)
    {
        // In the order of the indexes that hold all of this, so that none is sorted.
        IQueryable<Panelist> people = db.Panelists.Where(panelist => panelist.StudyId == studyId).OrderBy(panelist => panelist.GroupKey);
        IQueryable<AnswerSheet> sheets = db.Sheets.Where(sheet => sheet.RoundId == openRoundId).OrderBy(sheet => sheet.GroupKey);
        if (!string.IsNullOrEmpty(filter.Group))
        {
            people = people.Where(panelist => panelist.GroupKey == filter.Group);
            sheets = sheets.Where(sheet => sheet.GroupKey == filter.Group);
        }
        if (!string.IsNullOrEmpty(filter.Language))
        {
            people = people.Where(panelist => panelist.Language == filter.Language);
            sheets = sheets.Where(sheet => people.Any(panelist => panelist.Id == sheet.PanelistId));
        }
        var open = sheets
            .Where(sheet => sheet.HandedInAt == null)
            .Where(sheet => people.Any(panelist => panelist.Id == sheet.PanelistId && panelist.WithdrawnAt == null));
        return filter.Standing switch
        {
            PanelStanding.Abgesagt => people
                // Whoever declined is withdrawn with it: so few rows are looked at.
                .Where(panelist => panelist.WithdrawnAt != null && panelist.DeclinedAt != null)
                .Select(panelist => panelist.Id),
            PanelStanding.Zurueckgezogen => people
                .Where(panelist => panelist.WithdrawnAt != null && panelist.DeclinedAt == null)
                .Select(panelist => panelist.Id),
            PanelStanding.Abgegeben => sheets.Where(sheet => sheet.HandedInAt != null).Select(sheet => sheet.PanelistId),
            PanelStanding.Offen => open.Select(sheet => sheet.PanelistId),
            PanelStanding.Eingeladen => open.Where(sheet => sheet.StartedAt == null).Select(sheet => sheet.PanelistId),
            PanelStanding.Begonnen => open.Where(sheet => sheet.StartedAt != null).Select(sheet => sheet.PanelistId),
            PanelStanding.Gescheitert => db
                .Outbox.NotArrived(db)
                .Where(letter => letter.RoundId == openRoundId)
                .Where(letter => open.Any(sheet => sheet.PanelistId == letter.PanelistId))
                .Select(letter => letter.PanelistId)
                .Distinct(),
            _ => string.IsNullOrEmpty(filter.Group) && string.IsNullOrEmpty(filter.Language)
                ? null
                : people.Select(panelist => panelist.Id),
        };
    }
}

/// <summary>An expert as the team sees them: who it is, and how far they are in the open round, but not with what.</summary>
/// <param name="WasInvited">To any round.</param>
/// <param name="InvitedAt">To the open round; null where they were not, as after a withdrawal.</param>
/// <param name="Email">Empty for whoever has none.</param>
/// <param name="LetterFailed">Whether a letter of the open round did not arrive.</param>
/// <param name="Post">The lines of an envelope below the name; null where nobody knows them.</param>
public sealed record PanelRow(
    Guid PanelistId,
    string Name,
    string Email,
    string GroupKey,
    string Language,
    DateTime? WithdrawnAt,
    DateTime? DeclinedAt,
    bool WasInvited,
    DateTime? InvitedAt,
    DateTime? StartedAt,
    DateTime? HandedInAt,
    bool LetterFailed = false,
    string? Post = null
)
{
    /// <summary>Whether there is an address for mails; else letters are to be printed.</summary>
    public bool HasMail => Email.Length > 0;

    /// <summary>Whether all is answered that is asked, and it is not handed in; see <see cref="PanelList.WithCompleteAsync"/>.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Null where there is no sheet.</summary>
    public SheetState? State =>
        InvitedAt is null ? null
        : HandedInAt is not null ? SheetState.HandedIn
        : StartedAt is not null ? SheetState.Started
        : SheetState.Invited;
}
