namespace Befragung.Delphi.Statistics;

/// <summary>Measures of how much answers changed between two rounds.</summary>
public static class Stability
{
    /// <summary>Below this p a movement is more than chance.</summary>
    public const double Significance = 0.05;

    /// <summary>Below this p, and not below <see cref="Significance"/>, a movement cannot be told from chance.</summary>
    public const double Doubt = 0.20;

    /// <summary>If so many of those who answered twice went from one end of the scale to the other, answers move, however their distribution looks.</summary>
    public const double Crossing = 0.20;

    /// <summary>
    /// The change of distribution: ½ Σ |pⱼ − qⱼ| over the shares of two rounds, from 0 (the same) to 1 (nothing in common).
    /// Scheibe, Skutsch and Schofer (1975), in Linstone and Turoff, The Delphi Method, pp. 262–287.
    /// </summary>
    /// <returns>Null where one of the rounds has no answer.</returns>
    /// <exception cref="ArgumentException">The tables are of different scales.</exception>
    public static double? DistributionChange(ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        if (before.Length != after.Length)
            throw new ArgumentException("Two rounds can be compared on the same scale only.", nameof(after));
        long n = Frequencies.Total(before),
            m = Frequencies.Total(after);
        if (n == 0 || m == 0)
            return null;
        // In whole numbers up to the last step, so that a change of exactly 15 % is not below the threshold by rounding.
        var sum = 0L;
        for (var i = 0; i < before.Length; i++)
            sum += Math.Abs((before[i] * m) - (after[i] * n));
        return sum / (2.0 * n * m);
    }
}
