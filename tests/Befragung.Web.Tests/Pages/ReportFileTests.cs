using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Text.Json;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Web.Tests.Reports.Printing;

namespace Befragung.Web.Tests.Pages;

/// <summary>A server whose browser does as it is told.</summary>
[SupportedOSPlatform("linux")]
public abstract class FakeBrowserApp : SurveyApp, IAsyncLifetime
{
    internal FakeBrowser Browser { get; } = new();

    protected override string[] Settings => [.. base.Settings, $"--Report:Browser={Browser.Path}"];

    public string[] Kept =>
        [.. Directory.GetFiles(Path.Combine(Folder, "reports")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    async Task IAsyncLifetime.DisposeAsync()
    {
        Browser.Go();
        await DisposeAsync();
        Browser.Dispose();
    }

    /// <summary>Of a study of its own.</summary>
    public async Task<string[]> KeptOfAsync(string key)
    {
        var id = (await ReadAsync(key)).Id;
        return [.. Kept.Where(name => name.StartsWith($"{id}-", StringComparison.Ordinal))];
    }

    /// <summary>A study whose round is closed and released.</summary>
    public async Task<string> ReleasedAsync(string? yaml = null)
    {
        var key = await OpenStudyAsync(6, yaml ?? Sample.Yaml);
        for (var expert = 0; expert < 6; expert++)
            await HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await CloseAsync(key);
        await ReleaseAsync(key);
        return key;
    }

    public Task WriteAsync(string key, string text, string seen = "") =>
        DataAsync(async db =>
        {
            (await Web.Data.StudyQueries.StudyWithRoundsAsync(db, key, default))!.Write(
                [new TextChange("aim", "de", seen, text)],
                Clock.GetUtcNow().UtcDateTime,
                "test"
            );
            return await db.SaveChangesAsync();
        });
}

/// <summary>A report as a file: printed once, kept as long as nothing changes, and handed to all who may read it.</summary>
[SupportedOSPlatform("linux")]
public sealed class ReportFileTests(ReportFileTests.WithFakeBrowser app) : IClassFixture<ReportFileTests.WithFakeBrowser>
{
    public sealed class WithFakeBrowser : FakeBrowserApp;

    [Fact]
    public async Task The_second_reader_gets_the_same_without_a_print_and_a_third_who_has_it_nothing()
    {
        var key = await app.ReleasedAsync();
        using var first = app.Visitor();
        using var second = app.Visitor();
        var (one, tag) = await BytesAsync(first, $"/ergebnisse/{key}/bericht.pdf");
        var starts = app.Browser.Starts;
        app.Clock.Ahead += TimeSpan.FromDays(2);
        var (two, sameTag) = await BytesAsync(second, $"/ergebnisse/{key}/bericht.pdf");
        Assert.Equal(one, two);
        Assert.Equal(tag, sameTag);
        Assert.Equal(starts, app.Browser.Starts);

        var again = new HttpRequestMessage(HttpMethod.Get, $"/ergebnisse/{key}/bericht.pdf") { Headers = { IfNoneMatch = { tag! } } };
        var reply = await second.SendAsync(again);
        Assert.Equal(
            (304, "", tag!.ToString(), "no-cache, private"),
            (reply.Status, reply.Body, reply.Headers["ETag"], reply.Headers["Cache-Control"])
        );
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(app.Folder, "reports"))
        );
    }

