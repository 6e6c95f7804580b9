using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Auswertung;

/// <summary>How firm the verdicts of a closed round are: by other rules, without a group, with those who left, and on panels drawn anew.</summary>
public sealed class FestigkeitModel(SurveyDb db) : StudyPage(db)
{
    public Round Round { get; private set; } = null!;

    /// <summary>The rated parts whose verdict was tried, with their results, as far as the team may read them.</summary>
    public IReadOnlyList<(Section Section, Item Item, RatedPart Part, ItemResult Result)> Tried { get; private set; } = [];

    /// <summary>The rules that were tried for any of them.</summary>
    public IReadOnlyList<RuleName> Rules { get; private set; } = [];

    public IActionResult OnGet(int number)
    {
        Round = Study.Rounds.SingleOrDefault(round => round.Number == number && round.Result is not null)!;
        if (Round is null)
            return NotFound();
        RequireEnough(Round);
        var result = SmallTotals.ForTeam(Study.Rounds).Single(result => result.Round == number);
        Tried =
        [
            .. from section in Round.Questionnaire.Sections
            from item in section.Items
            from part in item.Parts.OfType<RatedPart>()
            let one = result.Of(part.Key)
            where one is { Firmness: not null }
            select (section, item, part, one),
        ];
        Rules = [.. Tried.SelectMany(one => one.Result.Firmness!.Rules).Select(other => other.Rule).Distinct().Order()];
        return Page();
    }

    public int Count(FirmnessWord word) => Tried.Count(one => one.Result.Firmness!.Word == word);
}
