using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Web.Access;
using Befragung.Web.Tests.Exchange.Import;
using Befragung.Web.Tests.Reports.Pdf;

namespace Befragung.Web.Tests.Pages.Team.Fragebogen;

/// <summary>The questionnaire of a round is to be had as a page, as a Word document and as an accessible PDF.</summary>
public sealed class PaperPageTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Fact]
    public async Task What_is_written_is_read_as_a_page_and_handed_out_in_Word()
    {
        var key = await app.StudyAsync(2);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var overview = await reader.GetAsync($"/team/studien/{key}/fragebogen");
        Assert.Equal(
            [$"/team/studien/{key}/fragebogen/papier?runde=1&sprache=de", $"/team/studien/{key}/fragebogen/papier?runde=1&sprache=en"],
            overview.Page.QuerySelectorAll("a[href*='/papier?']").Select(link => link.GetAttribute("href"))
        );
        var page = await reader.GetAsync($"/team/studien/{key}/fragebogen/papier?sprache=de");
        Assert.Equal("de", page.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Fragebogen, Entwurf in Fassung 1", page.Text, StringComparison.Ordinal);
        var asked = (await app.ReadAsync(key)).Round(1).Questionnaire;
        Assert.Equal(
            asked.Sections.Select(section => section.Title.In("de")),
            page.Page.QuerySelectorAll("h2:has(.number)").Select(heading => heading.TextContent.Split(' ', 2)[1].Trim())
        );
        Assert.Equal(asked.Items.Count(item => item is not InformationItem), page.Page.QuerySelectorAll("h3 .number").Length);

        var word = await reader.GetAsync(page.Page.QuerySelector("a[href*='.docx']")!.GetAttribute("href")!);
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word.Type);
        Assert.Equal(
            asked.Items.Select(item => item.Key),
            Imported.Of("x.docx", [.. word.Content]).Questionnaire.Items.Select(item => item.Key)
        );

        var english = await reader.GetAsync($"/team/studien/{key}/fragebogen/papier?sprache=en");
        Assert.Equal("en", english.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("At a glance", english.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_round_that_was_opened_has_the_one_that_it_asked()
    {
        var key = await app.StudyAsync(2);
        using var editor = await app.TeamAsync(StudyRole.Editor);
        await app.OpenAsync(key);
        var overview = await editor.GetAsync($"/team/studien/{key}/fragebogen");
        Assert.Equal(2, overview.Page.QuerySelectorAll("a[href*='/papier.pdf?runde=1']").Length);
        var page = await editor.GetAsync($"/team/studien/{key}/fragebogen/papier?runde=1");
        Assert.Contains("Fragebogen der Runde 1", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Entwurf", page.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await editor.GetAsync($"/team/studien/{key}/fragebogen/papier?runde=7")).Status);
        Assert.Equal(404, (await editor.GetAsync($"/team/studien/{key}/fragebogen/papier.docx?runde=-1")).Status);
    }

    [Fact]
    public async Task What_is_unfinished_is_not_printed_and_says_where_to_look()
    {
        using var editor = await app.TeamAsync(StudyRole.Editor);
        var created = await editor.SubmitAsync(
            await editor.GetAsync("/team/studien/neu"),
            "main form",
            ("template", "leer"),
            ("Titel", "Noch leer")
        );
        var reply = await editor.GetAsync($"{created.Location}/papier");
        Assert.Equal(409, reply.Status);
        Assert.Contains("was fehlt, steht auf der Seite „Fragebogen“", reply.Text, StringComparison.Ordinal);
        Assert.Empty((await editor.GetAsync(created.Location!)).Page.QuerySelectorAll("a[href*='/papier']"));
    }

    [Fact]
    public async Task The_PDF_has_tags_a_language_a_title_and_numbered_pages()
    {
        var key = await app.StudyAsync(2);
        using var reader = await app.TeamAsync(StudyRole.Reader);
        var reply = await reader.GetAsync($"/team/studien/{key}/fragebogen/papier.pdf?sprache=en");
        Assert.Equal("application/pdf", reply.Type);
        byte[] content = [.. reply.Content];
        var pdf = new TaggedPdf(content);
        Assert.Equal("en", TaggedPdf.Text(pdf.Catalog["Lang"])[..2]);
        Assert.Single(pdf.All("H1"));
        var asked = (await app.ReadAsync(key)).Round(1).Questionnaire;
        Assert.Equal(asked.Sections.Count + 3, pdf.All("H2").Count());
        Assert.NotEmpty(pdf.All("L"));
        Assert.All(pdf.All("Table"), table => Assert.NotEmpty(pdf.Kids(table)));
        Assert.NotEmpty(pdf.All("TH"));
        Assert.Contains("pdfuaid", Encoding.Latin1.GetString(content), StringComparison.Ordinal);
    }
}
