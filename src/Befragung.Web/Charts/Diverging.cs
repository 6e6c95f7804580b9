using System.Globalization;
using Befragung.Delphi.Questionnaires;

namespace Befragung.Web.Charts;

/// <summary>How an item was answered on a scale: what lies below its middle goes to the left, what lies above to the right.</summary>
internal sealed record Divergence(string Label, IReadOnlyList<int>? Counts, int N)
{
    /// <summary>In per cent, as written; null where nobody answered.</summary>
    public string? Bottom { get; init; }

    public string? Middle { get; init; }

    public string? Top { get; init; }

    /// <summary>Stands in the last column, in <see cref="VerdictInk"/> and behind a mark of the same.</summary>
    public string? Verdict { get; init; }

    public string? VerdictInk { get; init; }
}

/// <summary>
/// Items on one scale as stacked bars on both sides of a common line, so that all can be compared at a glance: the bottom of the scale to the left, its top to the
/// right, and the middle half and half around the line. Left and right differ by their side and, in grey, by their depth; every number stands beside its bar.
/// </summary>
internal static class Diverging
{
    private const double Thickness = 15,
        Usual = 9,
        Tight = 4,
        Gap = 14,
        Mark = 13,
        Beside = 5;

    /// <summary>How much wider bold letters are.</summary>
    private const double Bold = 1.06;

    /// <param name="titles">Of the bottom, the middle and the top; the middle is "" where the scale has none.</param>
    public static Svg Draw(
        int width,
        Scale scale,
        IReadOnlyList<Divergence> rows,
        (string Bottom, string Middle, string Top) titles,
        string verdictTitle
    )
    {
        var svg = new Svg(width);
        var narrow = width < Picture.Wide;
        var padding = width > Picture.Wide ? Tight : Usual;
        var judged = rows.Any(row => row.Verdict is not null);
        var verdicts = judged ? Mark + rows.Max(row => Letters.Width(row.Verdict ?? "") * Bold) : 0;
        var numbers = Math.Max(Letters.Width("n"), rows.Max(row => Letters.Width(Number(row.N), Letters.Small)));
        // On a telephone the words have lines of their own, so that the bars keep the whole width.
        var labels = narrow ? width : Math.Min(width * (judged ? 0.3 : 0.36), rows.Max(row => Letters.Width(row.Label)) + 2);
        var end = narrow || !judged ? width : width - verdicts - Gap;
        var left = (narrow ? 0 : labels + Gap) + Letters.Width("100 %") + Beside;
        var right = end - numbers - Gap - Letters.Width("100 %") - Beside;
        var toLeft = rows.Max(row => Share(row, scale, Band.Bottom) + (Share(row, scale, Band.Middle) / 2));
        var toRight = rows.Max(row => Share(row, scale, Band.Top) + (Share(row, scale, Band.Middle) / 2));
        var each = (right - left) / Math.Max(toLeft + toRight, 0.01);
        var zero = left + (toLeft * each);

        var y = Key(svg, width, titles);
        svg.Text(end, y + 13, "n", Ink.Quiet, Letters.Small, "end");
        if (judged)
            svg.Text(narrow ? 0 : width - verdicts, y + 13, verdictTitle, Ink.Quiet, Letters.Small);
        y += 20;
        foreach (var row in rows)
        {
            var lines = Letters.Wrap(row.Label, labels);
            var text = lines.Count * Letters.Leading;
            var above = narrow ? text + (judged ? Letters.Leading : 0) : 0;
            var height = above + Math.Max(narrow ? 0 : text, Thickness) + padding;
            var middle = y + above + ((height - above) / 2);
            svg.Lines(0, narrow ? y + (Letters.Leading / 2) : middle - ((lines.Count - 1) * Letters.Leading / 2), lines);
            if (row.Verdict is not null)
            {
                var x = narrow ? 0 : width - verdicts;
                var at = narrow ? y + text + (Letters.Leading / 2) : middle;
                svg.Rect(x, at - 7, 7, 14, row.VerdictInk!, 1.5);
                svg.Text(x + Mark, at + 4.5, row.Verdict, row.VerdictInk!, bold: true);
            }
            svg.Text(end, middle + 4, Number(row.N), Ink.Quiet, Letters.Small, "end");
            svg.Line(zero, y + above, zero, y + height, Ink.Quiet, 0.8);
            DrawBar(svg, scale, row, zero, each, middle);
            y += height;
        }
        svg.Height = y + 2;
        return svg;
    }

    private static void DrawBar(Svg svg, Scale scale, Divergence row, double zero, double each, double middle)
    {
        if (row is not { Counts: { } counts, N: > 0 })
            return;
        var x = zero - ((Share(row, scale, Band.Bottom) + (Share(row, scale, Band.Middle) / 2)) * each);
        svg.Text(x - Beside, middle + 4.5, row.Bottom!, anchor: "end");
        for (var point = 1; point <= scale.Points; point++)
        {
            var room = (double)counts[point - 1] / row.N * each;
            if (room > 0)
                svg.Rect(x, middle - (Thickness / 2), room, Thickness, Fill(scale, point), stroke: Ink.Paper);
            x += room;
        }
        svg.Text(x + Beside, middle + 4.5, row.Top!);
        if (row.Middle is { } said && Share(row, scale, Band.Middle) * each > Letters.Width(said, Letters.Small) + 4)
            svg.Text(zero, middle + 4, said, Ink.Text, Letters.Small, "middle");
    }

    /// <summary>What the colours mean, each word behind a mark; on as many lines as it takes.</summary>
    private static double Key(Svg svg, int width, (string Bottom, string Middle, string Top) titles)
    {
        double x = 0,
            y = 0;
        foreach (var (title, fill) in new[] { (titles.Bottom, Ink.Against), (titles.Middle, Ink.Grid), (titles.Top, Ink.Accent) })
        {
            if (title.Length == 0)
                continue;
            var needed = 16 + Letters.Width(title, Letters.Small);
            if (x > 0 && x + needed > width)
            {
                x = 0;
                y += Letters.Leading;
            }
            svg.Rect(x, y + 3, 11, 11, fill);
            svg.Text(x + 16, y + 13, title, Ink.Quiet, Letters.Small);
            x += needed + Gap;
        }
        return y + Letters.Leading + 4;
    }

    private static double Share(Divergence row, Scale scale, Band band) =>
        row is { Counts: { } counts, N: > 0 } ? (double)scale.Count(band, counts) / row.N : 0;

    /// <summary>The farther from the middle, the darker.</summary>
    private static string Fill(Scale scale, int point) =>
        scale.BandOf(point) switch
        {
            Band.Top => point == scale.Points ? Ink.Dark : Ink.Accent,
            Band.Bottom => point == 1 ? Ink.AgainstDark : Ink.Against,
            _ => Ink.Grid,
        };

    private static string Number(int number) => number.ToString("#,0", CultureInfo.CurrentCulture);
}
