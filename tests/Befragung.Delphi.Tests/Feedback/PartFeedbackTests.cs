using Befragung.Delphi.Feedback;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Feedback;

public class PartFeedbackTests
{
    private static readonly Part Part = new RatedPart("r", null, Sample.Scale);

    [Fact]
    public void The_middle_half_and_the_median_are_told_in_words() =>
        Assert.Equal(
            "Die mittlere Hälfte antwortete 3 bis 4,5, der Median liegt bei 4.",
            On("1", "2", "4", "4", "4", "5", "5")!.All!.ToString()
        );

    [Fact]
    public void A_median_at_the_border_of_the_middle_half_does_not_make_it_agree() =>
        Assert.Equal("Die mittlere Hälfte antwortete 3 bis 4, der Median liegt bei 3.", On("3", "3", "3", "4", "4")!.All!.ToString());

    [Theory]
    [InlineData(2, "Seit Runde 1 stieg der Median von 1,23 auf 2,35; die mittlere Hälfte blieb gleich.")]
    [InlineData(0, "Seit Runde 1 stieg der Median von 1,23 auf 2,35; die mittlere Hälfte blieb gleich.")]
    [InlineData(3, "Seit Runde 1 stieg der Median von 1,235 auf 2,346; die mittlere Hälfte blieb gleich.")]
    public void A_change_is_told_no_more_exactly_than_was_asked(int decimals, string sentence)
    {
        ItemResult Numbers(double median) =>
            new("z", "number", 9, 0)
            {
                Median = median,
                Quartile1 = 1,
                Quartile3 = 3,
            };
        Assert.Equal(sentence, (new PartFeedback(2, Numbers(2.34567), null) { Earlier = Numbers(1.23456) }).Since(decimals)!.ToString());
    }

    [Fact]
    public void A_middle_half_that_agrees_is_told_as_such() =>
        Assert.Equal("Die mittlere Hälfte antwortete einheitlich 4.", On("4", "4", "4", "4", "1")!.All!.ToString());

    [Theory]
    [InlineData("{}", "In Runde 1 haben Sie hier nicht geantwortet.")]
    [InlineData("""{"r":""}""", "In Runde 1 machten Sie keine Angabe.")]
    [InlineData("""{"r":"2"}""", "Sie wählten in Runde 1 die 2.")]
    public void Ones_own_answer_is_told(string answers, string sentence) =>
        Assert.Equal(sentence, PartFeedback.On(Part, Result("3", "3", "3", "3", "3"), Answers.Parse(answers))!.Yours.ToString());

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
        Assert.Null(PartFeedback.On(Part, null, Answers.None));
        Assert.Null(PartFeedback.On(new RatedPart("neu", null, Sample.Scale), Result("3", "3", "3", "3", "3"), Answers.None));
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
        Assert.Equal(2, PartFeedback.On(Part, Result("3", "3", "3", "3", "3"), Answers.Parse("""{"r":"2"}"""))!.OwnPoint);
        Assert.Null(PartFeedback.On(Part, Result("3", "3", "3", "3", "3"), Answers.Parse("""{"r":""}"""))!.OwnPoint);
    }

    [Theory]
    [InlineData("33333", "33333", "Seit Runde 1 sind Median und mittlere Hälfte gleich geblieben.")]
    [InlineData("13345", "33455", "Seit Runde 1 stieg der Median von 3 auf 4; die mittlere Hälfte wurde weiter (zuvor 3 bis 4).")]
    [InlineData("22455", "33334", "Seit Runde 1 fiel der Median von 4 auf 3; die mittlere Hälfte wurde enger (zuvor 2 bis 5).")]
    [InlineData("33333", "22344", "Seit Runde 1 blieb der Median bei 3; die mittlere Hälfte wurde weiter (zuvor einheitlich 3).")]
    [InlineData("22333", "33344", "Seit Runde 1 blieb der Median bei 3; die mittlere Hälfte verschob sich (zuvor 2 bis 3).")]
    [InlineData("22344", "33344", "Seit Runde 1 blieb der Median bei 3; die mittlere Hälfte wurde enger (zuvor 2 bis 4).")]
    [InlineData("33344", "22344", "Seit Runde 1 blieb der Median bei 3; die mittlere Hälfte wurde weiter (zuvor 3 bis 4).")]
    [InlineData("23345", "23445", "Seit Runde 1 stieg der Median von 3 auf 4; die mittlere Hälfte blieb gleich.")]
    public void What_has_become_of_median_and_middle_half_is_told_in_one_sentence(string then, string now, string sentence) =>
        Assert.Equal(sentence, Since(then, now)!.Since()!.ToString());

    [Fact]
    public void What_was_not_asked_before_or_answered_by_too_few_has_not_changed()
    {
        Assert.Null(On("3", "3", "3", "3", "3")!.Since());
        Assert.Null(Since(new string('3', Sample.Questionnaire.Settings.SmallestCell - 1), "33333")!.Since());
        Assert.Null(
            PartFeedback
                .On(
                    Part,
                    Result(1, "3", "3", "3", "3", "3"),
                    Answers.None,
                    new RoundResult(
                        1,
                        7,
                        5,
                        new(0, 0, 0),
                        [],
                        [
                            new("r", "rating", 9, 0)
                            {
                                Counts = [3, 3, 3],
                                Median = 2,
                                Quartile1 = 1,
                                Quartile3 = 3,
                            },
                        ]
                    )
                )!
                .Since()
        );
    }

    [Theory]
    [InlineData(25, "Im Mittel wurden 33,3 Punkte vergeben; die mittlere Hälfte vergab 25 bis 40.")]
    [InlineData(40, "Im Mittel wurden 33,3 Punkte vergeben; die mittlere Hälfte vergab einheitlich 40.")]
    public void Points_are_told_by_their_mean(double quartile1, string sentence)
    {
        var feedback = new PartFeedback(
            1,
            new("p.a", "points", 9, 0)
            {
                Mean = 33.333,
                Median = 30,
                Quartile1 = quartile1,
                Quartile3 = 40,
            },
            "20"
        );
        Assert.Equal((sentence, "Sie vergaben in Runde 1: 20."), (feedback.Shared!.ToString(), feedback.YoursShared!.ToString()));
        Assert.Null((feedback with { Own = "" }).YoursShared);
    }

    private static PartFeedback? Since(string then, string now) =>
        PartFeedback.On(
            Part,
            Result(2, [.. now.Select(point => point.ToString())]),
            Answers.None,
            Result(1, [.. then.Select(point => point.ToString())])
        );

    private static PartFeedback? On(params string[] values) => PartFeedback.On(Part, Result(values), Answers.None);

    private static RoundResult Result(params string[] values) => Result(1, values);

    private static RoundResult Result(int round, params string[] values)
    {
        var tally = new RoundTally(Sample.Questionnaire);
        foreach (var value in values)
            tally.Add("g1", $$"""{"r":"{{value}}"}""");
        return tally.ToResult(round, new Dictionary<string, Response>());
    }
}
