using System.Globalization;
using System.Runtime.InteropServices;

namespace Befragung.Delphi.Statistics;

/// <summary>
/// A share of answers as sentences and tables write it: whole per cent; but where that would be on the other side of a limit that decides, or on it, as many
/// decimals as it takes to be read rightly. 44 of 59 are 74.6 % where the rule asks for 75.
/// </summary>
/// <param name="Value">In per cent, 0 to 100.</param>
/// <param name="Decimals">How many are written.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Percent(double Value, int Decimals) : IFormattable
{
    private const int MostDecimals = 6,
        Hundred = 100;

    /// <summary>The share of <paramref name="count"/> in <paramref name="n"/>; 0 where n is 0.</summary>
    /// <param name="count">How many of them.</param>
    /// <param name="n">How many there are.</param>
    /// <param name="limits">In per cent: what decides. Half always does: it is what a majority has to pass.</param>
    public static Percent Of(int count, int n, params ReadOnlySpan<double> limits) => Of(Frequencies.Percent(count, n) ?? 0, limits);

    /// <summary>The same from a share that is known already.</summary>
    public static Percent Of(double percent, params ReadOnlySpan<double> limits) => AtLeast(0, percent, limits);

    /// <summary>The same for a table: with one decimal, but only where there are a hundred answers to make it worth something.</summary>
    public static Percent InTable(int count, int n, params ReadOnlySpan<double> limits) =>
        InTable(Frequencies.Percent(count, n) ?? 0, n, limits);

    /// <summary>The same from a share of <paramref name="n"/> that is known already.</summary>
    public static Percent InTable(double percent, int n, params ReadOnlySpan<double> limits) =>
        AtLeast(n < Hundred ? 0 : 1, percent, limits);

    private static Percent AtLeast(int decimals, double percent, ReadOnlySpan<double> limits)
    {
        while (decimals < MostDecimals && (Misleads(percent, decimals, 50) || Misleads(percent, decimals, limits)))
            decimals++;
        return new(percent, decimals);
    }

    public override string ToString() => ToString(null, CultureInfo.CurrentCulture);

    /// <summary>The number alone; what format a sentence may ask for is known better here.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        Rounded(Value, Decimals).ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), formatProvider);

    private static bool Misleads(double percent, int decimals, params ReadOnlySpan<double> limits)
    {
        foreach (var limit in limits)
            // Thirds as a limit are written as a fraction, so nothing that is rounded can lie on them by mistake.
            if (Math.Sign(Math.Round(percent - limit, 9)) != Math.Sign(Math.Round(Rounded(percent, decimals) - limit, 9)))
                return true;
        return false;
    }

    private static double Rounded(double percent, int decimals) => Math.Round(percent, decimals, MidpointRounding.AwayFromZero);
}
