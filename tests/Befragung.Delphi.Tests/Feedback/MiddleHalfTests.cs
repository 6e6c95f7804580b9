using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Feedback;

public class MiddleHalfTests
{
    [Theory]
    [InlineData("1", true)]
    [InlineData("2", true)]
    [InlineData("3", false)]
    [InlineData("4", false)]
    [InlineData("5", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("viel", false)]
    public void Borders_belong_to_it_and_no_answer_lies_outside(string? answer, bool outside)
    {
        var half = Assert.Single(Of(new RatingItem("r", Sample.De("Leerstand"), Sample.Scale), Result("r", 5, 3, 4)));
        Assert.Equal(outside, half.LeavesOut(answer));
    }

    [Fact]
    public void Of_several_criteria_each_has_its_own()
    {
        var item = Sample.Questionnaire.ItemOf("m")!;
        var halves = Of(item, Result("m.a", 5, 1, 2), Result("m.b", 5, 4, 5));
        Assert.Equal([("m.a", 1, 2), ("m.b", 4, 5)], halves.Select(half => (half.Part.Key, half.Low, half.High)));
    }

    [Fact]
    public void Numbers_are_compared_as_exactly_as_the_page_says_them()
    {
        var half = Assert.Single(Of(new NumberItem("z", Sample.De("Anteil"), null, 0, 1, 1), Result("z", 5, 0.30000000000000004, 2.0 / 3)));
        Assert.Equal((0.3, 0.67), (half.Low, half.High));
        Assert.False(half.LeavesOut("0.3"));
        Assert.False(half.LeavesOut("0.67"));
        Assert.True(half.LeavesOut("0.2"));
        Assert.True(half.LeavesOut("0.7"));
        Assert.True(half.LeavesOut("-5"));
    }

    [Fact]
    public void Of_an_estimate_the_most_likely_value_counts_and_of_points_none()
    {
        var estimate = new EstimateItem("e", Sample.De("Kosten"), null, 0, 100, 0);
        Assert.Equal(
            "e.best",
            Assert.Single(Of(estimate, Result("e.low", 5, 1, 2), Result("e.best", 5, 3, 4), Result("e.high", 5, 5, 6))).Part.Key
        );
        var points = new PointsItem("p", Sample.De("Mittel"), [new("a", Sample.De("A")), new("b", Sample.De("B"))], 100);
        Assert.Empty(Of(points, Result("p.a", 5, 40, 50), Result("p.b", 5, 50, 60)));
    }

    [Fact]
    public void There_is_none_where_nothing_may_be_said()
    {
        var item = new RatingItem("r", Sample.De("Leerstand"), Sample.Scale);
        Assert.Empty(MiddleHalf.Of(item, null));
        Assert.Empty(Of(item, Result("andere", 5, 3, 4)));
        Assert.Empty(Of(item, Result("r", 2, 3, 4))); // Below the smallest cell.
        Assert.Empty(Of(item, new ItemResult("r", "rating", 0, 5)));
        Assert.Empty(Of(Sample.Questionnaire.ItemOf("k")!, Result("k.a", 5, 1, 2)));
    }

    private static IReadOnlyList<MiddleHalf> Of(Item item, params ItemResult[] results) =>
        MiddleHalf.Of(item, new RoundResult(1, 7, 3, new(5, 5, 5), [], results));

    private static ItemResult Result(string key, int n, double low, double high) =>
        new(key, "rating", n, 0)
        {
            Quartile1 = low,
            Median = (low + high) / 2,
            Quartile3 = high,
        };
}
