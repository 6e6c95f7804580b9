using Befragung.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Team;

/// <summary>A study at a glance: its panel, its rounds, its report.</summary>
public sealed class StudieModel(SurveyDb db) : StudyPage(db)
{
    public int PanelSize { get; private set; }

    public int GroupCount { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var groups = await Db
            .Panelists.Where(panelist => panelist.StudyId == Study.Id && panelist.WithdrawnAt == null)
            .GroupBy(panelist => panelist.GroupKey)
            .Select(group => group.Count())
            .ToListAsync(cancel);
        (PanelSize, GroupCount) = (groups.Sum(), groups.Count);
    }
}
