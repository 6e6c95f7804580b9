using Befragung.Delphi.Reporting;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>Which ratings the report itself tells in full, beside those that it takes by its own rule.</summary>
public sealed class AuswahlModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>Null while no round is closed: then there is nothing to choose.</summary>
    public StudyReport? Report { get; private set; }

    /// <summary>What is ticked: as posted where that could not be saved.</summary>
    public IReadOnlyList<string> Ticked { get; private set; } = [];

    public bool Saved { get; private set; }

    /// <summary>What stood there when the page was made, so that it is noticed when somebody else saved meanwhile.</summary>
    public string Seen => string.Join('\n', Study.ReportTexts.Shown);

    public void OnGet(bool gespeichert)
    {
        Find();
        Ticked = Study.ReportTexts.Shown;
        Saved = gespeichert;
    }

    public async Task<IActionResult> OnPostAsync(string[] frage, string? seen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(frage);
        Find();
        Ticked = frage;
        if ((seen ?? "").ReplaceLineEndings("\n") != Seen)
            return Overtaken();
        Study.ShowInReport(Report?.Rated.Select(rated => rated.Part.Part.Key).Where(frage.Contains) ?? []);
        try
        {
            await Db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Overtaken();
        }
        return LocalRedirect($"{Request.Path}?gespeichert=true");
    }

    /// <summary>Why the report tells a rating in full by its own rule; empty where it does not.</summary>
    public IReadOnlyList<HighlightReason> Why(RatedReport rated) =>
        Report!
            .Highlights.FirstOrDefault(highlight => ReferenceEquals(highlight.Rated, rated))
            ?.Why.Where(why => why != HighlightReason.Chosen)
            .ToList()
        ?? [];

    private IActionResult Overtaken() =>
        this.Refuse(
            StatusCodes.Status409Conflict,
            t["An der Auswahl ist nichts geändert"],
            [new(null, t["Jemand anderes hat inzwischen dasselbe gespeichert. Laden Sie die Seite neu und wählen Sie noch einmal."])]
        );

    private void Find() =>
        Report = Study.Rounds.Any(round => round.Result is not null) ? reports.Of(Study, ToldAnswers.None, draft: true) : null;
}
