using System.Runtime.InteropServices;

namespace Befragung.Delphi.Statistics;

/// <summary>
/// How far the distribution of the same experts' answers moved between two rounds, Δ = ½ Σ |pⱼ − qⱼ| over the experts who answered in both: who leaves is no
/// change (after Scheibe, Skutsch and Schofer 1975, who compare all answers). Its p is that of an exact test of marginal homogeneity: if the rounds could be
/// exchanged for each expert, the direction of each one who moved is a coin, so that of the m who moved between points a and b the number from a to b is
/// binomial (m, ½); p is the probability of a Δ at least as great. Stuart (1955), Biometrika 42, 412–416; Maxwell (1970), British Journal of Psychiatry 116, 651–655.
/// </summary>
/// <param name="Delta">0 (the same) to 1 (nothing in common).</param>
/// <param name="P">0 to 1; 1 where nobody moved.</param>
/// <param name="Exact">Whether p was enumerated; else it is (1 + hits) / (1 + draws).</param>
public sealed record PairedChange(double Delta, double P, bool Exact)
{
    /// <summary>So many draws where there are too many outcomes.</summary>
    public const int DrawsWhereTooMany = 10_000;

    private const double MostOutcomes = 1_000_000;

    /// <summary>The change of a table of pairs; null without pairs.</summary>
    /// <param name="pairs">Points need no order: options of a choice may be points.</param>
    /// <param name="draws">Begins the draws where there are too many outcomes to enumerate; asked once at most.</param>
    public static PairedChange? Of(PairTable pairs, Func<Draws> draws)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(draws);
        if (pairs.Total == 0)
            return null;
        var flows = Flows(pairs);
        var net = new int[pairs.Points];
        foreach (var flow in flows)
            flow.Move(net, flow.Up);
        var observed = Distance(net);
        var delta = observed / (2.0 * pairs.Total);
        if (flows.Count == 0)
            return new(delta, 1, true);
        var outcomes = flows.Aggregate(1.0, (product, flow) => product * (flow.Movers + 1));
        return outcomes <= MostOutcomes
            ? new(delta, Math.Min(1, Enumerated(flows, new int[pairs.Points], observed)), true)
            : new(delta, Drawn(flows, pairs.Points, observed, draws()), false);
    }

    private static List<Flow> Flows(PairTable pairs)
    {
        var flows = new List<Flow>();
        for (var low = 1; low <= pairs.Points; low++)
        for (var high = low + 1; high <= pairs.Points; high++)
            if (pairs[low, high] + pairs[high, low] is > 0 and var movers)
                flows.Add(new(low - 1, high - 1, movers, pairs[low, high]));
        return flows;
    }

    /// <summary>The probability of all outcomes that are as far apart, each one looked at; what a flow does not touch is not summed again.</summary>
    private static double Enumerated(List<Flow> flows, int[] net, int observed)
    {
        var coins = flows.ConvertAll(flow => Coin.Probabilities(flow.Movers));
        var last = flows.Count - 1;
        return Below(0, 0);

        double Below(int index, int distance)
        {
            var (low, high, movers, _) = flows[index];
            var coin = coins[index];
            int atLow = net[low],
                atHigh = net[high],
                others = distance - Math.Abs(atLow) - Math.Abs(atHigh);
            var sum = 0.0;
            for (int up = 0, surplus = -movers; up <= movers; up++, surplus += 2)
            {
                var reached = others + Math.Abs(atHigh + surplus) + Math.Abs(atLow - surplus);
                if (index == last)
                {
                    if (reached >= observed)
                        sum += coin[up];
                    continue;
                }
                net[high] = atHigh + surplus;
                net[low] = atLow - surplus;
                sum += coin[up] * Below(index + 1, reached);
            }
            net[high] = atHigh;
            net[low] = atLow;
            return sum;
        }
    }

    private static double Drawn(List<Flow> flows, int points, int observed, Draws draws)
    {
        var coins = flows.ConvertAll(flow => new Inversion(Coin.Cumulative(flow.Movers)));
        var net = new int[points];
        var hits = 0;
        for (var draw = 0; draw < DrawsWhereTooMany; draw++)
        {
            Array.Clear(net);
            for (var i = 0; i < flows.Count; i++)
                flows[i].Move(net, coins[i].Next(draws));
            if (Distance(net) >= observed)
                hits++;
        }
        return (1.0 + hits) / (1 + DrawsWhereTooMany);
    }

    /// <summary>Σ |net|: twice the number of answers that would have to move to make both distributions equal.</summary>
    internal static int Distance(ReadOnlySpan<int> net)
    {
        var sum = 0;
        foreach (var one in net)
            sum += Math.Abs(one);
        return sum;
    }

    /// <summary>Those who moved between two points, and how many of them from the first to the second.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Flow(int Low, int High, int Movers, int Up)
    {
        public void Move(int[] net, int up)
        {
            net[High] += (2 * up) - Movers;
            net[Low] -= (2 * up) - Movers;
        }
    }
}
