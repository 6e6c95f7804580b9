using Befragung.Delphi;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;

namespace Befragung.Web.Reports;

/// <summary>The report of a study, as a page or as a file. What experts gave as reasons, and the team released, is handed in: reports do not query.</summary>
public sealed class StudyReports(ReportPage page, ReportPrinter printer, TimeProvider clock, IConfiguration configuration)
{
    /// <param name="reasons">None for the short version, which tells none.</param>
    /// <param name="draft">As the team sees it, with what is not released.</param>
    /// <param name="running">The round that is open meanwhile, where that is told.</param>
    /// <exception cref="RuleBrokenException">No round is closed yet.</exception>
    public Task<string> HtmlAsync(
        ReportVersion version,
        Study study,
        IReadOnlyList<Reason> reasons,
        string language,
        ReportLinks links,
        bool draft = false,
        RunningRound? running = null
    ) => page.ForScreen(Of(study, reasons, draft && version != ReportVersion.Brief), language, links, running, version);

    /// <exception cref="ReportPrinterException">There is no browser to print with, or it failed.</exception>
    public async Task PrintAsync(
        Study study,
        IReadOnlyList<Reason> reasons,
        string language,
        string path,
        CancellationToken cancel,
        ReportVersion version = ReportVersion.Whole
    ) => await printer.Print(await page.ForPaper(Of(study, reasons), language, version), path, cancel);

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

    /// <param name="reasons">None for the short version, which tells none.</param>
    /// <param name="draft">As the team sees it, with what is not released.</param>
    /// <exception cref="RuleBrokenException">No round is closed yet.</exception>
    public ReportPaper Paper(
        ReportVersion version,
        Study study,
        IReadOnlyList<Reason> reasons,
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
        var report = Of(study, reasons, draft && version != ReportVersion.Brief);
        return new(
            $"{study.Id}-{name}-{language}{(kind == PaperKind.Word ? "-word" : "")}",
            madeAt => page.ForPaper(report with { MadeAt = madeAt }, language, version),
            kind
        );
    }

    /// <summary>The content alone.</summary>
    /// <param name="draft">Whether it says what the team has still to write.</param>
    public StudyReport Of(Study study, IReadOnlyList<Reason> reasons, bool draft = false) =>
        StudyReport.Of(study, clock.GetUtcNow().UtcDateTime) with
        {
            IsDraft = draft,
            Reasons = ReportReason.Of([.. study.Rounds], reasons),
            Address = AddressOf(study),
            Notice = study.IsSimulated
                ? new Sentence("Beispielbericht: Alle Antworten in diesem Bericht sind simuliert. Niemand hat sie gegeben.")
                : null,
        };

    /// <summary>Only where somebody has set the address of the platform: a made-up one would be cited.</summary>
    private string? AddressOf(Study study) =>
        study.ResultsWithdrawnAt is null
        && study.Rounds.Any(round => round.State == RoundState.Released)
        && configuration["Site:Address"] is { Length: > 0 } root
            ? root.TrimEnd('/') + ReportAddresses.Public(study.Key).Page(ReportVersion.Whole)
            : null;
}
