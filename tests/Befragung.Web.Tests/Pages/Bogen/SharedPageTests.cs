using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Pages.Bogen;
using Befragung.Web.Pages.Bogen.Shortcuts;
using Befragung.Web.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Pages of experts are made once for all, and what is one's own is filled in: nothing of whoever comes first may stay in them.</summary>
public sealed class SharedPageTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    /// <summary>An order of one's own, conditions, what is required, and feedback: all that may differ between two experts.</summary>
    private const string Yaml = """
        befragung: 1
        title: { de: Zwei Fachleute, en: Two experts }
        languages: [de, en]
        groups: [ { key: nord, name: { de: Norden, en: North } }, { key: sued, name: { de: Süden, en: South } } ]
        settings: { rounds: 2, smallestCell: 3, reasons: true }
        scales: { s5: { points: 5 } }
        sections:
          - key: eins
            title: { de: Eins, en: One }
            random: true
            items:
              - { key: q1, type: rating, text: { de: Erstens, en: First }, scale: s5, required: true }
              - { key: q2, type: rating, text: { de: Zweitens, en: Second }, scale: s5, required: true }
              - { key: q3, type: rating, text: { de: Drittens, en: Third }, scale: s5, required: true }
              - { key: q4, type: singleChoice, text: { de: Viertens, en: Fourth }, options: [ { key: x, name: { de: Ja, en: "Yes" } }, { key: y, name: { de: Nein, en: "No" } } ] }
              - { key: q5, type: number, text: { de: Fünftens, en: Fifth } }
              - { key: q6, type: ranking, text: { de: Sechstens, en: Sixth }, options: [ { key: x, name: { de: Hier, en: Here } }, { key: y, name: { de: Dort, en: There } } ] }
          - key: zwei
            title: { de: Zwei, en: Two }
            when: { item: q1, from: 4 }
            items:
              - { key: w, type: rating, text: { de: Und hier?, en: And here? }, scale: s5 }
          - key: drei
            title: { de: Drei, en: Three }
            random: true
            items:
              - { key: d1, type: rating, text: { de: Nah, en: Near }, scale: s5 }
              - { key: d2, type: rating, text: { de: Fern, en: Far }, scale: s5 }
              - { key: d3, type: rating, text: { de: Weit, en: Wide }, scale: s5 }
        """;

    [Fact]
    public async Task Each_page_is_the_same_whether_it_was_made_for_oneself_or_for_somebody_else()
    {
        var key = await SecondRoundAsync();
        using var first = await app.ReturningAsync(key);
        using var second = await app.ReturningAsync(key, 1);
        string[] paths = ["/bogen", "/bogen/abschnitt/eins", "/bogen/abschnitt/zwei", "/bogen/abschnitt/drei", "/bogen/abgeben"];
        // A kind of page that is shared from now on has to be looked at here as well.
        Assert.Equal(
            [nameof(ReviewKey), nameof(SectionKey), nameof(StartKey)],
            typeof(SharedKey).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SharedKey))).Select(type => type.Name).Order()
        );
        Func<int, Task>[] steps =
        [
            _ => Task.CompletedTask,
            expert =>
                app.BeginAsync(
                    key,
                    expert,
                    new("q1", "5"),
                    new("q5", expert == 0 ? "7" : "9"),
                    new(expert == 0 ? "q2" : "q3", "1"),
                    new("w", expert == 0 ? "2" : "3")
                ),
            expert => app.HandInAsync(key, expert, new("q2", "2"), new("q3", expert == 0 ? "3" : "4"), new("q4", expert == 0 ? "x" : "y")),
        ];
        foreach (var step in steps)
        {
            await Task.WhenAll(step(0), step(1));
            foreach (var language in (string[])["de", "en"])
            {
                foreach (var expert in (Visitor[])[first, second])
                    await expert.GetAsync($"/sprache/{language}");
                foreach (var path in paths)
                {
                    foreach (var (other, own) in ((Visitor, Visitor)[])[(first, second), (second, first)])
                    {
                        var alone = await AnewAsync(own, path);
                        // Whoever comes first may have written the address in another way, with what else stands in one.
                        await AnewAsync(other, path.Replace("/bogen", "/BOGEN", StringComparison.Ordinal) + "?neu=true");
                        var shared = await own.GetAsync(path);
                        Assert.Equal(
                            (alone.Status, alone.Location, alone.BodyWithoutTokens),
                            (shared.Status, shared.Location, shared.BodyWithoutTokens)
                        );
                        Assert.DoesNotContain("BOGEN", shared.Body, StringComparison.Ordinal);
                    }
                }
            }
        }
    }

    [Fact]
    public async Task The_review_has_the_order_that_the_expert_is_asked_in()
    {
        var key = await SecondRoundAsync();
        var orders = new HashSet<string>();
        for (var expert = 0; expert < 6; expert++)
        {
            using var visitor = await app.ReturningAsync(key, expert);
            var asked = (await visitor.GetAsync("/bogen/abschnitt/eins"))
                .Page.QuerySelectorAll("[data-item] .item__text")
                .Select(text => text.TextContent)
                .ToList();
            var reviewed = (await visitor.GetAsync("/bogen/abgeben"))
                .Page.QuerySelectorAll("section[aria-labelledby=abschnitt-eins] dt")
                .Select(text => text.TextContent)
                .ToList();
            Assert.Equal(asked, reviewed);
            orders.Add(string.Join(' ', asked));
        }
        Assert.True(orders.Count > 1, "Six experts with an order of their own are asked in more than one.");
    }

    [Fact]
    public async Task However_experts_answer_few_pages_are_kept()
    {
        var key = await SecondRoundAsync();
        using var visitor = await app.ReturningAsync(key);
        string[] parts = ["q1", "q2", "q3", "d1", "d2"];
        for (var answered = 0; answered < 1 << parts.Length; answered++)
        {
            await app.BeginAsync(
                key,
                0,
                [
                    .. parts.Select(
                        (part, index) =>
                            new AnswerChange(
                                part,
                                (answered & (1 << index)) == 0 ? null
                                    : part == "q1" ? "5"
                                    : "1"
                            )
                    ),
                ]
            );
            foreach (var path in (string[])["/bogen", "/bogen/abschnitt/eins", "/bogen/abschnitt/drei", "/bogen/abgeben"])
                await visitor.GetAsync(path);
        }
        var round = (await app.ReadAsync(key)).CurrentRound.Id;
        // The start, two sections with or without something to keep, and the review with or without what is open or missing.
        var kept = FilledPage.Count(app.Services.GetRequiredService<FrozenRounds>().Known(new(round, 0))!);
        var keeps = app.Services.GetRequiredService<ShortcutsTaken>().Has(Shortcut.Pages);
        Assert.InRange(kept, keeps ? 4 : 0, keeps ? 9 : 0);
    }

    [Fact]
    public async Task Experts_who_look_at_the_same_pages_in_turn_each_see_their_own()
    {
        var key = await app.OpenStudyAsync(2);
        using var first = await app.ExpertAsync(key);
        using var second = await app.ExpertAsync(key, 1);
        await app.BeginAsync(key, 0, new AnswerChange("r1", "2"), new AnswerChange("l1", "Nur die Erste schrieb das. 🙂"));
        await app.BeginAsync(key, 1, new AnswerChange("r1", "4"));
        var seen = new List<(string? Mark, string? Token)>();
        // The first one's pages are kept; the second one's and the first one's again are filled from them.
        foreach (var (expert, point, words) in new[] { (first, "2", true), (second, "4", false), (first, "2", true) })
        {
            var start = await expert.GetAsync("/bogen");
            var section = await expert.GetAsync("/bogen/abschnitt/eins");
            var review = await expert.GetAsync("/bogen/abgeben");
            Assert.Equal(words, review.Text.Contains("Nur die Erste schrieb das. 🙂", StringComparison.Ordinal));
            Assert.Equal(point, section.Page.QuerySelector("input[name='a.r1'][checked]")!.GetAttribute("value"));
            Assert.Equal(
                words ? 2 : 1,
                start.Page.QuerySelectorAll(".steps__state").Count(state => state.TextContent.StartsWith("1 von", StringComparison.Ordinal))
            );
            var marks = new[] { start, section, review }
                .Select(page => page.Page.QuerySelector("[data-expert]")!.GetAttribute("data-expert"))
                .Distinct();
            seen.Add(
                (
                    Assert.Single(marks),
                    section.Page.QuerySelector("form.sheet input[name=__RequestVerificationToken]")!.GetAttribute("value")
                )
            );
        }
        Assert.Equal(seen[0].Mark, seen[2].Mark);
        Assert.NotEqual(seen[0].Mark, seen[1].Mark);
        Assert.Equal(3, seen.Select(one => one.Token).Distinct().Count());
    }

    [Fact]
    public async Task The_token_of_a_page_that_was_made_for_another_expert_counts_for_oneself_alone()
    {
        var key = await app.OpenStudyAsync(2);
        using var first = await app.ExpertAsync(key);
        using var second = await app.ExpertAsync(key, 1);
        var own = await second.GetAsync("/bogen/abschnitt/eins");
        var others = await first.GetAsync("/bogen/abschnitt/eins");
        Assert.Equal(400, (await second.SubmitAsync(others, "form.sheet", ("a.r1", "3"))).Status);
        Assert.Equal(302, (await second.SubmitAsync(own, "form.sheet", ("a.r1", "3"))).Status);
        Assert.Equal(("3", null), ((await app.SheetAsync(key, 1)).Answers["r1"], (await app.SheetAsync(key)).Answers["r1"]));
    }

    [Fact]
    public async Task Each_language_has_pages_of_its_own()
    {
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        foreach (var (language, title) in new[] { ("de", "Ihre Abschnitte"), ("en", "Your sections"), ("de", "Ihre Abschnitte") })
        {
            await expert.GetAsync($"/sprache/{language}");
            Assert.Contains(title, (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_stands_on_a_page_only_for_now_is_not_kept_for_others()
    {
        var key = await app.OpenStudyAsync(2);
        using var first = await app.ExpertAsync(key);
        using var second = await app.ExpertAsync(key, 1);
        Assert.Equal(400, (await first.SubmitAsync(await first.GetAsync("/bogen/abschnitt/eins"), "form.sheet", ("a.r1", "99"))).Status);
        Assert.Contains("hinzugekommen", (await first.GetAsync("/bogen/abschnitt/eins?neu=true")).Text, StringComparison.Ordinal);
        var page = await second.GetAsync("/bogen/abschnitt/eins");
        Assert.Empty(page.Page.QuerySelectorAll(".kern-alert"));
        Assert.DoesNotContain("99", page.Page.QuerySelector("[data-item=r1]")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>The page, as it is made for whoever comes first.</summary>
    private Task<Reply> AnewAsync(Visitor visitor, string path)
    {
        app.Services.GetRequiredService<FrozenRounds>().Forget();
        return visitor.GetAsync(path);
    }

    /// <summary>Eight answered in round 1, each a little otherwise; the first two have reasons too.</summary>
    private async Task<string> SecondRoundAsync()
    {
        var key = await app.OpenStudyAsync(8, Yaml);
        using (await app.ExpertAsync(key)) { }
        for (var expert = 0; expert < 8; expert++)
        {
            AnswerChange[] answers =
            [
                new("q1", $"{3 + (expert % 3)}"),
                new("q2", $"{1 + (expert % 5)}"),
                new("q3", "4"),
                new("q4", expert % 2 == 0 ? "x" : "y"),
                new("q5", $"{expert}"),
                new("q6.x", expert % 2 == 0 ? "1" : "2"),
                new("q6.y", expert % 2 == 0 ? "2" : "1"),
                new("d1", $"{1 + (expert % 2)}"),
                new("d2", "3"),
                new("d3", $"{5 - (expert % 4)}"),
            ];
            await app.HandInAsync(
                key,
                expert,
                [.. answers, .. expert < 2 ? (AnswerChange[])[new("q2.:for", $"Weil {expert} es sagt.")] : []]
            );
        }
        await app.CloseAsync(key);
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        await app.NextAsync(key);
        return key;
    }
}
