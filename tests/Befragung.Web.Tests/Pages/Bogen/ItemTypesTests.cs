using Befragung.Delphi.Rounds;

namespace Befragung.Web.Tests.Pages.Bogen;

/// <summary>Multiple choices and short texts, from the page to the result.</summary>
public sealed class ItemTypesTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private const string Sheet = "/bogen/abschnitt/eins";

    private const string Yaml = """
        befragung: 1
        title: Arten
        languages: [de]
        groups: [{ key: nord, name: Norden }, { key: sued, name: Süden }]
        settings: { rounds: 2, smallestCell: 5 }
        sections:
          - key: eins
            title: Eins
            items:
              - { key: p, type: multipleChoice, text: Wer?, other: true, max: 2, options: [{ key: a, name: Vereine }, { key: b, name: Schulen }, { key: c, name: Betriebe }] }
              - { key: w, type: shortText, text: Wo?, maxLength: 20 }
        """;

    [Fact]
    public async Task What_is_ticked_is_kept_and_the_rest_is_not_chosen()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            Assert.Equal(302, (await SendAsync(expert, ("a.p.b", "1"), ("a.p.other", "Feuerwehr"), ("a.w", "  In\r\nHier  "))).Status);
            var answers = (await app.SheetAsync(key)).Answers;
            Assert.Equal(("0", "1", "0", "Feuerwehr", "In Hier"), (answers["p.a"], answers["p.b"], answers["p.c"], answers["p.other"], answers["w"]));
            var page = await expert.GetAsync(Sheet);
            Assert.Equal(["a.p.b"], page.Page.QuerySelectorAll("input[type=checkbox][checked]").Select(box => box.GetAttribute("name")));
            var review = (await expert.GetAsync("/bogen/abgeben")).Text;
            Assert.Contains("Schulen", review, StringComparison.Ordinal);
            Assert.Contains("Sonstiges: Feuerwehr", review, StringComparison.Ordinal);
            Assert.DoesNotContain("Betriebe", review, StringComparison.Ordinal);

            Assert.Equal(302, (await SendAsync(expert, ("a.p.b", null), ("a.p.other", ""), ("a.w", ""))).Status);
            Assert.Empty((await app.SheetAsync(key)).Answers.Values);
        }
    }

    [Fact]
    public async Task Going_past_boxes_is_no_answer_and_saying_so_is()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            Assert.Equal(302, (await SendAsync(expert, ("a.w", "Hier"))).Status);
            Assert.Equal(["w"], (await app.SheetAsync(key)).Answers.Values.Keys);
            Assert.Equal(302, (await SendAsync(expert, ("none.p", "1"))).Status);
            var answers = (await app.SheetAsync(key)).Answers;
            Assert.Equal(("", "", "", null), (answers["p.a"], answers["p.b"], answers["p.c"], answers["p.other"]));
            Assert.NotNull((await expert.GetAsync(Sheet)).Page.QuerySelector("input[name='none.p'][checked]"));
            Assert.Contains("keine Angabe", (await expert.GetAsync("/bogen/abgeben")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_did_not_show_the_boxes_changes_nothing()
    {
        var (key, expert) = await BeginAsync();
        using (expert)
        {
            await SendAsync(expert, ("a.p.a", "1"));
            Assert.Equal(302, (await SendAsync(expert, ("a.p.a", null), ("shown.p", null))).Status);
            Assert.Equal("1", (await app.SheetAsync(key)).Answers["p.a"]);
        }
    }

    [Theory]
    [InlineData("a.p.a", "1", "a.p.b", "1", "a.p.c", "1", "Höchstens 2 sind zu wählen; gewählt: 3.")]
    [InlineData("a.p.a", "1", "a.p.b", "1", "a.p.other", "x", "Höchstens 2 sind zu wählen; gewählt: 3.")]
    [InlineData("a.p.a", "1", "none.p", "1", "a.p.other", "", "Hier ist etwas gewählt und zugleich „keine Angabe“. Nehmen Sie eines davon zurück.")]
    [InlineData("a.p.a", "2", "a.p.b", "1", "a.p.other", "", "„2“ ist weder 1 (gewählt) noch 0 (nicht gewählt).")]
    [InlineData("a.p.a", "1", "a.p.b", "1", "a.w", "einundzwanzig Zeichen", "Der Text hat 21 Zeichen, möglich sind 20.")]
    public async Task What_is_not_an_answer_is_refused_with_a_sentence(string one, string first, string two, string second, string three, string third, string sentence)
    {
        var (_, expert) = await BeginAsync();
        using (expert)
        {
            var reply = await SendAsync(expert, (one, first), (two, second), (three, third));
            Assert.Equal(400, reply.Status);
            Assert.Contains(sentence, reply.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Round_2_tells_how_many_chose_what_and_the_team_reads_it()
    {
        var key = await app.OpenStudyAsync(6, Yaml);
        using (await app.ExpertAsync(key)) { }
        for (var expert = 0; expert < 6; expert++)
            await app.HandInAsync(key, expert, new("p.a", "1"), new("p.b", expert < 3 ? "1" : "0"), new("p.c", "0"), new AnswerChange("p.other", expert == 5 ? "Feuerwehr" : null), new("w", "Hier"));
        await app.CloseAsync(key);
        using var team = await app.TeamAsync();
        var result = (await team.GetAsync($"/team/studien/{key}/runden/1/ergebnis")).Text;
        Assert.All((string[])["Schulen: 3 · 50 %", "n = 6", "Feuerwehr", "1 Nennungen von 1 Personen"], words => Assert.Contains(words, result, StringComparison.Ordinal));
        var report = (await team.GetAsync($"/team/studien/{key}/bericht")).Body;
        Assert.Contains("am häufigsten gewählt", System.Net.WebUtility.HtmlDecode(report), StringComparison.Ordinal);

        await app.NextAsync(key);
        using var again = app.Visitor();
        await again.FollowAsync(await app.LinkAsync(key));
        var item = (await again.GetAsync(Sheet)).Page.QuerySelector("[data-item=p]")!;
        Assert.Contains("In Runde 1 wählten dies 6 von 6 (100 %). Sie auch.", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("In Runde 1 wählten dies 3 von 6 (50 %).", item.TextContent, StringComparison.Ordinal);
        Assert.Empty(item.QuerySelectorAll("input[checked]"));
    }

    private async Task<(string Key, Visitor Expert)> BeginAsync()
    {
        var key = await app.OpenStudyAsync(1, Yaml);
        return (key, await app.ExpertAsync(key));
    }

    private static async Task<Reply> SendAsync(Visitor expert, params (string Name, string? Value)[] fields) =>
        await expert.SubmitAsync(await expert.GetAsync(Sheet), "form.sheet", fields);
}
