using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Tests.Pages.Team.Kodierung;
using Befragung.Web.Tests.Walks.Screens;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Befragung.Web.Tests.Walks;

/// <summary>
/// The whole way between the rounds as a team of three goes it: 400 answers, a share of them coded by each alone, statements, and two rounds of them. The first of the three touches no
/// mouse; where a page would only be used over and over again, it is sent without a browser.
/// </summary>
public sealed class SmallTownWalk(Browser app) : Walk(app)
{
    private const int Experts = 100,
        Shared = 40,
        Answering = 24;

    private const string MergedText = "Wer kein Auto hat, soll sicher und zu jeder Tageszeit in alle Ortsteile kommen.",
        WhyMerged = "Beide fragen, wie man ohne Auto unterwegs ist.",
        WhyDropped = "Das Rathaus bleibt am Marktplatz; darüber ist entschieden.",
        Reworded = "Wie wichtig ist eine Hausarztpraxis in der Stadt?";

    // Where in their share the second and the third see something else than the first; once both do.
    private static readonly int[] SecondElse = [4, 14, 24],
        ThirdElse = [14, 30];

    private static readonly IReadOnlyList<TownAnswer> Written = SmallTown.Answers(Experts, seed: 16);

    /// <summary>What each text, and each thought of one, is about.</summary>
    private static readonly Dictionary<string, IReadOnlyList<string>> About = Written
        .SelectMany(answer =>
            answer
                .Thoughts.Select((thought, place) => (Text: thought, Codes: (IReadOnlyList<string>)[answer.Codes[place]]))
                .Append((answer.Text, answer.Codes))
        )
        .DistinctBy(one => Plain(one.Text))
        // A text that is one thought comes twice, with the same code.
        .ToDictionary(one => Plain(one.Text), one => one.Codes);

    [Fact]
    public async Task Three_coders_make_statements_of_400_answers_and_two_rounds_of_them()
    {
        var key = await WrittenAsync();
        var study = $"/team/studien/{key}";
        var round = study + "/runden/1";
        var first = await TeamDesk.SignedInAsync(App, StudyRole.Owner);
        using var member = await App.TeamAsync();

        await first.GoToAsync(round + "/kodierung");
        await first.ChooseAsync("#anteil", "#anteil:has([value='10']:checked)");
        await first.EnterAsync("main form button");
        await first.SeesHeadingAsync("Nennungen der Runde 1");
        await CodeApartAsync(first, round);
        await CompareAsync(first, round);
        await SettleAsync(first);

        await CutAsync(first, key, round);
        await GiveAllAsync(first, member, round);
        await first.GoToAsync(round + "/nennungen?zeige=offen");
        await first.SeesAsync("Alle Nennungen haben einen Code.");
        await first.SeesAsync($"kodiert ({(Experts * SmallTown.TextsEach) + 1})");

        await StateAsync(first, member, round);
        await PlanSecondAsync(first, study);
        var statements = await AnswerSecondAsync(key);
        await PlanThirdAsync(first, study, statements);
        await AnswerThirdAsync(key);
        await ReadReportAsync(first, study);
    }

    private async Task<string> WrittenAsync()
    {
        Assert.Equal(400, Written.Count);
        Assert.Contains(Written, answer => answer.Text.Length == SmallTown.Longest);
        var key = await App.OpenStudyAsync(Experts, SmallTown.Yaml);
        for (var expert = 0; expert < Experts; expert++)
        {
            var said = Written.Skip(expert * SmallTown.TextsEach).Take(SmallTown.TextsEach).Select(answer => answer.Text).ToArray();
            await App.HandInAsync(
                key,
                expert,
                [
                    .. ((string[])["bus", "rad", "arzt", "amt"]).Select((item, place) => Rated(item, expert + place)),
                    new("fehlt", said[0]),
                    new("ideen.1", said[1]),
                    new("ideen.2", said[2]),
                    new("ideen.3", said[3]),
                ]
            );
        }
        await App.CloseAsync(key);
        return key;
    }

