using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Rounds;

public class EarlierAnswersTests
{
    [Theory]
    [InlineData(true, true, "5")]
    [InlineData(true, false, null)]
    [InlineData(false, true, null)]
    [InlineData(false, false, null)]
    public void Only_what_was_handed_in_and_sealed_is_an_earlier_answer(bool handedIn, bool isSealed, string? expected)
    {
        var earlier = EarlierAnswers.Before(2, [(1, Sheet("""{"r":"5"}""", handedIn, isSealed))]);
        Assert.Equal(expected, earlier.Newest("r"));
        Assert.Equal(expected is not null, earlier.Of(1) is not null);
    }

    [Fact]
    public void The_newest_answer_counts_and_no_answer_is_none()
    {
        var earlier = EarlierAnswers.Before(
            4,
            [
                (1, Sheet("""{"r":"1","c":"x"}""")),
                (3, Sheet("""{"r":"","t":"drei"}""")),
                (2, Sheet("""{"r":"2","t":"zwei"}""")),
                (4, Sheet("""{"r":"4"}""")),
            ]
        );
        Assert.Equal(("2", "x", "drei", null), (earlier.Newest("r"), earlier.Newest("c"), earlier.Newest("t"), earlier.Newest("k.a")));
        Assert.Equal(("1", "", null), (earlier.Of(1)!["r"], earlier.Of(3)!["r"], earlier.Of(4)));
    }

    [Fact]
    public void What_was_not_asked_in_the_end_is_no_earlier_answer_and_neither_is_its_reason()
    {
        var earlier = EarlierAnswers.Before(2, [(1, Sheet("""{"r":"5","m.a":"1","m.b":"2","m.:for":"Weil."}""", notAsked: "m c"))]);
        Assert.Equal(
            ("5", null, null, null),
            (earlier.Newest("r"), earlier.Newest("m.a"), earlier.Newest("m.b"), earlier.Of(1)!["m.:for"])
        );
    }

    [Fact]
    public void What_was_not_asked_in_the_round_before_is_compared_with_nothing()
    {
        RoundResult Result(string? leftEarlier)
        {
            var tally = new RoundTally(Sample.Questionnaire, LastAsked.Of(Sample.Questionnaire, [(1, Sample.Questionnaire)]));
            for (var expert = 0; expert < 12; expert++)
            {
                tally.AddFirst("""{"r":"2"}""", expert < 6, leftEarlier);
                if (expert < 6)
                    tally.Add("g1", """{"r":"5"}""", null, new EarlierSheet(1, """{"r":"2"}""", leftEarlier));
            }
            return tally.ToResult(
                2,
                new Dictionary<string, Response>(),
                new RoundTally(Sample.Questionnaire).ToResult(1, new Dictionary<string, Response>())
            );
        }
        Assert.Equal((6, 0), (Result(null).Of("r")!.Stability!.Pairs, Result("r").Of("r")!.Stability!.Pairs));
        Assert.Equal("r", Assert.Single(Result(null).Attrition!.Items).Key);
        Assert.Empty(Result("r").Attrition!.Items);
    }

    private static AnswerSheet Sheet(string answers, bool handedIn = true, bool isSealed = true, string? notAsked = null) =>
        new(
            1,
            1,
            Guid.Empty,
            "nord",
            Sample.Noon,
            Sample.Noon,
            Sample.Noon,
            handedIn ? Sample.Noon : null,
            isSealed ? Sample.Noon : null,
            Answers.Parse(answers),
            notAsked,
            1
        );
}
