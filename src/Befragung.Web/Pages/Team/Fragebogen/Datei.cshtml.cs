using System.Text;
using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>The questionnaire as a file, finished or not.</summary>
public sealed class DateiModel(SurveyDb db, Drafting drafting) : StudyPage(db)
{
    /// <summary>Of which round; left out, of the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Runde { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var draft = await DraftAsync(cancel);
        if (draft is null)
            return NotFound();
        return File(Encoding.UTF8.GetBytes(draft.Text), "application/yaml; charset=utf-8", $"{Study.Key}.yaml");
    }

    private async Task<Draft?> DraftAsync(CancellationToken cancel)
    {
        if (Runde is not { } number || number == Study.CurrentRound.Number)
            return await drafting.LatestAsync(Study, cancel);
        if (Study.Rounds.FirstOrDefault(round => round.Number == number) is not { } round)
            return null;
        return await Drafting.Newest(Db, Study, number).AsNoTracking().FirstOrDefaultAsync(cancel) is { } version
            ? Drafting.Read(version)
            : Draft.Of(round.Questionnaire);
    }
}
