using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>The groups that experts belong to.</summary>
public sealed class GruppenModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    public override string Place => "groups";

    protected override bool IsOfRoundOne => true;

    protected override bool ShowsHints => true;

    public void OnGet() => See(Draft.Root["groups"]);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(
            () => [Draft.Root["groups"]],
            () =>
                Draft.Root.Set(
                    "groups",
                    new DraftForm(Draft, Posted, AllPosted).Rows(
                        Draft.Root,
                        "groups",
                        "gruppe",
                        (row, prefix) => row.SetPlain("target", (Posted(prefix + "target") ?? "").Trim())
                    )
                ),
            () => $"{Root}/gruppen",
            cancel
        );
}
