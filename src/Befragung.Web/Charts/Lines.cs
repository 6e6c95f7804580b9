using System.Globalization;
using System.Text.Encodings.Web;
using Befragung.Delphi.Results;
using Befragung.Web.Text;
using Microsoft.AspNetCore.Html;

namespace Befragung.Web.Charts;

/// <summary>
/// Medians, middle halves and one's own answer on a line, for the sheet. They are ornaments beside words that say the same, lean because a page has many
/// of them, and dressed by site.css.
/// </summary>
public static class Lines
{
    /// <summary>Nearer to an end than this, words lean inwards.</summary>
    private const double Edge = 12;

    /// <summary>Median and middle half, for a row of a table.</summary>
    public static IHtmlContent Strip(Axis axis, double? quartile1, double? median, double? quartile3, IHtmlContent? own = null)
    {
        ArgumentNullException.ThrowIfNull(axis);
        return quartile1 is null || median is null || quartile3 is null
            ? HtmlString.Empty
            : new HtmlString(
                $"<svg class=\"strip\" aria-hidden=\"true\">{Half(axis, quartile1.Value, median.Value, quartile3.Value)}{own}</svg>"
            );
    }

    /// <summary>One's own answer on such a strip, reaching to the ends of its row.</summary>
    public static string? OwnOnStrip(Axis axis, double own)
    {
        ArgumentNullException.ThrowIfNull(axis);
        return axis.Holds(own) ? $"<line class=\"own\" x1=\"{axis.At(own)}\" x2=\"{axis.At(own)}\" y1=\"-70\" y2=\"70\"/>" : null;
    }

    /// <summary>What stands below strips, in a row that is an ornament as a whole: the values there, and one's own.</summary>
    public static string Ticks(Axis axis, IReadOnlyList<double> values, double? own, string you)
    {
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(values);
        // One's own takes the place of the value it stands on, or would run into.
        var mine = own is { } known && axis.Holds(known) ? Label(axis, known, $"{you}: {Words.Number(known)}", " class=\"own\"") : "";
        return "<svg class=\"ticks\">"
            + string.Concat(
                values
                    .Where(value => mine.Length == 0 || Math.Abs(axis.Share(value) - axis.Share(own!.Value)) > (values.Count > 2 ? 1 : 30))
                    .Select(value => Label(axis, value, Words.Number(value), "", values.Count > 2 ? 0 : 3))
            )
            + mine
            + "</svg>";
    }

    /// <summary>All values, the middle half and the median of numbers, with the ends of the whole line named.</summary>
    public static IHtmlContent Band(Axis axis, ItemResult result, IHtmlContent? own = null)
    {
        ArgumentNullException.ThrowIfNull(axis);
        return result is not { Minimum: { } low, Quartile1: { } q1, Median: { } median, Quartile3: { } q3, Maximum: { } high }
            ? HtmlString.Empty
            : new HtmlString(
                $"<svg class=\"band\" aria-hidden=\"true\"><svg class=\"strip\" y=\"28\"><line class=\"axis\" x1=\"0%\" x2=\"100%\"/><line class=\"range\" x1=\"{axis.At(low)}\" x2=\"{axis.At(high)}\"/>{Half(axis, q1, median, q3)}</svg>"
                    + string.Concat(
                        new[] { axis.Low, axis.High }.Distinct().Select(value => Label(axis, value, Words.Number(value), " y=\"54\"", 3))
                    )
                    + $"{own}</svg>"
            );
    }

    /// <summary>One's own number above such a band.</summary>
    public static string? OwnOnBand(Axis axis, double own, string you)
    {
        ArgumentNullException.ThrowIfNull(axis);
        return axis.Holds(own)
            ? $"<line class=\"own\" x1=\"{axis.At(own)}\" x2=\"{axis.At(own)}\" y1=\"17\" y2=\"40\"/>{Label(axis, own, $"{you}: {Words.Number(own)}", " class=\"own\" y=\"12\"")}"
            : null;
    }

    /// <summary>A share of a whole as a bar.</summary>
    public static IHtmlContent Bar(double percent, IHtmlContent? own = null) =>
        new HtmlString(
            $"<svg class=\"share\" aria-hidden=\"true\"><rect class=\"bar\" width=\"{Axis.Percent(percent)}\" height=\"100%\" rx=\"3\"/>{own}</svg>"
        );

    /// <summary>One's own share on such a bar: only where it lies, for the number stands beside it.</summary>
    public static string OwnOnBar(double percent)
    {
        var at = Axis.Percent(percent);
        return $"<line class=\"own\" x1=\"{at}\" x2=\"{at}\" y1=\"-3\" y2=\"25\"/>";
    }

    private static string Half(Axis axis, double quartile1, double median, double quartile3) =>
        $"<line x1=\"{axis.At(quartile1)}\" x2=\"{axis.At(quartile3)}\"/><circle cx=\"{axis.At(median)}\" r=\"6\"/>";

    private static string Label(Axis axis, double value, string words, string attributes, double edge = Edge)
    {
        var share = axis.Share(value);
        var anchor =
            edge == 0 ? ""
            : share < edge ? " text-anchor=\"start\""
            : share > 100 - edge ? " text-anchor=\"end\""
            : "";
        return $"<text x=\"{axis.At(value)}\"{attributes}{anchor}>{HtmlEncoder.Default.Encode(words)}</text>";
    }
}
