using System.Globalization;
using System.IO.Packaging;
using System.Xml;
using Befragung.Delphi;
using DocumentFormat.OpenXml;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace Befragung.Web.Exchange;

/// <summary>
/// A workbook as it is written: one sheet after the other, row by row, straight into the packed file, so that its length costs no memory. The package is
/// made by hand, since SpreadsheetDocument wants one that it can read again, and such a package keeps every sheet in memory, unpacked. Sheets are written as
/// plain XML: with an object for each cell, most of the time went into making objects.
/// </summary>
internal sealed class XlsxWriter : IDisposable
{
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const int MostRows = 1_048_576;

    private readonly Package package;
    private readonly List<string> sheets = [];
    private readonly List<string> columns = [];
    private readonly Dictionary<int, int> kept = [];
    private Stream? content;
    private XmlWriter? sheet;
    private int rows;
    private double[]? lines;
    private SheetPrint? print;

    public XlsxWriter(Stream to) => package = Package.Open(to, FileMode.Create, FileAccess.Write);

    /// <summary>Begins a sheet; its first row stays in sight.</summary>
    /// <param name="wrapped">Whether long texts are broken, so that the rows grow: for tables to be read.</param>
    /// <param name="widths">Of the columns, in characters; the last counts for all that follow.</param>
    public void StartSheet(string name, bool wrapped, params double[] widths) => StartSheet(name, wrapped, null, widths);

    /// <param name="printed">How it comes onto paper; null for whatever the program does.</param>
    public void StartSheet(string name, bool wrapped, SheetPrint? printed, params double[] widths)
    {
        EndSheet();
        sheets.Add(name);
        rows = 0;
        print = printed;
        if (printed is not null)
            kept[sheets.Count] = printed.Kept;
        lines = wrapped ? widths : null;
        content = ContentOf(Part($"/xl/worksheets/sheet{sheets.Count}.xml", "worksheet+xml"));
        sheet = XmlWriter.Create(content, new XmlWriterSettings { CheckCharacters = false });
        sheet.WriteStartElement("worksheet", Main);
        Write(
            new X.SheetViews(
                new X.SheetView(
                    printed is { Kept: > 0 }
                        ? new X.Pane
                        {
                            HorizontalSplit = printed.Kept,
                            VerticalSplit = 1,
                            TopLeftCell = NameOf(printed.Kept + 1) + "2",
                            ActivePane = X.PaneValues.BottomRight,
                            State = X.PaneStateValues.Frozen,
                        }
                        : new X.Pane
                        {
                            VerticalSplit = 1,
                            TopLeftCell = "A2",
                            ActivePane = X.PaneValues.BottomLeft,
                            State = X.PaneStateValues.Frozen,
                        }
                )
                {
                    WorkbookViewId = 0,
                }
            )
        );
        Write(
            new X.Columns(
                widths.Select(
                    (width, index) =>
                        new X.Column
                        {
                            Min = (uint)index + 1,
                            Max = index == widths.Length - 1 ? 16_384U : (uint)index + 1,
                            Width = width,
                            CustomWidth = true,
                        }
                )
            )
        );
        sheet.WriteStartElement("sheetData", Main);
    }

    /// <exception cref="RuleBrokenException">The sheet is full.</exception>
    public void Row(IEnumerable<Cell> cells)
    {
        if (++rows > MostRows)
            throw new RuleBrokenException("Ein Tabellenblatt fasst höchstens {0:Zeile|Zeilen}. Nehmen Sie die CSV-Datei.", MostRows);
        var style =
            rows == 1 ? "1"
            : lines is null ? "0"
            : "2";
        var number = Number(rows);
        sheet!.WriteStartElement("row", Main);
        sheet.WriteAttributeString("r", number);
        if (lines is not null)
        {
            var read = cells.ToList();
            sheet.WriteAttributeString("ht", Height(read, lines).ToString(CultureInfo.InvariantCulture));
            sheet.WriteAttributeString("customHeight", "1");
            cells = read;
        }
        var column = 0;
        foreach (var cell in cells)
        {
            if (column == columns.Count)
                columns.Add(NameOf(column + 1));
            var place = columns[column++];
            if (cell.Value.Length == 0)
                continue;
            sheet.WriteStartElement("c", Main);
            sheet.WriteAttributeString("r", place + number);
            sheet.WriteAttributeString("s", style);
            if (cell.IsNumber)
            {
                sheet.WriteElementString("v", Main, cell.Value);
            }
            else
            {
                sheet.WriteAttributeString("t", "inlineStr");
                sheet.WriteStartElement("is", Main);
                sheet.WriteStartElement("t", Main);
                sheet.WriteAttributeString("xml", "space", null, "preserve");
                sheet.WriteString(XlsxText.Writable(cell.Value));
                sheet.WriteEndElement();
                sheet.WriteEndElement();
            }
            sheet.WriteEndElement();
        }
        sheet.WriteEndElement();
    }

