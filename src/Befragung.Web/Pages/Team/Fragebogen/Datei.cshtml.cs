using System.Text;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>The questionnaire as a file, finished or not.</summary>
public sealed class DateiModel(SurveyDb db, Drafting drafting) : StudyPage(db)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var draft = await drafting.LatestAsync(Study, cancel);
        return File(Encoding.UTF8.GetBytes(draft.Text), "application/yaml; charset=utf-8", $"{Study.Key}.yaml");
    }
}
