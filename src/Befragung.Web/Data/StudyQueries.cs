using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>The named queries of the team's pages.</summary>
public static class StudyQueries
{
    public static Task<Study?> StudyWithRoundsAsync(this SurveyDb db, string key, CancellationToken cancel) =>
        db.Studies.Include(study => study.Rounds).SingleOrDefaultAsync(study => study.Key == key, cancel);

    public static Task<Study?> StudyWithRoundsAsync(this SurveyDb db, int id, CancellationToken cancel) =>
        db.Studies.Include(study => study.Rounds).SingleOrDefaultAsync(study => study.Id == id, cancel);

    /// <summary>Somebody's studies as a list shows them, newest first, without their questionnaires and results.</summary>
    public static Task<List<StudyRow>> StudyRowsAsync(this SurveyDb db, string memberId, CancellationToken cancel) =>
        (
            from study in db.StudiesOf(memberId)
            orderby study.CreatedAt descending, study.Id descending
            let round = study.Rounds.OrderByDescending(round => round.Number).First()
            select new StudyRow(
                study.Key,
                study.Title,
                study.CreatedAt,
                study.ArchivedAt,
                round.Number,
                round.OpenedAt,
                round.ClosedAt,
                round.ReleasedAt
            )
        ).ToListAsync(cancel);

    /// <summary>A study that has a released round and was not withdrawn; what stakeholders may see.</summary>
    public static Task<Study?> ReleasedStudyAsync(this SurveyDb db, string key, CancellationToken cancel) =>
        db
            .Studies.AsNoTracking()
            .Include(study => study.Rounds.Where(round => round.ReleasedAt != null))
            .SingleOrDefaultAsync(
                study => study.Key == key && study.ResultsWithdrawnAt == null && study.Rounds.Any(round => round.ReleasedAt != null),
                cancel
            );

    /// <summary>The same without what is in it: whether it is there, and behind which password.</summary>
    public static Task<ResultsDoor?> ResultsDoorAsync(this SurveyDb db, string key, CancellationToken cancel) =>
        (
            from study in db.Studies
            where study.Key == key && study.ResultsWithdrawnAt == null && study.Rounds.Any(round => round.ReleasedAt != null)
            select new ResultsDoor(
                study.Id,
                study.Key,
                study.Title,
                db.ResultsPasswords.Where(password => password.StudyId == study.Id).Select(password => password.Hash).FirstOrDefault()
            )
        ).SingleOrDefaultAsync(cancel);

    /// <summary>Whether everybody may read its results, without a password.</summary>
    public static async Task<bool> AreResultsOpenAsync(this SurveyDb db, int studyId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return !await db.ResultsPasswords.AnyAsync(password => password.StudyId == studyId, cancel);
    }

    /// <summary>Since when the results of a study are withdrawn, and what it offers then; null where they are not, or never were released.</summary>
    public static async Task<WithdrawnResults?> WithdrawnResultsAsync(this SurveyDb db, string key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var found = await db
            .Studies.Where(study =>
                study.Key == key && study.ResultsWithdrawnAt != null && study.Rounds.Any(round => round.ReleasedAt != null)
            )
            .Select(study => new { study.ResultsWithdrawnAt, study.ReportTexts })
            .SingleOrDefaultAsync(cancel);
        return found is null ? null : new(found.ResultsWithdrawnAt!.Value, found.ReportTexts.Offer);
    }

    /// <summary>What decides the next step of a study.</summary>
    /// <param name="active">People in the panel who were not withdrawn.</param>
    /// <param name="now">By which an open link is over.</param>
    public static async Task<StudyProgress> ProgressAsync(this SurveyDb db, Study study, int active, DateTime now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var isOpenToAll = await OpenLinks.AnyAsync(db, study, now, cancel);
        var closed = study.Rounds.Where(round => round.Result is not null).MaxBy(round => round.Number);
        var remarks = closed is null ? 0 : await db.OpenRemarksAsync(closed.Id, now, cancel);
        // Only what decides it is counted: of an open round how many have handed in, and else how many reasons wait.
        if (study.CurrentRound is { State: RoundState.Open } open)
        {
            var answers = Delphi.Results.Response.Sum([.. (await db.ParticipationAsync(open.Id, cancel)).Values]);
            return new(active, answers.Invited, answers.HandedIn, WaitingReasons: 0, IsOpenToAll: isOpenToAll, OpenRemarks: remarks);
        }
        var waiting = closed is null ? 0 : (await db.ReasonCountAsync(closed.Id, cancel)).Waiting;
        return new(active, Invited: 0, HandedIn: 0, waiting, await Drafting.IsUnfinishedAsync(db, study, cancel), isOpenToAll, remarks);
    }

