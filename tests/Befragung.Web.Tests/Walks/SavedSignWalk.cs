using System.Text.Json;
using Befragung.Web.Tests.Walks.Screens;
using static Befragung.Web.Tests.Walks.Screens.ExpertSheet;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>"Gespeichert" is a promise: it stands there only while nothing is unsaved, however slow the server is and whatever gets lost on the way.</summary>
public sealed class SavedSignWalk(Browser app) : Walk(app, "Failed to load resource")
{
    [Fact]
    public async Task What_is_changed_while_a_save_is_on_its_way_is_saved_before_the_sign_says_so()
    {
        var expert = await BeginAsync(App, SectionOne);
        await WatchAsync(expert);
        var saves = await HeldSaves.OfAsync(expert.Page);
        await expert.RankAsync("a1.y", "1");
        var first = await saves.NextAsync();
        // A button that ranks an option makes the other move.
        await expert.MoveUpAsync("a1.z");
        await expert.MoveUpAsync("a1.z");
        await first.ContinueAsync();
        var second = await saves.NextAsync();
        await expert.SeesAsync("Wird gespeichert …");
        await saves.LetGoAsync(second);
        await expert.SaysSavedAsync();
        var answers = await expert.AnswersAsync();
        Assert.Equal(("1", "2"), (answers["a1.z"], answers["a1.y"]));
        await NeverTooEarlyAsync(expert);
    }

    [Fact]
    public async Task Of_two_quick_changes_of_one_answer_the_second_stands_in_the_end()
    {
        var expert = await BeginAsync(App, SectionOne);
        await WatchAsync(expert);
        var saves = await HeldSaves.OfAsync(expert.Page);
        await expert.ChooseAsync("r1", "4");
        var first = await saves.NextAsync();
        await expert.ChooseAsync("r1", "5");
        await saves.LetGoAsync(first);
        await expert.SaysSavedAsync();
        await Expect(expert.Point("r1", "5")).ToBeCheckedAsync();
        Assert.Equal("5", (await expert.AnswersAsync())["r1"]);
        await NeverTooEarlyAsync(expert);
    }

    [Fact]
    public async Task After_a_lost_word_of_the_server_what_followed_is_saved_before_the_sign_says_so()
    {
        var expert = await BeginAsync(App, SectionOne);
        await WatchAsync(expert);
        var saves = await HeldSaves.OfAsync(expert.Page);
        await expert.ChooseAsync("r1", "4");
        var first = await saves.NextAsync();
        await expert.ChooseAsync("r2", "3");
        // The page sends it again as it was.
        await HeldSaves.LoseAnswerAsync(first);
        await expert.SaysNotSavedAsync();
        // Not at once: a server in trouble is not helped by haste.
        Assert.False(saves.AnyWaiting);
        await saves.LetGoAsync(await saves.NextAsync());
        await expert.SaysSavedAsync();
        var answers = await expert.AnswersAsync();
        Assert.Equal(("4", "3"), (answers["r1"], answers["r2"]));
        await Expect(expert.Find(".note")).ToHaveCountAsync(0);
        await NeverTooEarlyAsync(expert);
    }

    [Fact]
    public async Task An_answer_of_the_server_that_comes_after_the_page_gave_up_waiting_changes_nothing()
    {
        var expert = await BeginAsync(App, SectionOne);
        // The page has no patience with its first save, and as much as usual with those that follow.
        await expert.Page.AddInitScriptAsync(
            "const usual = AbortSignal.timeout; AbortSignal.timeout = () => { AbortSignal.timeout = usual; return usual.call(AbortSignal, 500); };"
        );
        await expert.Page.ReloadAsync();
        await WatchAsync(expert);
        var saves = await HeldSaves.OfAsync(expert.Page);
        await expert.ChooseAsync("r1", "4");
        var slow = await saves.NextAsync();
        var late = await slow.FetchAsync();
        await expert.SaysNotSavedAsync();
        await expert.ChooseAsync("r1", "2");
        await saves.LetGoAsync(await saves.NextAsync());
        await expert.SaysSavedAsync();
        // Nobody listens any more.
        await Task.WhenAny(slow.FulfillAsync(new() { Response = late }));
        await Expect(expert.Point("r1", "2")).ToBeCheckedAsync();
        await expert.Page.ReloadAsync();
        await Expect(expert.Point("r1", "2")).ToBeCheckedAsync();
        Assert.Equal("2", (await expert.AnswersAsync())["r1"]);
    }

    [Fact]
    public async Task What_another_device_changed_is_told_even_if_the_page_has_more_to_save_first()
    {
        var desk = await BeginAsync(App, SectionOne);
        var phone = await ArriveAsync(App, desk.Key, 0, SectionOne, new(360, 740));
        await phone.ChooseAsync("r1", "5");
        await phone.SaysSavedAsync();
        var saves = await HeldSaves.OfAsync(desk.Page);
        await WatchAsync(desk);
        await desk.ChooseAsync("r2", "3");
        var first = await saves.NextAsync();
        await desk.RankAsync("a1.z", "1");
        await saves.LetGoAsync(first);
        await desk.SaysAsync("Auf einem anderen Gerät geändert: Wie wichtig ist Größe?");
        await NeverTooEarlyAsync(desk);
        var answers = await desk.AnswersAsync();
        Assert.Equal(("5", "3", "1"), (answers["r1"], answers["r2"], answers["a1.z"]));
    }

    [Fact]
    public async Task A_page_that_is_opened_with_words_kept_from_before_does_not_say_that_they_are_saved()
    {
        var expert = await BeginAsync(App, SectionTwo);
        await expert.WriteAsync("Idee 1", "Ein Brunnen");
        await expert.SaysSavedAsync();
        await expert.Page.RouteAsync("**/*handler=Merken", route => route.AbortAsync());
        await expert.WriteAsync("Was fehlt?", "Bänke");
        await expert.SaysNotSavedAsync();
        await expert.OpenWindowAsync();
        var saves = await HeldSaves.OfAsync(expert.Page);
        await expert.GoToAsync(SectionTwo);
        var save = await saves.NextAsync();
        await Expect(expert.Field("Was fehlt?")).ToHaveValueAsync("Bänke");
        await expert.SeesAsync("Wird gespeichert …");
        await WatchAsync(expert);
        await saves.LetGoAsync(save);
        await expert.SaysSavedAsync();
        Assert.Equal("Bänke", (await expert.AnswersAsync())["l1"]);
        await NeverTooEarlyAsync(expert);
    }

    /// <summary>From now on, notes whatever the sign says, and how much is unsaved at that moment.</summary>
    private static Task WatchAsync(ExpertSheet expert) =>
        expert.Page.EvaluateAsync(
            """
            () => {
                const sign = document.querySelector("[data-saved]");
                window.signs = [];
                const note = () => signs.push({ said: sign.querySelector("[role=status]").textContent, busy: sign.classList.contains("saved--busy"), unsaved: localStorage.length });
                new MutationObserver(note).observe(sign, { attributes: true, childList: true, characterData: true, subtree: true });
            }
            """
        );

    private static async Task NeverTooEarlyAsync(ExpertSheet expert)
    {
        var signs = (await expert.Page.EvaluateAsync<JsonElement>("() => signs")).EnumerateArray().ToList();
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
