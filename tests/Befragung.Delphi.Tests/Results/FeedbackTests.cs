using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Results;

public class FeedbackTests
{
    private static readonly Part Part = new RatedPart("r", null, Sample.Scale);

    [Fact]
    public void The_middle_half_and_the_median_are_told_in_words() =>
        Assert.Equal("Die mittlere Hälfte antwortete 3 bis 4,5, der Median liegt bei 4.", On("1", "2", "4", "4", "4", "5", "5")!.All!.ToString());

    [Fact]
    public void A_middle_half_that_agrees_is_told_as_such() =>
        Assert.Equal("Die mittlere Hälfte antwortete einheitlich 4.", On("4", "4", "4", "4", "1")!.All!.ToString());

    [Theory]
    [InlineData("{}", "In Runde 1 haben Sie hier nicht geantwortet.")]
    [InlineData("""{"r":""}""", "In Runde 1 machten Sie keine Angabe.")]
    [InlineData("""{"r":"2"}""", "Sie wählten in Runde 1 die 2.")]
    public void Ones_own_answer_is_told(string answers, string sentence) =>
        Assert.Equal(sentence, Feedback.On(Part, Result("3", "3", "3", "3", "3"), Answers.Parse(answers))!.Yours.ToString());

    [Fact]
    public void The_borders_belong_to_the_middle_half()
    {
        var feedback = On("2", "2", "3", "4", "4")!;
        Assert.Equal([false, true, true, true, false], Enumerable.Range(1, 5).Select(feedback.InMiddleHalf));
    }

    [Fact]
    public void Where_nothing_was_asked_or_answered_there_is_no_feedback()
    {
        Assert.Null(On());
        Assert.Null(Feedback.On(Part, null, Answers.None));
        Assert.Null(Feedback.On(new RatedPart("neu", null, Sample.Scale), Result("3", "3", "3", "3", "3"), Answers.None));
    }

    [Fact]
    public void Fewer_answers_than_the_smallest_cell_are_not_fed_back_to_anyone()
    {
        var enough = Enumerable.Repeat("3", Sample.Questionnaire.Settings.SmallestCell).ToArray();
        Assert.NotNull(On(enough));
        Assert.Null(On(enough[1..]));
    }

    [Fact]
    public void Ones_own_point_is_known()
    {
        Assert.Equal(2, Feedback.On(Part, Result("3", "3", "3", "3", "3"), Answers.Parse("""{"r":"2"}"""))!.OwnPoint);
        Assert.Null(Feedback.On(Part, Result("3", "3", "3", "3", "3"), Answers.Parse("""{"r":""}"""))!.OwnPoint);
    }

    private static Feedback? On(params string[] values) => Feedback.On(Part, Result(values), Answers.None);

    private static RoundResult Result(params string[] values)
    {
        var tally = new RoundTally(Sample.Questionnaire);
        foreach (var value in values) tally.Add("g1", $$"""{"r":"{{value}}"}""");
        return tally.ToResult(1, new Dictionary<string, Response>(), null);
    }
}
