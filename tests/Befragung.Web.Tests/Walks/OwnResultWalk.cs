using Befragung.Web.Tests.Pages.Bogen;
using Befragung.Web.Tests.Walks.Screens;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>From the handing in to one's own result, on a screen and on a telephone: first alone, then beside all others, and as a file.</summary>
public sealed class OwnResultWalk(Browser app) : Walk(app)
{
    [Fact]
    public async Task An_expert_looks_at_the_own_result_before_and_after_the_release()
    {
        var key = await App.OpenStudyAsync(SelfAssessment.Experts, SelfAssessment.Yaml);
        var screen = await ExpertSheet.ArriveAsync(App, key, path: "/bogen");
        await SelfAssessment.HandInAsync(App, key);
        await LookAsync(screen, "offen");
        await App.CloseAsync(key);
        await App.ReleaseAsync(key);
        var phone = await ExpertSheet.ArriveAsync(App, key, path: "/bogen", window: new(360, 740));
        await LookAsync(phone, "freigegeben-telefon");
        await LookAsync(screen, "freigegeben");
        await Expect(screen.Page.GetByText("Gleich geantwortet: 1 von 8 (13 %).").First).ToBeVisibleAsync();
        Assert.Equal("meine-antworten.pdf", (await screen.DownloadAsync("Als PDF")).SuggestedFilename);
    }

    private static async Task LookAsync(ExpertSheet expert, string name)
    {
        await expert.GoToAsync("/bogen");
        await expert.LookAsync($"eigenes-{name}-uebersicht");
        await expert.FollowAsync("Mein Ergebnis ansehen");
        await expert.SeesHeadingAsync("Ihr Ergebnis");
        await expert.LookAsync($"eigenes-{name}");
    }
}
