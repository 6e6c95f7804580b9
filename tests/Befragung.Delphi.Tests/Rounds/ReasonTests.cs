using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Rounds;

public class ReasonTests
{
    private const string Written = "Ohne belebte Mitte verlieren alle anderen Maßnahmen ihren Ort. 🙂";

    [Fact]
    public void A_new_reason_waits_and_shows_what_was_written()
    {
        var reason = New();
        Assert.Equal((ReasonState.Waiting, Written, ReasonSide.Against, "r"), (reason.State, reason.Shown, reason.Side, reason.ItemKey));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData(Written)]
    [InlineData(Written + "\n")]
    public void A_reason_is_released_as_it_was_written(string? shortened)
    {
        var reason = New();
        reason.Release(shortened, Sample.Noon, "ada@example.org");
        Assert.Equal((ReasonState.Released, Written, null), (reason.State, reason.Shown, reason.Shortened));
        Assert.Equal((Sample.Noon, "ada@example.org", 1), (reason.ReleasedAt!.Value, reason.ReleasedBy!, reason.Version));
    }

    [Fact]
    public void A_shortened_reason_keeps_its_original()
    {
        var reason = New();
        reason.Release(" Ohne Mitte\r\nfehlt der Ort. ", Sample.Noon, "ada@example.org");
        Assert.Equal(("Ohne Mitte\nfehlt der Ort.", Written), (reason.Shown, reason.Text));
    }

    [Fact]
    public void A_withheld_reason_says_why()
    {
        var reason = New();
        reason.Withhold(" Nennt einen Namen. ", Sample.Noon, "ada@example.org");
        Assert.Equal(
            (ReasonState.Withheld, "Nennt einen Namen.", "ada@example.org"),
            (reason.State, reason.WithheldBecause!, reason.WithheldBy!)
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void Nothing_is_withheld_without_a_reason(string? why)
    {
        var reason = New();
        Assert.Contains(
            "Bitte nennen Sie einen Grund",
            Assert.Throws<RuleBrokenException>(() => reason.Withhold(why, Sample.Noon, "ada")).Message,
            StringComparison.Ordinal
        );
        Assert.Equal((ReasonState.Waiting, 0), (reason.State, reason.Version));
    }

    [Fact]
    public void Texts_have_a_longest_length()
    {
        var reason = New();
        reason.Release(new string('x', ReasonPart.MaxLength), Sample.Noon, "ada");
        reason.Withhold(new string('x', Reason.MaxNote), Sample.Noon, "ada");
        Assert.Throws<RuleBrokenException>(() => reason.Release(new string('x', ReasonPart.MaxLength + 1), Sample.Noon, "ada"));
        Assert.Throws<RuleBrokenException>(() => reason.Withhold(new string('x', Reason.MaxNote + 1), Sample.Noon, "ada"));
        Assert.Equal((ReasonState.Withheld, 2), (reason.State, reason.Version));
    }

    [Fact]
    public void The_last_decision_counts_and_leaves_nothing_of_the_one_before()
    {
        var reason = New();
        reason.Release("kurz", Sample.Noon, "ada");
        reason.Withhold("Nennt einen Namen.", Sample.Noon.AddDays(1), "bo");
        Assert.Equal((ReasonState.Withheld, null, null, null), (reason.State, reason.Shortened, reason.ReleasedAt, reason.ReleasedBy));
        reason.Release(null, Sample.Noon.AddDays(2), "cy");
        Assert.Equal(
            (ReasonState.Released, null, null, null),
            (reason.State, reason.WithheldAt, reason.WithheldBy, reason.WithheldBecause)
        );
        Assert.Equal((Sample.Noon.AddDays(2), "cy", 3), (reason.ReleasedAt!.Value, reason.ReleasedBy!, reason.Version));
    }

    [Fact]
    public void An_expert_s_reason_may_have_2000_characters_and_not_one_more()
    {
        var part = new ReasonPart("r", ReasonSide.For);
        Assert.Null(part.Check(new string('x', 2_000)));
        Assert.Equal("Der Text hat 2.001 Zeichen, möglich sind 2.000.", part.Check(new string('x', 2_001))!.ToString());
    }

    [Theory]
    [InlineData("r.:for", "r", ReasonSide.For)]
    [InlineData("m.:against", "m", ReasonSide.Against)]
    [InlineData("k.:why", "k", ReasonSide.Neutral)]
    public void A_key_of_a_reason_is_read_again(string key, string item, ReasonSide side)
    {
        Assert.Equal(new ReasonPart(item, side), ReasonPart.Of(key));
        Assert.Equal(key, ReasonPart.Of(key)!.Key);
    }

    [Theory]
    [InlineData("r")]
    [InlineData("m.a")]
    [InlineData("m.for")]
    [InlineData("r.:yes.0123456789abcdef0123456789abcdef")]
    [InlineData("r.:other")]
    public void No_other_key_is_taken_for_a_reason(string key) => Assert.Null(ReasonPart.Of(key));

    [Fact]
    public void Only_closed_items_ask_for_reasons_and_only_where_the_study_does()
    {
        var items = Sample.Questionnaire.Items.ToDictionary(item => item.Key);
        var asking = Sample.Questionnaire.Settings with { Reasons = true };
        Assert.Equal(["r.:for", "r.:against"], items["r"].ReasonParts(asking).Select(part => part.Key));
        Assert.Equal(["m.:for", "m.:against"], items["m"].ReasonParts(asking).Select(part => part.Key));
        Assert.All((string[])["c", "k"], key => Assert.Equal([key + ".:why"], items[key].ReasonParts(asking).Select(part => part.Key)));
        Assert.All((string[])["hinweis", "t", "i"], key => Assert.Empty(items[key].ReasonParts(asking)));
        Assert.All(Sample.Questionnaire.Items, item => Assert.Empty((item with { }).ReasonParts(asking with { Reasons = false })));
        Assert.Empty((items["r"] with { Reasons = false }).ReasonParts(asking));
        Assert.NotEmpty((items["r"] with { Reasons = true }).ReasonParts(asking with { Reasons = false }));
    }

    private static Reason New() => new(1, 1, new("r", ReasonSide.Against), Written);
}
