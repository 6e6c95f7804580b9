using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>What the open answers of a study are about: as its report tells it, and as the coding stands now.</summary>
public static class ThemeQueries
{
    /// <summary>All that a version of the report tells of answers in own words.</summary>
    public static async Task<ToldAnswers> ToldAsync(this SurveyDb db, ReportVersion version, Study study, CancellationToken cancel) =>
        new(await db.ReasonsToldAsync(version, study, cancel), await db.ThemesAsync(study, cancel))
        {
            Moderation = version == ReportVersion.Data ? await db.ModerationToldAsync(study, cancel) : null,
        };

    /// <summary>By round and question, as the team took it over, with what it has released to be quoted.</summary>
    public static async Task<IReadOnlyList<ItemThemes>> ThemesAsync(this SurveyDb db, Study study, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        var told = study.Rounds.Where(round => round is { Themes: not null, Result.IsTooSmall: false }).ToList();
        if (told.Count == 0)
            return [];
        List<int> rounds = [.. told.Where(round => round.Questionnaire.Settings.Quotations).Select(round => round.Id)];
        // A mention that has no code is quoted as well, so each comes with all of its own.
        var quoted = await db
            .Mentions.AsNoTracking()
            .Where(mention => rounds.Contains(mention.RoundId) && mention.Quotation != null && !mention.IsReason)
            .OrderBy(mention => mention.Id)
            .Select(mention => new
            {
                mention.RoundId,
                mention.ItemKey,
                mention.Quotation,
                mention.Language,
                Codes = db
                    .AppliedCodes.Where(applied => applied.MentionId == mention.Id && applied.Coder == AppliedCode.Team)
                    .Select(applied => applied.CodeId)
                    .ToList(),
            })
            .ToListAsync(cancel);
        return
        [
            .. told.SelectMany(round =>
                round.Themes!.Items.Select(item =>
                    item.Quoting(
                        quoted
                            .Where(one => one.RoundId == round.Id && one.ItemKey == item.ItemKey)
                            .Select(one => (one.Quotation!, one.Language, (IReadOnlySet<Guid>)one.Codes.ToHashSet()))
                    )
                )
            ),
        ];
    }

    /// <summary>As the coding of a round stands now; null while it is blind, for it would show one what others gave, and where nothing is coded.</summary>
    public static async Task<RoundThemes?> CountedThemesAsync(
        this SurveyDb db,
        Study study,
        Round round,
        DateTime at,
        string by,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(round);
        if (await db.RoundCodingAsync(round.Id, cancel) is not { IsBlind: false })
            return null;
        if (await NextRounds.OriginsAsync(db, study, round, [], [], cancel) is not { } coding)
            return null;
        var tree = new CodeTree(
            await db.Codes.AsNoTracking().Where(code => code.StudyId == study.Id && code.RemovedAt == null).ToListAsync(cancel)
        );
        var mentions = await (
            from mention in db.Mentions.AsNoTracking()
            where mention.RoundId == round.Id && !mention.IsReason
            join answer in db.OpenAnswers.AsNoTracking() on mention.SourceId equals answer.Id
            orderby mention.Place
            select new WrittenMention(mention.Id, mention.ItemKey, answer.SheetId)
        ).ToListAsync(cancel);
        var given = await db
            .AppliedCodes.AsNoTracking()
            .Where(applied =>
                applied.Coder == AppliedCode.Team && db.Mentions.Any(one => one.Id == applied.MentionId && one.RoundId == round.Id)
            )
            .ToListAsync(cancel);
        var items = CodedThemes.Of(
            round.Number,
            round.Questionnaire.Settings.SmallestCell,
            tree,
            mentions,
            given.ToLookup(applied => applied.MentionId)
        );
        return new(items, coding, at, by);
    }

    /// <summary>How many quotations each question of a round has.</summary>
    public static Task<Dictionary<string, int>> QuotationCountsAsync(this SurveyDb db, Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(round);
        return db
            .Mentions.Where(mention => mention.RoundId == round.Id && mention.Quotation != null)
            .GroupBy(mention => mention.ItemKey)
            .Select(item => new { item.Key, Count = item.Count() })
            .ToDictionaryAsync(item => item.Key, item => item.Count, cancel);
    }
}
