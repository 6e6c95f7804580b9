using System.Collections.Concurrent;
using Befragung.Delphi;
using Befragung.Delphi.Results;

namespace Befragung.Web.Reports;

/// <summary>What the paper of one's own answers is made of.</summary>
/// <param name="Style">The whole style sheet with its fonts.</param>
public sealed record OwnPaper(OwnResult Result, string Language, string Style, DateTime MadeAt);

/// <summary>The highest or the lowest of one's own ratings.</summary>
/// <param name="Meaning">What that says, in plain words.</param>
public sealed record OwnSide(string Title, string Meaning, IReadOnlyList<ProfileRating> Ratings);

/// <summary>
/// An expert's own answers as a file. One browser prints at a time, for all: so one of each expert waits at most, and not many in all; whoever is too much is
/// refused at once. What is printed is personal: it lies in a folder that nobody else can open, and only until it is read.
/// </summary>
public sealed class OwnReports(ReportPage page, ReportPrinter printer, TimeProvider clock)
{
    /// <summary>How many wait at most: so long that each gets theirs in under a minute, as a rule.</summary>
    public const int Most = 20;

    private readonly ConcurrentDictionary<Guid, bool> waiting = [];

    /// <param name="panelist">Whose answers they are.</param>
    /// <param name="result">What is printed.</param>
    /// <param name="language">"de" or "en".</param>
    /// <exception cref="RuleBrokenException">The same expert waits for one already.</exception>
    /// <exception cref="ReportPrinterException">Too many wait, there is no browser to print with, or it failed.</exception>
    public async Task<byte[]> PdfAsync(Guid panelist, OwnResult result, string language, CancellationToken cancel)
    {
        // Near enough: two at the same moment may both be the last.
        if (waiting.Count >= Most) throw new ReportPrinterException(new("Gerade werden viele PDFs erstellt. Bitte versuchen Sie es in einer Minute noch einmal."));
        if (!waiting.TryAdd(panelist, true)) throw new RuleBrokenException("Ihr PDF wird gerade erstellt. Bitte warten Sie einen Augenblick, bis es da ist.");
        try
        {
            return await PrintAsync(await page.ForPaper(result, language, clock.GetUtcNow().UtcDateTime), cancel);
        }
        finally
        {
            waiting.TryRemove(panelist, out _);
        }
    }

    private async Task<byte[]> PrintAsync(string html, CancellationToken cancel)
    {
        // Temporary folders are for their owner alone; files beside it would be for everyone.
        var folder = Directory.CreateTempSubdirectory("meine-antworten-").FullName;
        try
        {
            var path = Path.Combine(folder, "meine-antworten.pdf");
            await printer.Print(html, path, cancel);
            return await File.ReadAllBytesAsync(path, cancel);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
