using Befragung.Delphi.Rounds;
using Befragung.Web.Tests.Mail;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks.Screens;

/// <summary>An expert before their sheet, and what its page says of saving.</summary>
internal sealed class ExpertSheet(Browser app, IPage page, string key, int number) : Screen(app, page)
{
    /// <summary>The sections of the small sample study.</summary>
    public const string SectionOne = "/bogen/abschnitt/eins",
        SectionTwo = "/bogen/abschnitt/zwei",
        Review = "/bogen/abgeben";

    /// <summary>The only expert of a new study, at a section.</summary>
    public static async Task<ExpertSheet> BeginAsync(Browser app, string path, Window? window = null) =>
        await ArriveAsync(app, await app.OpenStudyAsync(), 0, path, window);

    /// <summary>An expert with a window of their own, at a section. The link and the consent are walked through in <see cref="StudyWalk"/>.</summary>
    public static async Task<ExpertSheet> ArriveAsync(
        Browser app,
        string key,
        int number = 0,
        string path = SectionOne,
        Window? window = null
    )
    {
        var sheet = new ExpertSheet(app, await PageAsync(app, window), key, number);
        using (var expert = await app.ReturningAsync(key, number))
            await Browser.TakeOverSessionAsync(sheet.Page, expert);
        await sheet.GoToAsync(path);
        return sheet;
    }

    public string Key => key;

    /// <summary>What is saved.</summary>
    public async Task<Answers> AnswersAsync() => (await App.SheetAsync(key, number)).Answers;

    /// <summary>Opens the link of the letter that invited into a round.</summary>
    public async Task OpenLetterAsync(int round)
    {
        await App.LettersAsync();
        var letters = App.LettersTo($"<{Sample.Address(number)}>");
        var letter = letters.Single(one => one.Subject.StartsWith(round == 1 ? "Einladung:" : $"Runde {round}:", StringComparison.Ordinal));
        await GoToAsync(new Uri(letter.Link).AbsolutePath);
    }

    public async Task OpenLinkAsync() => await GoToAsync(await App.LinkAsync(key, number));

    /// <summary>Opens a link where the sheet of somebody else is open.</summary>
    public async Task TakeOverAsync(string link)
    {
        await GoToAsync(link);
        await PressAsync("Den Bogen zu diesem Link öffnen");
    }

    public async Task ConsentAsync()
    {
        await Field("Ich habe das gelesen und bin einverstanden.").CheckAsync();
        await PressAsync("Weiter zur Befragung");
    }

    public ILocator Point(string part, string value) => Find($"input[name='a.{part}'][value='{value}']");

    /// <summary>Chooses a point of a scale, or an option.</summary>
    public Task ChooseAsync(string part, string value) => Point(part, value).CheckAsync();

    public ILocator Rank(string part) => Find($"select[name='a.{part}']");

    public Task FillAsync(string part, string text) => Find($"[name='a.{part}']").FillAsync(text);

    /// <summary>Gives a rank: by the digit that stands for it, or, where there are no scripts, from the list.</summary>
    public async Task RankAsync(string part, string rank)
    {
        if (await Rank(part).IsVisibleAsync())
            await Rank(part).SelectOptionAsync(rank);
        else
            await RankButton(part).PressAsync(rank);
    }

    /// <summary>Taps an option: it goes to the next free rank, or one up, which makes others move.</summary>
    public Task MoveUpAsync(string part) => RankButton(part).ClickAsync();

    private ILocator RankButton(string part) => Find($".rank:has(select[name='a.{part}']) button:visible").First;

    /// <summary>Goes on to the next section, or to the review, whatever the button is called. A script saves first and goes on then.</summary>
    public async Task GoOnAsync()
    {
        var here = Page.Url;
        await Find(".sheet__end button[value=next]").ClickAsync();
        await Page.WaitForURLAsync(url => url != here);
    }

    public async Task HandInAsync()
    {
        await PressAsync("Antworten abgeben");
        // Whoever has answered little is asked once.
        var asked = Find("main button[name=anyway]");
        await Expect(asked.Or(Find("main .kern-alert--success")).First).ToBeVisibleAsync();
        if (await asked.IsVisibleAsync())
            await asked.ClickAsync();
        await SeesAsync("Vielen Dank! Ihre Antworten sind abgegeben.");
    }

    public Task SaysAsync(string text) => Expect(Find("[data-saved]:not(.saved--busy) [role=status]")).ToContainTextAsync(text);

    public Task SaysSavedAsync() => SaysAsync("Gespeichert um");

    public Task SaysNotSavedAsync() => SaysAsync("Noch nicht gespeichert.");

    /// <summary>The same expert in another window of the same browser.</summary>
    public async Task<ExpertSheet> BesideAsync(string path)
    {
        var beside = new ExpertSheet(App, await Page.Context.NewPageAsync(), key, number);
        await beside.GoToAsync(path);
        return beside;
    }

    /// <summary>Waits until the browser keeps no entry that is not saved yet.</summary>
    public Task NothingKeptAsync() =>
        Wait.UntilAsync(
            "The browser keeps nothing that is not saved",
            () => Page.EvaluateAsync<int>("localStorage.length"),
            kept => kept == 0
        );

    public Task GoOfflineAsync() => Page.Context.SetOfflineAsync(true);

    public Task GoOnlineAsync() => Page.Context.SetOfflineAsync(false);

    /// <summary>Ends a page without a connection. One that is closed gets its connection back from the driver for a moment, and saves; one that crashes does not.</summary>
    public async Task CrashAsync()
    {
        var crashed = new TaskCompletionSource();
        Page.Crash += (_, _) => crashed.SetResult();
        var crash = Page.GotoAsync("chrome://crash");
        await crashed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Assert.ThrowsAnyAsync<PlaywrightException>(() => crash);
        await Page.CloseAsync();
    }

    /// <summary>Goes on in a new window of the same browser; the one before stays as it is.</summary>
    public async Task OpenWindowAsync() => Page = await Page.Context.NewPageAsync();

    /// <summary>The same once there is a connection.</summary>
    public async Task ComeBackAsync()
    {
        await GoOnlineAsync();
        await OpenWindowAsync();
    }
}
