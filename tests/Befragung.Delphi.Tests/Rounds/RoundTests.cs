using Befragung.Delphi.Rounds;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Rounds;

public class RoundTests
{
    private static readonly Panelist Panelist = new(1, "g1", "de");

    [Fact]
    public void A_round_goes_from_planned_to_open_to_closed_to_released()
    {
        var round = Sample.Study().CurrentRound;
        Assert.Equal(RoundState.Planned, round.State);
        round.Revise(Sample.Questionnaire with { Title = Sample.De("Neu") });
        round.Open(Sample.Noon, "ada");
        Assert.Equal((RoundState.Open, Sample.Noon, "ada"), (round.State, round.OpenedAt, round.OpenedBy));
        round.Close(Sample.NoResult, Sample.Noon.AddDays(1), "bob");
        Assert.Equal((RoundState.Closed, Sample.Noon.AddDays(1), "bob"), (round.State, round.ClosedAt, round.ClosedBy));
        Assert.Same(Sample.NoResult, round.Result);
        round.Release(Sample.Noon.AddDays(2), "eve");
        Assert.Equal((RoundState.Released, Sample.Noon.AddDays(2), "eve"), (round.State, round.ReleasedAt, round.ReleasedBy));
        Assert.Equal("Neu", round.Questionnaire.Title.In("de"));
        Assert.Equal(4, round.Version);
    }

    [Theory]
    [InlineData(RoundState.Open, "bereits geöffnet")]
    [InlineData(RoundState.Closed, "bereits geöffnet")]
    [InlineData(RoundState.Released, "bereits geöffnet")]
    public void Only_a_planned_round_can_be_opened(RoundState state, string words) =>
        IsRefused(state, round => round.Open(Sample.Noon, "eve"), words);

    [Theory]
    [InlineData(RoundState.Open)]
    [InlineData(RoundState.Closed)]
    [InlineData(RoundState.Released)]
    public void A_questionnaire_stands_from_the_opening_on(RoundState state) =>
        IsRefused(state, round => round.Revise(Sample.Questionnaire), "steht seit ihrer Öffnung fest");

    [Theory]
    [InlineData(RoundState.Planned, "noch nicht geöffnet")]
    [InlineData(RoundState.Closed, "bereits geschlossen")]
    [InlineData(RoundState.Released, "bereits geschlossen")]
    public void Only_an_open_round_can_be_closed(RoundState state, string words) =>
        IsRefused(state, round => round.Close(Sample.NoResult, Sample.Noon, "eve"), words);

    [Theory]
    [InlineData(RoundState.Planned, "noch nicht geöffnet")]
    [InlineData(RoundState.Closed, "bereits geschlossen")]
    [InlineData(RoundState.Released, "bereits geschlossen")]
    public void Nobody_is_invited_to_a_round_that_is_not_open(RoundState state, string words) =>
        IsRefused(state, round => round.Invite(Panelist, Sample.Noon), words);

    [Theory]
    [InlineData(RoundState.Planned, "noch nicht geschlossen")]
    [InlineData(RoundState.Open, "noch nicht geschlossen")]
    [InlineData(RoundState.Released, "bereits freigegeben")]
    public void Only_a_closed_round_can_be_released(RoundState state, string words) =>
        IsRefused(state, round => round.Release(Sample.Noon, "eve"), words);

    [Fact]
    public void An_opening_that_is_taken_back_leaves_nothing_and_the_round_opens_again()
    {
        var round = Sample.StudyIn(RoundState.Open).CurrentRound;
        round.Discard(Sample.Noon.AddHours(1));
        Assert.Equal((RoundState.Planned, null, null, null), (round.State, round.OpenedBy, round.OpeningBy, round.Shown));
        Assert.Equal(Sample.Noon.AddHours(1), round.DiscardedAt);
        round.Emptied();
        round.Revise(Sample.Questionnaire with { Title = Sample.De("Neu") });
        round.BeginOpening(Sample.Noon.AddHours(2), "bob");
        round.Open(Sample.Noon.AddHours(3), "bob");
        Assert.Equal((RoundState.Open, "bob", null), (round.State, round.OpenedBy, round.DiscardedAt));
    }

