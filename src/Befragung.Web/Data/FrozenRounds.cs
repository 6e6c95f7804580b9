using System.Collections.Concurrent;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>What experts of an open round see beside their own answers; frozen when it opened, so it is read once and never again.</summary>
public sealed record FrozenRound(int Id, int Number, Questionnaire Questionnaire, Round? RoundBefore)
{
    public RoundResult? Before => RoundBefore?.Result;
}

public sealed class FrozenRounds
{
    private readonly ConcurrentDictionary<int, FrozenRound> rounds = new();

    /// <summary>The round, which has to be opened already: only then it is frozen.</summary>
    public async ValueTask<FrozenRound> OfAsync(int roundId, SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (rounds.TryGetValue(roundId, out var known)) return known;
        var round = await db.Rounds.AsNoTracking().SingleAsync(one => one.Id == roundId && one.OpenedAt != null, cancel);
        var before = await db.Rounds.AsNoTracking().SingleOrDefaultAsync(one => one.StudyId == round.StudyId && one.Number == round.Number - 1, cancel);
        return rounds.GetOrAdd(roundId, new FrozenRound(roundId, round.Number, round.Questionnaire, before));
    }
}
