using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>A list from Word or Excel becomes items of one kind, which are shown before they are added.</summary>
public sealed class EinfuegenModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    /// <summary>Kinds that need nothing for each item besides its texts.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["rating", "shortText", "longText", "ideas", "number", "information"];

    private const int MostCharacters = 1_000_000;

    [BindProperty]
    public string? Liste { get; set; }

    [BindProperty]
    public string? Art { get; set; }

    [BindProperty]
    public string? Skala { get; set; }

    /// <summary>Key of the section; "" for a new one.</summary>
    [BindProperty]
    public string? Abschnitt { get; set; }

    [BindProperty]
    public string? Titel { get; set; }

    /// <summary>What would be added; null before anybody asked.</summary>
    public IReadOnlyList<PastedLine>? Preview { get; private set; }

    public void OnGet()
    {
        Art = Kinds[0];
        Abschnitt = Draft.Sections.LastOrDefault()?.TextOf("key") ?? "";
    }

    public IActionResult OnPostVorschau()
    {
        if (Wrong() is { } wrong)
            return this.Refuse(Localizer["Eingefügt wurde noch nichts"], wrong);
        Preview = Read();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Wrong() is { } wrong)
            return this.Refuse(Localizer["Eingefügt wurde noch nichts"], wrong);
        var section = Draft.Section(Abschnitt ?? "") ?? NewSection();
        var scale = Art == "rating" ? Scale() : null;
        PastedList.AddTo(Draft, section, Read(), Art!, item => item.SetPlain("scale", scale));
        return await KeepAsync($"{Root}#abschnitt-{section.TextOf("key")}", isStep: true, cancel);
    }

    private IReadOnlyList<PastedLine> Read() => PastedList.Read(Liste ?? "", Draft.Languages);

    private PageError? Wrong()
    {
        if ((Liste ?? "").Length > MostCharacters)
            return new("liste", Localizer["Die Liste ist zu lang. Möglich sind {0} Zeichen.", MostCharacters]);
        var lines = Read();
        if (lines.Count == 0)
            return new("liste", Localizer["Hier steht noch nichts. Kopieren Sie die Liste hinein, eine These je Zeile."]);
        if (lines.Count + Draft.Items.Count() > PastedList.MostLines)
            return new(
                "liste",
                Localizer[
                    "Das {0:=wäre eine Frage|wären # Fragen}; ein Fragebogen kann {1} haben.",
                    lines.Count + Draft.Items.Count(),
                    PastedList.MostLines
                ]
            );
        return Kinds.Contains(Art ?? "") ? null : new("art", Localizer["Wählen Sie, welche Art von Fragen daraus wird."]);
    }

    private string Scale() =>
        Draft.Scales.Fields.Any(one => one.Key == Skala)
            ? Skala!
            : ReadyScales.AddTo(Draft, ReadyScales.All.FirstOrDefault(one => one.Key == Skala) ?? ReadyScales.All[0]);

    private DraftMap NewSection()
    {
        var title = string.IsNullOrWhiteSpace(Titel) ? Localizer["Thesen"].Value : Titel;
        var section = new DraftMap().SetPlain("key", Draft.KeyFor(title, Draft.Sections.Select(one => one.TextOf("key")), "abschnitt"));
        Draft.SetTexts(section, "title", language => language == Draft.Languages[0] ? title : null, isNeeded: true);
        Draft.Root.ListOf("sections").Entries.Add(section);
        return section;
    }
}
