using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>One section of the sheet. Going on or back saves it; where scripts run, so does leaving a field.</summary>
public sealed class AbschnittModel(SurveyDb db, FrozenRounds frozen, TimeProvider clock, IStringLocalizer<Texts> t) : ExpertPage(db, frozen)
{
    private SectionForm? form;

    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    protected override bool BetweenRounds => HttpMethods.IsPost(Request.Method);

    public IReadOnlyList<Section> Sections => Desk.Round!.Questionnaire.Sections;

    public Section? Section { get; private set; }

    public int Index { get; private set; }

    public IReadOnlyDictionary<string, Sentence> Problems { get; private set; } = new Dictionary<string, Sentence>();

    /// <summary>What was typed when the round had closed meanwhile: shown, so that it can be copied.</summary>
    public IReadOnlyList<string> Unsaved { get; private set; } = [];

    public IActionResult OnGet() => Find() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? go, CancellationToken cancel)
    {
        if (!await SaveAsync(cancel)) return RoundIsOver();
        if (Section is null) return NotFound();
        if (Problems.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        var next = Index + (go == "back" ? -1 : 1);
        return LocalRedirect(next < 0 ? "/bogen" : next >= Sections.Count ? "/bogen/abgeben" : $"/bogen/abschnitt/{Sections[next].Key}");
    }

    /// <summary>Saves in the background, as one goes along.</summary>
    public async Task<IActionResult> OnPostMerkenAsync(CancellationToken cancel)
    {
        if (!await SaveAsync(cancel))
            return new JsonResult(new { message = t["Die Runde wurde inzwischen geschlossen. Kopieren Sie, was Sie noch behalten möchten."].Value }) { StatusCode = 409 };
        if (Section is null) return NotFound();
        return new JsonResult(new
        {
            message = t["Gespeichert um {0}", Clock.Time(Desk.Sheet!.SavedAt ?? clock.GetUtcNow().UtcDateTime)].Value,
            problems = Problems.ToDictionary(problem => problem.Key, problem => t.Say(problem.Value)),
            was = form!.Posted.Keys.Where(key => !Problems.ContainsKey(key.Split('.')[0])).ToDictionary(key => key, key => SectionForm.Mark(Desk.Sheet.Answers[key])),
        });
    }

    public ItemView View(Item item, int number) => new(item, number, Desk, form?.Posted, Problems.GetValueOrDefault(item.Key));

    /// <summary>False when the round is over.</summary>
    private async Task<bool> SaveAsync(CancellationToken cancel)
    {
        if (Desk.Round is null) return false;
        if (!Find()) return true;
        form = new SectionForm(await Request.ReadFormAsync(cancel), Section!);
        try
        {
            if (form.Changes.Count == 0) return true;
            await Desk.ChangeAsync(sheet =>
            {
                Problems = AnswerChange.Check(Section!.Items, sheet.Answers, form.Changes);
                sheet.Save(form.Without(Problems.Keys), Desk.Asking, clock.GetUtcNow().UtcDateTime);
            }, cancel);
            return true;
        }
        catch (RuleBrokenException)
        {
            return false;
        }
    }

    private IActionResult RoundIsOver()
    {
        Section = null;
        Unsaved = [.. Request.Form.Where(field => field.Key.StartsWith(SectionForm.Answer, StringComparison.Ordinal))
            .Select(field => field.Value[^1] ?? "").Where(text => text.Length > 2)];
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private bool Find()
    {
        Index = Sections.Select(section => section.Key).ToList().IndexOf(Key);
        Section = Index < 0 ? null : Sections[Index];
        return Section is not null;
    }
}
