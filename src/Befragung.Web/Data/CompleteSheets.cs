using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Data;

/// <summary>Who has answered all that they are asked, and may still hand in.</summary>
public static class CompleteSheets
{
    /// <param name="db">Where they are.</param>
    /// <param name="study">With its rounds.</param>
    /// <param name="round">Which is asked.</param>
    /// <param name="begun">Those who have a sheet of the round and something on it.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<HashSet<Guid>> CompleteAsync(
        this SurveyDb db,
        Study study,
        Round round,
        IReadOnlyList<Guid> begun,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(round);
        var numbers = study.Rounds.Where(one => one.Number <= round.Number).ToDictionary(one => one.Id, one => one.Number);
        var ids = numbers.Keys.ToList();
        var complete = new HashSet<Guid>();
        foreach (var some in begun.Chunk(Portions.Size))
        {
            var sheets = await db
                .Sheets.AsNoTracking()
                .Where(sheet => ids.Contains(sheet.RoundId) && EF.Parameter(some).Contains(sheet.PanelistId))
                .ToListAsync(cancel);
            foreach (var own in sheets.GroupBy(sheet => sheet.PanelistId))
            {
                if (own.SingleOrDefault(sheet => sheet.RoundId == round.Id) is not { } now)
                    continue;
                var earlier = EarlierAnswers.Before(round.Number, own.Select(sheet => (numbers[sheet.RoundId], sheet)));
                var asked = new Asking(round.Questionnaire, own.Key, now.GroupKey, earlier.Newest).Of(now.Answers);
                if (Progress.Of(asked.Items, now.Answers).IsComplete)
                    complete.Add(own.Key);
            }
        }
        return complete;
    }
}
