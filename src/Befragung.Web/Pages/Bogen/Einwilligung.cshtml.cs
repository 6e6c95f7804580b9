using Befragung.Delphi.Questionnaires;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Asks for consent, once per study; afterwards it can be read again there.</summary>
/// <param name="contacting">Where it is kept what experts say of themselves; null where a sheet is only tried.</param>
public class EinwilligungModel(SheetSite site, Contacting? contacting, TimeProvider clock, IStringLocalizer<Texts> t) : ExpertPage(site)
{
    protected override bool BeforeConsent => true;

    /// <summary>What they may say of themselves; null for nothing. Who came by an open link has no contact with which it could stand.</summary>
    public RecruitingQuestion? Recruiting => Desk.Panelist.OpenLinkId is null ? Open.Round.Questionnaire.Recruiting : null;

    /// <summary>The option that was chosen; "" for none.</summary>
    public string Fach { get; private set; } = "";

    /// <summary>When they consented; null before, and where a sheet is only tried.</summary>
    public DateTime? Consented => Open.Round.Kind == SheetKind.Expert ? Desk.Panelist.ConsentedAt : null;

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(bool einverstanden, string? fach, CancellationToken cancel)
    {
        Fach = fach ?? "";
        var words = Recruiting?.WordsOf(Fach, Open.Round.Questionnaire.Languages[0]);
        if (Recruiting is not null && Fach.Length > 0 && words is null)
            return this.Refuse(
                t["Diese Angabe gibt es nicht"],
                new PageError("fach", t["Wählen Sie eine aus der Liste, oder lassen Sie das Feld leer."])
            );
        if (!einverstanden)
            return this.Refuse(
                t["Ihr Einverständnis fehlt noch"],
                new PageError(
                    "einverstanden",
                    t["Ohne Ihr Einverständnis können wir Sie nicht befragen. Bitte kreuzen Sie das Feld an, oder schließen Sie die Seite."]
                )
            );
        // Asked once, like the consent.
        if (words is not null && contacting is not null && Desk.Panelist.ConsentedAt is null)
            await contacting.SayOfThemselvesAsync(Desk.Panelist.Id, words, cancel);
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
