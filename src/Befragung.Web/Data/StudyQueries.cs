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

    /// <summary>How many of each group are invited, have started, and have handed in.</summary>
    public static async Task<Dictionary<string, Delphi.Results.Response>> ParticipationAsync(
        this SurveyDb db,
        int roundId,
        CancellationToken cancel
    )
    {
        var rows = await (
            from sheet in db.Sheets
            where sheet.RoundId == roundId
            join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
            group sheet by panelist.GroupKey into sheets
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

    /// <summary>Who has answered, never who answered what.</summary>
    public static Task<List<PanelRow>> PanelAsync(this SurveyDb db, int studyId, int? openRoundId, CancellationToken cancel) =>
        (
            from card in db.ContactCards
            where card.Panelist.StudyId == studyId
            orderby card.Name
            select new PanelRow(
                card.PanelistId,
                card.Name,
                card.Email,
                card.Panelist.GroupKey,
                card.Panelist.Language,
                card.Panelist.WithdrawnAt,
                db.Sheets.FirstOrDefault(sheet => sheet.RoundId == openRoundId && sheet.PanelistId == card.PanelistId)!.StartedAt,
                db.Sheets.FirstOrDefault(sheet => sheet.RoundId == openRoundId && sheet.PanelistId == card.PanelistId)!.HandedInAt
            )
        ).ToListAsync(cancel);
}

/// <summary>What is known of a results page before anybody enters.</summary>
/// <param name="Hash">Of its password; null where it has none.</param>
public sealed record ResultsDoor(int StudyId, string Key, LocalizedText Title, string? Hash);

public sealed record PanelRow(
    Guid PanelistId,
    string Name,
    string Email,
    string GroupKey,
    string Language,
    DateTime? WithdrawnAt,
    DateTime? StartedAt,
    DateTime? HandedInAt
)
{
    public SheetState State =>
        HandedInAt is not null ? SheetState.HandedIn
        : StartedAt is not null ? SheetState.Started
        : SheetState.Invited;
}
