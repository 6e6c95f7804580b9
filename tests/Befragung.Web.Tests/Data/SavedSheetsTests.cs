using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Data;

/// <summary>What was saved and not handed in counts where the study says so before it asks, and nowhere else.</summary>
public sealed class SavedSheetsTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private static readonly string Counting = Sample.Yaml.Replace(
        "smallestCell: 5",
        "smallestCell: 5, countSaved: true",
        StringComparison.Ordinal
    );

    [Fact]
    public async Task Where_the_study_says_so_saved_answers_count_at_closing_and_everybody_is_told()
    {
        var key = await StudyAsync(Counting);
        using var expert = await app.ExpertAsync(key, 3);
        Assert.Contains("zählt, wenn die Runde schließt", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        Assert.Contains("zählen auch, wenn Sie nicht abgeben", (await expert.GetAsync("/bogen/abgeben")).Text, StringComparison.Ordinal);
        using var beginner = await app.ReturningAsync(key, 6);
        Assert.Contains(
            "Was Sie gespeichert haben, zählt auch dann",
            (await beginner.GetAsync("/bogen/einwilligung")).Text,
            StringComparison.Ordinal
        );
        using var team = await app.TeamAsync();
        Assert.Contains(
            "gespeichert und nicht abgegeben: 3; was dort eingetragen ist, zählt mit",
            (await team.GetAsync($"/team/studien/{key}/runden/1/schliessen")).Text,
            StringComparison.Ordinal
        );
        await WithdrawAsync(key, 5);
        // What the page and the clock go by is what will be counted.
        Assert.Equal(5, await app.DataAsync(async db => await db.CountingAsync((await app.ReadAsync(key)).Round(1), default)));
        await app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<SurveyDb>();
            db.WantedLetters.Add(new(await app.ReadAsync(key), LetterKind.Thanks, app.Clock.GetUtcNow().UtcDateTime.AddDays(-1)));
            await db.SaveChangesAsync();
            await services.GetRequiredService<Thanking>().ThankAsync(await app.ReadAsync(key), default);
            return 0;
        });
        await app.CloseAsync(key);
        // Nobody is thanked for what they have not handed in.
        Assert.Equal(
            0,
            await app.WithAsync(async services =>
                await services.GetRequiredService<Thanking>().ThankAsync(await app.ReadAsync(key), default)
            )
        );
        var round = (await app.ReadAsync(key)).Round(1);
        Assert.Equal((5, 2), (round.Result!.Response.HandedIn, round.SavedSheets));
        Assert.Equal(5, round.Result.Of("r1")!.N);
        Assert.DoesNotContain("zählt nicht", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Solche Bögen in Runde 1: 2.",
            (await team.GetAsync($"/team/studien/{key}/bericht")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Elsewhere_they_do_not_and_whoever_saved_is_told()
    {
        var key = await StudyAsync(Sample.Yaml);
        using var expert = await app.ExpertAsync(key, 3);
        await app.CloseAsync(key);
        var round = (await app.ReadAsync(key)).Round(1);
        Assert.Equal((3, 0), (round.Result!.Response.HandedIn, round.SavedSheets));
        Assert.Contains("zählt nicht: Ihr Bogen war nicht abgegeben", (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        using var other = await app.ReturningAsync(key, 0);
        Assert.DoesNotContain("zählt nicht", (await other.GetAsync("/bogen")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0, "Vielen Dank: Ihre Antworten sind abgegeben und zählen.")]
    [InlineData(true, 0, "Vielen Dank: Ihre Antworten sind abgegeben und zählen.")]
    [InlineData(false, 3, "Was Sie gespeichert haben, zählt nicht: Ihr Bogen war nicht abgegeben, als die Runde schloss.")]
    [InlineData(true, 3, "In dieser Befragung zählt auch, was nur gespeichert ist: Ihre Antworten sind dabei.")]
    [InlineData(false, 6, "Von Ihnen ist in dieser Runde keine Antwort gespeichert.")]
    [InlineData(true, 7, "Von Ihnen ist in dieser Runde keine Antwort gespeichert.")]
    public async Task When_the_round_is_over_everybody_is_told_what_became_of_the_own_sheet(bool counts, int who, string words)
    {
        var key = await StudyAsync(counts ? Counting : Sample.Yaml);
        using var expert = await app.ReturningAsync(key, who);
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        await app.CloseAsync(key);
        // In the middle of answering, where nothing is saved any more, and where one arrives.
        var late = await expert.SubmitAsync(page, "form.sheet", ("a.r1", "5"));
        Assert.Equal(409, late.Status);
        Assert.Contains(words, late.Text, StringComparison.Ordinal);
        Assert.Contains("Nicht mehr gespeichert", late.Text, StringComparison.Ordinal);
        var between = await expert.GetAsync("/bogen");
        Assert.Contains("Die Runde ist abgeschlossen", between.Page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(words, between.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_section_leads_to_handing_in_and_after_it_a_change_says_that_it_counts()
    {
        var key = await app.OpenStudyAsync(2);
        using var expert = await app.ReturningAsync(key);
        var last = (await expert.GetAsync("/bogen")).Page.QuerySelectorAll(".steps a")[^1].GetAttribute("href")!;
        Assert.Equal("Prüfen und abgeben", (await expert.GetAsync(last)).Page.QuerySelector(".sheet__end button")!.TextContent.Trim());
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        Assert.DoesNotContain("aktualisiert", (await expert.GetAsync("/bogen/abschnitt/eins")).Text, StringComparison.Ordinal);
        await expert.SubmitAsync(await expert.GetAsync("/bogen/abschnitt/eins"), "form.sheet", ("a.r1", "5"));
        Assert.Contains(
            "Ihre abgegebene Fassung ist aktualisiert.",
            (await expert.GetAsync("/bogen/abschnitt/eins")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Weiter zu Ihren Antworten",
            (await expert.GetAsync(last)).Page.QuerySelector(".sheet__end button")!.TextContent.Trim()
        );
    }

    /// <summary>Three of eight have handed in, and three have saved.</summary>
    private async Task<string> StudyAsync(string yaml)
    {
        var key = await app.OpenStudyAsync(8, yaml);
        for (var expert = 0; expert < 3; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        for (var expert = 3; expert < 6; expert++)
            await app.BeginAsync(key, expert, new AnswerChange("r1", "2"));
        return key;
    }

    private Task<int> WithdrawAsync(string key, int expert) =>
        app.DataAsync(async db =>
        {
            var sheet = await app.SheetAsync(key, expert);
            return await db
                .Panelists.Where(one => one.Id == sheet.PanelistId)
                .ExecuteUpdateAsync(one => one.SetProperty(panelist => panelist.WithdrawnAt, app.Clock.GetUtcNow().UtcDateTime));
        });
}
