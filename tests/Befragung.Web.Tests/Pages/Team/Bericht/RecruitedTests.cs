using System.Text;
using AngleSharp.Dom;
using Befragung.Delphi.Rounds;
using Befragung.Web.Data;
using Befragung.Web.Tests.Pages.Ergebnisse;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team.Bericht;

/// <summary>Who was invited and who took part, by group and by the characteristic of the panel file, in the report.</summary>
public sealed class RecruitedTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Heading = "Wer war eingeladen, wer hat teilgenommen?";

    private static readonly string Yaml = Sample.Yaml.Replace(
        "name: { de: Norden, en: North } }",
        "name: { de: Norden, en: North }, target: 20 }",
        StringComparison.Ordinal
    );

    [Fact]
    public async Task The_report_tells_it_with_targets_and_without_small_numbers_and_stays_as_it_was_at_closing()
    {
        var key = await app.StudyAsync(0, Yaml);
        // Of the north 10 for towns, 10 for traffic and one alone; of the south 10, and 7 of whom nothing is known.
        await TakeInAsync(
            key,
            ("nord", "Städtebau", 10),
            ("nord", "Verkehr", 10),
            ("nord", "Größe", 1),
            ("sued", "städtebau", 10),
            ("sued", "", 7)
        );
        await app.OpenAsync(key);
        foreach (
            var expert in (int[])
                [.. Enumerable.Range(0, 9), .. Enumerable.Range(10, 8), 20, .. Enumerable.Range(21, 6), .. Enumerable.Range(31, 5)]
        )
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        using (var stranger = app.Visitor())
            await stranger.JoinAsync(await app.OpenLinkAsync(key, "nord"));
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        var study = (await app.ReadAsync(key)).Id;
        await app.DataAsync(db =>
            db.ContactCards.Where(card => card.StudyId == study).ExecuteUpdateAsync(card => card.SetProperty(one => one.Trait, "Anderes"))
        );

        using var reader = app.Visitor();
        var page = await reader.GetAsync($"/ergebnisse/{key}");
        // The one alone would be left if the rest were told: so those without one join them. In the north these are too few to be told, so the groups are one.
        string[][] expected =
        [
            ["Fachgebiet", "Alle"],
            ["Städtebau", "15 von 20"],
            ["Verkehr", "8 von 10"],
            ["andere", "6 von 9"],
            ["Alle", "29 von 39"],
            ["Zielgröße", "–"],
        ];
        Assert.Equal(expected, Table(page));
        Assert.Contains("Wo weniger als 5 Personen abgegeben haben, ist mit anderem zusammengezählt", page.Text, StringComparison.Ordinal);
        var english = await reader.GetAsync($"/ergebnisse/{key}?sprache=en");
        Assert.Contains("Who was invited, and who took part?", english.Text, StringComparison.Ordinal);
        Assert.Contains("15 of 20", english.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_stand_beside_each_other_where_all_are_enough()
    {
        var key = await app.StudyAsync(0, Yaml);
        await TakeInAsync(key, ("nord", "Wohnen", 6), ("nord", "Verkehr", 7), ("sued", "Wohnen", 5));
        await app.OpenAsync(key);
        for (var expert = 0; expert < 18; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        using var team = await app.TeamAsync();
        string[][] expected =
        [
            ["Fachgebiet", "Norden", "Süden", "Alle"],
            ["Wohnen", "6 von 6", "5 von 5", "11 von 11"],
            ["Verkehr", "7 von 7", "–", "7 von 7"],
            ["Alle", "13 von 13", "5 von 5", "18 von 18"],
            ["Zielgröße", "20", "–", "–"],
        ];
        Assert.Equal(expected, Table(await team.GetAsync($"/team/studien/{key}/bericht")));
        // The next round has none of its own: both together would tell who left.
        await app.NextAsync(key);
        for (var expert = 0; expert < 17; expert++)
            await app.HandInAsync(key, expert, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        var study = await app.ReadAsync(key);
        Assert.NotNull(study.Round(1).Result!.Recruited);
        Assert.Null(study.Round(2).Result!.Recruited);
        Assert.Equal(expected, Table(await team.GetAsync($"/team/studien/{key}/bericht")));
    }

    [Fact]
    public async Task Where_nothing_is_known_of_anybody_the_report_says_nothing()
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        Assert.DoesNotContain(Heading, (await reader.GetAsync($"/ergebnisse/{key}")).Text, StringComparison.Ordinal);
    }

    private static string[][] Table(Reply page)
    {
        var heading = page.Page.QuerySelectorAll("h3").Single(one => one.TextContent == Heading);
        var table = heading
            .ParentElement!.QuerySelectorAll("table")
            .Single(one => heading.CompareDocumentPosition(one).HasFlag(DocumentPositions.Following));
        return [.. table.QuerySelectorAll("tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray())];
    }

    /// <summary>People with addresses as <see cref="Sample.Address"/> has them, one part of the panel after another.</summary>
    private Task TakeInAsync(string key, params (string Group, string Field, int People)[] parts) =>
        app.WithAsync(async services =>
        {
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, default))!;
            var panels = services.GetRequiredService<Panels>();
            var lines = parts
                .SelectMany(part => Enumerable.Repeat(part, part.People))
                .Select((part, index) => $"Jörg Weiß {index};{Sample.Address(index)};{part.Group};de;{part.Field}\n");
            var file = Encoding.UTF8.GetBytes("Name;E-Mail;Gruppe;Sprache;Fachgebiet\n" + string.Concat(lines));
            await panels.TakeInAsync(study, await panels.ReadAsync(study, file, default), default);
            return 0;
        });
}
