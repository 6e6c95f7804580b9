using Befragung.Delphi;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Auswertung;

/// <summary>The verdicts of a closed round with their reasons; the team may judge otherwise, with a reason that the report tells.</summary>
public sealed class UrteileModel(SurveyDb db, TimeProvider clock, IStringLocalizer<Texts> t) : StudyPage(db)
{
    public Round Round { get; private set; } = null!;

    /// <summary>Its result, as far as the team may read it.</summary>
    public RoundResult Result { get; private set; } = null!;

    /// <summary>The next round, once it was opened: it shows what was decided until then.</summary>
    public Round? Later => Study.Rounds.SingleOrDefault(round => round.Number == Round.Number + 1 && round.OpenedAt is not null);

    /// <summary>What was chosen and typed for an item, and refused; null where nothing was.</summary>
    public (string Key, Verdict Verdict, string? Reason)? Typed { get; private set; }

    public IActionResult OnGet(int number) => Find(number) ? Page() : NotFound();

    public async Task<IActionResult> OnPostUrteilenAsync(
        int number,
        string key,
        [BindRequired] Verdict verdict,
        string? reason,
        CancellationToken cancel
    )
    {
        if (!Find(number))
            return NotFound();
        if (!ModelState.IsValid)
            return BadRequest();
        try
        {
            Round.Overrule(key, verdict, reason, clock.GetUtcNow().UtcDateTime, Member);
        }
        catch (RuleBrokenException broken)
        {
            Typed = (key, verdict, reason);
            // Of an item that has no verdict there is no form.
            var field = VerdictOn(key) is null ? null : "g-" + key;
            return this.Refuse(t["Das Urteil ist nicht geändert"], new PageError(field, t.Say(broken.Sentence)));
        }
        await Db.SaveChangesAsync(cancel);
        return Back(key);
    }

    public async Task<IActionResult> OnPostZuruecknehmenAsync(int number, string key, CancellationToken cancel)
    {
        if (!Find(number))
            return NotFound();
        if (!ModelState.IsValid)
            return BadRequest();
        Round.TakeBack(key);
        await Db.SaveChangesAsync(cancel);
        return Back(key);
    }

    /// <summary>The verdict that counts.</summary>
    public Verdict? VerdictOn(string key) => Round.OverrulingOf(key)?.Verdict ?? Result.Of(key)?.Verdict;

    private bool Find(int number)
    {
        Round = Study.Rounds.SingleOrDefault(round => round.Number == number && round.Result is not null)!;
        if (Round is null)
            return false;
        RequireEnough(Round);
        Result = SmallTotals.ForTeam(Study.Rounds).Single(result => result.Round == number);
        return true;
    }

    private LocalRedirectResult Back(string key) =>
        LocalRedirect($"/team/studien/{Study.Key}/runden/{Round.Number}/urteile#u-{Uri.EscapeDataString(key.Replace('.', '-'))}");
}
