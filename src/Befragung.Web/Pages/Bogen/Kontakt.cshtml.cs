using Befragung.Delphi;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>In which language one is written to, and whom one would ask.</summary>
public sealed class KontaktModel(SheetSite site, Contacting contacting, StudyTongues tongues, IStringLocalizer<Texts> t) : ExpertPage(site)
{
    protected override bool BeforeConsent => true;

    protected override bool BetweenRounds => true;

    public bool HasContact { get; private set; }

    /// <summary>The languages that the study writes in.</summary>
    public IReadOnlyList<string> Tongues { get; private set; } = [];

    /// <summary>What was just done: "sprache" or "vorschlag"; null for nothing.</summary>
    public string? Done { get; private set; }

    public string? Typed { get; private set; }

    public async Task OnGetAsync(string? getan, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Done = getan;
    }

    public async Task<IActionResult> OnPostSpracheAsync(string? sprache, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!HasContact || sprache is null || !Tongues.Contains(sprache))
            return this.Refuse(t["Geändert ist noch nichts"], new PageError("sprache", t["Diese Sprache hat die Befragung nicht."]));
        await contacting.SpeakAsync(Desk.Panelist.Id, sprache, cancel);
        return LocalRedirect("/bogen/kontakt?getan=sprache");
    }

    public async Task<IActionResult> OnPostVorschlagAsync(string? vorschlag, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Typed = vorschlag?.Trim() ?? "";
        var problem =
            !HasContact || Typed.Length == 0 ? t["Bitte nennen Sie jemanden."].Value
            : Typed.Length > PersonStep.LongestReason
                ? t["Möglich {0:=ist|sind} hier {0} Zeichen, eingegeben {1:=ist|sind} {1}.", PersonStep.LongestReason, Typed.Length].Value
            : null;
        if (problem is null)
            try
            {
                await contacting.SuggestAsync(Desk.Panelist.Id, Typed, cancel);
                return LocalRedirect("/bogen/kontakt?getan=vorschlag");
            }
            catch (RuleBrokenException broken)
            {
                problem = t.Say(broken.Sentence);
            }
        return this.Refuse(t["Gesendet ist noch nichts"], new PageError("vorschlag", problem));
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        HasContact = await contacting.HasContactAsync(Desk.Panelist.Id, cancel);
        Tongues = Desk.Open?.Round.Questionnaire.Languages ?? await tongues.OfAsync(Desk.Panelist.StudyId, cancel);
    }
}