    [Theory]
    [InlineData(RoundState.Planned, "noch nicht geöffnet")]
    [InlineData(RoundState.Closed, "bereits geschlossen")]
    [InlineData(RoundState.Released, "bereits geschlossen")]
    public void Only_the_opening_of_an_open_round_is_taken_back(RoundState state, string words) =>
        IsRefused(state, round => round.Discard(Sample.Noon), words);

    [Fact]
    public void A_round_opens_before_its_deadline_and_closes_not_before_it_whatever_is_said_first()
    {
        var day = TimeSpan.FromDays(1);
        var round = Sample.Study().CurrentRound;
        round.AskUntil(Sample.Noon + 2 * day, Sample.Noon);
        Assert.Throws<RuleBrokenException>(() => round.OpenBySelf(Sample.Noon + 2 * day, "ada", Sample.Noon));
        Assert.Throws<RuleBrokenException>(() => round.OpenBySelf(Sample.Noon, "ada", Sample.Noon));
        Assert.Throws<RuleBrokenException>(() => round.CloseBySelf(Sample.Noon + 3 * day, "ada", Sample.Noon));
        round.OpenBySelf(Sample.Noon + day, "ada", Sample.Noon);
        Assert.Throws<RuleBrokenException>(() => round.AskUntil(Sample.Noon + day, Sample.Noon));
        round.Open(Sample.Noon + day, "ada");
        Assert.Equal((null, null), (round.OpensAt, round.OpensBy));
        Assert.Throws<RuleBrokenException>(() => round.OpenBySelf(Sample.Noon + 2 * day, "ada", Sample.Noon));
        Assert.Throws<RuleBrokenException>(() => round.CloseBySelf(Sample.Noon + day + day / 2, "ada", Sample.Noon));
        round.CloseBySelf(Sample.Noon + 2 * day, "bob", Sample.Noon);
        Assert.Throws<RuleBrokenException>(() => round.AskUntil(Sample.Noon + 3 * day, Sample.Noon));
        round.Discard(Sample.Noon + day);
        Assert.Equal((null, null), (round.ClosesAt, round.ClosesBy));
    }

    [Fact]
    public void A_round_whose_deadline_is_over_does_not_open_before_there_is_another()
    {
        var round = Sample.Study().CurrentRound;
        round.AskUntil(Sample.Noon.AddDays(1), Sample.Noon);
        Assert.Contains(
            "ist schon vorbei",
            Assert.Throws<RuleBrokenException>(() => round.BeginOpening(Sample.Noon.AddDays(1), "ada")).Message,
            StringComparison.Ordinal
        );
        round.AskUntil(Sample.Noon.AddDays(3), Sample.Noon.AddDays(2));
        round.BeginOpening(Sample.Noon.AddDays(2), "ada");
        Assert.True(round.IsOpening);
    }

    [Fact]
    public void What_could_not_be_done_by_itself_is_told_until_somebody_takes_it_up()
    {
        var round = Sample.Study().CurrentRound;
        round.OpenBySelf(Sample.Noon.AddDays(1), "ada", Sample.Noon);
        round.Miss(Sample.Noon.AddDays(1));
        Assert.Equal((null, Sample.Noon.AddDays(1)), (round.OpensAt, round.MissedAt));
        round.Open(Sample.Noon.AddDays(2), "bob");
        Assert.Null(round.MissedAt);
    }

    [Fact]
    public void The_opening_of_a_round_that_is_sealed_is_not_taken_back()
    {
        var round = Sample.StudyIn(RoundState.Open).CurrentRound;
        round.Seal(Sample.Noon, "ada");
        Assert.Contains(
            "wird gerade geschlossen",
            Assert.Throws<RuleBrokenException>(() => round.Discard(Sample.Noon)).Message,
            StringComparison.Ordinal
        );
    }

    private static void IsRefused(RoundState state, Action<Round> step, string words)
    {
        var round = Sample.StudyIn(state).CurrentRound;
        var before = (round.Version, round.OpenedBy, round.ClosedBy, round.ReleasedBy, round.Questionnaire);
        var refusal = Assert.Throws<RuleBrokenException>(() => step(round));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Runde 1", refusal.Message.Replace("der Runde", "Runde", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(state, round.State);
        Assert.Equal(before, (round.Version, round.OpenedBy, round.ClosedBy, round.ReleasedBy, round.Questionnaire));
    }
}
