using System.Numerics;
using MathNet.Numerics.Distributions;

namespace Befragung.Delphi.Statistics;

/// <summary>Tosses coins.</summary>
internal static class Heads
{
    /// <summary>As many are taken from one draw.</summary>
    private const int CoinsOfDraw = 30;

    /// <summary>Beyond, the heads are those of the normal distribution, rounded: no test can tell, and the time does not grow with the panel.</summary>
    private const int TossedUpTo = 300;

    /// <summary>How many of so many coins show heads: the bits that are set in the first thirty bits of a draw, of the last one as many bits as are left, from the lowest on.</summary>
    public static int Of(int coins, Draws draws)
    {
        if (coins > TossedUpTo)
            return (int)Math.Clamp(Math.Round((coins / 2.0) + (Math.Sqrt(coins) / 2 * Normal.InvCDF(0, 1, draws.Next()))), 0, coins);
        var heads = 0;
        for (; coins > 0; coins -= CoinsOfDraw)
        {
            var bits = (uint)(draws.Next() * (1 << CoinsOfDraw));
            heads += BitOperations.PopCount(coins < CoinsOfDraw ? bits & ((1u << coins) - 1) : bits);
        }
        return heads;
    }
}
