using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>What a study decides before it asks. Each field says what it decides; what is as usual is not written.</summary>
public sealed class EinstellungenModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    public override string Place => "settings";

    protected override bool IsOfRoundOne => true;

    public DraftMap Settings => Draft.Root["settings"] as DraftMap ?? new DraftMap();

    public DraftMap Stability => Settings["stability"] as DraftMap ?? new DraftMap();

    public DraftMap Consensus => Settings["consensus"] as DraftMap ?? new DraftMap();

    public void OnGet() => See(Draft.Root["settings"]);

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(() => [Draft.Root["settings"]], Apply, () => $"{Root}/einstellungen", cancel);

    private void Apply()
    {
        var settings = new DraftMap();
        foreach (var field in (string[])["rounds", "quantileType", "smallestCell"])
            if (Typed(field) is { Length: > 0 } value)
                settings.Append(field, new DraftText(value, isPlain: true));
        settings.Append("stability", Rule("stability", Typed("stability-rule") is "wilcoxon" ? [] : ["limit"]));
        settings.Append(
            "consensus",
            Rule(
                "consensus",
                Typed("consensus-rule") switch
                {
                    "percentAgreement" => ["threshold", "strict", "denominator"],
                    "iqr" => ["limit"],
                    "comet" => ["everyGroup"],
                    _ => [],
                }
            )
        );
        settings.SetPlain("reasons", Typed("reasons"));
        settings.SetPlain("replies", Typed("replies"));
        settings.SetPlain("quotations", Typed("quotations"));
        settings.SetPlain("profile", Typed("profile"));
        settings.SetPlain("countSaved", Typed("countSaved"));
        settings.SetPlain("verdicts", Typed("verdicts"));
        Draft.Root.Set("settings", settings);
    }

    /// <summary>A rule with those of the fields that belong to it.</summary>
    private DraftMap Rule(string name, string[] fields)
    {
        var rule = new DraftMap().SetPlain("rule", Typed($"{name}-rule"));
        foreach (var field in fields)
            if (Typed($"{name}-{field}") is { Length: > 0 } value)
                rule.Append(field, new DraftText(value, isPlain: true));
        return rule;
    }

    /// <summary>People type a comma where files have a point.</summary>
    private string Typed(string field) => (Posted(field) ?? "").Trim().TrimEnd('%').TrimEnd().Replace(',', '.');
}
