using System.Collections.Concurrent;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Questionnaires.Hints;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// What experts of an open round see beside their own answers. It was written down when the round opened (<see cref="RoundSnapshot"/>), so it is read once and kept
/// here; only reasons that are taken back leave it.
/// </summary>
/// <param name="Reasons">What experts gave as reasons in earlier rounds, and the team had released when this one opened; by item.</param>
public sealed record FrozenRound(int Id, int Number, Questionnaire Questionnaire, ILookup<string, ShownReason> Reasons)
{
    /// <summary>The result of the round before; null in round 1.</summary>
    public RoundResult? Before { get; init; }

    /// <summary>What the round before asked; null in round 1.</summary>
    public Questionnaire? AskedBefore { get; init; }

    /// <summary>The result of the round before that one, to tell what has changed.</summary>
    public RoundResult? BeforeThat { get; init; }

    /// <summary>What the round before that one asked; null where there was none.</summary>
    public Questionnaire? AskedBeforeThat { get; init; }

    /// <summary>What items came from that were merged, split or taken up again since the round before; by the keys of the items.</summary>
    public ILookup<string, AskedParent> Parents { get; init; } = Array.Empty<AskedParent>().ToLookup(parent => parent.ItemKey);

    /// <summary>How the round before asked what is asked in other words now; null where the words are the same, or it did not ask it.</summary>
    public LocalizedText? OldWordsOf(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return AskedBefore?.ItemOf(item.Key) is { } before && item.IsReworded(before) ? before.Text : null;
    }

    /// <summary>Whether what was answered in the round before was answered to the same question.</summary>
    public bool IsSame(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return AskedBefore?.ItemOf(item.Key) is not { } before || item.IsSameAs(before);
    }

    /// <summary>The result of the round before that one, where both asked an item as the same question.</summary>
    public RoundResult? BeforeThatOf(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return AskedBefore?.ItemOf(item.Key) is { } before && AskedBeforeThat?.ItemOf(item.Key) is { } earlier && !before.IsSameAs(earlier)
            ? null
            : BeforeThat;
    }

    /// <summary>The result of the round before, without what it asked in other words: so it can be compared with answers of now.</summary>
    public RoundResult? Comparable =>
        field ??= Before is { } before
            ? before with
            {
                Items = [.. before.Items.Where(result => Questionnaire.ItemOf(result.Key) is not { } item || IsSame(item))],
            }
            : null;

    /// <summary>Until when experts are asked to answer; null where nothing is said. A change of it raises the version.</summary>
    public DateTime? Deadline { get; init; }

    /// <summary>How long it takes; of all groups.</summary>
    public Duration Takes => field ??= Duration.OfAll(Questionnaire);

    /// <summary>Keys on which the team had judged otherwise than the rule when this round opened.</summary>
    public IReadOnlySet<string> Overruled { get; init; } = new HashSet<string>();

    /// <summary>For whom it is: all pages of its sheets say so where it is not for experts.</summary>
    public SheetKind Kind { get; init; }

    /// <summary>Whether what others answered before is made up.</summary>
    public bool IsSimulated { get; init; }
}

/// <summary>A question of an earlier round that one of now came from.</summary>
/// <param name="ItemKey">The one of now.</param>
/// <param name="Kind">Merged, split or returned.</param>
/// <param name="Item">As it was asked.</param>
/// <param name="Round">The number of the round that asked it.</param>
/// <param name="Result">That round's.</param>
public sealed record AskedParent(string ItemKey, LineageKind Kind, Item Item, int Round, RoundResult? Result);

/// <summary>What a sheet is filled in for.</summary>
public enum SheetKind
{
    /// <summary>By an expert, to be counted.</summary>
    Expert,

    /// <summary>By the team, to see what experts will see. Kept nowhere.</summary>
    Preview,

    /// <summary>By a colleague, to find out what is not clear. Counted nowhere.</summary>
    Trial,
}

/// <summary>A released reason, as others read it.</summary>
/// <param name="Round">Number of the round it was given in.</param>
/// <param name="SheetId">The sheet it stood on: so that nobody votes on their own. Never shown.</param>
public sealed record ShownReason(Guid Id, string ItemKey, ReasonSide Side, string Text, int Round, long SheetId)
{
    /// <summary>Whether it convinced people who had stood on the other side, and so comes before others.</summary>
    public bool ConvincedOthers { get; init; }

