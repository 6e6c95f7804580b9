using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Leaves the sheet on a device that others use too: the session ends at the server, and the browser keeps nothing of it.</summary>
public sealed class VerlassenModel(SheetSite site, SurveyDb db, TimeProvider clock) : ExpertPage(site)
{
    protected override bool BeforeConsent => true;

    protected override bool BetweenRounds => true;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync()
    {
        await ExpertSession.EndAsync(HttpContext, db, clock.GetUtcNow().UtcDateTime);
        // Pages that "back" would show. Not "storage": it would take what other experts typed here and have not saved; the page's script removes what is one's own.
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return LocalRedirect("/einladung?verlassen");
    }
}
