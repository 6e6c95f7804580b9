using System.Text.RegularExpressions;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Chronicle;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Anschreiben;

/// <summary>Letters to be printed, and their codes to be typed.</summary>
public sealed partial class PaperLetterTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Each_letter_on_paper_has_a_code_that_opens_its_sheet_however_it_is_typed()
    {
        var key = await app.OpenStudyAsync(3);
        await app.BeginAsync(key, 0, new AnswerChange("r1", "4"));
        var letters = await WriteAsync(key, PaperReach.NotBegun);
        Assert.Equal(2, letters.Count);
        Assert.Equal(2, letters.Select(letter => letter.Code).Distinct().Count());
        foreach (var letter in letters)
        {
            Assert.Contains(letter.Code, letter.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("einladung/", letter.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("{", letter.Body, StringComparison.Ordinal);
        }
        var code = letters[0].Code;
        foreach (
            var typed in (string[])[code, code.ToUpperInvariant(), " " + code.Replace("-", " ", StringComparison.Ordinal), letters[0].Link]
        )
        {
            using var expert = app.Visitor();
            var reply = await expert.SubmitAsync(await expert.GetAsync("/code"), "main form", ("code", typed));
            Assert.StartsWith("/einladung/", reply.Location, StringComparison.Ordinal);
            Assert.Equal("/bogen", (await expert.GetAsync(reply.Location!)).Location);
        }
        Assert.Equal(
            2,
            await app.DataAsync(db =>
                db.Chronicle.Where(one => one.Study!.Key == key && one.Step == ChronicleStep.PaperLettersMade)
                    .Select(one => one.Number)
                    .SingleAsync()
            )
        );
    }

    [Theory]
    [InlineData("", "eingegeben sind 0")]
    [InlineData("abcd", "eingegeben sind 4")]
    [InlineData("abcd-efgh-jkmn-pqrs-tuvw-xyz2-345l", "kommt in keinem Code vor")]
    public async Task What_is_no_code_is_told_and_kept(string typed, string words)
    {
        using var visitor = app.Visitor();
        var reply = await visitor.SubmitAsync(await visitor.GetAsync("/code"), "main form", ("code", typed));
        Assert.Equal(400, reply.Status);
        Assert.Contains(words, reply.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_code_one_declines_as_well()
    {
        var key = await app.OpenStudyAsync(1);
        var code = (await WriteAsync(key, PaperReach.NotBegun))[0].Code;
        using var expert = app.Visitor();
        var reply = await expert.SubmitAsync(await expert.GetAsync("/code"), "main form", ("code", code), ("absage", "true"));
        Assert.EndsWith("/absage", reply.Location, StringComparison.Ordinal);
        Assert.Equal(200, (await expert.GetAsync(reply.Location!)).Status);
    }

    [Fact]
    public async Task Who_could_not_be_reached_gets_the_letter_of_the_round_as_a_pdf()
    {
        var key = await app.OpenStudyAsync(2);
        await ReturnAsync(key, app.Clock.GetUtcNow().UtcDateTime);
        using var editor = await app.TeamAsync();
        var path = $"/team/studien/{key}/anschreiben/papier";
        var page = await editor.GetAsync(path);
        Assert.Contains("1 Person.", page.Text, StringComparison.Ordinal);
        var pdf = await editor.PostAsync(path, [.. Visitor.Fill(page, "main form").Fields, new("ab", "0")]);
        Assert.Equal("application/pdf", pdf.Type);
        var file = Path.Combine(app.Folder, "brief.pdf");
        await File.WriteAllBytesAsync(file, [.. pdf.Content]);
        var words = await PdfWords.ReadLineAsync(file);
        Assert.Contains("Einladung: Kleine Befragung über Größe", words, StringComparison.Ordinal);
        Assert.Matches(Grouped(), words);
    }

    [Fact]
    public async Task Of_one_person_there_is_a_letter_from_their_page_and_none_once_they_have_handed_in()
    {
        var key = await app.OpenStudyAsync(2);
        var panelist = (await app.SheetAsync(key)).PanelistId;
        using var editor = await app.TeamAsync();
        await app.LettersAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/panel/{panelist}");
        const string form = "main form[action*='papier']";
        var pdf = await editor.SubmitAsync(page, form);
        Assert.Equal("application/pdf", pdf.Type);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        Assert.Equal($"/team/studien/{key}/anschreiben/papier", (await editor.SubmitAsync(page, form)).Location);
        Assert.Null((await editor.GetAsync($"/team/studien/{key}/panel/{panelist}")).Page.QuerySelector(form));
    }

    [Fact]
    public async Task Whom_a_later_letter_reached_counts_as_reached()
    {
        var key = await app.OpenStudyAsync(1);
        var now = app.Clock.GetUtcNow().UtcDateTime;
        await ReturnAsync(key, now);
        Assert.Equal((1, true), await FailedAsync(key));
        await app.DataAsync(async db =>
        {
            var round = (await db.StudyWithRoundsAsync(key, default))!.CurrentRound;
            var first = await db.Outbox.SingleAsync(entry => entry.RoundId == round.Id);
            var later = new OutboxEntry(first.PanelistId, round, LetterKind.ReminderToBegin, 1, now, now);
            later.Sent(now.AddMinutes(1));
            db.Outbox.Add(later);
            return await db.SaveChangesAsync();
        });
        Assert.Equal((0, false), await FailedAsync(key));
    }

    /// <summary>The first letter of a study comes back, after all were sent.</summary>
    private async Task ReturnAsync(string key, DateTime at)
    {
        await app.LettersAsync();
        await app.DataAsync(async db =>
        {
            var round = (await db.StudyWithRoundsAsync(key, default))!.CurrentRound;
            (await db.Outbox.Where(entry => entry.RoundId == round.Id).OrderBy(entry => entry.Id).FirstAsync()).Returned("550", at);
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>How many would get the letter on paper, and whether the panel says that a letter failed.</summary>
    private async Task<(int OnPaper, bool InPanel)> FailedAsync(string key)
    {
        var onPaper = await app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            return await services.GetRequiredService<PaperPost>().CountAsync(study.CurrentRound, PaperReach.Failed, default);
        });
        using var editor = await app.TeamAsync();
        var rows = (await editor.GetAsync($"/team/studien/{key}/panel")).Page.QuerySelectorAll("tbody tr");
        return (onPaper, rows.Any(row => row.TextContent.Contains("Brief gescheitert", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_code_has_no_signs_that_are_taken_for_others_and_survives_its_groups()
    {
        for (var i = 0; i < 200; i++)
        {
            var token = Token.NewToType();
            Assert.DoesNotMatch("[il1o0A-Z]", token);
            Assert.Equal(token, Token.ReadTyped(Token.InGroups(token)));
            Assert.Equal(token, Token.Read(token + "."));
            Assert.Equal(token, Token.Read(token));
        }
    }

    private Task<IReadOnlyList<PaperLetter>> WriteAsync(string key, PaperReach reach) =>
        app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            return await services.GetRequiredService<PaperPost>().WriteAsync(study, study.CurrentRound, reach, 0, default);
        });

    [GeneratedRegex("[2-9a-z]{4}(-[2-9a-z]{4}){6}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouped();
}
