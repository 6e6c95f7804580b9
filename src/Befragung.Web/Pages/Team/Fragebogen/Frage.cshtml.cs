using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>One item, whatever its type. Another type is chosen like any other field; after saving, the fields are those of the new one.</summary>
public sealed class FrageModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    /// <summary>Its key as it was when the page was asked for, or became by saving.</summary>
    private string? key;

    public string Key => key ?? (string)RouteData.Values["frage"]!;

    public DraftMap Item =>
        Draft.Item(Key) ?? throw new RuleBrokenException("Diese Frage gibt es nicht mehr. Unter „Fassungen“ finden Sie sie wieder.");

    public string Type => Item.TextOf("type");

    public override string Place
    {
        get
        {
            var section = Draft.SectionOf(Item)!;
            return $"sections/{Draft.Sections.ToList().IndexOf(section)}/items/{section.MapsOf("items").ToList().IndexOf(Item)}";
        }
    }

    /// <summary>Keys of the items before and behind this one; null at the ends.</summary>
    public (string? Before, string? Behind) Neighbours
    {
        get
        {
            var keys = Draft.Items.Select(item => item.TextOf("key")).ToList();
            var at = keys.IndexOf(Key);
            return (keys.ElementAtOrDefault(at - 1), keys.ElementAtOrDefault(at + 1));
        }
    }

    protected override bool ShowsHints => true;

    public bool Has(string field) => DraftForm.FieldsOf(Type).Contains(field);

    public IActionResult OnGet()
    {
        if (Draft.Item(Key) is not { } item)
            return NotFound();
        See(item);
        TypedKey = Key;
        return Page();
    }

    /// <summary>What stands in the field of the key: what was typed and cannot be one, or what it is.</summary>
    public string TypedKey { get; private set; } = "";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var wanted = (Posted("key") ?? "").Trim();
        if (wanted.Length == 0 || wanted == Key || Draft.RefusalOfKey(Item, wanted) is not { } problem)
            return await SaveAsync(cancel);
        See(Item);
        new DraftForm(Draft, Posted, AllPosted).Apply(Item);
        TypedKey = wanted;
        return this.Refuse(Localizer["Gespeichert wurde noch nichts"], new PageError("key", Localizer.Say(problem)));
    }

    private Task<IActionResult> SaveAsync(CancellationToken cancel) =>
        ChangeAsync(
            () => [Item],
            () =>
            {
                var item = Item;
                new DraftForm(Draft, Posted, AllPosted).Apply(item);
                key = item.TextOf("key");
                TypedKey = key;
                if (Posted("section") is { } wanted && Draft.Section(wanted) is { } section)
                    Draft.MoveTo(item, section);
            },
            () => Posted("dann") == "weiter" && Neighbours.Behind is { } next ? $"{Root}/fragen/{next}" : $"{Root}/fragen/{Key}",
            cancel
        );
}
