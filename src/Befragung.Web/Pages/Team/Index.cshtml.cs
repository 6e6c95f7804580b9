using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team;

/// <summary>The studies, newest first.</summary>
public sealed class IndexModel(SurveyDb db) : PageModel
{
    public IReadOnlyList<Study> Studies { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Studies = await db
            .Studies.AsNoTracking()
            .Include(study => study.Rounds)
            .OrderByDescending(study => study.CreatedAt)
            .ToListAsync(cancel);
}
