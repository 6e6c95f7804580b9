using System.Globalization;
using AngleSharp.Dom;
using Befragung.Web.Charts;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Befragung.Web.Reports.Word;

/// <summary>A table of the page as one of Word: with rows of heads that are repeated on each page, a name, and columns as wide as what is in them.</summary>
internal static class WordTable
{
    // Of a letter in a cell, and of what is left free beside it.
    private const int Letter = 96,
        Free = 140,
        LongestInOnePiece = 12,
        LeastApart = 4,
        MostWanted = 44,
        MostOfBroad = 110;

    /// <param name="table">The table.</param>
    /// <param name="most">As wide as it may be.</param>
    /// <param name="write">Writes what is in a cell; in a head or not, on the right or not, and whether it stays with the next row.</param>
    public static Table Of(IElement table, int most, Func<IElement, CellLook, IEnumerable<OpenXmlElement>> write)
    {
        var rows = table.QuerySelectorAll("tr").Where(row => row.Closest("table") == table).ToList();
        var grid = Grid(rows);
        var columns = Math.Max(1, grid.Max(row => row.Count));
        var widths = Widths(grid, columns, most);
        var properties = new TableProperties(
            new TableStyle { Val = "TableGrid" },
            new TableWidth { Width = Plain(widths.Sum()), Type = TableWidthUnitValues.Dxa },
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableLook
            {
                FirstRow = true,
                FirstColumn = true,
                LastRow = false,
                LastColumn = false,
                NoHorizontalBand = true,
                NoVerticalBand = true,
            }
        );
        if (table.QuerySelector("caption") is { } caption)
            properties.Append(new TableCaption { Val = WordText.Held(WordReport.Plain(caption)) });
        var made = new Table(properties, new TableGrid(widths.Select(width => new GridColumn { Width = Plain(width) })));
        var isNumbers = table.ClassList.Contains("numbers") && !table.ClassList.Contains("paper-scale");
        for (var at = 0; at < rows.Count; at++)
        {
            var isHead = IsHead(rows[at]);
            var said = new TableRowProperties(new CantSplit());
            if (isHead)
                said.Append(new TableHeader());
            // A head does not stand alone at the foot of a page, nor a row at the top of the next; and a short table stays in one piece.
            var keeps =
                at < rows.Count - 1 && (isHead || rows.Count <= LongestInOnePiece || at < LeastApart || at >= rows.Count - LeastApart);
            made.Append(
                new TableRow([
                    said,
                    .. Cells(
                        grid[at],
                        widths,
                        (cell, column) =>
                            write(
                                cell,
                                new(isHead || rows[at].ClassList.Contains("group"), isNumbers && IsRight(cell, column), keeps)
                                {
                                    IsApart = isNumbers && column > 0 && !IsRight(cell, column),
                                }
                            )
                    ),
                ])
            );
        }
        return made;
    }

    private static bool IsHead(IElement element) => WordReport.IsWithin(element, one => one.LocalName == "thead");

    private static bool IsRight(IElement cell, int column) =>
        !cell.ClassList.Contains("words") && !cell.ClassList.Contains("strip") && (cell.LocalName == "td" || (column > 0 && IsHead(cell)));

