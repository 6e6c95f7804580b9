using System.Text.Json;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Tests.Results;

/// <summary>Numbers, points and estimates, computed by hand.</summary>
public class NumbersTests
{
    private static readonly Questionnaire Asked = Sample.Questionnaire with
    {
        Sections =
        [
            new(
                "s",
                Sample.De("S"),
                [
                    new NumberItem("z", Sample.De("Wie weit?"), new(Sample.De("km")), null, null, 1),
                    new PointsItem("p", Sample.De("Wer?"), [new("a", Sample.De("A")), new("b", Sample.De("B"))], 100),
                    new EstimateItem("e", Sample.De("Wie viele?"), null, null, null, 0),
                ]
            ),
        ],
    };

    private static readonly (string, string)[] OfOneGroup =
    [
        ("g1", """{"z":"1.5","p.a":"60","p.b":"40","e.low":"1","e.best":"2","e.high":"9"}"""),
        ("g1", """{"z":"2.5","p.a":"100","e.low":"2","e.best":"4","e.high":"5"}"""),
        ("g1", """{"z":"10","p.a":"20","p.b":"80","e.low":"3","e.best":"3","e.high":"7"}"""),
    ];

    private static readonly RoundResult Result = Tally([.. OfOneGroup, ("g2", """{"z":"-4"}"""), ("g3", """{"z":""}""")])
        .ToResult(1, new Dictionary<string, Response>());

    [Fact]
    public void Numbers_are_summarised_from_all_values()
    {
        var one = Result.Of("z")!;
        Assert.Equal(
            (4, 1, 2.5, 2d, 0.125, 4.375, 4.25, -4d, 10d),
            (one.N, one.Missing, one.Mean, one.Median, one.Quartile1, one.Quartile3, one.InterquartileRange, one.Minimum, one.Maximum)
        );
        Assert.Equal(Math.Sqrt(((1 * 1) + 0 + (7.5 * 7.5) + (6.5 * 6.5)) / 3), one.StandardDeviation!.Value, 12);
        Assert.Equal((null, null), (one.Verdict, one.Counts));
    }

    [Fact]
    public void Each_part_says_what_was_asked() =>
        Assert.Equal(
            ["z number", "p.a points", "p.b points", "e.low estimate", "e.best estimate", "e.high estimate"],
            Result.Items.Select(item => $"{item.Key} {item.Type}")
        );

    [Fact]
    public void A_row_that_comes_without_numbers_answered_none_of_them()
    {
        var tally = new RoundTally(Asked);
        tally.Add("g1", new short[tally.Slots.Count], []);
        var result = tally.ToResult(1, new Dictionary<string, Response>());
        Assert.All(result.Items, item => Assert.Equal((0, 1, null), (item.N, item.Missing, item.Median)));
    }

    [Fact]
    public void Points_that_were_not_given_are_none()
    {
        Assert.Equal((3, 60d, 60d), (Result.Of("p.a")!.N, Result.Of("p.a")!.Mean, Result.Of("p.a")!.Median));
        Assert.Equal((3, 40d, 40d), (Result.Of("p.b")!.N, Result.Of("p.b")!.Mean, Result.Of("p.b")!.Median));
    }

    [Fact]
    public void A_value_of_an_estimate_that_was_not_given_is_none_and_not_0()
    {
        var result = Tally(("g1", """{"e.low":"1","e.best":"2","e.high":"9"}"""), ("g1", """{"e.best":"4"}"""))
            .ToResult(1, new Dictionary<string, Response>());
        Assert.Equal(
            (1d, 1d, 3d, 9d),
            (result.Of("e.low")!.Mean, result.Of("e.low")!.Minimum, result.Of("e.best")!.Mean, result.Of("e.high")!.Mean)
        );
    }

    [Fact]
    public void An_estimate_is_told_as_exactly_as_it_was_asked()
    {
        string Told(int decimals)
        {
            var asked = Asked with
            {
                Sections =
                [
                    new("s", Sample.De("S"), [new EstimateItem("e", Sample.De("Wie viele?"), new(Sample.De("km")), null, null, decimals)]),
                ],
            };
            var tally = new RoundTally(asked);
            for (var expert = 0; expert < 5; expert++)
                tally.Add("g1", """{"e.low":"1.2344","e.best":"2.3456","e.high":"3.4567"}""");
            return ReportFindings
                .OfItem(
                    StudyReport.OfFile([(asked, tally.ToResult(1, new Dictionary<string, Response>()))], Sample.Noon).Sections[0].Items[0]
                )!
                .ToString();
        }
        Assert.Equal(
            "Geschätzt werden am wahrscheinlichsten 2,3, mindestens 1,2 und höchstens 3,5 km (jeweils der Median, n = 5)",
            Told(0)
        );
        Assert.Equal(
            "Geschätzt werden am wahrscheinlichsten 2,346, mindestens 1,234 und höchstens 3,457 km (jeweils der Median, n = 5)",
            Told(3)
        );
    }

    [Fact]
    public void The_estimate_of_all_is_the_medians_of_the_three() =>
        Assert.Equal([2, 3, 7], new[] { "low", "best", "high" }.Select(part => Result.Of("e." + part)!.Median!.Value));

    [Fact]
    public void Small_groups_are_hidden_and_so_that_they_cannot_be_subtracted()
    {
        Assert.All(Result.Of("z")!.Groups, group => Assert.Equal(new GroupItemResult(group.Key, true), group));
        // Who is hidden in the round is hidden in each of its questions, also where nobody else answered.
        Assert.All(Result.Of("p.a")!.Groups, group => Assert.Equal(new GroupItemResult(group.Key, true), group));
        var alone = Tally(OfOneGroup).ToResult(1, new Dictionary<string, Response>()).Of("p.a")!.Groups[0];
        Assert.Equal((3, 60d, 60d), (alone.N, alone.Median, alone.Mean));
    }

    [Fact]
    public void Nobody_having_answered_gives_no_values()
    {
        var result = Tally().ToResult(2, new Dictionary<string, Response>(), Result);
        Assert.All(result.Items, item => Assert.Equal((0, null, null), (item.N, item.Mean, item.Minimum)));
        Assert.All(StudyReport.OfFile([(Asked, result)], Sample.Noon).Sections[0].Items, item => Assert.Null(ReportFindings.OfItem(item)));
    }

    [Fact]
    public void What_stands_out_is_said_in_a_sentence() =>
        Assert.Equal(
            [
                "Die Hälfte der Antworten liegt zwischen 0,12 und 4,38 km, der Median bei 2 (n = 4)",
                "Die meisten Punkte gehen an „A“: im Mittel 60 von 100 (n = 3)",
                "Geschätzt werden am wahrscheinlichsten 3, mindestens 2 und höchstens 7 (jeweils der Median, n = 3)",
            ],
            StudyReport.OfFile([(Asked, Result)], Sample.Noon).Sections[0].Items.Select(item => ReportFindings.OfItem(item)!.ToString())
        );

    [Fact]
    public void A_result_survives_being_frozen_as_JSON()
    {
        var json = JsonSerializer.Serialize(Result, RoundResult.Format);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<RoundResult>(json, RoundResult.Format), RoundResult.Format));
    }

    private static RoundTally Tally(params (string Group, string Answers)[] sheets)
    {
        var tally = new RoundTally(Asked);
        foreach (var (group, answers) in sheets)
            tally.Add(group, answers);
        return tally;
    }
}
