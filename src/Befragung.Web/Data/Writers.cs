using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>
/// What may be said of who wrote something in a round. Their group, where it is hidden nowhere: whoever reads single texts beside the results would else learn from one
/// what the other hides. Their language, where enough of the same group are addressed in each that anybody of it is.
/// </summary>
internal sealed class Writers
{
    private readonly Dictionary<long, (string? Group, string? Language)> sheets;

    private Writers(Dictionary<long, (string? Group, string? Language)> sheets)
    {
        this.sheets = sheets;
    }

    public string? GroupOf(long sheet) => sheets.GetValueOrDefault(sheet).Group;

    public string? LanguageOf(long sheet) => sheets.GetValueOrDefault(sheet).Language;

    /// <summary>The groups of a study that may stand beside single texts.</summary>
    public static IReadOnlySet<string> GroupsShown(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        // Where there is one, it says nothing.
        if (study.CurrentRound.Questionnaire.Groups.Count < 2)
            return new HashSet<string>();
        var results = SmallTotals.ForTeam(study.Rounds);
        var hidden = SmallCells.HiddenIn(results, [.. study.Rounds.Select(round => round.Questionnaire)]);
        return results
            .SelectMany(result => result.Groups)
            .Where(group => !group.Suppressed && !hidden.Contains(group.Key))
            .Select(group => group.Key)
            .ToHashSet();
    }

    /// <summary>Of which groups the languages may stand beside single texts of a round; "" for whoever is of no group that may be told.</summary>
    public static async Task<IReadOnlySet<string>> LanguagesToldAsync(SurveyDb db, Study study, Round round, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(round);
        if (round.Questionnaire.Languages.Count < 2)
            return new HashSet<string>();
        var counts = await (
            from sheet in db.Sheets
            join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
            where sheet.RoundId == round.Id && sheet.HandedInAt != null
            group sheet by new { sheet.GroupKey, panelist.Language } into same
            select new
            {
                same.Key.GroupKey,
                same.Key.Language,
                Sheets = same.Count(),
            }
        ).ToListAsync(cancel);
        return LanguagesTold(
            GroupsShown(study),
            round.Questionnaire.Settings.SmallestCell,
            counts.Select(one => (one.GroupKey, one.Language, one.Sheets))
        );
    }

    private static HashSet<string> LanguagesTold(
        IReadOnlySet<string> shown,
        int smallest,
        IEnumerable<(string Group, string Language, int Sheets)> counts
    ) =>
        counts
            .GroupBy(one => shown.Contains(one.Group) ? one.Group : "")
            .Where(group => group.GroupBy(one => one.Language).All(language => language.Sum(one => one.Sheets) >= smallest))
            .Select(group => group.Key)
            .ToHashSet();

    public static async Task<Writers> OfAsync(SurveyDb db, Study study, Round round, CancellationToken cancel)
    {
        var shown = GroupsShown(study);
        var smallest = round.Questionnaire.Settings.SmallestCell;
        var stored = await (
            from sheet in db.Sheets
            join panelist in db.Panelists on sheet.PanelistId equals panelist.Id
            where sheet.RoundId == round.Id && sheet.HandedInAt != null
            select new
            {
                sheet.Id,
                sheet.GroupKey,
                panelist.Language,
            }
        ).ToListAsync(cancel);
        var told =
            round.Questionnaire.Languages.Count > 1
                ? LanguagesTold(shown, smallest, stored.Select(sheet => (sheet.GroupKey, sheet.Language, 1)))
                : [];
        return new(
            stored.ToDictionary(
                sheet => sheet.Id,
                sheet =>
                {
                    var group = shown.Contains(sheet.GroupKey) ? sheet.GroupKey : null;
                    return (group, told.Contains(group ?? "") ? sheet.Language : null);
                }
            )
        );
    }
}
