using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team.Auswertung;

/// <summary>The frozen result of a round, and the open answers as they were written, in an order that tells nothing.</summary>
public sealed class ErgebnisModel(SurveyDb db) : StudyPage(db)
{
    // A page is for reading; a study with more has its exports.
    private const int MostTexts = 2000;

    private const int ReasonsEach = 10;

    private ILookup<string, string> texts = null!;

    /// <summary>The first few reasons of this round, by item; all have a page of their own.</summary>
    public ILookup<string, Reason> Reasons { get; private set; } = null!;

    /// <summary>How many were given, by item.</summary>
    public IReadOnlyDictionary<string, int> ReasonsGiven { get; private set; } = null!;

    /// <summary>How many of them were released, by item.</summary>
    public IReadOnlyDictionary<string, int> ReasonsReleased { get; private set; } = null!;

    /// <summary>How many they convinced in later rounds.</summary>
    public ILookup<Guid, Convinced> Convinced => field ??= Delphi.Reporting.Convinced.In(Study.Rounds);

    public Round Round { get; private set; } = null!;

    /// <summary>Its result, as far as the team may read it.</summary>
    public RoundResult Result { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int number, CancellationToken cancel)
    {
        Round = Study.Rounds.SingleOrDefault(round => round.Number == number && round.Result is not null)!;
        if (Round is null)
            return NotFound();
        Result = SmallTotals.ForTeam(Study.Rounds).Single(result => result.Round == number);
        if (Result.IsTooSmall)
            return Page();
        var answers = await Db
            .OpenAnswers.AsNoTracking()
            .Where(answer => answer.RoundId == Round.Id)
            .OrderBy(answer => answer.Id)
            .Take(MostTexts)
            .Select(answer => new { answer.PartKey, answer.Text })
            .ToListAsync(cancel);
        texts = answers.ToLookup(answer => answer.PartKey.Split('.')[0], answer => answer.Text);
        Reasons = (await Db.FirstReasonsAsync(Round.Id, ReasonsEach, cancel)).ToLookup(reason => reason.ItemKey);
        ReasonsGiven = await Db.ReasonsByItemAsync(Round.Id, null, cancel);
        ReasonsReleased = await Db.ReasonsByItemAsync(Round.Id, ReasonState.Released, cancel);
        return Page();
    }

    public IEnumerable<string> Texts(Item item) => texts[item.Key];

    /// <summary>How many wrote something, where an item has room for own words; null elsewhere.</summary>
    public ItemResult? Written(Item item) =>
        item switch
        {
            { IsOpen: true } => Result.Of(item.Key),
            MultipleChoiceItem { Other: true } or SingleChoiceItem { Other: true } => Result.Of($"{item.Key}.{OtherOption.Key}")
                is { } other
                ? other with
                {
                    N = other.Entries ?? other.N,
                }
                : null,
            _ => null,
        };
}
