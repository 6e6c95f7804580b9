using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>One section without its items: title, introduction, order, and who gets to see it.</summary>
public sealed class AbschnittModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    private static readonly string[] Fields = ["title", "introduction", "random", "expertise", "when"];

    public string Key => (string)RouteData.Values["abschnitt"]!;

    public DraftMap Section =>
        Draft.Section(Key)
        ?? throw new RuleBrokenException("Diesen Abschnitt gibt es nicht mehr. Unter „Fassungen“ finden Sie ihn wieder.");

    public override string Place => $"sections/{Draft.Sections.ToList().FindIndex(one => one.TextOf("key") == Key)}";

    /// <summary>Its questions have pages of their own.</summary>
    protected override bool Has(MissingText text) => base.Has(text) && !text.IsIn($"{Place}/items");

    public IActionResult OnGet()
    {
        if (Draft.Section(Key) is null)
            return NotFound();
        See(Parts());
        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(
            Parts,
            () =>
            {
                var form = new DraftForm(Draft, Posted, AllPosted);
                form.Texts(Section, "title", isNeeded: true);
                form.Texts(Section, "introduction");
                form.Tick(Section, "random");
                form.Tick(Section, "expertise");
                form.When(Section);
            },
            () => $"{Root}/abschnitte/{Key}",
            cancel
        );

    private DraftNode?[] Parts() => [.. Fields.Select(field => Section[field])];
}
