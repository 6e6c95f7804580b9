using System.Diagnostics;
using Befragung.Delphi;

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

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(120);
}

/// <summary>There is no PDF; the sentence says why and what helps.</summary>
public sealed class ReportPrinterException(Sentence sentence, Exception? inner = null) : Exception(sentence.ToString(), inner)
{
    public Sentence Sentence { get; } = sentence;
}

/// <summary>
/// Prints a self-contained HTML document by headless Chromium, without network. The PDF appears at its place complete or not at all, and
/// one is printed at a time: a browser takes much memory.
/// </summary>
public sealed class ReportPrinter(ReportPrinterOptions options, TimeProvider clock) : IDisposable
{
    private static readonly string[] UsualPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <exception cref="ReportPrinterException">No browser, or it failed or took too long.</exception>
    public async Task Print(string html, string pdfPath, CancellationToken cancel)
    {
        var browser = Browser();
        await oneAtATime.WaitAsync(cancel);
        var folder = Directory.CreateTempSubdirectory("report-").FullName;
        var target = Path.GetFullPath(pdfPath);
        var unfinished = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            var page = Path.Combine(folder, "report.html");
            await File.WriteAllTextAsync(page, html, cancel);
            await Run(browser, folder, Arguments(page, Path.Combine(folder, "profile"), unfinished), cancel);
            if (!IsPdf(unfinished)) throw new ReportPrinterException(new("Chromium hat kein PDF geschrieben. Versuchen Sie es noch einmal; hilft das nicht, prüfen Sie die Installation von Chromium."));
            File.Move(unfinished, target, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
            Remove(folder);
            oneAtATime.Release();
        }
    }

    public void Dispose() => oneAtATime.Dispose();

    private string Browser() => (options.Browser is { Length: > 0 } named ? [named] : UsualPlaces).FirstOrDefault(File.Exists)
        ?? throw new ReportPrinterException(new("Für das PDF fehlt Chromium. Installieren Sie das Debian-Paket „chromium“ oder nennen Sie mit Report__Browser den Pfad eines Chromium-Browsers."));

    private List<string> Arguments(string page, string profile, string pdf)
    {
        List<string> arguments =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-quic", "--disable-component-update",
            "--disable-sync", "--no-pdf-header-footer", "--generate-pdf-document-outline", "--host-resolver-rules=MAP * ~NOTFOUND",
            $"--user-data-dir={profile}", $"--print-to-pdf={pdf}",
        ];
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

    private static bool IsPdf(string path)
    {
        if (!File.Exists(path)) return false;
        Span<byte> start = stackalloc byte[5];
        using var file = File.OpenRead(path);
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual("%PDF-"u8);
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
