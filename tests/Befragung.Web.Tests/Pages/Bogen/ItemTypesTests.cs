using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Every kind of question but numbers, from the page to the result: what is an answer, what is none, and what round 2 tells of it.</summary>
public sealed class ItemTypesTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Sheet = "/bogen/abschnitt/eins";

    private const string Yaml = """
        befragung: 1
        title: Arten
        languages: [de]
        groups: [{ key: nord, name: Norden }, { key: sued, name: Süden }]
        settings: { rounds: 2, smallestCell: 5 }
        sections:
          - key: eins
            title: Eins
            items:
              - { key: p, type: multipleChoice, text: Wer?, other: true, max: 2, options: [{ key: a, name: Vereine }, { key: b, name: Schulen }, { key: c, name: Betriebe }] }
              - { key: w, type: shortText, text: Wo?, maxLength: 20 }
              - { key: t, type: rating, text: Wie?, scale: s3 }
              - { key: g, type: rating, text: Ja?, scale: s2 }
              - { key: m, type: multiRating, text: Der Markt, criteria: [{ key: x, name: Wert, scale: s3 }, { key: y, name: Lage, scale: s9 }] }
              - { key: o, type: ranking, text: Was zuerst?, top: 2, options: [{ key: a, name: Rat }, { key: b, name: Geld }, { key: c, name: Zeit }] }
              - { key: q, type: ranking, text: In welcher Folge?, options: [{ key: a, name: Kopf }, { key: b, name: Hand }] }
              - { key: c, type: singleChoice, text: Wohin?, options: [{ key: hin, name: Hin }, { key: her, name: Her }] }
              - { key: l, type: longText, text: Was fehlt?, maxLength: 100 }
              - { key: i, type: ideas, text: Ideen?, entries: 2 }
        """;

    private const string Ten = "Zehn lang.",
        Hundred = Ten + Ten + Ten + Ten + Ten + Ten + Ten + Ten + Ten + Ten;

    private const string Scales = """
        scales:
          s2: { points: 2, labels: { 1: nein, 2: ja } }
          s3: { points: 3, labels: { 1: wenig, 3: viel }, noAnswer: true }
          s9: { points: 9, labels: { 1: schlecht, 9: gut }, noAnswer: true }

        """;

    private static readonly string All = Yaml.Replace("sections:", Scales + "sections:", StringComparison.Ordinal);

    [Fact]
    public async Task What_is_ticked_is_kept_and_the_rest_is_not_chosen()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            Assert.Equal(302, (await SendAsync(expert, ("a.p.b", "1"), ("a.p.other", "Feuerwehr"), ("a.w", "  In\r\nHier  "))).Status);
            var answers = (await app.SheetAsync(key)).Answers;
            Assert.Equal(
                ("0", "1", "0", "Feuerwehr", "In Hier"),
                (answers["p.a"], answers["p.b"], answers["p.c"], answers["p.other"], answers["w"])
            );
            var page = await expert.GetAsync(Sheet);
            Assert.Equal(["a.p.b"], page.Page.QuerySelectorAll("input[type=checkbox][checked]").Select(box => box.GetAttribute("name")));
            var review = (await expert.GetAsync("/bogen/abgeben")).Text;
            Assert.Contains("Schulen", review, StringComparison.Ordinal);
            Assert.Contains("Sonstiges: Feuerwehr", review, StringComparison.Ordinal);
            Assert.DoesNotContain("Betriebe", review, StringComparison.Ordinal);

            Assert.Equal(302, (await SendAsync(expert, ("a.p.b", null), ("a.p.other", ""), ("a.w", ""))).Status);
            Assert.Empty((await app.SheetAsync(key)).Answers.Values);
        }
    }

    [Fact]
    public async Task Going_past_boxes_is_no_answer_and_saying_so_is()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            Assert.Equal(302, (await SendAsync(expert, ("a.w", "Hier"))).Status);
            Assert.Equal(["w"], (await app.SheetAsync(key)).Answers.Values.Keys);
            Assert.Equal(302, (await SendAsync(expert, ("none.p", "1"))).Status);
            var answers = (await app.SheetAsync(key)).Answers;
            Assert.Equal(("", "", "", null), (answers["p.a"], answers["p.b"], answers["p.c"], answers["p.other"]));
            Assert.NotNull((await expert.GetAsync(Sheet)).Page.QuerySelector("input[name='none.p'][checked]"));
            Assert.Contains("keine Angabe", (await expert.GetAsync("/bogen/abgeben")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_did_not_show_the_boxes_changes_nothing()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            await SendAsync(expert, ("a.p.a", "1"));
            Assert.Equal(302, (await SendAsync(expert, ("a.p.a", null), ("shown.p", null))).Status);
            Assert.Equal("1", (await app.SheetAsync(key)).Answers["p.a"]);
        }
    }

    [Theory]
    [InlineData("a.p.n", "1", "a.p.b", "1", "Die Antwort „Niemand“ schließt die anderen aus. Nehmen Sie diese zurück, oder „Niemand“.")]
    [InlineData(
        "a.p.n",
        "1",
        "a.p.other",
        "Dorf",
        "Die Antwort „Niemand“ schließt die anderen aus. Nehmen Sie diese zurück, oder „Niemand“."
    )]
    [InlineData("a.p.n", "1", "none.p", "1", "Hier ist etwas gewählt und zugleich „keine Angabe“. Nehmen Sie eines davon zurück.")]
    [InlineData("a.p.n", "1", "a.p.other", " ", null)]
    [InlineData("a.p.n", "1", "a.p.b", null, null)]
    public async Task An_option_that_rules_out_the_others_says_so_and_stands_alone(
        string one,
        string? first,
        string two,
        string? second,
        string? sentence
    )
    {
        var key = await app.OpenStudyAsync(
            1,
            All.Replace(
                "{ key: c, name: Betriebe }",
                "{ key: c, name: Betriebe }, { key: n, name: Niemand, exclusive: true }",
                StringComparison.Ordinal
            )
        );
        using var expert = await app.ExpertAsync(key);
        var item = (await expert.GetAsync(Sheet)).Page.QuerySelector("[data-item=p]")!;
        Assert.Equal(
            ["a.p.n", "none.p"],
            item.QuerySelectorAll(":is(.point--alone, .point--none) > input").Select(box => box.GetAttribute("name"))
        );
        Assert.Contains("Niemand (schließt die anderen aus)", item.QuerySelectorAll(".point__label").Select(label => label.TextContent));
        var reply = await SendAsync(expert, (one, first), (two, second));
        if (sentence is null)
        {
            Assert.Equal(302, reply.Status);
            var answers = (await app.SheetAsync(key)).Answers;
            Assert.Equal(("0", "1", null), (answers["p.a"], answers["p.n"], answers["p.other"]));
        }
        else
        {
            Assert.Equal(400, reply.Status);
            Assert.Contains(sentence, reply.Page.QuerySelector("[data-item=p] [data-problem]")!.TextContent, StringComparison.Ordinal);
            Assert.Empty((await app.SheetAsync(key)).Answers.Values);
        }
    }

    [Theory]
    [InlineData("a.p.a", "1", "a.p.b", "1", "a.p.c", "1", "Höchstens 2 sind zu wählen; gewählt: 3.")]
    [InlineData("a.p.a", "1", "a.p.b", "1", "a.p.other", "x", "Höchstens 2 sind zu wählen; gewählt: 3.")]
    [InlineData(
        "a.p.a",
        "1",
        "none.p",
        "1",
        "a.p.other",
        "",
        "Hier ist etwas gewählt und zugleich „keine Angabe“. Nehmen Sie eines davon zurück."
    )]
    [InlineData("a.p.a", "2", "a.p.b", "1", "a.p.other", "", "„2“ ist weder 1 (gewählt) noch 0 (nicht gewählt).")]
    [InlineData("a.p.a", "1", "a.p.b", "1", "a.w", "einundzwanzig Zeichen", "Der Text hat 21 Zeichen, möglich sind 20.")]
    public async Task What_is_not_an_answer_is_refused_with_a_sentence(
        string one,
        string first,
        string two,
        string second,
        string three,
        string third,
        string sentence
    )
    {
        var (_, expert) = await BeginAsync();
        using (expert)
        {
            var reply = await SendAsync(expert, (one, first), (two, second), (three, third));
            Assert.Equal(400, reply.Status);
            Assert.Contains(sentence, reply.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    // The ends of the scales, and none.
    [InlineData("a.t", "1", "1")]
    [InlineData("a.t", "3", "3")]
    [InlineData("a.t", "", "")]
    [InlineData("a.g", "2", "2")]
    [InlineData("a.m.x", "3", "3")]
    [InlineData("a.m.y", "9", "9")]
    [InlineData("a.m.y", "", "")]
    [InlineData("a.o.b", "1", "1")]
    [InlineData("a.o.b", "", null)]
    [InlineData("a.c", "her", "her")]
    [InlineData("a.w", "zwanzig Zeichen lang", "zwanzig Zeichen lang")]
    [InlineData("a.l", Hundred, Hundred)]
    [InlineData("a.l", " \n ", null)]
    [InlineData("a.i.2", "Bänke", "Bänke")]
    public async Task What_is_an_answer_is_kept_as_it_is_and_stands_on_the_page_again(string name, string typed, string? kept)
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            Assert.Equal(302, (await SendAsync(expert, (name, typed))).Status);
            Assert.Equal(kept, (await app.SheetAsync(key)).Answers[name[2..]]);
            Assert.Equal(kept is null ? 0 : 1, (await app.SheetAsync(key)).Answers.Values.Count);
            var again = await expert.GetAsync(Sheet);
            Assert.Equal(
                typed.Trim(),
                Visitor.Fill(again, "form.sheet").Fields.Where(field => field.Key == name).Select(field => field.Value).FirstOrDefault()
                    ?? ""
            );
            // Unchanged, it is the same once more.
            Assert.Equal(302, (await expert.SubmitAsync(again, "form.sheet")).Status);
            Assert.Equal(kept, (await app.SheetAsync(key)).Answers[name[2..]]);
        }
    }

    [Theory]
    [InlineData("a.t", "0", "„0“ liegt nicht auf der Skala von 1 bis 3.")]
    [InlineData("a.t", "4", "„4“ liegt nicht auf der Skala von 1 bis 3.")]
    [InlineData("a.t", "02", "„02“ liegt nicht auf der Skala von 1 bis 3.")]
    [InlineData("a.t", "2.5", "„2.5“ liegt nicht auf der Skala von 1 bis 3.")]
    [InlineData("a.g", "3", "„3“ liegt nicht auf der Skala von 1 bis 2.")]
    [InlineData("a.m.y", "10", "„10“ liegt nicht auf der Skala von 1 bis 9.")]
    [InlineData("a.o.a", "3", "„3“ ist kein Rang von 1 bis 2.")]
    [InlineData("a.o.a", "2", "Der Rang 1 fehlt. Vergeben Sie die Ränge ab 1 ohne Lücke.")]
    [InlineData("a.q.a", "0", "„0“ ist kein Rang von 1 bis 2.")]
    [InlineData("a.c", "quer", "„quer“ ist keine der Antworten.")]
    [InlineData("a.w", "einundzwanzig Zeichen", "Der Text hat 21 Zeichen, möglich sind 20.")]
    [InlineData("a.l", Hundred + ".", "Der Text hat 101 Zeichen, möglich sind 100.")]
    public async Task What_is_off_the_scale_is_refused_and_nothing_is_kept(string name, string typed, string sentence)
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            var reply = await SendAsync(expert, (name, typed));
            Assert.Equal(400, reply.Status);
            Assert.Contains(sentence, reply.Text, StringComparison.Ordinal);
            Assert.Empty((await app.SheetAsync(key)).Answers.Values);
        }
    }

    [Fact]
    public async Task The_same_rank_twice_is_refused()
    {
        var (_, expert) = await BeginAsync();
        using (expert)
        {
            var reply = await SendAsync(expert, ("a.o.a", "1"), ("a.o.c", "1"));
            Assert.Contains("Den Rang 1 haben Sie 2-mal vergeben.", reply.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Criteria_are_a_table_that_can_be_read_aloud()
    {
        var (_, expert) = await BeginAsync();
        using (expert)
        {
            var item = (await expert.GetAsync(Sheet)).Page.QuerySelector("[data-item=m]")!;
            var groups = item.QuerySelectorAll("[role=radiogroup]").ToList();
            Assert.Equal(
                ["Wert", "Lage"],
                groups.Select(group => item.QuerySelector("#" + group.GetAttribute("aria-labelledby"))!.TextContent)
            );
            Assert.Equal([4, 10], groups.Select(group => group.QuerySelectorAll("label > input[type=radio]").Length));
            // Different scales have no head in common.
            Assert.Null(item.QuerySelector(".criteria__head"));
        }
    }

    [Fact]
    public async Task Round_2_draws_criteria_as_a_plane_and_orders_as_lines()
    {
        var key = await app.OpenStudyAsync(8, All);
        using (await app.ExpertAsync(key)) { }
        // The seventh is the only one of the south: with an answer of hers, the north would have to be hidden as well.
        foreach (var expert in (int[])[0, 1, 2, 3, 4, 5, 7])
            await app.HandInAsync(
                key,
                expert,
                new("m.x", expert == 0 ? "1" : "3"),
                new("m.y", "7"),
                new("o.b", "1"),
                new(expert == 0 ? "o.c" : "o.a", "2"),
                new("q.a", "1"),
                new("q.b", "2"),
                new("c", expert < 5 ? "hin" : "her")
            );
        await app.CloseAsync(key);
        await app.NextAsync(key);
        using var again = app.Visitor();
        await again.FollowAsync(await app.LinkAsync(key));
        var page = (await again.GetAsync(Sheet)).Page;

        var plane = page.QuerySelector("[data-item=m] .quadrant")!;
        Assert.Equal(
            "Waagerecht „Wert“, senkrecht „Lage“. Im Median liegt „Wert“ bei 3 und „Lage“ bei 7. Ihre Antwort: 1 und 7.",
            plane.GetAttribute("aria-label")
        );
        Assert.Equal("Norden (3 · 7)", Assert.Single(page.QuerySelectorAll("[data-item=m] .legend li")).TextContent);
        Assert.Single(plane.QuerySelectorAll("circle"));
        Assert.Single(plane.QuerySelectorAll("path.own"));

        var slopes = page.QuerySelectorAll("[data-item=o] .slope");
        Assert.Equal(2, slopes.Length);
        Assert.All(
            slopes,
            slope =>
            {
                Assert.Equal(
                    "Reihenfolge aller in Runde 1: 1 Geld (100\u00a0%), 2 Rat (86\u00a0%), 3 Zeit (14\u00a0%). Ihre: 1 Geld, 2 Zeit.",
                    slope.GetAttribute("aria-label")
                );
                Assert.Equal(2, slope.QuerySelectorAll("line.own").Length);
            }
        );
        Assert.Contains(
            "Am häufigsten auf den Plätzen 1 bis 2: „Geld“ (7 von 7). Ihre Antwort bisher: 1 Geld, 2 Zeit.",
            page.QuerySelector("[data-item=o]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Im Durchschnitt am weitesten vorn: „Kopf“.",
            page.QuerySelector("[data-item=q]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(["Rat 2,0 0 86 86", "Geld 1,0 100 100 100", "Zeit 2,0 0 14 14"], Rows(page.QuerySelector("[data-item=o]")!));
        Assert.Equal(["Kopf 1,0 100 1,0", "Hand 2,0 0 2,0"], Rows(page.QuerySelector("[data-item=q]")!));

        var choice = page.QuerySelector("[data-item=c]")!;
        Assert.Contains("Die meisten wählten „Hin“ (5 von 7). Ihre Antwort bisher: Hin.", choice.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Hin 71 71", "Her 29 29"], Rows(choice));
        Assert.DoesNotContain("Süden", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tie_for_the_first_place_is_told_as_one()
    {
        var key = await app.OpenStudyAsync(
            6,
            """
            befragung: 1
            title: Gleichauf
            languages: [de]
            groups: [{ key: nord, name: Norden }, { key: sued, name: Süden }]
            settings: { rounds: 2 }
            sections: [{ key: eins, title: Eins, items: [{ key: q, type: ranking, text: Was zuerst?, options: [{ key: a, name: Kopf }, { key: b, name: Hand }] }] }]
            """
        );
        using (await app.ExpertAsync(key)) { }
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new("q.a", expert < 3 ? "1" : "2"), new AnswerChange("q.b", expert < 3 ? "2" : "1"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        using var expert1 = await app.ExpertAsync(key);
        Assert.Contains(
            "Im Durchschnitt am weitesten vorn: „Kopf“ und „Hand“.",
            (await expert1.GetAsync(Sheet)).Page.QuerySelector("[data-item=q]")!.TextContent,
            StringComparison.Ordinal
        );
    }

    private static IEnumerable<string> Rows(AngleSharp.Dom.IElement item) =>
        item.QuerySelectorAll(".figures tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent)));

    [Fact]
    public async Task Round_2_tells_how_many_chose_what_and_the_team_reads_it()
    {
        var key = await app.OpenStudyAsync(6, All);
        using (await app.ExpertAsync(key)) { }
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(
                key,
                expert,
                new("p.a", "1"),
                new("p.b", expert < 3 ? "1" : "0"),
                new("p.c", "0"),
                new AnswerChange("p.other", expert == 5 ? "Feuerwehr" : null),
                new("w", "Hier")
            );
        await app.CloseAsync(key);
        using var team = await app.TeamAsync();
        var result = (await team.GetAsync($"/team/studien/{key}/runden/1/ergebnis")).Text;
        Assert.All(
            (string[])["Schulen: 3 · 50 %", "n = 6", "Feuerwehr", "1 Nennung von 1 Person"],
            words => Assert.Contains(words, result, StringComparison.Ordinal)
        );
        var report = (await team.GetAsync($"/team/studien/{key}/bericht")).Body;
        Assert.Contains("am häufigsten gewählt", System.Net.WebUtility.HtmlDecode(report), StringComparison.Ordinal);

        await app.NextAsync(key);
        using var again = app.Visitor();
        await again.FollowAsync(await app.LinkAsync(key));
        var item = (await again.GetAsync(Sheet)).Page.QuerySelector("[data-item=p]")!;
        Assert.Contains("(6 von 6). Ihre Antwort bisher: ", item.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["100 %6 Personen", "50 %3 Personen"],
            item.QuerySelectorAll(".point__count").Take(2).Select(count => count.TextContent)
        );
        Assert.Empty(item.QuerySelectorAll("input[checked]"));
    }

    private async Task<(string Key, Visitor Expert)> BeginAsync()
    {
        var key = await app.OpenStudyAsync(1, All);
        return (key, await app.ExpertAsync(key));
    }

    private static async Task<Reply> SendAsync(Visitor expert, params (string Name, string? Value)[] fields) =>
        await expert.SubmitAsync(await expert.GetAsync(Sheet), "form.sheet", fields);
}
