using System.Globalization;
using Befragung.Delphi.Rounds;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>Every kind of question in two rounds: by keyboard alone on a screen, on a phone, and without scripts on a small one.</summary>
public sealed class ItemWalk(Browser app) : Walk(app)
{
    private const int Experts = 8;

    private const string Yaml = """
        befragung: 1
        title: Arten von Fragen
        languages: [de]
        groups: [{ key: nord, name: Politik und Verwaltung im Norden }, { key: sued, name: Einzelpersonen im Süden }]
        settings: { rounds: 2, smallestCell: 5 }
        scales:
          s5: { points: 5, labels: { 1: unwichtig, 2: eher unwichtig, 3: "teils, teils", 4: eher wichtig, 5: sehr wichtig }, noAnswer: true }
          s9: { points: 9, labels: { 1: unangemessen, 9: angemessen }, noAnswer: true }
        sections:
          - key: eins
            title: Alle Arten
            items:
              - { key: t, type: rating, text: Innenstadtbelebung und Leerstand, scale: s5 }
              - { key: n, type: rating, text: Wie angemessen ist ein Beirat?, scale: s9 }
              - { key: m, type: multiRating, text: Mobilität, criteria: [{ key: x, name: Wichtigkeit, scale: s5 }, { key: y, name: Machbarkeit in den nächsten Jahren, scale: s5 }] }
              - { key: k, type: multiRating, text: Ein Netzwerk, criteria: [{ key: x, name: Angemessenheit, scale: s9 }, { key: y, name: Notwendigkeit, scale: s9 }] }
              - { key: o, type: ranking, text: Was zuerst?, top: 2, options: [{ key: a, name: Rat }, { key: b, name: Geld }, { key: c, name: Wissens- und Kommunikationsplattform }] }
              - { key: p, type: points, text: Wer zahlt?, options: [{ key: a, name: Bund }, { key: b, name: Land und Gemeinden }] }
              - { key: z, type: number, text: Wie weit?, unit: km, min: 0, max: 100, decimals: 1 }
              - { key: e, type: estimate, text: Wie viele?, unit: Städte, min: 0 }
              - { key: c, type: singleChoice, text: Wohin?, options: [{ key: hin, name: Hin }, { key: her, name: Zurück in die Mitte der Stadt }] }
              - { key: v, type: multipleChoice, text: Wer?, other: true, options: [{ key: a, name: Vereine }, { key: b, name: Schulen }, { key: n, name: Niemand davon, exclusive: true }] }
              - { key: w, type: shortText, text: In einem Wort? }
              - { key: l, type: longText, text: Was fehlt? }
              - { key: i, type: ideas, text: Ihre Ideen, entries: 2 }
        """;

