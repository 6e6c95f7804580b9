using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks.Screens;

/// <summary>Somebody who reads released results: the page, its pictures, and the presentation.</summary>
internal sealed class ResultsPages(Browser app, IPage page) : Screen(app, page)
{
    public static async Task<ResultsPages> OpenAsync(Browser app, string key, string page = "", Window? window = null)
    {
        var reader = new ResultsPages(app, await PageAsync(app, window));
        await reader.GoToAsync($"/ergebnisse/{key}{page}");
        return reader;
    }

    public async Task SayPasswordAsync(string password)
    {
        await WriteAsync("Passwort", password);
        await PressKeyAsync("Enter");
    }

    // A figure that is a group: only so Chromium prints a picture of many parts with one description for PDF/UA.
    public Task LookAtReportAsync(string name) => LookAsync(name, "aria-allowed-role");

    public Task IsAtSlideAsync(int number) =>
        Expect(Find(".bar__count")).ToHaveTextAsync(new Regex($"^{number} von ", RegexOptions.None, TimeSpan.FromSeconds(5)));

    public async Task<int> SlidesAsync() =>
        int.Parse((await Find(".bar__count").InnerTextAsync()).Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);

    public Task<bool> FillsScreenAsync() => Page.EvaluateAsync<bool>("document.fullscreenElement !== null");

    /// <summary>At 320 pixels, as wide as four times enlarged, nothing is beside the window.</summary>
    public async Task FitsAsync()
    {
        var before = Page.ViewportSize!;
        await Page.SetViewportSizeAsync(320, 640);
        Assert.Equal(
            "",
            await Page.EvaluateAsync<string>(
                "document.documentElement.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('main *, nav *')].filter(one => !one.parentElement.closest('.scroll, svg, .unseen') && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 120)).join(' | ')"
            )
        );
        await Page.SetViewportSizeAsync(before.Width, before.Height);
    }
}
