using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks.Screens;

/// <summary>How somebody looks at pages; on a desk where nothing is said.</summary>
internal sealed record Window(int Width = 1280, int Height = 900, bool Scripts = true);

/// <summary>Somebody before a page, and what everybody does there: so that a walk says what people do and see.</summary>
internal abstract class Screen(Browser app, IPage page)
{
    /// <summary>The window; another one after it was closed and opened again.</summary>
    public IPage Page { get; protected set; } = page;

    protected Browser App => app;

    protected static Task<IPage> PageAsync(Browser app, Window? window) =>
        window is null ? app.OpenAsync() : app.OpenAsync(window.Width, window.Height, window.Scripts);

    public ILocator Find(string selector, string? with = null) => Page.Locator(selector, new() { HasText = with });

    public ILocator Field(string label) => Page.GetByLabel(label);

    public Task<IResponse?> GoToAsync(string path) => Page.GotoAsync(path);

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    /// <param name="exact">Where the words are part of other links as well.</param>
    public Task FollowAsync(string link, bool exact = false) =>
        Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = exact }).ClickAsync();

    public Task WriteAsync(string label, string text) => Field(label).FillAsync(text);

    public Task PressKeyAsync(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>Types where the focus is.</summary>
    public Task TypeAsync(string text) => Page.Keyboard.TypeAsync(text);

    public Task SeesAsync(string text) => Expect(Page.GetByText(text)).ToBeVisibleAsync();

    public Task SeesHeadingAsync(string text) => Expect(Page.GetByRole(AriaRole.Heading, new() { Name = text })).ToBeVisibleAsync();

    public Task ArrivesAtAsync(string path) => Page.WaitForURLAsync("**" + path);

    /// <summary>By how many pixels the page is wider than the window.</summary>
    public Task<int> TooWideByAsync() =>
        Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>Whether the page keeps its promises to everybody; see <see cref="Browser.LookAsync"/>.</summary>
    public Task LookAsync(string name, params string[] exceptions) => app.LookAsync(Page, name, exceptions);

    public Task<IDownload> DownloadAsync(string link) =>
        // A report on a busy machine takes its time.
        Page.RunAndWaitForDownloadAsync(() => FollowAsync(link), new() { Timeout = 60_000 });
}
