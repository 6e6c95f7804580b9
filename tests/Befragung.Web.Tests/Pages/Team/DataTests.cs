using Befragung.Web.Access;
using Befragung.Web.Exchange;
using Befragung.Web.Tests.Exchange;

namespace Befragung.Web.Tests.Pages.Team;

/// <summary>A study's data as files, over HTTP.</summary>
public sealed class DataTests(DataTests.ClosedStudy app) : IClassFixture<DataTests.ClosedStudy>
{
    public sealed class ClosedStudy : SurveyApp, IAsyncLifetime
    {
        public string Key { get; private set; } = "";

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            Key = await this.ClosedStudyAsync();
        }
    }

    private string Page => $"/team/studien/{app.Key}/daten";

    [Fact]
    public async Task Every_file_on_the_page_can_be_taken_along()
    {
        using var owner = await app.TeamAsync();
        Assert.NotNull((await owner.GetAsync($"/team/studien/{app.Key}")).Page.QuerySelector($"main a[href='{Page}']"));
        var links = (await owner.GetAsync(Page)).Page.QuerySelectorAll(".downloads a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(13, links.Count);
        Assert.Equal(
            ExportFiles
                .All.SelectMany(file => file.HasGroups ? (string[])[file.Address(false), file.Address(true)] : [file.Address(false)])
                .Order(),
            links.Select(link => link.Split('/')[^1].Split('?')[0]).Distinct().Order()
        );
        foreach (var link in links)
        {
            using var reply = await owner.Client.GetAsync(new Uri(link, UriKind.Relative));
            Assert.Equal(200, (int)reply.StatusCode);
            Assert.Equal($"{app.Key}-{link.Split('/')[^1].Split('?')[0]}", reply.Content.Headers.ContentDisposition!.FileName);
            Assert.Equal("no-store", reply.Headers.CacheControl!.ToString());
            Assert.Equal(reply.Content.Headers.ContentLength, (await reply.Content.ReadAsByteArrayAsync()).Length);
        }
    }

    [Fact]
    public async Task The_long_table_names_no_one_of_a_small_group_and_the_complete_one_all()
    {
        using var owner = await app.TeamAsync();
        var shown = ExportSample.Table((await owner.GetAsync($"{Page}/antworten.csv")).Body).Skip(1).ToList();
        var complete = ExportSample.Table((await owner.GetAsync($"{Page}/antworten-vollstaendig.csv")).Body).Skip(1).ToList();
        Assert.Equal(["", "nord", "sued"], shown.Select(row => row[2]).Distinct().Order());
        Assert.Equal(["nord", "ost", "sued", "west"], complete.Select(row => row[2]).Distinct().Order());
        Assert.Equal(complete.Count, shown.Count);
        Assert.Contains("Das betrifft hier 2 von 4 Gruppen.", (await owner.GetAsync(Page)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TeamRole.Editor)]
    [InlineData(TeamRole.Reader)]
    public async Task Only_owners_get_all_groups(TeamRole role)
    {
        using var member = await app.TeamAsync(role);
        var page = await member.GetAsync(Page);
        Assert.DoesNotContain("vollstaendig", page.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await member.GetAsync($"{Page}/antworten.csv")).Status);
        foreach (var file in (string[])["antworten-vollstaendig.csv", "antworten-breit-vollstaendig.csv", "antworten-vollstaendig.xlsx"])
        {
            var refused = await member.GetAsync($"{Page}/{file}");
            Assert.Equal(403, refused.Status);
            Assert.Contains("Rolle „owner“", refused.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_speaks_the_language_asked_for()
    {
        using var owner = await app.TeamAsync();
        Assert.StartsWith("\uFEFFSpalte,", (await owner.GetAsync($"{Page}/codebuch.csv?sprache=de")).Body, StringComparison.Ordinal);
        Assert.StartsWith("\uFEFFColumn,", (await owner.GetAsync($"{Page}/codebuch.csv?sprache=en")).Body, StringComparison.Ordinal);
        Assert.Contains(
            "# Computes the report's main table",
            (await owner.GetAsync($"{Page}/auswertung.R?sprache=en")).Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Before_a_round_is_closed_there_are_none()
    {
        using var owner = await app.TeamAsync();
        var key = await app.OpenStudyAsync();
        var page = await owner.GetAsync($"/team/studien/{key}/daten");
        Assert.Equal(200, page.Status);
        Assert.Empty(page.Page.QuerySelectorAll(".downloads a"));
        Assert.Contains("Daten gibt es, sobald eine Runde geschlossen ist.", page.Text, StringComparison.Ordinal);
        var file = await owner.GetAsync($"/team/studien/{key}/daten/antworten.csv");
        Assert.Equal(409, file.Status);
        Assert.Contains("Daten gibt es, sobald eine Runde geschlossen ist.", file.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("antworten.doc")]
    [InlineData("codebuch-vollstaendig.csv")]
    [InlineData("..%2Fbefragung.db")]
    public async Task What_is_no_file_of_the_study_is_not_there(string file)
    {
        using var owner = await app.TeamAsync();
        Assert.Equal(404, (await owner.GetAsync($"{Page}/{file}")).Status);
    }
}
