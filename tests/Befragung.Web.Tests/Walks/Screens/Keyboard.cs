using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks.Screens;

/// <summary>The same pages for somebody without a mouse: whatever is to be used is reached by going on with Tab.</summary>
internal static class Keyboard
{
    // More than any page has; who does not arrive by then never will.
    private const int MostSteps = 400;

    /// <summary>Goes on until the focus is on something like this.</summary>
    public static async Task ReachAsync(this Screen screen, string selector)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (await screen.IsAtAsync(selector))
                return;
            await screen.PressKeyAsync("Tab");
        }
        Assert.Fail($"No key leads to {selector} on {screen.Page.Url}.");
    }

    /// <summary>The same, and presses a button or follows a link there.</summary>
    public static async Task EnterAsync(this Screen screen, string selector)
    {
        await screen.ReachAsync(selector);
        await screen.PressKeyAsync("Enter");
    }

    /// <summary>Ticks a box, or unticks it.</summary>
    public static async Task TickAsync(this Screen screen, string selector, bool ticked = true)
    {
        await screen.ReachAsync(selector);
        if (await screen.Find(selector).IsCheckedAsync() == ticked)
            return;
        await screen.PressKeyAsync("Space");
        await Expect(screen.Find(selector)).ToBeCheckedAsync(new() { Checked = ticked });
    }

    /// <summary>Writes into a field, over what stands there.</summary>
    public static async Task OverwriteAsync(this Screen screen, string selector, string text)
    {
        await screen.ReachAsync(selector);
        await screen.PressKeyAsync("Control+A");
        await screen.TypeAsync(text);
        await Expect(screen.Find(selector)).ToHaveValueAsync(text);
    }

    /// <summary>Goes down a list, or a group of buttons of which one is chosen, to what is called so.</summary>
    /// <param name="selector">The list, or the group by the name of its buttons.</param>
    /// <param name="wanted">What is to be matched by where the focus is then.</param>
    public static async Task ChooseAsync(this Screen screen, string selector, string wanted)
    {
        await screen.ReachAsync(selector);
        for (var step = 0; step < MostSteps && !await screen.IsAtAsync(wanted); step++)
            await screen.PressKeyAsync("ArrowDown");
        await Expect(screen.Find(wanted + ":focus")).ToHaveCountAsync(1);
    }

    private static Task<bool> IsAtAsync(this Screen screen, string selector) =>
        screen.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector);
}
