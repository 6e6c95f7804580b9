using Befragung.Web.Access;
using Befragung.Web.Tests.Reports.Pdf;
using Microsoft.EntityFrameworkCore;

namespace Befragung.Web.Tests.Pages.Team.Offen;

/// <summary>The poster of an open link.</summary>
public sealed class PosterTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task A_title_as_long_as_it_may_be_leaves_it_on_one_page()
    {
        var title = string.Join(' ', Enumerable.Repeat("Stadtentwicklungsbeteiligungsverfahren", 5));
        var key = await app.StudyAsync(0, OpenSurveys.Yaml.Replace("Leben in der Kleinstadt", title, StringComparison.Ordinal));
        var code = await app.OpenLinkAsync(key, "sued", link => link.AskFor("x"));
        var id = await app.DataAsync(db => db.OpenLinks.Where(link => link.Code == code).Select(link => link.Id).SingleAsync());
        using var owner = await app.TeamAsync();
        var reply = await owner.GetAsync($"/team/studien/{key}/offen/{id}/plakat.pdf");
        Assert.Single(new TaggedPdf([.. reply.Content]).Pages);
    }

    [Fact]
    public async Task It_says_on_one_page_who_asks_what_and_where_and_is_read_aloud_as_well()
    {
        var key = await app.StudyAsync(0, OpenSurveys.Yaml);
        var code = await app.OpenLinkAsync(
            key,
            "sued",
            link =>
            {
                link.AskFor("x");
                link.Limit(null, null, new DateTime(2099, 12, 24, 12, 0, 0, DateTimeKind.Utc));
            }
        );
        var id = await app.DataAsync(db => db.OpenLinks.Where(link => link.Code == code).Select(link => link.Id).SingleAsync());
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var reply = await reader.GetAsync($"/team/studien/{key}/offen/{id}/plakat.pdf");
        Assert.Equal("application/pdf", reply.Type);
        var file = Path.Combine(app.Folder, "plakat.pdf");
        await File.WriteAllBytesAsync(file, [.. reply.Content]);
        if (Environment.GetEnvironmentVariable("BEFRAGUNG_SCREENSHOTS") is { Length: > 0 } folder)
            File.Copy(file, Path.Combine(folder, "plakat.pdf"), overwrite: true);
        var words = await PdfWords.ReadLineAsync(file);
        Assert.All(
            (string[])
                [
                    "Leben in der Kleinstadt",
                    "Südstadt",
                    $"/offen/{code[..4]}-{code[4..]}",
                    "Zugangscode",
                    "24. Dezember 2099",
                    "Amt für Fragen, amt@befragung.internal",
                ],
            one => Assert.Contains(one, words, StringComparison.Ordinal)
        );
        var pdf = new TaggedPdf([.. reply.Content]);
        Assert.Single(pdf.Pages);
        Assert.Contains(
            pdf.All("Figure"),
            figure => TaggedPdf.Text(figure.GetValueOrDefault("Alt")).Contains($"/offen/{code[..4]}-", StringComparison.Ordinal)
        );
        Assert.Equal(404, (await reader.GetAsync($"/team/studien/{key}/offen/{id + 1000}/plakat.pdf")).Status);
    }
}
