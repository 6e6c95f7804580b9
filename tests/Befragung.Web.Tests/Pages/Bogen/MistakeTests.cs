using System.Text.Json;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>An answer with a mistake is kept as it was typed: it follows the expert, is named on the review, and counts nowhere.</summary>
public sealed class MistakeTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string One = "/bogen/abschnitt/eins",
        Two = "/bogen/abschnitt/zwei",
        Review = "/bogen/abgeben",
        Merken = "?handler=Merken";

    internal const string Yaml = """
        befragung: 1
        title: Von allem etwas
        languages: [de, en]
        groups: [{ key: nord, name: Norden }]
        settings: { rounds: 2, reasons: true, smallestCell: 5 }
        scales: { s5: { points: 5, labels: { 1: nein, 5: ja }, noAnswer: false } }
        sections:
          - key: eins
            title: { de: Zahlen und Ränge, en: Numbers and ranks }
            items:
              - { key: r, type: rating, text: Wie wichtig?, scale: s5 }
              - { key: z, type: number, text: Wie teuer?, unit: Euro, min: 0, max: 500000 }
              - { key: a, type: ranking, text: Was zuerst?, top: 2, options: [{ key: x, name: Rad }, { key: y, name: Bus }, { key: w, name: Bahn }] }
              - { key: e, type: estimate, text: Wie viele?, min: 0 }
              - { key: p, type: points, text: Wer zahlt?, options: [{ key: x, name: Bund }, { key: y, name: Land }] }
              - { key: m, type: multipleChoice, text: Was davon?, max: 2, options: [{ key: x, name: Eins }, { key: y, name: Zwei }, { key: w, name: Drei }] }
              - { key: s, type: singleChoice, text: Welches?, other: true, options: [{ key: x, name: Dies }, { key: y, name: Das }] }
          - key: zwei
            title: Worte
            items:
              - { key: k, type: shortText, text: Kurz?, maxLength: 40 }
              - { key: l, type: longText, text: Lang? }
              - { key: i, type: ideas, text: Ideen?, entries: 2 }
        """;

    /// <summary>Item by item: what is typed, how the sentence begins, what the review says, and what puts it right.</summary>
    public static TheoryData<string, string, string, string, string, string> Cases =>
        new()
        {
            { One, "a.z=viel", "„viel“ ist keine Zahl.", "viel", "a.z=5 Tsd. €", "z=5000" },
            { One, "a.z=20 %", "„20 %“: Gefragt ist nach einer Zahl in Euro", "20 %", "a.z=20", "z=20" },
            { One, "a.z=600000", "600.000 ist zu groß", "600000", "a.z=500.000", "z=500000" },
            { One, "a.a.x=1;a.a.y=1", "Den Rang 1 haben Sie 2-mal vergeben.", "Rad: Rang 1|Bus: Rang 1", "a.a.y=2", "a.x=1;a.y=2" },
            {
                One,
                "a.e.low=2;a.e.best=3",
                "Eine Schätzung hat drei Werte",
                "niedrigster Wert: 2|wahrscheinlichster Wert: 3",
                "a.e.high=4",
                "e.low=2;e.best=3;e.high=4"
            },
            { One, "a.p.x=60;a.p.y=30", "Noch zu verteilen: 10 von 100 Punkten.", "Bund: 60|Land: 30", "a.p.y=40", "p.x=60;p.y=40" },
            { One, "a.m.x=1;a.m.y=1;a.m.w=1", "Höchstens 2 sind zu wählen; gewählt: 3.", "Eins|Zwei|Drei", "a.m.w=", "m.x=1;m.y=1;m.w=0" },
            {
                One,
                "a.s=x;a.s.other=Jenes",
                "Sie haben etwas unter „Sonstiges“ geschrieben",
                "Dies|Sonstiges: Jenes",
                "a.s=other",
                "s=other;s.other=Jenes"
            },
            {
                Two,
                "a.k=Ein Satz 🙂, der viel zu lang ist für dieses Feld",
                "Der Text hat 49 Zeichen, möglich sind 40.",
                "Ein Satz 🙂, der viel zu lang ist für dieses Feld",
                "a.k=Kurz 🙂",
                "k=Kurz 🙂"
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_mistake_is_kept_follows_the_expert_is_named_and_goes_once_it_is_put_right(
        string path,
        string typed,
        string sentence,
        string said,
        string right,
        string answers
    )
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var item = typed[2..].Split('=', '.')[0];
        var refused = await SubmitAsync(expert, await expert.GetAsync(path), typed);
        Assert.Equal(400, refused.Status);
        Assert.Contains(sentence, refused.Text, StringComparison.Ordinal);
        var sheet = await app.SheetAsync(key);
        Assert.True(sheet.Answers.AreNone);
        Assert.NotNull(sheet.SavedAt);
        foreach (var (name, value) in Fields(typed))
            Assert.Equal(value, sheet.Mistaken[name[2..]]);

        // On another device, later, without a script.
        using var elsewhere = await app.ReturningAsync(key);
        var page = await elsewhere.GetAsync(path);
        var shown = page.Page.QuerySelector($"[data-item={item}]")!;
        var problem = shown.QuerySelector("[data-problem]")!;
        Assert.StartsWith(sentence, problem.TextContent, StringComparison.Ordinal);
        Assert.Equal((false, "-1"), (problem.HasAttribute("hidden"), problem.GetAttribute("tabindex")));
        Assert.Null(page.Page.QuerySelector("#fehler"));
        var fields = Visitor.Fill(page, "form.sheet").Fields;
        foreach (var (name, value) in Fields(typed))
            Assert.Contains(new(name, value), fields);
        if (item is "z" or "k")
            Assert.Equal("true", shown.QuerySelector($"[name='a.{item}']")!.GetAttribute("aria-invalid"));
        Assert.Contains("1 zu berichtigen", (await elsewhere.GetAsync("/bogen")).Text, StringComparison.Ordinal);

        var review = await elsewhere.GetAsync(Review);
        Assert.Equal("Eine Antwort müssen Sie noch berichtigen", review.Page.QuerySelector(".tomend h2")!.TextContent);
        var link = review.Page.QuerySelectorAll(".tomend a").Single().GetAttribute("href")!;
        Assert.Equal($"{path}#f-{item}", link);
        Assert.Equal(said.Split('|'), review.Page.QuerySelectorAll(".review__wrong").Select(line => line.TextContent));
        Assert.Contains("So zählt sie nicht:", review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Es zählt weiter Ihre frühere Antwort:", review.Text, StringComparison.Ordinal);
        Assert.Contains("9 Fragen sind noch offen.", review.Text, StringComparison.Ordinal);

        var mended = await SubmitAsync(elsewhere, page, right);
        Assert.Equal(302, mended.Status);
        sheet = await app.SheetAsync(key);
        Assert.Null(sheet.Mistakes);
        foreach (var one in answers.Split(';').Select(one => one.Split('=')))
            Assert.Equal(one[1], sheet.Answers[one[0]]);
        Assert.Null((await elsewhere.GetAsync(Review)).Page.QuerySelector(".tomend"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_mistake_goes_when_its_fields_are_emptied(
        string path,
        string typed,
        string sentence,
        string said,
        string right,
        string answers
    )
    {
        Assert.NotEmpty(sentence + said + right + answers);
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var refused = await SubmitAsync(expert, await expert.GetAsync(path), typed);
        var item = typed[2..].Split('=', '.')[0];
        if (item == "s")
        {
            Assert.Equal(302, (await expert.SubmitAsync(refused, "form.sheet", ("takeback", "s"))).Status);
        }
        else
        {
            // A box that is not ticked sends nothing.
            var empty = Fields(typed).Select(field => (field.Name, item == "m" ? null : "")).ToArray();
            Assert.Equal(302, (await expert.SubmitAsync(refused, "form.sheet", empty)).Status);
        }
        var sheet = await app.SheetAsync(key);
        Assert.Null(sheet.Mistakes);
        Assert.True(sheet.Answers.AreNone);
    }

    [Fact]
    public async Task An_answer_that_was_there_counts_until_the_mistake_is_put_right()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        await SubmitAsync(expert, await expert.GetAsync(One), "a.z=7000");
        var refused = await SubmitAsync(expert, await expert.GetAsync(One), "a.z=7000 Dollar");
        Assert.Equal(400, refused.Status);
        var sheet = await app.SheetAsync(key);
        Assert.Equal(("7000", "7000 Dollar"), (sheet.Answers["z"], sheet.Mistaken["z"]));
        var review = await expert.GetAsync(Review);
        var lines = review.Page.QuerySelectorAll("dd").Single(one => one.QuerySelector(".review__wrong") is not null);
        Assert.Equal(
            ["Es zählt weiter Ihre frühere Antwort:", "7000 Euro", "So zählt sie nicht:", "7000 Dollar"],
            lines.QuerySelectorAll(".review__state, .review__line").Select(line => line.TextContent)
        );
        Assert.Null(lines.QuerySelector(".review__none a[href$=noch]"));
        Assert.DoesNotContain("noch offen", lines.TextContent, StringComparison.Ordinal);
        // Back to what it was is put right, too.
        Assert.Equal(302, (await SubmitAsync(expert, await expert.GetAsync(One), "a.z=7000")).Status);
        sheet = await app.SheetAsync(key);
        Assert.Equal(("7000", (string?)null), (sheet.Answers["z"], sheet.Mistakes));
    }

    [Fact]
    public async Task Handing_in_asks_once_for_both_and_what_is_wrong_does_not_count()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        await SubmitAsync(expert, await expert.GetAsync(One), "a.r=4;a.z=unbezahlbar;a.a.x=2");
        var asked = await expert.SubmitAsync(await expert.GetAsync(Review), "form.handin");
        Assert.Equal(200, asked.Status);
        Assert.Contains(
            "Sie haben 1 von 10 Fragen beantwortet. 2 Antworten sind noch zu berichtigen und zählen so nicht.",
            asked.Text,
            StringComparison.Ordinal
        );
        Assert.Equal("2 Antworten müssen Sie noch berichtigen", asked.Page.QuerySelector(".tomend h2")!.TextContent);
        Assert.Equal($"{One}#f-z", asked.Page.QuerySelector("main form.buttons a")!.GetAttribute("href"));
        Assert.Null((await app.SheetAsync(key)).HandedInAt);
        Assert.Equal("/bogen", (await expert.SubmitAsync(asked, "main form.buttons", ("anyway", "true"))).Location);
        await app.CloseAsync(key);
        var sheet = await app.SheetAsync(key);
        Assert.Equal([new("r", "4")], sheet.Counted.Values);
        Assert.Equal("unbezahlbar", sheet.Mistaken["z"]);
        using var team = await app.TeamAsync();
        foreach (var page in (string[])["runden/1/ergebnis", "bericht"])
        {
            var reply = await team.GetAsync($"/team/studien/{key}/{page}");
            Assert.Equal((page, 200), (page, reply.Status));
            Assert.DoesNotContain("unbezahlbar", reply.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Above_half_it_is_asked_because_of_a_mistake_alone()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        await app.BeginAsync(key, 0, new("r1", "2"), new("r2", "1"), new("m1.wert", "3"), new("m1.lage", "3"), new("c1", "hin"));
        await SubmitAsync(expert, await expert.GetAsync(One), "a.a1.x=2");
        var asked = await expert.SubmitAsync(await expert.GetAsync(Review), "form.handin");
        Assert.Contains("Möchten Sie schon abgeben?", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Eine Antwort ist noch zu berichtigen und zählt so nicht.", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sie haben 4 von", asked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_question_is_not_answered_by_a_mistake()
    {
        var key = await app.OpenStudyAsync(
            1,
            Yaml.Replace("text: Wie teuer?,", "text: Wie teuer?, required: true,", StringComparison.Ordinal)
        );
        using var expert = await app.ExpertAsync(key);
        await SubmitAsync(expert, await expert.GetAsync(One), "a.r=4;a.z=viel");
        var page = await expert.GetAsync(Review);
        var refused = await expert.SubmitAsync(page, "form.handin", ("anyway", "true"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("Diese Fragen brauchen noch eine Antwort", refused.Text, StringComparison.Ordinal);
        Assert.Null((await app.SheetAsync(key)).HandedInAt);
    }

    [Fact]
    public async Task Whoever_goes_back_is_not_held_up_and_whoever_goes_on_is()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var long41 = new string('x', 41);
        var back = await expert.SubmitAsync(await expert.GetAsync(Two), "form.sheet", ("a.k", long41), ("go", "back"));
        Assert.Equal(One, back.Location);
        Assert.Equal(long41, (await app.SheetAsync(key)).Mistaken["k"]);
        var on = await expert.SubmitAsync(await expert.GetAsync(Two), "form.sheet", ("go", "next"));
        Assert.Equal(400, on.Status);
        Assert.StartsWith("Fehler: Worte", on.Page.Title, StringComparison.Ordinal);
        var summary = on.Page.QuerySelector("#fehler")!;
        Assert.True(summary.HasAttribute("autofocus"));
        var target = on.Page.QuerySelector(summary.QuerySelector("a")!.GetAttribute("href")!)!;
        Assert.Equal("-1", target.GetAttribute("tabindex"));
        // From the first section back leads to the overview.
        Assert.Equal(
            "/bogen",
            (await expert.SubmitAsync(await expert.GetAsync(One), "form.sheet", ("a.z", "viel"), ("go", "back"))).Location
        );
    }

    [Fact]
    public async Task Saving_in_the_background_tells_the_page_what_is_kept_of_its_mistakes()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var page = await expert.GetAsync(One);
        var told = await SaveAsync(expert, page, "a.z=viel;a.r=3");
        Assert.Equal("viel", told.GetProperty("wrong").GetProperty("z").GetString());
        Assert.True(told.GetProperty("problems").TryGetProperty("z", out _));
        Assert.True(told.GetProperty("was").TryGetProperty("r", out _));
        Assert.False(told.GetProperty("was").TryGetProperty("z", out _));
        Assert.StartsWith("Gespeichert um", told.GetProperty("message").GetString(), StringComparison.Ordinal);
        // The same page, emptied, as the script sends it.
        told = await SaveAsync(expert, page, "a.z=;wrong.z=viel;was.r=3;a.r=3");
        Assert.Empty(told.GetProperty("problems").EnumerateObject());
        Assert.Null((await app.SheetAsync(key)).Mistakes);
    }

    [Fact]
    public async Task An_old_tab_brings_back_no_mistake_that_was_put_right_elsewhere_and_removes_none_that_it_does_not_know()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var blank = await expert.GetAsync(One);
        await SubmitAsync(expert, blank, "a.z=viel");
        // It knows nothing of the mistake, and changes something else.
        var told = await SaveAsync(expert, blank, "a.r=3");
        Assert.Equal("viel", (await app.SheetAsync(key)).Mistaken["z"]);
        Assert.Empty(told.GetProperty("problems").EnumerateObject());

        var old = await expert.GetAsync(One);
        await SubmitAsync(expert, await expert.GetAsync(One), "a.z=300");
        told = await SaveAsync(expert, old, "a.r=4");
        var sheet = await app.SheetAsync(key);
        Assert.Equal(("300", "4", (string?)null), (sheet.Answers["z"], sheet.Answers["r"], sheet.Mistakes));
        Assert.Equal("300", told.GetProperty("now").GetProperty("z").GetString());
        Assert.Empty(told.GetProperty("problems").EnumerateObject());
    }

    [Fact]
    public async Task A_mistake_that_comes_after_the_closing_is_shown_to_be_copied()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var page = await expert.GetAsync(One);
        await app.CloseAsync(key);
        var late = await SubmitAsync(expert, page, "a.z=viel zu viel");
        Assert.Equal(409, late.Status);
        Assert.Contains("viel zu viel", late.Text, StringComparison.Ordinal);
        Assert.Null((await app.SheetAsync(key)).Mistakes);
    }

    [Fact]
    public async Task A_sheet_with_nothing_but_mistakes_is_not_handed_in_and_does_not_count_where_saved_ones_do()
    {
        var key = await app.OpenStudyAsync(1, Yaml.Replace("rounds: 2,", "rounds: 2, countSaved: true,", StringComparison.Ordinal));
        using var expert = await app.ExpertAsync(key);
        await SubmitAsync(expert, await expert.GetAsync(One), "a.z=viel");
        var review = await expert.GetAsync(Review);
        Assert.Contains("Noch steht auf Ihrem Bogen keine Antwort, die zählt", review.Text, StringComparison.Ordinal);
        Assert.NotNull(review.Page.QuerySelector(".tomend"));
        await app.CloseAsync(key);
        Assert.False((await app.SheetAsync(key)).Counts);
    }

    [Fact]
    public async Task Ten_thousand_characters_too_many_are_kept_up_to_the_bound()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var text = new string('ä', 15_000) + "🙂";
        Assert.Equal(400, (await SubmitAsync(expert, await expert.GetAsync(Two), "a.l=" + text)).Status);
        Assert.Equal(text, (await app.SheetAsync(key)).Mistaken["l"]);
        using var elsewhere = await app.ReturningAsync(key);
        Assert.Contains(new("a.l", text), Visitor.Fill(await elsewhere.GetAsync(Two), "form.sheet").Fields);
        var longer = new string('ö', 25_000);
        var refused = await SubmitAsync(elsewhere, await elsewhere.GetAsync(Two), "a.l=" + longer);
        // What was just typed stands on the page as a whole, and on the sheet up to the bound.
        Assert.Contains(new("a.l", longer), Visitor.Fill(refused, "form.sheet").Fields);
        Assert.Equal(longer[..20_000], (await app.SheetAsync(key)).Mistaken["l"]);
    }

    [Fact]
    public async Task Ideas_and_reasons_stand_by_themselves_one_too_long_holds_up_no_other()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var long1 = new string('x', IdeasItem.MaxLength + 1);
        await SubmitAsync(expert, await expert.GetAsync(Two), $"a.i.1=Bank;a.i.2={long1}");
        var sheet = await app.SheetAsync(key);
        Assert.Equal(("Bank", (string?)null, long1), (sheet.Answers["i.1"], sheet.Answers["i.2"], sheet.Mistaken["i.2"]));

        var long2 = new string('y', ReasonPart.MaxLength + 1);
        await SubmitAsync(expert, await expert.GetAsync(One), $"a.r=4;a.r.:for={long2}");
        sheet = await app.SheetAsync(key);
        Assert.Equal(("4", (string?)null, long2), (sheet.Answers["r"], sheet.Answers["r.:for"], sheet.Mistaken["r.:for"]));
        using var elsewhere = await app.ReturningAsync(key);
        Assert.Contains(new("a.r.:for", long2), Visitor.Fill(await elsewhere.GetAsync(One), "form.sheet").Fields);
    }

    [Fact]
    public async Task In_another_language_it_is_still_there()
    {
        var yaml = Yaml.Replace("min: 0, max: 500000", "min: 0, max: 500000, decimals: 3", StringComparison.Ordinal);
        var key = await app.OpenStudyAsync(1, yaml);
        using var expert = await app.ExpertAsync(key);
        await expert.GetAsync("/sprache/de");
        // In German this is asked back, and in English it is one number.
        Assert.Equal(400, (await SubmitAsync(expert, await expert.GetAsync(One), "a.z=1.234")).Status);
        await expert.GetAsync("/sprache/en");
        var page = await expert.GetAsync(One);
        Assert.Contains("This answer does not count yet.", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await SubmitAsync(expert, page, "go=next")).Status);
        var sheet = await app.SheetAsync(key);
        Assert.Equal(("1.234", (string?)null), (sheet.Answers["z"], sheet.Mistakes));
    }

    [Fact]
    public async Task Both_ways_lead_to_the_same_page_with_a_mistake()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        await SubmitAsync(expert, await expert.GetAsync(One), "a.r=3;a.z=viel;a.m.x=1;a.m.y=1;a.m.w=1");
        foreach (var path in (string[])["/bogen", One, Review])
        {
            var whole = await expert.GetAsync($"{path}?weg=ganz");
            await expert.GetAsync(path);
            Assert.Equal(whole.BodyWithoutTokens, (await expert.GetAsync(path)).BodyWithoutTokens);
        }
    }

    [Theory]
    [InlineData("r", "a.r=3")]
    [InlineData("a", "a.a.x=1;a.a.y=2")]
    [InlineData("e", "a.e.low=1;a.e.best=2;a.e.high=3")]
    [InlineData("p", "a.p.x=60;a.p.y=40")]
    [InlineData("m", "a.m.x=1")]
    [InlineData("s", "a.s=other;a.s.other=Jenes")]
    public async Task An_answer_is_taken_back(string item, string typed)
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        var page = await expert.GetAsync(One);
        Assert.True(Button(page).HasAttribute("hidden"));
        await SubmitAsync(expert, page, typed + ";a.z=500");
        page = await expert.GetAsync(One);
        Assert.False(Button(page).HasAttribute("hidden"));
        // With a mistake beside it, and what else stands on the page is saved.
        var reply = await expert.SubmitAsync(page, "form.sheet", ("takeback", item), ("a.z", "viel"));
        Assert.Equal((302, $"{One}#f-{item}"), (reply.Status, reply.Location));
        var sheet = await app.SheetAsync(key);
        Assert.Equal([new("z", "500")], sheet.Answers.Values);
        Assert.Equal("viel", sheet.Mistaken["z"]);
        Assert.True(Button(await expert.GetAsync(One)).HasAttribute("hidden"));

        AngleSharp.Dom.IElement Button(Reply of) => of.Page.QuerySelector($"[data-item={item}] button[name=takeback][value={item}]")!;
    }

    [Fact]
    public async Task A_script_takes_the_answer_to_a_scale_back_and_a_number_or_a_text_is_emptied()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        using var expert = await app.ExpertAsync(key);
        await SubmitAsync(expert, await expert.GetAsync(One), "a.r=3;a.s=x;a.z=500");
        var page = await expert.GetAsync(One);
        var fields = Visitor.Fill(page, "form.sheet", ("a.z", "")).Fields.Where(field => field.Key is not ("a.r" or "a.s"));
        var reply = await expert.PostAsync(One + Merken, [.. fields, new("back.r", "1"), new("back.s", "1")]);
        Assert.Equal(200, reply.Status);
        Assert.True((await app.SheetAsync(key)).Answers.AreNone);
        var was = JsonDocument.Parse(reply.Body).RootElement.GetProperty("was");
        Assert.All((string[])["r", "s", "z"], part => Assert.Equal(JsonValueKind.Null, was.GetProperty(part).ValueKind));
    }

    private static IEnumerable<(string Name, string Value)> Fields(string typed) =>
        typed.Split(';').Select(one => one.Split('=', 2)).Select(one => (one[0], one[1]));

    private static (string Name, string? Value)[] Changes(string typed) =>
        [.. Fields(typed).Select(one => (one.Name, one is { Value: "", Name: ['a', '.', 'm', ..] } ? null : one.Value))];

    private static Task<Reply> SubmitAsync(Visitor expert, Reply page, string typed) =>
        expert.SubmitAsync(page, "form.sheet", Changes(typed));

    private static async Task<JsonElement> SaveAsync(Visitor expert, Reply page, string typed)
    {
        var reply = await expert.PostAsync(page.Path + Merken, Visitor.Fill(page, "form.sheet", Changes(typed)).Fields);
        Assert.True(reply.Status == 200, reply.Body);
        return JsonDocument.Parse(reply.Body).RootElement;
    }
}
