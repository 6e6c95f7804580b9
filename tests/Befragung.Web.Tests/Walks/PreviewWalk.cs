using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>A team looks at what it has written as experts will see it, and tries it out.</summary>
public sealed class PreviewWalk(Browser app) : Walk(app)
{
    /// <summary>Each of the pages in the frames has its own main part, as any page has; each frame has a title.</summary>
    private const string TwoPages = "landmark-unique";

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Both_screens_show_the_item_and_a_condition_reacts(int width)
    {
        var key = await App.StudyAsync(
            2,
            Sample.Yaml.Replace(
                "Is small beautiful? }, scale: s3 }",
                "Is small beautiful? }, scale: s3, when: { item: r1, is: 5 } }",
                StringComparison.Ordinal
            )
        );
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Reader, new(width));
        await desk.GoToAsync($"/team/studien/{key}/fragebogen/fragen/r1");
        await desk.FollowAsync("Diese Frage in der Vorschau ansehen");
        foreach (var screen in (string[])["telefon", "rechner"])
        {
            var frame = desk.Page.FrameLocator($"iframe[src*='/{screen}/']");
            await Expect(frame.Locator("[data-item=r1]")).ToContainTextAsync("Wie wichtig ist Größe?");
            await Expect(frame.Locator("[data-item=r2]")).ToBeHiddenAsync();
            await frame.Locator("[name='a.r1'][value='5']").CheckAsync();
            await Expect(frame.Locator("[data-item=r2]")).ToBeVisibleAsync();
        }
        await desk.LookAsync($"vorschau-{width}", TwoPages);
        await desk.GoToAsync($"/team/studien/{key}/vorschau?runde=2&seite=abschnitt/eins");
        await Expect(desk.Page.FrameLocator("iframe[src*='/telefon/']").Locator("aside")).ToContainTextAsync("erdachte Antworten");
        await desk.LookAsync($"vorschau-runde-2-{width}", TwoPages);
    }
}
