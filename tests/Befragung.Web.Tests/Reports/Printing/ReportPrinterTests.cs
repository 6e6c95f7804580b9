using System.Runtime.Versioning;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Tests.Reports.Parts;

namespace Befragung.Web.Tests.Reports.Printing;

[SupportedOSPlatform("linux")]
public sealed class ReportPrinterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("printer-").FullName;

    private string Pdf => Path.Combine(folder, "bericht.pdf");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_report_is_printed_tagged_and_legible()
    {
        using var house = new ReportHouse();
        await house.Printer.Print(await house.Page.ForPaper(ReportPageTests.Report(SampleStudy.TwoRounds()), "de"), Pdf, default);

        var raw = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Pdf));
        Assert.Contains("/StructTreeRoot", raw, StringComparison.Ordinal);
        Assert.Contains("/Lang (de", raw, StringComparison.Ordinal);
        foreach (var tag in (string[])["/H1", "/H2", "/H3", "/Table", "/TH", "/Figure", "/Alt", "/Caption"])
            Assert.Contains(tag, raw, StringComparison.Ordinal);
        var text = await Text(Pdf);
        Assert.Contains("Mehrstufige Befragung zur", text, StringComparison.Ordinal);
        Assert.Contains("89 von 144", text, StringComparison.Ordinal);
        Assert.Contains("nachgebildet", text, StringComparison.Ordinal);
        Assert.Equal([Pdf], Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task Without_a_browser_the_sentence_says_what_to_install()
    {
        using var printer = Printer(Path.Combine(folder, "gibt-es-nicht"));
        var failure = await Assert.ThrowsAsync<ReportPrinterException>(() => printer.Print("<p>Text</p>", Pdf, default));
        Assert.Contains("Debian-Paket „chromium“", failure.Sentence.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_browser_that_hangs_is_ended_with_all_it_started()
    {
        var browser = Script($"sleep 300 & echo $! > {folder}/child; wait");
        using var printer = Printer(browser, TimeSpan.FromSeconds(2));
        var failure = await Assert.ThrowsAsync<ReportPrinterException>(() => printer.Print("<p>Text</p>", Pdf, default));
        Assert.Contains("in 2 Sekunden nicht", failure.Sentence.ToString(), StringComparison.Ordinal);
        await AssertGone(
            int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "child")), System.Globalization.CultureInfo.InvariantCulture)
        );
        Assert.False(File.Exists(Pdf));
    }

    [Fact]
    public async Task Giving_up_waiting_ends_the_browser()
    {
        using var printer = Printer(Script("sleep 300"));
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => printer.Print("<p>Text</p>", Pdf, soon.Token));
    }

    [Theory]
    [InlineData("exit 3", "mit dem Fehler 3")]
    [InlineData("exit 0", "kein PDF geschrieben")]
    [InlineData("kill -9 $$", "mit dem Fehler 137")]
    [InlineData("for a in \"$@\"; do case $a in --print-to-pdf=*) echo %PDF-1.4 und Schluss > \"${a#*=}\";; esac; done", "ist beschädigt")]
    [InlineData("for a in \"$@\"; do case $a in --print-to-pdf=*) echo kaputt > \"${a#*=}\";; esac; done", "kein PDF geschrieben")]
    public async Task A_browser_that_fails_leaves_the_file_of_yesterday_alone(string script, string says)
    {
        await File.WriteAllTextAsync(Pdf, "gestern");
        var browser = Script(script);
        using var printer = Printer(browser);
        var failure = await Assert.ThrowsAsync<ReportPrinterException>(() => printer.Print("<p>Text</p>", Pdf, default));
        Assert.Contains(says, failure.Sentence.ToString(), StringComparison.Ordinal);
        Assert.Equal("gestern", await File.ReadAllTextAsync(Pdf));
        Assert.Equal([Pdf, browser], Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_one_report_is_printed_at_a_time()
    {
        var log = Path.Combine(folder, "log");
        using var printer = Printer(Script($"echo an >> {log}; sleep 0.3; echo ab >> {log}; exit 1"));
        var all = Enumerable
            .Range(0, 3)
            .Select(_ => Assert.ThrowsAsync<ReportPrinterException>(() => printer.Print("<p>Text</p>", Pdf, default)));
        await Task.WhenAll(all);
        Assert.Equal(["an", "ab", "an", "ab", "an", "ab"], await File.ReadAllLinesAsync(log));
    }

    private static ReportPrinter Printer(string browser, TimeSpan? timeout = null) =>
        new(new() { Browser = browser, Timeout = timeout ?? TimeSpan.FromSeconds(60) }, TimeProvider.System);

    private string Script(string body)
    {
        var path = Path.Combine(folder, "browser.sh");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private static Task<string> Text(string pdf) => PdfWords.ReadAsync(pdf, "-layout");

    private static Task AssertGone(int id) => Wait.UntilAsync($"The child {id} is gone", () => IsGone(id));

    /// <summary>Gone, or dead and not yet collected.</summary>
    private static bool IsGone(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