    /// <summary>Each codes the share that was drawn, and sees nothing of the others: the first with keys alone.</summary>
    private async Task CodeApartAsync(TeamDesk first, string round)
    {
        await first.EnterAsync("nav.filter a[href*='zeige=getrennt']");
        await Expect(first.Find("[data-found]")).ToHaveTextAsync($"{Shared} Nennungen");
        await first.LookAsync("anteil");
        foreach (var text in await first.Find("[data-mention] .said").AllTextContentsAsync())
            await CodeAsync(first, About[Plain(text)]);
        await Expect(first.Find("nav.filter [aria-current]")).ToHaveTextAsync("getrennt zu kodieren (0)");

        var second = await TeamDesk.SignedInAsync(App, StudyRole.Editor, new(390));
        await second.GoToAsync(round + "/nennungen?zeige=getrennt");
        await Expect(second.Find("[data-mention]")).ToHaveCountAsync(Shared);
        await Expect(second.Find(".code-mark")).ToHaveCountAsync(0);
        await second.LookAsync("anteil-telefon");
        using var other = await App.TeamAsync(StudyRole.Editor);
        await CodeApartAsync(other, round, SecondElse);
        using var third = await App.SignInAsync(await App.MemberAsync(StudyRole.Editor));
        await CodeApartAsync(third, round, ThirdElse);
    }

    private static async Task CodeApartAsync(Visitor coder, string round, int[] seesElse)
    {
        var page = await coder.GetAsync(round + "/nennungen?zeige=getrennt");
        var cards = page.Page.QuerySelectorAll("[data-mention]").ToList();
        Assert.Equal(Shared, cards.Count);
        Assert.Empty(page.Page.QuerySelectorAll(".code-mark"));
        foreach (var (place, card) in cards.Index())
        {
            var codes = About[Plain(card.QuerySelector(".said")!.TextContent)];
            if (seesElse.Contains(place))
                codes = [SmallTown.Themes.Select(theme => theme.Code).First(code => !codes.Contains(code))];
            await GiveAsync(coder, page, card, round, codes);
        }
        page = await coder.GetAsync(round + "/nennungen?zeige=getrennt");
        Assert.Contains("Alle ausgelosten Nennungen haben einen Code von Ihnen.", page.Text, StringComparison.Ordinal);
    }

    /// <summary>Goes on to the next card with J, and types each code; one that nobody has typed before is new.</summary>
    private static async Task CodeAsync(TeamDesk desk, IReadOnlyList<string> codes)
    {
        await desk.PressKeyAsync("j");
        await desk.PressKeyAsync("c");
        for (var given = 0; given < codes.Count; given++)
        {
            await Expect(desk.Find("[data-code]:focus")).ToHaveCountAsync(1);
            await desk.TypeAsync(codes[given]);
            var known = await desk.Find("#codes option").EvaluateAllAsync<string[]>("all => all.map(one => one.value)");
            await desk.PressKeyAsync(known.Contains(Named(codes[given])) ? "Enter" : "Control+Enter");
            await Expect(desk.Find("[data-mention]:focus-within .code-mark")).ToHaveCountAsync(given + 1);
        }
        await desk.PressKeyAsync("Escape");
        await Expect(desk.Find("[data-mention]:focus")).ToHaveCountAsync(1);
    }

    private static async Task CompareAsync(TeamDesk first, string round)
    {
        await first.GoToAsync(round + "/vergleich");
        await Expect(first.Find("ul.facts li", $"{Shared} kodiert")).ToHaveCountAsync(3);
        await first.TickAsync("#sicher");
        await first.EnterAsync("main form button");
        await first.SeesHeadingAsync("Übereinstimmung");
        await first.SeesAsync($"3 Personen haben kodiert; {Shared} Nennungen wurden von mindestens zwei Personen kodiert.");
        await Expect(first.Find("thead th", "Fleiss’ κ")).ToBeVisibleAsync();
        await Expect(first.Find("thead th", "Krippendorffs α")).ToBeVisibleAsync();
        // Of 40, all three said the same of 36, and two of them of the other 4; what they said is far from chance.
        await Expect(first.Find("tfoot td").Nth(1)).ToHaveTextAsync("93");
        await Expect(first.Find("tfoot td").Nth(2)).ToContainTextAsync("0,9");
        await first.SeesAsync("Über 4 Nennungen ist noch zu entscheiden.");
        await first.LookAsync("vergleich-zu-dritt");
    }

    private static async Task SettleAsync(TeamDesk first)
    {
        for (var left = 4; left > 0; left--)
        {
            var card = first.Find(".mention").First;
            var codes = About[Plain(await card.Locator(".said").InnerTextAsync())].Select(Named).ToList();
            foreach (var box in await card.GetByRole(AriaRole.Checkbox).AllAsync())
            {
                var id = await box.GetAttributeAsync("id");
                await first.TickAsync($"[id='{id}']", codes.Contains((await first.Find($"label[for='{id}']").InnerTextAsync()).Trim()));
            }
            await first.OverwriteAsync(
                $"[id='{await card.Locator("[name=notiz]").GetAttributeAsync("id")}']",
                "Gemeint ist, was wörtlich dasteht."
            );
            await first.PressKeyAsync("Enter");
            await first.SeesAsync(
                left switch
                {
                    1 => "Es ist nichts mehr zu entscheiden.",
                    2 => "Über eine Nennung ist noch zu entscheiden.",
                    _ => $"Über {left - 1} Nennungen ist noch zu entscheiden.",
                }
            );
        }
    }

