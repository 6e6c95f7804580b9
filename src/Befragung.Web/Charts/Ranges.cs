using System.Globalization;
using Befragung.Web.Text;

namespace Befragung.Web.Charts;

/// <summary>All values, the middle half and the median of one row.</summary>
internal sealed record NumberRange(string Label, double Minimum, double Quartile1, double Median, double Quartile3, double Maximum);

/// <summary>Rows of numbers on an axis of their own, from the smallest value to the largest.</summary>
internal static class Ranges
{
    private const double Height = 34,
        Radius = 5.5,
        Gap = 20;

    public static Svg Draw(int width, IReadOnlyList<NumberRange> rows)
    {
        var svg = new Svg(width);
        var narrow = width < Picture.Wide;
        var low = rows.Min(row => row.Minimum);
        var high = rows.Max(row => row.Maximum);
        var labels = rows.Max(row => Letters.Width(row.Label));
        var left = narrow || labels == 0 ? Radius + 4 : labels + Gap;
        var right = width - Radius - 4;
        // All values alike: in the middle.
        double At(double value) => high > low ? left + ((right - left) * (value - low) / (high - low)) : (left + right) / 2;
        double y = 0;
        foreach (var row in rows)
        {
            if (narrow && row.Label.Length > 0)
                y += Letters.Leading;
            var middle = y + (Height / 2);
            if (row.Label.Length > 0)
                svg.Text(0, narrow ? y : middle + 4.5, row.Label);
            svg.Line(At(row.Minimum), middle, At(row.Maximum), middle, Ink.Quiet, 1.2);
            svg.Rect(
                At(row.Quartile1) - Radius,
                middle - Radius,
                At(row.Quartile3) - At(row.Quartile1) + (2 * Radius),
                2 * Radius,
                Ink.Pale,
                Radius
            );
            svg.Dot(At(row.Median), middle, Radius, Ink.Dark);
            y += Height;
        }
        svg.Text(left, y + 12, Words.Number(low), Ink.Quiet, Letters.Small);
        if (high > low)
            svg.Text(right, y + 12, Words.Number(high), Ink.Quiet, Letters.Small, "end");
        svg.Height = y + 18;
        return svg;
    }
}
