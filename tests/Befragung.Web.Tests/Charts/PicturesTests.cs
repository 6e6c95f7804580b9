using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
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
    public void A_histogram_says_every_count_median_and_middle_half() =>
        Assert.Equal(
            "Antworten auf der Skala von 1 bis 5 (n = 10): 5 sehr wichtig: 4 · 40 %; 4 eher wichtig: 3 · 30 %; 3 teils, teils: 2 · 20 %; 2 eher unwichtig: 1 · 10 %; 1 unwichtig: 0 · 0 %. Median 4, mittlere Hälfte 3,25 bis 5.",
            Pictures.Histogram(T, scale, Rated(0, 1, 2, 3, 4)).Sentence
        );

    [Fact]
    public void The_middle_half_is_the_ground_of_its_rows() =>
        Assert.Equal(
            2,
            Svg(Pictures.Histogram(T, scale, Rated(0, 1, 2, 3, 4)).At(Picture.Half)).QuerySelectorAll($"rect[fill='{Ink.Ground}']").Length
        );

    [Fact]
    public void Without_answers_a_histogram_has_no_bar_and_says_so()
    {
        var picture = Pictures.Histogram(T, scale, Rated(0, 0, 0, 0, 0));
        Assert.Equal("Hierzu liegt keine gültige Antwort vor.", picture.Sentence);
        Assert.Empty(Svg(picture.At(Picture.Half)).QuerySelectorAll("rect"));
    }

    [Fact]
    public void An_overview_puts_the_bottom_of_the_scale_to_the_left_of_a_common_line_and_its_top_to_the_right()
    {
        var picture = Pictures.Overview(T, scale, [new("Wohnen", Rated(1, 1, 2, 4, 2)), new("Verkehr", Rated(0, 4, 0, 4, 0))]);
        Assert.Equal(
            "Wohnen: 60 % oben, 20 % Mitte, 20 % unten, n = 10; Verkehr: 50 % oben, 0 % Mitte, 50 % unten, n = 8.",
            picture.Sentence
        );
        foreach (var width in (int[])[Picture.Wide, Picture.Narrow, Picture.Wider])
        {
            var svg = Svg(picture.At(width));
            var line = svg.QuerySelectorAll("path").Select(path => Left(path.GetAttribute("d")!)).Distinct().Single();
            double Left(string path) => double.Parse(path[1..path.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
            (double From, double To)[] Bars(string fill) =>
                [
                    .. svg.QuerySelectorAll($"rect[fill='{fill}'][stroke]")
                        .Select(bar => (Number(bar, "x"), Number(bar, "x") + Number(bar, "width"))),
                ];
            Assert.All(Bars(Ink.Against).Concat(Bars(Ink.AgainstDark)), bar => Assert.True(bar.To <= line + 0.1));
            Assert.All(Bars(Ink.Accent).Concat(Bars(Ink.Dark)), bar => Assert.True(bar.From >= line - 0.1));
            // The middle lies half and half around the line.
            var middle = Assert.Single(Bars(Ink.Grid));
            Assert.Equal(line, (middle.From + middle.To) / 2, 0.2);
        }
    }

    [Fact]
    public void A_change_is_a_line_from_a_hollow_dot_to_a_full_one()
    {
        PartResult Part(int round, params int[] counts) => new(round, Rated(counts));
        var picture = Pictures.Changes(T, 1, 2, [("Wohnen", scale, Part(1, 0, 0, 6, 2, 2), Part(2, 0, 0, 2, 4, 4))]);
        Assert.Equal("Anteil oben auf der Skala in Runde 1 und in Runde 2: Wohnen: 40 % → 80 %.", picture.Sentence);
        var dots = Svg(picture.At(Picture.Wide)).QuerySelectorAll("circle").ToList();
        Assert.Equal([Ink.Paper, Ink.Dark], dots.Select(dot => dot.GetAttribute("fill")));
        Assert.True(Number(dots[0], "cx") < Number(dots[1], "cx"));
    }

    [Fact]
    public void An_overview_of_nothing_answered_has_a_dash() =>
        Assert.Equal("Wohnen: –.", Pictures.Overview(T, scale, [new("Wohnen", Rated(0, 0, 0, 0, 0))]).Sentence);

    [Theory]
    [InlineData(1, 5, 2, "25%")]
    [InlineData(1, 9, 9, "100%")]
    [InlineData(0, 3, 1, "33.3%")]
    [InlineData(7, 7, 7, "50%")]
    public void A_value_lies_on_a_line_in_per_cent_of_its_length(double low, double high, double value, string at) =>
        Assert.Equal(at, new Axis(low, high).At(value));

    [Fact]
    public void A_strip_has_its_middle_half_its_median_and_ones_own()
    {
        var axis = Axis.Of(scale);
        var strip = Svg(Lines.Strip(axis, 2, 3, 4.5, new HtmlString(Lines.OwnOnStrip(axis, 5))));
        Assert.Equal(("25%", "87.5%"), (strip.QuerySelector("line")!.GetAttribute("x1"), strip.QuerySelector("line")!.GetAttribute("x2")));
        Assert.Equal("50%", strip.QuerySelector("circle")!.GetAttribute("cx"));
        Assert.Equal("100%", strip.QuerySelector(".own")!.GetAttribute("x1"));
        Assert.Equal("true", strip.GetAttribute("aria-hidden"));
        Assert.Null(Lines.OwnOnStrip(axis, 6));
    }

    [Fact]
    public void Without_a_median_there_is_no_strip_and_without_numbers_no_band()
    {
        Assert.Equal("", Lines.Strip(Axis.Of(scale), null, null, null).ToString());
        Assert.Equal("", Lines.Band(new(0, 1), Rated(0, 0, 0, 0, 0)).ToString());
        Assert.Null(Axis.Of(new NumberPart("z", null, null, null, null, 0), [Rated(1, 2, 3, 4, 5)]));
    }

    [Theory]
    [InlineData(0.0, 7.0, 3, 4, 0, 7)]
    [InlineData(null, null, 36, 42, 34, 44)]
    [InlineData(0.0, null, 1_000_000, 1_577_500, 0, 1_600_000)]
    [InlineData(null, null, 0, 90, 0, 100)]
    [InlineData(null, null, 5, 5, 4, 6)]
    [InlineData(null, null, -3, 3, -4, 4)]
    [InlineData(null, 100.0, 44.9, 98.9, 40, 100)]
    public void A_line_of_numbers_reaches_as_far_as_answers_could(
        double? min,
        double? max,
        double least,
        double most,
        double low,
        double high
    ) =>
        Assert.Equal(
            new Axis(low, high),
            Axis.Of(
                new NumberPart("z", null, null, (decimal?)min, (decimal?)max, 0),
                [new ItemResult("z", "number", 9, 0) { Minimum = least, Maximum = most }]
            )
        );

    [Fact]
    public void Ones_own_takes_the_place_of_the_value_it_stands_on()
    {
        Assert.Equal(
            ["1", "3", "Sie: 2"],
            Svg(new HtmlString(Lines.Ticks(new(1, 3), [1, 2, 3], 2, "Sie"))).QuerySelectorAll("text").Select(text => text.TextContent)
        );
        Assert.Equal(
            ["1", "2", "3"],
            Svg(new HtmlString(Lines.Ticks(new(1, 3), [1, 2, 3], null, "Sie"))).QuerySelectorAll("text").Select(text => text.TextContent)
        );
        Assert.Equal(
            ["100", "Sie: 12,5"],
            Svg(new HtmlString(Lines.Ticks(new(0, 100), [0, 100], 12.5, "Sie"))).QuerySelectorAll("text").Select(text => text.TextContent)
        );
    }

    [Fact]
    public void On_a_plane_those_on_the_same_place_stand_beside_each_other()
    {
        var across = new RatedPart("m.a", SampleStudy.Text("Wert"), scale);
        var up = new RatedPart("m.b", SampleStudy.Text("Sehr lange Bezeichnung des zweiten Kriteriums, die umbricht"), scale);
        var standings = Enumerable
            .Range(1, 8)
            .Select(index => new Standing($"{index}", 5, 5))
            .Append(new(null, 5, 5))
            .Append(new("9", 1, 1));
        var plane = Svg(new Quadrant(across, up).Draw(standings, "Gesagt.", new HtmlString(new Quadrant(across, up).Own(1, 5, "Sie"))));
        var dots = plane.QuerySelectorAll("circle").Select(dot => (X: Number(dot, "cx"), Y: Number(dot, "cy"))).ToList();
        Assert.Equal((9, 9), (dots.Count, dots.Distinct().Count()));
        var box = plane.GetAttribute("viewBox")!.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToList();
        Assert.All(
            dots,
            dot => Assert.True(dot.X >= box[0] + 9 && dot.X <= box[0] + box[2] - 9 && dot.Y >= 9 && dot.Y <= box[3] - 9, dot.ToString())
        );
        Assert.Equal(("img", "Gesagt."), (plane.GetAttribute("role"), plane.GetAttribute("aria-label")));
        Assert.Single(plane.QuerySelectorAll("path.own"));
    }

    [Theory]
    [InlineData(Picture.Wide)]
    [InlineData(Picture.Narrow)]
    public void Of_two_orders_each_line_leads_from_ones_own_rank_to_the_place_among_all(int width)
    {
        var slope = new Slope(
            width,
            ["Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz (91 %)", "Geld (80 %)", "Zeit (20 %)"]
        );
        var svg = Svg(slope.Draw("Alle", "Gesagt.", new HtmlString(slope.Own([2, 1, null], "Sie")), "chart-wide"));
        var ends = svg.QuerySelectorAll("circle:not(.own)").Select(dot => Number(dot, "cy")).ToList();
        Assert.Equal(
            [(ends[1], ends[0]), (ends[0], ends[1])],
            svg.QuerySelectorAll("line.own").Select(line => (Number(line, "y1"), Number(line, "y2")))
        );
        Assert.Equal(["2", "1"], svg.QuerySelectorAll("text.own:not(.head)").Select(text => text.TextContent));
        Assert.All(
            svg.QuerySelectorAll("text:not(.own):not(.head)"),
            text => Assert.InRange(Number(text, "x") + Letters.Width(text.TextContent, 15), 0, width)
        );
        Assert.Null(slope.Own([null, null, null], "Sie"));
        // Rounds can have had more ranks than there are options now.
        Assert.Empty(Svg(new HtmlString($"<svg>{slope.Own([9, null, null], "Sie")}</svg>")).QuerySelectorAll("line"));
    }

    [Fact]
    public void A_ranking_begins_with_what_was_ranked_most_often()
    {
        var item = new RankingItem(
            "r",
            SampleStudy.Text("Rang"),
            [new("a", SampleStudy.Text("Selten")), new("b", SampleStudy.Text("Oft"))],
            2
        );
        ItemResult Result(string key) =>
            key == "r.a"
                ? new(key, "ranking", 10, 0) { Counts = [1, 2], PercentRanked = 30 }
                : new(key, "ranking", 10, 0) { Counts = [8, 1], PercentRanked = 90 };
        Assert.Equal("Oft: 9 · 90 %; Selten: 3 · 30 %; n = 10.", Pictures.Ranking(T, item, Result).Sentence);
    }

    [Theory]
    [InlineData(Verdict.Majority, Band.Bottom, "Mehrheit unten")]
    [InlineData(Verdict.Majority, Band.Top, "Mehrheit")]
    [InlineData(Verdict.Consensus, Band.Bottom, "Konsens unten")]
    [InlineData(Verdict.Consensus, Band.Middle, "Konsens in der Mitte")]
    [InlineData(Verdict.Dissent, null, "Dissens")]
    public void Beside_the_agreement_a_verdict_says_when_it_goes_elsewhere(Verdict verdict, Band? side, string said)
    {
        var picture = Pictures.Overview(T, scale, [new("Frage", Rated(6, 2, 1, 1, 0) with { Side = side }) { Verdict = verdict }]);
        Assert.EndsWith($"Urteil {said}.", picture.Sentence, StringComparison.Ordinal);
        Assert.Contains(Svg(picture.At(Picture.Wide)).QuerySelectorAll("text"), text => text.TextContent == said);
    }

    [Theory]
    [InlineData(Picture.Narrow)]
    [InlineData(Picture.Half)]
    [InlineData(Picture.Wide)]
    public void Long_words_stay_inside_and_apart(int width)
    {
        var labels = new[]
        {
            new string('W', 250),
            "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung",
            "<b>&\"😀",
            "",
        };
        var options = labels.Select((label, index) => new Option($"o{index}", SampleStudy.Text(label))).ToList();
        var rows = labels.Select(label => new OverviewRow(label, Rated(1, 2, 3, 4, 5))).ToList();
        var judged = rows.ConvertAll(row =>
            row with
            {
                Verdict = Verdict.Consensus,
                Overruled = true,
                Now = row.Now with { Side = Band.Middle },
            }
        );
        Picture[] pictures =
        [
            Pictures.Choices(T, options, new("c", "singleChoice", 10, 0) { Counts = [1, 2, 3, 4] }),
            Pictures.Overview(T, scale, rows),
            Pictures.Overview(T, scale, judged),
            Pictures.Histogram(T, SampleStudy.Scale([.. labels, "5"]), Rated(1, 2, 3, 4, 5)),
        ];
        foreach (var svg in pictures.Select(picture => Svg(picture.At(width))))
        {
            var lines = svg.QuerySelectorAll("text")
                .Select(text =>
                    (
                        X: Number(text, "x"),
                        Y: Number(text, "y"),
                        Width: Letters.Width(text.TextContent),
                        End: text.GetAttribute("text-anchor")
                    )
                )
                .ToList();
            Assert.All(lines.Where(line => line.End is null), line => Assert.InRange(line.X + line.Width, 0, width));
            var height = double.Parse(svg.GetAttribute("viewBox")!.Split(' ')[3], CultureInfo.InvariantCulture);
            Assert.All(lines, line => Assert.InRange(line.Y, 0, height));
            foreach (
                var column in lines
                    .Where(line => line.End is null)
                    .GroupBy(line => line.X)
                    .Select(column => column.Select(line => line.Y).Order().ToList())
            )
                Assert.All(column.Zip(column.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Letters.Size));
        }
    }

    [Fact]
    public void Pictures_carry_no_style_and_load_nothing()
    {
        var svg = Svg(Pictures.Histogram(T, scale, Rated(1, 2, 3, 4, 5)).Responsive());
        Assert.Empty(
            svg.Parent!.ChildNodes.OfType<IElement>().SelectMany(one => one.QuerySelectorAll("[style], style, image, use, [href]"))
        );
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

    private static double Number(IElement element, string attribute) =>
        double.Parse(element.GetAttribute(attribute)!, CultureInfo.InvariantCulture);

    private static IElement Svg(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(writer.ToString()).QuerySelector("svg")!;
    }
}
