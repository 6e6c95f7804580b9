using System.Globalization;

namespace Befragung.Web.Charts;

/// <summary>Something that happened on a day of a round, or will.</summary>
/// <param name="Day">Days since the opening.</param>
public sealed record ResponseMark(int Day, string Label);

/// <summary>How many have handed in by the end of each day, as steps; beside them the round before, and what happened meanwhile.</summary>
public static class ResponsePicture
{
    private const double Top = 40,
        Plot = 170,
        Left = 40,
        Right = 12;

    /// <param name="sentence">Says the same.</param>
    /// <param name="totals">By the end of each day since the opening.</param>
    /// <param name="before">The same of the round before; none where there was none.</param>
    /// <param name="marks">The deadline and reminders.</param>
    /// <param name="first">The day of the opening, as written below it.</param>
    /// <param name="last">The last day that is drawn.</param>
    public static Picture Of(
        string sentence,
        IReadOnlyList<int> totals,
        IReadOnlyList<int> before,
        IReadOnlyList<ResponseMark> marks,
        string first,
        string last
    )
    {
        ArgumentNullException.ThrowIfNull(totals);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(marks);
        return new(sentence, width => Draw(width, totals, before, marks, first, last));
    }

    /// <summary>How many days are drawn.</summary>
    public static int Days(IReadOnlyList<int> totals, IReadOnlyList<ResponseMark> marks) =>
        Math.Max(totals.Count, marks.Select(mark => mark.Day + 1).DefaultIfEmpty().Max());

    private static Svg Draw(
        int width,
        IReadOnlyList<int> totals,
        IReadOnlyList<int> before,
        IReadOnlyList<ResponseMark> marks,
        string first,
        string last
    )
    {
        var svg = new Svg(width);
        var days = Days(totals, marks);
        var step = (width - Left - Right) / days;
        var shown = before.Take(days).ToList();
        var high = Round(Math.Max(1, Math.Max(totals.Max(), shown.DefaultIfEmpty().Max())));
        double X(double day) => Left + (day * step);
        double Y(int number) => Top + Plot - (Plot * number / high);
        foreach (var number in (int[])[0, high / 2, high])
        {
            svg.Line(Left, Y(number), width - Right, Y(number), Ink.Grid);
            svg.Text(Left - 6, Y(number) + 4, number.ToString(CultureInfo.CurrentCulture), Ink.Quiet, Letters.Small, "end");
        }
        foreach (var (i, mark) in marks.OrderBy(mark => mark.Day).Index())
        {
            var x = X(mark.Day + 0.5);
            svg.Line(x, Top - 4, x, Top + Plot, Ink.Blue);
            svg.Text(
                x,
                i % 2 == 0 ? 30 : 14,
                mark.Label,
                Ink.Quiet,
                Letters.Small,
                x > width - 60 ? "end"
                    : x < Left + 40 ? "start"
                    : "middle"
            );
        }
        Steps(svg, shown, X, Y, Ink.Pale, 2);
        Steps(svg, totals, X, Y, Ink.Dark, 2.5);
        svg.Text(Left, Top + Plot + 18, first, Ink.Quiet, Letters.Small);
        svg.Text(width - Right, Top + Plot + 18, last, Ink.Quiet, Letters.Small, "end");
        svg.Height = Top + Plot + 26;
        return svg;
    }

    private static void Steps(Svg svg, IReadOnlyList<int> totals, Func<double, double> x, Func<int, double> y, string ink, double thickness)
    {
        var at = 0;
        foreach (var (day, total) in totals.Index())
        {
            svg.Line(x(day), y(at), x(day), y(total), ink, thickness);
            svg.Line(x(day), y(total), x(day + 1), y(total), ink, thickness);
            at = total;
        }
    }

    /// <summary>The next number that halves well.</summary>
    private static int Round(int number)
    {
        var unit = 1;
        while (unit * 10 < number)
            unit *= 10;
        foreach (var factor in (int[])[2, 4, 6, 8, 10])
            if (unit * factor >= number)
                return unit * factor;
        return unit * 20;
    }
}
