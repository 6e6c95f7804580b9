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
    private Stream? content;
    private XmlWriter? sheet;
    private int rows;
    private double[]? lines;
    private readonly List<string> columns = [];

    public XlsxWriter(Stream to) => package = Package.Open(to, FileMode.Create, FileAccess.Write);

    /// <summary>Begins a sheet; its first row stays in sight.</summary>
    /// <param name="wrapped">Whether long texts are broken, so that the rows grow: for tables to be read.</param>
    /// <param name="widths">Of the columns, in characters; the last counts for all that follow.</param>
    public void StartSheet(string name, bool wrapped, params double[] widths)
    {
        EndSheet();
        sheets.Add(name);
        rows = 0;
        lines = wrapped ? widths : null;
        content = ContentOf(Part($"/xl/worksheets/sheet{sheets.Count}.xml", "worksheet+xml"));
        sheet = XmlWriter.Create(content, new XmlWriterSettings { CloseOutput = false, CheckCharacters = false });
        sheet.WriteStartElement("worksheet", Main);
        sheet.WriteStartElement("sheetViews", Main);
        sheet.WriteStartElement("sheetView", Main);
        sheet.WriteAttributeString("workbookViewId", "0");
        Element("pane", ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen"));
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.WriteStartElement("cols", Main);
        for (var index = 0; index < widths.Length; index++)
            Element(
                "col",
                ("min", Number(index + 1)),
                ("max", index == widths.Length - 1 ? "16384" : Number(index + 1)),
                ("width", widths[index].ToString(CultureInfo.InvariantCulture)),
                ("customWidth", "1")
            );
        sheet.WriteEndElement();
        sheet.WriteStartElement("sheetData", Main);
    }

    /// <exception cref="RuleBrokenException">The sheet is full.</exception>
    public void Row(IEnumerable<Cell> cells)
    {
        if (++rows > MostRows)
            throw new RuleBrokenException("Ein Tabellenblatt fasst höchstens {0} Zeilen. Nehmen Sie die CSV-Datei.", MostRows);
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
            new X.Workbook(
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
                )
            )
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

    private void Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        sheet!.WriteStartElement(name, Main);
        foreach (var (attribute, value) in attributes)
            sheet.WriteAttributeString(attribute, value);
        sheet.WriteEndElement();
    }

    private void EndSheet()
    {
        if (sheet is null)
            return;
        sheet.WriteEndElement();
        sheet.WriteEndElement();
        sheet.Dispose();
        content!.Dispose();
        sheet = null;
    }

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
