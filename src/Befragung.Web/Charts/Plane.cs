namespace Befragung.Web.Charts;

/// <summary>A point of a plane, both in per cent.</summary>
internal sealed record PlaneMark(string Label, double Across, double Up);

/// <summary>Two shares as a plane, parted at the half of each; who stands where is told by a number that the legend beneath explains.</summary>
internal static class Plane
{
    private const double Most = 460,
        Left = 44,
        Dot = 4.5,
        Beside = 3;

    /// <param name="across">What lies to the right.</param>
    /// <param name="up">What lies on top.</param>
    /// <param name="legend">Label and name of every point.</param>
    public static Svg Draw(
        int width,
        string across,
        string up,
        IReadOnlyList<PlaneMark> marks,
        IReadOnlyList<(string Label, string Name)> legend
    )
    {
        var svg = new Svg(width);
        var narrow = width < Picture.Wide;
        var side = Math.Min(narrow ? width - Left - 12 : Most - Left, 340);
        const double top = 30;
        double X(double percent) => Left + (side * percent / 100);
        double Y(double percent) => top + (side * (100 - percent) / 100);

        svg.Lines(0, 8, Letters.Wrap(up + " ↑", narrow ? width : Most));
        svg.Rect(Left, top, side, side, Ink.Paper, stroke: Ink.Grid);
        svg.Rect(X(50), Y(50), side / 2, side / 2, Ink.Ground);
        foreach (var mark in (double[])[0, 25, 50, 75, 100])
        {
            svg.Line(X(mark), top, X(mark), top + side, mark == 50 ? Ink.Quiet : Ink.Grid, mark == 50 ? 1.2 : 1);
            svg.Line(Left, Y(mark), Left + side, Y(mark), mark == 50 ? Ink.Quiet : Ink.Grid, mark == 50 ? 1.2 : 1);
            if (mark is 0 or 50 or 100)
            {
                svg.Text(X(mark), top + side + 16, $"{mark:0} %", Ink.Quiet, Letters.Small, "middle");
                svg.Text(Left - 6, Y(mark) + 4, $"{mark:0} %", Ink.Quiet, Letters.Small, "end");
            }
        }
        var taken = new List<(double X, double Y, double W)>();
        foreach (var mark in marks)
            svg.Dot(X(mark.Across), Y(mark.Up), Dot, Ink.Dark);
        foreach (var mark in marks.OrderBy(mark => mark.Up).ThenBy(mark => mark.Across))
        {
            var room = Letters.Width(mark.Label, Letters.Small);
            var (x, y) = Free(X(mark.Across), Y(mark.Up), room, taken);
            taken.Add((x, y, room));
            svg.Text(x, y + 4, mark.Label, Ink.Text, Letters.Small);
        }
        var across1 = Letters.Wrap(across + " →", side);
        svg.Lines(Left, top + side + 34, across1);
        var below = top + side + 34 + (across1.Count * Letters.Leading);
        var end = Legend(svg, narrow ? 0 : Most + 16, narrow ? below + 8 : top, narrow ? width : width - Most - 16, legend);
        svg.Height = Math.Max(below, end) + 4;
        return svg;
    }

    private static double Legend(Svg svg, double x, double y, double room, IReadOnlyList<(string Label, string Name)> legend)
    {
        var numbers = legend.Max(one => Letters.Width(one.Label)) + 8;
        foreach (var (label, name) in legend)
        {
            var lines = Letters.Wrap(name, room - numbers);
            svg.Text(x, y + 4.5, label, Ink.Quiet, bold: true);
            svg.Lines(x + numbers, y, lines);
            y += (lines.Count * Letters.Leading) + 3;
        }
        return y;
    }

    /// <summary>Beside its dot where nothing stands yet: to the right, to the left, above, below, and else to the right all the same.</summary>
    private static (double X, double Y) Free(double x, double y, double room, List<(double X, double Y, double W)> taken)
    {
        (double X, double Y)[] places =
        [
            (x + Dot + Beside, y),
            (x - Dot - Beside - room, y),
            (x - (room / 2), y - Dot - 9),
            (x - (room / 2), y + Dot + 9),
            (x + Dot + Beside, y - 10),
            (x + Dot + Beside, y + 10),
        ];
        foreach (var place in places)
            if (!taken.Exists(other => Math.Abs(other.Y - place.Y) < 11 && place.X < other.X + other.W + 2 && other.X < place.X + room + 2))
                return place;
        return places[0];
    }
}
