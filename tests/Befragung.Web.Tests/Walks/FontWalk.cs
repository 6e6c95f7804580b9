using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>What a browser loads of the fonts.</summary>
public sealed class FontWalk(Browser app) : Walk(app)
{
    private const string Loaded =
        "document.fonts.ready.then(() => performance.getEntriesByType('resource').filter(one => one.name.includes('.woff2')).map(one => one.decodedBodySize))";

    [Theory]
    [InlineData("Wie wichtig ist Größe?", false)]
    [InlineData("Wie wichtig ist Gdańsk?", true)]
    public async Task An_expert_s_page_loads_whole_fonts_only_for_unusual_letters(string question, bool whole)
    {
        var key = await App.OpenStudyAsync(1, Sample.Yaml.Replace("Wie wichtig ist Größe?", question, StringComparison.Ordinal));
        var page = await App.OpenAsync();
        using (var expert = await App.ExpertAsync(key, 0))
            await Browser.TakeOverSessionAsync(page, expert);
        await page.GotoAsync("/bogen/abschnitt/eins");
        await Expect(page.Locator(".item__text").First).ToHaveTextAsync(question);
        var fonts = await page.EvaluateAsync<int[]>(Loaded);
        Assert.Contains(fonts, size => size < 20_000);
        Assert.Equal(whole, fonts.Any(size => size > 100_000));
    }
}
