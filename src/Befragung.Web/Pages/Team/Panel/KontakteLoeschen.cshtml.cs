using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>Says what deleting the contacts of a panel means, and does it on confirmation.</summary>
[Authorize(StudyPolicies.Owners)]
public sealed class KontakteLoeschenModel(SurveyDb db, LongSteps steps, IStringLocalizer<Texts> t) : DeletionPage(db, t)
{
    public int Contacts { get; private set; }

    public bool IsOpen => Study.CurrentRound.State == RoundState.Open;

    public async Task OnGetAsync(CancellationToken cancel) =>
        Contacts = (await Db.PanelCountsAsync(Study.Id, cancel)).Sum(group => group.All - group.WithoutContact);

    public async Task<IActionResult> OnPostAsync(bool sure, CancellationToken cancel)
    {
        if (!sure)
        {
            await OnGetAsync(cancel);
            return Unticked();
        }
        return LocalRedirect(
            await steps.RunAsync(
                Study,
                new(new("Die Kontaktdaten werden gerade gelöscht."), $"/team/studien/{Study.Key}/panel"),
                (services, study) => services.GetRequiredService<Deletions>().ContactsAsync(study, CancellationToken.None),
                cancel
            )
        );
    }
}
