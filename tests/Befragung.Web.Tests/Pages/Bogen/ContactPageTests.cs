using Befragung.Web.Access;

namespace Befragung.Web.Tests.Pages.Bogen;

public sealed class ContactPageTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Language = "main form[action*=Sprache]",
        Suggestion = "main form[action*=Vorschlag]";

    [Fact]
    public async Task An_expert_is_written_to_in_another_language_and_names_somebody_whom_the_team_reads_of()
    {
        var key = await app.OpenStudyAsync(2);
        using var expert = await app.ExpertAsync(key);
        Assert.Contains("/bogen/kontakt", (await expert.GetAsync("/bogen")).Body, StringComparison.Ordinal);
        var page = await expert.GetAsync("/bogen/kontakt");
        Assert.Equal("/bogen/kontakt?getan=sprache", (await expert.SubmitAsync(page, Language, ("sprache", "en"))).Location);
        var panelist = (await app.SheetAsync(key)).PanelistId;
        Assert.Equal(
            "en",
            await app.DataAsync(db =>
                Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(
                    db.Panelists.Where(one => one.Id == panelist).Select(one => one.Language)
                )
            )
        );
        Assert.Equal(
            "/bogen/kontakt?getan=vorschlag",
            (await expert.SubmitAsync(page, Suggestion, ("vorschlag", "Änne Öztürk, Stadt Größe 😀"))).Location
        );
        using var team = await app.TeamAsync();
        Assert.Contains(
            "Änne Öztürk, Stadt Größe 😀",
            (await team.GetAsync($"/team/studien/{key}/panel/rekrutierung")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "schlägt vor: Änne Öztürk",
            (await team.GetAsync($"/team/studien/{key}/panel/{panelist}")).Text,
            StringComparison.Ordinal
        );
        using var reader = await app.TeamAsync(StudyRole.Reader);
        Assert.Equal(403, (await reader.GetAsync($"/team/studien/{key}/panel/rekrutierung")).Status);
    }

    [Fact]
    public async Task Nonsense_is_told_and_kept_and_five_suggestions_are_enough()
    {
        var key = await app.OpenStudyAsync(1);
        using var expert = await app.ExpertAsync(key);
        var page = await expert.GetAsync("/bogen/kontakt");
        Assert.Equal(400, (await expert.SubmitAsync(page, Language, ("sprache", "xx"))).Status);
        Assert.Contains(
            "Bitte nennen Sie jemanden.",
            (await expert.SubmitAsync(page, Suggestion, ("vorschlag", "  "))).Text,
            StringComparison.Ordinal
        );
        var longer = await expert.SubmitAsync(page, Suggestion, ("vorschlag", new string('ä', PersonStep.LongestReason + 1)));
        Assert.Equal(400, longer.Status);
        Assert.Contains(new string('ä', PersonStep.LongestReason + 1), longer.Text, StringComparison.Ordinal);
        for (var i = 0; i < 5; i++)
            Assert.Equal(302, (await expert.SubmitAsync(page, Suggestion, ("vorschlag", $"Person {i}"))).Status);
        Assert.Contains(
            "schon 5 Vorschläge",
            (await expert.SubmitAsync(page, Suggestion, ("vorschlag", "Noch eine"))).Text,
            StringComparison.Ordinal
        );
    }
}
