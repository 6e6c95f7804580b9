using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>The questionnaire at a glance: its parts, what is missing, and everything that changes their order.</summary>
public sealed class FragebogenModel(SurveyDb db, Drafting drafting, TimeProvider clock, IStringLocalizer<Texts> t)
    : DraftPage(db, drafting, t)
{
    protected override bool ShowsFrozen => true;

    protected override bool ShowsHints => true;

    /// <summary>The version before something was deleted just now, to go back to.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Geloescht { get; set; }

    public void OnGet() { }

    public Task<IActionResult> OnPostAbschnittAsync(CancellationToken cancel)
    {
        var title = Posted("title") ?? "";
        var key = Draft.KeyFor(title, Draft.Sections.Select(one => one.TextOf("key")), "abschnitt");
        var section = new DraftMap().SetPlain("key", key);
        Draft.SetTexts(section, "title", language => language == Draft.Languages[0] ? title : null, isNeeded: true);
        section.Set("items", new DraftList());
        Draft.Root.ListOf("sections").Entries.Add(section);
        return KeepAsync($"{Root}#abschnitt-{key}", isStep: false, cancel);
    }

    public Task<IActionResult> OnPostFrageAsync(string? abschnitt, CancellationToken cancel)
    {
        var section = Section(abschnitt);
        var text = Posted($"text-{section.TextOf("key")}") ?? "";
        var type = Posted($"type-{section.TextOf("key")}") is { } chosen && Draft.Types.Contains(chosen) ? chosen : Draft.Types[0];
        var key = Draft.KeyFor(text, Draft.Items.Select(item => item.TextOf("key")), "frage");
        var made = new DraftMap().SetPlain("key", key).SetPlain("type", type);
        Draft.SetTexts(made, "text", language => language == Draft.Languages[0] ? text : null, isNeeded: true);
        // The scale that was used last is the likeliest one.
        if (type == "rating" && Draft.Items.LastOrDefault(item => item.TextOf("scale").Length > 0) is { } last)
            made.SetPlain("scale", last.TextOf("scale"));
        section.ListOf("items").Entries.Add(made);
        return KeepAsync($"{Root}/fragen/{key}", isStep: false, cancel);
    }

    /// <param name="um">One place up (-1) or down (1).</param>
    /// <param name="platz">Where it goes instead, from 0: among the sections, or among the items of the section that is named.</param>
    public Task<IActionResult> OnPostSchiebenAsync(string? frage, string? abschnitt, int um, int? platz, CancellationToken cancel)
    {
        if (platz is { } wanted)
        {
            if (frage is null)
                Draft.MoveTo(Draft.Root.ListOf("sections"), Section(abschnitt), wanted);
            else
            {
                Draft.MoveTo(Item(frage), Section(abschnitt));
                Draft.MoveTo(Section(abschnitt).ListOf("items"), Item(frage), wanted);
            }
            return KeepAsync($"{Root}#{(frage is null ? $"abschnitt-{abschnitt}" : $"frage-{frage}")}", isStep: false, cancel);
        }
        var by = Math.Sign(um);
        if (frage is not null)
        {
            var item = Item(frage);
            var section = Draft.SectionOf(item)!;
            var place = section.MapsOf("items").ToList().IndexOf(item) + by;
            // Beyond the end of a section is the next one.
            var beside = Draft.Sections.ElementAtOrDefault(Draft.Sections.ToList().IndexOf(section) + by);
            if (place >= 0 && place < section.MapsOf("items").Count())
                Draft.Move(section.ListOf("items"), item, by);
            else if (beside is not null)
            {
                Draft.MoveTo(item, beside);
                if (by > 0)
                {
                    beside.ListOf("items").Entries.Remove(item);
                    beside.ListOf("items").Entries.Insert(0, item);
                }
            }
            return KeepAsync($"{Root}#frage-{frage}", isStep: false, cancel);
        }
        Draft.Move(Draft.Root.ListOf("sections"), Section(abschnitt), by);
        return KeepAsync($"{Root}#abschnitt-{abschnitt}", isStep: false, cancel);
    }

    public Task<IActionResult> OnPostKopierenAsync(string? frage, CancellationToken cancel)
    {
        var copy = Draft.Duplicate(Item(frage));
        return KeepAsync($"{Root}#frage-{copy.TextOf("key")}", isStep: false, cancel);
    }

    public async Task<IActionResult> OnPostLoeschenAsync(string? frage, string? abschnitt, CancellationToken cancel)
    {
        if (frage is not null)
        {
            var item = Item(frage);
            Draft.SectionOf(item)!.ListOf("items").Entries.Remove(item);
        }
        else
            Draft.Root.ListOf("sections").Entries.Remove(Section(abschnitt));
        var before = Drafting.Number;
        await Drafting.SaveAsync(Study, Draft, Member, isStep: true, cancel);
        return LocalRedirect($"{Root}?geloescht={before}");
    }

    public async Task<IActionResult> OnPostZurueckAsync(int fassung, CancellationToken cancel)
    {
        await Drafting.RestoreAsync(Study, fassung, Member, cancel);
        return LocalRedirect($"{Root}?gespeichert=true");
    }

    /// <param name="hinweis">Its kind, its subject and its fingerprint, as the page has them.</param>
    /// <param name="frage">The item on whose page it was read; null for the overview.</param>
    public async Task<IActionResult> OnPostAusblendenAsync(string? hinweis, string? frage, CancellationToken cancel)
    {
        // Whose words changed meanwhile is another one, which nobody has waved away.
        if (AllHints.Open.FirstOrDefault(one => HintWords.Mark(one) == hinweis) is { } hint)
            await Db.DismissAsync(Study, hint, clock.GetUtcNow().UtcDateTime, Member, cancel);
        return BackFromHint(frage);
    }

    public async Task<IActionResult> OnPostZeigenAsync(string? hinweis, string? frage, CancellationToken cancel)
    {
        if (AllHints.Dismissed.FirstOrDefault(one => HintWords.Mark(one.Hint) == hinweis) is { } found)
            await Db.BringBackAsync(Study, found.Hint, cancel);
        return BackFromHint(frage);
    }

    private LocalRedirectResult BackFromHint(string? frage) =>
        LocalRedirect(frage is not null && Draft.Item(frage) is not null ? $"{Root}/fragen/{frage}#hinweise" : $"{Root}#hinweise");

    private DraftMap Section(string? key) =>
        Draft.Section(key ?? "")
        ?? throw new RuleBrokenException("Diesen Abschnitt gibt es nicht mehr. Unter „Fassungen“ finden Sie ihn wieder.");

    private DraftMap Item(string? key) =>
        Draft.Item(key ?? "") ?? throw new RuleBrokenException("Diese Frage gibt es nicht mehr. Unter „Fassungen“ finden Sie sie wieder.");
}
