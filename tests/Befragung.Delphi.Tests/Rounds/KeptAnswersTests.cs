using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Rounds;

/// <summary>A sheet knows which answers of an earlier round were kept, and how, until they are answered anew.</summary>
public sealed class KeptAnswersTests
{
    private static readonly DateTime Later = Sample.Noon.AddHours(1);

    [Fact]
    public void What_is_kept_at_the_question_and_what_together_is_told_apart()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "3"), new("m.a", "2"), new("t", "neu")], [], Sample.Asking, Later, KeptAnswers.Of(["r"], ["m"]));
        Assert.Equal("m* r", sheet.Kept);
        Assert.Equal([AnswerWay.Singly, AnswerWay.InBulk, AnswerWay.Anew], new[] { "r", "m", "t" }.Select(sheet.KeptAnswers.Of));
        Assert.True(sheet.KeptAnswers.IsInBulk("m"));
    }

    [Fact]
    public void Who_answers_a_question_afterwards_answers_it_anew_with_the_same_value_too()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "3"), new("m.a", "2")], [], Sample.Asking, Later, KeptAnswers.Of([], ["r", "m"]));
        sheet.Save([new("r", "4")], Sample.Asking, Later);
        sheet.Save([new("r", "3")], Sample.Asking, Later);
        Assert.Equal("m*", sheet.Kept);
    }

    [Fact]
    public void A_reason_is_no_other_answer()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "3")], [], Sample.Asking, Later, KeptAnswers.Of([], ["r"]));
        sheet.Save([new(new ReasonPart("r", ReasonSide.For).Key, "Weil")], Sample.Asking, Later);
        Assert.Equal("r*", sheet.Kept);
    }

    [Fact]
    public void An_answer_that_is_taken_away_is_not_kept_any_more()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "3")], [], Sample.Asking, Later, KeptAnswers.Of(["r"], []));
        sheet.Save([new("r", null)], Sample.Asking, Later);
        Assert.Null(sheet.Kept);
    }

    [Fact]
    public void Only_what_is_changed_can_be_kept()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "3")], [], Sample.Asking, Later, KeptAnswers.Of(["m"], ["t"]));
        Assert.Null(sheet.Kept);
        // Kept once more, it is what it was last.
        sheet.Save([new("r", "2")], [], Sample.Asking, Later, KeptAnswers.Of([], ["r"]));
        sheet.Save([new("r", "3")], [], Sample.Asking, Later, KeptAnswers.Of(["r"], []));
        Assert.Equal("r", sheet.Kept);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a* b c*")]
    public void It_is_read_as_it_was_stored(string? stored) =>
        Assert.Equal(stored is { Length: > 0 } ? stored : null, KeptAnswers.Parse(stored).Stored);

    private static AnswerSheet Sheet() => new(1, 1, Guid.NewGuid(), "g1", Sample.Noon, null, null, null, null, Answers.None, null, 0);
}
