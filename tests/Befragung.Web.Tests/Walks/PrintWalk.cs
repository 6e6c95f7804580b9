using Befragung.Delphi.Rounds;
using Befragung.Web.Reports.Printing;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>Waiting for a report as PDF, with scripts and without, on a screen and on a small telephone. Another print keeps the browser until everything was looked at.</summary>
public sealed class PrintWalk(Browser app) : Walk(app)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 320)]
    public async Task A_reader_sees_how_far_the_report_is_and_gets_it(bool scripts, int width)
    {
        var key = await App.OpenStudyAsync(6);
        for (var expert = 0; expert < 6; expert++)
            await App.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await App.CloseAsync(key);
        await App.ReleaseAsync(key);
        var another = new TaskCompletionSource<string>();
        var other = App
            .Services.GetRequiredService<ReportPrinter>()
            .Print(() => another.Task, Path.Combine(App.Folder, "anderes.pdf"), new(), default);

        var reader = await ResultsPages.OpenAsync(App, key, "?sprache=de", new(width, 740, scripts));
        await reader.FollowAsync("Bericht als PDF");
        await reader.SeesHeadingAsync("Das PDF wird erstellt");
        await Expect(reader.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Vorher ist noch ein anderes PDF an der Reihe.");
        await Expect(reader.Page.GetByRole(AriaRole.Progressbar, new() { Name = "Fortschritt" })).ToBeVisibleAsync();
        if (scripts)
            await reader.LookAsync("pdf-wartet");
        Assert.Equal(0, await reader.TooWideByAsync());

        var download = await reader.Page.RunAndWaitForDownloadAsync(
            () =>
            {
                another.SetCanceled();
                return Task.CompletedTask;
            },
            new() { Timeout = 60_000 }
        );
        Assert.Equal($"{key}-bericht-de.pdf", download.SuggestedFilename);
        await reader.SeesHeadingAsync("Das PDF ist fertig");
        Assert.Equal(0, await reader.TooWideByAsync());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
    }
}

/// <summary>The page that says why there is no PDF.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class FailedPrintWalk(Browser app) : Walk(app, "503")
{
    [Fact]
    public async Task The_reason_is_legible_on_every_screen_and_leads_to_the_page()
    {
        var key = await App.OpenStudyAsync(6);
        await App.CloseAsync(key);
        await App.ReleaseAsync(key);
        App.Services.GetRequiredService<ReportPrinterOptions>().Browser = "/bin/false";
        var reader = await ResultsPages.OpenAsync(App, key, "/bericht.pdf?sprache=de");
        await reader.SeesHeadingAsync("Das PDF konnte nicht erstellt werden");
        await reader.LookAsync("pdf-gescheitert");
        await reader.Page.SetViewportSizeAsync(320, 740);
        Assert.Equal(0, await reader.TooWideByAsync());
        await reader.FollowAsync("Noch einmal versuchen");
        await reader.SeesAsync("mit dem Fehler 1 beendet");
        await reader.FollowAsync("Als Seite lesen");
        await reader.SeesHeadingAsync("Kleine Befragung über Größe");
    }
}
