using System.Text.Json;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>What is answered on a section is kept as it was meant, or refused with a sentence.</summary>
public sealed class SectionTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string One = "/bogen/abschnitt/eins",
        Two = "/bogen/abschnitt/zwei";

    [Fact]
    public async Task Every_type_of_answer_is_kept_and_shown_again()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            Assert.Equal(
                Two,
                (
                    await SendAsync(
                        expert,
                        One,
                        ("a.r1", "5"),
                        ("a.r2", "1"),
                        ("a.m1.wert", "2"),
                        ("a.m1.lage", ""),
                        ("a.a1.y", "1"),
                        ("a.a1.x", "2"),
                        ("a.c1", "her")
                    )
                ).Location
            );
            Assert.Equal(
                "/bogen/abgeben",
                (
                    await SendAsync(
                        expert,
                        Two,
                        ("a.l1", "Mehr\r\nBänke für Ältere 🙂👩‍👩‍👧"),
                        ("a.i1.1", "Süße Äpfel"),
                        ("a.i1.3", "  ")
                    )
                ).Location
            );

            var answers = (await app.SheetAsync(key)).Answers;
            Assert.Equal(
                ("5", "1", "2", "", "1", "2", null, "her"),
                (
                    answers["r1"],
                    answers["r2"],
                    answers["m1.wert"],
                    answers["m1.lage"],
                    answers["a1.y"],
                    answers["a1.x"],
                    answers["a1.z"],
                    answers["c1"]
                )
            );
            Assert.Equal(("Mehr\nBänke für Ältere 🙂👩‍👩‍👧", "Süße Äpfel", null), (answers["l1"], answers["i1.1"], answers["i1.3"]));

            var page = await expert.GetAsync(One);
            Assert.NotNull(page.Page.QuerySelector("input[name='a.r1'][value='5'][checked]"));
            Assert.NotNull(page.Page.QuerySelector("input[name='a.m1.lage'][value=''][checked]"));
            Assert.Equal(
                "Mehr\nBänke für Ältere 🙂👩‍👩‍👧",
                Visitor.Fill(await expert.GetAsync(Two), "form.sheet").Fields.Single(field => field.Key == "a.l1").Value
            );
            var review = (await expert.GetAsync("/bogen/abgeben")).Text;
            Assert.All(
                (string[])["5 – sehr wichtig", "Lage: keine Angabe", "Austausch: Rang 1", "Her", "Süße Äpfel"],
                words => Assert.Contains(words, review, StringComparison.Ordinal)
            );
        }
    }

    [Theory]
    [InlineData("a.r1", "6", "„6“ liegt nicht auf der Skala von 1 bis 5.")]
    [InlineData("a.r1", "0", "„0“ liegt nicht auf der Skala von 1 bis 5.")]
    [InlineData("a.r1", "<b>", "„<b>“ liegt nicht auf der Skala von 1 bis 5.")]
    [InlineData("a.r2", "", "„Keine Angabe“ ist hier nicht vorgesehen.")]
    [InlineData("a.c1", "weg", "„weg“ ist keine der Antworten.")]
    [InlineData("a.a1.x", "3", "„3“ ist kein Rang von 1 bis 2.")]
    [InlineData("a.a1.x", "2", "Der Rang 1 fehlt. Vergeben Sie die Ränge ab 1 ohne Lücke.")]
    public async Task What_is_not_an_answer_is_refused_with_a_sentence_and_the_rest_is_saved(string name, string value, string sentence)
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            var reply = await SendAsync(expert, One, (name, value), ("a.m1.wert", "3"));
            Assert.Equal(400, reply.Status);
            Assert.Contains(sentence, reply.Text, StringComparison.Ordinal);
            Assert.Contains("Alles andere auf dieser Seite ist gespeichert.", reply.Text, StringComparison.Ordinal);
            var answers = (await app.SheetAsync(key)).Answers;
            Assert.Equal("3", answers["m1.wert"]);
            Assert.Null(answers[name[2..]]);
        }
    }

    [Fact]
    public async Task A_rank_given_twice_is_refused_and_stays_on_the_page_to_be_mended()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            var reply = await SendAsync(expert, One, ("a.a1.x", "1"), ("a.a1.y", "1"), ("a.r1", "4"));
            Assert.Equal(400, reply.Status);
            Assert.Contains("Den Rang 1 haben Sie 2-mal vergeben.", reply.Text, StringComparison.Ordinal);
            Assert.Equal("4", (await app.SheetAsync(key)).Answers["r1"]);
            Assert.Equal(302, (await expert.SubmitAsync(reply, "form.sheet", ("a.a1.y", "2"))).Status);
            Assert.Equal("2", (await app.SheetAsync(key)).Answers["a1.y"]);
        }
    }

    [Fact]
    public async Task Ten_thousand_characters_are_kept_and_one_more_is_refused_and_stays_on_the_page()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            var text = new string('ä', 9_998) + "🙂";
            Assert.Equal(302, (await SendAsync(expert, Two, ("a.l1", text))).Status);
            Assert.Equal(text, (await app.SheetAsync(key)).Answers["l1"]);
            var reply = await SendAsync(expert, Two, ("a.l1", text + "x"), ("a.i1.1", "Bank"));
            Assert.Equal(400, reply.Status);
            Assert.Contains("Der Text hat 10.001 Zeichen, möglich sind 10.000.", reply.Text, StringComparison.Ordinal);
            Assert.Equal(text + "x", Visitor.Fill(reply, "form.sheet").Fields.Single(field => field.Key == "a.l1").Value);
            var answers = (await app.SheetAsync(key)).Answers;
            Assert.Equal((text, "Bank"), (answers["l1"], answers["i1.1"]));
        }
    }

    [Fact]
    public async Task A_script_in_an_answer_is_shown_as_it_was_written()
    {
        var (_, expert) = await BeginAsync();
        using (expert)
        {
            const string Script = "</textarea><script>alert('x')</script>";
            await SendAsync(expert, Two, ("a.l1", Script), ("a.i1.1", "\"><script>alert('y')</script>"));
            foreach (var path in (string[])[Two, "/bogen/abgeben"])
            {
                var page = await expert.GetAsync(path);
                Assert.DoesNotContain("<script>alert", page.Body, StringComparison.Ordinal);
                Assert.All(page.Page.QuerySelectorAll("script"), script => Assert.NotNull(script.GetAttribute("src")));
                Assert.Contains(Script, page.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Fields_that_the_section_does_not_have_are_not_taken_in()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            await SendAsync(
                expert,
                One,
                ("a.fremd", "1"),
                ("a.l1", "aus dem anderen Abschnitt"),
                ("HandedInAt", "2020-01-01"),
                ("a.r1", "2")
            );
            Assert.Equal(["r1"], (await app.SheetAsync(key)).Answers.Values.Keys);
        }
    }

    [Fact]
    public async Task Going_back_saves_too()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            Assert.Equal("/bogen", (await SendAsync(expert, One, ("a.r1", "2"), ("go", "back"))).Location);
            Assert.Equal(One, (await SendAsync(expert, Two, ("a.l1", "ja"), ("go", "back"))).Location);
            Assert.Equal(("2", "ja"), ((await app.SheetAsync(key)).Answers["r1"], (await app.SheetAsync(key)).Answers["l1"]));
        }
    }

    [Fact]
    public async Task A_form_posted_twice_is_the_same_as_once()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            var page = await expert.GetAsync(One);
            var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => expert.SubmitAsync(page, "form.sheet", ("a.r1", "4"))));
            Assert.All(replies, reply => Assert.Equal(Two, reply.Location));
            Assert.Equal("4", (await app.SheetAsync(key)).Answers["r1"]);
        }
    }

    [Fact]
    public async Task An_older_page_undoes_nothing_that_was_answered_elsewhere()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            await SendAsync(expert, One, ("a.r1", "1"), ("a.m1.wert", "1"));
            var older = await expert.GetAsync(One);
            await SendAsync(expert, One, ("a.r1", "5"), ("a.c1", "hin"));
            // Changed here: another item, and one that was changed there too.
            await expert.SubmitAsync(older, "form.sheet", ("a.m1.lage", "2"), ("a.m1.wert", "3"));
            var answers = (await app.SheetAsync(key)).Answers;
            Assert.Equal(("5", "hin", "2", "3"), (answers["r1"], answers["c1"], answers["m1.lage"], answers["m1.wert"]));
        }
    }

    [Fact]
    public async Task Of_two_tabs_that_answer_the_same_item_the_later_counts()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            var first = await expert.GetAsync(One);
            var second = await expert.GetAsync(One);
            await expert.SubmitAsync(first, "form.sheet", ("a.r1", "1"));
            await expert.SubmitAsync(second, "form.sheet", ("a.r1", "5"));
            Assert.Equal("5", (await app.SheetAsync(key)).Answers["r1"]);
        }
    }

    [Fact]
    public async Task Tabs_that_save_at_the_same_moment_all_count()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            var page = await expert.GetAsync(Two);
            var replies = await Task.WhenAll(
                Enumerable.Range(1, 3).Select(number => RememberAsync(expert, page, ($"a.i1.{number}", $"Idee {number}")))
            );
            Assert.All(replies, reply => Assert.Equal(200, reply.Status));
            Assert.Equal(
                ["Idee 1", "Idee 2", "Idee 3"],
                (await app.SheetAsync(key)).Answers.Values.OrderBy(one => one.Key).Select(one => one.Value)
            );
        }
    }

    [Fact]
    public async Task Saving_in_the_background_says_when_and_what_it_took()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            var page = await expert.GetAsync(One);
            var reply = await RememberAsync(expert, page, ("a.r1", "3"), ("a.a1.x", "1"), ("a.a1.y", "1"));
            Assert.Equal((200, "application/json; charset=utf-8"), (reply.Status, reply.Type));
            var told = JsonDocument.Parse(reply.Body).RootElement;
            Assert.Matches(@"^Gespeichert um \d\d:\d\d$", told.GetProperty("message").GetString());
            Assert.Equal("3", told.GetProperty("was").GetProperty("r1").GetString());
            Assert.False(told.GetProperty("was").TryGetProperty("a1.x", out _));
            Assert.StartsWith(
                "Den Rang 1 haben Sie 2-mal vergeben.",
                told.GetProperty("problems").GetProperty("a1").GetString(),
                StringComparison.Ordinal
            );
            Assert.Equal(["r1"], (await app.SheetAsync(key)).Answers.Values.Keys);
        }
    }

    private async Task<(string Key, Visitor Expert)> BeginAsync()
    {
        var key = await app.OpenStudyAsync();
        return (key, await app.ExpertAsync(key));
    }

    private static async Task<Reply> SendAsync(Visitor expert, string path, params (string Name, string? Value)[] fields) =>
        await expert.SubmitAsync(await expert.GetAsync(path), "form.sheet", fields);

    private static Task<Reply> RememberAsync(Visitor expert, Reply page, params (string Name, string? Value)[] fields) =>
        expert.PostAsync(page.Path + "?handler=Merken", Visitor.Fill(page, "form.sheet", fields).Fields);
}
