using System.Text;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Which mentions are shown, by whether they have a code.</summary>
public enum MentionFilter
{
    Offen,
    Kodiert,
    Alle,

    /// <summary>Drawn to be coded blind, and without a code of whoever looks: what is left of their share.</summary>
    Getrennt,

    /// <summary>Quoted in the report.</summary>
    Zitate,
}

/// <summary>Which mentions of a round are looked for.</summary>
/// <param name="Viewer">The account of who looks: of what is coded blind, only their own codes are there.</param>
/// <param name="Groups">Those that may be shown.</param>
public sealed record MentionSearch(
    RoundCoding Coding,
    string Viewer,
    IReadOnlySet<string> Groups,
    MentionFilter Filter = MentionFilter.Alle,
    string? Item = null,
    bool? Reasons = null,
    string? Group = null,
    string? Language = null,
    Guid? Code = null,
    string? Words = null
);

/// <summary>How many mentions of one question there are, and how many of them have a code.</summary>
public sealed record MentionCount(string Item, bool IsReason, int All, int Coded);

/// <summary>A mention as a card shows it.</summary>
/// <param name="Codes">Those that whoever looks may see.</param>
/// <param name="IsApart">Coded blind and not settled: to be decided on the page that compares.</param>
/// <param name="Pieces">Of how many its text consists.</param>
public sealed record CodedMention(Mention Mention, IReadOnlyList<Code> Codes, bool IsApart, int Pieces);

/// <summary>The named queries of coding.</summary>
public static class CodingQueries
{
    public static Task<RoundCoding?> RoundCodingAsync(this SurveyDb db, int roundId, CancellationToken cancel) =>
        db.RoundCodings.SingleOrDefaultAsync(coding => coding.RoundId == roundId, cancel);

    /// <summary>The codes of a study that are given, the one for none among them.</summary>
    public static Task<List<Code>> CodesAsync(this SurveyDb db, int studyId, CancellationToken cancel) =>
        db.Codes.Where(code => code.StudyId == studyId && code.RemovedAt == null).ToListAsync(cancel);

