using Befragung.Web.Data;
using Microsoft.AspNetCore.Mvc;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Asks for consent, once per study.</summary>
public sealed class EinwilligungModel(Desks desks, TimeProvider clock) : ExpertPage(desks)
{
    protected override bool BeforeConsent => true;

    public bool Missing { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(bool einverstanden, CancellationToken cancel)
    {
        if (!einverstanden)
        {
            Missing = true;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        var now = clock.GetUtcNow().UtcDateTime;
        await Desk.ChangeAsync(
            sheet =>
            {
                Desk.Panelist.Consent(now);
                sheet.Start(now);
            },
            cancel
        );
        return LocalRedirect("/bogen");
    }
}
