using Befragung.Delphi.Rounds;
using Befragung.Web.Tests.Mail;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages;

/// <summary>Experts who say that they will not take part, and those who change their mind.</summary>
public sealed class DecliningTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Form = "main form[action*=Absagen]";
    private const string After = "main form[action*=Doch]";

    [Fact]
    public async Task Opening_the_link_that_declines_changes_nothing()
    {
        var key = await app.OpenStudyAsync();
        var link = await app.LinkAsync(key);
        using var gateway = app.Visitor();
        Assert.Equal(200, (await gateway.GetAsync(link + "/absage")).Status);
        Assert.Equal("/bogen", (await gateway.GetAsync(link)).Location);
    }

    [Fact]
    public async Task Who_declines_is_written_to_no_more_and_may_change_their_mind_with_all_that_was_saved()
    {
        var key = await app.OpenStudyAsync(2);
        await app.BeginAsync(key, 0, new AnswerChange("r1", "4"));
        var link = await app.LinkAsync(key);
        using var expert = app.Visitor();
        var page = await expert.GetAsync(link + "/absage");
        var done = await expert.SubmitAsync(page, Form, ("grund", "Ich bin im Urlaub 🌴"));
        Assert.Equal(link + "/absage", done.Location);
        var declined = await expert.GetAsync(link + "/absage");
        Assert.Contains("Sie haben abgesagt", declined.Text, StringComparison.Ordinal);
        // Their own link leads there, and nowhere else.
        Assert.Equal(link + "/absage", (await expert.GetAsync(link)).Location);

        using var editor = await app.TeamAsync();
        var panel = await editor.GetAsync($"/team/studien/{key}/panel");
        Assert.Contains("abgesagt", panel.Text, StringComparison.Ordinal);
        var person = panel
            .Page.QuerySelectorAll("table.rows tbody tr")
            .Single(row => row.TextContent.Contains(Sample.Address(0), StringComparison.Ordinal));
        var card = await editor.GetAsync(person.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Contains("Ich bin im Urlaub 🌴", card.Text, StringComparison.Ordinal);

        await expert.SubmitAsync(declined, After);
        Assert.Equal("/bogen", (await expert.GetAsync(link)).Location);
        Assert.Equal("4", (await app.SheetAsync(key)).Answers["r1"]);
        Assert.Null(
            await app.DataAsync(db =>
                db.ContactCards.Where(one => one.Email == Sample.Address(0))
                    .OrderByDescending(one => one.StudyId)
                    .Select(one => one.DeclineReason)
                    .FirstAsync()
            )
        );
    }

    [Fact]
    public async Task Who_declined_gets_no_letter_of_the_next_round_and_a_sheet_of_it_after_all()
    {
        var key = await app.OpenStudyAsync(7);
        var link = await app.LinkAsync(key);
        using var expert = app.Visitor();
        await expert.SubmitAsync(await expert.GetAsync(link + "/absage"), Form);
        for (var other = 1; other < 7; other++)
            await app.HandInAsync(key, other, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        var round = (await app.ReadAsync(key)).CurrentRound;
        Assert.Equal(6, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round.Id)));
        await expert.SubmitAsync(await expert.GetAsync(link + "/absage"), After);
        Assert.Equal(7, await app.DataAsync(db => db.Sheets.CountAsync(sheet => sheet.RoundId == round.Id)));
        Assert.Equal("/bogen", (await expert.GetAsync(link)).Location);
    }

    [Fact]
    public async Task From_the_sheet_one_declines_and_is_signed_out()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        var start = await expert.GetAsync("/bogen");
        Assert.Contains("/bogen/absage", start.Body, StringComparison.Ordinal);
        var done = await expert.SubmitAsync(await expert.GetAsync("/bogen/absage"), Form);
        Assert.Equal("/einladung?abgesagt", done.Location);
        Assert.Equal(200, (await expert.GetAsync("/einladung?abgesagt")).Status);
        Assert.Contains("/einladung?weiter", (await expert.GetAsync("/bogen")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_is_too_long_stays_on_the_page_and_nothing_is_declined()
    {
        var key = await app.OpenStudyAsync();
        var link = await app.LinkAsync(key);
        using var expert = app.Visitor();
        var page = await expert.GetAsync(link + "/absage");
        var refused = await expert.SubmitAsync(page, Form, ("grund", new string('ä', 501)));
        Assert.Equal(400, refused.Status);
        Assert.Contains(new string('ä', 501), refused.Body, StringComparison.Ordinal);
        Assert.Equal("/bogen", (await expert.GetAsync(link)).Location);
    }

    [Fact]
    public async Task A_link_that_nobody_has_and_one_that_the_team_withdrew_decline_nothing()
    {
        using var stranger = app.Visitor();
        Assert.Equal(404, (await stranger.GetAsync("/einladung/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/absage")).Status);
        Assert.Equal(404, (await stranger.GetAsync("/einladung/x/absage")).Status);
    }

    [Fact]
    public async Task Letters_have_the_link_that_declines_as_mail_programs_look_for_it()
    {
        await app.OpenStudyAsync();
        var path = (await app.LettersAsync()).OrderByDescending(File.GetLastWriteTimeUtc).First();
        using var letter = MimeKit.MimeMessage.Load(path);
        var link = Eml.Of(letter).Link;
        Assert.Equal($"<{link}/absage>", letter.Headers[MimeKit.HeaderId.ListUnsubscribe]);
        Assert.Contains($"href=\"{link}\"", letter.HtmlBody, StringComparison.Ordinal);
    }
}