    /// <summary>The mentions that are looked for, without an order.</summary>
    public static IQueryable<Mention> MentionsOf(this SurveyDb db, MentionSearch search)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(search);
        var coding = search.Coding;
        var mentions = db.Mentions.AsNoTracking().Where(mention => mention.RoundId == coding.RoundId);
        if (search.Item is { } item)
            mentions = mentions.Where(mention => mention.ItemKey == item);
        if (search.Reasons is { } reasons)
            mentions = mentions.Where(mention => mention.IsReason == reasons);
        if (search.Group is { } group)
            mentions = search.Groups.Contains(group)
                ? mentions.Where(mention => mention.GroupKey == group)
                : mentions.Where(mention => false);
        if (search.Language is { } language)
            mentions = mentions.Where(mention => mention.Language == language);
        foreach (var word in SearchWords.Of(search.Words))
#pragma warning disable CA1304, CA1311, MA0011 // In the words of the database, which has one culture.
            mentions = mentions.Where(mention => EF.Functions.Like(mention.Text.ToLower(), Pattern(word), "\\"));
#pragma warning restore CA1304, CA1311, MA0011
        var coders = db.VisibleCodes(coding, search.Viewer);
        if (search.Code is { } code)
            mentions = mentions.Where(mention => coders.Any(applied => applied.MentionId == mention.Id && applied.CodeId == code));
        return search.Filter switch
        {
            MentionFilter.Offen => mentions.Where(mention => !coders.Any(applied => applied.MentionId == mention.Id)),
            MentionFilter.Kodiert => mentions.Where(mention => coders.Any(applied => applied.MentionId == mention.Id)),
            MentionFilter.Zitate => mentions.Where(mention => mention.Quotation != null),
            MentionFilter.Getrennt => mentions.Where(mention => mention.IsBlind && !coders.Any(applied => applied.MentionId == mention.Id)),
            _ => mentions,
        };
    }

    /// <summary>In the order of the questions, and pieces of one text beside each other.</summary>
    public static IOrderedQueryable<Mention> InOrder(this IQueryable<Mention> mentions) =>
        mentions
            .OrderBy(mention => mention.Place)
            .ThenBy(mention => mention.IsReason)
            .ThenBy(mention => mention.SourceId)
            .ThenBy(mention => mention.Start);

    /// <summary>The codes somebody may see: what holds for the team, and what they gave themselves where it is coded blind. Removed ones are not among them.</summary>
    public static IQueryable<AppliedCode> VisibleCodes(this SurveyDb db, RoundCoding coding, string viewer)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(coding);
        var mine = coding.IsBlind ? viewer : AppliedCode.Team;
        return db
            .AppliedCodes.AsNoTracking()
            .Where(applied => applied.Coder == AppliedCode.Team || applied.Coder == mine)
            .Where(applied => db.Codes.Any(code => code.Id == applied.CodeId && code.RemovedAt == null));
    }

    /// <summary>How many mentions each question has, as somebody sees them.</summary>
    public static async Task<List<MentionCount>> MentionCountsAsync(
        this SurveyDb db,
        RoundCoding coding,
        string viewer,
        CancellationToken cancel
    )
    {
        var coders = db.VisibleCodes(coding, viewer);
        var counts = await db
            .Mentions.Where(mention => mention.RoundId == coding.RoundId)
            .Select(mention => new
            {
                mention.ItemKey,
                mention.Place,
                mention.IsReason,
                IsCoded = coders.Any(applied => applied.MentionId == mention.Id) ? 1 : 0,
            })
            .GroupBy(mention => new
            {
                mention.ItemKey,
                mention.Place,
                mention.IsReason,
            })
            .Select(group => new
            {
                group.Key.ItemKey,
                group.Key.Place,
                group.Key.IsReason,
                All = group.Count(),
                Coded = group.Sum(mention => mention.IsCoded),
            })
            .ToListAsync(cancel);
        return
        [
            .. counts
                .OrderBy(count => count.Place)
                .ThenBy(count => count.IsReason)
                .Select(count => new MentionCount(count.ItemKey, count.IsReason, count.All, count.Coded)),
        ];
    }

    /// <summary>To how many mentions of the study each code was given, as somebody sees them in these rounds.</summary>
    public static async Task<Dictionary<Guid, int>> CodeUsesAsync(this SurveyDb db, Study study, string viewer, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(study);
        var rounds = study.Rounds.Select(round => round.Id).ToList();
        var codings = await db.RoundCodings.AsNoTracking().Where(coding => rounds.Contains(coding.RoundId)).ToListAsync(cancel);
        var uses = new Dictionary<Guid, int>();
        foreach (var coding in codings)
        {
            var counts = await db.VisibleCodes(coding, viewer)
                .Where(applied => db.Mentions.Any(mention => mention.Id == applied.MentionId && mention.RoundId == coding.RoundId))
                .GroupBy(applied => applied.CodeId)
                .Select(group => new { group.Key, Count = group.Count() })
                .ToListAsync(cancel);
            foreach (var count in counts)
                uses[count.Key] = uses.GetValueOrDefault(count.Key) + count.Count;
        }
        return uses;
    }

    /// <summary>What was given blind, by mention; without removed codes.</summary>
    public static async Task<ILookup<Guid, AppliedCode>> BlindCodesAsync(this SurveyDb db, int roundId, CancellationToken cancel) =>
        (
            await db
                .AppliedCodes.AsNoTracking()
                .Where(applied => applied.Coder != AppliedCode.Team)
                .Where(applied => db.Mentions.Any(mention => mention.Id == applied.MentionId && mention.RoundId == roundId))
                .Where(applied => db.Codes.Any(code => code.Id == applied.CodeId && code.RemovedAt == null))
                .ToListAsync(cancel)
        ).ToLookup(applied => applied.MentionId);

    /// <summary>Those of these mentions that somebody coded blind.</summary>
    public static async Task<IReadOnlySet<Guid>> BlindlyCodedAsync(
        this SurveyDb db,
        IReadOnlyList<Guid> mentions,
        CancellationToken cancel
    ) =>
        (
            await db
                .AppliedCodes.Where(applied => EF.Parameter(mentions).Contains(applied.MentionId) && applied.Coder != AppliedCode.Team)
                .Where(applied => db.Codes.Any(code => code.Id == applied.CodeId && code.RemovedAt == null))
                .Select(applied => applied.MentionId)
                .Distinct()
                .ToListAsync(cancel)
        ).ToHashSet();

    /// <summary>Mentions with the codes that somebody may see.</summary>
    public static async Task<IReadOnlyList<CodedMention>> CodedMentionsAsync(
        this SurveyDb db,
        RoundCoding coding,
        string viewer,
        CodeTree tree,
        IReadOnlyList<Mention> mentions,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(coding);
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(mentions);
        var ids = mentions.Select(mention => mention.Id).ToList();
        var given = (await db.VisibleCodes(coding, viewer).Where(applied => ids.Contains(applied.MentionId)).ToListAsync(cancel)).ToLookup(
            applied => applied.MentionId,
            applied => applied.CodeId
        );
        var blind = coding.IsBlind || coding.BlindShare == 0 ? null : await db.BlindlyCodedAsync(ids, cancel);
        var sources = mentions.Select(mention => mention.SourceId).Distinct().ToList();
        var pieces = await db
            .Mentions.Where(mention => mention.RoundId == coding.RoundId && sources.Contains(mention.SourceId))
            .GroupBy(mention => mention.SourceId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        return
        [
            .. mentions.Select(mention => new CodedMention(
                mention,
                [.. given[mention.Id].Select(tree.Find).OfType<Code>().OrderBy(tree.NameOf, StringComparer.CurrentCulture)],
                mention.SettledAt is null && blind?.Contains(mention.Id) == true,
                pieces.GetValueOrDefault(mention.SourceId, 1)
            )),
        ];
    }

    /// <summary>A mention of a round; null where there is none.</summary>
    public static Task<Mention?> MentionAsync(this SurveyDb db, int roundId, Guid id, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Mentions.AsNoTracking().SingleOrDefaultAsync(mention => mention.Id == id && mention.RoundId == roundId, cancel);
    }

    /// <summary>Of how many mentions the text of one consists.</summary>
    public static Task<int> PiecesAsync(this SurveyDb db, Mention mention, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(mention);
        return db.Mentions.CountAsync(one => one.RoundId == mention.RoundId && one.SourceId == mention.SourceId, cancel);
    }

    /// <summary>The languages that stand beside mentions.</summary>
    public static Task<List<string>> MentionLanguagesAsync(this SurveyDb db, int roundId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Mentions.Where(mention => mention.RoundId == roundId && mention.Language != null)
            .Select(mention => mention.Language!)
            .Distinct()
            .Order()
            .ToListAsync(cancel);
    }

    /// <summary>How many texts were written to each item of a round, by its key.</summary>
    public static async Task<Dictionary<string, int>> TextsByItemAsync(this SurveyDb db, int roundId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var parts = await db
            .OpenAnswers.Where(answer => answer.RoundId == roundId)
            .GroupBy(answer => answer.PartKey)
            .Select(part => new { part.Key, Count = part.Count() })
            .ToListAsync(cancel);
        return parts.GroupBy(part => part.Key.Split('.')[0]).ToDictionary(item => item.Key, item => item.Sum(part => part.Count));
    }

    /// <summary>How many mentions of a round are coded blind.</summary>
    public static Task<int> DrawnAsync(this SurveyDb db, int roundId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Mentions.CountAsync(mention => mention.RoundId == roundId && mention.IsBlind, cancel);
    }

    /// <summary>Those coded blind of which nobody has said yet which codes hold, in the order of the list.</summary>
    public static Task<List<Mention>> UnsettledAsync(this SurveyDb db, int roundId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db
            .Mentions.AsNoTracking()
            .Where(mention => mention.RoundId == roundId && mention.IsBlind && mention.SettledAt == null)
            .InOrder()
            .ToListAsync(cancel);
    }

    /// <summary>Those that somebody decided on after comparing, the last one first.</summary>
    public static Task<List<Mention>> SettledByHandAsync(this SurveyDb db, RoundCoding coding, int most, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(coding);
        return db
            .Mentions.AsNoTracking()
            .Where(mention => mention.RoundId == coding.RoundId && mention.SettledAt > coding.ComparedAt)
            .OrderByDescending(mention => mention.SettledAt)
            .Take(most)
            .ToListAsync(cancel);
    }

    /// <summary>The whole text that a mention is part of.</summary>
    public static async Task<string> SourceAsync(this SurveyDb db, Mention mention, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(mention);
        return mention.IsReason
            ? await db.Reasons.Where(reason => reason.Id == mention.SourceId).Select(reason => reason.Text).SingleAsync(cancel)
            : await db.OpenAnswers.Where(answer => answer.Id == mention.SourceId).Select(answer => answer.Text).SingleAsync(cancel);
    }

    /// <summary>Some databases know no capital Ä: any sign stands for a letter beyond their alphabet, and a few are found too many.</summary>
    private static string Pattern(string word) =>
        "%"
        + string.Concat(
            word.ToLowerInvariant()
                .EnumerateRunes()
                .Select(one =>
                    one.Value is '%' or '_' or '\\' ? $"\\{one}"
                    : one.IsAscii || Rune.ToUpperInvariant(one) == one ? one.ToString()
                    : "_"
                )
        )
        + "%";
}
