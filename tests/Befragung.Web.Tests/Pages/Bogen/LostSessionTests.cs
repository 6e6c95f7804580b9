using System.Net;
using System.Text.Json;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>When a session or a page has become too old, or the round is over, what was typed is shown to be copied: to whoever typed it, and to nobody else.</summary>
public sealed class LostSessionTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string One = "/bogen/abschnitt/eins",
        Two = "/bogen/abschnitt/zwei",
        Thought = "Ein langer Gedanke über <Größe>";

    [Fact]
    public async Task Saving_in_the_background_without_a_session_answers_401_and_no_page()
    {
        var (_, page) = await EndedAsync(Two);
        using var stranger = app.Visitor();
        var reply = await SendAsync(stranger, page, Two + "?handler=Merken", "application/json", "same-origin", ("a.l1", Thought));
        Assert.Equal((401, ""), (reply.Status, reply.Body));
        Assert.Null(reply.Location);
    }

    [Fact]
    public async Task A_form_sent_without_a_session_shows_what_was_typed_and_the_way_back()
    {
        var (_, page) = await EndedAsync(Two);
        using var stranger = app.Visitor();
        var reply = await SendAsync(stranger, page, Two, "text/html", "same-origin", ("a.l1", Thought), ("a.i1.2", "Bänke"));
        Assert.Equal(401, reply.Status);
        Assert.Contains("Ihre Sitzung ist abgelaufen", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Öffnen Sie Ihren persönlichen Link noch einmal.", reply.Text, StringComparison.Ordinal);
        Assert.Equal([Thought, "Bänke"], Unsaved(reply));
        Assert.Equal(Two, reply.Page.QuerySelector("main .back a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData("none")]
    [InlineData(null)]
    public async Task Nothing_is_shown_of_a_form_that_comes_from_elsewhere(string? site)
    {
        var (_, page) = await EndedAsync(Two);
        using var stranger = app.Visitor();
        var reply = await SendAsync(stranger, page, Two, "text/html", site, ("a.l1", Thought));
        Assert.Equal(302, reply.Status);
        Assert.StartsWith("/einladung?", new Uri(reply.Location!).PathAndQuery, StringComparison.Ordinal);
        Assert.DoesNotContain("Ein langer Gedanke", reply.Body, StringComparison.Ordinal);

        // The session is there, but the form is not one of ours.
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        var refused = await SendAsync(expert, page, Two, "text/html", site, ("a.l1", Thought));
        Assert.Equal(400, refused.Status);
        Assert.DoesNotContain("Ein langer Gedanke", refused.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 401)]
    [InlineData(false, 302)]
    public async Task Where_a_browser_does_not_say_how_a_form_came_its_origin_does(bool ours, int status)
    {
        var (_, page) = await EndedAsync(Two);
        using var stranger = app.Visitor();
        var request = Request(page, Two, "text/html", ("a.l1", Thought));
        request.Headers.Add("Origin", ours ? app.Address.ToString().TrimEnd('/') : "https://elsewhere.example");
        var reply = await stranger.SendAsync(request);
        Assert.Equal((status, ours), (reply.Status, reply.Text.Contains(Thought, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_form_whose_token_no_longer_fits_shows_what_was_typed()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        var page = await expert.GetAsync(Two);
        // Other cookies, as after a new start of the browser: the link was opened again in another tab.
        using var again = app.Visitor();
        await again.GetAsync(await app.LinkAsync(key));
        await again.GetAsync(Two);
        var reply = await SendAsync(again, page, Two, "text/html", "same-origin", ("a.l1", Thought));
        Assert.Equal(400, reply.Status);
        Assert.Equal([Thought], Unsaved(reply));
        Assert.Equal(Two, reply.Page.QuerySelector("main .back a")!.GetAttribute("href"));
        Assert.Equal(
            400,
            (await SendAsync(again, page, Two + "?handler=Merken", "application/json", "same-origin", ("a.l1", Thought))).Status
        );
        Assert.Empty((await app.SheetAsync(key)).Answers.Values);
    }

    [Fact]
    public async Task A_page_of_one_expert_saves_nothing_for_another_who_signed_in_meanwhile()
    {
        var key = await app.OpenStudyAsync(2);
        using var first = await app.ExpertAsync(key, 0);
        var page = await first.GetAsync(Two);
        using var second = await app.ExpertAsync(key, 1);
        await second.GetAsync(Two);
        // The same browser: the token's cookie stays, the session is the other's.
        foreach (Cookie cookie in first.Cookies.GetCookies(app.Address))
            if (cookie.Name == "befragung.formular")
                second.Cookies.Add(app.Address, new Cookie(cookie.Name, cookie.Value, cookie.Path));
        Assert.Equal(
            400,
            (await SendAsync(second, page, Two + "?handler=Merken", "application/json", "same-origin", ("a.l1", Thought))).Status
        );
        Assert.Empty((await app.SheetAsync(key, 1)).Answers.Values);
        Assert.NotEqual(Mark(page), Mark(await second.GetAsync(Two)));
        Assert.Equal(Mark(page), Mark(await first.GetAsync("/bogen")));
    }

    [Fact]
    public async Task Only_what_was_changed_is_shown_again()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        await expert.SubmitAsync(
            await expert.GetAsync(Two),
            "form.sheet",
            ("a.l1", "Schon\r\ngespeichert"),
            ("a.i1.1", new string('ä', 200))
        );
        var page = await expert.GetAsync(Two);
        using var stranger = app.Visitor();
        var reply = await SendAsync(
            stranger,
            page,
            Two,
            "text/html",
            "same-origin",
            ("a.l1", "Schon\r\ngespeichert"),
            ("was.l1", "Schon\r\ngespeichert"),
            ("a.i1.2", "Bänke")
        );
        Assert.Equal(["Bänke"], Unsaved(reply));
    }

    [Fact]
    public async Task A_page_that_is_still_open_from_the_round_before_changes_nothing_in_this_one()
    {
        var key = await app.OpenStudyAsync(6);
        using var expert = await app.ExpertAsync(key);
        var page = await expert.GetAsync(One);
        await app.CloseAsync(key);
        await app.NextAsync(key);
        var reply = await expert.SubmitAsync(page, "form.sheet", ("a.r1", "5"));
        Assert.Equal(409, reply.Status);
        Assert.Equal(["5 – sehr wichtig"], Unsaved(reply));
        Assert.Equal(409, (await expert.PostAsync(One + "?handler=Merken", Visitor.Fill(page, "form.sheet", ("a.r1", "5")).Fields)).Status);
        Assert.Empty((await app.SheetAsync(key)).Answers.Values);
    }

    [Fact]
    public async Task After_the_end_of_the_round_every_kind_of_answer_is_shown_beside_its_question()
    {
        var key = await app.OpenStudyAsync(yaml: Kinds);
        using var expert = await app.ExpertAsync(key);
        var page = await expert.GetAsync(One);
        await app.CloseAsync(key);
        var reply = await expert.SubmitAsync(
            page,
            "form.sheet",
            ("a.r1", "2"),
            ("a.r1.:for", "Es hilft."),
            ("a.r1.:against", "Es kostet."),
            ("a.m1.w", "1"),
            ("a.m1.l", ""),
            ("a.c1", "her"),
            ("a.k1.x", "1"),
            ("a.k1.other", "Etwas"),
            ("none.k2", "1"),
            ("a.a1.x", "1"),
            ("a.p1.x", "4"),
            ("a.p1.y", "6"),
            ("a.n1", "1.234,5"),
            ("a.e1.low", "1"),
            ("a.e1.best", "viel"),
            ("a.s1", "kurz"),
            ("a.l1", "lang\r\nund breit"),
            ("a.i1.2", "eine Idee")
        );
        Assert.Equal(409, reply.Status);
        string[] lines =
        [
            "Einschätzung?| Spricht dafür|Es hilft.",
            "Einschätzung?| Spricht dagegen|Es kostet.",
            "Einschätzung?||2",
            "Zwei Seiten|Wert|1",
            "Zwei Seiten|Lage|keine Angabe",
            "Wohin?||Her",
            "Was?||Viel",
            "Was?|Sonstiges|Etwas",
            "Was nicht?||keine Angabe",
            "Reihe|Markt|Rang 1",
            "Teilen|Markt|4 Punkte",
            "Teilen|Bahnhof|6 Punkte",
            "Wie viel?||1234,5 Euro",
            "Schätzung|niedrigster Wert|1",
            "Schätzung|wahrscheinlichster Wert|viel",
            "In einem Wort?||kurz",
            "In vielen?||lang\nund breit",
            "Ideen||eine Idee",
        ];
        Assert.Equal(lines.Select(line => line.Replace("| ", "|", StringComparison.Ordinal)), Lines(reply));
    }

    private const string Kinds = """
        befragung: 1
        title: Alles
        languages: [de]
        groups: [ { key: nord, name: Norden } ]
        settings: { rounds: 2 }
        scales: { s3: { points: 3, noAnswer: true } }
        sections:
          - key: eins
            title: Alles
            items:
              - { key: r1, type: rating, text: Einschätzung?, scale: s3 }
              - { key: m1, type: multiRating, text: Zwei Seiten, criteria: [ { key: w, name: Wert, scale: s3 }, { key: l, name: Lage, scale: s3 } ] }
              - { key: c1, type: singleChoice, text: Wohin?, options: [ { key: hin, name: Hin }, { key: her, name: Her } ] }
              - { key: k1, type: multipleChoice, text: Was?, other: true, options: [ { key: x, name: Viel }, { key: y, name: Wenig } ] }
              - { key: k2, type: multipleChoice, text: Was nicht?, noAnswer: true, options: [ { key: x, name: Viel }, { key: y, name: Wenig } ] }
              - { key: a1, type: ranking, text: Reihe, options: [ { key: x, name: Markt }, { key: y, name: Bahnhof } ] }
              - { key: p1, type: points, text: Teilen, total: 10, options: [ { key: x, name: Markt }, { key: y, name: Bahnhof } ] }
              - { key: n1, type: number, text: Wie viel?, unit: Euro, decimals: 1 }
              - { key: e1, type: estimate, text: Schätzung }
              - { key: s1, type: shortText, text: In einem Wort? }
              - { key: l1, type: longText, text: In vielen? }
              - { key: i1, type: ideas, text: Ideen, entries: 3 }
        """;

    /// <summary>A section that an expert filled in whose session then ended.</summary>
    private async Task<(string Key, Reply Page)> EndedAsync(string path)
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        return (key, await expert.GetAsync(path));
    }

    private static IEnumerable<string> Unsaved(Reply reply) => reply.Page.QuerySelectorAll(".unsaved").Select(one => one.TextContent);

    /// <summary>Question, label and answer of each value that is shown.</summary>
    private static IEnumerable<string> Lines(Reply reply) =>
        reply
            .Page.QuerySelectorAll(".unsaved")
            .Select(one =>
                $"{one.ParentElement!.QuerySelector(".unsaved__of")!.TextContent}|{(one.PreviousElementSibling!.ClassName == "muted" ? one.PreviousElementSibling.TextContent : "")}|{one.TextContent}"
            );

    private static string? Mark(Reply page) => page.Page.QuerySelector("[data-drafts]")!.GetAttribute("data-expert");

    private static HttpRequestMessage Request(Reply page, string path, string accept, params (string Name, string? Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(Visitor.Fill(page, "form.sheet", fields).Fields),
        };
        request.Headers.Add("Accept", accept);
        return request;
    }

    private static Task<Reply> SendAsync(
        Visitor visitor,
        Reply page,
        string path,
        string accept,
        string? site,
        params (string Name, string? Value)[] fields
    )
    {
        var request = Request(page, path, accept, fields);
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return visitor.SendAsync(request);
    }
}
