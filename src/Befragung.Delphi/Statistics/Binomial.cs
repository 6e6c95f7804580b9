namespace Befragung.Delphi.Statistics;

/// <summary>
/// How many of n do something that each of them does with the same probability, by themselves: the binomial distribution. Probabilities are summed where they are
/// asked for, and never as 1 minus the rest, which would lose small ones. Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, 3rd ed., chapter 3.
/// </summary>
public static class Binomial
{
    /// <summary>The probability, 0 to 1, of at least <paramref name="count"/> of <paramref name="n"/>; 1 where count is 0 or less, 0 where it is more than n.</summary>
    /// <param name="count">How many of them, or more.</param>
    /// <param name="n">How many there are; of none, none do it.</param>
    /// <param name="share">The probability for each of them, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or share is no probability.</exception>
    public static double AtLeast(int count, int n, double share) => Between(count, n, n, share);

    /// <summary>The probability, 0 to 1, of fewer than <paramref name="count"/> of <paramref name="n"/>; 0 where count is 0 or less, 1 where it is more than n.</summary>
    /// <param name="count">More than there may be of them.</param>
    /// <param name="n">How many there are; of none, none do it.</param>
    /// <param name="share">The probability for each of them, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or share is no probability.</exception>
    public static double Below(int count, int n, double share) => Between(0, count > n ? n : count - 1, n, share);

    /// <summary>The probability, 0 to 1, of <paramref name="from"/> to <paramref name="to"/> of <paramref name="n"/>, both included; 0 where nothing lies between.</summary>
    /// <param name="from">The fewest.</param>
    /// <param name="to">The most.</param>
    /// <param name="n">How many there are; of none, none do it.</param>
    /// <param name="share">The probability for each of them, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is negative, or share is no probability.</exception>
    public static double Between(int from, int to, int n, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        // Not a number is no probability either.
        if (!(share is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A probability is between 0 and 1.");
        from = Math.Max(from, 0);
        to = Math.Min(to, n);
        if (from > to)
            return 0;
        if (from == 0 && to == n)
            return 1;
        if (share is 0 or 1)
            return (share == 0 ? from == 0 : to == n) ? 1 : 0;
        // From the likeliest count outwards, relative to it, until terms vanish: no factorial is too large for that.
        var likeliest = (int)Math.Min(n, Math.Floor((n + 1d) * share));
        var odds = share / (1 - share);
        double all = 1,
            asked = from <= likeliest && likeliest <= to ? 1 : 0;
        var term = 1.0;
        for (var count = likeliest + 1; count <= n && term > 0; count++)
        {
            term *= (n - count + 1d) / count * odds;
            Add(count);
        }
        term = 1;
        for (var count = likeliest - 1; count >= 0 && term > 0; count--)
        {
            term *= (count + 1d) / (n - count) / odds;
            Add(count);
        }
        // Each term of those asked for is one of all: by rounding either it is never more than they.
        return asked / all;

        void Add(int count)
        {
            all += term;
            if (from <= count && count <= to)
                asked += term;
        }
    }
}
