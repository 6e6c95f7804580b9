using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team;

/// <summary>Plans the next round from the items of the last one that are kept.</summary>
public sealed class WeiterModel(SurveyDb db, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public Round Last => Study.CurrentRound;

    public string? Problem { get; private set; }

    public IActionResult OnGet() => Last.Result is null ? NotYet() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (Last.Result is null) return NotYet();
        try
        {
            var next = Study.PlanNext(
                Request.Form["keep"].OfType<string>().ToHashSet(),
                Last.Questionnaire.Items.ToDictionary(item => item.Key, Reason));
            await Db.SaveChangesAsync(cancel);
            return LocalRedirect($"/team/studien/{Study.Key}/runden/{next.Number}");
        }
        catch (RuleBrokenException broken)
        {
            // What was ticked and written stays on the page.
            Problem = t.Say(broken.Sentence);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
    }

    /// <summary>Rated items are asked again unless the team decides otherwise; open ones have given their words.</summary>
    public bool IsKept(Item item) => Request.HasFormContentType ? Request.Form["keep"].Contains(item.Key) : !item.IsOpen;

    public string Reason(Item item) => Request.HasFormContentType
        ? Request.Form["reason." + item.Key].ToString()
        : item.IsOpen ? t["Die offenen Antworten der Runde {0} werden ausgewertet.", Last.Number] : "";

    /// <summary>How the item was answered, to decide by.</summary>
    public string Told(Item item)
    {
        var told = item.Parts.Select(part => Last.Result!.Of(part.Key)).OfType<Delphi.Results.ItemResult>()
            .Where(result => result.Median is not null)
            .Select(result => t["Median {0}, Quartilsabstand {1}, Zustimmung {2}, n = {3}", Words.Number(result.Median), Words.Number(result.InterquartileRange), Words.Percent(result.PercentAgreement), result.N].Value
                + (result.Stability?.DistributionChange is { } change ? t[", Änderung der Verteilung {0}", Words.Percent(100 * change)].Value : ""));
        return string.Join(" · ", told);
    }

    private IActionResult NotYet() => throw new RuleBrokenException("Runde {0} ist noch nicht geschlossen. Erst danach lässt sich die nächste planen.", Last.Number);
}
