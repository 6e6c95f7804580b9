using Befragung.Web.Access;
using Befragung.Web.Tests.Walks.Screens;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>The team makes an open link, and people take part by it on a phone, with scripts and without.</summary>
public sealed class OpenLinkWalk(Browser app) : Walk(app)
{
    [Fact]
    public async Task From_the_team_to_a_sheet_that_is_handed_in()
    {
        var key = await App.StudyAsync(0, OpenSurveys.Yaml);
        var desk = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(390));
        await desk.GoToAsync($"/team/studien/{key}");
        await desk.FollowAsync("Offener Link");
        await desk.PressAsync("Link anlegen");
        await desk.SeesAsync("Der Link ist angelegt");
        await desk.LookAsync("offener-link-team");
        var address = new Uri(await desk.Page.Locator("main .link a").InnerTextAsync()).AbsolutePath;
        await App.OpenAsync(key);

        foreach (var scripts in (bool[])[true, false])
        {
            var person = await App.OpenAsync(390, scripts: scripts);
            await person.GotoAsync(address);
            await Expect(person.Locator("h1")).ToHaveTextAsync("Leben in der Kleinstadt");
            await person.Locator("#gruppe").SelectOptionAsync("Südstadt");
            if (scripts)
            {
                // The script has worked, and nobody is asked anything.
                await Expect(person.Locator("#wort")).ToBeHiddenAsync();
                await App.LookAsync(person, "offen-390");
            }
            else
            {
                var word = (await person.Locator("label[for=wort]").InnerTextAsync()).Split(':')[1].Trim();
                await person.Locator("#wort").FillAsync(word);
            }
            await person.Locator("#teilnehmen").ClickAsync();
            await Expect(person.Locator("h1")).ToHaveTextAsync("Bevor es losgeht");
            await person.Locator("#einverstanden").CheckAsync();
            await person.GetByText("Weiter zur Befragung").ClickAsync();
            await person.GetByText("Später oder auf einem anderen Gerät").ClickAsync();
            await person.GetByText("Link anzeigen").ClickAsync();
            await Expect(person.Locator("main .link a")).ToContainTextAsync("/einladung/");
            if (scripts)
                await App.LookAsync(person, "eigener-link-390");
            await person.GotoAsync(address);
            await Expect(person.Locator("h1")).ToHaveTextAsync("In diesem Browser hat schon jemand begonnen");
            if (scripts)
                await App.LookAsync(person, "schon-begonnen-390");
            await person.GetByText("Weiter zu meinem Antwortbogen").ClickAsync();
            var start = person.Url;
            await person.GotoAsync(new Uri(new Uri(start), "/bogen/abgeben").AbsoluteUri);
            await Expect(person.Locator("main")).ToContainTextAsync("Noch steht auf Ihrem Bogen keine Antwort");
            if (scripts)
                await App.LookAsync(person, "nichts-abzugeben-390");
            await person.GotoAsync(start);
            await person.Locator("main").GetByText("Beginnen").ClickAsync();
            await person.Locator("[name='a.r0'][value='4']").CheckAsync();
            await person.Locator(".sheet__end button[value=next]").ClickAsync();
            await person.GetByText("Antworten abgeben").ClickAsync();
            await Expect(person.Locator("main")).ToContainTextAsync("Möchten Sie schon abgeben?");
            if (scripts)
                await App.LookAsync(person, "schon-abgeben-390");
            await person.Locator("main button[name=anyway]").ClickAsync();
            await Expect(person.Locator("main")).ToContainTextAsync("Ihre Antworten sind abgegeben.");
        }
        Assert.Equal(2, await App.ParticipantsAsync(address.Split('/')[^1].Replace("-", "", StringComparison.Ordinal)));
        await desk.GoToAsync($"/team/studien/{key}/offen");
        await desk.SeesAsync("eingeschaltet");
    }
}
