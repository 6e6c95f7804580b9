using Befragung.Delphi.Reporting;
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
    public void One_round_has_no_way() => Assert.Null(RatedStudy.Report(new Rated("eine", "12345")).QuestionFlow);
}
