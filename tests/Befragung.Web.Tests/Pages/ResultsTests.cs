using Befragung.Delphi.Rounds;
using Befragung.Web.Reports.Printing;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages;

/// <summary>Results for stakeholders: nothing before the release, the report after it.</summary>
public sealed class ResultsTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task Results_are_not_there_before_the_release_and_readable_after_it()
    {
        var key = await app.OpenStudyAsync(6);
        using var stakeholder = app.Visitor();
        string[] addresses = [$"/ergebnisse/{key}", $"/ergebnisse/{key}/bericht.pdf"];
        for (var index = 0; index < 6; index++)
            await app.HandInAsync(
                key,
                index,
                new AnswerChange("r1", "4"),
                new AnswerChange("l1", "<script>alert(1)</script> geheimer Gedanke")
            );
        await app.CloseAsync(key);
        foreach (var address in addresses)
            Assert.Equal(404, (await stakeholder.GetAsync(address)).Status);

        await app.ReleaseAsync(key);
        var report = await stakeholder.GetAsync(addresses[0]);
        Assert.Equal((200, "text/html; charset=utf-8"), (report.Status, report.Type));
        Assert.Contains("Kleine Befragung über Größe", report.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("de", report.Page.DocumentElement.GetAttribute("lang"));
        Assert.DoesNotContain("<script>alert", report.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Jörg Weiß", report.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org</td>", report.Body, StringComparison.Ordinal);

        var english = await stakeholder.GetAsync(addresses[0] + "?sprache=en");
        Assert.Equal("en", english.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Small survey about size", english.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_round_that_is_not_released_is_not_told_to_stakeholders()
    {
        var key = await app.OpenStudyAsync(6);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        await app.ReleaseAsync(key);
        await app.NextAsync(key);
        await app.HandInAsync(key, 0, new AnswerChange("r1", "5"));
        using var stakeholder = app.Visitor();
        var open = (await stakeholder.GetAsync($"/ergebnisse/{key}")).Body;
        await app.CloseAsync(key);
        var closed = (await stakeholder.GetAsync($"/ergebnisse/{key}")).Body;
        Assert.Equal(open, closed);
        await app.ReleaseAsync(key);
        Assert.NotEqual(open, (await stakeholder.GetAsync($"/ergebnisse/{key}")).Body);
    }

    /// <summary>Nobody has looked before, so that nothing is kept that could be told in its place.</summary>
    [Fact]
    public async Task Whoever_looks_for_the_first_time_reads_of_released_rounds_alone()
    {
        var key = await app.OpenStudyAsync(6);
        foreach (var (round, answer) in ((int, string)[])[(1, "4"), (2, "5")])
        {
            for (var index = 0; index < 6; index++)
                await app.HandInAsync(key, index, new AnswerChange("r1", answer));
            await app.CloseAsync(key);
            if (round == 1)
            {
                await app.ReleaseAsync(key);
                await app.NextAsync(key);
            }
        }
        using var stakeholder = app.Visitor();
        Assert.DoesNotContain("Runde 2", (await stakeholder.GetAsync($"/ergebnisse/{key}")).Text, StringComparison.Ordinal);
        await app.ReleaseAsync(key);
        Assert.Contains("Runde 2", (await stakeholder.GetAsync($"/ergebnisse/{key}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_team_reads_the_report_before_the_release_as_page_and_as_file()
    {
        var key = await app.OpenStudyAsync(6);
        for (var index = 0; index < 6; index++)
            await app.HandInAsync(key, index, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        using var reader = await app.TeamAsync(Web.Access.StudyRole.Reader);
        Assert.Contains(
            "Wie wichtig ist Größe?",
            (await reader.GetAsync($"/team/studien/{key}/bericht")).Page.Body!.TextContent,
            StringComparison.Ordinal
        );
        var pdf = await reader.GetAsync($"/team/studien/{key}/bericht.pdf");
        Assert.Equal((200, "application/pdf"), (pdf.Status, pdf.Type));
        Assert.StartsWith("%PDF-", pdf.Body, StringComparison.Ordinal);
        var word = await reader.GetAsync($"/team/studien/{key}/bericht-kurz.docx");
        Assert.Equal((200, WordType), (word.Status, word.Type));
    }

    [Fact]
    public async Task What_is_released_can_be_had_as_a_Word_document_and_what_is_not_cannot()
    {
        var key = await app.OpenStudyAsync(6);
        for (var index = 0; index < 6; index++)
            await app.HandInAsync(key, index, new AnswerChange("r1", "4"));
        await app.CloseAsync(key);
        using var stakeholder = app.Visitor();
        string[] addresses = [$"/ergebnisse/{key}/bericht.docx", $"/ergebnisse/{key}/kurz.docx"];
        foreach (var address in addresses)
            Assert.Equal(404, (await stakeholder.GetAsync(address)).Status);
        await app.ReleaseAsync(key);
        foreach (var (address, name) in addresses.Zip(["bericht", "kurzfassung"]))
        {
            using var word = await stakeholder.Client.GetAsync(address + "?sprache=en");
            Assert.Equal((200, WordType), ((int)word.StatusCode, word.Content.Headers.ContentType!.MediaType));
            Assert.Equal($"{key}-{name}-en.docx", word.Content.Headers.ContentDisposition!.FileName);
            // Made once: whoever has it gets it no second time.
            var again = new HttpRequestMessage(HttpMethod.Get, address + "?sprache=en")
            {
                Headers = { IfNoneMatch = { word.Headers.ETag! } },
            };
            Assert.Equal(304, (await stakeholder.SendAsync(again)).Status);
        }
        Assert.Equal(
            2,
            Directory.GetFiles(Path.Combine(app.Folder, "reports"), $"{(await app.ReadAsync(key)).Id}-*-en-word.*.docx").Length
        );
        var page = (await stakeholder.GetAsync($"/ergebnisse/{key}?sprache=de")).Page;
        Assert.Equal(
            $"/ergebnisse/{key}/bericht.docx?sprache=de",
            page.QuerySelectorAll(".tools a").Single(link => link.TextContent == "Bericht als Word-Datei").GetAttribute("href")
        );
    }

    private const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
}

/// <summary>A server without a browser to print with.</summary>
public sealed class NoPrinterTests(NoPrinterTests.WithoutBrowser app) : IClassFixture<NoPrinterTests.WithoutBrowser>
{
    public sealed class WithoutBrowser : SurveyApp
    {
        // As where no browser is installed; one that is named and not there is refused at start.
        protected override void Change(IServiceCollection services) =>
            services.AddSingleton(new ReportPrinterOptions { Browser = "/gibt/es/nicht" });
    }

    [Fact]
    public async Task Without_a_browser_the_file_answers_503_and_says_what_helps()
    {
        var key = await app.OpenStudyAsync();
        await app.CloseAsync(key);
        using var reader = await app.TeamAsync();
        var reply = await reader.GetAsync($"/team/studien/{key}/bericht.pdf");
        Assert.Equal(503, reply.Status);
        Assert.Contains("Installieren Sie das Debian-Paket „chromium“", reply.Text, StringComparison.Ordinal);
        // Its pictures need one.
        var word = await reader.GetAsync($"/team/studien/{key}/bericht.docx");
        Assert.Equal(503, word.Status);
        Assert.Contains("Für die Bilder des Word-Dokuments fehlt Chromium", word.Text, StringComparison.Ordinal);
    }
}
