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

    [Fact]
    public async Task What_the_team_leaves_out_moves_or_comments_on_is_so_in_the_report_and_the_data_volume_has_all()
    {
        var key = await app.ReleasedAsync();
        using var editor = await app.TeamAsync(StudyRole.Editor);
        using var guest = app.Visitor();
        var address = $"/team/studien/{key}/bericht/auswahl";
        var page = await editor.GetAsync(address);
        // Two of one section, so that they can change places.
        var told = page.Page.QuerySelectorAll("ol.report-order").First(list => list.Children.Length > 1).Children.ToList();
        string Of(IElement row) => row.Id!["platz-".Length..];
        string Number(IElement row) => "i" + row.QuerySelector("span")!.TextContent.Split(' ')[0];
        var (first, second) = (told[0], told[1]);
        Assert.Equal([Number(first), Number(second)], (await HeadsAsync(""))[..2]);

        Assert.Equal(302, (await editor.SubmitAsync(page, "form.report-choice", ("runter", Of(first)))).Status);
        Assert.Equal([Number(second), Number(first)], (await HeadsAsync(""))[..2]);

        // A comment below its picture, with a number that follows.
        var comments = $"/team/studien/{key}/bericht/texte/anmerkungen";
        var written = await editor.SubmitAsync(
            await editor.GetAsync(comments),
            "form.report-texts",
            ($"text.figure.{Of(second)}.de", "Dazu **antworteten** {{teilgenommen.worte}}.")
        );
        Assert.Equal((302, comments + "?gespeichert=1"), (written.Status, written.Location));
        var comment = (await guest.GetAsync($"/ergebnisse/{key}")).Page.QuerySelector($"section:has(> #{Css(Number(second))}) .comment")!;
        Assert.Matches("^Dazu antworteten [0-9]+ Personen\\.$", comment.TextContent.Trim());
        Assert.Contains("Anmerkung des Projektteams", comment.ParentElement!.TextContent, StringComparison.Ordinal);

        Assert.Equal(302, (await editor.SubmitAsync(await editor.GetAsync(address), "form.report-choice", ("weg", Of(second)))).Status);
        Assert.DoesNotContain(Number(second), await HeadsAsync(""));
        Assert.DoesNotContain(
            "Dazu",
            (await guest.GetAsync($"/ergebnisse/{key}")).Page.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(Number(second), await HeadsAsync("/datenband"));
        // What was said below its picture stands there all the same.
        Assert.Matches(
            "^Dazu antworteten [0-9]+ Personen\\.$",
            (await guest.GetAsync($"/ergebnisse/{key}/datenband"))
                .Page.QuerySelector($"section:has(> #{Css(Number(second))}) .comment")!
                .TextContent.Trim()
        );
        // Whoever follows its number still arrives.
        Assert.NotNull((await guest.GetAsync($"/ergebnisse/{key}")).Page.GetElementById(Number(second)));
        var after = await editor.GetAsync(address);
        Assert.Contains("Weggelassen sind zurzeit: " + Number(second)[1..], after.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await editor.SubmitAsync(after, "form.report-choice", ("weg", null))).Status);
        Assert.Contains(Number(second), await HeadsAsync(""));

        async Task<List<string>> HeadsAsync(string volume) =>
            [
                .. (await guest.GetAsync($"/ergebnisse/{key}{volume}"))
                    .Page.QuerySelectorAll("h3[id^=i]")
                    .Select(head => head.Id!)
                    .Where(id => char.IsDigit(id[1])),
            ];
        static string Css(string id) => id.Replace(".", "\\.", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_of_a_section_are_left_out_one_by_one_and_numbers_of_its_questions_still_lead_somewhere()
    {
        var places = string.Concat(
            Enumerable
                .Range(2, 3)
                .Select(number =>
                    $$"""
                              - key: m{{number}}
                                type: multiRating
                                text: { de: Platz {{number}}, en: Place {{number}} }
                                criteria:
                                  - { key: wert, name: { de: Wert, en: Value }, scale: s5 }
                                  - { key: lage, name: { de: Lage, en: Situation }, scale: s5 }

                        """
                )
        );
        var key = await app.ReleasedAsync(
            yaml: Sample.Yaml.Replace("      - key: a1\n", places + "      - key: a1\n", StringComparison.Ordinal)
        );
        using var editor = await app.TeamAsync(StudyRole.Editor);
        using var guest = app.Visitor();
        var address = $"/team/studien/{key}/bericht/auswahl";
        var page = await editor.GetAsync(address);
        var pictures = page
            .Page.QuerySelectorAll<IHtmlInputElement>("input[name=weg]")
            .Where(box => box.Value.Contains('-', StringComparison.Ordinal))
            .ToList();
        Assert.All(pictures, box => Assert.False(box.IsChecked));
        var before = await CountsAsync();
        Assert.Equal((2, 1), (before.Overviews, before.Planes));
        var overview = pictures.First(box => box.Value.EndsWith("-ueberblick", StringComparison.Ordinal)).Value;
        Assert.Equal(302, (await editor.SubmitAsync(page, "form.report-choice", ("weg", overview), ("weg", "gibtesnicht-ebene"))).Status);
        var without = await CountsAsync();
        Assert.Equal((0, 1), (without.Overviews, without.Planes));
        Assert.Equal(before.Places, without.Places);
        Assert.Contains(
            "Überblick über alle Bewertungen",
            (await editor.GetAsync(address)).Page.QuerySelector("p.problem")!.TextContent,
            StringComparison.Ordinal
        );

        Assert.Equal(
            302,
            (
                await editor.SubmitAsync(
                    await editor.GetAsync(address),
                    "form.report-choice",
                    [("weg", null), .. pictures.Select(box => ("weg", (string?)box.Value))]
                )
            ).Status
        );
        var none = await CountsAsync();
        Assert.Equal((0, 0), (none.Overviews, none.Planes));
        Assert.Equal(302, (await editor.SubmitAsync(await editor.GetAsync(address), "form.report-choice", ("weg", null))).Status);
        Assert.Equal(before, await CountsAsync());

        async Task<(int Overviews, int Planes, int Places)> CountsAsync()
        {
            var report = (await guest.GetAsync($"/ergebnisse/{key}")).Page;
            return (
                report.QuerySelectorAll(".chapter > figure.overview").Length,
                report.QuerySelectorAll("section.chapter:has(> h2[id^=s]) > figure:not(.overview)").Length,
                report.QuerySelectorAll("section.chapter [id^=i]").Length
            );
        }
    }
}
