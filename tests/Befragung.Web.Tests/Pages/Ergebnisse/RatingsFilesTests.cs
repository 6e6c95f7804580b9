using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Befragung.Web.Tests.Pages.Ergebnisse;

/// <summary>The table of ratings for a journal's supplement, where it is offered.</summary>
public class RatingsFilesTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    private static readonly string[] Kinds = ["csv", "xlsx", "docx"];

    [Fact]
    public async Task Everybody_gets_it_where_the_team_offers_its_data_and_the_team_always()
    {
        var closed = await app.ReleasedAsync();
        using var reader = app.Visitor();
        using var team = await app.TeamAsync();
        foreach (var kind in Kinds)
        {
            Assert.Equal(404, (await reader.GetAsync($"/ergebnisse/{closed}/aussagen.{kind}")).Status);
            Assert.Equal(200, (await team.GetAsync($"/team/studien/{closed}/bericht/aussagen.{kind}")).Status);
        }
        Assert.DoesNotContain("aussagen.xlsx", (await reader.GetAsync($"/ergebnisse/{closed}/datenband")).Body, StringComparison.Ordinal);
        Assert.Contains("bericht/aussagen.xlsx", (await team.GetAsync($"/team/studien/{closed}/berichte")).Body, StringComparison.Ordinal);
        Assert.Contains(
            "bericht/aussagen.xlsx",
            (await team.GetAsync($"/team/studien/{closed}/bericht-datenband")).Body,
            StringComparison.Ordinal
        );

        var key = await app.OfferingAsync();
        foreach (var kind in Kinds)
        foreach (var language in (string[])["de", "en"])
        {
            using var file = await reader.Client.GetAsync(
                new Uri($"/ergebnisse/{key}/aussagen.{kind}?sprache={language}", UriKind.Relative)
            );
            Assert.Equal(200, (int)file.StatusCode);
            Assert.Equal($"{key}-bewertungen-{language}.{kind}", file.Content.Headers.ContentDisposition!.FileName);
            foreach (var page in (string[])["aussagen", "datenband"])
                Assert.Contains(
                    $"/ergebnisse/{key}/aussagen.{kind}?sprache={language}",
                    (await reader.GetAsync($"/ergebnisse/{key}/{page}?sprache={language}")).Body,
                    StringComparison.Ordinal
                );
        }
    }

    [Theory]
    [InlineData("de", "de-DE", "Runde 2")]
    [InlineData("en", "en-GB", "Round 2")]
    public async Task As_a_document_it_lies_across_and_its_head_stands_on_each_page(string language, string marked, string word)
    {
        var key = await app.OfferingAsync();
        using var reader = app.Visitor();
        var bytes = await reader.Client.GetByteArrayAsync(new Uri($"/ergebnisse/{key}/aussagen.docx?sprache={language}", UriKind.Relative));
        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.Empty(
            new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
                .Validate(document)
                .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")
        );
        var body = document.MainDocumentPart!.Document!.Body!;
        var size = body.Descendants<PageSize>().Single();
        Assert.Equal((PageOrientationValues.Landscape, 16838u), (size.Orient!.Value, size.Width!.Value));
        Assert.Equal("Heading1", body.Elements<Paragraph>().First().ParagraphProperties!.ParagraphStyleId!.Val!.Value);
        var table = Assert.Single(body.Elements<Table>());
        Assert.Single(table.Descendants<TableHeader>());
        Assert.Single(table.Descendants<TableCaption>());
        Assert.Equal(marked, document.PackageProperties.Language);
        // The widths fill the page, and no more.
        Assert.InRange(table.Descendants<GridColumn>().Sum(column => int.Parse(column.Width!.Value!, null)), 9000, 16838 - (2 * 1134));
        Assert.Contains("86", table.InnerText, StringComparison.Ordinal);
        Assert.Contains(word, table.Elements<TableRow>().First().InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_too_few_answered_is_in_none_of_them()
    {
        // Four handed in, and the smallest cell is five.
        var key = await app.ReleasedAsync(4);
        await app.OfferAsync(key, ("daten", "true"));
        using var reader = app.Visitor();
        var csv = await reader.GetAsync($"/ergebnisse/{key}/aussagen.csv?sprache=de");
        var lines = csv.Body.TrimStart('\ufeff').TrimEnd().Split('\n');
        var median = Array.IndexOf(lines[0].Split(';'), "Median");
        Assert.True(median > 0);
        Assert.All(lines.Skip(1), line => Assert.Contains(";4;4;;;;;zu wenige Antworten", line, StringComparison.Ordinal));
    }
}