    /// <summary>Makes two mentions of a text that says two things, and nobody coded alone.</summary>
    private async Task CutAsync(TeamDesk first, string key, string round)
    {
        var said = Written.Where(answer => answer.Thoughts.Count > 1).ToDictionary(answer => answer.Text, answer => answer.Thoughts);
        var mention = (await App.MentionsAsync(key)).First(mention => !mention.IsBlind && said.ContainsKey(mention.Text));
        await first.GoToAsync($"{round}/nennungen?zeige=offen&suche={Uri.EscapeDataString(mention.Text[..20])}");
        await first.ReachAsync($"#n-{mention.Id:N} [data-code]");
        await first.PressKeyAsync("Escape");
        await first.PressKeyAsync("t");
        await first.SeesHeadingAsync("Eine Nennung");
        await first.ReachAsync("#text");
        await first.PressKeyAsync("Control+Home");
        for (var sign = 0; sign < said[mention.Text][0].Length + 1; sign++)
            await first.PressKeyAsync("ArrowRight");
        await first.TypeAsync(mention.CutSign);
        await first.LookAsync("zwei-gedanken");
        await first.EnterAsync("form[action*='Teilen'] button");
        await first.SeesHeadingAsync("Nennungen der Runde 1");
        Assert.Equal((Experts * SmallTown.TextsEach) + 1, (await App.MentionsAsync(key)).Count);
    }

