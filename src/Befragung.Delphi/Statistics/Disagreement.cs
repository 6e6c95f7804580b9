using System.Runtime.InteropServices;

namespace Befragung.Delphi.Statistics;

/// <summary>
/// How often coders disagreed, and how often they would by chance alone, both from 0 to 1. Every measure of their agreement is 1 − observed / expected, and differs from the
/// others only in what it takes for chance. Sums over codes pool: 1 − Σ observed / Σ expected (De Vries, Elliott, Kanouse and Teleki 2008).
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Disagreement(double Observed, double Expected)
{
    /// <summary>From 1 (they never disagreed) over 0 (as often as by chance) downwards; null where chance leaves nothing to disagree about.</summary>
    public double? Agreement => Expected == 0 ? null : 1 - (Observed / Expected);

    public static Disagreement operator +(Disagreement one, Disagreement other) =>
        new(one.Observed + other.Observed, one.Expected + other.Expected);
}
