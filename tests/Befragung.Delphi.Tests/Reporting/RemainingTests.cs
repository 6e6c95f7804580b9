using Befragung.Delphi.Results;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

public class RemainingTests
{
    [Fact]
    public void In_round_1_nobody_can_have_stayed() => Assert.Null(RatedStudy.Report(new Rated("eins", "12345")).Remaining);

    [Fact]
    public void That_nobody_left_is_said() =>
        Assert.Equal(["Niemand schied aus; das Ergebnis kann dadurch nicht verzerrt sein."], Bias(new Rated("eins", "12345", "12345")));

    [Fact]
    public void Those_who_left_are_not_shown_where_they_are_few() =>
        Assert.Contains(
            "lässt sich nicht zeigen: Es waren zu wenige.",
            Assert.Single(Bias(new Rated("eins", "12345123", "12345---"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Equal_medians_are_no_sign_of_a_bias() =>
        Assert.StartsWith(
            "Wer ausschied, hatte in Runde 1 bei der einen Bewertung, die sich vergleichen lässt",
            Assert.Single(Bias(new Rated("eins", "3333333333", "33333-----"))),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_largest_difference_is_named_with_its_numbers() =>
        Assert.Equal(
            [
                "Bei 2 von 3 Bewertungen, die sich vergleichen lassen, war der Median in Runde 1 bei denen, die ausschieden, ein anderer als bei denen, die dabeiblieben.",
                "Am größten ist der Abstand bei „viel“: Median 1 (5 ausgeschieden) gegen 5 (5 dabeigeblieben).",
                "Das kann Ergebnisse späterer Runden verschoben haben.",
            ],
            Bias(
                new Rated("wenig", "3333344444", "33333-----"),
                new Rated("viel", "5555511111", "55555-----"),
                new Rated("gleich", "3333333333", "33333-----")
            )
        );

    private static IEnumerable<string> Bias(params Rated[] items) =>
        RatedStudy.Report(items).Remaining!.Bias().Select(said => said.ToString());
}