    /// <summary>What is written alike gets its code at once: the first group with keys; then everything that is left.</summary>
    private static async Task GiveAllAsync(TeamDesk first, Visitor member, string round)
    {
        await first.GoToAsync(round + "/aehnlich");
        await first.LookAsync("aehnliche");
        var common = "";
        foreach (var box in await first.Find("li.card").First.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            var id = await box.GetAttributeAsync("id");
            var codes = About[Plain(await first.Find($"label[for='{id}'] [lang], label[for='{id}'] span").First.InnerTextAsync())];
            common = common is "" ? codes[0] : common;
            await first.TickAsync($"[id='{id}']", codes.Contains(common));
        }
        await first.ReachAsync("li.card input[name=code]");
        await first.TypeAsync(common);
        // Whether the share had it or not, which is a matter of the draw.
        await first.EnterAsync("li.card button[name=neu]");
        await Expect(first.Page).ToHaveURLAsync(new Regex("seite=1", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(first.Find(".kern-error")).ToHaveCountAsync(0);
        var before = await OpenAsync(member, round);
        for (var (page, pages) = (1, 1); page <= pages; page++)
        {
            var alike = await member.GetAsync($"{round}/aehnlich?seite={page}");
            var (_, token) = Visitor.Fill(alike, "li.card form");
            pages = alike.Page.QuerySelectorAll("nav a[href*='seite=']").Select(PageOf).Append(pages).Max();
            foreach (var card in alike.Page.QuerySelectorAll("li.card"))
            foreach (var same in card.QuerySelectorAll("[name=nennung]").GroupBy(box => About[Plain(Label(box))], Same))
            foreach (var code in same.Key)
                Assert.Equal(
                    302,
                    (
                        await member.PostAsync(
                            round + "/aehnlich",
                            [
                                new("erste", card.Id![2..]),
                                new("code", code),
                                new("neu", "true"),
                                .. same.Select(box => KeyValuePair.Create("nennung", box.GetAttribute("value")!)),
                                .. token.Where(field => field.Key.StartsWith("__", StringComparison.Ordinal)),
                            ]
                        )
                    ).Status
                );
        }
        // Most of 400 are like another one, so most of the work is done now.
        Assert.InRange(await OpenAsync(member, round), 0, before / 2);

        for (var page = await OpenPageAsync(); page.Page.QuerySelector("[data-mention]") is not null; page = await OpenPageAsync())
            foreach (var card in page.Page.QuerySelectorAll("[data-mention]"))
                await GiveAsync(member, page, card, round, About[Plain(card.QuerySelector(".said")!.TextContent)]);

        Task<Reply> OpenPageAsync() => member.GetAsync(round + "/nennungen?zeige=offen");

        static string Label(IElement box) => box.ParentElement!.QuerySelector("[lang], label span")!.TextContent;

        static int PageOf(IElement link) =>
            int.Parse(link.GetAttribute("href")!.Split("seite=")[1].Split('&', '#')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>How many mentions have no code.</summary>
    private static async Task<int> OpenAsync(Visitor member, string round) =>
        int.Parse(
            (await member.GetAsync(round + "/nennungen")).Page.QuerySelector("nav.filter a")!.TextContent.Split('(', ')')[1],
            CultureInfo.InvariantCulture
        );

    private static async Task GiveAsync(Visitor coder, Reply page, IElement card, string round, IReadOnlyList<string> codes)
    {
        var (_, fields) = Visitor.Fill(page, $"#{card.Id} form.give");
        foreach (var code in codes)
            Assert.Equal(
                302,
                (
                    await coder.PostAsync(
                        round + "/nennungen?handler=Geben",
                        [.. fields.Where(field => field.Key != "code"), new("code", code), new("neu", "true")]
                    )
                ).Status
            );
    }

    /// <summary>A statement of each code: the first with keys, the others without a browser.</summary>
    private static async Task StateAsync(TeamDesk first, Visitor member, string round)
    {
        foreach (var (code, statement, _, _) in SmallTown.Themes.Skip(1))
        {
            var list = await member.GetAsync(round + "/thesen");
            var from = list
                .Page.QuerySelectorAll("#aus option")
                .Single(option => option.TextContent.StartsWith(Named(code) + " (", StringComparison.Ordinal))
                .GetAttribute("value");
            var made = await member.SubmitAsync(list, "main form.drafting", ("aus", from), ("text", statement));
            Assert.Equal(302, (await member.SubmitAsync(await member.GetAsync(made.Location!), "#fertig")).Status);
        }
        await first.GoToAsync(round + "/thesen");
        await first.ReachAsync("#aus");
        await first.TypeAsync("Mobilität › B");
        await Expect(first.Find("#aus option:checked")).ToContainTextAsync("Mobilität › Busse (");
        await first.OverwriteAsync("#text", SmallTown.Themes[0].Statement);
        await first.EnterAsync("main form.drafting button");
        await first.SeesHeadingAsync("Woraus sie entstanden ist");
        await first.LookAsync("these-aus-vielen");
        await first.EnterAsync("button[form=fertig]");
        await first.SeesAsync("fertig seit");
    }

    private static async Task PlanSecondAsync(TeamDesk first, string study)
    {
        await first.GoToAsync(study + "/weiter");
        await Expect(first.Find("[name=these]:checked")).ToHaveCountAsync(SmallTown.Themes.Count);
        foreach (var kept in (string[])["bus", "rad", "arzt"])
            await BecomesAsync(first, kept, "behalten");
        await BecomesAsync(first, "amt", "entfaellt");
        await first.OverwriteAsync("#r-amt", WhyDropped);
        foreach (var open in (string[])["fehlt", "ideen"])
        {
            await BecomesAsync(first, open, "entfaellt");
            await first.OverwriteAsync($"#r-{open}", "Daraus sind Thesen geworden.");
        }
        var agreement = await first.Find("#skala option", "Zustimmung, 5 Punkte").First.GetAttributeAsync("value");
        await first.ChooseAsync("#skala", $"#skala:has([value='{agreement}']:checked)");
        await first.LookAsync("runde-2-planen");
        await first.EnterAsync(".planning > .buttons button");
        await first.ArrivesAtAsync("/runden/2");
        await first.SeesAsync(WhyDropped);
    }

    /// <summary>The statements as round 2 asks them, once it is answered and closed.</summary>
    private async Task<IReadOnlyList<Item>> AnswerSecondAsync(string key)
    {
        await App.OpenAsync(key);
        var asked = (await App.ReadAsync(key)).Round(2);
        Assert.Equal(SmallTown.Themes.Count, asked.Origins!.Items.Count);
        var items = asked.Questionnaire.Items.OfType<RatingItem>().ToList();
        Assert.Equal(3 + SmallTown.Themes.Count, items.Count);
        await HandInAsync(key, items);
        await App.CloseAsync(key);
        return [.. asked.Questionnaire.Sections[^1].Items];
    }

    /// <summary>One question is worded anew, and the statements of busses and cycle tracks become one.</summary>
    private static async Task PlanThirdAsync(TeamDesk first, string study, IReadOnlyList<Item> statements)
    {
        var parts = SmallTown.Themes.Take(2).Select(theme => statements.Single(item => item.Text.In("de") == theme.Statement).Key).ToList();
        await first.GoToAsync(study + "/weiter");
        await BecomesAsync(first, "bus", "behalten");
        await BecomesAsync(first, "rad", "behalten");
        await BecomesAsync(first, "arzt", "umformulieren");
        await first.OverwriteAsync("#neu-arzt-de", Reworded);
        foreach (var item in statements)
        {
            await BecomesAsync(first, item.Key, parts.Contains(item.Key) ? "zusammenfuehren" : "behalten");
            if (parts.Contains(item.Key))
                await first.ChooseAsync($"#mit-{item.Key}", $"#mit-{item.Key}:has([value=A]:checked)");
        }
        await first.OverwriteAsync("#text-A-de", MergedText);
        await first.OverwriteAsync("#grund-A", WhyMerged);
        await first.LookAsync("runde-3-planen");
        await first.EnterAsync(".planning > .buttons button");
        await first.ArrivesAtAsync("/runden/3");
        await first.SeesAsync("Zusammengeführt oder geteilt");
        await first.LookAsync("runde-3-geplant");
    }

    private async Task AnswerThirdAsync(string key)
    {
        await App.OpenAsync(key);
        var asked = (await App.ReadAsync(key)).Round(3);
        var merged = asked.Questionnaire.Items.Single(item => item.Text.In("de") == MergedText);
        var section = asked.Questionnaire.Sections.Single(section => section.Items.Contains(merged));
        var expert = await ExpertSheet.ArriveAsync(App, key, 0, $"/bogen/abschnitt/{section.Key}", new(390));
        var shown = expert.Find($"[data-item='{merged.Key}']");
        await Expect(shown).ToContainTextAsync("Diese Frage ist aus zwei Fragen der Runde 2 entstanden:");
        foreach (var theme in SmallTown.Themes.Take(2))
            await Expect(shown).ToContainTextAsync(theme.Statement);
        await Expect(shown).ToContainTextAsync($"{Answering} Personen");
        await expert.LookAsync("zusammengefuehrt-telefon");
        await expert.ChooseAsync(merged.Key, "5");
        await expert.GoToAsync("/bogen/abschnitt/ort");
        await Expect(expert.Find("[data-item=arzt]")).ToContainTextAsync(Reworded);
        await Expect(expert.Find("[data-item=arzt]"))
            .ToContainTextAsync("In Runde 2 lautete die Frage: Wie wichtig ist die hausärztliche Versorgung?");
        await expert.LookAsync("umformuliert-telefon");
        await HandInAsync(key, [.. asked.Questionnaire.Items.OfType<RatingItem>()]);
        await App.CloseAsync(key);
    }

    private static async Task ReadReportAsync(TeamDesk first, string study)
    {
        await first.GoToAsync(study + "/bericht");
        var way = first.Find("figure", "Der Weg der Fragen durch die Runden");
        foreach (var words in (string[])["umformuliert: 1", "zusammengeführt: 1 aus 2", $"neu, aus Antworten: {SmallTown.Themes.Count}"])
            await Expect(way).ToContainTextAsync(words);
        await first.GoToAsync(study + "/bericht-datenband");
        await Expect(first.Find("main")).ToContainTextAsync(WhyMerged);
        await Expect(first.Find("main")).ToContainTextAsync(WhyDropped);
    }

    private static Task BecomesAsync(TeamDesk desk, string item, string choice) =>
        desk.ChooseAsync($"[name='wahl.{item}']:checked", $"[name='wahl.{item}'][value={choice}]");

    private async Task HandInAsync(string key, IReadOnlyList<Item> items)
    {
        for (var expert = 0; expert < Answering; expert++)
            await App.HandInAsync(key, expert, [.. items.Select((item, place) => Rated(item.Key, expert + place))]);
    }

    private static AnswerChange Rated(string item, int number) => new(item, (1 + (number % 5)).ToString(CultureInfo.InvariantCulture));

    private static string Named(string code) => code.Replace(" > ", " › ", StringComparison.Ordinal);

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static readonly IEqualityComparer<IReadOnlyList<string>> Same = EqualityComparer<IReadOnlyList<string>>.Create(
        (one, other) => one!.SequenceEqual(other!),
        codes => string.Join('|', codes).GetHashCode(StringComparison.Ordinal)
    );
}
