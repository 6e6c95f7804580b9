using Befragung.Web.Tests.Pages.Bogen;
using Microsoft.Playwright;

namespace Befragung.Web.Tests.Walks;

/// <summary>From the handing in to one's own result, on a screen and on a telephone: first alone, then beside all others, and as a file.</summary>
public sealed class OwnResultWalk(Browser app) : IClassFixture<Browser>
{
    [Fact]
    public async Task An_expert_looks_at_the_own_result_before_and_after_the_release()
    {
        var key = await app.OpenStudyAsync(SelfAssessment.Experts, SelfAssessment.Yaml);
        var link = await app.LinkAsync(key);
        var (screen, phone) = (await app.OpenAsync(), await app.OpenAsync(360, 740));
        await screen.GotoAsync(link);
        await screen.GetByLabel("Ich habe das gelesen und bin einverstanden.").CheckAsync();
        await screen.GetByRole(AriaRole.Button, new() { Name = "Weiter zur Befragung" }).ClickAsync();
        await SelfAssessment.HandInAsync(app, key);
        await LookAsync(screen, "offen");
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        await phone.GotoAsync(link);
        await LookAsync(phone, "freigegeben-telefon");
        await LookAsync(screen, "freigegeben");
        await Assertions.Expect(screen.GetByText("Gleich geantwortet: 1 von 8 (13 %).").First).ToBeVisibleAsync();
        var download = await screen.RunAndWaitForDownloadAsync(
            () => screen.GetByRole(AriaRole.Link, new() { Name = "Als PDF" }).ClickAsync(),
            new() { Timeout = 60_000 }
        );
        Assert.Equal("meine-antworten.pdf", download.SuggestedFilename);
        Assert.True(app.Complaints.Count == 0, string.Join("\n", app.Complaints));
    }

    private async Task LookAsync(IPage page, string name)
    {
        await page.GotoAsync("/bogen");
        await app.LookAsync(page, $"eigenes-{name}-uebersicht");
        await page.GetByRole(AriaRole.Link, new() { Name = "Mein Ergebnis ansehen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ihr Ergebnis" })).ToBeVisibleAsync();
        await app.LookAsync(page, $"eigenes-{name}");
    }
}