    /// <summary>What was replied to it, the team first, then by rounds.</summary>
    public IReadOnlyList<ShownReply> Replies { get; init; } = [];
}

/// <summary>What was replied to a reason, as others read it.</summary>
/// <param name="Round">The number of the round in which an expert wrote it; null where the team did.</param>
public sealed record ShownReply(Guid Id, string Text, int? Round);

/// <summary>A round, and which state of what it shows counts: another one after something was taken back.</summary>
public sealed record RoundShown(int Id, int Version);

/// <summary>
/// What is frozen, kept in memory. What may still change of it (a reason that is taken back, a whole opening, the deadline) raises a version that stands with the round and is asked
/// for with every page: so whatever server makes a page, it shows nothing that has left before.
/// </summary>
public sealed class FrozenRounds
{
    /// <summary>The column of the version; the method knows nothing of it.</summary>
    internal const string Version = "ShownVersion";

    private readonly ConcurrentDictionary<int, Kept> rounds = new();

    private readonly ConcurrentDictionary<int, RoundResult> results = new();

    /// <summary>Says that what later rounds show is not to be shown any more; counts with the transaction that is under way.</summary>
    /// <param name="before">The number of the round that it was taken from.</param>
    public static Task TakeBackAsync(SurveyDb db, int studyId, int before, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Rounds.Where(round => round.StudyId == studyId && round.Number > before)
            .ExecuteUpdateAsync(
                round => round.SetProperty(one => EF.Property<int>(one, Version), one => EF.Property<int>(one, Version) + 1),
                cancel
            );
    }

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

    /// <summary>The round, if that state of it was read before.</summary>
    public FrozenRound? Known(RoundShown round) =>
        rounds.TryGetValue(round.Id, out var kept) && kept.Version == round.Version ? kept.Round : null;

    /// <summary>The round, which has to be opened already: only then it is frozen.</summary>
    public async ValueTask<FrozenRound> OfAsync(int roundId, SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        // Before all else: what leaves while the rest is read has raised it again.
        var version = await db.Rounds.Where(one => one.Id == roundId).Select(one => EF.Property<int>(one, Version)).SingleAsync(cancel);
        if (Known(new(roundId, version)) is { } known)
            return known;
        var read = new Kept(version, await ReadAsync(roundId, db, cancel));
        // Of two who read the same, all get the first; of two states the newer one stays.
        return rounds.AddOrUpdate(roundId, read, (_, other) => other.Version >= version ? other : read).Round;
    }

    /// <summary>The round as it would be if it opened now; for a planned one, whose result of the round before is there.</summary>
    public static async Task<FrozenRound> IfOpenedAsync(Round planned, SurveyDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(planned);
        ArgumentNullException.ThrowIfNull(db);
        return await ReadAsync(planned, await db.SnapshotAsync(planned, cancel), db, cancel);
    }

    /// <summary>Lets go of what is known by heart, to be read anew when it is asked for.</summary>
    public void Forget() => rounds.Clear();

    private static async Task<FrozenRound> ReadAsync(int roundId, SurveyDb db, CancellationToken cancel)
    {
        var round = await db.Rounds.AsNoTracking().SingleAsync(one => one.Id == roundId && one.OpenedAt != null, cancel);
        return await ReadAsync(round, round.Shown!, db, cancel);
    }

    private static async Task<FrozenRound> ReadAsync(Round round, RoundSnapshot shown, SurveyDb db, CancellationToken cancel)
    {
        var before = await db
            .Rounds.AsNoTracking()
            .SingleOrDefaultAsync(one => one.StudyId == round.StudyId && one.Number == round.Number - 1, cancel);
        var beforeThat = await db
            .Rounds.AsNoTracking()
            .SingleOrDefaultAsync(one => one.StudyId == round.StudyId && one.Number == round.Number - 2, cancel);
        var reasons = await ReasonsAsync(round, shown, db, cancel);
        return new FrozenRound(round.Id, round.Number, round.Questionnaire, reasons.ToLookup(reason => reason.ItemKey))
        {
            Before = before?.Result,
            AskedBefore = before?.Questionnaire,
            BeforeThat = beforeThat?.Result,
            AskedBeforeThat = beforeThat?.Questionnaire,
            Parents = (await ParentsAsync(round, before, db, cancel)).ToLookup(parent => parent.ItemKey),
            Deadline = round.DeadlineAt,
            Overruled = shown.Overruled.ToHashSet(StringComparer.Ordinal),
        };
    }

