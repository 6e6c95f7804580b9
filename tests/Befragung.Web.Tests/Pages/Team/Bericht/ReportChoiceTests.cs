using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Befragung.Web.Access;
using Befragung.Web.Tests.Pages.Ergebnisse;

namespace Befragung.Web.Tests.Pages.Team.Bericht;

public sealed class ReportChoiceTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task What_the_team_ticks_is_told_in_full_and_two_who_choose_at_once_do_not_undo_each_other()
    {
        var key = await app.ReleasedAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var address = $"/team/studien/{key}/bericht/auswahl";
        var page = await editor.GetAsync(address);
        var old = await editor.GetAsync(address);
        var boxes = page.Page.QuerySelectorAll<IHtmlInputElement>("input[name=frage]").ToList();
        Assert.NotEmpty(boxes);
        Assert.All(boxes, box => Assert.False(box.IsChecked));
        var chosen = boxes[0].Value;
        Assert.Equal(302, (await editor.SubmitAsync(page, "form.report-choice", ("frage", chosen), ("frage", "gibtesnicht"))).Status);
        Assert.True(
            (await editor.GetAsync(address))
                .Page.QuerySelectorAll<IHtmlInputElement>("input[name=frage]")
                .First(box => box.Value == chosen)
                .IsChecked
        );
        Assert.Contains(
            "vom Projektteam ausgewählt",
            (await editor.GetAsync($"/team/studien/{key}/bericht")).Page.QuerySelector(".highlight")!.TextContent,
            StringComparison.Ordinal
        );
        var refused = await editor.SubmitAsync(old, "form.report-choice");
        Assert.Equal(409, refused.Status);
        Assert.Contains("An der Auswahl ist nichts geändert", refused.Text, StringComparison.Ordinal);
    }
}
