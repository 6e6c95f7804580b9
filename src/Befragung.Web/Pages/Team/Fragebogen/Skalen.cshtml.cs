using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>The scales of the questionnaire, and those to begin with.</summary>
public sealed class SkalenModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    public override string Place => "scales";

    public void OnGet() { }

    public Task<IActionResult> OnPostAsync(string? scale, CancellationToken cancel)
    {
        var key = ReadyScales.All.FirstOrDefault(one => one.Key == scale) is { } ready ? ReadyScales.AddTo(Draft, ready) : Own();
        return KeepAsync($"{Root}/skalen/{key}", isStep: false, cancel);
    }

    /// <summary>How many questions use a scale.</summary>
    public int Uses(string scale) =>
        Draft.Items.Count(item => item.TextOf("scale") == scale || item.MapsOf("criteria").Any(one => one.TextOf("scale") == scale));

    private string Own()
    {
        var key = Draft.KeyFor("skala", Draft.Scales.Fields.Select(one => one.Key), "skala");
        Draft.Scales.Append(key, new DraftMap().SetPlain("points", "5"));
        return key;
    }
}
