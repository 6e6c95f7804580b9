using System.Globalization;
using System.Text;
using Befragung.Delphi.Questionnaires;
using Befragung.Delphi.Results;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Charts;

/// <summary>Small pictures of one's own answers among those of all. Ornaments: the sentences beside them say the same.</summary>
public static class OwnPictures
{
    private const int Width = Picture.Half;
    private const double Edge = 14,
        Axis = 31,
        Band = 7,
        Radius = 6;

    /// <summary>A scale from left to right: the middle half and the median of all, and one's own answer.</summary>
    /// <param name="you">What one's own answer is called.</param>
    /// <param name="own">The point; null for none.</param>
    /// <param name="others">How all answered; null where nothing may be said of it.</param>
    public static IHtmlContent OnScale(string you, Scale scale, int? own, ItemResult? others)
    {
        ArgumentNullException.ThrowIfNull(scale);
        var svg = new Svg(Width);
        double At(double point) => Edge + ((Width - (2 * Edge)) * (point - 1) / (scale.Points - 1));
        svg.Line(At(1), Axis, At(scale.Points), Axis, Ink.Grid, 1.5);
        for (var point = 1; point <= scale.Points; point++)
            svg.Line(At(point), Axis - 4, At(point), Axis + 4, Ink.Grid, 1.5);
        Mark(svg, At, others, own, you);
        for (var point = 1; point <= scale.Points; point++)
            svg.Text(At(point), Axis + 26, Words.Number(point), own == point ? Ink.Own : Ink.Quiet, Letters.Small, "middle", own == point);
        svg.Height = Axis + 32;
        var below = Math.Max(Label(svg, scale.LabelOf(1), "start", 2), Label(svg, scale.LabelOf(scale.Points), "end", Width - 2));
        svg.Height += below * Letters.Leading;
        return Ornament(svg);
    }

    /// <summary>A number on an axis of its own, as long as it takes; the ends of what others named are not told.</summary>
    public static IHtmlContent OnAxis(string you, double own, ItemResult others)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (others is not { Quartile1: { } q1, Quartile3: { } q3 })
            return HtmlString.Empty;
        var low = Math.Min(own, q1);
        var high = Math.Max(own, q3);
        if (low == high)
            return HtmlString.Empty;
        var svg = new Svg(Width);
        double At(double value) => Edge + ((Width - (2 * Edge)) * (value - low) / (high - low));
        svg.Line(At(low), Axis, At(high), Axis, Ink.Grid, 1.5);
        Mark(svg, At, others, own, you);
        svg.Text(2, Axis + 26, Words.Number(low), Ink.Quiet, Letters.Small);
        svg.Text(Width - 2, Axis + 26, Words.Number(high), Ink.Quiet, Letters.Small, "end");
        svg.Height = Axis + 32;
        return Ornament(svg);
    }

    /// <summary>A mean as a bar on its scale, as wide as there is room, with the mean of all as a line across it.</summary>
    public static IHtmlContent OfMean(Scale scale, double? own, double? all)
    {
        ArgumentNullException.ThrowIfNull(scale);
        double At(double point) => 100 * (point - 1) / (scale.Points - 1);
        var bar = new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"own-bar\" aria-hidden=\"true\" focusable=\"false\" width=\"100%\" height=\"20\">"
        );
        void Rect(string fill, double y, double height, double from, string width, double shift = 0) =>
            bar.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{from:0.##}%\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\" transform=\"translate({shift})\"/>"
            );
        Rect(Ink.Ground, 4, 12, 0, "100%");
        for (var point = 2; point < scale.Points; point++)
            Rect(Ink.Grid, 4, 12, At(point), "1");
        // At the lowest point there still is something to see.
        if (own is { } mine)
            Rect(Ink.Blue, 4, 12, 0, mine == 1 ? "3" : string.Create(CultureInfo.InvariantCulture, $"{At(mine):0.##}%"));
        if (all is { } theirs)
            Rect(Ink.Dark, 0, 20, At(theirs), "3", -1.5);
        return new HtmlString(bar.Append("</svg>").ToString());
    }

    private static void Mark(Svg svg, Func<double, double> at, ItemResult? others, double? own, string you)
    {
        if (others is { Quartile1: { } q1, Median: { } median, Quartile3: { } q3 })
        {
            svg.Rect(at(q1) - Band, Axis - Band, at(q3) - at(q1) + (2 * Band), 2 * Band, Ink.Pale, Band);
            svg.Dot(at(median), Axis, Radius, Ink.Dark);
        }
        if (own is not { } mine)
            return;
        svg.Line(at(mine), 15, at(mine), Axis + 12, Ink.Own, 3);
        var half = Letters.Width(you) / 2;
        svg.Text(Math.Clamp(at(mine), half, Width - half), 11, you, Ink.Own, anchor: "middle", bold: true);
    }

    /// <summary>The word at an end of the scale; hands back how many lines it takes.</summary>
    private static int Label(Svg svg, LocalizedText? label, string anchor, double x)
    {
        if (label is null)
            return 0;
        var lines = Letters.Wrap(Markdown.Plain(label.ToString()), (Width / 2) - 14, Letters.Small);
        for (var i = 0; i < lines.Count; i++)
            svg.Text(x, Axis + 42 + (i * Letters.Leading), lines[i], Ink.Quiet, Letters.Small, anchor);
        return lines.Count;
    }

    private static HtmlString Ornament(Svg svg) => new(svg.ToDecoration("own-strip"));
}
