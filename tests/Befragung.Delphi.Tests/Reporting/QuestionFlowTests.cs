using Befragung.Delphi.Reporting;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;
using Befragung.Delphi.Tests.Results;

namespace Befragung.Delphi.Tests.Reporting;

public class QuestionFlowTests
{
    [Fact]
    public void Every_question_has_its_way_and_the_numbers_add_up()
    {
        var flow = RatedStudy
            .Report(
                new("bleibt", "12345", "12345", "12345"),
                new("geht", "12345", null, null),
                new("kommt", null, "12345", "12345"),
                new("kehrt", "12345", null, "12345")
            )
            .QuestionFlow!;
        Assert.Equal([(1, 3), (2, 2), (3, 3)], flow.Asked);
        Assert.Equal(
            ["bleibt: First Same Same", "geht: First Dropped", "kehrt: First Dropped Returned", "kommt: New Same"],
            flow.Paths.Select(path => $"{path.Item.Item.Key}: {string.Join(' ', path.Places.Select(place => place.Fate))}").Order()
        );
        Assert.Equal("Grund für geht", flow.Paths.Single(path => path.Item.Item.Key == "geht").In(2)!.Reason);
        Assert.All(
            flow.Steps,
            step =>
            {
                Assert.Equal(flow.Asked.Single(asked => asked.Round == step.From).Questions, step.Before.Values.Sum());
                Assert.Equal(flow.Asked.Single(asked => asked.Round == step.To).Questions, step.After.Values.Sum());
            }
        );
        Assert.Equal((1, 2), (flow.Steps[0].After[QuestionFate.New], flow.Steps[0].Before[QuestionFate.Dropped]));
        Assert.Equal((2, 1), (flow.Steps[1].After[QuestionFate.Same], flow.Steps[1].After[QuestionFate.Returned]));
    }

    [Fact]
    public void What_was_merged_and_split_is_told_from_both_ends()
    {
        var study = RatedStudy.Held(new Rated("a", "12345"), new Rated("b", "12345"), new Rated("c", "12345"), new Rated("d", "12345"));
        study.PlanNext(
            new RoundPlan(new HashSet<string>(), new Dictionary<string, string> { ["d"] = "Geklärt." })
            {
                Merged = [new(["a", "b"], Sample.De("ab"), "Dasselbe.")],
                Split = [new("c", [Sample.De("c1"), Sample.De("c2")], "Zwei Gedanken.")],
            }
        );
        var tally = new RoundTally(study.CurrentRound.Questionnaire);
        study.CurrentRound.Open(RatedStudy.Start, "ada");
        study.CurrentRound.Close(tally.ToResult(2, new Dictionary<string, Response>(), study.Round(1).Result!), RatedStudy.Start, "ada");
        var flow = StudyReport.Of(study, RatedStudy.Start).QuestionFlow!;
        Assert.Equal(
            [
                "a: First Replaced(ab)",
                "ab: Merged(a b)",
                "b: First Replaced(ab)",
                "c: First Replaced(c1 c2)",
                "c1: Split(c)",
                "c2: Split(c)",
                "d: First Dropped",
            ],
            flow.Paths.OrderBy(path => path.Item.Item.Key, StringComparer.Ordinal)
                .Select(path => $"{path.Item.Item.Key}: {string.Join(' ', path.Places.Select(Told))}")
        );
        var step = Assert.Single(flow.Steps);
        Assert.Equal((2, 1), (step.Before[QuestionFate.Merged], step.After[QuestionFate.Merged]));
        Assert.Equal((1, 2), (step.Before[QuestionFate.Split], step.After[QuestionFate.Split]));
        Assert.Equal((4, 3), (step.Before.Values.Sum(), step.After.Values.Sum()));

        static string Told(QuestionPlace place) =>
            place.Others.Count == 0 ? $"{place.Fate}" : $"{place.Fate}({string.Join(' ', place.Others.Select(other => other.Item.Key))})";
    }

    [Fact]
    public void One_round_has_no_way() => Assert.Null(RatedStudy.Report(new Rated("eine", "12345")).QuestionFlow);
}
