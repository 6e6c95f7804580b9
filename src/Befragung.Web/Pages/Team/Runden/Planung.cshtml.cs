using System.Globalization;
using Befragung.Delphi.Planning;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Planning;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>What the rules of a study can show with its panel, before anybody is invited.</summary>
public sealed class PlanungModel(SurveyDb db, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>The assumption about round 1, in per cent; as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Antworten { get; set; }

    /// <summary>The assumption about each later round, in per cent; as typed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Bleiben { get; set; }

    internal IReadOnlyList<PlanBlock> Plan { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Antworten ??= Turnout.Usual.Response.ToString(CultureInfo.CurrentCulture);
        Bleiben ??= Turnout.Usual.Retention.ToString(CultureInfo.CurrentCulture);
        var errors = new List<PageError>();
        var response = Percent("antworten", Antworten, errors);
        var retention = Percent("bleiben", Bleiben, errors);
        if (errors.Count > 0)
            return this.Refuse(t["Mit diesen Annahmen lässt sich nicht rechnen"], [.. errors]);
        var groups = (await Db.PanelCountsAsync(Study.Id, cancel))
            .Where(group => group.All > group.Withdrawn)
            .ToDictionary(group => group.GroupKey, group => group.All - group.Withdrawn);
        var questionnaire = Study.Round(1).Questionnaire;
        var turnout = new Turnout(response, retention);
        Plan = PlanWords.Of(
            t,
            questionnaire,
            groups.Count > 0
                ? StudyPlan.OfGroups(questionnaire, turnout, groups)
                : StudyPlan.OfSizes(questionnaire, turnout, StudyPlan.UsualSizes),
            onPage: true
        );
        return Page();
    }

    private int Percent(string field, string typed, List<PageError> errors)
    {
        if (
            int.TryParse(typed.Trim().TrimEnd('%').TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 1 and <= 100
        )
            return percent;
        errors.Add(new(field, t["Möglich ist eine ganze Zahl von 1 bis 100."]));
        return 0;
    }
}
