using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>How many of a group have a characteristic.</summary>
/// <param name="Trait">Null for those of whom it is not known.</param>
public sealed record TraitCount(string GroupKey, string? Trait, int Count);

/// <summary>
/// Groups against what the team wants to know of people beforehand, such as their field: so that what is missing is seen before anybody is asked. Who can still be asked counts; what they
/// answered has nothing to do with it. Cells are as small as they are, so it is for those who may see names.
/// </summary>
/// <param name="Traits">The most frequent ones, in this order.</param>
/// <param name="Others">How many others there are, which are counted together.</param>
public sealed record Recruiting(IReadOnlyList<string> Traits, int Others, IReadOnlyList<TraitCount> Counts)
{
    /// <summary>More are no table.</summary>
    public const int MostTraits = 10;

    public int Of(string group) => Counts.Where(one => one.GroupKey == group).Sum(one => one.Count);

    public int Of(string group, string trait) =>
        Counts
            .Where(one => one.GroupKey == group && string.Equals(one.Trait, trait, StringComparison.OrdinalIgnoreCase))
            .Sum(one => one.Count);

    public int Without(string group) => Counts.Where(one => one.GroupKey == group && one.Trait is null).Sum(one => one.Count);

    public int OfOthers(string group) => Of(group) - Without(group) - Traits.Sum(trait => Of(group, trait));

    /// <summary>Of which characteristics nobody is in a group.</summary>
    public IEnumerable<string> MissingIn(string group) => Traits.Where(trait => Of(group, trait) == 0);
}

public static class RecruitingQueries
{
    /// <summary>What may be told of who was invited and who took part, once a round is sealed; null where nothing may be, or is known.</summary>
    /// <remarks>Everybody with a sheet is in it, whoever came by an open link among those without a field: the sums are those that the result tells of groups.</remarks>
    public static async Task<RecruitedTable?> RecruitedAsync(this SurveyDb db, Round round, RoundResult result, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(result);
        var counts = await (
            from sheet in db.InvitedTo(round.Id)
            join card in db.ContactCards on sheet.PanelistId equals card.PanelistId into cards
            from card in cards.DefaultIfEmpty()
            group sheet by new { sheet.GroupKey, card.Trait } into sheets
            select new RecruitedCount(
                sheets.Key.GroupKey,
                sheets.Key.Trait,
                sheets.Count(),
                sheets.Count(sheet => sheet.HandedInAt != null)
            )
        ).ToListAsync(cancel);
        return RecruitedTable.Of(
            await db.TraitNameAsync(round.StudyId, cancel),
            [.. round.Questionnaire.Groups.Select(group => group.Key)],
            counts,
            result.SmallestCell,
            result.Groups.Where(group => group.Suppressed).Select(group => group.Key).ToHashSet()
        );
    }

    public static async Task<Recruiting> RecruitingAsync(this SurveyDb db, int studyId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var counts = await db
            .ContactCards.Where(card => card.StudyId == studyId && card.Panelist.WithdrawnAt == null)
            .GroupBy(card => new { card.Panelist.GroupKey, card.Trait })
            .Select(group => new TraitCount(group.Key.GroupKey, group.Key.Trait, group.Count()))
            .ToListAsync(cancel);
        var traits = counts
            .Where(one => one.Trait is not null)
            .GroupBy(one => one.Trait!, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(same => same.Sum(one => one.Count))
            .ThenBy(same => same.Key, StringComparer.CurrentCultureIgnoreCase)
            .Select(same => same.Key)
            .ToList();
        return new([.. traits.Take(Recruiting.MostTraits)], Math.Max(0, traits.Count - Recruiting.MostTraits), counts);
    }
}
