namespace Befragung.Delphi.Statistics;

/// <summary>
/// The Kruskal–Wallis test of whether groups answer alike, with correction for ties; R's <c>kruskal.test</c>.
/// Kruskal and Wallis (1952), Use of ranks in one-criterion variance analysis, J. of the American Statistical Association 47, 583–621.
/// </summary>
/// <param name="H">The statistic; 0 where the mean ranks are the same.</param>
/// <param name="DegreesOfFreedom">Groups with answers, less one.</param>
/// <param name="P">Probability of such an H or a greater one, by χ², 0 to 1.</param>
/// <param name="EpsilonSquared">Size of the effect, H / (n − 1), 0 to 1; Tomczak and Tomczak (2014), Trends in Sport Sciences 1(21).</param>
public sealed record KruskalWallis(double H, int DegreesOfFreedom, double P, double EpsilonSquared)
{
    /// <summary>
    /// The test of groups given as frequency tables. Groups without answers are left out; null where fewer than two groups have any, or all
    /// answers are equal.
    /// </summary>
    /// <param name="groups">Per group, how often each point was chosen.</param>
    /// <exception cref="ArgumentException">The tables are of different scales.</exception>
    public static KruskalWallis? OfCounts(IReadOnlyList<int[]> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var answered = groups.Where(group => Frequencies.Total(group) > 0).ToList();
        if (answered.Count < 2)
            return null;
        var all = Tables.Sum(groups);
        double n = Frequencies.Total(all),
            ties = Ranks.Ties(all),
            whole = Ranks.Ties(n);
        if (ties == whole)
            return null;
        var ranks = Tables.MidRanks(all);
        // As deviations from the mean rank: the usual form subtracts two great numbers.
        var sum = 0.0;
        foreach (var group in answered)
        {
            double size = Frequencies.Total(group),
                deviation = Tables.RankSum(group, ranks) - (size * (n + 1) / 2);
            sum += deviation * deviation / size;
        }
        var h = 12 * sum / (n * (n + 1)) / (1 - (ties / whole));
        return new(h, answered.Count - 1, Tails.ChiSquared(h, answered.Count - 1), h / (n - 1));
    }
}