    /// <summary>How many of each group are invited, have started, and have handed in.</summary>
    public static async Task<Dictionary<string, Delphi.Results.Response>> ParticipationAsync(
        this SurveyDb db,
        int roundId,
        CancellationToken cancel
    )
    {
        var rows = await (
            from sheet in db.InvitedTo(roundId)
            group sheet by sheet.GroupKey into sheets
            select new
            {
                Group = sheets.Key,
                Invited = sheets.Count(),
                Started = sheets.Count(sheet => sheet.StartedAt != null),
                HandedIn = sheets.Count(sheet => sheet.HandedInAt != null),
            }
        ).ToListAsync(cancel);
        return rows.ToDictionary(row => row.Group, row => new Delphi.Results.Response(row.Invited, row.Started, row.HandedIn));
    }

    /// <summary>The sheets of everybody who is asked in a round.</summary>
    public static IQueryable<AnswerSheet> InvitedTo(this SurveyDb db, int roundId)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Sheets.Where(sheet => sheet.RoundId == roundId)
            // Only while somebody is being taken in, it is asked of each whether they are there yet.
            .Where(sheet =>
                !db.PanelDrafts.Any(draft => draft.Intake != null) || db.Panelists.Any(panelist => panelist.Id == sheet.PanelistId)
            );
    }

    /// <summary>How many of those who were invited to a round are withdrawn: from the panel on, since they are few.</summary>
    public static Task<int> WithdrawnAsync(this SurveyDb db, Round round, CancellationToken cancel) =>
        db.Panelists.CountAsync(
            panelist =>
                panelist.StudyId == round.StudyId
                && panelist.WithdrawnAt != null
                && db.Sheets.Any(sheet => sheet.PanelistId == panelist.Id && sheet.RoundId == round.Id),
            cancel
        );

    /// <summary>How many of those with a sheet of a round came by an open link; nothing is looked up where the study never had one.</summary>
    public static async Task<int> CameByThemselvesAsync(this SurveyDb db, Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(round);
        return await db.OpenLinks.AnyAsync(link => link.StudyId == round.StudyId && link.Participants > 0, cancel)
            ? await db.Panelists.CountAsync(
                panelist =>
                    panelist.StudyId == round.StudyId
                    && panelist.OpenLinkId != null
                    && db.Sheets.Any(sheet => sheet.PanelistId == panelist.Id && sheet.RoundId == round.Id),
                cancel
            )
            : 0;
    }

    /// <summary>How many have saved an answer in a round, or handed in.</summary>
    public static Task<int> AnsweredAsync(this SurveyDb db, int roundId, CancellationToken cancel) =>
        db.Sheets.CountAsync(sheet => sheet.RoundId == roundId && (sheet.SavedAt != null || sheet.HandedInAt != null), cancel);

    /// <summary>How many sheets would be in the result of an open round if it closed now.</summary>
    public static async Task<int> CountingAsync(this SurveyDb db, Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(round);
        var sheets = db.Sheets.Where(sheet => sheet.RoundId == round.Id);
        var handedIn = await sheets.CountAsync(sheet => sheet.HandedInAt != null, cancel);
        return round.Questionnaire.Settings.CountSaved ? handedIn + await sheets.OnlySaved(db).CountAsync(cancel) : handedIn;
    }

    /// <summary>Those that count at closing where the study says so: with something on them, not handed in, and of nobody who was withdrawn or declined.</summary>
    internal static IQueryable<AnswerSheet> OnlySaved(this IQueryable<AnswerSheet> sheets, SurveyDb db) =>
        sheets
            .Where(sheet => sheet.HandedInAt == null && sheet.SavedAt != null && sheet.Answers != Answers.None)
            .Where(sheet => !((string)(object)sheet.Answers).StartsWith(Answers.NothingBut))
            .Where(sheet => db.Panelists.Any(panelist => panelist.Id == sheet.PanelistId && panelist.WithdrawnAt == null));

    /// <summary>How many of each group are in the panel, how many of them are withdrawn, and of how many there is no contact any more.</summary>
    public static async Task<List<PanelCount>> PanelCountsAsync(this SurveyDb db, int studyId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var groups = await db
            .Panelists.Where(panelist => panelist.StudyId == studyId)
            .GroupBy(panelist => panelist.GroupKey)
            .Select(group => new
            {
                group.Key,
                All = group.Count(),
                Withdrawn = group.Count(panelist => panelist.WithdrawnAt != null),
            })
            .ToListAsync(cancel);
        var cards = db.ContactCards.Where(card => card.StudyId == studyId);
        // Those of all are being deleted, or were.
        if (!await cards.AnyAsync(cancel))
            return groups.ConvertAll(group => new PanelCount(group.Key, group.All, group.Withdrawn, WithoutContact: group.All));
        var missing = groups.Sum(group => group.All) - await cards.CountAsync(cancel);
        var people = db.Panelists.Where(panelist => panelist.StudyId == studyId);
        // Whose contact was deleted is withdrawn with it, and so is found among few; only whoever came without one is not.
        var without =
            missing == 0 ? []
            : await WithoutCardAsync(people.Where(panelist => panelist.WithdrawnAt != null)) is var gone && gone.Values.Sum() == missing
                ? gone
            : await WithoutCardAsync(people);
        return groups.ConvertAll(group => new PanelCount(group.Key, group.All, group.Withdrawn, without.GetValueOrDefault(group.Key)));

        Task<Dictionary<string, int>> WithoutCardAsync(IQueryable<Panelist> some) =>
            some.Where(panelist => !cards.Any(card => card.PanelistId == panelist.Id))
                .GroupBy(panelist => panelist.GroupKey)
                .Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
    }

    /// <summary>One of a panel whose contact is known.</summary>
    public static Task<PanelRow?> PersonAsync(this SurveyDb db, int studyId, Guid panelistId, CancellationToken cancel) =>
        (
            from card in db.ContactCards
            where card.Panelist.StudyId == studyId && card.PanelistId == panelistId
            let open = db.Sheets.FirstOrDefault(sheet => sheet.PanelistId == panelistId && sheet.SealedAt == null)
            select new PanelRow(
                card.PanelistId,
                card.Name,
                card.Email,
                card.Panelist.GroupKey,
                card.Panelist.Language,
                card.Panelist.WithdrawnAt,
                card.Panelist.DeclinedAt,
                db.Sheets.Any(sheet => sheet.PanelistId == card.PanelistId),
                open!.InvitedAt,
                open.StartedAt,
                open.HandedInAt
            )
        ).SingleOrDefaultAsync(cancel);

    /// <summary>Who somebody of the panel is; null where the contact is not there (any more).</summary>
    public static Task<NamedPanelist?> NameOfAsync(this SurveyDb db, int studyId, Guid panelistId, CancellationToken cancel) =>
        db
            .ContactCards.Where(card => card.PanelistId == panelistId && card.Panelist.StudyId == studyId)
            .Select(card => new NamedPanelist(
                card.Name,
                card.Panelist.WithdrawnAt,
                card.Panelist.DeclinedAt,
                card.DeclineReason,
                card.Email != ""
            ))
            .SingleOrDefaultAsync(cancel);
}

