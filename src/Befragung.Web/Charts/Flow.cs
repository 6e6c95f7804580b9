using System.Globalization;

namespace Befragung.Web.Charts;

/// <summary>One round on the way from the invited to those who handed in.</summary>
/// <param name="Stayed">Of those who handed in round 1; null where nobody can have stayed yet.</param>
internal sealed record FlowRow(string Title, int Invited, int Started, int HandedIn, int? Stayed);

/// <summary>Rounds below each other, each from left to right; what goes lost stands at the arrow.</summary>
internal static class Flow
{
    private const double Top = 26,
        Box = 46,
        Pitch = 86,
        Radius = 6;

    public static Svg Draw(int width, IReadOnlyList<FlowRow> rows, IReadOnlyList<string> heads)
    {
        var columns = rows.Any(row => row.Stayed is not null) ? 4 : 3;
        var narrow = width < Picture.Wide;
        var gap = narrow ? 26 : 64;
        var box = (width - ((columns - 1) * gap)) / (double)columns;
        var svg = new Svg(width);
        // On a telephone, words over the boxes are broken.
        var words = heads
            .Take(columns)
            .Select((head, column) => Letters.Wrap(head, column < columns - 1 ? box + gap - 4 : box, Letters.Small))
            .ToList();
        var top = Top + ((words.Max(lines => lines.Count) - 1) * Letters.Leading);
        for (var column = 0; column < columns; column++)
        for (var line = 0; line < words[column].Count; line++)
            svg.Text(column * (box + gap), 12 + (line * 14), words[column][line], Ink.Quiet, Letters.Small);
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            var y = top + (index * Pitch);
            svg.Text(0, y + 12, row.Title, Ink.Dark, bold: true);
            int?[] numbers = [row.Invited, row.Started, row.HandedIn, row.Stayed];
            for (var column = 0; column < columns && numbers[column] is { } number; column++)
            {
                var x = column * (box + gap);
                svg.Rect(x, y + 20, box, Box, column == 2 ? Ink.Dark : Ink.Ground, Radius, column == 2 ? Ink.Dark : Ink.Pale);
                svg.Text(
                    x + (box / 2),
                    y + 20 + (Box / 2) + 7,
                    number.ToString(CultureInfo.CurrentCulture),
                    column == 2 ? Ink.Paper : Ink.Dark,
                    20,
                    "middle",
                    bold: true
                );
                if (column == 0)
                    continue;
                Arrow(svg, x - gap + 4, x - 4, y + 20 + (Box / 2));
                // Those who stayed are not what is left of the number before.
                if (column < 3 && numbers[column - 1] - number is > 0 and var lost)
                    svg.Text(
                        x - (gap / 2.0),
                        y + 20 + (Box / 2) - 7,
                        "−" + lost.ToString(CultureInfo.CurrentCulture),
                        Ink.Quiet,
                        Letters.Small,
                        "middle"
                    );
            }
        }
        svg.Height = top + (rows.Count * Pitch) - 14;
        return svg;
    }

    private static void Arrow(Svg svg, double from, double to, double y)
    {
        svg.Line(from, y, to, y, Ink.Quiet, 1.4);
        svg.Line(to - 6, y - 4.5, to, y, Ink.Quiet, 1.4);
        svg.Line(to - 6, y + 4.5, to, y, Ink.Quiet, 1.4);
    }
}
