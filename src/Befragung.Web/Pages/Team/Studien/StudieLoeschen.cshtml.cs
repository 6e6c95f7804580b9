using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Pages.Ergebnisse;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>Says what deleting a study means, and does it on confirmation.</summary>
[Authorize(StudyPolicies.Owners)]
public sealed class StudieLoeschenModel(
    SurveyDb db,
    Deletions deletions,
    LongSteps steps,
    FrozenRounds frozen,
    PrintedReports printed,
    KeptResults kept,
    IStringLocalizer<Texts> t
) : DeletionPage(db, t)
{
    public int People { get; private set; }

    public int Sheets { get; private set; }

    public bool IsOpen => Study.CurrentRound.State == RoundState.Open;

    public string TypedName { get; private set; } = "";

    public Task OnGetAsync(CancellationToken cancel) => CountAsync(cancel);

    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken cancel)
    {
        TypedName = (name ?? "").Trim();
        if (!string.Equals(TypedName, Study.Key, StringComparison.OrdinalIgnoreCase))
        {
            await CountAsync(cancel);
            return NotDeleted("name", new("Das ist nicht die Kennung dieser Studie."));
        }
        // What was confirmed is done, whether the browser waits for it or not.
        await deletions.BeginStudyAsync(Study, CancellationToken.None);
        frozen.Forget();
        printed.Forget(Study.Id);
        kept.Forget(Study.Id);
        // It is there for nobody any more; what is left of it goes by itself, and no page can tell of that.
        await steps.CarryOnAsync(Study, new(new("Die Studie wird gerade gelöscht."), "/team"));
        return LocalRedirect("/team");
    }

    private async Task CountAsync(CancellationToken cancel)
    {
        People = await Db.Panelists.CountAsync(panelist => panelist.StudyId == Study.Id, cancel);
        var rounds = Study.Rounds.Select(round => round.Id).ToList();
        Sheets = await Db.Sheets.CountAsync(sheet => rounds.Contains(sheet.RoundId) && sheet.HandedInAt != null, cancel);
    }
}
