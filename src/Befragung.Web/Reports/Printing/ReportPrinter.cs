using System.Collections.Concurrent;
using Befragung.Delphi;
using Befragung.Web.Reports.Pdf;

namespace Befragung.Web.Reports.Printing;

/// <summary>Where the browser is that prints; all can be left out.</summary>
public sealed class ReportPrinterOptions
{
    /// <summary>Path of Chromium; otherwise it is looked for where Linux distributions put it.</summary>
    public string? Browser { get; set; }

    /// <summary>
    /// Whether Chromium shuts itself in. Containers forbid it the means, and are a wall themselves; what it prints is the platform's own page,
    /// without scripts and without network.
    /// </summary>
    public bool Sandbox { get; set; } = true;

    /// <summary>For one print; a report takes one, rarely more.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How many characters are printed at once, where a document can be parted: some 50 pages.</summary>
    internal int PartLength { get; init; } = 800_000;

    public static ReportPrinterOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var usual = new ReportPrinterOptions();
        return new()
        {
            Browser = configuration["Report:Browser"],
            Sandbox = configuration.GetValue("Report:Sandbox", usual.Sandbox),
            Timeout = configuration.GetValue("Report:Timeout", usual.Timeout),
        };
    }
}

/// <summary>There is no PDF; the sentence says why and what helps.</summary>
public sealed class ReportPrinterException(Sentence sentence, Exception? inner = null) : Exception(sentence.ToString(), inner)
{
    public Sentence Sentence { get; } = sentence;

    /// <summary>When it is worth while to ask again, where waiting is all that helps.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>
/// Prints a self-contained HTML document by headless Chromium, without network, as PDF/UA-1 and PDF/A-3a. The PDF appears at its place complete or not at
/// all, and one is printed at a time: a browser takes much memory.
/// </summary>
/// <param name="work">Where what is not finished may lie, which nobody else can look into; null for where the system keeps such files.</param>
public sealed partial class ReportPrinter(ReportPrinterOptions options, TimeProvider clock, string? work = null) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);

    // Those that wait and the one that is printed, in the order they came.
    private readonly ConcurrentDictionary<long, PrintProgress> atHand = [];

    private long places;

    /// <exception cref="ReportPrinterException">No browser, or it failed or took too long.</exception>
    public Task Print(string html, string pdfPath, CancellationToken cancel) =>
        Print(() => Task.FromResult(html), pdfPath, new PrintProgress(), cancel);

    /// <param name="page">Makes the document when its turn has come: those that wait are in nobody's memory.</param>
    /// <param name="pdfPath">Where the PDF is to lie.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Ends the browser.</param>
    /// <exception cref="ReportPrinterException">No browser, or it failed or took too long.</exception>
    public async Task Print(Func<Task<string>> page, string pdfPath, PrintProgress progress, CancellationToken cancel)
    {
        var target = Path.GetFullPath(pdfPath);
        var unfinished = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            await File.WriteAllBytesAsync(unfinished, await PdfAsync(page, progress, cancel), cancel);
            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>The same for who wants no file: nothing is left anywhere.</summary>
    /// <exception cref="ReportPrinterException">No browser, or it failed or took too long.</exception>
    public async Task<byte[]> PdfAsync(Func<Task<string>> page, PrintProgress progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(progress);
        var browser = Browser();
        var place = Interlocked.Increment(ref places);
        atHand[place] = progress;
        progress.Ahead = () => atHand.Keys.Count(other => other < place);
        try
        {
            await oneAtATime.WaitAsync(cancel);
            try
            {
                return await PrintAlone(browser, page, progress, cancel);
            }
            finally
            {
                oneAtATime.Release();
            }
        }
        finally
        {
            atHand.TryRemove(place, out _);
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<byte[]> PrintAlone(string browser, Func<Task<string>> page, PrintProgress progress, CancellationToken cancel)
    {
        var folder = NewFolder();
        try
        {
            progress.Step = PrintStep.Building;
            return await PrintNumbered(browser, folder, await page(), progress, cancel);
        }
        catch (PdfFormatException problem)
        {
            throw new ReportPrinterException(
                new(
                    "Das PDF, das Chromium geschrieben hat, ist beschädigt oder anders aufgebaut als erwartet. Versuchen Sie es noch einmal; hilft das nicht, aktualisieren Sie Chromium."
                ),
                problem
            );
        }
        finally
        {
            Remove(folder);
        }
    }
}
