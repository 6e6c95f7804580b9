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

    /// <summary>Stands behind the numbers, in <see cref="VerdictInk"/> and behind a mark of the same.</summary>
    public string? Verdict { get; init; }

    public string? VerdictInk { get; init; }
}

/// <summary>Rows of medians and middle halves on one scale: those of the overview, and one alone.</summary>
internal static class Strips
{
    private const int AloneWidth = 160;
    private const double Usual = 10,
        Tight = 4,
        Radius = 5.5,
        Gap = 20,
        Mark = 13;

    /// <summary>How much wider bold letters are.</summary>
    private const double Bold = 1.06;

    public static Svg Draw(int width, Scale scale, IReadOnlyList<Strip> strips, string numbersTitle, string verdictTitle)
    {
        var svg = new Svg(width);
        var narrow = width < Picture.Wide;
        var padding = width > Picture.Wide ? Tight : Usual;
        var judged = strips.Any(strip => strip.Verdict is not null);
        var verdicts = judged ? Mark + strips.Max(strip => Letters.Width(strip.Verdict ?? "") * Bold) : 0;
        var numbers = strips.Select(strip => strip.Numbers ?? "").Append(numbersTitle).Max(text => Letters.Width(text));
        // On a telephone the verdict has a line of its own with the numbers, so that labels keep the whole width.
        var ends = narrow || !judged ? width : width - verdicts - Gap;
        var labels = !narrow
            ? Math.Min(width * (judged ? 0.34 : 0.42), strips.Max(strip => Letters.Width(strip.Label)) + 2)
            : width - (judged ? 0 : numbers + Gap);
        var left = narrow ? Radius + 4 : labels + Gap;
        var right = narrow ? width - Radius - 4 : ends - numbers - Radius - 4 - Gap;
        double At(double point) => left + ((right - left) * (point - 1) / (scale.Points - 1));

        svg.Text(ends, 13, numbersTitle, Ink.Quiet, Letters.Small, "end");
        if (judged)
            svg.Text(narrow ? 0 : width - verdicts, 13, verdictTitle, Ink.Quiet, Letters.Small);
        double y = 22;
        foreach (var strip in strips)
        {
            var lines = Letters.Wrap(strip.Label, labels);
            var text = lines.Count * Letters.Leading;
            var height = narrow ? text + 18 + (judged ? Letters.Leading + 4 : 0) + padding : Math.Max(text, 16) + padding;
            var first = y + (padding / 2) + (Letters.Leading / 2);
            var middle = narrow ? y + height - (padding / 2) - 9 : y + (height / 2);
            for (var point = 1; point <= scale.Points; point++)
                svg.Line(At(point), narrow ? middle - 8 : y, At(point), narrow ? middle + 8 : y + height, Ink.Grid);
            svg.Lines(0, first, lines);
            var end =
                !narrow ? middle
                : judged ? first + text
                : first;
            if (strip.Numbers is not null)
                svg.Text(ends, end + 4.5, strip.Numbers, anchor: "end");
            if (strip.Verdict is not null)
            {
                var x = narrow ? 0 : width - verdicts;
                svg.Rect(x, end - 8, 7, 16, strip.VerdictInk!, 1.5);
                svg.Text(x + Mark, end + 4.5, strip.Verdict, strip.VerdictInk!, bold: true);
            }
            DrawStrip(svg, strip, At, middle);
            y += height;
        }
        for (var point = 1; point <= scale.Points; point++)
            svg.Text(At(point), y + 14, point.ToString(CultureInfo.CurrentCulture), Ink.Quiet, Letters.Small, "middle");
        svg.Height = y + 20;
        return svg;
    }

    /// <summary>One strip without words, for a table that has the numbers.</summary>
    public static Svg Alone(Scale scale, Strip strip)
    {
        var svg = new Svg(AloneWidth) { Height = 12 };
        for (var point = 1; point <= scale.Points; point++)
            svg.Line(OnAlone(scale, point), 0, OnAlone(scale, point), 12, Ink.Grid);
        DrawStrip(svg, strip, point => OnAlone(scale, point), 6);
        return svg;
    }

    private static double OnAlone(Scale scale, double point) => Radius + ((AloneWidth - (2 * Radius)) * (point - 1) / (scale.Points - 1));

    private static void DrawStrip(Svg svg, Strip strip, Func<double, double> at, double y)
    {
        if (strip is not { Quartile1: { } q1, Median: { } median, Quartile3: { } q3 })
            return;
        svg.Rect(at(q1) - Radius, y - Radius, at(q3) - at(q1) + (2 * Radius), 2 * Radius, Ink.Pale, Radius);
        if (strip.MedianBefore is { } before && before != median)
        {
            svg.Line(at(before), y, at(median), y, Ink.Dark, 1.6);
            svg.Dot(at(before), y, Radius - 0.5, Ink.Paper, Ink.Dark);
        }
        svg.Dot(at(median), y, Radius, Ink.Dark);
    }
}
