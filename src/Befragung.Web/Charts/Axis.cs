using System.Globalization;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;

namespace Befragung.Web.Charts;

/// <summary>
/// A line from its lowest value to its highest. What lies on it is told in per cent of its length, so that a picture stretches with the page while
/// its letters and dots keep their size.
/// </summary>
public sealed record Axis(double Low, double High)
{
    public static Axis Of(Scale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return new(1, scale.Points);
    }

    /// <summary>
    /// As far as answers could reach: from bound to bound, so that small differences look small. Where there is no bound, a little beyond the outermost answer, to a number that is
    /// easily read. Null where nobody named a number.
    /// </summary>
    public static Axis? Of(NumberPart part, IEnumerable<ItemResult> numbers)
    {
        ArgumentNullException.ThrowIfNull(part);
        var known = numbers.Where(result => result is { Minimum: not null, Maximum: not null }).ToList();
        if (known.Count == 0)
            return null;
        var (low, high) = (known.Min(result => result.Minimum!.Value), known.Max(result => result.Maximum!.Value));
        var step = Math.Max(Step((high > low ? high - low : Math.Max(1, Math.Abs(low))) / 4), Math.Pow(10, -part.Decimals));
        var (from, to) = ((Math.Ceiling(low / step) - 1) * step, (Math.Floor(high / step) + 1) * step);
        return new((double?)part.Min ?? (low >= 0 ? Math.Max(0, from) : from), (double?)part.Max ?? to);
    }

    /// <summary>One, two or five of a power of ten, no smaller than asked for.</summary>
    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power
            * (
                least <= power ? 1
                : least <= 2 * power ? 2
                : least <= 5 * power ? 5
                : 10
            );
    }

    public bool Holds(double value) => value >= Low && value <= High;

    /// <summary>Where a value lies; where all are alike, in the middle.</summary>
    public string At(double value) => Percent(Share(value));

    internal double Share(double value) => High > Low ? 100 * (value - Low) / (High - Low) : 50;

    internal static string Percent(double value) => value.ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
