using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>Declines from the sheet; the session ends with it.</summary>
public sealed class AbsageModel(SheetSite site, Declining declining, SurveyDb db, TimeProvider clock, IStringLocalizer<Texts> t)
    : ExpertPage(site)
{
    protected override bool BeforeConsent => true;

    protected override bool BetweenRounds => true;

    public Decliner Decliner { get; private set; } = null!;

    public string? Typed { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => FindAsync(cancel);

    public async Task<IActionResult> OnPostAbsagenAsync(string? grund, CancellationToken cancel)
    {
        await FindAsync(cancel);
        if (DeclineView.ProblemOf(grund) is { } problem)
        {
            Typed = grund;
            return this.Refuse(t["Abgesagt haben Sie noch nicht"], new PageError("grund", t.Say(problem)));
        }
        await declining.DeclineAsync(Decliner, grund, cancel);
        await ExpertSession.EndAsync(HttpContext, db, clock.GetUtcNow().UtcDateTime);
        return LocalRedirect("/einladung?abgesagt");
    }

    private async Task FindAsync(CancellationToken cancel) =>
        Decliner =
            await declining.FindAsync(Desk.Panelist.Id, cancel)
            ?? throw new InvalidOperationException("Whoever has a desk is in the panel.");
}
