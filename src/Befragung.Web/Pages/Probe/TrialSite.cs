using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Befragung.Delphi;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen;
using Befragung.Web.Pages.Team.Fragebogen.Vorschau;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Pages.Probe;

/// <summary>Trial sheets: the link in the address is all that opens them, so that no session of anybody is touched.</summary>
public sealed class TrialSite(SurveyDb db, Trials trials, PreviewRounds rounds) : SheetSite
{
    private TrialKeeper? keeper;

    /// <summary>What was said on the sheet that was found.</summary>
    internal TrialNotes Notes { get; private set; } = TrialNotes.None;

    public override string Root(HttpContext http) => $"/probe/{Value(http, "token")}/{Value(http, Languages.Parameter)}";

    public override async ValueTask<ExpertDesk?> FindAsync(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (await trials.FindAsync(Value(http, "token"), http.RequestAborted) is not { } trial || !trial.Round.IsRevisable)
            return null;
        var study = (await db.StudyWithRoundsAsync(trial.Round.StudyId, http.RequestAborted))!;
        var shown = await rounds.FindAsync(study, trial.Round.Number, http.RequestAborted);
        var questionnaire = shown.Round.Questionnaire;
        if (
            questionnaire.Groups.All(group => group.Key != trial.GroupKey)
            || !questionnaire.Languages.Contains(Value(http, Languages.Parameter))
        )
            throw new RuleBrokenException(
                "Der Fragebogen wurde geändert: Die Gruppe oder die Sprache dieses Probelaufs gibt es nicht mehr. Bitten Sie das Projektteam um einen neuen Link."
            );
        // The same each time: it decides the order of what is asked at random.
        var nobody = new Panelist(
            new(SHA256.HashData(Encoding.UTF8.GetBytes($"Probe {trial.TokenHash}")).AsSpan(0, 16)),
            study.Id,
            trial.GroupKey,
            trial.Language,
            consentedAt: trial.StartedAt,
            admission: 0,
            intake: 0
        );
        keeper = new(db, trial.Id, nobody);
        Notes = trial.Notes;
        return (shown with { Round = shown.Round with { Kind = SheetKind.Trial } }).DeskOf(nobody, keeper, trial.Sheet(nobody));
    }

    /// <summary>The page of the link says why.</summary>
    public override Task<IActionResult> RefuseAsync(HttpContext http) =>
        Task.FromResult<IActionResult>(new LocalRedirectResult($"/probe/{Value(http, "token")}"));

    internal async Task NoteAsync(Func<TrialNotes, TrialNotes> change, CancellationToken cancel)
    {
        await keeper!.NoteAsync(
            notes =>
            {
                Notes = change(notes);
                return Notes;
            },
            cancel
        );
    }

    private static string Value(HttpContext http, string name) =>
        Uri.EscapeDataString(Convert.ToString(http.GetRouteValue(name), CultureInfo.InvariantCulture)!);
}
