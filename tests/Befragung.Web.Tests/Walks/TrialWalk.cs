using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>A colleague tries the sheet and says what is unclear, and the team reads it before it opens the round.</summary>
public sealed class TrialWalk(Browser app) : Walk(app)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task From_the_link_to_the_remarks_and_to_the_wiping(int width)
    {
        var key = await App.StudyAsync(2);
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(width));
        await desk.GoToAsync($"/team/studien/{key}/fragebogen");
        await desk.FollowAsync("Probelauf");
        await desk.WriteAsync("Für wen", "Kollegin A");
        await desk.PressAsync("Link anlegen");
        await desk.SeesAsync("Der Link für „Kollegin A“ ist angelegt");
        await desk.LookAsync($"probelauf-link-{width}");
        var link = await desk.Page.Locator("main .link a").InnerTextAsync();

        var colleague = await TeamDesk.OpenAsync(App, new(width));
        await colleague.GoToAsync(new Uri(link).AbsolutePath);
        await colleague.Page.Locator("#einverstanden").CheckAsync();
        await colleague.PressAsync("Weiter zur Befragung");
        await colleague.Page.Locator("main").GetByText("Beginnen").ClickAsync();
        await colleague.Page.Locator("[name='a.r1'][value='4']").CheckAsync();
        await colleague.Page.Locator("#unklar-r1").CheckAsync();
        await colleague.Page.Locator("#anmerkung-r1").FillAsync("Welche Größe ist gemeint?");
        await colleague.LookAsync($"probebogen-{width}");
        await colleague.Page.Locator(".sheet__end button[value=next]").ClickAsync();
        await Expect(colleague.Page.Locator("h1")).ToHaveTextAsync("Zweiter Abschnitt");

        await desk.GoToAsync($"/team/studien/{key}/probelauf");
        await desk.SeesAsync("Welche Größe ist gemeint?");
        await desk.LookAsync($"probelauf-{width}");
        await App.OpenAsync(key);
        await desk.GoToAsync($"/team/studien/{key}/probelauf");
        await desk.SeesAsync("Einen Probelauf gibt es nur vorher.");
    }
}
