using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Befragung.Delphi.Statistics;

/// <summary>Probabilities of the tails of distributions, computed in the tail itself: 1 minus the rest would lose small ones.</summary>
internal static class Tails
{
    /// <summary>The probability of a χ² at least this great.</summary>
    public static double ChiSquared(double value, int degreesOfFreedom) =>
        value <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, value / 2);

    /// <summary>The probability of a normal deviation at least this great to either side.</summary>
    public static double TwoSided(double z) => Math.Min(1, 2 * Normal.CDF(0, 1, -Math.Abs(z)));
}
