using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Who is asked what: conditions, required questions, an order of one's own, and answers kept from the round before.</summary>
public sealed class AskingTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string First = "/bogen/abschnitt/eins",
        Second = "/bogen/abschnitt/zwei",
        HandIn = "/bogen/abgeben";

    private const string Yaml = """
        befragung: 1
        title: Wer wird was gefragt?
        languages: [de]
        groups: [ { key: nord, name: Norden }, { key: sued, name: Süden } ]
        scales: { s5: { points: 5 } }
        sections:
          - key: eins
            title: Eins
            items:
              - { key: r, type: rating, text: Wie wichtig?, scale: s5, required: true }
              - { key: w, type: shortText, text: "Warum so wichtig?", when: { item: r, from: 4 } }
              - { key: v, type: rating, text: Wie sehr?, scale: s5, required: true, when: { item: r, from: 4 } }
          - key: zwei
            title: Zwei
            when: { item: r, from: 4 }
            items:
              - { key: z, type: rating, text: Und hier?, scale: s5 }
          - key: drei
            title: Nur für den Süden
            when: { groups: [sued] }
            items:
              - { key: s, type: rating, text: Wie ist der Süden?, scale: s5 }
        """;

    [Fact]
    public async Task A_section_is_there_for_those_it_is_for()
    {
        var key = await app.OpenStudyAsync(7, Yaml);
        using var north = await app.ExpertAsync(key);
        using var south = await app.ExpertAsync(key, 6);
        Assert.DoesNotContain("Nur für den Süden", (await north.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        Assert.Contains("Nur für den Süden", (await south.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        // Whoever knows its address is shown the way back.
        Assert.Equal("/bogen", (await north.GetAsync("/bogen/abschnitt/drei")).Location);
        Assert.Equal(404, (await north.GetAsync("/bogen/abschnitt/vier")).Status);
        Assert.Equal(200, (await south.GetAsync("/bogen/abschnitt/drei")).Status);
    }

    [Fact]
    public async Task A_question_that_an_answer_brings_up_is_shown_before_going_on()
    {
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync(1, Yaml));
        var page = await expert.GetAsync(First);
        Assert.True(page.Page.QuerySelector("#f-v")!.HasAttribute("hidden"));
        Assert.False(page.Page.QuerySelector("#f-r")!.HasAttribute("hidden"));
        var reply = await expert.SubmitAsync(page, "main form", ("a.r", "5"), ("go", "next"));
        // It is required as well, so that it cannot be passed over.
        Assert.Equal(400, reply.Status);
        Assert.False(reply.Page.QuerySelector("#f-v")!.HasAttribute("hidden"));
        reply = await expert.SubmitAsync(reply, "main form", ("a.v", "3"), ("go", "next"));
        Assert.Equal(Second, reply.Location);
    }

    [Fact]
    public async Task What_joins_without_being_required_is_pointed_out_once()
    {
        using var expert = await app.ExpertAsync(
            await app.OpenStudyAsync(1, Yaml.Replace(", required: true, when", ", when", StringComparison.Ordinal))
        );
        var reply = await expert.SubmitAsync(await expert.GetAsync(First), "main form", ("a.r", "5"), ("go", "next"));
        Assert.Equal($"{First}?neu=true#f-w", reply.Location);
        var page = await expert.GetAsync(reply.Location!.Split('#')[0]);
        Assert.Contains("Hier sind Fragen hinzugekommen", page.Text, StringComparison.Ordinal);
        Assert.Equal(Second, (await expert.SubmitAsync(page, "main form", ("go", "next"))).Location);
    }

    [Fact]
    public async Task What_goes_away_again_is_kept_but_not_counted()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var page = await expert.SubmitAsync(
            await expert.GetAsync(First),
            "main form",
            ("a.r", "5"),
            ("a.v", "3"),
            ("a.w", "Darum"),
            ("go", "next")
        );
        Assert.Equal(Second, page.Location);
        Assert.Equal(HandIn, (await expert.SubmitAsync(await expert.GetAsync(First), "main form", ("a.r", "2"), ("go", "next"))).Location);
        Assert.Equal("3", (await app.SheetAsync(key)).Answers["v"]);
        var review = await expert.GetAsync(HandIn);
        Assert.DoesNotContain("Wie sehr?", review.Text, StringComparison.Ordinal);
        Assert.Equal("/bogen", (await expert.SubmitAsync(review, "main form")).Location);
        await app.CloseAsync(key);
        var result = (await app.ReadAsync(key)).CurrentRound.Result!;
        Assert.Equal((0, 0), (result.Of("v")!.N, result.Of("v")!.Missing));
        Assert.Equal((1, 0), (result.Of("r")!.N, result.Of("r")!.Missing));
        Assert.Equal(0, result.Of("w")!.Entries);
    }

    [Fact]
    public async Task A_required_question_holds_up_going_on_but_nothing_else()
    {
        var key = await app.OpenStudyAsync(7, Yaml);
        using var expert = await app.ExpertAsync(key, 6);
        var reply = await expert.SubmitAsync(await expert.GetAsync(First), "main form", ("go", "next"));
        Assert.Equal(400, reply.Status);
        Assert.Equal("Diese Frage braucht eine Antwort.", reply.Page.QuerySelector("#f-r-fehler")!.TextContent);
        Assert.Equal("/bogen", (await expert.SubmitAsync(await expert.GetAsync(First), "main form", ("go", "back"))).Location);
        Assert.Equal(
            HandIn,
            (await expert.SubmitAsync(await expert.GetAsync("/bogen/abschnitt/drei"), "main form", ("a.s", "1"), ("go", "next"))).Location
        );
        var refused = await expert.SubmitAsync(await expert.GetAsync(HandIn), "main form");
        Assert.Equal(400, refused.Status);
        Assert.NotNull(refused.Page.QuerySelector($"a[href='{First}#f-r']"));
        Assert.Equal(SheetState.Started, (await app.SheetAsync(key, 6)).State);
    }

    [Fact]
    public async Task In_random_order_everyone_finds_an_order_of_their_own_again()
    {
        var yaml = Sample.Yaml.Replace(
            "title: { de: Erster Abschnitt, en: First section }",
            "title: Erster Abschnitt\n    random: true",
            StringComparison.Ordinal
        );
        var key = await app.OpenStudyAsync(8, yaml);
        var orders = new List<string>();
        for (var index = 0; index < 8; index++)
        {
            using var expert = await app.ExpertAsync(key, index);
            string Order(Reply page) =>
                string.Join(' ', page.Page.QuerySelectorAll(".item[data-item]").Select(item => item.GetAttribute("data-item")));
            var order = Order(await expert.GetAsync(First));
            Assert.Equal(order, Order(await expert.GetAsync(First)));
            Assert.Equal("a1 c1 m1 r1 r2", string.Join(' ', order.Split(' ').Order()));
            orders.Add(order);
        }
        Assert.True(orders.Distinct().Count() > 3, string.Join("\n", orders));
    }

    [Fact]
    public async Task Answers_of_the_round_before_can_be_kept_one_by_one_or_all_that_are_open()
    {
        var key = await app.OpenStudyAsync(1);
        await app.HandInAsync(key, 0, new("r1", "4"), new("r2", "1"), new("m1.wert", "2"), new("m1.lage", ""), new("c1", "hin"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        using var expert = await app.ExpertAsync(key);
        var reply = await expert.SubmitAsync(await expert.GetAsync(First), "main form", ("a.c1", "her"), ("keep", "r1"));
        Assert.Equal($"{First}#f-r1", reply.Location);
        var sheet = await app.SheetAsync(key);
        Assert.Equal(("4", "her", null), (sheet.Answers["r1"], sheet.Answers["c1"], sheet.Answers["r2"]));
        Assert.Equal(
            $"{First}?behalten=true#uebernommen",
            (await expert.SubmitAsync(await expert.GetAsync(First), "main form", ("keep", "*"))).Location
        );
        sheet = await app.SheetAsync(key);
        Assert.Equal(("1", "2", "", "her"), (sheet.Answers["r2"], sheet.Answers["m1.wert"], sheet.Answers["m1.lage"], sheet.Answers["c1"]));
        // Nothing is left to keep.
        Assert.True((await expert.GetAsync(First)).Page.QuerySelector("[data-keepall]")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task Keeping_what_never_was_changes_nothing()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        foreach (var nonsense in (string[])["gibtesnicht", "a\r\nb", "😀", "r1"])
            Assert.Equal(
                nonsense == "r1" ? $"{First}#f-r1" : First,
                (await expert.SubmitAsync(await expert.GetAsync(First), "main form", ("keep", nonsense))).Location
            );
        Assert.Empty((await app.SheetAsync(key)).Answers.Values);
    }

    [Theory]
    [InlineData(null, "Drüben", "other", "Drüben")]
    [InlineData("other", "Drüben", "other", "Drüben")]
    [InlineData("other", "", "other", null)]
    [InlineData("hin", "", "hin", null)]
    public async Task An_answer_of_ones_own_to_a_single_choice_is_kept_with_its_words(
        string? choice,
        string words,
        string kept,
        string? text
    )
    {
        var key = await app.OpenStudyAsync(
            1,
            Sample.Yaml.Replace("type: singleChoice", "type: singleChoice\n        other: true", StringComparison.Ordinal)
        );
        using var expert = await app.ExpertAsync(key);
        Assert.Equal(
            Second,
            (
                await expert.SubmitAsync(await expert.GetAsync(First), "main form", ("a.c1", choice), ("a.c1.other", words), ("go", "next"))
            ).Location
        );
        var sheet = await app.SheetAsync(key);
        Assert.Equal((kept, text), (sheet.Answers["c1"], sheet.Answers["c1.other"]));
    }

    [Fact]
    public async Task Own_words_beside_another_choice_are_asked_about()
    {
        using var expert = await app.ExpertAsync(
            await app.OpenStudyAsync(
                1,
                Sample.Yaml.Replace("type: singleChoice", "type: singleChoice\n        other: true", StringComparison.Ordinal)
            )
        );
        var reply = await expert.SubmitAsync(
            await expert.GetAsync(First),
            "main form",
            ("a.c1", "hin"),
            ("a.c1.other", "Drüben"),
            ("go", "next")
        );
        Assert.Equal(400, reply.Status);
        Assert.Contains("Nehmen Sie eines davon zurück.", reply.Text, StringComparison.Ordinal);
        Assert.Equal("Drüben", reply.Page.QuerySelector("input[name='a.c1.other']")!.GetAttribute("value"));
    }
}
