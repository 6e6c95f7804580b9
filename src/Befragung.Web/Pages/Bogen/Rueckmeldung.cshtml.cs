using Befragung.Delphi;
using Befragung.Delphi.Coding;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Bogen;

/// <summary>An expert sees the statements that own words went into, says once whether they were meant so and what is missing, and reads what the team answers.</summary>
public sealed class RueckmeldungModel(SheetSite site, SurveyDb db, Corrections corrections, TimeProvider clock, IStringLocalizer<Texts> t)
    : ExpertPage(site)
{
    private const string Meant = "meint.",
        How = SectionForm.Answer + "wie.",
        Lacking = SectionForm.Answer + "fehlt";

    // Whoever is asked anew by a round that opened meanwhile loses nothing of what they typed.
    protected override bool BeforeConsent => true;

    protected override bool BetweenRounds => true;

    public OwnCorrection Own { get; private set; } = null!;

    public bool IsOpen => Own.Correction.IsOpen(clock.GetUtcNow().UtcDateTime);

    /// <summary>What was chosen and typed, by statement.</summary>
    public IReadOnlyDictionary<Guid, SaidOfStatement> Said { get; private set; } = new Dictionary<Guid, SaidOfStatement>();

    public string Missing { get; private set; } = "";

    /// <summary>Texts that came too late, to be copied.</summary>
    public IReadOnlyList<string> Unsent { get; private set; } = [];

    /// <summary>Own words beside the statements that they went into.</summary>
    public IEnumerable<OwnWords> Statements => Own.Sheet.Shown.Where(one => one.Statement is not null);

    /// <summary>Own words that went into none of them.</summary>
    public IReadOnlyList<string> Elsewhere => Own.Sheet.Shown.FirstOrDefault(one => one.Statement is null)?.Words ?? [];

    public Remark? RemarkOf(Guid? statement) => Own.Remarks.FirstOrDefault(one => one.StatementId == statement);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        await FindAsync(cancel) ? Page() : LocalRedirect(ExpertSite.Address);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await FindAsync(cancel))
            return LocalRedirect(ExpertSite.Address);
        Said = Own.Sheet.Statements.ToDictionary(id => id, Read);
        Missing = Plain(Lacking);
        if (Own.Sheet.IsSent || !IsOpen)
            return TooLate();
        var problems = Said.Select(one => (Field: $"wie-{one.Key:N}", Problem: CorrectionSheet.ProblemOf(one.Value)))
            .Append((Field: "fehlt", Problem: CorrectionSheet.ProblemOfMissing(Missing)))
            .Where(one => one.Problem is not null)
            .Select(one => new PageError(one.Field, t.Say(one.Problem!)))
            .ToList();
        if (problems.Count > 0)
            return this.Refuse(t["Gesendet ist noch nichts"], problems);
        try
        {
            await corrections.SendAsync(Own, Said, Missing, cancel);
            return LocalRedirect("/bogen/rueckmeldung");
        }
        catch (RuleBrokenException broken)
        {
            return this.Refuse(t["Gesendet ist noch nichts"], new PageError(null, t.Say(broken.Sentence)));
        }
        catch (DbUpdateException)
        {
            // Another tab was faster, or it was ended in this moment.
            db.ChangeTracker.Clear();
            return await FindAsync(cancel) ? TooLate() : LocalRedirect(ExpertSite.Address);
        }
    }

    private async Task<bool> FindAsync(CancellationToken cancel)
    {
        if (await db.OwnCorrectionAsync(Desk.Panelist.Id, cancel) is not { } own)
            return false;
        Own = own;
        return true;
    }

    private IActionResult TooLate()
    {
        // Who pressed twice has sent it.
        if (Own.Sheet.IsSent && WasSaid())
            return LocalRedirect("/bogen/rueckmeldung");
        Unsent = [.. Said.Values.Select(one => one.Text).Append(Missing).Where(text => text.Length > 0)];
        return this.Refuse(
            StatusCodes.Status409Conflict,
            t["Das ist nicht gesendet"],
            new PageError(
                null,
                Own.Sheet.IsSent
                    ? t["Ihre Rückmeldung ist schon gesendet. Sie zählt, wie Sie sie zuerst gesendet haben."]
                    : t["Die Rückmeldung ist inzwischen beendet."]
            )
        );
    }

    private bool WasSaid() =>
        Said.All(one =>
            one.Value.WasMeant is true == Own.Sheet.Confirmed.Contains(one.Key)
            && (one.Value.WasMeant is false ? one.Value.Text : null) == RemarkOf(one.Key)?.Text
        )
        && Missing == (RemarkOf(null)?.Text ?? "");

    private SaidOfStatement Read(Guid id) =>
        new(
            Request.Form[$"{Meant}{id:N}"].ToString() switch
            {
                "ja" => true,
                "nein" => false,
                _ => null,
            },
            Plain($"{How}{id:N}")
        );

    private string Plain(string field) => SectionForm.Plain(Request.Form[field].ToString()).ReplaceLineEndings("\n").Trim();
}
