using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Runden;

/// <summary>What is under way in a study, until it is done; then it leads to the page that shows what came of it.</summary>
public sealed class SchrittModel(SurveyDb db, LongSteps steps, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public LongStep Step { get; private set; } = null!;

    /// <summary>How many there are in all; 0 where nobody has counted.</summary>
    public int Of => Step.Progress?.Of ?? 0;

    /// <summary>How many are done, never more than there are.</summary>
    public int Done => Math.Min(Step.Progress?.Done ?? 0, Of);

    /// <summary>The same in words.</summary>
    public string Told => Of == 0 ? "" : t["{0} von {1}", Done, Of];

    /// <summary>As it was when it was looked at; it may end while the page is made.</summary>
    public bool IsUnderWay { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await steps.OfAsync(Study, cancel) is not { } step)
            return LocalRedirect($"/team/studien/{Study.Key}");
        Step = step;
        IsUnderWay = step.IsUnderWay;
        // The script of the page asks whether it still waits, and no more.
        if (Request.Headers.Accept == "application/json")
            return new JsonResult(
                new
                {
                    state = IsUnderWay ? "Waiting" : "Done",
                    text = t.Say(step.Doing),
                    done = Done,
                    of = Of,
                    told = Told,
                }
            );
        return IsUnderWay || step.Failure is not null ? Page() : LocalRedirect(step.Back);
    }
}
