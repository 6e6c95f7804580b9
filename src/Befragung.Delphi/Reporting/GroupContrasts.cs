using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Delphi.Reporting;

/// <summary>Which groups answer differently in the newest round: only groups that are shown, and only where two of them differ after Holm's correction.</summary>
/// <param name="Tested">How many ratings could be tested.</param>
/// <param name="Items">Where two groups differ, the largest ε² first.</param>
public sealed record GroupContrasts(int Tested, IReadOnlyList<GroupContrast> Items)
{
    private const double Significance = 0.05;

    internal static GroupContrasts Of(StudyReport report)
    {
        var tested = report
            .Rated.Where(rated => rated.Part.Newest?.Round == report.Newest.Number && rated.Newest!.GroupDifference is not null)
            .ToList();
        return new(
            tested.Count,
            [
                .. tested
                    .Select(rated => new GroupContrast(rated, rated.Newest!.GroupDifference!, Pairs(rated.Newest)))
                    .Where(contrast => contrast.Pairs.Count > 0)
                    .OrderByDescending(contrast => contrast.Test.EpsilonSquared),
            ]
        );
    }

    private static IReadOnlyList<ContrastPair> Pairs(ItemResult result)
    {
        var groups = result.Groups.ToDictionary(group => group.Key, StringComparer.Ordinal);
        return
        [
            .. from pair in result.GroupDifference!.Pairs
            where pair.PHolm < Significance
            orderby pair.PHolm, pair.P
            let first = groups[pair.First]
            let second = groups[pair.Second]
            // U counts the pairs of answers in which the first group's is higher.
            let firstIsHigher = pair.U > first.N!.Value * second.N!.Value / 2.0
            select new ContrastPair(firstIsHigher ? first : second, firstIsHigher ? second : first, pair.PHolm),
        ];
    }
}

/// <summary>A rating that two groups at least answer differently.</summary>
public sealed record GroupContrast(RatedReport Rated, GroupDifference Test, IReadOnlyList<ContrastPair> Pairs)
{
    /// <summary>Of the groups that answer higher than another, those with the highest median.</summary>
    public IReadOnlyList<GroupItemResult> Highest => Ends(Pairs.Select(pair => pair.Higher), groups => groups.Max(group => group.Median));

    /// <summary>Of the groups that answer lower than another, those with the lowest median.</summary>
    public IReadOnlyList<GroupItemResult> Lowest => Ends(Pairs.Select(pair => pair.Lower), groups => groups.Min(group => group.Median));

    /// <summary>The pair to tell: the medians farthest apart, and of those the surest. The test compares all answers, so that they may be equal all the same.</summary>
    public ContrastPair Widest => Pairs.MaxBy(pair => pair.Higher.Median - pair.Lower.Median)!;

    private static IReadOnlyList<GroupItemResult> Ends(IEnumerable<GroupItemResult> groups, Func<IEnumerable<GroupItemResult>, double?> end)
    {
        List<GroupItemResult> all = [.. groups.DistinctBy(group => group.Key)];
        return all.FindAll(group => group.Median == end(all));
    }
}

/// <summary>One group whose answers tend to be higher than another's.</summary>
public sealed record ContrastPair(GroupItemResult Higher, GroupItemResult Lower, double PHolm)
{
    public bool MediansDiffer => Higher.Median > Lower.Median;
}
