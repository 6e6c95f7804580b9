using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using Befragung.Web.Tests.Reports.Printing;

namespace Befragung.Web.Tests.Commands;

/// <summary>
/// A server that is killed while it prints a report that is not released, or somebody's own answers, and while it takes in a file: all of it lies in the data folder, and
/// the next server removes it.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class LeftFilesTests : CommandLine
{
    private const string Written = "Zwei Sätze, die niemand sonst lesen soll";

    [Theory]
    [InlineData("/bogen/ergebnis.pdf", Written)]
    [InlineData("/team/studien/{0}/bericht.pdf", "Kleine Befragung")]
    public async Task What_was_half_done_lies_nowhere_but_in_the_data_folder_and_goes_with_the_next_start(string pdf, string printed)
    {
        var app = new SurveyApp();
        await app.InitializeAsync();
        try
        {
            var key = await app.OpenStudyAsync(6);
            for (var expert = 0; expert < 6; expert++)
                await app.HandInAsync(key, expert, new("r1", "4"), new("l1", Written));
            using var expertThere = await app.ExpertAsync(key);
            using var ownerThere = await app.TeamAsync();
            if (pdf.Contains("bericht", StringComparison.Ordinal))
                await app.CloseAsync(key);
            using var browser = new FakeBrowser();
            using var held = browser.Hold();
            var elsewhere = Directory.CreateDirectory(Path.Combine(Folder, "tmp")).FullName;
            var work = Path.Combine(app.Folder, "tmp");

            using (var server = Serve(app, browser.Path, elsewhere))
            {
                try
                {
                    var address = await AddressAsync(server);
                    using var visitor = new Visitor(address, "de");
                    visitor.Cookies.Add(
                        (pdf.StartsWith("/team", StringComparison.Ordinal) ? ownerThere : expertThere).Cookies.GetAllCookies()
                    );
                    var printing = visitor.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, pdf, key));
                    using var owner = new Visitor(address, "de");
                    owner.Cookies.Add(ownerThere.Cookies.GetAllCookies());
                    using var half = new HalfSent();
                    var uploading = UploadAsync(owner, key, half);
                    await browser.StartedAsync(1);
                    await Wait.UntilAsync(
                        "What is printed and what is sent lie in the data folder",
                        () => Holds(work, printed) && Holds(work, HalfSent.Line)
                    );
                    Assert.False(printing.IsCompleted || uploading.IsCompleted);
                }
                finally
                {
                    server.Kill();
                    await Wait.ForEndAsync(server);
                }
            }
            Assert.True(Holds(work, printed) && Holds(work, HalfSent.Line));
            Assert.Empty(Left(elsewhere));
            browser.Go();

            using (var next = Serve(app, browser.Path, elsewhere))
            {
                try
                {
                    await AddressAsync(next);
                    Assert.False(Holds(work, printed) || Holds(work, HalfSent.Line));
                    Assert.Empty(Directory.GetFiles(Path.Combine(app.Folder, "reports")));
                    // One of the server in this program, one of the other.
                    Assert.Equal(2, Directory.GetDirectories(work).Length);
                }
                finally
                {
                    next.Kill();
                    await Wait.ForEndAsync(next);
                }
            }
            Assert.Empty(Left(elsewhere));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private Process Serve(SurveyApp app, string browser, string temporary)
    {
        var program = Path.ChangeExtension(typeof(Site).Assembly.Location, ".dll");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                program,
                "serve",
                "--urls=http://127.0.0.1:0",
                $"--Data:Directory={app.Folder}",
                $"--Report:Browser={browser}",
                .. app.DatabaseSettings,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Folder,
        };
        start.Environment["TMPDIR"] = temporary;
        return Process.Start(start)!;
    }

    /// <summary>Sends a panel whose end never comes.</summary>
    private static async Task UploadAsync(Visitor owner, string key, HalfSent half)
    {
        var page = await owner.GetAsync($"/team/studien/{key}/panel");
        var (form, fields) = Visitor.Fill(page, "main form[enctype]");
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            body.Add(new StringContent(value), name);
        body.Add(half, "upload", "panel.csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = body };
        using var reply = await owner.Client.SendAsync(request);
    }

    private static bool Holds(string folder, string words) =>
        Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .Any(file =>
            {
                try
                {
                    using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                    using var reader = new StreamReader(stream);
                    return reader.ReadToEnd().Contains(words, StringComparison.Ordinal);
                }
                catch (IOException)
                {
                    // It is gone, or the sign of somebody who runs.
                    return false;
                }
            });

    /// <summary>What lies there but the doors that .NET keeps open for its own tools.</summary>
    private static List<string> Left(string folder) =>
        [
            .. Directory
                .GetFileSystemEntries(folder, "*", SearchOption.AllDirectories)
                .Where(file =>
                    Path.GetFileName(file) is var name
                    && !name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal)
                    && !name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal)
                ),
        ];

    /// <summary>More than a server keeps in memory of a file, and then nothing more until the test is over.</summary>
    private sealed class HalfSent : HttpContent
    {
        public const string Line = "Erika Halb;erika@example.org;nord";

        private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HalfSent() => Headers.ContentType = new MediaTypeHeaderValue("text/csv");

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(
                System.Text.Encoding.UTF8.GetBytes("Name;E-Mail;Gruppe\n" + string.Concat(Enumerable.Repeat(Line + "\n", 10_000)))
            );
            await stream.FlushAsync();
            await over.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            over.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
