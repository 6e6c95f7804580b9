using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Pages.Team.Fragebogen.Vorschau;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>
/// What experts will see, on a phone and on a desktop beside each other: their own pages, in frames, for a group, a language and a round. What is typed there is kept nowhere.
/// </summary>
public sealed class VorschauModel(SurveyDb db, Drafting drafting, PreviewRounds rounds, PreviewSheets sheets, IStringLocalizer<Texts> t)
    : DraftPage(db, drafting, t)
{
    private const string Consent = "einwilligung",
        Review = "abgeben";

    protected override bool ShowsFrozen => true;

    [BindProperty(SupportsGet = true)]
    public int? Runde { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Gruppe { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sprache { get; set; }

    /// <summary>The page of the sheet; a section by its key.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Seite { get; set; }

    /// <summary>An item to be shown, instead of a page.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Frage { get; set; }

    /// <summary>Whether to begin with empty sheets.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Neu { get; set; }

    /// <summary>What is shown; null where there is nothing to show, and <see cref="Trouble"/> says why.</summary>
    internal PreviewRound? Shown { get; private set; }

    public Sentence? Trouble { get; private set; }

    public Questionnaire? Asked => Shown?.Round.Questionnaire;

    public PreviewSource? Source => Shown?.Source;

    /// <summary>How many rounds there are to look at.</summary>
    public int Rounds { get; private set; }

    public PreviewAddress Phone { get; private set; } = null!;

    public PreviewAddress Desktop => Phone with { Screen = PreviewAddress.Desktop };

    /// <summary>Behind the address of a sheet: the page that is shown.</summary>
    public string Below { get; private set; } = "";

    /// <summary>Whether the item that was asked for is not in what is shown.</summary>
    public bool IsElsewhere { get; private set; }

    /// <summary>The pages of a sheet, each with what it is called.</summary>
    public IEnumerable<(string Value, string Name)> Pages =>
        Asked is null
            ? []
            :
            [
                (Consent, Localizer["Einwilligung"].Value),
                ("", Localizer["Startseite"].Value),
                .. Asked.Sections.Select(section => ($"abschnitt/{section.Key}", section.Title.ToString())),
                (Review, Localizer["Prüfen und abgeben"].Value),
            ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        HttpContext.Frame(Framing.Frames);
        Rounds = PreviewRounds.Count(Study, Check?.Questionnaire);
        var number = Math.Clamp(Runde ?? Study.CurrentRound.Number, 1, Rounds);
        try
        {
            Shown = await rounds.FindAsync(Study, number, cancel);
        }
        catch (RuleBrokenException broken)
        {
            Trouble = broken.Sentence;
            Runde = number;
            return Page();
        }
        Runde = number;
        Choose(Asked!);
        Phone = new(Study.Key, number, Gruppe!, Sprache!, PreviewAddress.Phone);
        if (!Neu)
            return Page();
        foreach (var address in (PreviewAddress[])[Phone, Desktop])
            sheets.Forget(address.PanelistFor(SecurityLog.IdOf(User)));
        return LocalRedirect(
            $"/team/studien/{Study.Key}/vorschau?runde={Runde}&gruppe={Uri.EscapeDataString(Gruppe!)}&sprache={Sprache}&seite={Uri.EscapeDataString(Seite!)}"
        );
    }

    /// <summary>What was not chosen, or is not there any more, is the first there is.</summary>
    private void Choose(Questionnaire asked)
    {
        var item = Frage is null ? null : asked.ItemOf(Frage);
        IsElsewhere = Frage is not null && item is null;
        if (asked.Groups.All(group => group.Key != Gruppe))
            Gruppe = (asked.Groups.FirstOrDefault(group => item is not null && IsAsked(asked, item, group)) ?? asked.Groups[0]).Key;
        if (Sprache is null || !asked.Languages.Contains(Sprache))
            Sprache = LanguageTag.Best(Languages.Current, asked.Languages);
        if (item is not null)
            Seite = $"abschnitt/{asked.SectionOf(item.Key)!.Key}";
        Seite = Pages.Any(page => page.Value == Seite) ? Seite : "";
        Below = Seite is { Length: > 0 } ? $"/{Seite}{(item is null ? "" : $"#f-{item.Key}")}" : "";
    }

    private static bool IsAsked(Questionnaire asked, Item item, Group group) =>
        !new Asking(asked, Guid.Empty, group.Key, _ => null).LeftOut(Answers.None).Contains(item.Key);
}
