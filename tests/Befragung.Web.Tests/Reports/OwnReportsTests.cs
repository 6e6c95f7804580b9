using System.Runtime.Versioning;
using Befragung.Delphi;
using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Tests.Pages.Bogen;
using Microsoft.Extensions.Hosting;

namespace Befragung.Web.Tests.Reports;

/// <summary>Many experts want their file at once, and some twice: one browser, one print of each, and nothing left behind. The browser here waits for a sign; then it prints once, and hands out the same again.</summary>
[SupportedOSPlatform("linux")]
public sealed class OwnReportsTests : IDisposable
{
    private static readonly OwnResult Result = Of("""{"k1":"5"}""");

    private readonly string folder = Directory.CreateTempSubdirectory("eigene-").FullName;
    private readonly ReportHouse house = new();
    private readonly string work;
    private readonly ReportPrinter printer;
    private readonly OwnReports reports;

    public OwnReportsTests()
    {
        var browser = Path.Combine(folder, "browser.sh");
        File.WriteAllText(
            browser,
            $$"""
            #!/bin/sh
            for a in "$@"; do case $a in --print-to-pdf=*) pdf="${a#*=}";; esac; done
            stat -c %A "$(dirname "$pdf")" >> {{folder}}/prints
            while [ ! -e {{folder}}/go ]; do sleep 0.05; done
            [ ! -e {{folder}}/fail ] || exit 3
            if [ -e {{folder}}/printed ]; then cp {{folder}}/printed "$pdf"; exit; fi
            "$(command -v chromium || command -v chromium-browser || command -v google-chrome)" "$@" && cp "$pdf" {{folder}}/printed

            """
        );
        File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        work = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName;
        printer = new(new() { Browser = browser, Timeout = TimeSpan.FromSeconds(60) }, TimeProvider.System, work);
        reports = new(house.Page, printer, house.Get<IHostApplicationLifetime>(), TimeProvider.System);
    }

    public void Dispose()
    {
        printer.Dispose();
        house.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Who_asks_twice_for_the_same_gets_the_one_print_even_if_the_first_gave_up()
    {
        var expert = Guid.NewGuid();
        using var impatience = new CancellationTokenSource();
        var first = reports.PdfAsync(expert, Result, "de", impatience.Token);
        await PrintsAsync(1);
        var second = reports.PdfAsync(expert, Result, "de", default);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Go();
        Assert.StartsWith("%PDF-", System.Text.Encoding.Latin1.GetString(await second), StringComparison.Ordinal);
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(folder, "prints")));
    }

    [Fact]
    public async Task Who_wants_something_else_meanwhile_is_asked_to_wait_and_gets_it_afterwards()
    {
        var expert = Guid.NewGuid();
        var first = reports.PdfAsync(expert, Result, "de", default);
        await PrintsAsync(1);
        await Assert.ThrowsAsync<RuleBrokenException>(() => reports.PdfAsync(expert, Result, "en", default));
        await Assert.ThrowsAsync<RuleBrokenException>(() => reports.PdfAsync(expert, Of("""{"k1":"4"}"""), "de", default));
        Go();
        await first;
        Assert.NotEmpty(await reports.PdfAsync(expert, Result, "en", default));
    }

    [Fact]
    public async Task When_many_wait_the_next_is_refused_at_once()
    {
        var waiting = Enumerable.Range(0, OwnReports.Most).Select(_ => reports.PdfAsync(Guid.NewGuid(), Result, "de", default)).ToList();
        await PrintsAsync(1);
        var refused = await Assert.ThrowsAsync<ReportPrinterException>(() => reports.PdfAsync(Guid.NewGuid(), Result, "de", default));
        Assert.StartsWith("Gerade werden viele PDFs erstellt.", refused.Message, StringComparison.Ordinal);
        Go();
        await Task.WhenAll(waiting);
        Assert.NotEmpty(await reports.PdfAsync(Guid.NewGuid(), Result, "de", default));
    }

    [Fact]
    public async Task What_is_printed_lies_where_nobody_else_can_read_and_is_gone_afterwards_even_if_it_failed()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "fail"), "");
        Go();
        await Assert.ThrowsAsync<ReportPrinterException>(() => reports.PdfAsync(Guid.NewGuid(), Result, "de", default));
        File.Delete(Path.Combine(folder, "fail"));
        await reports.PdfAsync(Guid.NewGuid(), Result, "de", default);
        Assert.Equal(["drwx------", "drwx------"], await File.ReadAllLinesAsync(Path.Combine(folder, "prints")));
        Assert.Empty(Directory.GetFileSystemEntries(work));
    }

    [Fact]
    public async Task Where_no_folder_could_be_made_the_next_try_succeeds()
    {
        var expert = Guid.NewGuid();
        Go();
        Directory.Delete(work);
        await File.WriteAllTextAsync(work, "No folder.");
        await Assert.ThrowsAnyAsync<IOException>(() => reports.PdfAsync(expert, Result, "de", default));
        File.Delete(work);
        Directory.CreateDirectory(work);
        Assert.NotEmpty(await reports.PdfAsync(expert, Result, "de", default));
    }

    private void Go() => File.WriteAllText(Path.Combine(folder, "go"), "");

    private Task PrintsAsync(int begun)
    {
        var log = Path.Combine(folder, "prints");
        return Wait.UntilAsync(
            $"{begun} prints have begun",
            async () => File.Exists(log) && (await File.ReadAllLinesAsync(log)).Length >= begun
        );
    }

    private static OwnResult Of(string answers) =>
        OwnResult.Of(QuestionnaireReader.Read(SelfAssessment.Yaml).Questionnaire!, 1, RoundState.Open, Answers.Parse(answers), null);
}
