using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Pages of experts are made once for all, and what is one's own is filled in: nothing of whoever comes first may stay in them.</summary>
public sealed class SharedPageTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Experts_who_look_at_the_same_pages_in_turn_each_see_their_own()
    {
        var key = await app.OpenStudyAsync(2);
        using var first = await app.ExpertAsync(key);
        using var second = await app.ExpertAsync(key, 1);
        await app.BeginAsync(key, 0, new AnswerChange("r1", "2"), new AnswerChange("l1", "Nur die Erste schrieb das. 🙂"));
        await app.BeginAsync(key, 1, new AnswerChange("r1", "4"));
        var seen = new List<(string? Mark, string? Token)>();
        // The first one's pages are kept; the second one's and the first one's again are filled from them.
        foreach (var (expert, point, words) in new[] { (first, "2", true), (second, "4", false), (first, "2", true) })
        {
            var (start, section, review) = (
                await expert.GetAsync("/bogen"),
                await expert.GetAsync("/bogen/abschnitt/eins"),
                await expert.GetAsync("/bogen/abgeben")
            );
            Assert.Equal(words, review.Text.Contains("Nur die Erste schrieb das. 🙂", StringComparison.Ordinal));
            Assert.Equal(point, section.Page.QuerySelector("input[name='a.r1'][checked]")!.GetAttribute("value"));
            Assert.Equal(
                words ? 2 : 1,
                start.Page.QuerySelectorAll(".steps__state").Count(state => state.TextContent.StartsWith("1 von", StringComparison.Ordinal))
            );
            var marks = new[] { start, section, review }
                .Select(page => page.Page.QuerySelector("[data-expert]")!.GetAttribute("data-expert"))
                .Distinct();
            seen.Add(
                (
                    Assert.Single(marks),
                    section.Page.QuerySelector("form.sheet input[name=__RequestVerificationToken]")!.GetAttribute("value")
                )
            );
        }
        Assert.Equal(seen[0].Mark, seen[2].Mark);
        Assert.NotEqual(seen[0].Mark, seen[1].Mark);
        Assert.Equal(2, seen.Select(one => one.Token).Distinct().Count());
    }

    [Fact]
    public async Task The_token_of_a_page_that_was_made_for_another_expert_counts_for_oneself_alone()
    {
        var key = await app.OpenStudyAsync(2);
        using var first = await app.ExpertAsync(key);
        using var second = await app.ExpertAsync(key, 1);
        var (own, others) = (await second.GetAsync("/bogen/abschnitt/eins"), await first.GetAsync("/bogen/abschnitt/eins"));
        Assert.Equal(400, (await second.SubmitAsync(others, "form.sheet", ("a.r1", "3"))).Status);
        Assert.Equal(302, (await second.SubmitAsync(own, "form.sheet", ("a.r1", "3"))).Status);
        Assert.Equal(("3", null), ((await app.SheetAsync(key, 1)).Answers["r1"], (await app.SheetAsync(key)).Answers["r1"]));
    }

    [Fact]
    public async Task Each_language_has_pages_of_its_own()
    {
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        foreach (var (language, title) in new[] { ("de", "Ihre Abschnitte"), ("en", "Your sections"), ("de", "Ihre Abschnitte") })
        {
            await expert.GetAsync($"/sprache/{language}");
            Assert.Contains(title, (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_stands_on_a_page_only_for_now_is_not_kept_for_others()
    {
        var key = await app.OpenStudyAsync(2);
        using var first = await app.ExpertAsync(key);
        using var second = await app.ExpertAsync(key, 1);
        Assert.Equal(400, (await first.SubmitAsync(await first.GetAsync("/bogen/abschnitt/eins"), "form.sheet", ("a.r1", "99"))).Status);
        Assert.Contains("hinzugekommen", (await first.GetAsync("/bogen/abschnitt/eins?neu=true")).Text, StringComparison.Ordinal);
        var page = await second.GetAsync("/bogen/abschnitt/eins");
        Assert.Empty(page.Page.QuerySelectorAll(".kern-alert"));
        Assert.DoesNotContain("99", page.Page.QuerySelector("[data-item=r1]")!.TextContent, StringComparison.Ordinal);
    }
}
