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
