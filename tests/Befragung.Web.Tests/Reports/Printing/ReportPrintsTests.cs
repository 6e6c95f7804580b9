using System.Runtime.Versioning;
using Befragung.Web.Reports.Printing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Befragung.Web.Tests.Reports.Printing;

/// <summary>Printing in the background: how many wait, who is told what, and how it ends.</summary>
[SupportedOSPlatform("linux")]
public sealed class ReportPrintsTests : IAsyncLifetime, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("drucke-").FullName;
    private readonly FakeBrowser browser = new();
    private readonly TestClock clock = new();
    private readonly ReportPrinter printer;
    private readonly ReportPrints prints;

    public ReportPrintsTests()
    {
        printer = new(new() { Browser = browser.Path, Timeout = TimeSpan.FromSeconds(60) }, clock);
        prints = new(new PrintedReports(folder, clock), printer, clock, NullLogger<ReportPrints>.Instance);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    // Some tests end while a browser still works in its folder.
    public Task DisposeAsync() => prints.StopAsync(default);

    public void Dispose()
    {
        prints.Dispose();
        printer.Dispose();
        browser.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Each_is_told_how_many_come_first_and_when_too_many_wait_the_next_is_refused()
    {
        using var hold = browser.Hold();
        var waiting = new List<ReportPrint> { Begin(1) };
        await browser.StartedAsync(1);
        for (var study = 2; study <= ReportPrints.Most; study++)
        {
            var print = Begin(study);
            var ahead = study - 1;
            await Wait.UntilAsync($"The print of study {study} knows that {ahead} come first", () => print.Progress.Before == ahead);
            waiting.Add(print);
        }
        Assert.Equal(Enumerable.Range(0, ReportPrints.Most), waiting.Select(print => print.Progress.Before));
        var refused = Assert.Throws<ReportPrinterException>(() => Begin(99));
        Assert.StartsWith("Gerade werden viele Berichte erstellt.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(1), refused.RetryAfter);
        Assert.Same(waiting[3], Begin(4));
        browser.Does("exit 3");
        browser.Go();
        foreach (var print in waiting)
            await Assert.ThrowsAsync<ReportPrinterException>(() => print.Pdf);
        Assert.Equal(Enumerable.Repeat<string[]>(["an", "ab"], ReportPrints.Most).SelectMany(one => one), browser.Log);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_failure_is_remembered_for_a_minute()
    {
        browser.Does("exit 3");
        var print = Begin(1);
        await Assert.ThrowsAsync<ReportPrinterException>(() => print.Pdf);
        Assert.Same(print, prints.Of("1-bericht-de", Fingerprint));
        Assert.Contains("mit dem Fehler 3", print.Problem!.ToString(), StringComparison.Ordinal);
        clock.Ahead = TimeSpan.FromSeconds(61);
        Assert.Null(prints.Of("1-bericht-de", Fingerprint));
        Assert.NotSame(print, Begin(1));
    }

    [Fact]
    public async Task A_mistake_in_the_page_is_told_too()
    {
        var print = prints.Begin(new("1-bericht-de", _ => throw new InvalidOperationException("geheim")), Fingerprint);
        var failure = await Assert.ThrowsAsync<ReportPrinterException>(() => print.Pdf);
        Assert.Equal("Beim Erstellen des PDFs ist ein Fehler aufgetreten. Er ist vermerkt.", failure.Message);
    }

    [Fact]
    public async Task The_end_of_the_program_is_the_end_of_the_browser_and_of_those_that_wait()
    {
        using var hold = browser.Hold();
        var first = Begin(1);
        var second = Begin(2);
        await browser.StartedAsync(1);
        var process = browser.Process;
        await prints.StopAsync(default);
        Assert.False(Directory.Exists($"/proc/{process}"), "The browser still runs.");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Pdf);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Pdf);
        Assert.Equal(1, browser.Starts);
        Assert.Empty(Directory.GetFiles(folder));
    }

    private static string Fingerprint { get; } = new('a', 64);

    private ReportPrint Begin(int study) => prints.Begin(new($"{study}-bericht-de", _ => Task.FromResult("<p>Text</p>")), Fingerprint);
}
