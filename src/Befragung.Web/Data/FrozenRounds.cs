using System.Collections.Concurrent;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>What experts of an open round see beside their own answers; frozen when it opened, so it is read once and never again.</summary>
/// <param name="Reasons">What experts gave as reasons in earlier rounds, and the team released before this one opened; by item.</param>
public sealed record FrozenRound(int Id, int Number, Questionnaire Questionnaire, Round? RoundBefore, ILookup<string, ShownReason> Reasons)
{
    public RoundResult? Before => RoundBefore?.Result;
}

/// <summary>A released reason, as others read it.</summary>
/// <param name="Round">Number of the round it was given in.</param>
public sealed record ShownReason(Guid Id, string ItemKey, ReasonSide Side, string Text, int Round);

public sealed class FrozenRounds
{
    private readonly ConcurrentDictionary<int, FrozenRound> rounds = new();

    private readonly ConcurrentDictionary<int, RoundResult> results = new();

    /// <summary>The result of a round, which has to be closed: from then on it never changes.</summary>
    public async ValueTask<RoundResult> ResultOfAsync(int roundId, SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return results.TryGetValue(roundId, out var known) ? known
            : results.GetOrAdd(roundId, (await db.Rounds.AsNoTracking().SingleAsync(one => one.Id == roundId && one.ClosedAt != null, cancel)).Result!);
    }

    /// <summary>The round, which has to be opened already: only then it is frozen.</summary>
    public async ValueTask<FrozenRound> OfAsync(int roundId, SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (rounds.TryGetValue(roundId, out var known)) return known;
        var round = await db.Rounds.AsNoTracking().SingleAsync(one => one.Id == roundId && one.OpenedAt != null, cancel);
        var before = await db.Rounds.AsNoTracking().SingleOrDefaultAsync(one => one.StudyId == round.StudyId && one.Number == round.Number - 1, cancel);
        var reasons = await (
            from reason in db.Reasons.AsNoTracking()
            join given in db.Rounds on reason.RoundId equals given.Id
            where given.StudyId == round.StudyId && given.Number < round.Number && reason.ReleasedAt <= round.OpenedAt
            orderby given.Number descending, reason.Id
            select new ShownReason(reason.Id, reason.ItemKey, reason.Side, reason.Shortened ?? reason.Text, given.Number)).ToListAsync(cancel);
        return rounds.GetOrAdd(roundId, new FrozenRound(roundId, round.Number, round.Questionnaire, before, reasons.ToLookup(reason => reason.ItemKey)));
    }

    /// <summary>
    /// Forgets what is known by heart. What is released after the opening does not join, so that everyone sees the same; but what is withheld goes at once.
    /// </summary>
    public void Forget() => rounds.Clear();
}
