using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Web.Charts;
using Befragung.Web.Tests.Reports;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Befragung.Web.Tests.Charts;

public sealed class PicturesTests : IDisposable
{
    private readonly ReportHouse house = new();
    private readonly Scale scale = SampleStudy.Scale("unwichtig", "eher unwichtig", "teils, teils", "eher wichtig", "sehr wichtig");

    private IStringLocalizer<Texts> T => house.Get<IStringLocalizer<Texts>>();

    public PicturesTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de-DE");

    public void Dispose() => house.Dispose();

    [Fact]
    public void A_histogram_says_every_count_median_and_middle_half() => Assert.Equal(
        "Antworten auf der Skala von 1 bis 5 (n = 10): 5 sehr wichtig: 4 · 40 %; 4 eher wichtig: 3 · 30 %; 3 teils, teils: 2 · 20 %; 2 eher unwichtig: 1 · 10 %; 1 unwichtig: 0 · 0 %. Median 4, mittlere Hälfte 3,25 bis 5.",
        Pictures.Histogram(T, scale, Rated(0, 1, 2, 3, 4)).Sentence);

    [Fact]
    public void The_middle_half_is_the_ground_of_its_rows() =>
        Assert.Equal(2, Svg(Pictures.Histogram(T, scale, Rated(0, 1, 2, 3, 4)).At(Picture.Half)).QuerySelectorAll($"rect[fill='{Ink.Ground}']").Length);

    [Fact]
    public void Without_answers_a_histogram_has_no_bar_and_says_so()
    {
        var picture = Pictures.Histogram(T, scale, Rated(0, 0, 0, 0, 0));
        Assert.Equal("Hierzu liegt keine gültige Antwort vor.", picture.Sentence);
        Assert.Empty(Svg(picture.At(Picture.Half)).QuerySelectorAll("rect"));
    }

    [Fact]
    public void An_overview_draws_a_hollow_dot_where_the_median_was_elsewhere_before()
    {
        var now = Rated(0, 0, 0, 4, 6);
        var moved = Pictures.Overview(T, scale, [new("Wohnen", now, Rated(0, 0, 9, 0, 0))]);
        Assert.Equal("Wohnen: Median 5, mittlere Hälfte 4 bis 5, Zustimmung 10 · 100 %, Median der Runde davor 3.", moved.Sentence);
        Assert.Equal(2, Svg(moved.At(Picture.Wide)).QuerySelectorAll("circle").Length);
        Assert.Single(Svg(Pictures.Overview(T, scale, [new("Wohnen", now, now)]).At(Picture.Wide)).QuerySelectorAll("circle"));
    }

    [Fact]
    public void An_overview_of_nothing_answered_has_a_dash() =>
        Assert.Equal("Wohnen: –.", Pictures.Overview(T, scale, [new("Wohnen", Rated(0, 0, 0, 0, 0), null)]).Sentence);

    [Fact]
    public void Groups_that_are_suppressed_are_not_drawn()
    {
        var result = Rated(0, 0, 0, 4, 6) with
        {
            Groups = [new("a", false) { N = 6, Median = 5, Quartile1 = 4, Quartile3 = 5 }, new("b", true)],
        };
        var picture = Pictures.GroupStrips(T, scale, [new("a", SampleStudy.Text("Politik")), new("b", SampleStudy.Text("Planung"))], result);
        Assert.Equal("Politik (n = 6): Median 5, mittlere Hälfte 4 bis 5.", picture.Sentence);
        Assert.DoesNotContain("Planung", Svg(picture.At(Picture.Wide)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void No_group_large_enough_is_said_in_words() => Assert.Equal("Keine Akteursgruppe ist groß genug, um gezeigt zu werden.",
        Pictures.GroupStrips(T, scale, [], Rated(0, 0, 0, 1, 0) with { Groups = [new("a", true)] }).Sentence);

    [Fact]
    public void A_ranking_begins_with_what_was_ranked_most_often()
    {
        var item = new RankingItem("r", SampleStudy.Text("Rang"), [new("a", SampleStudy.Text("Selten")), new("b", SampleStudy.Text("Oft"))], 2);
        ItemResult Result(string key) => key == "r.a"
            ? new(key, "ranking", 10, 0) { Counts = [1, 2], PercentRanked = 30 }
            : new(key, "ranking", 10, 0) { Counts = [8, 1], PercentRanked = 90 };
        Assert.Equal("Oft: 9 · 90 %; Selten: 3 · 30 %; n = 10.", Pictures.Ranking(T, item, Result).Sentence);
    }

    [Theory]
    [InlineData(Picture.Narrow)]
    [InlineData(Picture.Half)]
    [InlineData(Picture.Wide)]
    public void Long_words_stay_inside_and_apart(int width)
    {
        var labels = new[] { new string('W', 250), "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung", "<b>&\"😀", "" };
        var options = labels.Select((label, index) => new Option($"o{index}", SampleStudy.Text(label))).ToList();
        var rows = labels.Select(label => new OverviewRow(label, Rated(1, 2, 3, 4, 5), Rated(5, 4, 3, 2, 1))).ToList();
        var judged = rows.ConvertAll(row => row with { Verdict = Verdict.Dissent, Overruled = true });
        Picture[] pictures =
        [
            Pictures.Choices(T, options, new("c", "singleChoice", 10, 0) { Counts = [1, 2, 3, 4] }), Pictures.Overview(T, scale, rows),
            Pictures.Overview(T, scale, judged),
            Pictures.Histogram(T, SampleStudy.Scale([.. labels, "5"]), Rated(1, 2, 3, 4, 5)),
        ];
        foreach (var svg in pictures.Select(picture => Svg(picture.At(width))))
        {
            var lines = svg.QuerySelectorAll("text").Select(text => (X: Number(text, "x"), Y: Number(text, "y"), Width: Letters.Width(text.TextContent), End: text.GetAttribute("text-anchor"))).ToList();
            Assert.All(lines.Where(line => line.End is null), line => Assert.InRange(line.X + line.Width, 0, width));
            var height = double.Parse(svg.GetAttribute("viewBox")!.Split(' ')[3], CultureInfo.InvariantCulture);
            Assert.All(lines, line => Assert.InRange(line.Y, 0, height));
            foreach (var column in lines.Where(line => line.End is null).GroupBy(line => line.X).Select(column => column.Select(line => line.Y).Order().ToList()))
                Assert.All(column.Zip(column.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Letters.Size));
        }
    }

    [Fact]
    public void Pictures_carry_no_style_and_load_nothing()
    {
        var svg = Svg(Pictures.Histogram(T, scale, Rated(1, 2, 3, 4, 5)).Responsive());
        Assert.Empty(svg.Parent!.ChildNodes.OfType<IElement>().SelectMany(one => one.QuerySelectorAll("[style], style, image, use, [href]")));
    }

    private static ItemResult Rated(params int[] counts)
    {
        var n = counts.Sum();
        return new("x", "rating", n, 0)
        {
            Counts = counts,
            Median = Befragung.Delphi.Statistics.Quantiles.OfCounts(counts, 0.5, 7),
            Quartile1 = Befragung.Delphi.Statistics.Quantiles.OfCounts(counts, 0.25, 7),
            Quartile3 = Befragung.Delphi.Statistics.Quantiles.OfCounts(counts, 0.75, 7),
        };
    }

    private static double Number(IElement element, string attribute) => double.Parse(element.GetAttribute(attribute)!, CultureInfo.InvariantCulture);

    private static IElement Svg(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(writer.ToString()).QuerySelector("svg")!;
    }
}
