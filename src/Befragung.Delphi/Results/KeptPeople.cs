namespace Befragung.Delphi.Results;

/// <summary>
/// How those came to their answer who answered an item in two rounds: given anew, or kept from before, at the question or together with others. A number is null where it may
/// not be told.
/// </summary>
/// <param name="Anew">Who answered in this round, be it the same as before.</param>
/// <param name="Singly">Who kept this answer.</param>
/// <param name="InBulk">Who kept all that was open in a section by one button, and this answer with it.</param>
public sealed record KeptPeople(int? Anew, int? Singly, int? InBulk)
{
    /// <summary>As far as it may be told; null where it is not known, or nothing is told of the same people.</summary>
    /// <param name="stability">With all its numbers.</param>
    /// <param name="smallest">The smallest cell.</param>
    public static KeptPeople? Of(ItemStability? stability, int smallest)
    {
        if (stability is not { Pairs: > 0 and var pairs, KeptSingly: { } singly, KeptInBulk: { } inBulk })
            return null;
        var anew = pairs - singly - inBulk;
        // Who kept an answer has not moved; so who answered anew and did not move is what is left where it is known how many moved.
        var moved = (int)Math.Round((stability.Moved ?? 0) * pairs);
        HashSet<int> hidden = [.. Hidden([anew, singly, inBulk], smallest), .. Hidden([anew - moved, singly, inBulk], smallest)];
        return new(hidden.Contains(0) ? null : anew, hidden.Contains(1) ? null : singly, hidden.Contains(2) ? null : inBulk);
    }

    /// <summary>Each is what the others leave of their sum. That there is nobody hides nothing, unless it would say who the hidden ones are.</summary>
    private static IEnumerable<int> Hidden(int[] sizes, int smallest)
    {
        var hidden = SmallCells.Hidden(sizes, smallest);
        return hidden.Any(index => sizes[index] > 0) ? hidden : [];
    }

    /// <summary>The same item with no more than may be told.</summary>
    internal static ItemResult Told(ItemResult item, int smallest) =>
        item.Stability is not { } stability || stability is { Anew: null, KeptSingly: null, KeptInBulk: null }
            ? item
            : item with
            {
                Stability = Of(stability, smallest) is { } told
                    ? stability with
                    {
                        Anew = told.Anew,
                        KeptSingly = told.Singly,
                        KeptInBulk = told.InBulk,
                    }
                    : stability with
                    {
                        Anew = null,
                        KeptSingly = null,
                        KeptInBulk = null,
                    },
            };
}
