using System.Threading.Channels;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>A connection on which every save in the background waits until the test lets it go on, or get lost: a slow server that needs no pause.</summary>
internal sealed class HeldSaves
{
    private readonly Channel<IRoute> held = Channel.CreateUnbounded<IRoute>();
    private bool free;

    /// <summary>Whether the page has sent a save that nobody has looked at yet.</summary>
    public bool AnyWaiting => held.Reader.Count > 0;

    public static Task<HeldSaves> OfAsync(IPage page) => OfAsync(page, "**/*handler=Merken");

    /// <param name="address">Where the page sends its saves to; what it asks for there goes on.</param>
    public static async Task<HeldSaves> OfAsync(IPage page, string address)
    {
        var saves = new HeldSaves();
        await page.RouteAsync(
            address,
            route => saves.free || route.Request.Method != "POST" ? route.ContinueAsync() : saves.held.Writer.WriteAsync(route).AsTask()
        );
        return saves;
    }

    /// <summary>The next save that the page sends; the server has not seen it yet.</summary>
    public async Task<IRoute> NextAsync()
    {
        IRoute? next = null;
        await Wait.UntilAsync("The page sends a save", () => held.Reader.TryRead(out next));
        return next!;
    }

    /// <summary>The server has this one, but the page never hears of it.</summary>
    public static async Task LoseAnswerAsync(IRoute save)
    {
        await save.FetchAsync();
        await save.AbortAsync();
    }

    /// <summary>Lets this one go on, and all that follow.</summary>
    public Task LetGoAsync(IRoute save)
    {
        free = true;
        return save.ContinueAsync();
    }
}
