using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>From round 2 on: what the others think stands beside each question.</summary>
public sealed class FeedbackTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Round_2_shows_how_all_answered_and_where_one_stood_oneself()
    {
        var key = await SecondRoundAsync();
        using var expert = app.Visitor();
        Assert.Contains("wie alle Beteiligten in Runde 1 geantwortet haben", (await expert.FollowAsync(await app.LinkAsync(key))).Text, StringComparison.Ordinal);
        var item = (await expert.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector("[data-item=r1]")!;
        Assert.Contains("Die mittlere Hälfte antwortete 3 bis 4, der Median liegt bei 4.", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("Sie wählten in Runde 1 die 2.", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("3 Antworten, 43 Prozent", item.TextContent, StringComparison.Ordinal);
        Assert.Equal(["4", "3"], item.QuerySelectorAll(".point--middle input").Select(point => point.GetAttribute("value")));
        Assert.Null(item.QuerySelector("input[checked]"));
    }

    [Fact]
    public async Task Round_2_tells_whoever_did_not_answer_so()
    {
        using var expert = app.Visitor();
        await expert.GetAsync(await app.LinkAsync(await SecondRoundAsync(), 6));
        await expert.SubmitAsync(await expert.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        Assert.Contains("In Runde 1 haben Sie hier nicht geantwortet.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_group_under_five_is_told_anywhere()
    {
        var key = await SecondRoundAsync();
        var result = (await app.ReadAsync(key)).Round(1).Result!;
        Assert.All(result.Groups, group => Assert.True(group.Suppressed));
        Assert.All(result.Items.SelectMany(item => item.Groups), group => Assert.True(group is { Suppressed: true, N: null, Median: null } or { N: >= 5 }, group.ToString()));
        using var expert = app.Visitor();
        await expert.FollowAsync(await app.LinkAsync(key));
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        Assert.DoesNotContain("Süden", page.Text, StringComparison.Ordinal);
        Assert.Contains("Norden n = 7", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_round_2_stands_beside_that_of_round_1_and_is_compared_with_it()
    {
        var key = await SecondRoundAsync();
        using var expert = app.Visitor();
        await expert.FollowAsync(await app.LinkAsync(key));
        await expert.SubmitAsync(await expert.GetAsync("/bogen/abschnitt/eins"), "form.sheet", ("a.r1", "4"));
        await expert.SubmitAsync(await expert.GetAsync("/bogen/abgeben"), "form.handin");
        await app.CloseAsync(key);
        var study = await app.ReadAsync(key);
        Assert.Equal((4, 1), (study.Round(2).Result!.Of("r1")!.Median, study.Round(2).Result!.Of("r1")!.Stability!.ComparedWith));
        Assert.Equal(7, study.Round(1).Result!.Of("r1")!.N);
    }

    /// <summary>Eight experts, seven of the north; the seventh, the only one of the south, does not rate.</summary>
    private async Task<string> SecondRoundAsync()
    {
        var key = await app.OpenStudyAsync(8);
        string[] points = ["2", "3", "3", "4", "4", "4", "", "5"];
        using (await app.ExpertAsync(key)) { }
        for (var index = 0; index < points.Length; index++)
            await app.HandInAsync(key, index, points[index].Length == 0 ? [new AnswerChange("l1", "nur Worte")] : [new AnswerChange("r1", points[index])]);
        await app.CloseAsync(key);
        await app.NextAsync(key);
        return key;
    }
}
