using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>
/// Those who answered an item in one of two rounds only. Where it is told how the same people answered in both, and they hardly moved, the others are what is left: of the
/// whole, of each group that is shown, and of the hidden ones together. So nothing may be told of the same people where these others are few anywhere, or answered alike.
/// </summary>
/// <param name="Before">How often each answer was given by some people, who are told together, in the earlier round; null where only their number is known.</param>
/// <param name="AnsweredBefore">Their number.</param>
/// <param name="Now">How often each answer is given by them now.</param>
/// <param name="Pairs">Of those of them who answered twice.</param>
internal sealed record Turnover(IReadOnlyList<int>? Before, int AnsweredBefore, IReadOnlyList<int> Now, PairTable Pairs)
{
    /// <summary>Whether what somebody answered might follow.</summary>
    /// <param name="smallest">The smallest cell.</param>
    /// <param name="firstThatTells">Index of the first answer that says something: not to have marked an option does not.</param>
    public bool Tells(int smallest, int firstThatTells)
    {
        bool IsFew(int people) => people > 0 && people < smallest;
        // All but one, as in SmallCells.AnsweredAlike; what all answered who are told together is told anyway.
        bool IsAlike(IReadOnlyList<int> all, int[] some)
        {
            var people = some.Sum();
            return people > 0
                && Enumerable
                    .Range(firstThatTells, all.Count - firstThatTells)
                    .Any(answer => some[answer] >= people - 1 && all[answer] < all.Sum());
        }
        // The one half is what the other leaves.
        bool AreAlike(IReadOnlyList<int> all, int[] twice)
        {
            int[] once = [.. all.Zip(twice, (either, both) => either - both)];
            return once.Sum() > 0 && (IsAlike(all, once) || IsAlike(all, twice));
        }
        var left = AnsweredBefore - Pairs.Total;
        var joined = Now.Sum() - Pairs.Total;
        return IsFew(left)
            || IsFew(joined)
            || (left + joined > 0 && IsFew(Pairs.Total))
            || AreAlike(Now, Pairs.After())
            || (Before is not null && AreAlike(Before, Pairs.Before()));
    }
}
