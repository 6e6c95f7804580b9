using Befragung.Delphi.Reporting;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>What the public is told of a round that is open.</summary>
public static class RunningQueries
{
    /// <summary>Null where the team does not want it told, or no round is open. Pages of results are kept, so it is asked a few times an hour, however many read.</summary>
    public static async Task<RunningRound?> RunningAsync(this SurveyDb db, Study study, DateTime now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        if (study.CountShownAt is null)
            return null;
        var open = await db
            .Rounds.AsNoTracking()
            .Where(round => round.StudyId == study.Id && round.OpenedAt != null && round.SealedAt == null)
            .Select(round => new
            {
                round.Id,
                round.Number,
                round.DeadlineAt,
                round.Questionnaire,
            })
            .SingleOrDefaultAsync(cancel);
        if (open is null)
            return null;
        var hour = RunningRound.HourOf(now);
        var comeByThemselves = await db.OpenLinks.AnyAsync(link => link.StudyId == study.Id && link.Participants > 0, cancel);
        var sheets = db.InvitedTo(open.Id);
        return RunningRound.Of(
            open.Number,
            open.DeadlineAt,
            open.Questionnaire.Settings.SmallestCell,
            await sheets.CountAsync(sheet => sheet.HandedInAt < hour, cancel),
            // Who has declined stays among those invited: a number that falls would tell when somebody did.
            comeByThemselves ? null : await sheets.CountAsync(cancel),
            hour
        );
    }
}
