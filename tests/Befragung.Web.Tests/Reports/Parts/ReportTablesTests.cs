using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;
using Befragung.Web.Reports;
using Befragung.Web.Reports.Figures;
using Befragung.Web.Reports.Parts;
using Befragung.Web.Text;
using Microsoft.Extensions.Localization;
using static Befragung.Web.Tests.Reports.Parts.ReportPageTests;

namespace Befragung.Web.Tests.Reports.Parts;

/// <summary>The tables of questions: that they fit on paper, and that there is none where there is nothing to show.</summary>
public sealed partial class ReportTablesTests : IDisposable
{
    private const double RightEdge = 595.3 - 56.7 + 1;

    private readonly string folder = Directory.CreateTempSubdirectory("tables-").FullName;
    private readonly ReportHouse house = new();

    public void Dispose()
    {
        house.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task No_table_is_wider_than_its_page_and_no_word_of_its_head_is_torn()
    {
        var names = Enumerable
            .Range(1, 20)
            .Select(number => new Option($"o{number}", SampleStudy.Text(number % 3 == 0 ? $"Bundesinstitut{number}" : $"Aufgabe{number}")))
            .ToList();
        var study = FourRounds(
            new RankingItem("alle", SampleStudy.Text("Rangfolge von zwölf"), [.. names.Take(12)], 12),
            new RankingItem("viele", SampleStudy.Text("Fast alle"), names, 19),
            new SingleChoiceItem("eine", SampleStudy.Text("Auswahl"), [.. names.Take(8)], true)
        );
        var html = await house.Page.ForPaper(Report(study), "de", ReportVersion.Data);
        var pdf = Path.Combine(folder, "bericht.pdf");
        await house.Printer.Print(html, pdf, default);
        var printed = BoxedWord()
            .Matches(await PdfWords.ReadAsync(pdf, "-bbox"))
            .Select(word =>
                (Text: word.Groups["text"].Value, Right: double.Parse(word.Groups["right"].Value, CultureInfo.InvariantCulture))
            )
            .ToList();
        Assert.DoesNotContain(printed, word => word.Right > RightEdge);
        var have = printed.CountBy(word => word.Text).ToDictionary();
        // A word may end its line at a soft hyphen.
        var wanted = Parse(html)
            .QuerySelectorAll(".item table :is(th, td)")
            .SelectMany(cell => Blank().Split(cell.TextContent))
            .Where(word => word.Length > 0 && word[0] != '-' && !word.Contains('\u00ad', StringComparison.Ordinal))
            .CountBy(word => word);
        Assert.All(
            wanted,
            word =>
                Assert.True(
                    have.GetValueOrDefault(word.Key) >= word.Value,
                    $"{word.Key}: {have.GetValueOrDefault(word.Key)} of {word.Value}"
                )
        );
    }

    [Fact]
    public async Task Where_everybody_ranks_everything_the_mean_rank_tells_and_not_how_many_ranked()
    {
        var study = FourRounds(
            new RankingItem(
                "alle",
                SampleStudy.Text("Rangfolge"),
                [.. Enumerable.Range(1, 5).Select(number => new Option($"o{number}", SampleStudy.Text($"Aufgabe {number}")))],
                5
            )
        );
        var report = Report(study);
        var item = (await Page(report)).QuerySelector(".item")!;
        Assert.DoesNotContain("100", string.Concat(item.QuerySelectorAll("td").Select(cell => cell.TextContent)), StringComparison.Ordinal);
        var ranks = report.Sections[0].Items[0].Parts.OrderBy(part => part.Newest!.Result.MeanRank).ToList();
        Assert.Equal(
            ranks.Select(part => part.Part.Name!.ToString()),
            item.QuerySelector("table")!.QuerySelectorAll("tbody tr:not(.sum) th").Select(name => name.TextContent)
        );
        var said = item.QuerySelector("svg.chart-wide")!.GetAttribute("aria-label");
        Assert.StartsWith(
            $"{ranks[0].Part.Name}: {Wording.Decimals(ranks[0].Newest!.Result.MeanRank, 1)}; ".Replace('.', ','),
            said,
            StringComparison.Ordinal
        );
        // Taken elsewhere, it is the same picture.
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Assert.Equal(
            said,
            Assert
                .Single(new ReportFigures(house.Get<IStringLocalizer<Texts>>(), report).Of(report.Sections[0].Items[0], 4))
                .Picture.Sentence
        );
    }

    [Fact]
    public async Task Where_no_group_can_be_shown_a_sentence_says_so()
    {
        var study = new Study("klein", SampleStudy.Full(), SampleStudy.Start, "team");
        SampleStudy.Hold(study, [4, 4, 4, 4, 0, 0, 0, 0], SampleStudy.Start, 1);
        var page = await Page(Report(study));
        Assert.DoesNotContain(page.QuerySelectorAll(".item td"), cell => cell.TextContent == "nicht gezeigt");
        Assert.All(
            page.QuerySelectorAll(".item").Where(item => item.QuerySelector("figure") is not null),
            item =>
                Assert.Contains(
                    "Ergebnisse einzelner Gruppen lassen sich in Runde 1 nicht zeigen.",
                    item.TextContent,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task A_round_that_asked_all_as_before_is_one_line_of_the_appendix()
    {
        var appendix = (await Page(Report(FourRounds([.. SampleStudy.Full().Items.OfType<RatingItem>()])))).QuerySelector(".appendix")!;
        var last = appendix.QuerySelectorAll("h3").Single(heading => heading.TextContent == "Fragebogen der Runde 4");
        Assert.Equal("Alles wie in Runde 3: 1.1–1.17.", last.NextElementSibling!.TextContent);
        Assert.Null(last.NextElementSibling.NextElementSibling);
    }

    [Fact]
    public async Task Reasons_of_one_side_have_the_whole_width()
    {
        var question = SampleStudy.Text(string.Concat(Enumerable.Repeat("Was hilft? ", 200)));
        var report = Report(
            FourRounds(
                new RatingItem("eine", question, SampleStudy.Scale("nein", "teils", "ja")),
                new RatingItem("zwei", SampleStudy.Text("Zwei"), SampleStudy.Scale("nein", "teils", "ja"))
            )
        );
        ReportReason Given(string item, ReasonSide side) => new(item, side, "Das hilft.", 1, null) { Id = Guid.NewGuid() };
        var reasons = (
            await Page(
                report with
                {
                    Reasons = [Given("eine", ReasonSide.For), Given("zwei", ReasonSide.For), Given("zwei", ReasonSide.Against)],
                }
            )
        ).QuerySelectorAll(".reasons");
        Assert.Null(reasons[0].QuerySelector(".halves"));
        Assert.NotNull(reasons[1].QuerySelector(".halves"));
        Assert.InRange(reasons[0].QuerySelector("h4")!.TextContent.Length, 100, 160);
    }

    [Theory]
    [InlineData("Zivilgesellschaftliche", "Zivil|gesell|schaft|liche")]
    [InlineData("selbstständig", "selbst|ständig")]
    [InlineData("Forschungseinrichtungen", "Forschungsein|rich|tungen")]
    [InlineData("Bundesinstitut", "Bundesin|stitut")]
    [InlineData("Planungspraxis", "Planungs|praxis")]
    [InlineData("Standardabweichung", "Stan|dardab|wei|chung")]
    [InlineData("Mittelwert", "Mittel|wert")]
    [InlineData("wahrscheinlichster", "wahr|schein|lich|ster")]
    [InlineData("Rhythmus", "Rhythmus")]
    public void A_questionword_says_where_a_line_may_end(string word, string parts) =>
        Assert.Equal(parts, Syllables.Parted(word).Replace('\u00ad', '|'));

    [Fact]
    public void Only_questionwords_are_parted_and_no_address_is() =>
        Assert.Equal(
            "<a href=\"https://example.org/zivilgesellschaftlich\">Gute Zivil\u00adgesell\u00adschaft</a>",
            Regex.Replace(
                Syllables.Inline("[Gute Zivilgesellschaft](https://example.org/zivilgesellschaftlich)").ToString()!,
                " rel=\"[^\"]*\"",
                "",
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            )
        );

    private async Task<IDocument> Page(StudyReport report)
    {
        var page = Parse(await house.Page.ForScreen(report, "de", volume: ReportVersion.Data));
        ReportMeasuresTests.AssertSound(page);
        return page;
    }

    private static Study FourRounds(params IReadOnlyList<Item> items)
    {
        var study = new Study(
            "vier",
            SampleStudy.Questionnaire(new Section("s", SampleStudy.Text("S"), [.. items])),
            SampleStudy.Start,
            "team"
        );
        SampleStudy.Hold(study, [9, 9, 9, 9, 9, 9, 9, 9], SampleStudy.Start, 1);
        for (var round = 2; round <= 4; round++)
        {
            study.PlanNext(items.Select(item => item.Key).ToHashSet(), new Dictionary<string, string>());
            SampleStudy.Hold(study, [9, 9, 9, 9, 9, 9, 9, 9], SampleStudy.Start.AddDays(42 * (round - 1)), 1);
        }
        return study;
    }

    [GeneratedRegex(@"xMax=""(?<right>[\d.]+)""[^>]*>(?<text>[^<]*)</word>", RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex BoxedWord();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blank();
}
