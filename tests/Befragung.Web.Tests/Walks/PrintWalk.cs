using Befragung.Delphi.Rounds;
using Befragung.Web.Reports.Printing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>Waiting for a report as PDF, with scripts and without, on a screen and on a small telephone. Another print keeps the browser until everything was looked at.</summary>
public sealed class PrintWalk(Browser app) : IClassFixture<Browser>
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 320)]
    public async Task A_reader_sees_how_far_the_report_is_and_gets_it(bool scripts, int width)
    {
        var key = await app.OpenStudyAsync(6);
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        var another = new TaskCompletionSource<string>();
        var other = app
            .Services.GetRequiredService<ReportPrinter>()
            .Print(() => another.Task, Path.Combine(app.Folder, "anderes.pdf"), new(), default);

        var reader = await app.OpenAsync(width, 740, scripts);
        await reader.GotoAsync($"/ergebnisse/{key}?sprache=de");
        await reader.GetByRole(AriaRole.Link, new() { Name = "Bericht als PDF" }).ClickAsync();
        await Assertions.Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "Das PDF wird erstellt" })).ToBeVisibleAsync();
        await Assertions.Expect(reader.GetByRole(AriaRole.Status)).ToHaveTextAsync("Vorher ist noch ein anderes PDF an der Reihe.");
        await Assertions.Expect(reader.GetByRole(AriaRole.Progressbar, new() { Name = "Fortschritt" })).ToBeVisibleAsync();
        if (scripts)
            await app.LookAsync(reader, "pdf-wartet");
        Assert.Equal(0, await reader.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));

        var download = await reader.RunAndWaitForDownloadAsync(
            () =>
            {
                another.SetCanceled();
                return Task.CompletedTask;
            },
            new() { Timeout = 60_000 }
        );
        Assert.Equal($"{key}-bericht-de.pdf", download.SuggestedFilename);
        await Assertions.Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "Das PDF ist fertig" })).ToBeVisibleAsync();
        Assert.Equal(0, await reader.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
        Assert.True(app.Complaints.Count == 0, string.Join("\n", app.Complaints));
    }
}

/// <summary>The page that says why there is no PDF.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class FailedPrintWalk(Browser app) : IClassFixture<Browser>
{
    [Fact]
    public async Task The_reason_is_legible_on_every_screen_and_leads_to_the_page()
    {
        var key = await app.OpenStudyAsync(6);
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        app.Services.GetRequiredService<ReportPrinterOptions>().Browser = "/bin/false";
        var reader = await app.OpenAsync();
        await reader.GotoAsync($"/ergebnisse/{key}/bericht.pdf?sprache=de");
        await Assertions
            .Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "Das PDF konnte nicht erstellt werden" }))
            .ToBeVisibleAsync();
        await app.LookAsync(reader, "pdf-gescheitert");
        await reader.SetViewportSizeAsync(320, 740);
        Assert.Equal(0, await reader.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await reader.GetByRole(AriaRole.Link, new() { Name = "Noch einmal versuchen" }).ClickAsync();
        await Assertions.Expect(reader.GetByText("mit dem Fehler 1 beendet")).ToBeVisibleAsync();
        await reader.GetByRole(AriaRole.Link, new() { Name = "Bericht lesen" }).ClickAsync();
        await Assertions.Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "Kleine Befragung über Größe" })).ToBeVisibleAsync();
        // The browser's own remark on an answer with 503.
        Assert.All(app.Complaints, complaint => Assert.Contains("503", complaint, StringComparison.Ordinal));
    }
}
