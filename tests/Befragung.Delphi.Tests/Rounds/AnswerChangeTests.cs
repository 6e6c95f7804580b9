using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Rounds;

public class AnswerChangeTests
{
    [Theory]
    [InlineData("r", "1")]
    [InlineData("r", "5")]
    [InlineData("r", "")]
    [InlineData("m.a", "")]
    [InlineData("m.b", "5")]
    [InlineData("c", "x")]
    [InlineData("k.a", "1")]
    [InlineData("k.a", "")]
    [InlineData("t", "")]
    [InlineData("t", "😀")]
    [InlineData("i.2", "Räume")]
    [InlineData("c", null)]
    [InlineData("unbekannt", "1")] // No item of this page: whoever calls picks the changes by the page's parts.
    public void A_valid_answer_is_accepted(string part, string? value) => Assert.Empty(Check(new AnswerChange(part, value)));

    [Theory]
    [InlineData("r", "0", "nicht auf der Skala von 1 bis 5")]
    [InlineData("r", "6", "nicht auf der Skala")]
    [InlineData("r", "-1", "nicht auf der Skala")]
    [InlineData("r", "03", "nicht auf der Skala")]
    [InlineData("r", "+3", "nicht auf der Skala")]
    [InlineData("r", " 3", "nicht auf der Skala")]
    [InlineData("r", "3 ", "nicht auf der Skala")]
    [InlineData("r", "3\0", "nicht auf der Skala")]
    [InlineData("r", "3.0", "nicht auf der Skala")]
    [InlineData("r", "३", "nicht auf der Skala")]
    [InlineData("r", "3️⃣", "nicht auf der Skala")]
    [InlineData("r", "😀", "nicht auf der Skala")]
    [InlineData("r", "99999999999999999999", "nicht auf der Skala")]
    [InlineData("m.b", "6", "nicht auf der Skala")]
    [InlineData("m.b", "", "nicht vorgesehen")]
    [InlineData("c", "", "nicht vorgesehen")]
    [InlineData("c", "w", "keine der Antworten")]
    [InlineData("c", "X", "keine der Antworten")]
    [InlineData("k.a", "3", "kein Rang von 1 bis 2")]
    [InlineData("k.a", "0", "kein Rang")]
    [InlineData("k.a", "2", "Der Rang 1 fehlt")]
    public void A_wrong_answer_is_refused_with_a_sentence(string part, string value, string words)
    {
        var (item, problem) = Assert.Single(Check(new AnswerChange(part, value)));
        Assert.Equal(part.Split('.')[0], item);
        Assert.Contains(words, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_has_a_longest_length()
    {
        Assert.Empty(Check(new AnswerChange("t", new string('x', 10_000)), new AnswerChange("i.1", new string('x', 500))));
        var problems = Check(new AnswerChange("t", new string('x', 10_001)), new AnswerChange("i.1", new string('x', 501)));
        Assert.Equal(["t", "i"], problems.Keys);
    }

    [Fact]
    public void A_rank_is_given_once_and_without_gaps()
    {
        Assert.Empty(Check(new AnswerChange("k.a", "2"), new AnswerChange("k.c", "1")));
        Assert.Contains(
            "Den Rang 1 haben Sie 2-mal vergeben",
            Check(new("k.a", "1"), new("k.b", "1"))["k"].ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Ranks_are_checked_together_with_those_of_before()
    {
        var before = Answers.Parse("""{"k.a":"1","k.b":"2"}""");
        var items = Sample.Questionnaire.Items.ToList();
        Assert.Contains("Den Rang 2", AnswerChange.Check(items, before, [new("k.c", "2")])["k"].ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "Der Rang 1 fehlt",
            AnswerChange.Check(items, before, [new("k.a", null)])["k"].ToString(),
            StringComparison.Ordinal
        );
        Assert.Empty(AnswerChange.Check(items, before, [new("k.b", ""), new("k.c", "2")]));
        Assert.Empty(AnswerChange.Check(items, before, [new("r", "2")]));
    }

    private static IReadOnlyDictionary<string, Sentence> Check(params AnswerChange[] changes) =>
        AnswerChange.Check(Sample.Questionnaire.Items, Answers.None, changes);
}
