using Befragung.Delphi.Studies;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Panel;

/// <summary>Groups against fields of expertise, with what is missing. Its cells may be of one person, so it is for those who may see names.</summary>
[Authorize(StudyPolicies.Editors)]
public sealed class RekrutierungModel(SurveyDb db, Contacting contacting, IStringLocalizer<Texts> t) : StudyPage(db)
{
    private const int MostSuggestions = 100;

    public Recruiting There { get; private set; } = null!;

    public string TraitName { get; private set; } = "";

    public IReadOnlyList<Group> Groups => Study.CurrentRound.Questionnaire.Groups;

    /// <summary>What is missing, group by group.</summary>
    public IReadOnlyList<string> Gaps { get; private set; } = [];

    /// <summary>Whom people of the panel would ask, the newest first.</summary>
    public IReadOnlyList<Suggestion> Suggestions { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        There = await Db.RecruitingAsync(Study.Id, cancel);
        TraitName = await Db.TraitNameAsync(Study.Id, cancel) ?? t["Fachgebiet"].Value;
        Suggestions = await contacting.NewestAsync(Study, MostSuggestions, cancel);
        Gaps = [.. Groups.SelectMany(GapsOf)];
    }

    private IEnumerable<string> GapsOf(Group group)
    {
        var all = There.Of(group.Key);
        if (group.Target is { } target && all < target)
            yield return t["{0}: {1} von {2}, es fehlen {3}.", group.Name, all, target, target - all];
        if (There.MissingIn(group.Key).ToList() is { Count: > 0 } missing)
            yield return t["{0}: niemand für {1}.", group.Name, string.Join(", ", missing)];
    }
}
