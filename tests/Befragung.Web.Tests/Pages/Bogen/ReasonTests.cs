using AngleSharp.Dom;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Reasons as an expert gives, reads and weighs them.</summary>
public sealed class ReasonTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Section = "/bogen/abschnitt/eins",
        Form = "form.sheet",
        Question = "anders als viele andere. Was wissen Sie, was die anderen wissen sollten?";

    [Fact]
    public async Task Reasons_of_another_study_that_asks_the_same_are_read_in_that_one_only()
    {
        var others = await Reasons.SecondAsync(app, (1, Reasons.For, "Nur in der einen Studie"));
        var key = await Reasons.SecondAsync(app, (1, Reasons.For, "Nur in der anderen Studie"));
        foreach (var (study, own, strange) in ((string, string, string)[])[(others, "einen", "anderen"), (key, "anderen", "einen")])
        {
            using var expert = await app.ExpertAsync(study);
            var text = (await expert.GetAsync("/bogen/abschnitt/eins")).Text;
            Assert.Contains($"Nur in der {own} Studie", text, StringComparison.Ordinal);
            Assert.DoesNotContain($"Nur in der {strange} Studie", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Room_for_reasons_is_folded_at_the_end_of_each_closed_item()
    {
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync());
        var page = await expert.GetAsync(Section);
        Assert.Equal(["a.r1.:for", "a.r1.:against"], Names(page, "r1"));
        Assert.Equal(["a.m1.:for", "a.m1.:against"], Names(page, "m1"));
        Assert.Equal(["a.a1.:why"], Names(page, "a1"));
        Assert.Equal(["a.c1.:why"], Names(page, "c1"));
        Assert.Contains("Begründung hinzufügen (freiwillig, ohne Ihren Namen)", Item(page, "r1").TextContent, StringComparison.Ordinal);
        Assert.All(page.Page.QuerySelectorAll(".reasons details"), fold => Assert.False(fold.HasAttribute("open")));
        // Nobody knows a middle half in round 1.
        Assert.DoesNotContain(Question, page.Body, StringComparison.Ordinal);
        var words = await expert.GetAsync("/bogen/abschnitt/zwei");
        Assert.Empty(words.Page.QuerySelectorAll(".reasons"));

        static IEnumerable<string?> Names(Reply page, string item) =>
            Item(page, item).QuerySelectorAll(".reasons textarea").Select(field => field.GetAttribute("name"));
    }

    [Fact]
    public async Task A_reason_is_kept_as_it_was_written_and_taken_away_with_an_empty_field()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        const string text = "Größe zählt: <script>alert(1)</script> & „mehr“ 🙂\n\nZweiter Absatz";
        await expert.SubmitAsync(
            await expert.GetAsync(Section),
            Form,
            (SectionFor("r1"), "  " + text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n ")
        );
        Assert.Equal(text, (await app.SheetAsync(key)).Answers["r1.:for"]);

        var page = await expert.GetAsync(Section);
        Assert.Equal(text, Item(page, "r1").QuerySelector("textarea")!.TextContent);
        Assert.True(Item(page, "r1").QuerySelector(".reasons details")!.HasAttribute("open"));
        Assert.False(Item(page, "m1").QuerySelector(".reasons details")!.HasAttribute("open"));
        Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
        var review = await expert.GetAsync("/bogen/abgeben");
        Assert.Contains("Spricht dafür: " + text, review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", review.Body, StringComparison.Ordinal);

        await expert.SubmitAsync(page, Form, (SectionFor("r1"), " \r\n"));
        Assert.Null((await app.SheetAsync(key)).Answers["r1.:for"]);
    }

    [Fact]
    public async Task A_reason_has_2000_characters_at_most()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        var longest = string.Concat(Enumerable.Repeat("Größe 🙂.\n", 200));
        Assert.Equal(ReasonPart.MaxLength, longest.Length);
        longest = longest[..^1] + "!";
        Assert.Equal(302, (await expert.SubmitAsync(await expert.GetAsync(Section), Form, (SectionFor("r1"), longest))).Status);
        Assert.Equal(longest, (await app.SheetAsync(key)).Answers["r1.:for"]);

        var reply = await expert.SubmitAsync(await expert.GetAsync(Section), Form, (SectionFor("r1"), longest + "x"), ("a.r2", "2"));
        Assert.Equal(400, reply.Status);
        Assert.Contains("Der Text hat 2.001 Zeichen, möglich sind 2.000.", Item(reply, "r1").TextContent, StringComparison.Ordinal);
        Assert.Equal(longest + "x", Item(reply, "r1").QuerySelector("textarea")!.TextContent);
        var sheet = await app.SheetAsync(key);
        Assert.Equal((longest, "2"), (sheet.Answers["r1.:for"], sheet.Answers["r2"]));
    }

    [Theory]
    [InlineData("r1", "5", true)]
    [InlineData("r1", "2", true)]
    [InlineData("r1", "3", false)]
    [InlineData("r1", "4", false)]
    [InlineData("r1", "", false)]
    [InlineData("m1.lage", "1", true)]
    [InlineData("m1.lage", "4", false)]
    public async Task Who_answers_outside_the_middle_half_is_asked_for_a_reason(string part, string value, bool asked)
    {
        using var expert = await SecondAsync(await Reasons.SecondAsync(app), 4);
        await expert.SubmitAsync(await expert.GetAsync(Section), Form, ("a." + part, value));
        var item = Item(await expert.GetAsync(Section), part.Split('.')[0]);
        Assert.Equal(asked, item.QuerySelector(".reasons__ask")!.TextContent.EndsWith(Question, StringComparison.Ordinal));
        Assert.Equal(asked, item.QuerySelector(".reasons details")!.HasAttribute("open"));
        Assert.True(item.QuerySelector(".reasons")!.HasAttribute("data-ask"));
    }

    [Fact]
    public async Task The_page_says_to_the_script_where_the_middle_half_is()
    {
        using var expert = await SecondAsync(await Reasons.SecondAsync(app));
        var page = await expert.GetAsync(Section);
        Assert.Equal("""{"r1":[3,4]}""", Item(page, "r1").QuerySelector(".reasons")!.GetAttribute("data-middle"));
        Assert.Equal("""{"m1.wert":[3,4],"m1.lage":[3,4]}""", Item(page, "m1").QuerySelector(".reasons")!.GetAttribute("data-middle"));
        Assert.False(Item(page, "a1").QuerySelector(".reasons")!.HasAttribute("data-middle"));
    }

    [Fact]
    public async Task Nobody_is_asked_who_gave_a_reason_or_has_handed_in()
    {
        var key = await Reasons.SecondAsync(app, (7, Reasons.For, "Schon gesagt"));
        using var before = await SecondAsync(key, 7);
        await before.SubmitAsync(await before.GetAsync(Section), Form, ("a.r1", "5"));
        AssertNotAsked(await before.GetAsync(Section), open: false);

        using var now = await SecondAsync(key, 4);
        await now.SubmitAsync(await now.GetAsync(Section), Form, ("a.r1", "5"), ("a." + Reasons.For, "Weil es so ist."));
        AssertNotAsked(await now.GetAsync(Section), open: true);

        using var handedIn = await SecondAsync(key, 5);
        await handedIn.SubmitAsync(await handedIn.GetAsync(Section), Form, ("a.r1", "5"));
        await handedIn.SubmitAsync(await handedIn.GetAsync("/bogen/abgeben"), "form.handin", ("anyway", "true"));
        AssertNotAsked(await handedIn.GetAsync(Section), open: false);

        static void AssertNotAsked(Reply page, bool open)
        {
            var reasons = Item(page, "r1").QuerySelector(".reasons")!;
            Assert.Equal("", reasons.QuerySelector(".reasons__ask")!.TextContent);
            Assert.False(reasons.HasAttribute("data-ask"));
            Assert.Equal(open, reasons.QuerySelector("details")!.HasAttribute("open"));
        }
    }

    [Fact]
    public async Task Others_read_what_was_released_as_it_was_released_and_nothing_else()
    {
        var key = await Reasons.FirstAsync(
            app,
            (0, Reasons.Against, "Wartet noch"),
            (1, Reasons.For, "Wie <b>geschrieben</b>\nmit Absatz"),
            (2, Reasons.Against, "Lang und breit und voller Namen"),
            (3, Reasons.For, "Zurückgehalten"),
            (4, "a1.:why", "Aus Erfahrung")
        );
        await app.DecideAsync(
            key,
            reason =>
            {
                if (reason.Text.StartsWith("Lang", StringComparison.Ordinal))
                    reason.Release("Kurz gesagt", DateTime.UnixEpoch, "test");
                else if (reason.Text == "Zurückgehalten")
                    reason.Withhold("Nennt einen Namen.", DateTime.UnixEpoch, "test");
                else if (reason.Text != "Wartet noch")
                    reason.Release(null, DateTime.UnixEpoch, "test");
            }
        );
        await app.NextAsync(key);
        using var expert = await SecondAsync(key, 5);
        var page = await expert.GetAsync(Section);
        var item = Item(page, "r1");
        Assert.Contains("Warum andere so denken: 2 Gründe aus Runde 1", item.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["Spricht dafür: Wie <b>geschrieben</b>\nmit Absatz", "Spricht dagegen: Kurz gesagt"],
            item.QuerySelectorAll(".fold--apart .side")
                .Select(side => $"{side.QuerySelector(".side__name")!.TextContent}: {side.QuerySelector(".said")!.TextContent}")
        );
        Assert.Equal("Aus Erfahrung", Item(page, "a1").QuerySelector(".fold--apart .said")!.TextContent);
        Assert.Null(Item(page, "a1").QuerySelector(".fold--apart .side__name"));
        Assert.All(
            (string[])["Wartet noch", "Lang und breit", "Zurückgehalten", "Nennt einen Namen", "<b>gesch"],
            words => Assert.DoesNotContain(words, page.Body, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_released_after_the_opening_does_not_join_the_open_round()
    {
        var key = await Reasons.FirstAsync(app, (0, Reasons.For, "Zu spät"));
        await app.NextAsync(key);
        using var editor = await app.TeamAsync();
        var queue = await editor.GetAsync(Reasons.QueuePath(key));
        Assert.Contains("Runde 2 wurde schon geöffnet", queue.Text, StringComparison.Ordinal);
        await Reasons.ReleaseAsync(editor, queue, null);
        Assert.Equal(ReasonState.Released, (await app.ReasonAsync(key, "Zu spät")).State);
        using var expert = await SecondAsync(key);
        Assert.DoesNotContain("Zu spät", (await expert.GetAsync(Section)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Zurueckhalten", "Nennt einen Namen.")]
    [InlineData("Kuerzen", "Kurz")]
    public async Task What_the_team_takes_back_disappears_at_once_from_the_open_round(string step, string text)
    {
        var key = await Reasons.SecondAsync(app, (0, Reasons.For, "Frau Müller sagt es auch"), (1, Reasons.For, "Bleibt"));
        using var expert = await SecondAsync(key, 4);
        Assert.Contains("Frau Müller", (await expert.GetAsync(Section)).Body, StringComparison.Ordinal);
        using var editor = await app.TeamAsync();
        var reason = await app.ReasonAsync(key, "Frau Müller sagt es auch");
        Assert.Equal(
            302,
            (
                await Reasons.DecideAsync(
                    editor,
                    await editor.GetAsync(Reasons.QueuePath(key) + "?zeige=freigegeben"),
                    $"b-{reason.Id:N}",
                    step,
                    text
                )
            ).Status
        );
        var page = await expert.GetAsync(Section);
        Assert.DoesNotContain("Frau Müller", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(text, page.Body, StringComparison.Ordinal);
        Assert.Contains("Warum andere so denken: 1 Grund aus Runde 1", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_is_kept_taken_back_and_counted_when_the_round_closes()
    {
        var key = await Reasons.SecondAsync(app, (0, Reasons.For, "Eins"), (1, Reasons.Against, "Zwei"));
        var one = await app.ReasonAsync(key, "Eins");
        var two = await app.ReasonAsync(key, "Zwei");
        foreach (var expert in (int[])[3, 4, 5])
        {
            using var visitor = await SecondAsync(key, expert);
            await visitor.SubmitAsync(await visitor.GetAsync(Section), Form, (Vote(one), "1"), (Vote(two), "1"));
            var page = await visitor.GetAsync(Section);
            Assert.Equal(
                [Vote(one), Vote(two)],
                page.Page.QuerySelectorAll(".reason input[checked]").Select(box => box.GetAttribute("name"))
            );
            // One thinks again.
            if (expert == 5)
                await visitor.SubmitAsync(page, Form, (Vote(two), null));
            await visitor.SubmitAsync(await visitor.GetAsync("/bogen/abgeben"), "form.handin", ("anyway", "true"));
        }
        Assert.Null((await app.SheetAsync(key, 5)).Answers[Vote(two)[2..]]);
        await app.CloseAsync(key);
        Assert.Equal([new(one.Id, 3), new(two.Id, 2)], (await app.ReadAsync(key)).Round(2).Result!.Convincing);
        Assert.Equal(2, (await app.ReasonsAsync(key)).Count);
    }

    [Fact]
    public async Task Nobody_votes_on_their_own_reason_or_on_one_that_is_not_there()
    {
        var key = await Reasons.SecondAsync(
            app,
            (0, Reasons.For, "Gleicher Wortlaut"),
            (1, Reasons.For, "Gleicher Wortlaut"),
            (2, Reasons.For, "Vom dritten")
        );
        var foreign = (await app.ReasonsAsync(await Reasons.SecondAsync(app, (0, Reasons.For, "Aus einer anderen Studie"))))[0];
        using var expert = await SecondAsync(key);
        var page = await expert.GetAsync(Section);
        // The other reason of the same words can be voted on.
        Assert.Equal(2, Item(page, "r1").QuerySelectorAll(".reason input[type=checkbox]").Length);
        var own = Assert.Single(Item(page, "r1").QuerySelectorAll(".reason"), reason => reason.QuerySelector(".reason__own") is not null);
        Assert.Equal("von Ihnen", own.QuerySelector(".reason__own")!.TextContent);
        var ownId = Guid.Parse(own.QuerySelector(".said")!.Id![2..]);
        var third = await app.ReasonAsync(key, "Vom dritten");
        await expert.SubmitAsync(
            page,
            Form,
            (Vote(third), "1"),
            ($"a.r1.:yes.{ownId:N}", "1"),
            (Vote(foreign), "1"),
            ($"a.r1.:yes.{Guid.NewGuid():N}", "1"),
            ($"a.r2.:yes.{third.Id:N}", "1"),
            ("a.r1.:yes.kaputt", "1")
        );
        Assert.Equal(
            [Vote(third)[2..]],
            (await app.SheetAsync(key)).Answers.Values.Keys.Where(part => part.Contains(":yes", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_study_that_asks_for_no_reasons_takes_none()
    {
        var key = await app.OpenStudyAsync(
            yaml: Sample.Yaml.Replace("smallestCell: 5", "smallestCell: 5, reasons: false", StringComparison.Ordinal)
        );
        using var expert = await app.ExpertAsync(key);
        var page = await expert.GetAsync(Section);
        Assert.Empty(page.Page.QuerySelectorAll(".reasons"));
        await expert.SubmitAsync(page, Form, (SectionFor("r1"), "Trotzdem"), ("a.r1", "2"));
        Assert.Equal(["r1"], (await app.SheetAsync(key)).Answers.Values.Keys);
    }

    [Fact]
    public async Task The_page_speaks_English_too()
    {
        var key = await Reasons.SecondAsync(app, (0, Reasons.For, "Auf Deutsch geschrieben"));
        using var expert = await SecondAsync(key, 4, "en");
        await expert.SubmitAsync(await expert.GetAsync(Section), Form, ("a.r1", "5"));
        var item = Item(await expert.GetAsync(Section), "r1").TextContent;
        Assert.All(
            (string[])
                [
                    "You see this differently from many others. What do you know that the others should know?",
                    "Why others think so: 1 reason from round 1",
                    "convinces me",
                    "Auf Deutsch geschrieben",
                ],
            words => Assert.Contains(words, item, StringComparison.Ordinal)
        );
    }

    private static string SectionFor(string item) => $"a.{item}.:for";

    private static string Vote(Reason reason) => $"a.{reason.ItemKey}.:yes.{reason.Id:N}";

    private static IElement Item(Reply page, string key) => page.Page.QuerySelector($"[data-item={key}]")!;

    /// <summary>An expert of round 2; consents where that has not happened yet.</summary>
    private async Task<Visitor> SecondAsync(string key, int expert = 0, string language = "de")
    {
        var visitor = app.Visitor(language);
        await visitor.GetAsync(await app.LinkAsync(key, expert));
        if ((await visitor.GetAsync(Section)).Location is not null)
            await visitor.SubmitAsync(await visitor.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));
        if (language != "de")
            await visitor.GetAsync($"/sprache/{language}");
        return visitor;
    }
}
