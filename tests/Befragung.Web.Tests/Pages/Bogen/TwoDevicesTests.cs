using System.Text.Json;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Whoever answers on two devices at once: the newer answer counts, question by question, and both devices say so.</summary>
public sealed class TwoDevicesTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string One = "/bogen/abschnitt/eins",
        Two = "/bogen/abschnitt/zwei";

    private const string Points = """
        befragung: 1
        title: Punkte
        languages: [de]
        groups: [ { key: nord, name: Norden } ]
        settings: { rounds: 1, reasons: true }
        sections:
          - key: eins
            title: Punkte
            items:
              - { key: p1, type: points, text: Verteilen Sie., total: 10, options: [ { key: x, name: Markt }, { key: y, name: Bahnhof } ] }
              - { key: k1, type: multipleChoice, text: Was trifft zu?, other: true, options: [ { key: x, name: Viel }, { key: y, name: Wenig } ] }
              - { key: n1, type: number, text: Wie viel?, decimals: 1 }
        """;

    [Fact]
    public async Task What_was_answered_elsewhere_comes_with_the_next_save_and_is_not_undone_by_the_one_after()
    {
        await using var desk = await BeginAsync();
        var page = await desk.Expert.GetAsync(One);
        await SaveAsync(desk, await desk.Expert.GetAsync(One), ("a.r1", "5"), ("a.m1.wert", "2"), ("a.a1.y", "1"));

        var told = await SaveAsync(desk, page, ("a.r2", "1"));
        Assert.Equal(("5", "2", "1"), (Of(told, "now", "r1"), Of(told, "now", "m1.wert"), Of(told, "now", "a1.y")));
        Assert.Equal(("5", "2", "1"), (Of(told, "was", "r1"), Of(told, "was", "m1.wert"), Of(told, "was", "a1.y")));
        Assert.Equal(["a1", "m1", "r1"], told.GetProperty("elsewhere").EnumerateObject().Select(item => item.Name).Order());
        Assert.Equal("Auf einem anderen Gerät geändert.", told.GetProperty("elsewhere").GetProperty("r1").GetProperty("text").GetString());
        Assert.Equal(("5", "2", "1", "1"), await AnswersAsync(desk, "r1", "m1.wert", "a1.y", "r2"));
        Assert.False(told.GetProperty("now").TryGetProperty("r2", out _));
    }

    [Fact]
    public async Task Where_both_changed_the_same_the_later_counts_and_the_page_shows_what_stood_there()
    {
        await using var desk = await BeginAsync();
        var page = await desk.Expert.GetAsync(Two);
        await SaveAsync(desk, await desk.Expert.GetAsync(Two), ("a.l1", "Vom Telefon"), ("a.i1.1", "Bänke"));
        var told = await SaveAsync(desk, page, ("a.l1", "Vom Schreibtisch"));
        var item = told.GetProperty("elsewhere").GetProperty("l1");
        Assert.EndsWith(
            "Es gilt, was Sie hier eingegeben haben. Dort stand:",
            item.GetProperty("text").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(["Vom Telefon"], item.GetProperty("said").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(("Vom Schreibtisch", "Bänke"), await AnswersAsync(desk, "l1", "i1.1"));
        Assert.Equal("Vom Schreibtisch", Of(told, "was", "l1"));
    }

    [Fact]
    public async Task What_was_typed_before_the_other_device_saved_is_the_older_and_is_given_back()
    {
        await using var desk = await BeginAsync();
        var page = await desk.Expert.GetAsync(Two);
        await SaveAsync(desk, await desk.Expert.GetAsync(Two), ("a.l1", "Vom Telefon"));
        var told = await SaveAsync(
            desk,
            page,
            ("a.l1", "Vor einer Stunde im Zug"),
            ("age.l1", "3600"),
            ("a.i1.2", "Brunnen"),
            ("age.i1.2", "3600")
        );
        var item = told.GetProperty("elsewhere").GetProperty("l1");
        Assert.StartsWith(
            "Auf einem anderen Gerät haben Sie später geantwortet. Es gilt die spätere Antwort.",
            item.GetProperty("text").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(["Vor einer Stunde im Zug"], item.GetProperty("said").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("Vom Telefon", Of(told, "now", "l1"));
        // What nobody answered elsewhere is taken over, however old it is.
        Assert.Equal(("Vom Telefon", "Brunnen"), await AnswersAsync(desk, "l1", "i1.2"));
    }

    [Fact]
    public async Task What_was_typed_after_the_other_device_saved_counts_even_if_it_is_sent_much_later()
    {
        await using var desk = await BeginAsync();
        var page = await desk.Expert.GetAsync(Two);
        await SaveAsync(desk, await desk.Expert.GetAsync(Two), ("a.l1", "Vom Telefon"));
        app.Clock.Ahead += TimeSpan.FromHours(2);
        await SaveAsync(desk, page, ("a.l1", "Danach im Zug"), ("age.l1", "3600"));
        Assert.Equal("Danach im Zug", (await app.SheetAsync(desk.Key)).Answers["l1"]);
    }

    [Fact]
    public async Task The_same_answer_on_both_is_no_matter()
    {
        await using var desk = await BeginAsync();
        var page = await desk.Expert.GetAsync(One);
        await SaveAsync(desk, await desk.Expert.GetAsync(One), ("a.r1", "5"));
        var told = await SaveAsync(desk, page, ("a.r1", "5"), ("age.r1", "3600"));
        Assert.Empty(told.GetProperty("elsewhere").EnumerateObject());
        Assert.Equal("5", Of(told, "was", "r1"));
    }

    [Fact]
    public async Task Without_a_script_the_page_stays_and_shows_what_the_other_device_had()
    {
        await using var desk = await BeginAsync();
        var older = await desk.Expert.GetAsync(One);
        await SaveAsync(desk, await desk.Expert.GetAsync(One), ("a.r1", "5"), ("a.m1.wert", "2"), ("a.m1.lage", ""), ("a.c1", "hin"));
        var reply = await desk.Expert.SubmitAsync(
            older,
            "form.sheet",
            ("a.r1", "4"),
            ("a.m1.wert", "3"),
            ("a.m1.lage", "1"),
            ("a.c1", "hin")
        );
        Assert.Equal(200, reply.Status);
        var told = reply.Page.QuerySelector(".kern-alert--warning[role=alert]")!;
        Assert.Equal(["Wie wichtig ist Größe?", "Der Marktplatz"], told.QuerySelectorAll(".unsaved__of").Select(item => item.TextContent));
        Assert.Equal(["5 – sehr wichtig", "2", "keine Angabe"], told.QuerySelectorAll(".unsaved").Select(item => item.TextContent));
        Assert.Equal(["Wert", "Lage"], told.QuerySelectorAll(".muted").Select(item => item.TextContent));
        Assert.Equal(("4", "3", "1", "hin"), await AnswersAsync(desk, "r1", "m1.wert", "m1.lage", "c1"));
        Assert.Equal(Two, (await desk.Expert.SubmitAsync(reply, "form.sheet")).Location);
    }

    [Fact]
    public async Task Ranks_count_only_together_so_an_older_page_mixes_none_of_its_own_in()
    {
        await using var desk = await BeginAsync();
        await SaveAsync(desk, await desk.Expert.GetAsync(One), ("a.a1.x", "1"));
        var page = await desk.Expert.GetAsync(One);
        await SaveAsync(desk, page, ("a.a1.x", "2"), ("a.a1.z", "1"));
        // Here y came second: with x that would be valid, had the other device not moved it.
        var older = await SaveAsync(desk, page, ("a.a1.x", "1"), ("a.a1.y", "2"), ("age.a1.y", "3600"));
        Assert.Equal(
            ["Beratung: Rang 1", "Austausch: Rang 2"],
            older.GetProperty("elsewhere").GetProperty("a1").GetProperty("said").EnumerateArray().Select(one => one.GetString())
        );
        Assert.Equal(("2", null, "1"), await AnswersAsync(desk, "a1.x", "a1.y", "a1.z"));
        Assert.Equal(("2", null, "1"), (Of(older, "now", "a1.x"), Of(older, "now", "a1.y"), Of(older, "now", "a1.z")));

        await SaveAsync(desk, page, ("a.a1.x", "1"), ("a.a1.y", "2"), ("a.a1.z", ""));
        Assert.Equal(("1", "2", null), await AnswersAsync(desk, "a1.x", "a1.y", "a1.z"));
    }

    [Fact]
    public async Task Points_boxes_and_numbers_of_the_other_device_come_as_they_stand_in_their_fields()
    {
        await using var desk = await BeginAsync(Points);
        var page = await desk.Expert.GetAsync(One);
        await SaveAsync(
            desk,
            page,
            ("a.p1.x", "4"),
            ("a.p1.y", "6"),
            ("a.k1.x", "1"),
            ("a.k1.other", "Etwas"),
            ("a.n1", "2,5"),
            ("a.n1.:why", "Weil")
        );
        var told = await SaveAsync(desk, page);
        Assert.Equal(
            ("4", "6", "1", "0", "Etwas", "2,5"),
            (
                Of(told, "now", "p1.x"),
                Of(told, "now", "p1.y"),
                Of(told, "now", "k1.x"),
                Of(told, "now", "k1.y"),
                Of(told, "now", "k1.other"),
                Of(told, "now", "n1")
            )
        );

        var none = await SaveAsync(desk, page, ("a.k1.y", "1"), ("a.n1", "7,5"));
        Assert.Equal(
            ["Viel", "Sonstiges: Etwas"],
            none.GetProperty("elsewhere").GetProperty("k1").GetProperty("said").EnumerateArray().Select(one => one.GetString())
        );
        Assert.Equal(
            ["2,5"],
            none.GetProperty("elsewhere").GetProperty("n1").GetProperty("said").EnumerateArray().Select(one => one.GetString())
        );
        Assert.Equal(("0", "1", null, "7.5"), await AnswersAsync(desk, "k1.x", "k1.y", "k1.other", "n1"));
    }

    [Fact]
    public async Task What_cannot_be_taken_over_replaces_nothing_and_says_nothing_of_it()
    {
        await using var desk = await BeginAsync();
        var page = await desk.Expert.GetAsync(One);
        await SaveAsync(desk, page, ("a.a1.x", "1"));
        var told = await SaveAsync(desk, page, ("a.a1.y", "1"), ("a.a1.z", "1"));
        Assert.True(told.GetProperty("problems").TryGetProperty("a1", out _));
        Assert.Empty(told.GetProperty("elsewhere").EnumerateObject());
        Assert.Equal(("1", null, null), await AnswersAsync(desk, "a1.x", "a1.y", "a1.z"));
    }

    [Fact]
    public async Task Lines_of_a_short_text_are_not_taken_for_a_change()
    {
        await using var desk = await BeginAsync();
        await SaveAsync(desk, await desk.Expert.GetAsync(Two), ("a.l1", "eins\r\nzwei"));
        var older = await desk.Expert.GetAsync(Two);
        await SaveAsync(desk, older, ("a.l1", "eins\r\nzwei\r\ndrei"));
        // As a browser sends it: line breaks as in mail, in the hidden field too.
        await desk.Expert.SubmitAsync(older, "form.sheet", ("a.l1", "eins\r\nzwei"), ("was.l1", "eins\r\nzwei"), ("a.i1.1", "Bänke"));
        Assert.Equal(("eins\nzwei\ndrei", "Bänke"), await AnswersAsync(desk, "l1", "i1.1"));
    }

    [Fact]
    public async Task Of_many_saves_at_once_each_of_another_question_none_is_lost()
    {
        await using var desk = await BeginAsync();
        var one = await desk.Expert.GetAsync(One);
        var two = await desk.Expert.GetAsync(Two);
        (Reply Page, string Part, string Value)[] saves =
        [
            (one, "r1", "4"),
            (one, "r2", "2"),
            (one, "m1.wert", "5"),
            (one, "m1.lage", "1"),
            (one, "a1.x", "1"),
            (one, "c1", "her"),
            (two, "l1", "Ein Text"),
            (two, "i1.1", "Eins"),
            (two, "i1.2", "Zwei"),
            (two, "i1.3", "Drei"),
        ];
        // In the background and by the button, as they may meet.
        var replies = await Task.WhenAll(
            saves.Select(
                (save, index) =>
                    index % 3 == 0
                        ? desk.Expert.SubmitAsync(save.Page, "form.sheet", ($"a.{save.Part}", save.Value))
                        : desk.Expert.PostAsync(
                            save.Page.Path + "?handler=Merken",
                            Visitor.Fill(save.Page, "form.sheet", ($"a.{save.Part}", save.Value)).Fields
                        )
            )
        );
        Assert.All(replies, reply => Assert.True(reply.Status is 200 or 302, reply.Body));
        var answers = (await app.SheetAsync(desk.Key)).Answers;
        Assert.Equal(saves.Select(save => (save.Part, (string?)save.Value)), saves.Select(save => (save.Part, answers[save.Part])));
    }

    [Theory]
    [InlineData("r1", "4", "2", "2")]
    [InlineData("m1", "3", "5", "5 – sehr wichtig")]
    [InlineData("n1", "2.5", "7,5", "7,5")]
    [InlineData("k1", "1", "0", "Etwas")]
    public async Task An_answer_that_is_kept_on_an_old_page_is_merged_like_any_other_and_says_what_it_replaced(
        string item,
        string earlier,
        string elsewhere,
        string told
    )
    {
        var (yaml, part) = item switch
        {
            "r1" => (Sample.Yaml, "r1"),
            "m1" => (Sample.Yaml, "m1.wert"),
            "n1" => (Points, "n1"),
            _ => (Points, "k1.x"),
        };
        var key = await app.OpenStudyAsync(yaml: yaml.Replace("rounds: 1", "rounds: 2", StringComparison.Ordinal));
        using (await app.ExpertAsync(key)) { }
        await app.HandInAsync(key, 0, new AnswerChange(part, earlier));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        await using var desk = new Desk(key, await app.ReturningAsync(key));
        var older = await desk.Expert.GetAsync(One);
        await SaveAsync(
            desk,
            await desk.Expert.GetAsync(One),
            ("a." + part, elsewhere),
            item == "k1" ? ("a.k1.other", "Etwas") : ("go", "next")
        );
        var reply = await desk.Expert.SubmitAsync(older, "form.sheet", ("keep", item));
        Assert.Equal(200, reply.Status);
        Assert.Equal([told], reply.Page.QuerySelectorAll(".kern-alert--warning[role=alert] .unsaved").Select(one => one.TextContent));
        Assert.Equal(earlier, (await AllAsync(desk))[part]);

        // Where nothing happened elsewhere, nothing is told.
        var again = await desk.Expert.SubmitAsync(await desk.Expert.GetAsync(One), "form.sheet", ("keep", item));
        Assert.Equal(302, again.Status);
    }

    private async Task<Desk> BeginAsync(string yaml = Sample.Yaml)
    {
        var key = await app.OpenStudyAsync(yaml: yaml);
        return new(key, await app.ExpertAsync(key));
    }

    private async Task<(string?, string?)> AnswersAsync(Desk desk, string one, string two) =>
        await AllAsync(desk) is var all ? (all[one], all[two]) : default;

    private async Task<(string?, string?, string?)> AnswersAsync(Desk desk, string one, string two, string three) =>
        await AllAsync(desk) is var all ? (all[one], all[two], all[three]) : default;

    private async Task<(string?, string?, string?, string?)> AnswersAsync(Desk desk, string one, string two, string three, string four) =>
        await AllAsync(desk) is var all ? (all[one], all[two], all[three], all[four]) : default;

    private async Task<Answers> AllAsync(Desk desk) => (await app.SheetAsync(desk.Key)).Answers;

    private static string? Of(JsonElement told, string what, string part) => told.GetProperty(what).GetProperty(part).GetString();

    private static async Task<JsonElement> SaveAsync(Desk desk, Reply page, params (string Name, string? Value)[] fields)
    {
        var reply = await desk.Expert.PostAsync(page.Path + "?handler=Merken", Visitor.Fill(page, "form.sheet", fields).Fields);
        Assert.True(reply.Status == 200, reply.Body);
        return JsonDocument.Parse(reply.Body).RootElement;
    }

    private sealed record Desk(string Key, Visitor Expert) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            Expert.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
