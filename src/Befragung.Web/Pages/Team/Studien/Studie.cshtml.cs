using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team.Studien;

/// <summary>A study at a glance: its panel, its rounds, its report.</summary>
public sealed class StudieModel(SurveyDb db, TimeProvider clock) : StudyPage(db)
{
    public int PanelSize { get; private set; }

    /// <summary>How many of them were withdrawn.</summary>
    public int Withdrawn { get; private set; }

    public int GroupCount { get; private set; }

    /// <summary>What to do now; null for whoever may do nothing.</summary>
    public NextStep? Next { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var groups = await Db
            .Panelists.Where(panelist => panelist.StudyId == Study.Id)
            .GroupBy(panelist => panelist.GroupKey)
            .Select(group => new { All = group.Count(), Withdrawn = group.Count(panelist => panelist.WithdrawnAt != null) })
            .ToListAsync(cancel);
        PanelSize = groups.Sum(group => group.All);
        Withdrawn = groups.Sum(group => group.Withdrawn);
        GroupCount = groups.Count;
        if (Rights.MayEdit)
            Next = NextStep.Of(Study, await Db.ProgressAsync(Study, PanelSize - Withdrawn, clock.GetUtcNow().UtcDateTime, cancel));
    }

    public async Task<IActionResult> OnPostKopierenAsync(CancellationToken cancel)
    {
        var copy = await NewStudies.CopyAsync(Db, Study, clock.GetUtcNow().UtcDateTime, Member, SecurityLog.IdOf(User), cancel);
        return LocalRedirect($"/team/studien/{copy.Key}");
    }

    public async Task<IActionResult> OnPostArchivierenAsync(CancellationToken cancel)
    {
        Study.Archive(clock.GetUtcNow().UtcDateTime, Member);
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect("/team");
    }

    public async Task<IActionResult> OnPostZurueckholenAsync(CancellationToken cancel)
    {
        Study.BringBack();
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect($"/team/studien/{Study.Key}");
    }
}
