using System.Globalization;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Charts;

/// <summary>Median and middle half of one row; null throughout where nothing may be or can be shown.</summary>
internal sealed record Strip(string Label, double? Quartile1, double? Median, double? Quartile3)
{
    /// <summary>The median of the round before, drawn hollow.</summary>
    public double? MedianBefore { get; init; }

    /// <summary>Stands at the end of the row.</summary>
    public string? Numbers { get; init; }
}

/// <summary>Rows of medians and middle halves on one scale: what the overview and the groups have in common.</summary>
internal static class Strips
{
    private const double Padding = 10, Radius = 5.5, Gap = 20;

    public static Svg Draw(int width, Scale scale, IReadOnlyList<Strip> strips, string? numbersTitle)
    {
        var svg = new Svg(width);
        var narrow = width < Picture.Wide;
        var numbers = numbersTitle is null ? 0 : strips.Select(strip => strip.Numbers ?? "").Append(numbersTitle).Max(text => Letters.Width(text));
        var labels = narrow ? width - (numbers > 0 ? numbers + Gap : 0) : Math.Min(width * 0.42, strips.Max(strip => Letters.Width(strip.Label)) + 2);
        var left = narrow ? Radius + 4 : labels + Gap;
        var right = narrow ? width - Radius - 4 : width - numbers - Radius - 4 - (numbers > 0 ? Gap : 0);
        double At(double point) => left + ((right - left) * (point - 1) / (scale.Points - 1));

        double y = 0;
        if (numbersTitle is not null)
        {
            svg.Text(width, 13, numbersTitle, Ink.Quiet, Letters.Small, "end");
            y = 22;
        }
        foreach (var strip in strips)
        {
            var lines = Letters.Wrap(strip.Label, labels);
            var text = lines.Count * Letters.Leading;
            var height = narrow ? text + 18 + Padding : Math.Max(text, 16) + Padding;
            var first = y + (Padding / 2) + (Letters.Leading / 2);
            var middle = narrow ? y + (Padding / 2) + text + 9 : y + (height / 2);
            for (var point = 1; point <= scale.Points; point++) svg.Line(At(point), narrow ? middle - 8 : y, At(point), narrow ? middle + 8 : y + height, Ink.Grid);
            svg.Lines(0, first, lines);
            if (strip.Numbers is not null) svg.Text(width, (narrow || lines.Count == 1 ? first : middle) + 4.5, strip.Numbers, anchor: "end");
            DrawStrip(svg, strip, At, middle);
            y += height;
        }
        for (var point = 1; point <= scale.Points; point++)
            svg.Text(At(point), y + 14, point.ToString(CultureInfo.CurrentCulture), Ink.Quiet, Letters.Small, "middle");
        svg.Height = y + 20;
        return svg;
    }

    /// <summary>One strip without words, for a table that has the numbers.</summary>
    public static Svg Alone(Scale scale, Strip strip, int? own = null)
    {
        const int width = 160;
        var svg = new Svg(width) { Height = 12 };
        double At(double point) => Radius + ((width - (2 * Radius)) * (point - 1) / (scale.Points - 1));
        for (var point = 1; point <= scale.Points; point++) svg.Line(At(point), 0, At(point), 12, Ink.Grid);
        DrawStrip(svg, strip, At, 6);
        if (own is { } yours) svg.Line(At(yours), 0, At(yours), 12, Ink.Own, 2);
        return svg;
    }

    private static void DrawStrip(Svg svg, Strip strip, Func<double, double> at, double y)
    {
        if (strip is not { Quartile1: { } q1, Median: { } median, Quartile3: { } q3 }) return;
        svg.Rect(at(q1) - Radius, y - Radius, at(q3) - at(q1) + (2 * Radius), 2 * Radius, Ink.Pale, Radius);
        if (strip.MedianBefore is { } before && before != median)
        {
            svg.Line(at(before), y, at(median), y, Ink.Dark, 1.6);
            svg.Dot(at(before), y, Radius - 0.5, Ink.Paper, Ink.Dark);
        }
        svg.Dot(at(median), y, Radius, Ink.Dark);
    }
}
