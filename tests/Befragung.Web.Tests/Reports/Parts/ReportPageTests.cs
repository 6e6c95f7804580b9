using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Befragung.Delphi;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Web.Tests.Reports.Parts;

public sealed partial class ReportPageTests : IDisposable
{
    private static readonly DateTime MadeAt = new(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc);
    private readonly ReportHouse house = new();

    public void Dispose() => house.Dispose();

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public async Task Headings_leave_no_level_out_and_there_is_one_first(string language)
    {
        var page = await Full(language);
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.NotEmpty(page.Title!);
        var levels = page.QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(heading => heading.LocalName[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(
            levels.Zip(levels.Skip(1)),
            pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First} is followed by h{pair.Second}")
        );
        Assert.All(page.QuerySelectorAll("h1, h2, h3, h4"), heading => Assert.NotEmpty(heading.TextContent.Trim()));
    }

    [Fact]
    public async Task Every_picture_says_what_it_shows_or_is_an_ornament()
    {
        var page = await Full("de");
        Assert.NotEmpty(page.QuerySelectorAll("figure"));
        Assert.All(
            page.QuerySelectorAll("svg"),
            svg =>
                Assert.True(
                    svg.GetAttribute("aria-hidden") == "true"
                        || (svg.GetAttribute("role") == "img" && svg.GetAttribute("aria-label")!.Any(char.IsDigit))
                )
        );
        Assert.All(
            page.QuerySelectorAll("figure"),
            figure =>
            {
                Assert.Equal("group", figure.GetAttribute("role"));
                Assert.Single(figure.QuerySelectorAll("figcaption"));
                Assert.NotEmpty(figure.QuerySelectorAll("svg[role=img]"));
            }
        );
    }

    [Fact]
    public async Task Tables_have_a_caption_and_scoped_heads_and_no_empty_cell()
    {
        var page = await Full("de");
        Assert.All(page.QuerySelectorAll("table"), table => Assert.NotEmpty(table.QuerySelector("caption")!.TextContent));
        Assert.All(page.QuerySelectorAll("th"), head => Assert.Matches("^(row|col|rowgroup|colgroup)$", head.GetAttribute("scope")!));
        Assert.All(page.QuerySelectorAll("td, th"), cell => Assert.NotEmpty(cell.TextContent.Trim()));
    }

    [Fact]
    public async Task Links_have_words_and_a_target_and_ids_are_unique()
    {
        var page = await Full("de");
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(
            page.QuerySelectorAll("a"),
            link =>
            {
                Assert.NotEmpty(link.TextContent.Trim());
                if (link.Closest(".references") is null)
                    Assert.Contains(link.GetAttribute("href")![1..], ids);
            }
        );
    }

    [Fact]
    public async Task No_style_and_no_script_stands_in_the_page_for_the_screen()
    {
        var page = await Full("de");
        Assert.Empty(page.QuerySelectorAll("style, script, [style], [onclick]"));
        Assert.Equal(
            ["/colours.css", "/report.css"],
            page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href"))
        );
    }

    [Fact]
    public async Task The_page_for_paper_loads_nothing()
    {
        var html = await house.Page.ForPaper(Report(SampleStudy.TwoRounds()), "de");
        var page = Parse(html);
        Assert.Empty(page.QuerySelectorAll("link, script, img, iframe, [style]"));
        Assert.StartsWith(
            "default-src 'none'",
            page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"),
            StringComparison.Ordinal
        );
        Assert.All(
            Address().Matches(page.QuerySelector("style")!.TextContent),
            address => Assert.StartsWith("url(data:", address.Value, StringComparison.Ordinal)
        );
        Assert.Equal(4, Address().Count(page.QuerySelector("style")!.TextContent));
    }

    [Fact]
    public async Task A_percentage_stands_beside_its_count_and_nothing_is_not_a_number()
    {
        var text = (await Full("de")).Body!.TextContent;
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
        Assert.Matches(@"89\s*61,8\u00a0%", text);
        Assert.Matches(@"\d+ von \d+", text);
    }

    [Fact]
    public async Task A_group_that_is_too_small_shows_no_number()
    {
        var page = await Full("de");
        var rows = page.QuerySelectorAll("tbody tr")
            .Where(row => row.QuerySelector("th")?.TextContent.StartsWith("Internationale Akteure", StringComparison.Ordinal) == true)
            .ToList();
        Assert.NotEmpty(rows);
        // How many were invited is known; nothing else may be.
        Assert.All(
            rows,
            row => Assert.All(row.QuerySelectorAll("td"), cell => Assert.Matches("^(18|–|nicht gezeigt)$", cell.TextContent.Trim()))
        );
    }

    [Fact]
    public async Task The_notice_and_the_introduction_are_told()
    {
        var page = Parse(
            await house.Page.ForScreen(Report(SampleStudy.TwoRounds()) with { Notice = new Sentence("Alles ist ausgedacht.") }, "de")
        );
        Assert.Equal("Alles ist ausgedacht.", page.QuerySelector("header .notice")!.TextContent);
        Assert.Contains("nachgebildet", page.QuerySelector("blockquote")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task English_pages_have_English_texts_and_the_culture_is_given_back()
    {
        var before = CultureInfo.CurrentUICulture;
        var page = await Full("en");
        Assert.StartsWith("Multi-stage consultation", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("3 September 2026", page.QuerySelector(".when")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("61.8", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }

    [Fact]
    public async Task A_round_nobody_answered_has_dashes_instead_of_numbers()
    {
        var study = new Study("leer", SampleStudy.Full(), SampleStudy.Start, "team");
        SampleStudy.Hold(study, new int[8], SampleStudy.Start, 1);
        var page = Parse(await house.Page.ForScreen(Report(study), "de"));
        Assert.DoesNotContain("NaN", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Hierzu liegt keine gültige Antwort vor.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("td"), cell => Assert.NotEmpty(cell.TextContent.Trim()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    public async Task Small_panels_have_a_report_too(int experts)
    {
        var study = new Study("klein", SampleStudy.Full(), SampleStudy.Start, "team");
        SampleStudy.Hold(study, [experts, 0, 0, 0, 0, 0, 0, 0], SampleStudy.Start, 0);
        var page = Parse(await house.Page.ForScreen(Report(study), "de"));
        Assert.DoesNotContain("NaN", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_of_any_kind_stay_texts()
    {
        var text = "<script>alert(1)</script> 😀 # Über & \"so\" </style> " + new string('x', 3000);
        var study = new Study(
            "texte",
            SampleStudy.Questionnaire(
                new Section(
                    "s",
                    SampleStudy.Text(text),
                    [
                        new RatingItem("r", SampleStudy.Text("# " + text), SampleStudy.Scale(text, text))
                        {
                            Note = SampleStudy.Text("[hier](javascript:alert(1)) ![](https://example.org/x.png)"),
                        },
                        new SingleChoiceItem(
                            "w",
                            SampleStudy.Text(text),
                            [new("a", SampleStudy.Text(text)), new("b", SampleStudy.Text("b"))],
                            true
                        ),
                    ]
                )
                {
                    Introduction = SampleStudy.Text("# " + text),
                }
            ) with
            {
                Title = SampleStudy.Text(text),
            },
            SampleStudy.Start,
            "team"
        );
        SampleStudy.Hold(study, [6, 6, 6, 6, 6, 6, 6, 6], SampleStudy.Start, 1);
        var page = Parse(await house.Page.ForPaper(Report(study), "de"));
        Assert.Empty(page.QuerySelectorAll("script, img, [href^=javascript]"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Contains("<script>alert(1)</script> 😀", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("style"));
    }

    internal static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    internal static StudyReport Report(Study study) => StudyReport.Of(study, MadeAt);

    private async Task<IHtmlDocument> Full(string language) => Parse(await house.Page.ForScreen(Report(SampleStudy.TwoRounds()), language));

    [GeneratedRegex(@"url\(.{0,5}", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