    [Fact]
    public async Task A_changed_text_is_printed_anew_and_the_file_before_it_is_gone()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        var (_, before) = await BytesAsync(reader, $"/ergebnisse/{key}/bericht.pdf");
        await BytesAsync(reader, $"/ergebnisse/{key}/bericht.pdf?sprache=en");
        var kept = await app.KeptOfAsync(key);
        await app.WriteAsync(key, "Ein neues Ziel.");
        var starts = app.Browser.Starts;
        var (_, after) = await BytesAsync(reader, $"/ergebnisse/{key}/bericht.pdf");
        Assert.NotEqual(before, after);
        Assert.True(app.Browser.Starts > starts);
        Assert.Equal(2, kept.Length);
        Assert.Equal(2, (await app.KeptOfAsync(key)).Length);
        // Only the German text was changed: English readers get what was printed.
        Assert.Single(kept.Intersect(await app.KeptOfAsync(key)), name => name.Contains("-bericht-en.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reason_that_is_withheld_takes_its_file_with_it_before_the_next_is_printed()
    {
        var key = await Reasons.FirstAsync(app, (0, Reasons.For, "Weil es alle betrifft."));
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        await app.ReleaseAsync(key);
        using var reader = app.Visitor();
        await BytesAsync(reader, $"/ergebnisse/{key}/bericht.pdf");
        var kept = Assert.Single(await app.KeptOfAsync(key));
        await app.DecideAsync(key, reason => reason.Withhold("Nennt eine Person.", DateTime.UnixEpoch, "test"));
        using var hold = app.Browser.Hold();
        var next = BytesAsync(reader, $"/ergebnisse/{key}/bericht.pdf");
        await Wait.UntilAsync("The file that tells the withheld reason is gone", () => !app.Kept.Contains(kept));
        app.Browser.Go();
        await next;
    }

    [Fact]
    public async Task Two_who_ask_at_once_wait_for_one_print_and_who_leaves_ends_nothing()
    {
        var key = await app.ReleasedAsync();
        using var first = app.Visitor();
        using var second = app.Visitor();
        using var impatience = new CancellationTokenSource();
        using var hold = app.Browser.Hold();
        var starts = app.Browser.Starts;
        var leaves = first.Client.GetAsync(new Uri($"/ergebnisse/{key}/bericht.pdf", UriKind.Relative), impatience.Token);
        await app.Browser.StartedAsync(starts + 1);
        // Who is shown how far it is asked while the first print was under way, and waits for that one.
        var asks = (await AsBrowserAsync(second, $"/ergebnisse/{key}/bericht.pdf"))
            .Page.QuerySelector("[data-print]")!
            .GetAttribute("data-print")!;
        var stays = BytesAsync(second, $"/ergebnisse/{key}/bericht.pdf");
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaves);
        Assert.Equal("Waiting", (await StateAsync(second, asks)).State);
        app.Browser.Go();
        var (pdf, _) = await stays;
        Assert.True(pdf.AsSpan().StartsWith("%PDF-"u8));
        Assert.Equal(1, app.Browser.Starts - starts);
        Assert.Single(await app.KeptOfAsync(key));
    }

    [Fact]
    public async Task Three_reports_at_once_are_printed_by_one_browser_after_the_other()
    {
        var keys = new List<string>();
        for (var study = 0; study < 3; study++)
            keys.Add(await app.ReleasedAsync());
        using var reader = app.Visitor();
        var starts = app.Browser.Log.Length;
        await Task.WhenAll(keys.Select(key => BytesAsync(reader, $"/ergebnisse/{key}/bericht.pdf")));
        var log = app.Browser.Log[starts..];
        Assert.Equal(["an", "ab", "an", "ab", "an", "ab"], log);
    }

    [Fact]
    public async Task A_browser_is_shown_how_far_it_is_and_then_led_to_the_file()
    {
        var key = await app.ReleasedAsync();
        var address = $"/ergebnisse/{key}/bericht.pdf?sprache=de";
        using var reader = app.Visitor();
        using var hold = app.Browser.Hold();
        var starts = app.Browser.Starts;
        var page = await AsBrowserAsync(reader, address);
        Assert.Equal((202, "no-store"), (page.Status, page.Headers["Cache-Control"]));
        Assert.Equal("Das PDF wird erstellt", page.Page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"/ergebnisse/{key}?sprache=de", page.Page.QuerySelector(".buttons a")!.GetAttribute("href"));
        await app.Browser.StartedAsync(starts + 1);
        var asks = page.Page.QuerySelector("[data-print]")!.GetAttribute("data-print")!;
        Assert.StartsWith(address + "&druck=", asks, StringComparison.Ordinal);
        Assert.Contains(
            $"<noscript><meta http-equiv=\"refresh\" content=\"2;url={asks.Replace("&", "&amp;", StringComparison.Ordinal)}\"></noscript>",
            page.Body,
            StringComparison.Ordinal
        );

        page = await AsBrowserAsync(reader, asks);
        Assert.Equal((202, "Das PDF wird gedruckt."), (page.Status, page.Page.QuerySelector("[role=status]")!.TextContent));
        Assert.Equal(
            ("2", "4"),
            (page.Page.QuerySelector("progress")!.GetAttribute("value"), page.Page.QuerySelector("progress")!.GetAttribute("max"))
        );
        Assert.Equal(("Waiting", 2), await StateAsync(reader, asks));

        app.Browser.Go();
        Assert.Equal(("Ready", 4), await PrintedAsync(reader, asks));
        page = await AsBrowserAsync(reader, asks);
        Assert.Equal((200, "Das PDF ist fertig"), (page.Status, page.Page.QuerySelector("h1")!.TextContent));
        Assert.Equal($"0;url={address}", page.Page.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"));
        var file = await AsBrowserAsync(reader, address);
        Assert.Equal((200, "application/pdf"), (file.Status, file.Type));
    }

    [Fact]
    public async Task A_print_of_another_study_tells_nothing()
    {
        var key = await app.ReleasedAsync();
        var other = await app.ReleasedAsync();
        await app.WriteAsync(other, "Ein anderes Ziel.");
        using var reader = app.Visitor();
        using var hold = app.Browser.Hold();
        var asks = (await AsBrowserAsync(reader, $"/ergebnisse/{key}/bericht.pdf"))
            .Page.QuerySelector("[data-print]")!
            .GetAttribute("data-print")!;
        var page = await AsBrowserAsync(reader, asks.Replace(key, other, StringComparison.Ordinal));
        var theirs = page.Page.QuerySelector("[data-print]")!.GetAttribute("data-print")!;
        Assert.NotEqual(
            asks[asks.IndexOf("druck=", StringComparison.Ordinal)..],
            theirs[theirs.IndexOf("druck=", StringComparison.Ordinal)..]
        );
        app.Browser.Go();
        await BytesAsync(reader, $"/ergebnisse/{other}/bericht.pdf");
    }

    [Fact]
    public async Task Before_the_first_closing_there_is_nothing_to_print_and_the_page_says_so()
    {
        var key = await app.OpenStudyAsync();
        using var reader = await app.TeamAsync();
        var starts = app.Browser.Starts;
        foreach (var version in (string[])["bericht", "bericht-kurz"])
        {
            var page = await AsBrowserAsync(reader, $"/team/studien/{key}/{version}.pdf");
            Assert.Equal(409, page.Status);
            Assert.Contains("Ein Bericht entsteht, sobald eine Runde geschlossen ist.", page.Text, StringComparison.Ordinal);
        }
        Assert.Equal(starts, app.Browser.Starts);
        Assert.Empty(await app.KeptOfAsync(key));
    }

    [Fact]
    public async Task Nobody_answered_or_three_hundred_items_with_long_texts_are_printed_like_all_else()
    {
        var nobody = await app.OpenStudyAsync(6);
        await app.CloseAsync(nobody);
        var items = string.Concat(
            Enumerable
                .Range(1, 300)
                .Select(number =>
                    $"      - {{ key: t{number}, type: rating, text: \"{(number == 7 ? string.Concat(Enumerable.Repeat("Wort ", 600)).Trim() : $"Thema {number}")}\", scale: s5 }}\n"
                )
        );
        var many = await app.OpenStudyAsync(
            6,
            $"befragung: 1\ntitle: Viel\nlanguages: [de]\ngroups: [ {{ key: nord, name: Norden }}, {{ key: sued, name: Süden }} ]\nscales: {{ s5: {{ points: 5, labels: {{ 1: wenig, 5: viel }} }} }}\nsections:\n  - key: eins\n    title: Eins\n    items:\n{items}"
        );
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(
                many,
                expert,
                [.. Enumerable.Range(1, 300).Select(number => new AnswerChange($"t{number}", number % 2 == 0 ? "4" : "2"))]
            );
        await app.CloseAsync(many);
        using var reader = await app.TeamAsync();
        foreach (var key in (string[])[nobody, many])
        {
            var (pdf, _) = await BytesAsync(reader, $"/team/studien/{key}/bericht.pdf");
            Assert.True(pdf.AsSpan().StartsWith("%PDF-"u8));
            Assert.Single(await app.KeptOfAsync(key));
        }
    }

    private static async Task<(byte[] Pdf, EntityTagHeaderValue? Tag)> BytesAsync(Visitor visitor, string path)
    {
        using var response = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal((200, "application/pdf"), ((int)response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        return (await response.Content.ReadAsByteArrayAsync(), response.Headers.ETag);
    }

    internal static Task<Reply> AsBrowserAsync(Visitor visitor, string path) =>
        visitor.SendAsync(
            new(HttpMethod.Get, path) { Headers = { Accept = { new("text/html"), new("application/xhtml+xml"), new("*/*", 0.8) } } }
        );

    /// <summary>The state once it is no longer that somebody has to wait.</summary>
    internal static Task<(string State, int Done)> PrintedAsync(Visitor visitor, string path) =>
        Wait.UntilAsync($"The print {path} has come to an end", () => StateAsync(visitor, path), state => state.State != "Waiting");

    internal static async Task<(string State, int Done)> StateAsync(Visitor visitor, string path)
    {
        var reply = await visitor.SendAsync(new(HttpMethod.Get, path) { Headers = { Accept = { new("application/json") } } });
        var state = JsonDocument.Parse(reply.Body).RootElement;
        return (state.GetProperty("state").GetString()!, state.GetProperty("done").GetInt32());
    }
}

/// <summary>A browser that fails in every way: a sentence, nothing half done, and the page report still there.</summary>
[SupportedOSPlatform("linux")]
public sealed class FailingReportFileTests(FailingReportFileTests.Impatient app) : IClassFixture<FailingReportFileTests.Impatient>
{
    public sealed class Impatient : FakeBrowserApp
    {
        protected override string[] Settings => [.. base.Settings, "--Report:Timeout=00:00:02"];
    }

    [Theory]
    [InlineData("sleep 300", "in 2 Sekunden nicht fertiggestellt")]
    [InlineData("exit 3", "mit dem Fehler 3 beendet")]
    [InlineData("echo unsinn > \"$pdf\"; exit 0", "kein PDF geschrieben")]
    [InlineData("printf '%%PDF-1.4 und Schluss' > \"$pdf\"; exit 0", "ist beschädigt")]
    [InlineData("exit 0", "kein PDF geschrieben")]
    public async Task The_reason_is_told_to_browsers_and_programs_and_the_page_is_there(string does, string says)
    {
        var key = await app.ReleasedAsync();
        var address = $"/ergebnisse/{key}/bericht.pdf?sprache=de";
        using var reader = app.Visitor();
        app.Browser.Does(does);
        var asks = (await ReportFileTests.AsBrowserAsync(reader, address)).Page.QuerySelector("[data-print]")!.GetAttribute("data-print")!;
        var page = await FailedAsync(reader, asks);
        Assert.Contains(says, page.Text, StringComparison.Ordinal);
        Assert.Equal("Failed", (await ReportFileTests.StateAsync(reader, asks)).State);
        // Looking at it again, or at the address itself, tells the same failure.
        var starts = app.Browser.Starts;
        Assert.Equal(503, (await ReportFileTests.AsBrowserAsync(reader, address)).Status);
        Assert.Equal(starts, app.Browser.Starts);

        var program = await reader.GetAsync(address);
        Assert.Equal(503, program.Status);
        Assert.Contains(says, program.Text, StringComparison.Ordinal);
        Assert.Empty(app.Kept);
        Assert.Equal(200, (await reader.GetAsync(page.Page.QuerySelector(".buttons a.kern-btn--secondary")!.GetAttribute("href")!)).Status);
    }

    [Fact]
    public async Task A_browser_that_is_killed_in_the_middle_is_told_and_another_attempt_succeeds()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        app.Browser.Does(null);
        using var hold = app.Browser.Hold();
        var starts = app.Browser.Starts;
        var asks = (await ReportFileTests.AsBrowserAsync(reader, $"/ergebnisse/{key}/kurz.pdf?sprache=de"))
            .Page.QuerySelector("[data-print]")!
            .GetAttribute("data-print")!;
        await app.Browser.StartedAsync(starts + 1);
        System.Diagnostics.Process.GetProcessById(app.Browser.Process).Kill();
        var page = await FailedAsync(reader, asks);
        Assert.Contains("mit dem Fehler 137 beendet", page.Text, StringComparison.Ordinal);
        Assert.Empty(app.Kept);

        app.Browser.Does($"cp {await PdfAsync()} \"$pdf\"; exit 0");
        app.Browser.Go();
        var again = page.Page.QuerySelector(".buttons a.kern-btn--primary")!.GetAttribute("href")!;
        Assert.Equal(202, (await ReportFileTests.AsBrowserAsync(reader, again)).Status);
        await ReportFileTests.PrintedAsync(reader, asks);
        Assert.Equal("application/pdf", (await ReportFileTests.AsBrowserAsync(reader, again)).Type);
        Assert.Single(await app.KeptOfAsync(key));
        File.Delete(Path.Combine(app.Folder, "reports", app.Kept.Single()));
    }

    private static async Task<Reply> FailedAsync(Visitor reader, string asks)
    {
        await ReportFileTests.PrintedAsync(reader, asks);
        var page = await ReportFileTests.AsBrowserAsync(reader, asks);
        Assert.Equal((503, "Das PDF konnte nicht erstellt werden"), (page.Status, page.Page.QuerySelector("h1")!.TextContent));
        return page;
    }

    /// <summary>What the real browser prints, however long it takes.</summary>
    private async Task<string> PdfAsync()
    {
        var page = Path.Combine(app.Folder, "seite.html");
        var pdf = Path.Combine(app.Folder, "seite.pdf");
        await File.WriteAllTextAsync(page, "<!DOCTYPE html><html lang=\"de\"><title>Kurz</title><h1>Kurz</h1><p>Text</p></html>");
        var chromium = ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).First(File.Exists);
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(
                chromium,
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--no-pdf-header-footer",
                    "--generate-pdf-document-outline",
                    $"--user-data-dir={Path.Combine(app.Folder, "profil")}",
                    $"--print-to-pdf={pdf}",
                    page,
                ]
            )
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        await process.StandardError.ReadToEndAsync();
        await Wait.ForEndAsync(process);
        return pdf;
    }
}

/// <summary>What is limited is the making.</summary>
[SupportedOSPlatform("linux")]
public sealed class LimitedReportFileTests(LimitedReportFileTests.Limited app) : IClassFixture<LimitedReportFileTests.Limited>
{
    public sealed class Limited : FakeBrowserApp
    {
        protected override string[] Settings => [.. base.Settings, "--Limits:ReportsPerMinute=1"];
    }

