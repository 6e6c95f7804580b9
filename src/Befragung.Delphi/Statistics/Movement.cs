namespace Befragung.Delphi.Statistics;

/// <summary>How many of the experts who answered in both rounds moved, and how far.</summary>
/// <param name="Moved">Those who changed their answer.</param>
/// <param name="Up">Those of them who went up the scale.</param>
/// <param name="Down">Those of them who went down the scale.</param>
/// <param name="ChangedBand">Those of them who are in another band of the scale now.</param>
/// <param name="Crossed">Those of them who went from one end band to the other.</param>
public sealed record Movement(int Moved, int Up, int Down, int ChangedBand, int Crossed)
{
    /// <summary>The movement in a table of pairs; all 0 without pairs.</summary>
    /// <param name="pairs">The table.</param>
    /// <param name="top">Points in the top band.</param>
    /// <param name="bottom">Points in the bottom band.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bands overlap, or are wider than the scale.</exception>
    public static Movement Of(PairTable pairs, int top, int bottom)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfNegative(bottom);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top + bottom, pairs.Points, nameof(top));
        int up = 0,
            down = 0,
            changedBand = 0,
            crossed = 0;
        int BandOf(int point) =>
            point > pairs.Points - top ? 1
            : point <= bottom ? -1
            : 0;
        for (var before = 1; before <= pairs.Points; before++)
        for (var after = 1; after <= pairs.Points; after++)
        {
            var experts = pairs[before, after];
            if (after > before)
                up += experts;
            if (after < before)
                down += experts;
            var step = Math.Abs(BandOf(after) - BandOf(before));
            if (step > 0)
                changedBand += experts;
            if (step == 2)
                crossed += experts;
        }
        return new(up + down, up, down, changedBand, crossed);
    }
}
