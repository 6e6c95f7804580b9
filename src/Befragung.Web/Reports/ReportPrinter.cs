using System.Collections.Concurrent;
using System.Diagnostics;
using Befragung.Delphi;
using Befragung.Web.Reports.Pdf;

namespace Befragung.Web.Reports;

/// <summary>Where the browser is that prints; all can be left out.</summary>
public sealed class ReportPrinterOptions
{
    public const string Section = "Report";

    /// <summary>Path of Chromium; otherwise it is looked for where Linux distributions put it.</summary>
    public string? Browser { get; set; }

    /// <summary>
    /// Whether Chromium shuts itself in. Containers forbid it the means, and are a wall themselves; what it prints is the platform's own page,
    /// without scripts and without network.
    /// </summary>
    public bool Sandbox { get; set; } = true;

    /// <summary>For one print; a report takes two.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(120);
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
public sealed partial class ReportPrinter(ReportPrinterOptions options, TimeProvider clock) : IDisposable
{
    private const int MostPrints = 3;

    private static readonly string[] UsualPlaces = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly SemaphoreSlim oneAtATime = new(1);

    // Those that wait and the one that is printed, in the order they came.
    private readonly ConcurrentDictionary<long, PrintProgress> atHand = [];

    private long places;

    /// <exception cref="ReportPrinterException">No browser, or it failed or took too long.</exception>
    public Task Print(string html, string pdfPath, CancellationToken cancel) => Print(() => Task.FromResult(html), pdfPath, new PrintProgress(), cancel);

    /// <param name="page">Makes the document when its turn has come: those that wait are in nobody's memory.</param>
    /// <param name="pdfPath">Where the PDF is to lie.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancel">Ends the browser.</param>
    /// <exception cref="ReportPrinterException">No browser, or it failed or took too long.</exception>
    public async Task Print(Func<Task<string>> page, string pdfPath, PrintProgress progress, CancellationToken cancel)
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
                await PrintAlone(browser, page, Path.GetFullPath(pdfPath), progress, cancel);
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

    private async Task PrintAlone(string browser, Func<Task<string>> page, string target, PrintProgress progress, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("report-").FullName;
        var unfinished = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            progress.Step = PrintStep.Building;
            var printed = await PrintNumbered(browser, folder, await page(), progress, cancel);
            progress.Step = PrintStep.Finishing;
            await using (var file = new FileStream(unfinished, FileMode.CreateNew)) AccessiblePdf.Write(printed, file);
            File.Move(unfinished, target, overwrite: true);
        }
        catch (PdfFormatException problem)
        {
            throw new ReportPrinterException(
                new("Das PDF, das Chromium geschrieben hat, ist beschädigt oder anders aufgebaut als erwartet. Versuchen Sie es noch einmal; hilft das nicht, aktualisieren Sie Chromium."), problem);
        }
        finally
        {
            File.Delete(unfinished);
            Remove(folder);
        }
    }

    private string? FindBrowser() => (options.Browser is { Length: > 0 } named ? [named] : UsualPlaces).FirstOrDefault(File.Exists);

    private string Browser() => FindBrowser()
        ?? throw new ReportPrinterException(new("Für das PDF fehlt Chromium. Installieren Sie das Debian-Paket „chromium“ oder nennen Sie mit Report__Browser den Pfad eines Chromium-Browsers."));

    /// <summary>
    /// Chromium cannot write on which page a link leads. So a draft is printed to look, and the document once more with the numbers; they have a room of their
    /// own in it, so that nothing moves. If it did, the numbers are corrected, and in the end left out rather than wrong.
    /// </summary>
    private async Task<byte[]> PrintNumbered(string browser, string folder, string html, PrintProgress progress, CancellationToken cancel)
    {
        var isNumbered = PageNumbers.AreAskedFor(html);
        progress.Step = isNumbered ? PrintStep.Drafting : PrintStep.Printing;
        if (!isNumbered) return await PrintOnce(browser, folder, html, isDraft: false, cancel);
        var numbers = PageNumbers.In(await PrintOnce(browser, folder, html, isDraft: true, cancel));
        progress.Step = PrintStep.Printing;
        for (var print = 1; ; print++)
        {
            var printed = await PrintOnce(browser, folder, PageNumbers.Fill(html, numbers), isDraft: false, cancel);
            var found = PageNumbers.In(printed);
            if (print == MostPrints || (found.Count == numbers.Count && numbers.All(number => found.GetValueOrDefault(number.Key) == number.Value))) return printed;
            numbers = print + 1 < MostPrints ? found : [];
        }
    }

    private async Task<byte[]> PrintOnce(string browser, string folder, string html, bool isDraft, CancellationToken cancel)
    {
        var (page, pdf) = (Path.Combine(folder, "report.html"), Path.Combine(folder, "report.pdf"));
        await File.WriteAllTextAsync(page, html, cancel);
        File.Delete(pdf);
        await Run(browser, folder, Arguments(page, Path.Combine(folder, "profile"), pdf, isDraft), cancel);
        return File.Exists(pdf) && await File.ReadAllBytesAsync(pdf, cancel) is var printed && printed.AsSpan().StartsWith("%PDF-"u8)
            ? printed
            : throw new ReportPrinterException(new("Chromium hat kein PDF geschrieben. Versuchen Sie es noch einmal; hilft das nicht, prüfen Sie die Installation von Chromium."));
    }

    private List<string> Arguments(string page, string profile, string pdf, bool isDraft)
    {
        List<string> arguments =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-quic", "--disable-component-update",
            "--disable-sync", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={profile}", $"--print-to-pdf={pdf}",
        ];
        // Marking takes nearly half the time, and a draft is only looked at for its pages.
        arguments.Add(isDraft ? "--disable-pdf-tagging" : "--generate-pdf-document-outline");
        // Chromium refuses to shut itself in for root.
        if (!options.Sandbox || Environment.IsPrivilegedProcess) arguments.Add("--no-sandbox");
        arguments.Add(new Uri(page).AbsoluteUri);
        return arguments;
    }

    private async Task Run(string browser, string folder, List<string> arguments, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        using var process = Start(browser, folder, arguments);
        try
        {
            // What it says has to be read, or it waits for a reader; nobody needs it.
            var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(either.Token), process.StandardError.ReadToEndAsync(either.Token));
            await process.WaitForExitAsync(either.Token);
            await output;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ReportPrinterException(new("Chromium hat das PDF in {0} Sekunden nicht fertiggestellt und wurde beendet.", options.Timeout.TotalSeconds));
        }
        finally
        {
            await Kill(process);
        }
        if (process.ExitCode != 0) throw new ReportPrinterException(new("Chromium wurde mit dem Fehler {0} beendet, ohne das PDF fertigzustellen.", process.ExitCode));
    }

    private static Process Start(string browser, string folder, List<string> arguments)
    {
        var start = new ProcessStartInfo(browser, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder };
        // Everything it leaves behind is left in the folder that is removed afterwards.
        start.Environment["HOME"] = start.Environment["TMPDIR"] = folder;
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ReportPrinterException(new("Chromium lässt sich nicht starten: {0}", browser), e);
        }
    }

    private static async Task Kill(Process process)
    {
        if (process.HasExited) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // A process that dies just now may still write there; the folder for temporary files is cleared by the system.
        }
    }
}