    private static IEnumerable<OpenXmlElement> Cells(List<Place> row, int[] widths, Func<IElement, int, IEnumerable<OpenXmlElement>> write)
    {
        for (var column = 0; column < widths.Length; )
        {
            var place = column < row.Count ? row[column] : new Place(null, 1, IsFirst: true, GoesOn: false);
            var span = Math.Clamp(place.Span, 1, widths.Length - column);
            var properties = new TableCellProperties(
                new TableCellWidth { Width = Plain(widths.AsSpan(column, span).ToArray().Sum()), Type = TableWidthUnitValues.Dxa }
            );
            if (span > 1)
                properties.Append(new GridSpan { Val = span });
            if (place.GoesOn)
                properties.Append(new VerticalMerge { Val = place.IsFirst ? MergedCellValues.Restart : MergedCellValues.Continue });
            var shade = Shade(place.Cell);
            if (shade is ({ } fill, _))
                properties.Append(
                    new Shading
                    {
                        Val = ShadingPatternValues.Clear,
                        Color = "auto",
                        Fill = fill,
                    }
                );
            if (place.Cell is { } placed && IsHead(placed))
                properties.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Bottom });
            var content = place is { Cell: { } cell, IsFirst: true } ? [.. write(cell, column)] : (List<OpenXmlElement>)[];
            if (shade is (_, true))
                foreach (var run in content.SelectMany(one => one.Descendants<Run>()))
                    (run.RunProperties ??= new RunProperties()).Color = new Color { Val = Hex(Ink.Paper) };
            if (content.Count == 0 || content[^1] is not Paragraph)
                content.Add(new Paragraph(new ParagraphProperties { ParagraphStyleId = new() { Val = "TableText" } }));
            yield return new TableCell([properties, .. content]);
            column += span;
        }
    }

    /// <summary>How dark a cell is whose number is told by its ground as well, and whether its letters have to be light; as report.css has it.</summary>
    private static (string Fill, bool IsDark)? Shade(IElement? cell) =>
        cell?.ClassList.FirstOrDefault(name => name.StartsWith("heat-", StringComparison.Ordinal)) switch
        {
            "heat-1" => (Hex(Ink.Ground), false),
            "heat-2" => (Hex(Ink.Pale), false),
            "heat-3" => (Hex(Ink.Accent), true),
            "heat-4" => (Hex(Ink.Dark), true),
            _ => null,
        };

    private static string Hex(string ink) => ink.TrimStart('#').ToUpperInvariant();

    /// <summary>Which cell is at each place, with those that reach over several rows or columns.</summary>
    private static List<List<Place>> Grid(List<IElement> rows)
    {
        var grid = rows.Select(_ => new List<Place>()).ToList();
        for (var at = 0; at < rows.Count; at++)
        {
            var column = 0;
            foreach (var cell in rows[at].Children.Where(cell => cell.LocalName is "td" or "th"))
            {
                while (column < grid[at].Count && grid[at][column].Cell is not null)
                    column++;
                var across = Span(cell, "colspan");
                var down = Math.Min(Span(cell, "rowspan"), rows.Count - at);
                for (var row = at; row < at + down; row++)
                for (var step = 0; step < across; step++)
                    Put(grid[row], column + step, new(cell, step == 0 ? across : 0, row == at, down > 1));
                column += across;
            }
        }
        return grid;
    }

    private static void Put(List<Place> row, int column, Place place)
    {
        while (row.Count <= column)
            row.Add(new(null, 1, IsFirst: true, GoesOn: false));
        row[column] = place;
    }

    private static int Span(IElement cell, string name) =>
        int.TryParse(cell.GetAttribute(name), CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, 60) : 1;

    /// <summary>Each has room for its longest word; what is left goes where most is said.</summary>
    private static int[] Widths(List<List<Place>> grid, int columns, int most)
    {
        var isLoose = grid.SelectMany(row => row).FirstOrDefault(place => place.Cell is not null)?.Cell?.Closest(".loose") is not null;
        var least = new double[columns];
        var wanted = new double[columns];
        foreach (var row in grid)
            for (var column = 0; column < row.Count; column++)
                if (row[column] is { Cell: { } cell, Span: 1, IsFirst: true })
                {
                    var words = WordReport.Plain(cell);
                    var isNumber = cell.LocalName == "td" && words.Length <= 24 && !isLoose;
                    var longest = isNumber ? words.Length : words.Split(' ', '\u00AD', '\u200B', '/', '\n').Max(word => word.Length) + 1;
                    var free = cell.ClassList.Contains("strip") || cell.ClassList.Contains("words") ? Free + WordPlace.Apart : Free;
                    least[column] = Math.Max(least[column], (Math.Min(longest, 26) * Letter) + free);
                    wanted[column] = Math.Max(
                        wanted[column],
                        (Math.Min(words.Length, cell.ClassList.Contains("broad") ? MostOfBroad : MostWanted) * Letter) + free
                    );
                }
        for (var column = 0; column < columns; column++)
        {
            least[column] = Math.Max(least[column], 3 * Letter);
            wanted[column] = Math.Max(least[column], wanted[column]);
        }
        var (narrow, wide) = (least.Sum(), wanted.Sum());
        if (narrow >= most)
            return [.. least.Select(width => (int)(width * most / narrow))];
        if (wide > most)
        {
            var share = (most - narrow) / (wide - narrow);
            return [.. least.Select((width, column) => (int)(width + ((wanted[column] - width) * share)))];
        }
        // A narrow table is not drawn out over the whole page, where the eye would lose the row.
        var spare = Math.Min(most - wide, wide * 0.5) / columns;
        return [.. wanted.Select(width => (int)(width + spare))];
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Span">How many columns it reaches over; 0 where another place has it.</param>
    /// <param name="IsFirst">Whether it begins in this row.</param>
    /// <param name="GoesOn">Whether it reaches over several rows.</param>
    private sealed record Place(IElement? Cell, int Span, bool IsFirst, bool GoesOn);
}

/// <summary>How a cell is set.</summary>
internal sealed record CellLook(bool IsHead, bool IsRight, bool Keeps)
{
    /// <summary>Words beside numbers, which would touch them.</summary>
    public bool IsApart { get; init; }
}
