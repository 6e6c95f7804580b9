using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>Everything about a study's report in one place: reading it, what only the team can say in it, how it looks, and who else may read it.</summary>
public sealed class BerichteModel(SurveyDb db) : StudyPage(db)
{
    public bool IsReleased => Study.Rounds.Any(round => round.State == RoundState.Released);

    public IActionResult OnGet() => Study.Rounds.Any(round => round.Result is not null) ? Page() : NotFound();
}
