using AngleSharp.Dom;
using Befragung.Delphi.Reporting;
using Befragung.Web.Reports.Parts;
using Microsoft.Extensions.DependencyInjection;

namespace Befragung.Web.Tests.Pages.Ergebnisse;

/// <summary>On screen a word that not everybody knows leads to what it means, once in each chapter.</summary>
public sealed class GlossaryLinksTests(SurveyApp app) : IClassFixture<SurveyApp>
{
    [Theory]
    [InlineData("de", "Begriffe", "Median")]
    [InlineData("en", "Terms", "median")]
    public async Task Each_chapter_links_a_term_once_and_the_list_explains_it(string language, string heading, string word)
    {
        var key = await app.ReleasedAsync();
        using var reader = app.Visitor();
        var page = (await reader.GetAsync($"/ergebnisse/{key}?sprache={language}")).Page;
        Assert.Equal(heading, page.GetElementById("glossary")!.TextContent);
        Assert.NotNull(page.QuerySelector("nav.contents a[href='#glossary']"));

        var links = page.QuerySelectorAll("a.term").ToList();
        Assert.Contains(links, link => link.TextContent == word);
        Assert.All(links, link => Assert.Equal("DT", page.GetElementById(link.GetAttribute("href")![1..])!.TagName));
        foreach (var chapter in links.GroupBy(link => link.Closest("section")))
            Assert.Equal(chapter.Count(), chapter.Select(link => link.GetAttribute("href")).Distinct().Count());
        // Not where it is heard as a name, unseen, or said by somebody else.
        Assert.Null(
            page.QuerySelector(
                "a a, h1 a.term, h2 a.term, h3 a.term, caption a.term, nav a.term, .unseen a.term, [aria-hidden] a.term, q a.term"
            )
        );
    }

    [Fact]
    public async Task On_paper_there_are_no_such_links()
    {
        var volume = await app
            .Services.GetRequiredService<ReportPage>()
            .ForPaper(Reports.Parts.ReportPageTests.Report(Reports.SampleStudy.TwoRounds()), "de");
        Assert.DoesNotContain("class=\"term\"", volume, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"glossary\"", volume, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_marked_as_something_else_stays_as_it_is()
    {
        const string Html = """
            <section><h2>Median</h2><p>Der Median und die Mediane, n &lt; 5, <q>Konsens</q> <span class="unseen">Quartil</span> <b lang="en">Quartil</b></p>
            <table><caption>Konsens</caption><tr><th>Konsens</th></tr></table></section>
            <section><hr aria-hidden="true"><p><a href="#x">Median</a> Median</p><!--glossary--></section>
            """;
        var linked = GlossaryList.Linked(Html, "de");
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(linked);
        Assert.Equal(
            ["Median #term-median", "n #term-n", "Konsens #term-consensus", "Median #term-median"],
            page.QuerySelectorAll("a.term").Select(link => $"{link.TextContent} {link.GetAttribute("href")}")
        );
        Assert.Equal(Html, page.QuerySelectorAll("a.term").Aggregate(linked, Unlinked));
        Assert.All(
            page.QuerySelectorAll("a.term"),
            link => Assert.Contains(Glossary.All, term => $"#term-{term.Key}" == link.GetAttribute("href"))
        );
        // Where nothing explains them, nothing leads there.
        Assert.Equal("<p>Median</p>", GlossaryList.Linked("<p>Median</p>", "de"));

        static string Unlinked(string html, IElement link) => html.Replace(link.OuterHtml, link.TextContent, StringComparison.Ordinal);
    }
}
