using Befragung.Delphi.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>What is frozen when a round opens.</summary>
public static class SnapshotQueries
{
    /// <summary>What a round that opens now will show of those before; to be asked in the transaction that opens it.</summary>
    public static async Task<RoundSnapshot> SnapshotAsync(this SurveyDb db, Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(round);
        var overrulings = await db
            .Rounds.AsNoTracking()
            .Where(one => one.StudyId == round.StudyId && one.Number == round.Number - 1)
            .Select(one => one.Overrulings)
            .SingleOrDefaultAsync(cancel);
        var reasons = await (
            from reason in db.Reasons
            join given in db.Rounds on reason.RoundId equals given.Id
            where given.StudyId == round.StudyId && given.Number < round.Number && reason.ReleasedAt != null
            orderby reason.Id
            select new SnapshotReason(reason.Id, reason.Version)
        ).ToListAsync(cancel);
        var replies = await (
            from reply in db.TeamReplies
            join reason in db.Reasons on reply.ReasonId equals reason.Id
            join given in db.Rounds on reason.RoundId equals given.Id
            where given.StudyId == round.StudyId && given.Number < round.Number && reason.ReleasedAt != null && reply.Text != null
            orderby reply.Id
            select new SnapshotReason(reply.Id, reply.Version)
        ).ToListAsync(cancel);
        return new([.. (overrulings ?? []).Select(one => one.Key)], [.. reasons, .. replies]);
    }
}