    public void Dispose()
    {
        EndSheet();
        Write("/xl/styles.xml", "styles+xml", Look());
        var workbook = Write(
            "/xl/workbook.xml",
            "sheet.main+xml",
            new X.Workbook([
                new X.Sheets(
                    sheets.Select(
                        (name, index) =>
                            new X.Sheet
                            {
                                Name = name,
                                SheetId = (uint)index + 1,
                                Id = $"rId{index + 1}",
                            }
                    )
                ),
                .. kept.Count > 0 ? [new X.DefinedNames(kept.Select(one => PrintedAgain(one.Key, one.Value)))] : (OpenXmlElement[])[],
            ])
        );
        for (var number = 1; number <= sheets.Count; number++)
            workbook.CreateRelationship(
                new($"/xl/worksheets/sheet{number}.xml", UriKind.Relative),
                TargetMode.Internal,
                Relation + "worksheet",
                $"rId{number}"
            );
        workbook.CreateRelationship(
            new("/xl/styles.xml", UriKind.Relative),
            TargetMode.Internal,
            Relation + "styles",
            $"rId{sheets.Count + 1}"
        );
        package.CreateRelationship(workbook.Uri, TargetMode.Internal, Relation + "officeDocument", "rId1");
        ((IDisposable)package).Dispose();
    }

    private PackagePart Part(string path, string type) =>
        package.CreatePart(new(path, UriKind.Relative), Type + type, CompressionOption.Fast);

    private static Stream ContentOf(PackagePart part) => part.GetStream(FileMode.Create, FileAccess.Write);

    private PackagePart Write(string path, string type, OpenXmlElement element)
    {
        var written = Part(path, type);
        using var stream = ContentOf(written);
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteElement(element);
        return written;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Write(OpenXmlElement element) => element.WriteTo(sheet!);

    private void EndSheet()
    {
        if (sheet is null)
            return;
        sheet.WriteEndElement();
        if (print is { } printed)
        {
            Write(
                new X.PageMargins
                {
                    Left = 0.4,
                    Right = 0.4,
                    Top = 0.5,
                    Bottom = 0.6,
                    Header = 0.3,
                    Footer = 0.3,
                }
            );
            Write(
                new X.PageSetup
                {
                    PaperSize = 9,
                    Orientation = X.OrientationValues.Landscape,
                    Scale = printed.Scale,
                }
            );
            Write(new X.HeaderFooter(new X.OddFooter("&L&A&R&P / &N")));
            if (printed.Breaks.Count > 0)
                Write(
                    new X.ColumnBreaks(
                        printed.Breaks.Select(column => new X.Break
                        {
                            Id = (uint)column,
                            Max = MostRows - 1,
                            ManualPageBreak = true,
                        })
                    )
                    {
                        Count = (uint)printed.Breaks.Count,
                        ManualBreakCount = (uint)printed.Breaks.Count,
                    }
                );
        }
        sheet.WriteEndElement();
        sheet.Dispose();
        content!.Dispose();
        sheet = null;
    }

    /// <summary>The head, and the columns that tell which row it is, on each page.</summary>
    private X.DefinedName PrintedAgain(int number, int columns) =>
        new($"{(columns > 0 ? $"'{Quoted(number)}'!$A:${NameOf(columns)}," : "")}'{Quoted(number)}'!$1:$1")
        {
            Name = "_xlnm.Print_Titles",
            LocalSheetId = (uint)number - 1,
        };

    private string Quoted(int number) => sheets[number - 1].Replace("'", "''", StringComparison.Ordinal);

    /// <summary>Room for the longest text of a row; LibreOffice does not make it by itself.</summary>
    private static double Height(List<Cell> cells, double[] widths) =>
        15
        * cells
            .Select(
                (cell, column) =>
                    cell
                        .Value.Split('\n')
                        .Sum(line => Math.Max(1, Math.Ceiling(line.Length / (widths[Math.Min(column, widths.Length - 1)] - 1))))
            )
            .DefaultIfEmpty(1)
            .Max();

    /// <summary>Style 1 is the head of a table, 2 breaks long words.</summary>
    private static X.Stylesheet Look()
    {
        X.Alignment Top() => new() { Vertical = X.VerticalAlignmentValues.Top, WrapText = true };
        return new X.Stylesheet(
            new X.Fonts(
                new X.Font(new X.FontSize { Val = 11 }, new X.FontName { Val = "Calibri" }),
                new X.Font(new X.Bold(), new X.FontSize { Val = 11 }, new X.FontName { Val = "Calibri" })
            ),
            new X.Fills(
                new X.Fill(new X.PatternFill { PatternType = X.PatternValues.None }),
                new X.Fill(new X.PatternFill { PatternType = X.PatternValues.Gray125 })
            ),
            new X.Borders(
                new X.Border(new X.LeftBorder(), new X.RightBorder(), new X.TopBorder(), new X.BottomBorder(), new X.DiagonalBorder())
            ),
            new X.CellStyleFormats(new X.CellFormat()),
            new X.CellFormats(
                new X.CellFormat(),
                new X.CellFormat(Top())
                {
                    FontId = 1,
                    ApplyFont = true,
                    ApplyAlignment = true,
                },
                new X.CellFormat(Top()) { ApplyAlignment = true }
            )
        );
    }

    /// <summary>A, B … Z, AA …</summary>
    private static string NameOf(int column) =>
        column <= 26 ? ((char)('A' + column - 1)).ToString() : NameOf((column - 1) / 26) + (char)('A' + ((column - 1) % 26));
}

/// <summary>How a sheet comes onto paper: across, on A4, with its head on each page.</summary>
/// <param name="Kept">So many columns stand on each page, and stay in sight on the screen.</param>
/// <param name="Scale">In per cent.</param>
/// <param name="Breaks">Behind which columns a page ends.</param>
internal sealed record SheetPrint(int Kept, uint Scale, IReadOnlyList<int> Breaks);
