using System.Text;
using Befragung.Delphi.Rounds;
using Befragung.Web.Access;
using Befragung.Web.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Team;

/// <summary>The team's long lists stay light, and ask the database as often for a hundred as for three.</summary>
public sealed class LeanPagesTests(LeanPagesTests.Logging app) : IClassFixture<LeanPagesTests.Logging>
{
    public sealed class Logging : SurveyApp
    {
        protected override string[] Settings => [.. base.Settings, AskedQueries.Setting];
    }

    private const int Most = 60_000;

    // Longer than most: a double name with a title, and a group that says what it is.
    private const string Name = "Prof. Dr. Anna-Katharina Müller-Lüdenscheidt",
        Group = "Bildungs- und Forschungseinrichtungen";

    // A reason as people write them, of 200 characters.
    private const string Reason =
        "Weil die kleinen Städte das Umland mit Schulen, Ärztinnen und Läden versorgen und weil das ohne eine lebendige Mitte nicht geht; wer das nur an der Zahl der Menschen misst, übersieht, worauf es ankommt.";

    private static readonly string Yaml = Sample.Yaml.Replace("Norden", Group, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("offen")]
    public async Task A_page_of_a_hundred_people_weighs_less_than_60_KB(string standing)
    {
        var key = await PanelAsync(140);
        await app.OpenAsync(key);
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync($"/team/studien/{key}/panel");
        if (standing.Length > 0)
            page = await editor.SubmitAsync(page, "#suchen", ("stand", standing));
        Assert.Equal(100, page.Page.QuerySelectorAll("[aria-labelledby=liste] tbody tr").Length);
        Assert.InRange(Encoding.UTF8.GetByteCount(page.Body), 10_000, Most);
        // Each is named by a link of its own, which heads the row.
        var links = page.Page.QuerySelectorAll("[aria-labelledby=liste] tbody th[scope=row] a").Select(link => link.TextContent).ToList();
        Assert.Equal((100, 100), (links.Count, links.Distinct().Count()));
    }

    [Theory]
    [InlineData("wartend")]
    [InlineData("alle")]
    public async Task A_page_of_reasons_weighs_less_than_60_KB(string filter)
    {
        var key = await ReasonsAsync(20);
        using var editor = await app.TeamAsync();
        var page = await editor.GetAsync($"{Reasons.QueuePath(key)}?zeige={filter}");
        Assert.Equal(50, page.Page.QuerySelectorAll("[data-reason]").Length);
        Assert.InRange(Encoding.UTF8.GetByteCount(page.Body), 10_000, Most);
        // Each button says by its words what it does, and by its description to which.
        var buttons = page.Page.QuerySelectorAll("[data-reason] button").ToList();
        Assert.Equal(150, buttons.Count);
        Assert.All(
            buttons,
            button =>
                Assert.Same(
                    button.Closest("[data-reason]"),
                    page.Page.GetElementById(button.GetAttribute("aria-describedby")!)!.Closest("[data-reason]")
                )
        );
    }

    [Fact]
    public async Task The_database_is_asked_as_often_for_many_as_for_few()
    {
        var few = await CountAsync(await PanelAsync(3), await ReasonsAsync(6));
        var many = await CountAsync(await PanelAsync(110), await ReasonsAsync(14));
        Assert.Equal(few, many);
        Assert.All(few, count => Assert.InRange(count, 3, 12));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/loeschen")]
    public async Task What_somebody_may_do_with_a_study_is_asked_once_however_much_the_page_takes(string page)
    {
        var key = await app.StudyAsync();
        using var owner = await app.TeamAsync(StudyRole.Owner);
        using var asked = new AskedQueries();
        app.Listen(asked);
        Assert.Equal(200, (await owner.GetAsync($"/team/studien/{key}{page}")).Status);
        Assert.Single(
            asked,
            said => said.Contains("FROM \"StudyMembers\"", StringComparison.Ordinal) && said.Contains("\"Role\"", StringComparison.Ordinal)
        );
    }

    private async Task<List<int>> CountAsync(string panel, string reasons)
    {
        await app.OpenAsync(panel);
        await app.LettersAsync();
        using var editor = await app.TeamAsync();
        var list = await editor.GetAsync($"/team/studien/{panel}/panel");
        using var asked = new AskedQueries();
        app.Listen(asked);
        var counts = new List<int>();
        foreach (
            var look in (Func<Task<Reply>>[])
                [
                    () => editor.GetAsync($"/team/studien/{panel}"),
                    () => editor.GetAsync($"/team/studien/{panel}/panel"),
                    () => editor.SubmitAsync(list, "#suchen", ("stand", "offen"), ("gruppe", "nord"), ("suche", "anna")),
                    () => editor.GetAsync($"/team/studien/{panel}/runden/1"),
                    () => editor.GetAsync($"{Reasons.QueuePath(reasons)}?frage=r1"),
                ]
        )
        {
            asked.Clear();
            Assert.Equal(200, (await look()).Status);
            counts.Add(asked.Count);
        }
        return counts;
    }

    private Task<string> PanelAsync(int people) =>
        app.WithAsync(async services =>
        {
            var key = await app.StudyAsync(yaml: Yaml);
            var panels = services.GetRequiredService<Panels>();
            var study = (await services.GetRequiredService<SurveyDb>().StudyWithRoundsAsync(key, CancellationToken.None))!;
            var file =
                "Name;E-Mail;Gruppe\n"
                + string.Concat(
                    Enumerable.Range(0, people).Select(one => $"{Name} {one};a.mueller-luedenscheidt-{one}@hochschule.example;nord\n")
                );
            await panels.TakeInAsync(
                study,
                await panels.ReadAsync(study, Encoding.UTF8.GetBytes(file), CancellationToken.None),
                CancellationToken.None
            );
            return key;
        });

    private async Task<string> ReasonsAsync(int experts)
    {
        string[] parts = ["r1.:for", "r2.:against", "c1.:why"];
        var key = await app.OpenStudyAsync(experts, Yaml);
        for (var expert = 0; expert < experts; expert++)
            await app.HandInAsync(key, expert, [.. parts.Select(part => new AnswerChange(part, Reason))]);
        await app.CloseAsync(key);
        return key;
    }
}
