using System.Collections.Concurrent;
using Befragung.Delphi;
using Befragung.Delphi.Feedback;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Reports.Printing;

namespace Befragung.Web.Reports;

/// <summary>
/// An expert's own answers as a file. One browser prints at a time, for all: so each expert has at most one print under way, which whoever asks for the same
/// again waits for as well, and there are not many in all. What is printed is personal: it is kept nowhere.
/// </summary>
public sealed class OwnReports(ReportPage page, ReportPrinter printer, IHostApplicationLifetime application, TimeProvider clock)
{
    /// <summary>How many wait at most: so few that each gets theirs in about a minute.</summary>
    public const int Most = 20;

    private readonly ConcurrentDictionary<Guid, Job> underWay = [];

    /// <param name="panelist">Whose answers they are.</param>
    /// <param name="result">What is printed.</param>
    /// <param name="language">"de" or "en".</param>
    /// <exception cref="RuleBrokenException">The same expert waits for another one: of other answers, or in the other language.</exception>
    /// <exception cref="ReportPrinterException">Too many wait, there is no browser to print with, or it failed.</exception>
    public async Task<byte[]> PdfAsync(Guid panelist, OwnResult result, string language, CancellationToken cancel)
    {
        // Near enough: two at the same moment may both be the last.
        if (underWay.Count >= Most && !underWay.ContainsKey(panelist))
            throw new ReportPrinterException(new("Gerade werden viele PDFs erstellt. Bitte versuchen Sie es in einer Minute noch einmal."));
        var html = await page.ForPaper(result, language, clock.GetUtcNow().UtcDateTime);
        var job = underWay.GetOrAdd(panelist, _ => new(html, new(() => PrintAsync(panelist, html))));
        if (job.Html != html)
            throw new RuleBrokenException("Ihr PDF wird gerade erstellt. Bitte warten Sie einen Augenblick, bis es da ist.");
        // Whoever clicks twice gives up the first: the print goes on for the second.
        return await job.Pdf.Value.WaitAsync(cancel);
    }

    private async Task<byte[]> PrintAsync(Guid panelist, string html)
    {
        try
        {
            return await printer.PdfAsync(() => Task.FromResult(html), new PrintProgress(), application.ApplicationStopping);
        }
        finally
        {
            underWay.TryRemove(panelist, out _);
        }
    }

    private sealed record Job(string Html, Lazy<Task<byte[]>> Pdf);
}