    [Fact]
    public async Task Waiting_and_fetching_are_not_limited_but_making_is_and_the_team_is_not()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        using var hold = app.Browser.Hold();
        var asks = (await ReportFileTests.AsBrowserAsync(reader, $"/ergebnisse/{key}/bericht.pdf?sprache=de"))
            .Page.QuerySelector("[data-print]")!
            .GetAttribute("data-print")!;
        for (var look = 0; look < 5; look++)
            Assert.Equal(202, (await ReportFileTests.AsBrowserAsync(reader, asks)).Status);
        Assert.Equal(429, (await ReportFileTests.AsBrowserAsync(reader, $"/ergebnisse/{key}/bericht.pdf?sprache=en")).Status);
        app.Browser.Go();
        for (var fetch = 0; fetch < 5; fetch++)
            Assert.Equal(200, (await reader.GetAsync($"/ergebnisse/{key}/bericht.pdf?sprache=de")).Status);
        Assert.Equal(429, (await reader.GetAsync($"/ergebnisse/{key}/kurz.pdf?sprache=de")).Status);
        using var team = await app.TeamAsync();
        foreach (var version in (string[])["bericht", "bericht-kurz"])
            Assert.Equal(200, (await team.GetAsync($"/team/studien/{key}/{version}.pdf")).Status);
    }
}
