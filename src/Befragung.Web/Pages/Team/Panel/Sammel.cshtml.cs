using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>A step with all of a filtered list: says with how many, and does it on confirmation.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class SammelModel(SurveyDb db, PanelBulk bulk, SecurityLog log, IStringLocalizer<Texts> t) : StudyPage(db)
{
    private const string ToLanguage = "sprache:";

    [BindProperty]
    public string? Suche { get; set; }

    [BindProperty]
    public string? Gruppe { get; set; }

    [BindProperty]
    public PanelStanding Stand { get; set; }

    [BindProperty]
    public string? Sprache { get; set; }

    [BindProperty]
    public string? Aktion { get; set; }

    public BulkStep Step { get; private set; }

    public BulkReach Reach { get; private set; } = null!;

    public string Title =>
        Step switch
        {
            BulkStep.Zurueckziehen => t["Einladungen zurückziehen"],
            BulkStep.Schicken => t["Anschreiben noch einmal schicken"],
            _ => t["Sprache ändern"],
        };

    public string Lead =>
        Step switch
        {
            BulkStep.Zurueckziehen => t[
                "Zurückgezogen {0:=wird die Einladung einer Person|werden die Einladungen von # Personen}:",
                Reach.Count
            ],
            BulkStep.Schicken => t[
                "Bei {0:=einer Person|# Personen} ist ein Anschreiben gescheitert. Es geht noch einmal hinaus, an dieselbe Adresse:",
                Reach.Count
            ],
            _ => t[
                "{0:=Eine Person erhält|# Personen erhalten} Anschreiben und Bogen künftig in dieser Sprache: {1}.",
                Reach.Count,
                Wording.LanguageName(Language!)
            ],
        };

    public string Press =>
        Step switch
        {
            BulkStep.Zurueckziehen => t["{0} zurückziehen", Reach.Count],
            BulkStep.Schicken => t["{0} noch einmal schicken", Reach.Count],
            _ => t["Bei {0} ändern", Reach.Count],
        };

    private PanelFilter Filter => new(Suche, Gruppe, Stand, Sprache);

    private string? Language { get; set; }

    private string Panel => $"/team/studien/{Study.Key}/panel";

    /// <summary>What can be done with a list, by the value in the form.</summary>
    public static IEnumerable<(string Value, string Name)> Steps(IStringLocalizer t, Round round)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(round);
        if (round is { State: RoundState.Open, SealedAt: null })
            yield return ("schicken", t["gescheiterte Anschreiben noch einmal schicken"]);
        if (round.Questionnaire.Languages.Count > 1)
            foreach (var language in round.Questionnaire.Languages)
                yield return (ToLanguage + language, t["Sprache auf {0} ändern", Wording.LanguageName(language)]);
        yield return ("zurueckziehen", t["Einladungen zurückziehen"]);
    }

    /// <summary>Whoever comes without a list begins at the panel.</summary>
    public IActionResult OnGet() => LocalRedirect(Panel);

    public async Task<IActionResult> OnPostPruefenAsync(CancellationToken cancel)
    {
        if (!Find())
            return LocalRedirect(Panel);
        Reach = await bulk.ReachAsync(Study, Filter, Step, Language, cancel);
        return Page();
    }

    /// <param name="told">What the page said.</param>
    public async Task<IActionResult> OnPostAusfuehrenAsync(int told, CancellationToken cancel)
    {
        if (!Find())
            return LocalRedirect(Panel);
        if (Step == BulkStep.Schicken)
            Study.CurrentRound.RequireUnsealed();
        await bulk.DoAsync(Study, Filter, Step, Language, told, cancel);
        if (Step == BulkStep.Zurueckziehen)
            log.Withdrawn(User, Study.Id);
        return LocalRedirect($"{Panel}?getan={told}");
    }

    private bool Find()
    {
        Language = Aktion?.StartsWith(ToLanguage, StringComparison.Ordinal) == true ? Aktion[ToLanguage.Length..] : null;
        if (Language is not null)
        {
            Step = BulkStep.Sprache;
            return Study.CurrentRound.Questionnaire.Languages.Contains(Language);
        }
        Step = Aktion == "schicken" ? BulkStep.Schicken : BulkStep.Zurueckziehen;
        return Aktion is "schicken" or "zurueckziehen";
    }
}
