using Befragung.Web.Access;
using Befragung.Web.Exchange;
using Befragung.Web.Tests.Exchange;

namespace Befragung.Web.Tests.Pages.Team.Daten;

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

    private const string Form = "main form[action*=Vollstaendig]";

    private string Page => $"/team/studien/{app.Key}/daten";

    [Fact]
    public async Task Every_file_on_the_page_can_be_taken_along()
    {
        using var owner = await app.TeamAsync();
        Assert.NotNull((await owner.GetAsync($"/team/studien/{app.Key}")).Page.QuerySelector($"nav a[href='{Page}']"));
        var links = (await owner.GetAsync(Page)).Page.QuerySelectorAll(".downloads a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal(12, links.Count);
        Assert.Equal(
            ExportFiles.All.Select(file => file.Address(false)).Order(),
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
        var complete = ExportSample
            .Table(
                (
                    await owner.SubmitAsync(
                        await owner.GetAsync(Page),
                        Form,
                        ("file", "antworten-vollstaendig.csv"),
                        ("grund", "Nachrechnen")
                    )
                ).Body
            )
            .Skip(1)
            .ToList();
        Assert.Equal(["", "nord", "sued"], shown.Select(row => row[2]).Distinct().Order());
        Assert.Equal(["nord", "ost", "sued", "west"], complete.Select(row => row[2]).Distinct().Order());
        Assert.Equal(complete.Count, shown.Count);
        Assert.Contains("Das betrifft hier 2 von 4 Gruppen.", (await owner.GetAsync(Page)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_complete_files_are_handed_out_for_a_purpose_that_is_noted()
    {
        using var owner = await app.TeamAsync();
        var page = await owner.GetAsync(Page);
        Assert.Equal(
            ["antworten-vollstaendig.xlsx", "antworten-breit-vollstaendig.csv", "antworten-vollstaendig.csv"],
            page.Page.QuerySelectorAll($"{Form} button").Select(button => button.GetAttribute("value"))
        );
        var none = await owner.SubmitAsync(page, Form, ("file", "antworten-vollstaendig.csv"), ("grund", " "));
        Assert.Equal(400, none.Status);
        Assert.Contains("Wozu brauchen Sie die vollständigen Daten? Bitte nennen Sie den Zweck.", none.Text, StringComparison.Ordinal);
        var purpose = $"Prüfung {Guid.NewGuid():N}";
        var given = await owner.SubmitAsync(page, Form, ("file", "antworten-vollstaendig.csv"), ("grund", purpose));
        Assert.Equal((200, "text/csv; charset=utf-8"), (given.Status, given.Type));
        Assert.Contains($"Zweck: {purpose}", (await owner.GetAsync(Page)).Text, StringComparison.Ordinal);
        // The address of before leads to where the purpose is asked for.
        Assert.Equal($"{Page}#vollstaendig", (await owner.GetAsync($"{Page}/antworten-vollstaendig.csv")).Location);
        Assert.Equal(400, (await owner.SubmitAsync(page, Form, ("file", "antworten.csv"), ("grund", purpose))).Status);
    }

    [Theory]
    [InlineData(StudyRole.Editor)]
    [InlineData(StudyRole.Reader)]
    public async Task Only_owners_get_all_groups(StudyRole role)
    {
        using var member = await app.TeamAsync(role);
        var page = await member.GetAsync(Page);
        Assert.DoesNotContain("vollstaendig", page.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await member.GetAsync($"{Page}/antworten.csv")).Status);
        foreach (var file in (string[])["antworten-vollstaendig.csv", "antworten-breit-vollstaendig.csv", "antworten-vollstaendig.xlsx"])
        {
            var refused = await member.GetAsync($"{Page}/{file}");
            Assert.Equal(403, refused.Status);
            Assert.Contains("Rolle „Leitung“", refused.Text, StringComparison.Ordinal);
            var (_, fields) = Visitor.Fill(page, "header form");
            Assert.Equal(
                403,
                (await member.PostAsync($"{Page}?handler=Vollstaendig", [.. fields, new("file", file), new("grund", "Neugier")])).Status
            );
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
