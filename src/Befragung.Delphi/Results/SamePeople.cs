namespace Befragung.Delphi.Results;

/// <summary>
/// Where those went who answered a rating in two rounds: lower, higher, or nowhere. Which point each of them came from and went to is frozen nowhere, and would tell of nearly
/// everybody: of so many cells most are small. A number is null where it may not be told.
/// </summary>
/// <param name="Answered">Who answered both times.</param>
/// <param name="Lower">Those of them who went down the scale.</param>
/// <param name="Same">Those of them who gave the same answer again.</param>
/// <param name="Higher">Those of them who went up the scale.</param>
public sealed record SamePeople(int Answered, int? Lower, int? Same, int? Higher)
{
    /// <summary>Whether it may be told how many moved at all: neither they are few nor those who stayed.</summary>
    public bool TellsMoved => Same is not null;

    /// <summary>The table of a rating, as far as it may be told; null where nothing is told of the same people.</summary>
    /// <param name="stability">As it is told, see <see cref="SmallTotals"/>.</param>
    /// <param name="smallest">The smallest cell.</param>
    public static SamePeople? Of(ItemStability? stability, int smallest)
    {
        if (stability is not { Pairs: > 0 and var pairs, Up: { } up, Down: { } down })
            return null;
        var (lower, higher) = ((int)Math.Round(down * pairs), (int)Math.Round(up * pairs));
        var moved = lower + higher;
        var same = pairs - moved;
        // Each of two numbers is what the other leaves of their sum, so both are told or none: first who moved at all, then where to.
        bool AreTold(int one, int other) => !SmallCells.Hidden([one, other], smallest).Any(hidden => (hidden == 0 ? one : other) > 0);
        var tellsMoved = AreTold(moved, same);
        var tellsWays = tellsMoved && AreTold(lower, higher);
        return new(pairs, tellsWays ? lower : null, tellsMoved ? same : null, tellsWays ? higher : null);
    }
}
