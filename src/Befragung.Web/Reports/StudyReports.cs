using Befragung.Delphi;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Reports.Word;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Reports;

/// <summary>The report of a study, as a page or as a file. What is told of answers in own words is handed in: reports do not query.</summary>
public sealed class StudyReports(
    ReportPage page,
    ReportPrinter printer,
    TimeProvider clock,
    IStringLocalizer<Texts> t,
    IConfiguration configuration
)
{
    /// <param name="told">None for the short version, which tells none.</param>
    /// <param name="draft">As the team sees it, with what is not released.</param>
    /// <param name="running">The round that is open meanwhile, where that is told.</param>
    /// <param name="meta">What the page tells programs; null for nothing.</param>
    /// <exception cref="RuleBrokenException">No round is closed yet.</exception>
    public Task<string> HtmlAsync(
        ReportVersion version,
        Study study,
        ToldAnswers told,
        string language,
        ReportLinks links,
        bool draft = false,
        RunningRound? running = null,
        Func<StudyReport, PageMeta>? meta = null
    )
    {
        var report = Of(study, told, draft && version != ReportVersion.Brief);
        return page.ForScreen(report, language, links, running, version, meta?.Invoke(report));
    }

    /// <exception cref="ReportPrinterException">There is no browser to print with, or it failed.</exception>
    public async Task PrintAsync(
        Study study,
        ToldAnswers told,
        string language,
        string path,
        CancellationToken cancel,
        ReportVersion version = ReportVersion.Whole
    ) => await printer.Print(await page.ForPaper(Of(study, told), language, version), path, cancel);

    /// <summary>A version of it as a file, at once.</summary>
    /// <exception cref="ReportPrinterException">There is no browser to print with, or it failed.</exception>
    public Task<byte[]> FileAsync(ReportPaper paper, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(paper);
        Task<string> Html() => paper.Html(clock.GetUtcNow().UtcDateTime);
        return paper.Kind == PaperKind.Word
            ? printer.WordAsync(Html, new PrintProgress(), cancel)
            : printer.PdfAsync(Html, new PrintProgress(), cancel);
    }

    /// <summary>The table of ratings as a Word document. It has no pictures, so it needs no browser.</summary>
    public async Task<byte[]> RatingsAsync(StudyReport report, string language)
    {
        using var made = WordReport.Read(await page.RatingsForPaper(report, language));
        return WordReport.Of(made, []);
    }

    /// <param name="told">None for the short version, which tells none.</param>
    /// <param name="draft">As the team sees it, with what is not released.</param>
    /// <exception cref="RuleBrokenException">No round is closed yet.</exception>
    public ReportPaper Paper(
        ReportVersion version,
        Study study,
        ToldAnswers told,
        string language,
        bool draft = false,
        PaperKind kind = PaperKind.Pdf
    )
    {
        ArgumentNullException.ThrowIfNull(study);
        var name = (version, draft) switch
        {
            (ReportVersion.Brief, true) => "kurzentwurf",
            (ReportVersion.Brief, _) => "kurz",
            (ReportVersion.Data, true) => "datenentwurf",
            (ReportVersion.Data, _) => "datenband",
            (_, true) => "entwurf",
            _ => "bericht",
        };
        var report = Of(study, told, draft && version != ReportVersion.Brief);
        return new(
            $"{study.Id}-{name}-{language}{(kind == PaperKind.Word ? "-word" : "")}",
            madeAt => page.ForPaper(report with { MadeAt = madeAt }, language, version),
            kind
        );
    }

    /// <summary>The presentation, to be printed: the screens that the team wants to show.</summary>
    /// <param name="draft">Before it is released.</param>
    /// <exception cref="RuleBrokenException">No round is closed yet.</exception>
    public ReportPaper Slides(Study study, ToldAnswers told, string language, bool draft = false)
    {
        ArgumentNullException.ThrowIfNull(study);
        var report = Of(study, told);
        return new(
            $"{study.Id}-{(draft ? "vorstellungsentwurf" : "vorstellung")}-{language}",
            madeAt => page.SlidesForPaper(report with { MadeAt = madeAt }, language)
        );
    }

    /// <summary>The content alone.</summary>
    /// <param name="draft">Whether it says what the team has still to write.</param>
    public StudyReport Of(Study study, ToldAnswers told, bool draft = false) =>
        OfTexts(StudyReport.Of(study, clock.GetUtcNow().UtcDateTime, told.Themes)) with
        {
            IsDraft = draft,
            Reasons = ReportReason.Of([.. study.Rounds], told.Reasons),
            Moderation = told.Moderation,
            Address = AddressOf(study),
            Notice = study.IsSimulated
                ? new Sentence("Beispielbericht: Alle Antworten in diesem Bericht sind simuliert. Niemand hat sie gegeben.")
                : null,
        };

    /// <summary>With today's numbers in the texts of the team.</summary>
    private StudyReport OfTexts(StudyReport report) => report with { Texts = new NamedNumbers(t, report).In(report.Texts) };

    /// <summary>Only where somebody has set the address of the platform: a made-up one would be cited.</summary>
    private string? AddressOf(Study study) =>
        study.ResultsWithdrawnAt is null
        && study.Rounds.Any(round => round.State == RoundState.Released)
        && configuration["Site:Address"] is { Length: > 0 } root
            ? root.TrimEnd('/') + ReportAddresses.Public(study.Key).Page(ReportVersion.Whole)
            : null;
}
