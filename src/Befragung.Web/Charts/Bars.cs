namespace Befragung.Web.Charts;

/// <summary>One row of horizontal bars.</summary>
/// <param name="Percent">Length of the bar, 0–100; null where there is no value.</param>
/// <param name="Numbers">Count and percentage in words, at the end of the row.</param>
internal sealed record Bar(string Label, double? Percent, string Numbers)
{
    /// <summary>The point of the scale, before the label.</summary>
    public string? Lead { get; init; }

    /// <summary>The dark part at the beginning of the bar, in the same units.</summary>
    public double? DarkPercent { get; init; }

    /// <summary>Filled, not just outlined.</summary>
    public bool Strong { get; init; }

    /// <summary>Stands on tinted ground.</summary>
    public bool Ground { get; init; }
}

/// <summary>Labels, bars and numbers in rows: what histograms, choices and rankings have in common.</summary>
internal static class Bars
{
    private const double Thickness = 14,
        Padding = 10,
        Gap = 12;

    public static Svg Draw(int width, IReadOnlyList<Bar> bars)
    {
        var svg = new Svg(width);
        // Words on tinted ground keep off its edge; others stand flush with the page.
        var inset = bars.Any(bar => bar.Ground) ? 6 : 0;
        var lead = bars.Any(bar => bar.Lead is not null) ? bars.Max(bar => Letters.Width(bar.Lead ?? "")) + 8 : 0;
        var numbers = bars.Max(bar => Letters.Width(bar.Numbers)) + inset;
        var labels = Math.Min(
            bars.Max(bar => Letters.Width(bar.Label)) + 2,
            (width - numbers - lead) * (width < Picture.Wide ? 0.5 : 0.55)
        );
        var left = inset + lead + labels + (labels > 2 ? Gap : 0);
        var room = width - numbers - Gap - left;
        var whole = Whole(bars.Max(bar => bar.Percent));
        double y = 0;
        foreach (var bar in bars)
        {
            var lines = Letters.Wrap(bar.Label, labels);
            var height = Math.Max(Thickness, lines.Count * Letters.Leading) + Padding;
            var middle = y + (height / 2);
            if (bar.Ground)
                svg.Rect(0, y, width, height, Ink.Ground);
            if (bar.Lead is not null)
                svg.Text(inset, middle + 4.5, bar.Lead, Ink.Quiet, bold: true);
            svg.Lines(inset + lead, middle - ((lines.Count - 1) * Letters.Leading / 2), lines);
            svg.Line(left, y + 2, left, y + height - 2, Ink.Quiet, 0.8);
            if (bar.Percent > 0)
                svg.Rect(
                    left,
                    middle - (Thickness / 2),
                    room * bar.Percent.Value / whole,
                    Thickness,
                    bar.Strong ? Ink.Blue : Ink.Pale,
                    stroke: Ink.Blue
                );
            if (bar.DarkPercent > 0)
                svg.Rect(left, middle - (Thickness / 2), room * bar.DarkPercent.Value / whole, Thickness, Ink.Dark);
            svg.Text(width - inset, middle + 4.5, bar.Numbers, anchor: "end");
            y += height;
        }
        svg.Height = y;
        return svg;
    }

    /// <summary>What the full length stands for: steps of 25 per cent, so that pictures beside each other mostly compare.</summary>
    /// <param name="largest">The largest share, in per cent.</param>
    public static double Whole(double? largest) => Math.Clamp(Math.Ceiling((largest ?? 0) / 25) * 25, 50, 100);
}
