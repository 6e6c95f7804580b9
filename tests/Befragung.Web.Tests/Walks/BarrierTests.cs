using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>What walks rely on: a barrier on a page is noticed, and only what was said to be an exception is passed over.</summary>
public sealed class BarrierTests(Browser app) : IClassFixture<Browser>
{
    private const string Barrier =
        "<html lang=de><title>Bild</title><main><h1>Bild</h1><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>";

    [Theory]
    [InlineData("")]
    [InlineData("<iframe title='Darin' srcdoc='<html lang=de><title>Darin</title><main><h1>Darin</h1><p>Text</main>'></iframe>")]
    public async Task A_barrier_is_noticed_with_its_place_and_an_exception_is_not(string frame)
    {
        var page = await app.OpenAsync();
        await page.SetContentAsync($"{Barrier}{frame}</main>", new() { WaitUntil = WaitUntilState.Load });
        await app.LookAsync(page, $"excepted-{frame.Length}", "image-alt");
        await app.LookAsync(page, $"noticed-{frame.Length}");
        var told = Assert.ThrowsAny<Exception>(() => app.NoComplaints()).Message;
        Assert.Contains($"noticed-{frame.Length}: image-alt: ", told, StringComparison.Ordinal);
        Assert.Contains("<img src=", told, StringComparison.Ordinal);
        Assert.DoesNotContain($"excepted-{frame.Length}: image-alt", told, StringComparison.Ordinal);
    }
}
