using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>The studies that one is a member of, newest first; those in the archive by themselves.</summary>
public sealed class IndexModel(SurveyDb db) : PageModel
{
    public IReadOnlyList<StudyRow> Current { get; private set; } = [];

    public IReadOnlyList<StudyRow> Archived { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var all = await db.StudyRowsAsync(SecurityLog.IdOf(User), cancel);
        Archived = [.. all.Where(study => study.IsDoneWith)];
        Current = [.. all.Where(study => !study.IsDoneWith)];
    }
}
