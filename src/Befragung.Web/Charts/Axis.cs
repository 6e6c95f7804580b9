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

    /// <summary>From the smallest value of all of these to the largest; null where there are none.</summary>
    public static Axis? Of(IEnumerable<ItemResult> numbers)
    {
        var known = numbers.Where(result => result is { Minimum: not null, Maximum: not null }).ToList();
        return known.Count == 0 ? null : new(known.Min(result => result.Minimum!.Value), known.Max(result => result.Maximum!.Value));
    }

    public bool Holds(double value) => value >= Low && value <= High;

    /// <summary>Where a value lies; where all are alike, in the middle.</summary>
    public string At(double value) => Percent(Share(value));

    internal double Share(double value) => High > Low ? 100 * (value - Low) / (High - Low) : 50;

    internal static string Percent(double value) => value.ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
