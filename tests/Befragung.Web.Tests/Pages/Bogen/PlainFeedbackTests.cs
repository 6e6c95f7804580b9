using System.Text.RegularExpressions;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Whoever answers reads plain words; what takes statistics to read is in one fold, for whoever opens it.</summary>
public sealed partial class PlainFeedbackTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public async Task Outside_the_fold_there_are_no_statistics_on_a_page_of_an_expert(string language)
    {
        var key = await AllItems.StudyAsync(app, 3);
        using var expert = await app.ReturningAsync(key);
        await expert.GetAsync($"/sprache/{language}");
        foreach (var address in (string[])["/bogen", "/bogen/abschnitt/eins", "/bogen/abgeben"])
        {
            var page = (await expert.GetAsync(address)).Page;
            foreach (var fold in page.QuerySelectorAll("details.groups").ToList())
                fold.Remove();
            var words = string.Join(
                '\n',
                page.QuerySelectorAll("main *")
                    .SelectMany(one => one.Attributes.Select(attribute => attribute.Value))
                    .Append(page.QuerySelector("main")!.TextContent)
            );
            Assert.DoesNotMatch(Statistics(), words);
        }
    }

    [Fact]
    public async Task Every_question_that_is_told_of_has_one_fold_and_one_place_that_tells_before_its_field()
    {
        var key = await AllItems.StudyAsync(app);
        using var expert = await app.ReturningAsync(key);
        var page = (await expert.GetAsync("/bogen/abschnitt/eins")).Page;
        var items = page.QuerySelectorAll("[data-item]:has(details.groups)").ToList();
        // All that is not to be read or written in words.
        Assert.Equal(15, items.Count);
        Assert.All(
            items,
            item =>
            {
                var described = item.QuerySelectorAll("[aria-describedby*='-alle']")
                    .Append(item)
                    .Where(one => one.GetAttribute("aria-describedby")?.Contains("-alle", StringComparison.Ordinal) == true)
                    .ToList();
                Assert.NotEmpty(described);
                Assert.All(
                    described
                        .SelectMany(one => one.GetAttribute("aria-describedby")!.Split(' '))
                        .Where(id => id.EndsWith("-alle", StringComparison.Ordinal))
                        .Distinct(),
                    id =>
                    {
                        var told = page.GetElementById(id)!;
                        Assert.Contains("Ihre Antwort bisher: ", told.TextContent, StringComparison.Ordinal);
                        var field = item.QuerySelectorAll("input:not([type=hidden]), select")
                            .First(one => told.Closest("[role=radiogroup]") is not { } group || group.Contains(one));
                        Assert.True(told.CompareDocumentPosition(field).HasFlag(AngleSharp.Dom.DocumentPositions.Following), id);
                    }
                );
            }
        );
    }

    [Fact]
    public async Task Ones_own_group_is_named_to_oneself_and_marked_in_the_table()
    {
        var key = await AllItems.StudyAsync(app);
        using var north = await app.ReturningAsync(key);
        using var south = await app.ReturningAsync(key, 6);
        string Of(Reply page) => page.Page.QuerySelector("[data-item=r5]")!.TextContent;
        // The first one's page makes the template.
        Assert.Contains(
            "Ihre Gruppe, Norden, liegt in der Mitte bei 4; alle zusammen bei 4.",
            Of(await north.GetAsync("/bogen/abschnitt/eins")),
            StringComparison.Ordinal
        );
        var other = Of(await south.GetAsync("/bogen/abschnitt/eins"));
        Assert.DoesNotContain("Ihre Gruppe", other, StringComparison.Ordinal);
        Assert.Contains("Norden", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_example_stands_once_before_the_first_feedback_and_is_folded_for_whoever_has_begun()
    {
        var key = await AllItems.StudyAsync(app, 1);
        using (var first = await app.ExpertAsync(key))
            Assert.Null((await first.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector(".example"));
        key = await AllItems.StudyAsync(app);
        using var expert = await app.ReturningAsync(key);
        var page = await expert.GetAsync("/bogen/abschnitt/eins");
        var example = Assert.Single(page.Page.QuerySelectorAll(".example"));
        Assert.True(example.HasAttribute("open"));
        Assert.True(
            example.CompareDocumentPosition(page.Page.QuerySelector("[data-item]")!).HasFlag(AngleSharp.Dom.DocumentPositions.Following)
        );
        await expert.SubmitAsync(page, "form.sheet", ("a.r5", "4"));
        Assert.False((await expert.GetAsync("/bogen/abschnitt/eins")).Page.QuerySelector(".example")!.HasAttribute("open"));
    }

    [Fact]
    public async Task Reasons_of_others_stand_open_to_whoever_stands_apart()
    {
        var key = await app.OpenStudyAsync(8);
        using (await app.ExpertAsync(key)) { }
        for (var index = 0; index < 8; index++)
            await app.HandInAsync(key, index, new("r1", index == 0 ? "1" : "4"), new("r1.:for", index == 1 ? "Es lohnt sich." : null));
        await app.CloseAsync(key);
        await app.DecideAsync(key, reason => reason.Release(null, DateTime.UnixEpoch, "test"));
        await app.NextAsync(key);
        bool IsOpen(Reply page, string item) => page.Page.QuerySelector($"[data-item={item}] .fold--apart")!.HasAttribute("open");
        using var apart = await app.ReturningAsync(key);
        using var amid = await app.ReturningAsync(key, 2);
        Assert.True(IsOpen(await apart.GetAsync("/bogen/abschnitt/eins"), "r1"));
        Assert.False(IsOpen(await amid.GetAsync("/bogen/abschnitt/eins"), "r1"));
    }

    [Fact]
    public async Task A_page_with_every_type_of_question_and_what_others_said_weighs_little_on_its_way()
    {
        using var expert = await app.ReturningAsync(await AllItems.StudyAsync(app, 3));
        var body = System.Text.Encoding.UTF8.GetBytes((await expert.GetAsync("/bogen/abschnitt/eins")).Body);
        using var sent = new MemoryStream();
        await using (
            var packed = new System.IO.Compression.BrotliStream(sent, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true)
        )
            await packed.WriteAsync(body);
        // Fifteen questions with pictures, tables of groups and what changed.
        Assert.InRange(sent.Length, 1, 17_000);
    }

    [GeneratedRegex(
        @"\b[pn] = |median|quartil|mittlere Hälfte|mittleren Hälfte|middle half|instabil|unstable|Dissens|Konsens|consensus",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Statistics();
}