/// <summary>What is known of a results page before anybody enters.</summary>
/// <param name="Hash">Of its password; null where it has none.</param>
public sealed record ResultsDoor(int StudyId, string Key, LocalizedText Title, string? Hash);

/// <summary>A group of the panel in numbers.</summary>
/// <param name="WithoutContact">Whose contact was deleted; their sheets stay, if they have any.</param>
public sealed record PanelCount(string GroupKey, int All, int Withdrawn, int WithoutContact);

/// <summary>An expert by name, whether the invitation was withdrawn, whether by themselves and why, and whether there is an address for mails.</summary>
public sealed record NamedPanelist(string Name, DateTime? WithdrawnAt, DateTime? DeclinedAt, string? DeclineReason, bool HasMail);

/// <summary>A study in a list: what it is, and how far its newest round is.</summary>
/// <param name="Number">Of its newest round.</param>
public sealed record StudyRow(
    string Key,
    LocalizedText Title,
    DateTime CreatedAt,
    DateTime? ArchivedAt,
    int Number,
    DateTime? OpenedAt,
    DateTime? ClosedAt,
    DateTime? ReleasedAt
)
{
    public RoundState State => Round.StateAt(OpenedAt, ClosedAt, ReleasedAt);

    /// <summary>Whether it stands among what is done with. With an open round it does not, whatever was archived: somebody has to look after that.</summary>
    public bool IsDoneWith => ArchivedAt is not null && State != RoundState.Open;

    /// <summary>When it came to this state.</summary>
    public DateTime Since => ReleasedAt ?? ClosedAt ?? OpenedAt ?? CreatedAt;
}
