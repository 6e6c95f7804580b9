namespace Befragung.Delphi.Statistics;

/// <summary>
/// Measures of one option of a ranking in which experts order their first few: how often it was given each of the ranks 1 … T, index 0
/// holding rank 1. Experts who ranked, but not this option, are in no cell.
/// </summary>
public static class Rankings
{
    /// <summary>The mean of the ranks it was given, 1 (best) to T; null where nobody ranked it. Says nothing of how many did.</summary>
    public static double? MeanRank(ReadOnlySpan<int> rankCounts) => Moments.Mean(rankCounts);
}
