using System.Linq.Expressions;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>The named queries of reasons. Always by id, an order that tells nothing.</summary>
public static class ReasonQueries
{
    /// <summary>How many reasons in a state each item of a round has; items without any are left out.</summary>
    public static Task<Dictionary<string, int>> ReasonsByItemAsync(
        this SurveyDb db,
        int roundId,
        ReasonState? state,
        CancellationToken cancel,
        ReasonsSought? sought = null
    ) =>
        db
            .Reasons.Where(reason => reason.RoundId == roundId)
            .In(state)
            .Sought(db, sought)
            .GroupBy(reason => reason.ItemKey)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);

    /// <summary>
    /// Part of the reasons of a round in the order of these items: the first and the last item may be cut, those between are whole, so that few questions are enough
    /// however many items there are.
    /// </summary>
    /// <param name="items">Keys with how many reasons in that state they have.</param>
    public static async Task<List<Reason>> ReasonPageAsync(
        this SurveyDb db,
        int roundId,
        ReasonState? state,
        IReadOnlyList<(string Key, int Count)> items,
        int skip,
        int take,
        CancellationToken cancel,
        ReasonsSought? sought = null
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(items);
        var reasons = new List<Reason>();
        var whole = new List<string>();
        var before = 0;
        foreach (var (key, count) in items)
        {
            var first = Math.Max(0, skip - before);
            var end = Math.Min(count, skip + take - before);
            before += count;
            if (first >= end)
                continue;
            if (first == 0 && end == count)
                whole.Add(key);
            else
                reasons.AddRange(await Of(reason => reason.ItemKey == key).Skip(first).Take(end - first).ToListAsync(cancel));
        }
        if (whole.Count > 0)
            reasons.AddRange(await Of(reason => whole.Contains(reason.ItemKey)).ToListAsync(cancel));
        return reasons;

        IQueryable<Reason> Of(Expression<Func<Reason, bool>> which) =>
            db
                .Reasons.AsNoTracking()
                .Where(reason => reason.RoundId == roundId)
                .In(state)
                .Sought(db, sought)
                .Where(which)
                .OrderBy(reason => reason.Id);
    }

    /// <summary>The ids of those of one item, in their order.</summary>
    public static Task<List<Guid>> ReasonIdsAsync(
        this SurveyDb db,
        int roundId,
        string itemKey,
        ReasonState state,
        CancellationToken cancel,
        ReasonsSought? sought = null
    ) =>
        db
            .Reasons.Where(reason => reason.RoundId == roundId && reason.ItemKey == itemKey)
            .In(state)
            .Sought(db, sought)
            .OrderBy(reason => reason.Id)
            .Select(reason => reason.Id)
            .ToListAsync(cancel);

    /// <summary>The first few of each item.</summary>
    public static async Task<List<Reason>> FirstReasonsAsync(this SurveyDb db, int roundId, int each, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        // The database orders all of them for that: ids alone, without their texts.
        var first = await db
            .Reasons.Where(reason => reason.RoundId == roundId)
            .Select(reason => reason.ItemKey)
            .Distinct()
            .SelectMany(key =>
                db.Reasons.Where(reason => reason.RoundId == roundId && reason.ItemKey == key)
                    .OrderBy(reason => reason.Id)
                    .Take(each)
                    .Select(reason => reason.Id)
            )
            .ToListAsync(cancel);
        return await db.Reasons.AsNoTracking().Where(reason => first.Contains(reason.Id)).OrderBy(reason => reason.Id).ToListAsync(cancel);
    }

    /// <summary>One reason of a round, to be decided on.</summary>
    public static Task<Reason?> ReasonAsync(this SurveyDb db, int roundId, Guid id, CancellationToken cancel) =>
        db.Reasons.SingleOrDefaultAsync(reason => reason.Id == id && reason.RoundId == roundId, cancel);

    /// <summary>Those of these reasons that are of the round.</summary>
    public static Task<List<Reason>> ReasonsAsync(this SurveyDb db, int roundId, IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        db.Reasons.Where(reason => reason.RoundId == roundId && ids.Contains(reason.Id)).ToListAsync(cancel);

    /// <summary>Of reasons that lie before somebody, those that others of them answer, in whatever round they were given; by id.</summary>
    public static async Task<Dictionary<Guid, Reason>> AnsweredAsync(
        this SurveyDb db,
        IEnumerable<Reason> reasons,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var ids = reasons.Select(reason => reason.AnswersTo).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0
            ? []
            : await db.Reasons.AsNoTracking().Where(reason => ids.Contains(reason.Id)).ToDictionaryAsync(reason => reason.Id, cancel);
    }

    /// <summary>What experts replied to these reasons, whatever was decided on it; by the id of the reason.</summary>
    public static async Task<ILookup<Guid, Reason>> RepliesAsync(
        this SurveyDb db,
        IReadOnlyCollection<Guid> reasons,
        CancellationToken cancel
    ) =>
        (
            await db
                .Reasons.AsNoTracking()
                .Where(reply => reply.AnswersTo != null && reasons.Contains(reply.AnswersTo.Value))
                .OrderBy(reply => reply.Id)
                .ToListAsync(cancel)
        ).ToLookup(reply => reply.AnswersTo!.Value);

    /// <summary>What the team replied to these reasons, or took back; by the id of the reason.</summary>
    public static Task<Dictionary<Guid, TeamReply>> TeamRepliesAsync(
        this SurveyDb db,
        IReadOnlyCollection<Guid> reasons,
        CancellationToken cancel
    ) => db.TeamReplies.AsNoTracking().Where(reply => reasons.Contains(reply.ReasonId)).ToDictionaryAsync(reply => reply.ReasonId, cancel);

    /// <summary>What the team replied to a reason, or took back, to be written anew; null for nothing.</summary>
    public static Task<TeamReply?> TeamReplyAsync(this SurveyDb db, Guid reason, CancellationToken cancel) =>
        db.TeamReplies.SingleOrDefaultAsync(reply => reply.ReasonId == reason, cancel);

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

    /// <summary>What was decided on the reasons of a study, as the data volume tells it; null where so few were given that it could be told whose.</summary>
    public static async Task<Moderation?> ModerationToldAsync(this SurveyDb db, Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        var closed = study.Rounds.Where(round => round.Result is { IsTooSmall: false }).ToList();
        List<int> rounds = [.. closed.Select(round => round.Id)];
        if (rounds.Count == 0)
            return null;
        var counted =
            await db
                .Reasons.Where(reason => rounds.Contains(reason.RoundId))
                .GroupBy(_ => 1)
                .Select(all => new Moderation(
                    all.Count(reason => reason.ReleasedAt != null),
                    all.Count(reason => reason.ReleasedAt != null && reason.Shortened != null),
                    all.Count(reason => reason.WithheldAt != null)
                ))
                .SingleOrDefaultAsync(cancel)
            ?? new(0, 0, 0);
        return counted.Released + counted.Withheld < closed.Max(round => round.Result!.SmallestCell) ? null : counted;
    }

    /// <summary>The released reasons that a version of the report tells: the short one none.</summary>
    public static async Task<IReadOnlyList<Reason>> ReasonsToldAsync(
        this SurveyDb db,
        ReportVersion version,
        Study study,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(study);
        return version == ReportVersion.Brief ? [] : await db.ReleasedReasonsAsync(study.Id, cancel);
    }

    /// <summary>
    /// The released reasons of a study, with what the team says to them, and the released replies to them: what its report tells of those of its closed rounds. A reply leaves with
    /// what it answers.
    /// </summary>
    public static async Task<List<Reason>> ReleasedReasonsAsync(this SurveyDb db, int studyId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var spoken = await SpokenAsync(db, studyId, cancel);
        return
        [
            .. (
                await (
                    from reason in db.Reasons.AsNoTracking().In(ReasonState.Released)
                    join round in db.Rounds on reason.RoundId equals round.Id
                    join sheet in db.Sheets on reason.SheetId equals sheet.Id
                    join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
                    where
                        round.StudyId == studyId
                        && (
                            reason.AnswersTo == null
                            || db.Reasons.Any(answered => answered.Id == reason.AnswersTo && answered.ReleasedAt != null)
                        )
                    orderby reason.Id
                    select new
                    {
                        Reason = reason,
                        panelist.Language,
                        TeamReply = db.TeamReplies.Where(reply => reply.ReasonId == reason.Id).Select(reply => reply.Text).FirstOrDefault(),
                    }
                ).ToListAsync(cancel)
            ).Select(one =>
                (spoken.Contains((one.Reason.RoundId, one.Language)) ? one.Reason.In(one.Language) : one.Reason).With(one.TeamReply)
            ),
        ];
    }

    /// <summary>The languages in which enough handed in a round: one that few are addressed in would tell who wrote.</summary>
    private static async Task<HashSet<(int Round, string Language)>> SpokenAsync(SurveyDb db, int studyId, CancellationToken cancel)
    {
        if (
            await db
                .Rounds.Where(round => round.StudyId == studyId && round.Number == 1)
                .Select(round => round.Questionnaire)
                .SingleOrDefaultAsync(cancel)
            is not { Settings.SmallestCell: var smallest } questionnaire
        )
            return [];
        // Where all are addressed in the same, it tells of nobody.
        if (questionnaire.Languages is [var only])
            return
            [
                .. (await db.Rounds.Where(round => round.StudyId == studyId).Select(round => round.Id).ToListAsync(cancel)).Select(round =>
                    (round, only)
                ),
            ];
        var counts = await (
            from sheet in db.Sheets
            join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
            where panelist.StudyId == studyId && sheet.HandedInAt != null
            group sheet by new { sheet.RoundId, panelist.Language } into same
            select new
            {
                same.Key.RoundId,
                same.Key.Language,
                Experts = same.Count(),
            }
        ).ToListAsync(cancel);
        return [.. counts.Where(one => one.Experts >= smallest).Select(one => (one.RoundId, one.Language))];
    }

    /// <summary>
    /// The sheets of a round whose experts are addressed in a language, as far as that may be told. Looked up once and by itself: asked of each reason anew, PostgreSQL went through the panel for
    /// every one of them.
    /// </summary>
    /// <param name="telling">The groups whose languages may be told, "" for whoever is of no group that may.</param>
    /// <param name="shown">The groups that may be told.</param>
    public static Task<List<long>> SheetsInLanguageAsync(
        this SurveyDb db,
        int roundId,
        string language,
        IReadOnlySet<string> telling,
        IReadOnlySet<string> shown,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var told = telling.ToList();
        var groups = shown.ToList();
        var others = told.Contains("");
        return (
            from sheet in db.Sheets
            join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
            where sheet.RoundId == roundId && sheet.HandedInAt != null && panelist.Language == language
            where told.Contains(sheet.GroupKey) || (others && !groups.Contains(sheet.GroupKey))
            select sheet.Id
        ).ToListAsync(cancel);
    }

    private static IQueryable<Reason> Sought(this IQueryable<Reason> reasons, SurveyDb db, ReasonsSought? sought)
    {
        if (sought is null)
            return reasons;
        var (least, most, group) = (sought.Least, sought.Most, sought.Group);
        if (sought.Only is { } only)
            reasons = reasons.Where(reason => reason.Id == only);
        if (least > 0)
            reasons = reasons.Where(reason => reason.Text.Length >= least);
        if (most < int.MaxValue)
            reasons = reasons.Where(reason => reason.Text.Length <= most);
        if (group is not null)
            reasons = reasons.Where(reason => db.Sheets.Any(sheet => sheet.Id == reason.SheetId && sheet.GroupKey == group));
        if (sought.InLanguage is { } written)
            reasons = reasons.Where(reason => EF.Parameter(written).Contains(reason.SheetId));
        return reasons;
    }

    private static IQueryable<Reason> In(this IQueryable<Reason> reasons, ReasonState? state) =>
        state switch
        {
            ReasonState.Waiting => reasons.Where(reason => reason.ReleasedAt == null && reason.WithheldAt == null),
            ReasonState.Released => reasons.Where(reason => reason.ReleasedAt != null),
            ReasonState.Withheld => reasons.Where(reason => reason.WithheldAt != null),
            _ => reasons,
        };
}

/// <summary>
/// Which reasons are looked for among those of a round. Group and language are those that may be told of writers (<see cref="Writers"/>): so nothing is found here that does not stand
/// beside the texts elsewhere.
/// </summary>
/// <param name="Least">How many characters at least.</param>
/// <param name="Most">How many at most.</param>
/// <param name="Group">Key of a group that may be told; null for all.</param>
/// <param name="InLanguage">The sheets of those addressed in the language, see <see cref="ReasonQueries.SheetsInLanguageAsync"/>; null for all.</param>
/// <param name="Only">This one alone; null for all.</param>
public sealed record ReasonsSought(int Least, int Most, string? Group, IReadOnlyList<long>? InLanguage, Guid? Only = null);

/// <summary>How many reasons of a round are in which state.</summary>
public sealed record ReasonCount(int Waiting, int Released, int Withheld)
{
    public int All => Waiting + Released + Withheld;
}
