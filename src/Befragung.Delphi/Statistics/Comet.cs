namespace Befragung.Delphi.Statistics;

/// <summary>Whether COMET's 70/15 definition keeps an item (in), drops it (out), or neither.</summary>
public enum CometClass
{
    None,
    In,
    Out,
}

/// <summary>
/// The 70/15 definition of consensus: in, with at least 70 % of the answers in the top band and fewer than 15 % in the bottom band; out, the
/// reverse. Williamson et al. (2017), The COMET Handbook: version 1.0, Trials 18 (Suppl 3), 280.
/// </summary>
public static class Comet
{
    /// <summary>The class of a frequency table; null without answers. Counted in whole numbers, so that 7 of 10 are 70 %.</summary>
    /// <param name="counts">How often each point was chosen.</param>
    /// <param name="top">Points in the top band.</param>
    /// <param name="bottom">Points in the bottom band.</param>
    /// <exception cref="ArgumentOutOfRangeException">A band is wider than the scale, or negative.</exception>
    public static CometClass? Of(ReadOnlySpan<int> counts, int top, int bottom)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)top, (uint)counts.Length, nameof(top));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bottom, (uint)counts.Length, nameof(bottom));
        long n = Frequencies.Total(counts),
            high = Frequencies.Total(counts[^top..]),
            low = Frequencies.Total(counts[..bottom]);
        if (n == 0)
            return null;
        return Clear(high, low, n) ? CometClass.In
            : Clear(low, high, n) ? CometClass.Out
            : CometClass.None;
    }

    private static bool Clear(long many, long few, long n) => 100 * many >= 70 * n && 100 * few < 15 * n;
}
