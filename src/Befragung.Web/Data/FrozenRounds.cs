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

    /// <summary>The result of the round before that one, to tell what has changed.</summary>
    public RoundResult? BeforeThat { get; init; }
}

/// <summary>A released reason, as others read it.</summary>
/// <param name="Round">Number of the round it was given in.</param>
/// <param name="SheetId">The sheet it stood on: so that nobody votes on their own. Never shown.</param>
public sealed record ShownReason(Guid Id, string ItemKey, ReasonSide Side, string Text, int Round, long SheetId);

public sealed class FrozenRounds
{
    // Another one after each forgetting: what was read before it is not kept.
    private volatile ConcurrentDictionary<int, FrozenRound> rounds = new();

    private readonly ConcurrentDictionary<int, RoundResult> results = new();

    /// <summary>The result of a round, which has to be closed: from then on it never changes.</summary>
    public async ValueTask<RoundResult> ResultOfAsync(int roundId, SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return results.TryGetValue(roundId, out var known)
            ? known
            : results.GetOrAdd(
                roundId,
                (await db.Rounds.AsNoTracking().SingleAsync(one => one.Id == roundId && one.ClosedAt != null, cancel)).Result!
            );
    }

    /// <summary>The round, if it was read before.</summary>
    public FrozenRound? Known(int roundId) => rounds.GetValueOrDefault(roundId);

    /// <summary>The round, which has to be opened already: only then it is frozen.</summary>
    public async ValueTask<FrozenRound> OfAsync(int roundId, SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var known = rounds;
        if (known.TryGetValue(roundId, out var found))
            return found;
        var round = await db.Rounds.AsNoTracking().SingleAsync(one => one.Id == roundId && one.OpenedAt != null, cancel);
        var before = await db
            .Rounds.AsNoTracking()
            .SingleOrDefaultAsync(one => one.StudyId == round.StudyId && one.Number == round.Number - 1, cancel);
        var beforeThat = await db
            .Rounds.AsNoTracking()
            .SingleOrDefaultAsync(one => one.StudyId == round.StudyId && one.Number == round.Number - 2, cancel);
        var reasons = await (
            from reason in db.Reasons.AsNoTracking()
            join given in db.Rounds on reason.RoundId equals given.Id
            where given.StudyId == round.StudyId && given.Number < round.Number && reason.ReleasedAt <= round.OpenedAt
            orderby given.Number descending, reason.Id
            select new ShownReason(reason.Id, reason.ItemKey, reason.Side, reason.Shortened ?? reason.Text, given.Number, reason.SheetId)
        ).ToListAsync(cancel);
        return known.GetOrAdd(
            roundId,
            new FrozenRound(roundId, round.Number, round.Questionnaire, before, reasons.ToLookup(reason => reason.ItemKey))
            {
                BeforeThat = beforeThat?.Result,
            }
        );
    }

    /// <summary>
    /// Forgets what is known by heart. What is released after the opening does not join, so that everyone sees the same; but what is withheld goes at once.
    /// </summary>
    public void Forget() => rounds = new();
}
