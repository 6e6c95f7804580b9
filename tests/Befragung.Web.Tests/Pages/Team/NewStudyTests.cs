using System.Text;
using Befragung.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team;

/// <summary>Studies from questionnaires.</summary>
public sealed class NewStudyTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task A_study_is_made_from_the_questionnaire_that_comes_along()
    {
        using var editor = await app.TeamAsync(TeamRole.Editor);
        var reply = await editor.SubmitAsync(
            await editor.GetAsync("/team/studien/neu"),
            "main form",
            ("template", "kleinstadtakademie.yaml")
        );
        Assert.StartsWith("/team/studien/mehrstufige-befragung-zur-kleinstadtakademie", reply.Location, StringComparison.Ordinal);
        var page = await editor.GetAsync(reply.Location!);
        Assert.Equal(200, page.Status);
        Assert.Contains("Das Panel ist noch leer.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_is_made_from_an_own_file_and_the_next_of_the_same_title_gets_a_number()
    {
        using var editor = await app.TeamAsync(TeamRole.Editor);
        var yaml = Sample.Yaml.Replace("Kleine Befragung über Größe", "Süße Maße", StringComparison.Ordinal);
        Assert.Equal("/team/studien/suesse-masse", (await UploadAsync(editor, yaml)).Location);
        Assert.Equal("/team/studien/suesse-masse-2", (await UploadAsync(editor, yaml)).Location);
        Assert.Contains("Süße Maße", (await editor.GetAsync("/team")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_names_line_and_column_and_creates_nothing()
    {
        using var editor = await app.TeamAsync(TeamRole.Editor);
        var before = await CountAsync();
        var reply = await UploadAsync(editor, "befragung: 1\ntitle: Kaputt\nlanguages: [de]\nsections:\n  - key: [\n");
        Assert.Equal(400, reply.Status);
        Assert.Contains("Der Fragebogen „bogen.yaml“ hat Fehler; angelegt wurde nichts", reply.Text, StringComparison.Ordinal);
        Assert.Matches(@"Zeile \d+, Spalte \d+:", reply.Text);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_file_that_grows_without_end_is_refused()
    {
        using var editor = await app.TeamAsync(TeamRole.Editor);
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var level = 1; level < 12; level++)
            bomb.Append("a" + level + ": &a" + level + " [").AppendJoin(',', Enumerable.Repeat("*a" + (level - 1), 9)).Append("]\n");
        Assert.Equal(400, (await UploadAsync(editor, bomb.ToString())).Status);
    }

    [Fact]
    public async Task Choosing_nothing_says_so()
    {
        using var editor = await app.TeamAsync(TeamRole.Editor);
        var reply = await editor.SubmitAsync(await editor.GetAsync("/team/studien/neu"), "main form");
        Assert.Equal(400, reply.Status);
        Assert.Contains("Es wurde keine Datei gewählt.", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(50)]
    public async Task A_huge_file_answers_413_with_a_sentence(int megabytes)
    {
        using var editor = await app.TeamAsync(TeamRole.Editor);
        var page = await editor.GetAsync("/team/studien/neu");
        var reply = await editor.UploadAsync(page, "main form", "gross.yaml", new byte[megabytes * 1024 * 1024]);
        Assert.Equal(413, reply.Status);
        Assert.Contains("Möglich sind 5 MB.", reply.Text, StringComparison.Ordinal);
    }

    private static async Task<Reply> UploadAsync(Visitor editor, string yaml) =>
        await editor.UploadAsync(await editor.GetAsync("/team/studien/neu"), "main form", "bogen.yaml", Encoding.UTF8.GetBytes(yaml));

    private Task<int> CountAsync() => app.DataAsync(db => db.Studies.CountAsync());
}
