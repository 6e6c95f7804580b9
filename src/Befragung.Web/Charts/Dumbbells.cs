namespace Befragung.Web.Charts;

/// <summary>A share before and after, in per cent.</summary>
/// <param name="Numbers">Both, as written.</param>
internal sealed record Dumbbell(string Label, double Before, double After, string Numbers);

/// <summary>Where a share stood in one round and where in the next: a hollow dot, a line, a full one.</summary>
internal static class Dumbbells
{
    private const double Radius = 5.5,
        Padding = 9,
        Gap = 16;

    public static Svg Draw(int width, IReadOnlyList<Dumbbell> rows, string numbersTitle)
    {
        var svg = new Svg(width);
        var narrow = width < Picture.Wide;
        var numbers = rows.Select(row => row.Numbers).Append(numbersTitle).Max(text => Letters.Width(text));
        var labels = narrow ? width - numbers - Gap : Math.Min(width * 0.4, rows.Max(row => Letters.Width(row.Label)) + 2);
        var left = narrow ? Radius + 4 : labels + Gap + Radius;
        var right = narrow ? width - Radius - 4 : width - numbers - Gap - Radius;
        double At(double percent) => left + ((right - left) * percent / 100);

        svg.Text(width, 13, numbersTitle, Ink.Quiet, Letters.Small, "end");
        double y = 22;
        foreach (var row in rows)
        {
            var lines = Letters.Wrap(row.Label, labels);
            var text = lines.Count * Letters.Leading;
            var height = narrow ? text + 18 + Padding : Math.Max(text, 16) + Padding;
            var middle = narrow ? y + text + (Padding / 2) + 9 : y + (height / 2);
            foreach (var mark in (double[])[0, 25, 50, 75, 100])
                svg.Line(At(mark), narrow ? middle - 8 : y, At(mark), narrow ? middle + 8 : y + height, Ink.Grid);
            var first = narrow ? y + (Padding / 2) + (Letters.Leading / 2) : middle - ((lines.Count - 1) * Letters.Leading / 2);
            svg.Lines(0, first, lines);
            svg.Text(width, first + 4.5, row.Numbers, anchor: "end");
            svg.Line(At(row.Before), middle, At(row.After), middle, Ink.Dark, 2.4);
            svg.Dot(At(row.Before), middle, Radius - 0.5, Ink.Paper, Ink.Dark);
            svg.Dot(At(row.After), middle, Radius, Ink.Dark);
            y += height;
        }
        foreach (var mark in (double[])[0, 50, 100])
            svg.Text(At(mark), y + 14, $"{mark:0} %", Ink.Quiet, Letters.Small, "middle");
        svg.Height = y + 20;
        return svg;
    }
}
