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
        await editor.SubmitAsync(await editor.GetAsync($"/team/studien/{key}/panel"), "main form[action*=Zurueckziehen]");

        Assert.Equal("/einladung", (await expert.SubmitAsync(section, "form.sheet", ("a.r1", "5"))).Location);
        Assert.Null((await app.SheetAsync(key)).Answers["r1"]);
        Assert.Equal(404, (await expert.GetAsync(link)).Status);
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
        Assert.Contains("Die letzte Runde ist abgeschlossen", (await between.FollowAsync(link)).Text, StringComparison.Ordinal);
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
}
