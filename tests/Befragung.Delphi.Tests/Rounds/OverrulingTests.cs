using Befragung.Delphi.Results;
using Befragung.Delphi.Rounds;

namespace Befragung.Delphi.Tests.Rounds;

/// <summary>The team judges otherwise than the rule, with a reason; the frozen result stays as it was.</summary>
public class OverrulingTests
{
    [Fact]
    public void The_verdict_of_the_team_stands_before_the_computed_one_and_can_be_taken_back()
    {
        var round = Sample.StudyIn(RoundState.Closed).CurrentRound;
        var version = round.Version;
        Assert.Equal(Verdict.Open, round.VerdictOn("r"));
        round.Overrule("r", Verdict.Dissent, "  So gesagt. ", Sample.Noon, "ada");
        Assert.Equal(Verdict.Dissent, round.VerdictOn("r"));
        Assert.Equal(new Overruling("r", Verdict.Dissent, "So gesagt.", Sample.Noon, "ada"), round.OverrulingOf("r"));
        Assert.Equal(Verdict.Open, round.Result!.Of("r")!.Verdict);
        Assert.Null(round.OverrulingOf("m.a"));

        round.TakeBack("r");
        Assert.Equal(Verdict.Open, round.VerdictOn("r"));
        Assert.Empty(round.Overrulings);
        Assert.Equal(version + 2, round.Version);
    }

    [Fact]
    public void Of_two_verdicts_on_one_item_the_later_counts()
    {
        var round = Sample.StudyIn(RoundState.Closed).CurrentRound;
        round.Overrule("r", Verdict.Dissent, "Erst so.", Sample.Noon, "ada");
        round.Overrule("m.b", Verdict.Majority, "Auch.", Sample.Noon, "ada");
        round.Overrule("r", Verdict.Consensus, "Dann so.", Sample.Noon, "bob");
        Assert.Equal(["m.b", "r"], round.Overrulings.Select(one => one.Key));
        Assert.Equal((Verdict.Consensus, "bob"), (round.OverrulingOf("r")!.Verdict, round.OverrulingOf("r")!.By));
    }

    [Theory]
    [InlineData(RoundState.Planned, "r", "Grund", "Runde 1 ist noch nicht geschlossen.")]
    [InlineData(RoundState.Open, "r", "Grund", "Runde 1 ist noch nicht geschlossen.")]
    [InlineData(RoundState.Closed, "r", "", "Bitte nennen Sie einen Grund")]
    [InlineData(RoundState.Closed, "r", " \n ", "Bitte nennen Sie einen Grund")]
    [InlineData(RoundState.Closed, "r", null, "Bitte nennen Sie einen Grund")]
    [InlineData(RoundState.Closed, "c", "Grund", "Die Frage „c“ hat kein Urteil")]
    [InlineData(RoundState.Closed, "m", "Grund", "Die Frage „m“ hat kein Urteil")]
    [InlineData(RoundState.Closed, "gibt-es-nicht", "Grund", "hat kein Urteil")]
    public void What_has_no_verdict_and_what_has_no_reason_is_refused(RoundState state, string key, string? reason, string words)
    {
        var round = Sample.StudyIn(state).CurrentRound;
        var version = round.Version;
        var refusal = Assert.Throws<RuleBrokenException>(() => round.Overrule(key, Verdict.Consensus, reason, Sample.Noon, "eve"));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(round.Overrulings);
        Assert.Equal(version, round.Version);
    }

    [Fact]
    public void A_released_round_can_still_be_judged_otherwise()
    {
        var round = Sample.StudyIn(RoundState.Released).CurrentRound;
        round.Overrule("r", Verdict.Majority, "Nach der Tagung.", Sample.Noon, "ada");
        Assert.Equal(Verdict.Majority, round.VerdictOn("r"));
    }

    [Fact]
    public void Taking_back_what_was_not_judged_leaves_the_others()
    {
        var round = Sample.StudyIn(RoundState.Closed).CurrentRound;
        round.Overrule("r", Verdict.Dissent, "Grund", Sample.Noon, "ada");
        round.TakeBack("m.a");
        Assert.Equal(["r"], round.Overrulings.Select(one => one.Key));
    }
}
