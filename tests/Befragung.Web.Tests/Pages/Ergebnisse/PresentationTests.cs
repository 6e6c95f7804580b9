using System.Globalization;
using AngleSharp.Dom;

namespace Befragung.Web.Tests.Pages.Ergebnisse;

/// <summary>The results screen by screen, by links alone.</summary>
public sealed class PresentationTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task From_the_first_screen_links_lead_through_all_to_the_last_and_back()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        var screen = await guest.GetAsync($"/ergebnisse/{key}/vorstellung");
        Assert.Equal("Kleine Befragung über Größe", screen.Page.QuerySelector("h1")!.TextContent);
        Assert.Null(screen.Page.QuerySelector("a[rel=prev]"));
        var headings = new List<string>();
        var titles = new List<string>();
        while (true)
        {
            headings.Add(screen.Page.QuerySelector("h1")!.TextContent);
            titles.Add(screen.Page.Title!);
            if (screen.Page.QuerySelector("a[rel=next]")?.GetAttribute("href") is not { } next)
                break;
            Assert.True(titles.Count < 100, $"After {titles.Count} screens there is still a next one: {next}");
            screen = await guest.GetAsync(next);
            Assert.Equal(200, screen.Status);
        }
        Assert.Equal(titles.Count, titles.Distinct().Count());
        Assert.All(titles, title => Assert.Equal(2, title.Split("Kleine Befragung über Größe").Length));
        Assert.Contains($"{titles.Count} von {titles.Count}", screen.Page.QuerySelector("nav")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Vielen Dank", headings[^1]);
        Assert.Contains("Wie wichtig ist Größe?", headings);
        Assert.Contains("Der Marktplatz: Lage", headings);
        Assert.Contains("Wohin?", headings);
        Assert.Contains("buero@befragung.internal", screen.Text, StringComparison.Ordinal);
        var first = await guest.GetAsync(screen.Page.QuerySelector("[data-go=first]")!.GetAttribute("href")!);
        Assert.Equal(headings[0], first.Page.QuerySelector("h1")!.TextContent);

        var all = await guest.GetAsync($"/ergebnisse/{key}/vorstellung/inhalt");
        Assert.Equal(headings, all.Page.QuerySelectorAll("main li a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task A_screen_shows_section_question_picture_verdict_and_n()
    {
        var key = await app.ReleasedAsync();
        await app.NextAsync(key);
        for (var expert = 0; expert < 8; expert++)
            await app.HandInAsync(key, expert, new Befragung.Delphi.Rounds.AnswerChange("r1", "5"));
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        using var guest = app.Visitor();
        var all = await guest.GetAsync($"/ergebnisse/{key}/vorstellung/inhalt");
        var screen = await guest.GetAsync(
            all.Page.QuerySelectorAll("main li a").Single(link => link.TextContent == "Wie wichtig ist Größe?").GetAttribute("href")!
        );
        Assert.Equal("Erster Abschnitt", screen.Page.QuerySelector(".kicker")!.TextContent);
        Assert.Contains("Runde 2, n = 8", screen.Text, StringComparison.Ordinal);
        Assert.Contains("8 · 100 %", screen.Page.QuerySelector("svg[role=img]")!.GetAttribute("aria-label")!, StringComparison.Ordinal);
        Assert.NotNull(screen.Page.QuerySelector(".judgement .verdict"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("9999")]
    [InlineData("99999999999999999999")]
    [InlineData("zwei")]
    [InlineData("1/2")]
    public async Task A_screen_that_there_is_not_answers_404(string number)
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        Assert.Equal(404, (await guest.GetAsync($"/ergebnisse/{key}/vorstellung/{number}")).Status);
    }

    [Fact]
    public async Task Odd_texts_are_shown_as_they_are_and_shortened_with_a_way_to_the_whole()
    {
        var key = await app.ReleasedAsync(yaml: FigureTests.Odd);
        using var guest = app.Visitor();
        var links = (await guest.GetAsync($"/ergebnisse/{key}/vorstellung/inhalt")).Page.QuerySelectorAll("main li a").ToList();
        foreach (var link in links)
        {
            var screen = await guest.GetAsync(link.GetAttribute("href")!);
            Assert.Equal(200, screen.Status);
            Assert.DoesNotContain("<script>alert", screen.Body, StringComparison.Ordinal);
            Assert.True(new StringInfo(screen.Page.QuerySelector("h1")!.TextContent).LengthInTextElements <= 240);
            if (!link.TextContent.StartsWith("Langes Wort", StringComparison.Ordinal))
                continue;
            Assert.Equal($"/ergebnisse/{key}?sprache=de#i1.1", screen.Page.QuerySelector(".note a")!.GetAttribute("href"));
        }
        // What nobody answered has none: no screen is empty.
        Assert.DoesNotContain(links, link => link.TextContent == "Niemand antwortet");
    }

    [Fact]
    public async Task The_team_chooses_the_screens_which_are_a_file_as_well()
    {
        var key = await app.ReleasedAsync();
        using var editor = await app.TeamAsync(Befragung.Web.Access.StudyRole.Editor);
        using var guest = app.Visitor();
        var address = $"/team/studien/{key}/bericht/vorstellung";
        var page = await editor.GetAsync(address);
        var old = await editor.GetAsync(address);
        var ticked = page.Page.QuerySelectorAll("input[name=folie]").ToList();
        Assert.All(ticked, box => Assert.True(box.HasAttribute("checked")));
        var before = await CountAsync();
        // One box less is ticked; a value that there is not changes nothing.
        var fields = Visitor.Fill(page, "form.slide-choice").Fields.Where(field => field.Value != "r1").Append(new("folie", "gibtesnicht"));
        Assert.Equal(302, (await editor.PostAsync(address, fields)).Status);
        Assert.Equal(before - 1, await CountAsync());
        Assert.DoesNotContain("Wie wichtig ist Größe?", await HeadingsAsync());
        Assert.Equal(409, (await editor.SubmitAsync(old, "form.slide-choice")).Status);

        foreach (
            var (visitor, file) in new[] { (guest, $"/ergebnisse/{key}/vorstellung.pdf"), (editor, $"/team/studien/{key}/vorstellung.pdf") }
        )
        {
            var pdf = await visitor.GetAsync(file);
            Assert.Equal((200, "application/pdf"), (pdf.Status, pdf.Type));
            Assert.Equal(
                before - 1,
                System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString([.. pdf.Content]), "/Type ?/Page\\b")
            );
        }

        // Two small ones of a section side by side: fewer screens, and nothing is lost.
        var fewer = await CountAsync();
        Assert.Equal(302, (await editor.SubmitAsync(await editor.GetAsync(address), "form.slide-choice", ("paare", "true"))).Status);
        Assert.True(await CountAsync() < fewer);
        var screens = await guest.GetAsync($"/ergebnisse/{key}/vorstellung/inhalt");
        var paired = 0;
        foreach (var link in screens.Page.QuerySelectorAll("main li a"))
        {
            var halves = (await guest.GetAsync(link.GetAttribute("href")!)).Page.QuerySelectorAll(".pair__half");
            Assert.All(halves, half => Assert.Equal(2, half.QuerySelectorAll("svg[role=img]").Length));
            paired += halves.Length / 2;
        }
        Assert.Equal(fewer - await CountAsync(), paired);

        async Task<List<string>> HeadingsAsync() =>
            [
                .. (await guest.GetAsync($"/ergebnisse/{key}/vorstellung/inhalt"))
                    .Page.QuerySelectorAll("main li a")
                    .Select(link => link.TextContent),
            ];
        async Task<int> CountAsync() => (await HeadingsAsync()).Count;
    }

    [Fact]
    public async Task A_study_with_a_single_closed_round_and_no_answers_still_has_its_screens()
    {
        var key = await app.OpenStudyAsync(6);
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        using var guest = app.Visitor();
        foreach (var link in (await guest.GetAsync($"/ergebnisse/{key}/vorstellung/inhalt")).Page.QuerySelectorAll("main li a"))
            Assert.Equal(200, (await guest.GetAsync(link.GetAttribute("href")!)).Status);
    }

    [Fact]
    public async Task The_presentation_speaks_English_and_stays_so_from_screen_to_screen()
    {
        var key = await app.ReleasedAsync();
        using var guest = app.Visitor();
        var screen = await guest.GetAsync($"/ergebnisse/{key}/vorstellung/2?sprache=en");
        Assert.Equal("en", screen.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Key findings in brief", screen.Page.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            "en",
            (await guest.GetAsync(screen.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).Page.DocumentElement.GetAttribute(
                "lang"
            )
        );
        Assert.Equal($"/ergebnisse/{key}/vorstellung/2?sprache=de", screen.Page.QuerySelector("nav a[hreflang=de]")!.GetAttribute("href"));
    }
}
