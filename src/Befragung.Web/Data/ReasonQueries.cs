using Befragung.Delphi.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>The named queries of reasons. Always by id, an order that tells nothing.</summary>
public static class ReasonQueries
{
    public static Task<List<Reason>> ReasonsAsync(this SurveyDb db, int roundId, ReasonState? state, CancellationToken cancel) =>
        db.Reasons.AsNoTracking().Where(reason => reason.RoundId == roundId).In(state).OrderBy(reason => reason.Id).ToListAsync(cancel);

    /// <summary>One reason of a round, to be decided on.</summary>
    public static Task<Reason?> ReasonAsync(this SurveyDb db, int roundId, Guid id, CancellationToken cancel) =>
        db.Reasons.SingleOrDefaultAsync(reason => reason.Id == id && reason.RoundId == roundId, cancel);

    /// <summary>How many reasons of a round wait, are released and are withheld.</summary>
    public static async Task<ReasonCount> ReasonCountAsync(this SurveyDb db, int roundId, CancellationToken cancel) =>
        await db
            .Reasons.Where(reason => reason.RoundId == roundId)
            .GroupBy(_ => 1)
            .Select(all => new ReasonCount(
                all.Count(reason => reason.ReleasedAt == null && reason.WithheldAt == null),
                all.Count(reason => reason.ReleasedAt != null),
                all.Count(reason => reason.WithheldAt != null)
            ))
            .SingleOrDefaultAsync(cancel)
        ?? new(0, 0, 0);

    /// <summary>The released reasons of a study: what its report tells of those of its closed rounds.</summary>
    public static async Task<List<Reason>> ReleasedReasonsAsync(this SurveyDb db, int studyId, CancellationToken cancel) =>
        [
            .. (
                await (
                    from reason in db.Reasons.AsNoTracking().In(ReasonState.Released)
                    join round in db.Rounds on reason.RoundId equals round.Id
                    join sheet in db.Sheets on reason.SheetId equals sheet.Id
                    join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
                    where round.StudyId == studyId
                    orderby reason.Id
                    select new { reason, panelist.Language }
                ).ToListAsync(cancel)
            ).Select(one => one.reason.In(one.Language)),
        ];

    private static IQueryable<Reason> In(this IQueryable<Reason> reasons, ReasonState? state) =>
        state switch
        {
            ReasonState.Waiting => reasons.Where(reason => reason.ReleasedAt == null && reason.WithheldAt == null),
            ReasonState.Released => reasons.Where(reason => reason.ReleasedAt != null),
            ReasonState.Withheld => reasons.Where(reason => reason.WithheldAt != null),
            _ => reasons,
        };
}

/// <summary>How many reasons of a round are in which state.</summary>
public sealed record ReasonCount(int Waiting, int Released, int Withheld)
{
    public int All => Waiting + Released + Withheld;
}
