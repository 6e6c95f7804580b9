namespace Befragung.Delphi.Statistics;

/// <summary>Kendall's W of a set of items.</summary>
/// <param name="Raters">Experts who rated every item, k.</param>
/// <param name="Items">Items, m.</param>
/// <param name="W">0 (no concordance) to 1 (all rank the items alike).</param>
/// <param name="ChiSquare">k(m − 1)W.</param>
/// <param name="DegreesOfFreedom">m − 1.</param>
/// <param name="P">Probability of such a χ² or a greater one, 0 to 1; an approximation that wants more than 7 items or many experts.</param>
public sealed record ConcordanceResult(int Raters, int Items, double W, double ChiSquare, int DegreesOfFreedom, double P);

/// <summary>
/// Kendall's coefficient of concordance W with correction for ties, over the experts who rated every item; takes them one at a time and
/// keeps none. W = 12·S / (k²(m³ − m) − k·ΣT), S being the squared deviations of the items' rank sums and T = Σ (t³ − t) of an expert's ties.
/// Kendall and Babington Smith (1939), Annals of Mathematical Statistics 10(3); Siegel and Castellan (1988), Nonparametric Statistics for the Behavioral Sciences.
/// </summary>
public sealed class Concordance
{
    // Ratings on a scale, or ranks, are few different numbers: counting them is many times faster than sorting.
    private const int FewValues = 128;

    // Twice the sums of the mid-ranks, which are whole numbers.
    private readonly long[] rankSums;
    private readonly int[] counts = new int[FewValues];
    private readonly int[] twiceRank = new int[FewValues];
    private double ties;
    private int raters;

    /// <param name="items">Number of items, m.</param>
    public Concordance(int items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        rankSums = new long[items];
    }

    /// <summary>Takes in an expert who rated every item; one who gave all the same value is allowed.</summary>
    /// <param name="ratings">One per item, in the same order for every expert; higher is more. Ranks will do as well, if all experts use them.</param>
    /// <exception cref="ArgumentException">There is not one rating per item.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Two ratings are 128 or more apart, which no scale and no ranking of 100 options is.</exception>
    public void Add(ReadOnlySpan<int> ratings)
    {
        if (ratings.Length != rankSums.Length)
            throw new ArgumentException("A complete expert has one rating per item.", nameof(ratings));
        if (ratings.IsEmpty)
            return;
        int lowest = int.MaxValue,
            highest = int.MinValue;
        foreach (var rating in ratings)
        {
            lowest = Math.Min(lowest, rating);
            highest = Math.Max(highest, rating);
        }
        if ((long)highest - lowest >= FewValues)
            throw new ArgumentOutOfRangeException(nameof(ratings), highest - lowest, $"Ratings may be {FewValues - 1} apart at most.");
        var used = counts.AsSpan(0, highest - lowest + 1);
        used.Clear();
        foreach (var rating in ratings)
            used[rating - lowest]++;
        var below = 0;
        for (var value = 0; value < used.Length; value++)
        {
            twiceRank[value] = (2 * below) + used[value] + 1;
            below += used[value];
            if (used[value] > 1)
                ties += Ranks.Ties(used[value]);
        }
        for (var i = 0; i < ratings.Length; i++)
            rankSums[i] += twiceRank[ratings[i] - lowest];
        raters++;
    }

    /// <summary>The result so far; null with fewer than two experts or two items, and where every expert gave all items the same value.</summary>
    public ConcordanceResult? Result()
    {
        double k = raters,
            m = rankSums.Length;
        var greatest = (k * k * Ranks.Ties(m)) - (k * ties);
        if (raters < 2 || rankSums.Length < 2 || greatest == 0)
            return null;
        var squares = 0.0;
        foreach (var sum in rankSums)
            squares += Math.Pow((sum - (k * (m + 1))) / 2, 2);
        var w = 12 * squares / greatest;
        var chiSquare = k * (m - 1) * w;
        return new(raters, rankSums.Length, w, chiSquare, rankSums.Length - 1, Tails.ChiSquared(chiSquare, rankSums.Length - 1));
    }
}