    [Fact]
    public async Task Every_kind_of_question_is_answered_and_told_of_in_the_next_round()
    {
        var key = await App.OpenStudyAsync(Experts, Yaml);
        var desktop = await ExpertSheet.ArriveAsync(App, key, 0, window: new(1100));
        await LookAsync(desktop, "runde-1-bildschirm");
        await AnswerByKeysAsync(desktop);
        var phone = await ExpertSheet.ArriveAsync(App, key, 1, window: new(360, 740));
        await LookAsync(phone, "runde-1-telefon");
        await ChooseNobodyAndBackAsync(phone);
        await AnswerAsync(phone);
        var plain = await ExpertSheet.ArriveAsync(App, key, 2, window: new(320, 640, Scripts: false));
        await AnswerAsync(plain);
        Assert.Equal(
            "c=her; e.best=2; e.high=3; e.low=1; m.x=1; o.a=1; o.b=2; p.a=60; p.b=40; t=2; v.a=0; v.b=1; v.n=0; z=12.5",
            await WrittenAsync(desktop)
        );
        Assert.Equal(Filled, await WrittenAsync(phone));
        Assert.Equal(Filled, await WrittenAsync(plain));

        // The only one of the south does not answer, and so nothing has to be hidden with her.
        for (var expert = 0; expert < Experts; expert++)
            if (expert != 6)
                await App.HandInAsync(key, expert, expert < 3 ? [] : Others(expert));
        await App.CloseAsync(key);
        await App.NextAsync(key);

        foreach (var (expert, name) in new[] { (desktop, "bildschirm"), (phone, "telefon"), (plain, "") })
        {
            await expert.OpenLinkAsync();
            await expert.GoToAsync(ExpertSheet.SectionOne);
            // Looking closely takes scripts.
            if (expert == plain)
                continue;
            await LookAsync(expert, $"runde-2-{name}");
            foreach (var fold in await expert.Find("details.groups > summary").AllAsync())
                await fold.ClickAsync();
            await LookAsync(expert, $"runde-2-{name}-offen");
        }
        await desktop.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        await LookAsync(desktop, "runde-2-hoher-kontrast");
        Assert.Empty(await UnreadableAsync(desktop));
        await desktop.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None, ColorScheme = ColorScheme.Dark });
        await Expect(desktop.Find("body")).ToHaveCSSAsync("background-color", "rgb(16, 22, 30)");
        await LookAsync(desktop, "runde-2-dunkel");
        await desktop.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, Media = Media.Print });
        Assert.Empty(await desktop.Page.EvaluateAsync<string[]>(Pressed));
        await desktop.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        await KeepByKeysAsync(desktop);
        await WaitForAsync(desktop, "o.a=1; o.b=2; t=2; z=12.5");
        await KeepAsync(plain, "t", "o", "z");
        await WaitForAsync(plain, "o.a=1; o.b=2; t=3; z=12.5");
    }

    // What can only be pressed, and is seen.
    private const string Pressed =
        "() => [...document.querySelectorAll('button, a.kern-btn, [data-saved]')].filter(one => one.checkVisibility()).map(one => one.outerHTML)";

    /// <summary>Words of pictures that have not the colour that somebody has chosen for words.</summary>
    private static Task<string[]> UnreadableAsync(ExpertSheet expert) =>
        expert.Page.EvaluateAsync<string[]>(
            """
            () => {
                const probe = document.body.appendChild(document.createElement('p'));
                probe.style.color = 'CanvasText';
                const chosen = getComputedStyle(probe).color;
                probe.remove();
                const words = [...document.querySelectorAll('svg text')].filter(one => one.checkVisibility());
                return words.length === 0 ? ['no words at all'] : words.filter(one => getComputedStyle(one).fill !== chosen).map(one => one.outerHTML);
            }
            """
        );

    /// <summary>Without a mouse: Tab, arrows, space, digits.</summary>
    private static async Task AnswerByKeysAsync(ExpertSheet expert)
    {
        var keys = expert.Page.Keyboard;
        await TabToAsync(expert, "input[name='a.t']");
        await keys.PressAsync("ArrowRight");
        await TabToAsync(expert, "input[name='a.m.x']");
        await keys.PressAsync("Space");
        await TabToAsync(expert, "button[aria-label='Geld: auf Rang 1']");
        await keys.PressAsync("Enter");
        await Expect(expert.Find("[role=status]", "Geld: Rang 1")).ToHaveCountAsync(1);
        // Whoever taps on goes on with what is left.
        Assert.EndsWith(
            ": auf Rang 2",
            await expert.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')"),
            StringComparison.Ordinal
        );
        await TabToAsync(expert, "button[aria-label='Rat: auf Rang 2']", back: true);
        await keys.PressAsync("1");
        await Expect(expert.Find("[data-item=o] li:first-child label").First).ToHaveTextAsync("Rat");
        Assert.Equal("Rat: nach oben", await expert.Page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')"));
        // Both ranks are given: what is tapped now changes nothing, and it is said why.
        await TabToAsync(expert, "button[aria-label^='Wissens']");
        await keys.PressAsync("Enter");
        await Expect(expert.Find("[role=status]", "Alle Ränge sind vergeben.")).ToHaveCountAsync(1);
        Assert.Equal(["1", "2", ""], await RanksAsync(expert));
        await keys.PressAsync("2");
        Assert.Equal(["1", "", "2"], await RanksAsync(expert));
        await keys.PressAsync("ArrowUp");
        Assert.Equal(["2", "", "1"], await RanksAsync(expert));
        await keys.PressAsync("0");
        Assert.Equal(["1", "", ""], await RanksAsync(expert));
        await TabToAsync(expert, "button[aria-label='Geld: auf Rang 2']", back: true);
        await keys.PressAsync("Space");
        Assert.Equal(["1", "2", ""], await RanksAsync(expert));
        var rest = expert.Find("[data-item=p] .rest");
        await Expect(rest).ToHaveTextAsync("Noch zu verteilen: 100 von 100 Punkten.");
        await TypeAsync(expert, "a.p.a", "70");
        await Expect(rest).ToHaveTextAsync("Noch zu verteilen: 30 von 100 Punkten.");
        await TabToAsync(expert, "[data-item=p] .rest__share");
        await keys.PressAsync("Enter");
        await Expect(rest).ToHaveTextAsync("Alle 100 Punkte sind verteilt.");
        await Expect(expert.Find("[data-item=p] .rest__share")).ToBeHiddenAsync();
        await Expect(expert.Find("input[name='a.p.b']")).ToHaveValueAsync("30");
        await keys.PressAsync("Control+a");
        await TypeAsync(expert, "a.p.b", "40");
        await Expect(rest).ToHaveTextAsync("Zu viel verteilt: 10; es sind insgesamt 100 Punkte.");
        await TabToAsync(expert, "input[name='a.p.a']", back: true);
        await keys.TypeAsync("60");
        await Expect(rest).ToHaveTextAsync("Alle 100 Punkte sind verteilt.");
        await TypeAsync(expert, "a.z", "12,5");
        await TypeAsync(expert, "a.e.low", "1");
        await TypeAsync(expert, "a.e.best", "2");
        await TypeAsync(expert, "a.e.high", "3");
        await TabToAsync(expert, "input[name='a.c']");
        await keys.PressAsync("ArrowDown");
        await TabToAsync(expert, "input[name='a.v.n']");
        await keys.PressAsync("Space");
        await TabToAsync(expert, "input[name='a.v.b']", back: true);
        await keys.PressAsync("Space");
        await Expect(expert.Find("input[name='a.v.n']")).Not.ToBeCheckedAsync();
        await TabToAsync(expert, "button[name=go][value=next]:not([tabindex])");
        await keys.PressAsync("Enter");
        await expert.ArrivesAtAsync(ExpertSheet.Review);
    }

    /// <summary>By the fields alone, as without scripts.</summary>
    private static async Task AnswerAsync(ExpertSheet expert)
    {
        await expert.ChooseAsync("t", "3");
        await expert.ChooseAsync("n", "9");
        await expert.ChooseAsync("m.x", "5");
        await expert.ChooseAsync("m.y", "1");
        await expert.ChooseAsync("k.x", "");
        await expert.RankAsync("o.a", "1");
        await expert.RankAsync("o.b", "2");
        await expert.FillAsync("p.a", "100");
        await expert.FillAsync("z", "12,5");
        await expert.FillAsync("e.low", "1");
        await expert.FillAsync("e.best", "2");
        await expert.FillAsync("e.high", "3");
        await expert.FillAsync("w", "Mut");
        await expert.FillAsync("i.1", "Bänke");
        await expert.FillAsync("l", "Zeit");
        await expert.ChooseAsync("c", "hin");
        await expert.Find("input[name='a.v.a']").CheckAsync();
        await expert.Find("button[name=go][value=next]:not([tabindex])").ClickAsync();
        await expert.ArrivesAtAsync(ExpertSheet.Review);
    }

    /// <summary>An answer that stands alone unticks the others, and the other way round; but it takes no words away.</summary>
    private static async Task ChooseNobodyAndBackAsync(ExpertSheet expert)
    {
        ILocator Box(string name) => expert.Find($"input[name='{name}']");
        await Box("a.v.a").CheckAsync();
        await Box("a.v.b").CheckAsync();
        await Box("a.v.n").CheckAsync();
        await Expect(Box("a.v.a")).Not.ToBeCheckedAsync();
        await Expect(Box("a.v.b")).Not.ToBeCheckedAsync();
        await Box("none.v").CheckAsync();
        await Expect(Box("a.v.n")).Not.ToBeCheckedAsync();
        await Box("a.v.n").CheckAsync();
        await Expect(Box("none.v")).Not.ToBeCheckedAsync();
        await expert.FillAsync("v.other", "Dorf");
        await Expect(Box("a.v.n")).Not.ToBeCheckedAsync();
        await Box("a.v.n").CheckAsync();
        await Expect(Box("a.v.other")).ToHaveValueAsync("Dorf");
        await expert.FillAsync("v.other", "");
        await Box("a.v.a").CheckAsync();
        await Expect(Box("a.v.n")).Not.ToBeCheckedAsync();
    }

    private const string Filled =
        "c=hin; e.best=2; e.high=3; e.low=1; i.1=Bänke; k.x=; l=Zeit; m.x=5; m.y=1; n=9; o.a=1; o.b=2; p.a=100; p.b=0; t=3; v.a=1; v.b=0; v.n=0; w=Mut; z=12.5";

    private static AnswerChange[] Others(int expert)
    {
        string Point(int most, int shift) => (1 + ((expert + shift) % most)).ToString(CultureInfo.InvariantCulture);
        return
        [
            new("t", Point(5, 0)),
            new("n", Point(9, 2)),
            new("m.x", Point(5, 1)),
            new("m.y", Point(5, 3)),
            new("k.x", Point(9, 0)),
            new("k.y", Point(9, 4)),
            new("o.b", "1"),
            new("o.c", "2"),
            new("p.a", "80"),
            new("p.b", "20"),
            new("z", $"{10 + (expert * 3)}"),
            new("e.low", $"{expert}"),
            new("e.best", $"{expert * 10}"),
            new("e.high", $"{expert * 20}"),
            new("c", expert % 2 == 0 ? "hin" : "her"),
            new("v.a", "1"),
            new("v.b", expert % 3 == 0 ? "1" : "0"),
        ];
    }

    private static async Task KeepByKeysAsync(ExpertSheet expert)
    {
        foreach (var item in (string[])["t", "o", "z"])
        {
            await TabToAsync(expert, $"button[name=keep][value={item}]");
            await expert.PressKeyAsync("Enter");
            await Expect(expert.Find($"button[name=keep][value={item}]")).ToHaveCountAsync(0);
            await Expect(expert.Find("[role=status]", "Ihre Antwort aus Runde 1 ist übernommen.")).ToHaveCountAsync(1);
        }
        await Expect(expert.Point("t", "2")).ToBeCheckedAsync();
        await Expect(expert.Find("input[name='a.z']")).ToHaveValueAsync("12,5");
        Assert.Equal(["1", "2", ""], await RanksAsync(expert));
    }

    private static async Task KeepAsync(ExpertSheet expert, params string[] items)
    {
        foreach (var item in items)
        {
            await expert.Find($"button[name=keep][value={item}]").ClickAsync();
            await Expect(expert.Find($"button[name=keep][value={item}]")).ToHaveCountAsync(0);
        }
    }

    /// <summary>The ranks in the order in which the options are written down.</summary>
    private static async Task<string[]> RanksAsync(ExpertSheet expert) =>
        [.. await Task.WhenAll(new[] { "a", "b", "c" }.Select(option => expert.Rank($"o.{option}").InputValueAsync()))];

    private static async Task TypeAsync(ExpertSheet expert, string name, string text)
    {
        await TabToAsync(expert, $"input[name='{name}']");
        await expert.TypeAsync(text);
    }

    private static async Task TabToAsync(ExpertSheet expert, string selector, bool back = false)
    {
        for (var presses = 0; presses < 150; presses++)
        {
            if (await expert.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
            await expert.PressKeyAsync(back ? "Shift+Tab" : "Tab");
        }
        Assert.Fail($"{selector} cannot be reached by Tab.");
    }

    /// <summary>What is saved.</summary>
    private static async Task<string> WrittenAsync(ExpertSheet expert) =>
        string.Join(
            "; ",
            (await expert.AnswersAsync())
                .Values.OrderBy(answer => answer.Key, StringComparer.Ordinal)
                .Select(answer => $"{answer.Key}={answer.Value}")
        );

    private static Task WaitForAsync(ExpertSheet expert, string answers) =>
        Wait.UntilAsync($"The sheet has {answers}", () => WrittenAsync(expert), written => written == answers);

    /// <summary>Beside what every page promises: nothing to press is smaller than 44 pixels, and nothing sticks out of its width, 320 pixels either.</summary>
    private static async Task LookAsync(ExpertSheet expert, string name)
    {
        await expert.LookAsync(name);
        foreach (var width in new[] { expert.Page.ViewportSize!.Width, 320 }.Distinct())
        {
            var size = expert.Page.ViewportSize!;
            await expert.Page.SetViewportSizeAsync(width, size.Height);
            var wrong = await expert.Page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll("form.sheet :is(label.point, select, button, summary, input[type=text], textarea)")]
                    .map(one => [one, one.getBoundingClientRect()]).filter(([one, box]) => box.width > 1 && !one.classList.contains("kern-sr-only")
                        && (box.width < 43.5 || box.height < 43.5)).map(([one, box]) => `${one.outerHTML.slice(0, 80)} is ${box.width} × ${box.height}`)
                    .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["The page is too wide."] : [])
                """
            );
            Assert.True(wrong.Length == 0, $"{name} at {width}: {string.Join("\n", wrong)}");
            await expert.Page.SetViewportSizeAsync(size.Width, size.Height);
        }
    }
}
