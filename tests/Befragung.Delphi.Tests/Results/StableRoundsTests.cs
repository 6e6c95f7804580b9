using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Delphi.Studies;

namespace Befragung.Delphi.Tests.Results;

/// <summary>How many rounds it takes, played through.</summary>
public sealed class StableRoundsTests
{
    private static readonly Questionnaire Asked = Panel.Asking(PercentAgreementRule.Usual);

    [Fact]
    public void At_least_three_rounds_are_told_and_the_last_number_of_answers_holds_for_those_beyond()
    {
        var rounds = StableRounds.Of(Asked, [40, 30]);
        Assert.Equal([(2, 30), (3, 30), (4, 30)], rounds.Select(round => (round.Round, round.Pairs)));
        Assert.All(rounds, round => Assert.Equal(1, round.Stable + round.Undecidable + round.Moving, 9));
    }

    [Fact]
    public void Fewer_go_towards_the_median_each_time_so_that_more_is_stable()
    {
        var rounds = StableRounds.Of(Asked, [60]);
        Assert.True(rounds[0].Stable < rounds[^1].Stable, $"{rounds[0].Stable} < {rounds[^1].Stable}");
        Assert.InRange(rounds[^1].Stable, 0.8, 1);
    }

    /// <summary>
    /// The same draws give the same figures, so a plan's table changes only with what is assumed: that the middle lies anywhere on the scale, opinions around it and answers
    /// near them, how many answer anew and how many go towards the median. Who changes one of these changes what teams were told, and renews this.
    /// </summary>
    [Fact]
    public void What_is_assumed_of_a_panel_stands_in_the_figures()
    {
        var rounds = StableRounds.Of(Asked, [60, 50, 40]);
        Assert.Equal(
            "265 54 181 | 457 28 15 | 484 7 9",
            string.Join(" | ", rounds.Select(one => $"{Of(one.Stable)} {Of(one.Undecidable)} {Of(one.Moving)}"))
        );

        static int Of(double share) => (int)Math.Round(share * StableRounds.Runs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Too_few_pairs_have_no_verdict(int answers) =>
        Assert.All(StableRounds.Of(Asked, [answers]), round => Assert.Equal(0, round.Stable + round.Undecidable + round.Moving));

    [Fact]
    public void It_is_the_same_every_time_and_does_not_take_longer_for_a_city()
    {
        Assert.Equal(StableRounds.Of(Asked, [1_000_000, 900_000]), StableRounds.Of(Asked, [1_000_000, 900_000]));
        Assert.Equal([900_000, 900_000, 900_000], StableRounds.Of(Asked, [1_000_000, 900_000]).Select(round => round.Pairs));
    }

    [Fact]
    public void Where_nothing_is_rated_nothing_can_be_played_through()
    {
        var asked = Asked with { Sections = [Asked.Sections[0] with { Items = [] }] };
        Assert.Throws<ArgumentException>(() => StableRounds.Of(asked, [10]));
        Assert.Throws<ArgumentException>(() => StableRounds.Of(Asked, []));
    }
}
