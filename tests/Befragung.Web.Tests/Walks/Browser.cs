using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>A real browser beside the real server; whatever one looks at in it is held to the promises that every page makes.</summary>
public class Browser : SurveyApp, IAsyncLifetime
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    // The lighter one shows pages as the other does, in little more than half of the time.
    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly List<string> complaints = [];
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;
    private int looks;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("BEFRAGUNG_CHROMIUM") ?? Programs.First(File.Exists),
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        // A page that crashed may not answer any more; the driver ends with all that it started.
        await Task.WhenAny(browser.CloseAsync(), Task.Delay(TimeSpan.FromSeconds(30)));
        playwright.Dispose();
        await DisposeAsync();
    }

    /// <summary>Nothing went wrong on the pages so far: no barriers, overflow, errors in the console, policies that were broken, requests to elsewhere.</summary>
    /// <param name="but">A complaint that has all of these words is expected.</param>
    public void NoComplaints(params string[] but)
    {
        var left = complaints.Where(one => but is [] || !but.All(words => one.Contains(words, StringComparison.Ordinal))).ToList();
        Assert.True(left.Count == 0, string.Join("\n", left));
    }

    /// <summary>Goes on in the browser as whoever has signed in, or opened a link, without one.</summary>
    internal static Task TakeOverSessionAsync(IPage page, Visitor visitor) =>
        page.Context.AddCookiesAsync(
            visitor
                .Cookies.GetAllCookies()
                .Select(one => new Cookie
                {
                    Name = one.Name,
                    Value = one.Value,
                    Domain = one.Domain,
                    Path = one.Path,
                })
        );

    /// <summary>Someone with a window of their own.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, int height = 900, bool scripts = true)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = Address.ToString(),
                Locale = "de-DE",
                ViewportSize = new() { Width = width, Height = height },
                JavaScriptEnabled = scripts,
                HasTouch = width < 600,
            }
        );
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (
                !request.Url.StartsWith(Address.ToString(), StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal)
            )
                complaints.Add($"{page.Url} asks {request.Url}");
        };
        return page;
    }

    /// <summary>Looks at a page: it is accessible, fits a narrow phone, and is kept as a picture where one is wanted.</summary>
    public async Task LookAsync(IPage page, string name, params string[] exceptions)
    {
        ArgumentNullException.ThrowIfNull(page);
        // A page without its styles yet has targets of another size. The page is asked itself: of a jump within it, no load is ever told.
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
        var size = page.ViewportSize!;
        if (Environment.GetEnvironmentVariable("BEFRAGUNG_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{++looks:00}-{name}.png"), FullPage = true });
        await CheckAsync(page, name, exceptions);
        // What scrolls in a box of its own may be as wide as it likes.
        var stickingOut = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('.item *')]
                .filter(one => !one.parentElement.closest('.wide') && one.getBoundingClientRect().right > one.closest('.item').getBoundingClientRect().right + 1).map(one => `${one.closest('.item').id}: ${one.tagName.toLowerCase()}.${one.className.baseVal ?? one.className}`)
            """
        );
        complaints.AddRange(stickingOut.Distinct().Select(item => $"{name}: at {size.Width} pixels something sticks out of {item}."));
        var covered = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('fieldset > legend')]
                .filter(legend => legend.offsetHeight > 1)
                .filter(legend => [...legend.parentElement.children].find(one => one !== legend && one.offsetHeight > 1)?.getBoundingClientRect().top < legend.getBoundingClientRect().bottom - 1)
                .map(legend => legend.innerText)
            """
        );
        complaints.AddRange(covered.Select(legend => $"{name}: at {size.Width} pixels “{legend}” stands beside what it names."));
        if (size.Width >= 1280)
        {
            // All measures at once, which are unfolded on demand, may be as wide as they like.
            var hidden = await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.scroll')].filter(box => !box.closest('details') && box.scrollWidth > box.clientWidth + 1).map(box => box.getAttribute('aria-labelledby') ?? box.getAttribute('aria-label'))"
            );
            complaints.AddRange(hidden.Select(table => $"{name}: at {size.Width} pixels the table “{table}” is wider than the page."));
        }
        await page.SetViewportSizeAsync(360, 740);
        var tooWide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (tooWide > 0)
            complaints.Add($"{name}: at 360 pixels the page is {tooWide} pixels too wide.");
        if (size.Width != 360)
            await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    private async Task CheckAsync(IPage page, string name, string[] exceptions)
    {
        var options = new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Rules] },
            Rules = exceptions.ToDictionary(rule => rule, _ => new RuleOptions { Enabled = false }),
            // What is in order is not collected.
            ResultTypes = [ResultType.Violations],
        };
        if (page.Frames.Count > 1)
        {
            var result = await page.RunAxe(options);
            complaints.AddRange(
                result.Violations.Select(one =>
                    $"{name}: {one.Id}: {one.Help}: {string.Join(" | ", one.Nodes.Take(2).Select(node => node.Html))}"
                )
            );
            return;
        }
        // In the page itself: for what has frames, a second page is opened to bring their results together, each time, and both get the whole script.
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Axe + ";undefined");
        var violations = await page.EvaluateAsync<string[]>(
            """
            async ([rules, exceptions]) => (await axe.run(document, {
                runOnly: { type: 'tag', values: rules },
                rules: Object.fromEntries(exceptions.map(rule => [rule, { enabled: false }])),
                resultTypes: ['violations'],
            })).violations.map(one => `${one.id}: ${one.help}: ${one.nodes.slice(0, 2).map(node => node.html).join(' | ')}`)
            """,
            new[] { Rules, exceptions }
        );
        complaints.AddRange(violations.Select(one => $"{name}: {one}"));
    }
}
