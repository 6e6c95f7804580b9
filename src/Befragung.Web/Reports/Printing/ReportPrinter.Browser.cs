using System.Diagnostics;
using Befragung.Delphi;

namespace Befragung.Web.Reports.Printing;

/// <summary>Finds the browser, runs it, and ends it.</summary>
public sealed partial class ReportPrinter
{
    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    /// <summary>The program that prints; null where there is none.</summary>
    public string? BrowserPath => FindBrowser();

    private string? FindBrowser() => (options.Browser is { Length: > 0 } named ? [named] : UsualPlaces).FirstOrDefault(File.Exists);

    private string Browser() =>
        FindBrowser()
        ?? throw new ReportPrinterException(
            new(
                "Für das PDF fehlt Chromium. Installieren Sie das Debian-Paket „chromium“ oder nennen Sie mit Report__Browser den Pfad eines Chromium-Browsers."
            )
        );

    private List<string> Arguments(string page, string folder, params ReadOnlySpan<string> purpose)
    {
        List<string> arguments =
        [
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-quic",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            $"--user-data-dir={Path.Combine(folder, "profile")}",
            // Or chromium-headless-shell sets letters to whole pixels: lines come out uneven and tables wider, until the last column is cut off.
            "--font-render-hinting=none",
            .. purpose,
        ];
        // Chromium refuses to shut itself in for root.
        if (!options.Sandbox || Environment.IsPrivilegedProcess)
            arguments.Add("--no-sandbox");
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
            var output = Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(either.Token),
                process.StandardError.ReadToEndAsync(either.Token)
            );
            await process.WaitForExitAsync(either.Token);
            await output;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ReportPrinterException(
                new("Chromium hat das PDF in {0:Sekunde|Sekunden} nicht fertiggestellt und wurde beendet.", options.Timeout.TotalSeconds)
            );
        }
        finally
        {
            await Kill(process);
        }
        if (process.ExitCode != 0)
            throw new ReportPrinterException(
                new("Chromium wurde mit dem Fehler {0} beendet, ohne das PDF fertigzustellen.", process.ExitCode)
            );
    }

    private static Process Start(string browser, string folder, List<string> arguments)
    {
        var start = new ProcessStartInfo(browser, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
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
        if (process.HasExited)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>For one run of the browser, and for nobody else to look into.</summary>
    private string NewFolder()
    {
        if (work is null)
            return Directory.CreateTempSubdirectory("report-").FullName;
        var folder = Path.Combine(work, Guid.NewGuid().ToString("N")[..8]);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    private static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // A process that dies just now may still write there; what is left is cleared at the next start.
        }
    }
}
