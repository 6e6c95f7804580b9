using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Takes the consent back, with what was answered in the open round or without; the session ends with it.</summary>
public sealed class WiderrufModel(SheetSite site, Declining declining, SurveyDb db, TimeProvider clock, IStringLocalizer<Texts> t)
    : ExpertPage(site)
{
    private const string Delete = "loeschen",
        Keep = "behalten";

    protected override bool BetweenRounds => true;

    public void OnGet() { }

    /// <param name="antworten">What becomes of the answers of the open round.</param>
    public async Task<IActionResult> OnPostAsync(string? antworten, CancellationToken cancel)
    {
        if (Desk.Open is not null && antworten is not (Delete or Keep))
            return this.Refuse(
                t["Widerrufen haben Sie noch nicht"],
                new PageError("antworten-loeschen", t["Wählen Sie, was mit Ihren Antworten aus dieser Runde geschieht."])
            );
        var decliner =
            await declining.FindAsync(Desk.Panelist.Id, cancel)
            ?? throw new InvalidOperationException("Whoever has a desk is in the panel.");
        var isDeleted = await declining.WithdrawConsentAsync(decliner, antworten == Delete, cancel);
        await ExpertSession.EndAsync(HttpContext, db, clock.GetUtcNow().UtcDateTime);
        return LocalRedirect(
            isDeleted ? "/einladung?geloescht"
            : antworten == Delete ? "/einladung?geschlossen"
            : "/einladung?widerrufen"
        );
    }
}
