using System.Globalization;
using Befragung.Delphi;
using Befragung.Delphi.Drafts;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Fragebogen;

/// <summary>One scale: its points, their words, and which of them say about the same.</summary>
public sealed class SkalaModel(SurveyDb db, Drafting drafting, IStringLocalizer<Texts> t) : DraftPage(db, drafting, t)
{
    /// <summary>As many as a scale can have.</summary>
    public const int MostPoints = 11;

    private const int UsualPoints = 5;

    public override string Place => $"scales/{Key}";

    public string Key => (string)RouteData.Values["skala"]!;

    public DraftMap Scale =>
        Draft.Scales[Key] as DraftMap
        ?? throw new RuleBrokenException("Diese Skala gibt es nicht mehr. Unter „Fassungen“ finden Sie sie wieder.");

    /// <summary>How many points it has; where that is no number yet, as many as most have.</summary>
    public int Points =>
        int.TryParse(Scale.TextOf("points"), NumberStyles.None, CultureInfo.InvariantCulture, out var points)
            ? Math.Clamp(points, 2, MostPoints)
            : UsualPoints;

    public DraftMap Labels => Scale["labels"] as DraftMap ?? new DraftMap();

    public IActionResult OnGet()
    {
        if (Draft.Scales[Key] is not DraftMap scale)
            return NotFound();
        See(scale);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        ChangeAsync(() => [Scale], Apply, () => $"{Root}/skalen/{Key}", cancel);

    public Task<IActionResult> OnPostLoeschenAsync(CancellationToken cancel)
    {
        Draft.Scales.Set(Key, null);
        return KeepAsync($"{Root}/skalen", isStep: true, cancel);
    }

    /// <summary>How many points are in a band; "" for as usual.</summary>
    public string InBand(string band) => Scale[band] is DraftMap map ? map.TextOf("points") : Scale.TextOf(band);

    private void Apply()
    {
        var scale = Scale;
        var form = new DraftForm(Draft, Posted, AllPosted);
        scale.SetPlain("points", (Posted("points") ?? "").Trim());
        var labels = new DraftMap();
        for (var point = 1; point <= Points; point++)
        {
            var name = point.ToString(CultureInfo.InvariantCulture);
            Draft.SetTexts(labels, name, language => Posted($"labels-{name}-{language}"));
        }
        scale.Set("labels", labels.Fields.Count > 0 ? labels : null);
        foreach (var band in (string[])["top", "middle", "bottom"])
        {
            var named = new DraftMap();
            form.Texts(named, "name", prefix: $"{band}-");
            var points = (Posted($"{band}-points") ?? "").Trim();
            var hasName = named.Fields.Count > 0;
            if (points.Length > 0 && hasName)
                named.SetPlain("points", points);
            scale.Set(
                band,
                hasName && (points.Length > 0 || band == "middle") ? named
                    : points.Length > 0 ? new DraftText(points, isPlain: true)
                    : hasName ? named.SetPlain("points", Usual)
                    : null
            );
        }
        form.Untick(scale, "noAnswer");
    }

    /// <summary>A name needs to be told of how many points.</summary>
    private string Usual => Befragung.Delphi.Questionnaires.Scale.UsualBand(Points).ToString(CultureInfo.InvariantCulture);
}
