using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Charts;

/// <summary>Median and middle half; null throughout where nothing may be or can be shown.</summary>
internal sealed record Strip(double? Quartile1, double? Median, double? Quartile3);

/// <summary>A median and a middle half on their scale, for a cell of a table.</summary>
internal static class Strips
{
    private const int AloneWidth = 160;
    private const double Radius = 5.5;

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
        svg.Dot(at(median), y, Radius, Ink.Dark);
    }
}
