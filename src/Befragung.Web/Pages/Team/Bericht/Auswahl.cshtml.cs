using Befragung.Delphi.Reporting;
using Befragung.Web.Data;
using Befragung.Web.Kern;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Parts;
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
    public string Seen =>
        string.Join('\n', [.. Study.ReportTexts.Shown, "–", .. Study.ReportTexts.LeftOut, "–", .. Study.ReportTexts.Order]);

    /// <summary>What is ticked to be left out: as posted where that could not be saved.</summary>
    public IReadOnlyList<string> LeftOut { get; private set; } = [];

    public void OnGet(bool gespeichert)
    {
        Find();
        Ticked = Study.ReportTexts.Shown;
        LeftOut = Study.ReportTexts.LeftOut;
        Saved = gespeichert;
    }

    /// <param name="weg">The questions to be left out.</param>
    /// <param name="hoch">The one that goes before its neighbour.</param>
    /// <param name="runter">The one that goes behind it.</param>
    public async Task<IActionResult> OnPostAsync(
        string[] frage,
        string[] weg,
        string? hoch,
        string? runter,
        string? seen,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(frage);
        ArgumentNullException.ThrowIfNull(weg);
        Find();
        Ticked = frage;
        LeftOut = weg;
        if ((seen ?? "").ReplaceLineEndings("\n") != Seen)
            return Overtaken();
        Study.ShowInReport(
            Report?.Rated.Select(rated => rated.Part.Part.Key).Where(frage.Contains) ?? [],
            Report?.Sections.SelectMany(KeysOf).Where(weg.Contains) ?? [],
            Moved(hoch, runter)
        );
        try
        {
            await Db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Overtaken();
        }
        return LocalRedirect($"{Request.Path}?gespeichert=true{((hoch ?? runter) is { } moved ? "#platz-" + moved : "")}");
    }

    /// <summary>What a section tells one by one, in its order, and what it would if it were not left out.</summary>
    public IReadOnlyList<ItemReport> Told(SectionReport section)
    {
        var told = ReportOutline.Told(Report!, section);
        return [.. told, .. Study.ReportTexts.Ordered(section.Items).Where(item => Study.ReportTexts.LeftOut.Contains(item.Item.Key))];
    }

    /// <summary>The pictures of a section that show all its ratings at once.</summary>
    public IReadOnlyList<(string Key, string Name)> PicturesOf(SectionReport section) => SectionPictures.Of(Report!, section, t);

    /// <summary>What is left out now, in words: pictures of a section, and numbers of questions.</summary>
    public IEnumerable<string> LeftOutNow() =>
        Report!.Sections.SelectMany(section =>
            PicturesOf(section)
                .Where(picture => Study.ReportTexts.LeftOut.Contains(picture.Key))
                .Select(picture => $"{section.Number} {picture.Name}")
                .Concat(section.Items.Where(item => Study.ReportTexts.LeftOut.Contains(item.Item.Key)).Select(item => item.Number))
        );

    private IEnumerable<string> KeysOf(SectionReport section) =>
        PicturesOf(section).Select(picture => picture.Key).Concat(section.Items.Select(item => item.Item.Key));

    /// <summary>The order with one question moved; only sections in which something was moved are named in it.</summary>
    private IEnumerable<string> Moved(string? up, string? down)
    {
        var order = Study.ReportTexts.Order;
        if (
            (up ?? down) is not { } key
            || Report?.Sections.FirstOrDefault(section => section.Items.Any(item => item.Item.Key == key)) is not { } section
        )
            return order;
        var told = ReportOutline.Told(Report, section).Select(item => item.Item.Key).ToList();
        var place = told.IndexOf(key);
        var other = up is null ? place + 1 : place - 1;
        if (place < 0 || other < 0 || other >= told.Count)
            return order;
        (told[place], told[other]) = (told[other], told[place]);
        return order.Where(one => section.Items.All(item => item.Item.Key != one)).Concat(told);
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
