using System.Diagnostics;
using System.Globalization;
using Befragung.Web;
using Befragung.Web.Data;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Pdf;
using Befragung.Web.Reports.Printing;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Load.Reports;

/// <summary>
/// Both volumes of the report of a large study as a reader waits for them – page, print, numbers of pages, made accessible – beside one plain print of the very same page by
/// the same Chromium, in turns; and three reports at once.
/// </summary>
internal static class ReportLoad
{
    public static async Task RunAsync(string[] args)
    {
        var items = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 80;
        var times = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("befragung-reports-").FullName;
        var kept = args.Length > 2 ? Directory.CreateDirectory(args[2]).FullName : null;
        try
        {
            await using var app = Site.Build([$"--Data:Directory={folder}", "--Logging:LogLevel:Default=Warning"]);
            await Database.MigrateAsync(app.Services);
            Console.Error.WriteLine($"A study of {items} items in {LargeStudy.Rounds} rounds with {LargeStudy.Experts} experts …");
            var key = await LargeStudy.MakeAsync(app.Services, items);
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SurveyDb>();
            var study = (await db.StudyWithRoundsAsync(key, default))!;
            var told = await db.ToldAsync(ReportVersion.Whole, study, default);
            foreach (var volume in new[] { ReportVersion.Whole, ReportVersion.Data })
            {
                Console.WriteLine($"\n## {volume}");
                var paper = app.Services.GetRequiredService<StudyReports>().Paper(volume, study, told, "de");
                await MeasureAsync(app.Services, paper, folder, times);
                if (kept is not null)
                    foreach (var file in (string[])["report.html", "report.pdf", "plain.pdf"])
                        File.Copy(Path.Combine(folder, file), Path.Combine(kept, $"{volume}-{file}"), overwrite: true);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(IServiceProvider services, ReportPaper paper, string folder, int times)
    {
        var printer = services.GetRequiredService<ReportPrinter>();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var page = Path.Combine(folder, "report.html");
        var pdf = Path.Combine(folder, "report.pdf");
        var plainPdf = Path.Combine(folder, "plain.pdf");
        await File.WriteAllTextAsync(page, await paper.Html(now));
        List<Measured> pages = [],
            plain = [],
            accessible = [],
            reports = [];
        // The first of each warms up.
        for (var turn = 0; turn <= times; turn++)
        {
            pages.Add(await Measured.OfAsync(() => paper.Html(now)));
            plain.Add(await Measured.OfAsync(() => PlainAsync(folder, page, plainPdf)));
            accessible.Add(await Measured.OfAsync(() => Task.Run(() => AccessiblePdf.Write(File.ReadAllBytes(plainPdf), Stream.Null))));
            reports.Add(await Measured.OfAsync(() => printer.Print(() => paper.Html(now), pdf, new PrintProgress(), default)));
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"page {pages[^1].Seconds:0.00} s, plain print {plain[^1].Seconds:0.00} s, report {reports[^1].Seconds:0.00} s"
                )
            );
        }
        var prints = services.GetRequiredService<ReportPrints>();
        var three = await Measured.OfAsync(() =>
            Task.WhenAll(
                Enumerable
                    .Range(1, 3)
                    .Select(one => prints.Begin(paper with { Subject = $"{one}-{paper.Subject}" }, new string('0', 64)).Pdf)
            )
        );
        var bare = Median(plain);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\nThe page has {new FileInfo(page).Length / 1e6:0.0} MB, the PDF {new FileInfo(pdf).Length / 1e6:0.0} MB (printed plainly {new FileInfo(plainPdf).Length / 1e6:0.0} MB) and {Pages(pdf)} pages.\n"
            )
        );
        Console.WriteLine(
            "| what | median | slowest | ÷ plain print | most memory, with the browser | counting shared memory for each process |\n|---|---|---|---|---|---|"
        );
        Tell("the page alone", Median(pages), pages, bare);
        Tell("one plain print of the page", bare, plain, bare);
        Tell("making that accessible", Median(accessible), accessible, bare);
        Tell("the report, page included", Median(reports), reports, bare);
        Tell("three reports at once, in all", three.Seconds, [three, three], bare);
    }

    private static void Tell(string what, double seconds, List<Measured> all, double bare) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {seconds:0.00} s | {Turns(all).Max(one => one.Seconds):0.00} s | {seconds / bare:0.00} | {Turns(all).Max(one => one.Megabytes):0} MB | {Turns(all).Max(one => one.Resident):0} MB |"
            )
        );

    private static double Median(List<Measured> all) => Turns(all).Select(one => one.Seconds).Order().ElementAt((all.Count - 1) / 2);

    /// <summary>Without the first, where there are others.</summary>
    private static IEnumerable<Measured> Turns(List<Measured> all) => all.Skip(all.Count > 1 ? 1 : 0);

    /// <summary>As somebody would print it by hand, marked for screen readers as the report is.</summary>
    private static async Task PlainAsync(string folder, string page, string pdf)
    {
        var profile = Path.Combine(folder, $"profile-{Guid.NewGuid():N}");
        List<string> arguments =
        [
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-quic",
            "--disable-component-update",
            "--disable-sync",
            "--no-pdf-header-footer",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--generate-pdf-document-outline",
            $"--user-data-dir={profile}",
            $"--print-to-pdf={pdf}",
        ];
        if (Environment.IsPrivilegedProcess)
            arguments.Add("--no-sandbox");
        arguments.Add(new Uri(page).AbsoluteUri);
        var browser = Browser();
        using var process = Process.Start(
            new ProcessStartInfo(browser, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync(), process.WaitForExitAsync());
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"Chromium ended with {process.ExitCode}.");
        Directory.Delete(profile, recursive: true);
    }

    /// <summary>Whatever Chromium there is; a whole one first, as somebody would print by hand.</summary>
    private static string Browser() =>
        (
            from name in (string[])["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chromium-headless-shell"]
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            let path = Path.Combine(folder, name)
            where File.Exists(path)
            select path
        ).FirstOrDefault() ?? throw new InvalidOperationException("There is no Chromium on the PATH.");

    private static int Pages(string pdf) => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(pdf)).Split("/Type /Page\n").Length - 1;
}
