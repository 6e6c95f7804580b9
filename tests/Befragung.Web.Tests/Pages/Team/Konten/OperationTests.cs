using Befragung.Web.Access;

namespace Befragung.Web.Tests.Pages.Team.Konten;

/// <summary>The page that tells owners how the installation does.</summary>
public sealed class OperationTests(OperationTests.Set app) : IClassFixture<OperationTests.Set>
{
    public sealed class Set : SurveyApp
    {
        protected override string[] Settings => ["--Mail:User=absender", "--Mail:Password=streng-geheim", "--Report:Browser=/bin/false"];
    }

    [Fact]
    public async Task Administrators_see_how_the_installation_does_without_its_secrets_and_nobody_else_does()
    {
        using var owner = await app.TeamAsync();
        var link = (await owner.GetAsync("/team")).Page.QuerySelector("header a[href='/team/betrieb']");
        Assert.NotNull(link);
        var page = await owner.GetAsync("/team/betrieb");
        Assert.Equal(200, page.Status);
        Assert.Contains("Datenbank", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nicht in Ordnung: 1.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("streng-geheim", page.Body, StringComparison.Ordinal);
        foreach (var role in (StudyRole[])[StudyRole.Editor, StudyRole.Reader])
        {
            using var other = await app.TeamAsync(role);
            Assert.Null((await other.GetAsync("/team")).Page.QuerySelector("header a[href='/team/betrieb']"));
            Assert.Equal(403, (await other.GetAsync("/team/betrieb")).Status);
        }
    }

    [Fact]
    public async Task It_is_there_in_English_too()
    {
        using var owner = await app.TeamAsync();
        var page = await owner.GetAsync("/team/betrieb?sprache=en");
        Assert.Contains("No backup was ever made with “befragung backup”.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Abhilfe", page.Text, StringComparison.Ordinal);
    }
}
