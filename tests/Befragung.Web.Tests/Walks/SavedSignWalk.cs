using System.Text.Json;
using Microsoft.Playwright;
using static Befragung.Web.Tests.Walks.SheetPages;

namespace Befragung.Web.Tests.Walks;

/// <summary>"Gespeichert" is a promise: it stands there only while nothing is unsaved, however slow the server is and whatever gets lost on the way.</summary>
public sealed class SavedSignWalk(Browser app) : IClassFixture<Browser>
{
    private const string One = "/bogen/abschnitt/eins",
        Two = "/bogen/abschnitt/zwei";

    [Fact]
    public async Task What_is_changed_while_a_save_is_on_its_way_is_saved_before_the_sign_says_so()
    {
        var (key, page) = await app.BeginAsync(One);
        await WatchAsync(page);
        var saves = await HeldSaves.OfAsync(page);
        await page.Locator("select[name='a.a1.y']").SelectOptionAsync("1");
        var first = await saves.NextAsync();
        // A button that ranks an option makes the other move.
        await page.Locator(".rank:has(select[name='a.a1.z']) .rank__move button").First.ClickAsync();
        await page.Locator(".rank:has(select[name='a.a1.z']) .rank__move button").First.ClickAsync();
        await first.ContinueAsync();
        var second = await saves.NextAsync();
        await Assertions.Expect(page.GetByText("Wird gespeichert …")).ToBeVisibleAsync();
        await saves.LetGoAsync(second);
        await SaidAsync(page, "Gespeichert um");
        var answers = (await app.SheetAsync(key)).Answers;
        Assert.Equal(("1", "2"), (answers["a1.z"], answers["a1.y"]));
        await NeverTooEarlyAsync(page);
    }

    [Fact]
    public async Task Of_two_quick_changes_of_one_answer_the_second_stands_in_the_end()
    {
        var (key, page) = await app.BeginAsync(One);
        await WatchAsync(page);
        var saves = await HeldSaves.OfAsync(page);
        await page.Locator("input[name='a.r1'][value='4']").CheckAsync();
        var first = await saves.NextAsync();
        await page.Locator("input[name='a.r1'][value='5']").CheckAsync();
        await saves.LetGoAsync(first);
        await SaidAsync(page, "Gespeichert um");
        await Assertions.Expect(page.Locator("input[name='a.r1'][value='5']")).ToBeCheckedAsync();
        Assert.Equal("5", (await app.SheetAsync(key)).Answers["r1"]);
        await NeverTooEarlyAsync(page);
    }

    [Fact]
    public async Task After_a_lost_word_of_the_server_what_followed_is_saved_before_the_sign_says_so()
    {
        var (key, page) = await app.BeginAsync(One);
        await WatchAsync(page);
        var saves = await HeldSaves.OfAsync(page);
        await page.Locator("input[name='a.r1'][value='4']").CheckAsync();
        var first = await saves.NextAsync();
        await page.Locator("input[name='a.r2'][value='3']").CheckAsync();
        // The server has it, but the page never hears of it, and sends it again as it was.
        await first.FetchAsync();
        await first.AbortAsync();
        await SaidAsync(page, "Noch nicht gespeichert.");
        // Not at once: a server in trouble is not helped by haste.
        Assert.False(saves.AnyWaiting);
        await saves.LetGoAsync(await saves.NextAsync());
        await SaidAsync(page, "Gespeichert um");
        var answers = (await app.SheetAsync(key)).Answers;
        Assert.Equal(("4", "3"), (answers["r1"], answers["r2"]));
        await Assertions.Expect(page.Locator(".note")).ToHaveCountAsync(0);
        await NeverTooEarlyAsync(page);
    }

