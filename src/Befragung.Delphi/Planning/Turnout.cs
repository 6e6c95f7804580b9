using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Planning;

/// <summary>
/// How many will answer: an assumption, as nobody knows it before. Each person invited answers with the same probability, by themselves, and whoever did not answer a
/// round answers no later one, so that those who answer a round are also the pairs with the round before.
/// </summary>
/// <param name="Response">How many of those invited answer in round 1; in per cent, 1 to 100.</param>
/// <param name="Retention">How many of those who answered a round also answer the next; in per cent, 1 to 100.</param>
public sealed record Turnout(int Response, int Retention)
{
    /// <summary>A cautious guess. Rounds of real studies differ much, so it is shown wherever something rests on it.</summary>
    public static Turnout Usual { get; } = new(50, 80);

    /// <summary>The share of those invited who answer in a round, 0 to 1.</summary>
    /// <param name="round">Counted from 1.</param>
    public double ShareIn(int round) => (double)ExactShareIn(round);

    /// <summary>How many answers are expected of so many invited, to the nearest whole one; half an answer counts as one.</summary>
    /// <param name="invited">How many people are invited to round 1; of none, none answer.</param>
    /// <param name="round">Counted from 1.</param>
    public int Expected(int invited, int round)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(invited);
        return (int)Math.Round(invited * ExactShareIn(round), MidpointRounding.AwayFromZero);
    }

    /// <summary>The probability, 0 to 1, that fewer answer than the smallest cell, so that nothing of them is shown: binomial, exact.</summary>
    /// <param name="invited">How many people are invited to round 1; of none, it is 1.</param>
    /// <param name="round">Counted from 1.</param>
    /// <param name="smallestCell">Fewer than these are not shown.</param>
    public double TooFew(int invited, int round, int smallestCell) => Binomial.Below(smallestCell, invited, ShareIn(round));

    // In decimals, so that half an answer is half of one.
    private decimal ExactShareIn(int round)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(round, 1);
        var share = Response / 100m;
        for (var one = 1; one < round; one++)
            share *= Retention / 100m;
        return share;
    }
}
