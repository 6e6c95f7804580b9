using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>Says what deleting one person's data means, and does it on confirmation.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class PersonLoeschenModel(SurveyDb db, Deletions deletions, IStringLocalizer<Texts> t) : DeletionPage(db, t)
{
    public PanelRow Person { get; private set; } = null!;

    /// <summary>Number of the open round, whose sheet can go too; null without one.</summary>
    public int? Open => Study.CurrentRound is { State: RoundState.Open, Number: var number } ? number : null;

    /// <summary>Whether what the person answered in it is to go too.</summary>
    public bool WithSheets { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid panelist, CancellationToken cancel) =>
        await FindAsync(panelist, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid panelist, bool sure, bool sheets, CancellationToken cancel)
    {
        if (!await FindAsync(panelist, cancel))
            return NotFound();
        WithSheets = sheets;
        if (!sure)
            return Unticked();
        // What was confirmed is done, whether the browser waits for it or not.
        await deletions.PersonAsync(Study, panelist, sheets, CancellationToken.None);
        return LocalRedirect($"/team/studien/{Study.Key}/panel");
    }

    private async Task<bool> FindAsync(Guid panelist, CancellationToken cancel)
    {
        Person = (await Db.PersonAsync(Study.Id, panelist, cancel))!;
        return Person is not null;
    }
}
