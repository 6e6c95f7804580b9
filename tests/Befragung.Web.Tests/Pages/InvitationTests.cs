using Befragung.Delphi.Rounds;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages;

/// <summary>The personal link, and the consent behind it.</summary>
public sealed class InvitationTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task A_link_leads_over_the_consent_to_the_sheet_and_leaves_the_address_bar()
    {
        using var expert = app.Visitor();
        var link = await app.LinkAsync(await app.OpenStudyAsync());
        Assert.Equal("/bogen", (await expert.GetAsync(link)).Location);
        Assert.Equal("/bogen/einwilligung", (await expert.GetAsync("/bogen")).Location);
        var consent = await expert.GetAsync("/bogen/einwilligung");
        Assert.Contains("Konsens heißt: Mindestens 75 %", consent.Text, StringComparison.Ordinal);
        Assert.Equal("/bogen/einwilligung", (await expert.GetAsync("/bogen/abschnitt/eins")).Location);

        var without = await expert.SubmitAsync(consent, "main form");
        Assert.Equal(400, without.Status);
        Assert.Contains("Ohne Ihr Einverständnis können wir Sie nicht befragen.", without.Text, StringComparison.Ordinal);
        Assert.Equal("/bogen", (await expert.SubmitAsync(without, "main form", ("einverstanden", "true"))).Location);
        Assert.Equal(200, (await expert.GetAsync("/bogen")).Status);
    }

    [Fact]
    public async Task In_a_single_round_nothing_is_said_of_consensus()
    {
        using var expert = app.Visitor();
        await expert.GetAsync(
            await app.LinkAsync(await app.OpenStudyAsync(yaml: Sample.Yaml.Replace("rounds: 2", "rounds: 1", StringComparison.Ordinal)))
        );
        Assert.DoesNotContain("Konsens", (await expert.GetAsync("/bogen/einwilligung")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_is_asked_for_once_and_not_again_in_round_2()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        await app.HandInAsync(key, 0);
        await app.CloseAsync(key);
        await app.NextAsync(key);
        Assert.Contains("Runde 2", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/einladung")]
    [InlineData("/einladung/unbekannt")]
    [InlineData("/einladung/ä🙂")]
    public async Task A_link_that_is_unknown_answers_404_and_says_what_to_do(string link)
    {
        using var visitor = app.Visitor();
        var reply = await visitor.GetAsync(link);
        Assert.Equal(404, reply.Status);
        Assert.Contains("Öffnen Sie den Link aus Ihrem letzten Anschreiben.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await visitor.GetAsync("/bogen")).Status);
    }

    [Fact]
    public async Task Whoever_is_withdrawn_has_neither_link_nor_session_any_more()
    {
        var key = await app.OpenStudyAsync();
        var link = await app.LinkAsync(key);
        using var expert = await app.ExpertAsync(key);
        var section = await expert.GetAsync("/bogen/abschnitt/eins");
        using var editor = await app.TeamAsync();
        await WithdrawAsync(editor, key);

        Assert.Equal("/einladung", (await expert.SubmitAsync(section, "form.sheet", ("a.r1", "5"))).Location);
        Assert.Null((await app.SheetAsync(key)).Answers["r1"]);
        Assert.Equal(404, (await expert.GetAsync(link)).Status);
        var gone = (await app.SheetAsync(key)).PanelistId;
        Assert.False(await app.DataAsync(db => db.Invitations.AnyAsync(one => one.PanelistId == gone)));
    }

    [Fact]
    public async Task Withdrawing_is_explained_first_and_done_on_confirmation()
    {
        var key = await app.OpenStudyAsync();
        using var editor = await app.TeamAsync();
        var page = await PersonAsync(editor, key);
        Assert.Contains("gelten sofort nicht mehr", page.Text, StringComparison.Ordinal);
        using var expert = await app.ExpertAsync(key);
        Assert.Equal(200, (await expert.GetAsync("/bogen")).Status);
        Assert.Equal(
            404,
            (
                await editor.GetAsync(
                    $"/team/studien/{await app.StudyAsync()}{page.Path[page.Path.IndexOf("/panel", StringComparison.Ordinal)..]}"
                )
            ).Status
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_is_invited_again_gets_a_new_link_and_what_was_open_before_stays_shut(bool betweenRounds)
    {
        var key = await app.OpenStudyAsync(6);
        var link = await app.LinkAsync(key);
        using var expert = await app.ExpertAsync(key);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        if (betweenRounds)
            await app.CloseAsync(key);
        using var editor = await app.TeamAsync();
        await WithdrawAsync(editor, key);
        var before = await app.LettersAsync();
        var page = await PersonAsync(editor, key);
        Assert.Contains(betweenRounds ? "kommt mit der nächsten Runde" : "geht sofort hinaus", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await editor.SubmitAsync(page, "main form")).Status);
        Assert.Equal(409, (await editor.SubmitAsync(page, "main form")).Status);
        if (betweenRounds)
            await app.NextAsync(key);

        // Neither the session that nobody had ended yet nor the old link comes back to life.
        Assert.StartsWith("/einladung", (await expert.GetAsync("/bogen")).Location, StringComparison.Ordinal);
        Assert.Equal(404, (await expert.GetAsync(link)).Status);
        var letter = (await app.LettersAsync())
            .Except(before)
            .Select(Eml.Read)
            .Single(one => one.To.Contains(Sample.Address(0), StringComparison.Ordinal));
        using var again = app.Visitor();
        // Consent was withdrawn with it, so it is asked for anew.
        Assert.Equal("/bogen/einwilligung", (await again.FollowAsync(new Uri(letter.Link).AbsolutePath)).Path);
        await again.SubmitAsync(await again.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));
        var item = (await again.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector("[data-item=r1]")!;
        Assert.Equal(
            "4",
            betweenRounds
                ? item.QuerySelector(".keepit")!.GetAttribute("data-earlier")![^4..^3]
                : item.QuerySelector("input[checked]")!.GetAttribute("value")
        );
    }

    [Fact]
    public async Task The_link_of_round_1_stays_valid_between_and_in_later_rounds()
    {
        var key = await app.OpenStudyAsync();
        var link = await app.LinkAsync(key);
        using (await app.ExpertAsync(key))
            await app.HandInAsync(key, 0);
        await app.CloseAsync(key);
        using var between = app.Visitor();
        Assert.Contains("Die Runde ist abgeschlossen", (await between.FollowAsync(link)).Text, StringComparison.Ordinal);
        await app.NextAsync(key);
        using var later = app.Visitor();
        Assert.Contains("Runde 2", (await later.FollowAsync(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_first_round_a_link_says_that_it_has_not_begun()
    {
        using var expert = app.Visitor();
        Assert.Contains(
            "Die Befragung hat noch nicht begonnen.",
            (await expert.FollowAsync(await app.LinkAsync(await app.StudyAsync(1)))).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_address_of_the_sheet_with_no_section_behind_it_answers_404()
    {
        using var expert = await app.ExpertAsync(await app.OpenStudyAsync());
        var reply = await expert.GetAsync("/bogen/abschnitt/drei");
        Assert.Equal(404, reply.Status);
        Assert.Equal("/bogen", reply.Page.QuerySelector("main a")!.GetAttribute("href"));
    }

    /// <summary>The page about the invitation of the first expert.</summary>
    private static async Task<Reply> PersonAsync(Visitor editor, string key)
    {
        var panel = await editor.GetAsync($"/team/studien/{key}/panel");
        var row = panel.Page.QuerySelectorAll("tr").Single(one => one.TextContent.Contains(Sample.Address(0), StringComparison.Ordinal));
        return await editor.GetAsync(row.QuerySelector("a[href*='/panel/']")!.GetAttribute("href")! + "/einladung");
    }

    private static async Task WithdrawAsync(Visitor editor, string key) =>
        Assert.Equal(302, (await editor.SubmitAsync(await PersonAsync(editor, key), "main form")).Status);

    [Theory]
    [InlineData(".")]
    [InlineData(",")]
    [InlineData(")")]
    [InlineData("%3E")]
    [InlineData("]")]
    [InlineData(";")]
    [InlineData("%22")]
    [InlineData("%E2%80%9D")]
    [InlineData("%E2%80%99")]
    [InlineData("%C2%BB")]
    [InlineData("%20")]
    [InlineData("%E2%80%8B")]
    [InlineData("%C2%A0")]
    [InlineData(" ")]
    [InlineData("/")]
    public async Task A_link_opens_with_what_programs_put_behind_it(string behind)
    {
        var link = await app.LinkAsync(await app.OpenStudyAsync());
        foreach (var query in (string[])["", "?sprache=en"])
        {
            using var expert = app.Visitor();
            Assert.Equal((302, "/bogen"), await StatusAsync(expert, link + behind + query));
            Assert.Equal("/bogen/einwilligung", (await expert.GetAsync("/bogen")).Location);
        }
    }

    [Fact]
    public async Task A_link_that_is_looked_at_by_a_program_opens_for_its_expert_all_the_same()
    {
        var link = await app.LinkAsync(await app.OpenStudyAsync());
        using var gateway = app.Visitor();
        Assert.Equal(302, (await gateway.SendAsync(new(HttpMethod.Head, link))).Status);
        var ahead = new HttpRequestMessage(HttpMethod.Get, link);
        ahead.Headers.Add("Sec-Purpose", "prefetch");
        Assert.Equal(302, (await gateway.SendAsync(ahead)).Status);
        using var expert = app.Visitor();
        Assert.Equal("/bogen/einwilligung", (await expert.GetAsync((await expert.GetAsync(link)).Location!)).Location);
    }

    [Fact]
    public async Task A_browser_that_takes_no_cookies_is_told_so()
    {
        var link = await app.LinkAsync(await app.OpenStudyAsync());
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = app.Address };
        Assert.Contains(
            "Ihr Browser nimmt keine Cookies an",
            await (await browser.GetAsync(link)).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        var form = await (await browser.PostAsync("/team/anmelden", new FormUrlEncodedContent([]))).Content.ReadAsStringAsync();
        Assert.Contains("Ihr Browser nimmt keine Cookies an", form, StringComparison.Ordinal);

        using var ended = app.Visitor();
        Assert.Contains("Ihre Sitzung ist abgelaufen", (await ended.FollowAsync("/bogen")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_asks_first_where_the_sheet_of_somebody_else_is_open()
    {
        var key = await app.OpenStudyAsync(2);
        using var browser = await app.ExpertAsync(key, 0);
        var own = await app.LinkAsync(key, 0);
        var other = await app.LinkAsync(key, 1);
        Assert.Equal("/bogen", (await browser.GetAsync(own)).Location);
        using var copy = app.Visitor();
        copy.Cookies.Add(browser.Cookies.GetAllCookies());

        foreach (var query in (string[])["", "?sprache=de"])
        {
            var asks = await browser.GetAsync(other + query);
            Assert.Equal(200, asks.Status);
            Assert.Contains("Ein anderer Antwortbogen ist noch geöffnet", asks.Text, StringComparison.Ordinal);
        }
        // Nothing has happened: the sheet is still the first one's, who has consented.
        Assert.Equal(200, (await browser.GetAsync("/bogen")).Status);
        Assert.Equal("/bogen", (await browser.SubmitAsync(await browser.GetAsync(other), "main form")).Location);
        Assert.Equal("/bogen/einwilligung", (await browser.GetAsync("/bogen")).Location);
        // The session before is over, also for a copy of its cookie.
        Assert.Equal(302, (await copy.GetAsync("/bogen")).Status);
    }

    [Fact]
    public async Task A_link_does_not_ask_where_the_open_sheet_is_there_no_more()
    {
        var key = await app.OpenStudyAsync(2);
        using var browser = await app.ExpertAsync(key, 0);
        using var editor = await app.TeamAsync();
        await WithdrawAsync(editor, key);
        Assert.Equal("/bogen", (await browser.GetAsync(await app.LinkAsync(key, 1))).Location);
    }

    private static async Task<(int Status, string? Location)> StatusAsync(Visitor visitor, string path)
    {
        var reply = await visitor.GetAsync(path);
        return (reply.Status, reply.Location);
    }
}
