using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Pages.Team.Bericht;

/// <summary>Which screens the presentation shows, on the results page and as a file.</summary>
public sealed class FolienModel(SurveyDb db, StudyReports reports, IStringLocalizer<Texts> t) : StudyPage(db)
{
    /// <summary>All that can be chosen; none while no round is closed. What is on several screens stands here once.</summary>
    public IReadOnlyList<Slide> Slides { get; private set; } = [];

    /// <summary>What is ticked: as posted where that could not be saved.</summary>
    public IReadOnlyList<string> Ticked { get; private set; } = [];

    public bool Saved { get; private set; }

    /// <summary>What stood there when the page was made, so that it is noticed when somebody else saved meanwhile.</summary>
    public string Seen => string.Join('\n', [$"{InPairs}", .. Study.ReportTexts.SlidesLeftOut]);

    /// <summary>Whether two small pictures share a screen.</summary>
    public bool InPairs => Study.ReportTexts.SlidesInPairs;

    public async Task OnGetAsync(bool gespeichert, CancellationToken cancel)
    {
        await FindAsync(cancel);
        Saved = gespeichert;
    }

    public async Task<IActionResult> OnPostAsync(string[] folie, bool paare, string? seen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folie);
        await FindAsync(cancel);
        Ticked = folie;
        if ((seen ?? "").ReplaceLineEndings("\n") != Seen)
            return Overtaken();
        Study.ShowInRoom(Slides.Select(slide => slide.Key!).Except(folie), paare);
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

    private IActionResult Overtaken() =>
        this.Refuse(
            StatusCodes.Status409Conflict,
            t["An der Auswahl ist nichts geändert"],
            [new(null, t["Jemand anderes hat inzwischen dasselbe gespeichert. Laden Sie die Seite neu und wählen Sie noch einmal."])]
        );

    private async Task FindAsync(CancellationToken cancel)
    {
        if (!Study.Rounds.Any(round => round.Result is not null))
            return;
        var report = reports.Of(Study, new([], await Db.ThemesAsync(Study, cancel)));
        Slides = [.. new Slides(t, report).Possible.Where(slide => slide.Key is not null).DistinctBy(slide => slide.Key)];
        Ticked = [.. Slides.Select(slide => slide.Key!).Except(Study.ReportTexts.SlidesLeftOut)];
    }
}
