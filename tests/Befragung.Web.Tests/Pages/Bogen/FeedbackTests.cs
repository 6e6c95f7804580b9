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
        Assert.Contains(
            "wie alle Beteiligten in Runde 1 geantwortet haben",
            (await expert.FollowAsync(await app.LinkAsync(key))).Text,
            StringComparison.Ordinal
        );
        var item = (await expert.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector("[data-item=r1]")!;
        Assert.Contains("Die meisten wählten 3 oder 4.", item.QuerySelector("#f-r1-alle")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Die mittlere Hälfte antwortete 3 bis 4, der Median liegt bei 4.",
            item.QuerySelector("details.groups")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("Ihre Antwort bisher: 2", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("In Runde 1 antworteten 7 Personen: ", item.QuerySelector("#f-r1-alle")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["0 %0 Personen", "14 %1 Person"], item.QuerySelectorAll(".point__count").Take(2).Select(count => count.TextContent));
        Assert.Equal(["3", "4"], item.QuerySelectorAll(".point--most input").Select(point => point.GetAttribute("value")));
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
        Assert.All(
            result.Items.SelectMany(item => item.Groups),
            group => Assert.True(group is { Suppressed: true, N: null, Median: null } or { N: >= 5 }, group.ToString())
        );
        using var expert = app.Visitor();
        await expert.FollowAsync(await app.LinkAsync(key));
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        Assert.DoesNotContain("Süden", page.Text, StringComparison.Ordinal);
        // The only other group is hidden with it, or what is left of all would be theirs.
        Assert.DoesNotContain("Norden n =", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_round_2_stands_beside_that_of_round_1_and_is_compared_with_it()
    {
        var key = await SecondRoundAsync();
        using var expert = app.Visitor();
        await expert.FollowAsync(await app.LinkAsync(key));
        await expert.SubmitAsync(await expert.GetAsync("/bogen/abschnitt/eins"), "form.sheet", ("a.r1", "4"));
        await expert.SubmitAsync(await expert.GetAsync("/bogen/abgeben"), "form.handin", ("anyway", "true"));
        await app.CloseAsync(key);
        var study = await app.ReadAsync(key);
        Assert.Equal((4, 1), (study.Round(2).Result!.Of("r1")!.Median, study.Round(2).Result!.Of("r1")!.Stability!.ComparedWith));
        Assert.Equal(7, study.Round(1).Result!.Of("r1")!.N);
    }

    [Fact]
    public async Task Two_experts_see_the_same_feedback_and_each_their_own_mark_alone()
    {
        var key = await SecondRoundAsync();
        using var first = app.Visitor();
        await first.FollowAsync(await app.LinkAsync(key));
        using var second = app.Visitor();
        await second.GetAsync(await app.LinkAsync(key, 7));
        await second.SubmitAsync(await second.GetAsync("/bogen/einwilligung"), "main form", ("einverstanden", "true"));
        // The first one's page makes the template; the second one's and the first one's again are filled from it.
        foreach (var (expert, own, other) in new[] { (first, "2", "5"), (second, "5", "2"), (first, "2", "5") })
        {
            var item = (await expert.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector("[data-item=r1]")!;
            Assert.Contains($"Ihre Antwort bisher: {own}", item.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain($"Ihre Antwort bisher: {other}", item.TextContent, StringComparison.Ordinal);
            var mark = Assert.Single(item.QuerySelectorAll(".you"));
            Assert.Equal(own, mark.Closest("label")!.QuerySelector("input")!.GetAttribute("value"));
            var at = own == "2" ? "25%" : "100%";
            Assert.All(
                item.QuerySelectorAll(".strip"),
                strip => Assert.Equal(at, Assert.Single(strip.QuerySelectorAll(".own")).GetAttribute("x1"))
            );
            Assert.Equal($"Sie: {own}", Assert.Single(item.QuerySelectorAll(".ticks .own")).TextContent);
            Assert.Contains(
                $"""["r1","{own}"]""",
                item.QuerySelector("button[name=keep]")!.GetAttribute("data-earlier"),
                StringComparison.Ordinal
            );
            Assert.Single(item.QuerySelectorAll(".strip"));
        }
    }

    [Fact]
    public async Task The_numbers_behind_the_picture_stand_in_tables()
    {
        var key = await SecondRoundAsync();
        using var expert = app.Visitor();
        await expert.FollowAsync(await app.LinkAsync(key));
        var item = (await expert.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector("[data-item=r1]")!;
        Assert.Equal(
            ["Alle 7 4 3 4", "Sie 2"],
            item.QuerySelectorAll(".strips tbody tr:not([aria-hidden])")
                .Select(row => Plain(string.Join(' ', row.Children.Select(cell => cell.TextContent))))
        );
        Assert.Equal("Alle Antworten: 7 Personen, ohne Angabe 1", item.QuerySelector(".figures caption")!.TextContent);
        Assert.Equal(
            ["Anzahl 0 1 2 3 1", "Anteil in % 0 14 29 43 14"],
            item.QuerySelectorAll(".figures tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent)))
        );
    }

    [Fact]
    public async Task The_earlier_answer_can_be_kept_while_there_is_none_yet()
    {
        var key = await SecondRoundAsync();
        using var expert = app.Visitor();
        await expert.FollowAsync(await app.LinkAsync(key));
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        // What was not answered has nothing to keep.
        Assert.Equal(["r1"], page.Page.QuerySelectorAll("button[data-earlier]").Select(button => button.GetAttribute("value")));
        Assert.Equal("/bogen/abschnitt/eins#f-r1", (await expert.SubmitAsync(page, "form.sheet", ("keep", "r1"))).Location);
        Assert.Equal("2", (await app.SheetAsync(key)).Answers["r1"]);
        Assert.Empty((await expert.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelectorAll("button[data-earlier]"));
    }

    [Fact]
    public async Task Where_fewer_answered_than_the_smallest_cell_nothing_is_told_but_ones_own_can_be_kept()
    {
        var key = await app.OpenStudyAsync(6);
        using (await app.ExpertAsync(key)) { }
        for (var index = 0; index < 6; index++)
            await app.HandInAsync(key, index, index < 4 ? new AnswerChange("r1", "4") : new AnswerChange("r2", "1"));
        await app.CloseAsync(key);
        await app.NextAsync(key);
        using var expert = app.Visitor();
        await expert.FollowAsync(await app.LinkAsync(key));
        var item = (await expert.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector("[data-item=r1]")!;
        Assert.Empty(item.QuerySelectorAll(".told, .groups, .you, svg"));
        Assert.NotNull(item.QuerySelector("button[data-earlier]"));
    }

    [Fact]
    public async Task Round_3_tells_what_has_changed_since_round_1()
    {
        var key = await app.OpenStudyAsync(6, Sample.Yaml.Replace("rounds: 2", "rounds: 3", StringComparison.Ordinal));
        using (await app.ExpertAsync(key)) { }
        foreach (var points in (string[])["122345", "444455"])
        {
            for (var index = 0; index < 6; index++)
                await app.HandInAsync(key, index, new AnswerChange("r1", points[index..(index + 1)]));
            await app.CloseAsync(key);
            await app.NextAsync(key);
        }
        using var expert = app.Visitor();
        await expert.FollowAsync(await app.LinkAsync(key));
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        Assert.Contains(
            "Seit Runde 1 stieg der Median von 2,5 auf 4; die mittlere Hälfte wurde enger (zuvor 2 bis 3,75).",
            page.Page.QuerySelector("[data-item=r1]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Seit Runde", page.Page.QuerySelector("[data-item=r2]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ihre Antwort bisher: 4", page.Text, StringComparison.Ordinal);
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Eight experts, seven of the north; the seventh, the only one of the south, does not rate.</summary>
    private async Task<string> SecondRoundAsync()
    {
        var key = await app.OpenStudyAsync(8);
        string[] points = ["2", "3", "3", "4", "4", "4", "", "5"];
        using (await app.ExpertAsync(key)) { }
        for (var index = 0; index < points.Length; index++)
            await app.HandInAsync(
                key,
                index,
                points[index].Length == 0 ? [new AnswerChange("l1", "nur Worte")] : [new AnswerChange("r1", points[index])]
            );
        await app.CloseAsync(key);
        await app.NextAsync(key);
        return key;
    }
}
