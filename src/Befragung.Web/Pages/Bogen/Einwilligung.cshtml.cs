using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Asks for consent, once per study.</summary>
public class EinwilligungModel(SheetSite site, TimeProvider clock, IStringLocalizer<Texts> t) : ExpertPage(site)
{
    protected override bool BeforeConsent => true;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(bool einverstanden, CancellationToken cancel)
    {
        if (!einverstanden)
            return this.Refuse(
                t["Ihr Einverständnis fehlt noch"],
                new PageError(
                    "einverstanden",
                    t["Ohne Ihr Einverständnis können wir Sie nicht befragen. Bitte kreuzen Sie das Feld an, oder schließen Sie die Seite."]
                )
            );
        var now = clock.GetUtcNow().UtcDateTime;
        await Open.ChangeAsync(
            sheet =>
            {
                Desk.Panelist.Consent(now);
                sheet.Start(now);
            },
            cancel
        );
        return LocalRedirect(Root);
    }
}