    [Fact]
    public async Task An_answer_of_the_server_that_comes_after_the_page_gave_up_waiting_changes_nothing()
    {
        var key = await app.OpenStudyAsync();
        var page = await app.ArriveAsync(key, 0, One);
        // The page has no patience with its first save, and as much as usual with those that follow.
        await page.AddInitScriptAsync(
            "const usual = AbortSignal.timeout; AbortSignal.timeout = () => { AbortSignal.timeout = usual; return usual.call(AbortSignal, 500); };"
        );
        await page.ReloadAsync();
        await WatchAsync(page);
        var saves = await HeldSaves.OfAsync(page);
        await page.Locator("input[name='a.r1'][value='4']").CheckAsync();
        var slow = await saves.NextAsync();
        var late = await slow.FetchAsync();
        await SaidAsync(page, "Noch nicht gespeichert.");
        await page.Locator("input[name='a.r1'][value='2']").CheckAsync();
        await saves.LetGoAsync(await saves.NextAsync());
        await SaidAsync(page, "Gespeichert um");
        // Nobody listens any more.
        await Task.WhenAny(slow.FulfillAsync(new() { Response = late }));
        await Assertions.Expect(page.Locator("input[name='a.r1'][value='2']")).ToBeCheckedAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("input[name='a.r1'][value='2']")).ToBeCheckedAsync();
        Assert.Equal("2", (await app.SheetAsync(key)).Answers["r1"]);
    }

    [Fact]
    public async Task What_another_device_changed_is_told_even_if_the_page_has_more_to_save_first()
    {
        var key = await app.OpenStudyAsync();
        var (desk, phone) = (await app.ArriveAsync(key, 0, One), await app.ArriveAsync(key, 0, One, 360, 740));
        await phone.Locator("input[name='a.r1'][value='5']").CheckAsync();
        await SaidAsync(phone, "Gespeichert um");
        var saves = await HeldSaves.OfAsync(desk);
        await WatchAsync(desk);
        await desk.Locator("input[name='a.r2'][value='3']").CheckAsync();
        var first = await saves.NextAsync();
        await desk.Locator("select[name='a.a1.z']").SelectOptionAsync("1");
        await saves.LetGoAsync(first);
        await SaidAsync(desk, "Auf einem anderen Gerät geändert: Wie wichtig ist Größe?");
        await NeverTooEarlyAsync(desk);
        var answers = (await app.SheetAsync(key)).Answers;
        Assert.Equal(("5", "3", "1"), (answers["r1"], answers["r2"], answers["a1.z"]));
    }

    [Fact]
    public async Task A_page_that_is_opened_with_words_kept_from_before_does_not_say_that_they_are_saved()
    {
        var (key, first) = await app.BeginAsync(Two);
        await first.GetByLabel("Idee 1").FillAsync("Ein Brunnen");
        await SaidAsync(first, "Gespeichert um");
        await first.RouteAsync("**/*handler=Merken", route => route.AbortAsync());
        await first.GetByLabel("Was fehlt?").FillAsync("Bänke");
        await SaidAsync(first, "Noch nicht gespeichert.");
        var page = await first.Context.NewPageAsync();
        var saves = await HeldSaves.OfAsync(page);
        await page.GotoAsync(Two);
        var save = await saves.NextAsync();
        await Assertions.Expect(page.GetByLabel("Was fehlt?")).ToHaveValueAsync("Bänke");
        await Assertions.Expect(page.GetByText("Wird gespeichert …")).ToBeVisibleAsync();
        await WatchAsync(page);
        await saves.LetGoAsync(save);
        await SaidAsync(page, "Gespeichert um");
        Assert.Equal("Bänke", (await app.SheetAsync(key)).Answers["l1"]);
        await NeverTooEarlyAsync(page);
    }

    /// <summary>From now on, notes whatever the sign says, and how much is unsaved at that moment.</summary>
    private static Task WatchAsync(IPage page) =>
        page.EvaluateAsync(
            """
            () => {
                const sign = document.querySelector("[data-saved]");
                window.signs = [];
                const note = () => signs.push({ said: sign.querySelector("[role=status]").textContent, busy: sign.classList.contains("saved--busy"), unsaved: localStorage.length });
                new MutationObserver(note).observe(sign, { attributes: true, childList: true, characterData: true, subtree: true });
            }
            """
        );

    private static async Task NeverTooEarlyAsync(IPage page)
    {
        var signs = (await page.EvaluateAsync<JsonElement>("() => signs")).EnumerateArray().ToList();
        var saved = signs
            .Where(sign =>
                sign.GetProperty("said").GetString()!.StartsWith("Gespeichert", StringComparison.Ordinal)
                && !sign.GetProperty("busy").GetBoolean()
            )
            .ToList();
        Assert.NotEmpty(saved);
        Assert.All(saved, sign => Assert.Equal(0, sign.GetProperty("unsaved").GetInt32()));
    }
}
