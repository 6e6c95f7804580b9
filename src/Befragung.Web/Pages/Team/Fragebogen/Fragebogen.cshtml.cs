using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Pages.Bogen;
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

    /// <summary>A round to look at as it was asked; left out, the one that is written, or else the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Runde { get; set; }

    /// <summary>What is shown as it was asked; null where the questionnaire is written.</summary>
    public Round? Frozen =>
        Runde is { } number ? Study.Rounds.FirstOrDefault(round => round.Number == number && round != Study.Drafted)
        : Study.Drafted is null ? Study.CurrentRound
        : null;

    /// <summary>The rounds that were asked, in their order.</summary>
    public IEnumerable<Round> Asked => Study.Rounds.Where(round => round != Study.Drafted).OrderBy(round => round.Number);

    /// <summary>What was asked in the round before and is not any more, with the team's reason, if there is one.</summary>
    public IEnumerable<(Item Item, string? Reason)> Dropped =>
        from line in Study.Drafted is { Number: > 1 } ? Written.Lineage : []
        where line.Kind == LineageKind.Dropped || line.LacksReason()
        let item = Study.Round(Written.Number - 1).Questionnaire.ItemOf(line.ItemKey)
        where item is not null && Draft.Item(item.Key) is null
        select (item, line.Reason);

    /// <summary>What an item is against earlier rounds, as the key of a text, and the round that asked it last; null where there is nothing to say.</summary>
    public (string Words, int Round)? Change(DraftMap item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!IsLater || item.TextOf("type") == "information")
            return null;
        if (AskedLast(item) is not var (round, before))
            return ("neu", 0);
        return Draft.Languages.All(language => Draft.TextIn(item, "text", language) == before.Text.Texts.GetValueOrDefault(language, ""))
                ? null
            : item.TextOf("same") == "true" ? ("anders formuliert als in Runde {0}, gilt als dieselbe Frage", round)
            : ("anders formuliert als in Runde {0}", round);
    }

    public IActionResult OnGet() => Runde is null || Frozen is not null || Runde == Study.Drafted?.Number ? Page() : NotFound();

    /// <summary>Says why a question is asked no more.</summary>
    public async Task<IActionResult> OnPostGrundAsync(string? frage, string? grund, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(grund))
            return this.Refuse(
                Localizer["Gespeichert wurde noch nichts"],
                new PageError($"grund-{frage}", Localizer["Bitte nennen Sie einen Grund; er steht im Ergebnisbericht."])
            );
        Written.Explain(frage ?? "", SectionForm.Plain(grund));
        await Db.SaveChangesAsync(cancel);
        return LocalRedirect($"{Root}?gespeichert=true#entfallen");
    }

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
