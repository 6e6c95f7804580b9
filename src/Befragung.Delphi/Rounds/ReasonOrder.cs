using Befragung.Delphi.Results;

namespace Befragung.Delphi.Rounds;

/// <summary>
/// In which order reasons are read: first what convinced people who had stood on the other side, of several the one that convinced most of them; all else as it was. Fewer than the
/// smallest cell count as nobody, so the order never tells of few, let alone who it was. What convinces only those who think so already comes by its turn.
/// </summary>
public static class ReasonOrder
{
    /// <summary>How many a reason convinced who had stood on the other side, in the round in which they were most: who says so twice is still one expert. Others are left out.</summary>
    public static IReadOnlyDictionary<Guid, int> FromOtherSide(IEnumerable<RoundResult> results) =>
        (
            from result in results
            where !result.IsTooSmall
            from one in result.Convincing
            where one.FromOtherSide is not null
            group one.FromOtherSide ?? 0 by one.Reason
        ).ToDictionary(reason => reason.Key, reason => reason.Max());

    /// <summary>The same reasons in that order; those of which it says nothing keep theirs.</summary>
    public static IOrderedEnumerable<T> InOrder<T>(
        this IEnumerable<T> reasons,
        Func<T, Guid> id,
        IReadOnlyDictionary<Guid, int> fromOtherSide
    )
    {
        ArgumentNullException.ThrowIfNull(fromOtherSide);
        return reasons.OrderByDescending(reason => fromOtherSide.GetValueOrDefault(id(reason)));
    }
}
