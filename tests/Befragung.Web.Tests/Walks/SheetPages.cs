using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>An expert before a section of their sheet, and what its page says of saving.</summary>
internal static class SheetPages
{
    /// <summary>The only expert of a new study.</summary>
    public static async Task<(string Key, IPage Page)> BeginAsync(this Browser app, string path, int width = 1280, int height = 900)
    {
        var key = await app.OpenStudyAsync();
        return (key, await app.ArriveAsync(key, 0, path, width, height));
    }

    /// <summary>An expert with a window of their own, at a section.</summary>
    public static async Task<IPage> ArriveAsync(
        this Browser app,
        string key,
        int expert,
        string path,
        int width = 1280,
        int height = 900,
        bool scripts = true
    )
    {
        var page = await app.OpenAsync(width, height, scripts);
        await page.GotoAsync(await app.LinkAsync(key, expert));
        if (page.Url.EndsWith("/einwilligung", StringComparison.Ordinal))
            await ConsentAsync(page);
        await page.GotoAsync(path);
        return page;
    }

    public static async Task ConsentAsync(IPage page)
    {
        await page.GetByLabel("Ich habe das gelesen und bin einverstanden.").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Befragung" }).ClickAsync();
    }

    public static Task SaidAsync(IPage page, string text) =>
        Assertions.Expect(page.Locator("[data-saved]:not(.saved--busy) [role=status]")).ToContainTextAsync(text);

    /// <summary>Waits until the browser keeps no entry that is not saved yet.</summary>
    public static Task NothingKeptAsync(IPage page) =>
        Wait.UntilAsync(
            "The browser keeps nothing that is not saved",
            () => page.EvaluateAsync<int>("localStorage.length"),
            kept => kept == 0
        );
}
