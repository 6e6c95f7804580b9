using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Rounds;

/// <summary>What is typed and is no answer stays on the sheet, and counts nowhere.</summary>
public class MistakeTests
{
    private static readonly DateTime Later = Sample.Noon.AddHours(1);

    [Fact]
    public void A_mistake_is_kept_as_it_was_typed_and_is_no_answer()
    {
        var sheet = Sheet();
        sheet.Save([], [new("r", "viel"), new("t", "Größe")], Sample.Asking, Later);
        Assert.Equal("""{"r":"viel","t":"Größe"}""", sheet.Mistakes);
        Assert.Equal(("viel", "Größe"), (sheet.Mistaken["r"], sheet.Mistaken["t"]));
        Assert.True(sheet.Answers.AreNone);
        Assert.Equal((Later, 1), (sheet.SavedAt, sheet.Version));
        Assert.Throws<RuleBrokenException>(() => sheet.HandIn(Sample.Asking, Later));
    }

    [Fact]
    public void An_answer_that_was_there_stays_until_the_mistake_is_put_right()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "3")], Sample.Asking, Later);
        sheet.Save([], [new("r", "viel")], Sample.Asking, Later);
        Assert.Equal(("3", "viel"), (sheet.Answers["r"], sheet.Mistaken["r"]));
        sheet.HandIn(Sample.Asking, Later);
        sheet.Save([new("r", "4")], Sample.Asking, Later);
        Assert.Equal(("4", (string?)null), (sheet.Answers["r"], sheet.Mistakes));
    }

    [Fact]
    public void What_is_taken_back_or_emptied_has_nothing_to_be_put_right_any_more()
    {
        var sheet = Sheet();
        sheet.Save([new("r", "3")], [new("t", "zu lang"), new("m.a", "9")], Sample.Asking, Later);
        sheet.Save([], [new("t", null)], Sample.Asking, Later);
        Assert.Equal("""{"m.a":"9"}""", sheet.Mistakes);
        sheet.Save([new("m.a", null)], Sample.Asking, Later);
        Assert.Null(sheet.Mistakes);
        Assert.Equal("3", sheet.Answers["r"]);
    }

    [Fact]
    public void What_is_kept_of_a_mistake_has_a_bound_and_cuts_no_character_in_two()
    {
        var sheet = Sheet();
        var most = new string('ä', AnswerSheet.LongestMistake);
        sheet.Save([], [new("t", most)], Sample.Asking, Later);
        Assert.Equal(most, sheet.Mistaken["t"]);
        sheet.Save([], [new("t", most[1..] + "🙂")], Sample.Asking, Later);
        Assert.Equal(most[1..], sheet.Mistaken["t"]);
        Assert.Equal(most, AnswerSheet.KeptOf(most + "x"));
    }

    [Fact]
    public void A_sealed_sheet_takes_no_mistake_either()
    {
        var sheet = new AnswerSheet(
            1,
            1,
            Guid.NewGuid(),
            "g",
            Later,
            Later,
            Later,
            Later,
            Later,
            Answers.None,
            null,
            3,
            """{"r":"viel"}"""
        );
        Assert.Throws<RuleBrokenException>(() => sheet.Save([], [new("r", "wenig")], Sample.Asking, Later));
        Assert.Equal("viel", sheet.Mistaken["r"]);
        Assert.Empty(sheet.Counted.Values);
    }

    private static AnswerSheet Sheet() => Sample.StudyIn(RoundState.Open).CurrentRound.Invite(new Panelist(1, "g1", "de"), Sample.Noon);
}
