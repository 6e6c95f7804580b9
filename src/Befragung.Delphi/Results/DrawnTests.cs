using System.Runtime.InteropServices;
using Befragung.Delphi.Statistics;

namespace Befragung.Delphi.Results;

/// <summary>
/// The tests of change and of direction for one of thousands of panels that are drawn, for which exact ones are too dear: both by the same few draws, in each of which a coin
/// is tossed for everybody who moved. p is (1 + hits) / (1 + draws); once neither can be below <see cref="Stability.Doubt"/> any more, no further draw is made, and what is
/// given is a lower bound (Besag and Clifford 1991, Sequential Monte Carlo p-values, Biometrika 78(2), 301–304).
/// </summary>
internal static class DrawnTests
{
    public const int Draws = 199;

    /// <summary>So many hits make p at least <see cref="Stability.Doubt"/>.</summary>
    private const int Enough = 39;

    /// <summary>p of Δ and p of the signed ranks; 1 where nobody moved.</summary>
    public static (double Change, double Direction) Of(AnswerTable table, Draws draws)
    {
        var points = table.Points;
        Span<Flow> flows = stackalloc Flow[points * (points - 1) / 2];
        Span<int> moversAt = stackalloc int[points];
        Span<int> net = stackalloc int[points];
        var count = 0;
        // Points with the shortest ways first, and among them the lowest; so the ranks grow with the flows.
        for (var way = 1; way < points; way++)
        for (var low = 1; low + way <= points; low++)
        {
            var up = table[low, low + way];
            var movers = up + table[low + way, low];
            if (movers == 0)
                continue;
            flows[count++] = new(low - 1, low + way - 1, movers, up);
            moversAt[way] += movers;
        }
        if (count == 0)
            return (1, 1);
        flows = flows[..count];
        // Doubled, mid-ranks are whole.
        Span<int> rankAt = stackalloc int[points];
        var below = 0;
        for (var way = 1; way < points; way++)
        {
            rankAt[way] = (2 * below) + moversAt[way] + 1;
            below += moversAt[way];
        }
        var (distance, direction) = Observed(flows, rankAt, net);
        int changed = 0,
            directed = 0;
        for (var draw = 0; draw < Draws && (changed < Enough || directed < Enough); draw++)
        {
            net.Clear();
            var sum = 0L;
            foreach (var flow in flows)
                sum += flow.Move(Heads.Of(flow.Movers, draws), rankAt, net);
            if (PairedChange.Distance(net) >= distance)
                changed++;
            if (Math.Abs(sum) >= direction)
                directed++;
        }
        return ((1.0 + changed) / (1 + Draws), (1.0 + directed) / (1 + Draws));
    }

    private static (int Distance, long Direction) Observed(ReadOnlySpan<Flow> flows, ReadOnlySpan<int> rankAt, Span<int> net)
    {
        var sum = 0L;
        foreach (var flow in flows)
            sum += flow.Move(flow.Up, rankAt, net);
        return (PairedChange.Distance(net), Math.Abs(sum));
    }

    /// <summary>Those who moved between two points, and how many of them upwards.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Flow(int Low, int High, int Movers, int Up)
    {
        /// <summary>Lets so many of them go upwards and the others downwards; gives their signed ranks.</summary>
        public long Move(int up, ReadOnlySpan<int> rankAt, Span<int> net)
        {
            var surplus = (2 * up) - Movers;
            net[High] += surplus;
            net[Low] -= surplus;
            return (long)surplus * rankAt[High - Low];
        }
    }
}