    private static async Task<List<AskedParent>> ParentsAsync(Round round, Round? before, SurveyDb db, CancellationToken cancel)
    {
        var parents = new List<AskedParent>();
        if (before is null)
            return parents;
        foreach (var line in round.Lineage)
            if (before.Questionnaire.ItemOf(line.ItemKey) is { } item)
                parents.AddRange((line.Into ?? []).Select(key => new AskedParent(key, line.Kind, item, before.Number, before.Result)));
        var returned = round.Lineage.Where(line => line.Kind == LineageKind.Returned).Select(line => line.ItemKey).ToList();
        if (returned.Count == 0)
            return parents;
        var earlier = await db
            .Rounds.AsNoTracking()
            .Where(one => one.StudyId == round.StudyId && one.Number < before.Number)
            .OrderByDescending(one => one.Number)
            .ToListAsync(cancel);
        foreach (var key in returned)
            if (earlier.Find(one => one.Questionnaire.ItemOf(key) is not null) is { } last)
                parents.Add(new(key, LineageKind.Returned, last.Questionnaire.ItemOf(key)!, last.Number, last.Result));
        return parents;
    }

    private static async Task<IEnumerable<ShownReason>> ReasonsAsync(
        Round round,
        RoundSnapshot shown,
        SurveyDb db,
        CancellationToken cancel
    )
    {
        var released = await (
            from reason in db.Reasons.AsNoTracking()
            join given in db.Rounds on reason.RoundId equals given.Id
            where given.StudyId == round.StudyId && given.Number < round.Number && reason.ReleasedAt != null
            orderby given.Number descending, reason.Id
            select new
            {
                reason.Version,
                reason.AnswersTo,
                Reason = new ShownReason(
                    reason.Id,
                    reason.ItemKey,
                    reason.Side,
                    reason.Shortened ?? reason.Text,
                    given.Number,
                    reason.SheetId
                ),
            }
        ).ToListAsync(cancel);
        var all = released.Where(one => shown.Shows(one.Reason.Id, one.Version)).ToList();
        var ofExperts = all.Where(one => one.AnswersTo is not null).ToLookup(one => one.AnswersTo!.Value, one => one.Reason);
        var ofTeam = await OfTeamAsync(round, shown, db, cancel);
        var earlier = await db
            .Rounds.AsNoTracking()
            .Where(one => one.StudyId == round.StudyId && one.Number < round.Number && one.ClosedAt != null)
            .Select(one => one.Result)
            .ToListAsync(cancel);
        var fromOtherSide = ReasonOrder.FromOtherSide(earlier.OfType<RoundResult>());
        return all.Where(one => one.AnswersTo is null)
            .Select(one =>
                one.Reason with
                {
                    ConvincedOthers = fromOtherSide.ContainsKey(one.Reason.Id),
                    Replies =
                    [
                        .. ofTeam.TryGetValue(one.Reason.Id, out var reply) ? [reply] : (ShownReply[])[],
                        .. ofExperts[one.Reason.Id]
                            .OrderBy(other => other.Round)
                            .Select(other => new ShownReply(other.Id, other.Text, other.Round)),
                    ],
                }
            )
            .InOrder(reason => reason.Id, fromOtherSide);
    }

    /// <summary>What the team says to reasons, by their ids.</summary>
    private static async Task<Dictionary<Guid, ShownReply>> OfTeamAsync(
        Round round,
        RoundSnapshot shown,
        SurveyDb db,
        CancellationToken cancel
    ) =>
        (
            await (
                from reply in db.TeamReplies.AsNoTracking()
                join reason in db.Reasons on reply.ReasonId equals reason.Id
                join given in db.Rounds on reason.RoundId equals given.Id
                where given.StudyId == round.StudyId && given.Number < round.Number && reply.Text != null
                select reply
            ).ToListAsync(cancel)
        )
            .Where(reply => shown.Shows(reply.Id, reply.Version))
            .ToDictionary(reply => reply.ReasonId, reply => new ShownReply(reply.Id, reply.Text!, null));

    private sealed record Kept(int Version, FrozenRound Round);
}
