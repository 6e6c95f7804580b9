namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>What is handed in is meant to be: nothing is refused, little is asked about once, and half an answer is called one.</summary>
public sealed class HandingInTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Review = "/bogen/abgeben";

    [Fact]
    public async Task A_sheet_without_an_answer_is_not_handed_in_and_leads_to_the_questions()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        var review = await expert.GetAsync(Review);
        Assert.Contains("Noch steht auf Ihrem Bogen keine Antwort", review.Text, StringComparison.Ordinal);
        Assert.Contains("7 Fragen sind noch offen.", review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sie können auch so abgeben", review.Text, StringComparison.Ordinal);
        Assert.Null(review.Page.QuerySelector("form.handin"));
        Assert.Equal("/bogen/abschnitt/eins", review.Page.QuerySelector("main .buttons a")!.GetAttribute("href"));
        Assert.NotNull(review.Page.QuerySelector("main a[href='/bogen/absage']"));

        // A page that was opened before the last answer was taken back still has the form.
        var token = Visitor
            .Fill(await expert.GetAsync("/bogen/abschnitt/eins"), "form.sheet")
            .Fields.Single(field => field.Key == "__RequestVerificationToken");
        var refused = await expert.PostAsync(Review, [token, new("anyway", "true")]);
        Assert.Equal(400, refused.Status);
        Assert.Contains("Abgeben können Sie, sobald Sie eine Frage beantwortet haben.", refused.Text, StringComparison.Ordinal);
        Assert.Null((await app.SheetAsync(key)).HandedInAt);
    }

    [Fact]
    public async Task Below_half_it_is_asked_once_and_what_was_handed_in_is_asked_no_more()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        await app.BeginAsync(key, 0, new("r1", "2"), new("r2", ""), new("m1.wert", "3"));
        var asked = await expert.SubmitAsync(await expert.GetAsync(Review), "form.handin");
        Assert.Equal(200, asked.Status);
        Assert.Contains("Möchten Sie schon abgeben?", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Sie haben 3 von 7 Fragen beantwortet.", asked.Text, StringComparison.Ordinal);
        Assert.Null(asked.Page.QuerySelector("form.handin"));
        Assert.Equal("/bogen/abschnitt/eins", asked.Page.QuerySelector("main form.buttons a")!.GetAttribute("href"));
        Assert.Null((await app.SheetAsync(key)).HandedInAt);

        Assert.Equal("/bogen", (await expert.SubmitAsync(asked, "main form.buttons", ("anyway", "true"))).Location);
        Assert.NotNull((await app.SheetAsync(key)).HandedInAt);
    }

    [Fact]
    public async Task Half_is_enough()
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        await app.BeginAsync(key, 0, new("r1", "2"), new("r2", ""), new("m1.wert", "3"), new("a1.x", "1"));
        Assert.Equal("/bogen", (await expert.SubmitAsync(await expert.GetAsync(Review), "form.handin")).Location);
    }

    [Theory]
    [InlineData("de", "1 von 2", "erst teilweise beantwortet", "1 von 5 beantwortet, 2 teilweise")]
    [InlineData("en", "1 of 2", "answered in part only", "1 of 5 answered, 2 in part")]
    public async Task Half_an_answer_is_called_one_wherever_it_is_counted(string language, string part, string open, string steps)
    {
        var key = await app.OpenStudyAsync();
        using var expert = await app.ExpertAsync(key);
        await expert.GetAsync($"/sprache/{language}");
        await app.BeginAsync(key, 0, new("r1", "2"), new("m1.wert", "3"), new("a1.x", "1"));
        var review = await expert.GetAsync(Review);
        Assert.Contains(part, review.Text, StringComparison.Ordinal);
        Assert.Contains(open, review.Text, StringComparison.Ordinal);
        Assert.NotNull(review.Page.QuerySelector(".review__none a[href='/bogen/abschnitt/eins#f-m1']"));
        var names = review.Page.QuerySelectorAll(".review__none a").Select(link => link.TextContent).ToList();
        Assert.True(names.Count > 2);
        Assert.Equal(names.Distinct(), names);
        Assert.Contains(steps, (await expert.GetAsync("/bogen")).Text, StringComparison.Ordinal);
    }
}
