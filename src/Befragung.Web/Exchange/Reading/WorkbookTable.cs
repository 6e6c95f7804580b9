using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Befragung.Delphi;
using DocumentFormat.OpenXml.Packaging;
using X = DocumentFormat.OpenXml.Spreadsheet;

namespace Befragung.Web.Exchange.Reading;

/// <summary>
/// The first sheet of an Excel workbook, read row by row, so that its length costs no memory; only texts that cells share are kept. What unpacks to far more
/// than a table needs is refused before it is unpacked.
/// </summary>
internal sealed partial class WorkbookTable : Table
{
    private const long MostUnpacked = 500_000_000;
    private const long MostOfTexts = 60_000_000;
    private const long UsualUnpacked = 20_000_000;
    private const int MostPacking = 60;
    private const int MostColumns = 16_384;
    private const int LongestCell = 32_767;

    private readonly SpreadsheetDocument document;
    private readonly List<string> texts = [];
    private readonly HashSet<int> dates = [];
    private readonly XmlReader sheet;
    private readonly DateTime firstDay;

    /// <param name="content">The workbook.</param>
    /// <param name="name">The name of the sheet; null for the first that can be seen.</param>
    public WorkbookTable(Stream content, string? name = null)
    {
        CheckSize(content);
        try
        {
            document = SpreadsheetDocument.Open(content, isEditable: false, new OpenSettings { MaxCharactersInPart = MostOfTexts });
            var workbook = document.WorkbookPart!;
            Width = MostColumns;
            var first = workbook
                .Workbook!.Sheets!.Elements<X.Sheet>()
                .First(one => name is null ? one.State is null || one.State.Value == X.SheetStateValues.Visible : one.Name?.Value == name);
            // Excel counts days from the end of 1899, on old Macs from 1904.
            firstDay =
                workbook.Workbook.WorkbookProperties?.Date1904?.Value == true ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30);
            ReadTexts(workbook);
            ReadDates(workbook);
            sheet = Reader(workbook.GetPartById(first.Id!));
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            document?.Dispose();
            throw Unreadable();
        }
    }

    /// <summary>The names of all sheets, in their order.</summary>
    public static IReadOnlyList<string> SheetsOf(Stream content)
    {
        CheckSize(content);
        try
        {
            using var opened = SpreadsheetDocument.Open(content, isEditable: false, new OpenSettings { MaxCharactersInPart = MostOfTexts });
            return [.. opened.WorkbookPart!.Workbook!.Sheets!.Elements<X.Sheet>().Select(one => one.Name?.Value).OfType<string>()];
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            throw Broken(1);
        }
        finally
        {
            content.Position = 0;
        }
    }

    public override bool MayHaveDecimalCommas => true;

    protected override bool Next(List<string> row)
    {
        try
        {
            do
            {
                if (!sheet.Read())
                    return false;
            } while (sheet.NodeType != XmlNodeType.Element || sheet.LocalName != "row");
            Line = int.TryParse(sheet.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : Line + 1;
            using var cells = sheet.ReadSubtree();
            while (cells.Read())
                if (cells.NodeType == XmlNodeType.Element && cells.LocalName == "c")
                    Take(cells, row);
            return true;
        }
        catch (Exception failure) when (IsBroken(failure))
        {
            throw Unreadable();
        }
    }

    protected override void Close()
    {
        sheet.Dispose();
        document.Dispose();
    }

    private void Take(XmlReader cells, List<string> row)
    {
        var column = ColumnOf(cells.GetAttribute("r")) ?? row.Count;
        if (column is < 0 or >= MostColumns)
            throw new InvalidDataException("A cell is out of the sheet.");
        var type = cells.GetAttribute("t");
        var style = int.TryParse(cells.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
        while (row.Count < column)
            row.Add("");
        var written = cells.IsEmptyElement ? "" : Written(cells);
        row.Add(
            Tidy(
                type switch
                {
                    "s" => int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var text) && text < texts.Count
                        ? texts[text]
                        : "",
                    "b" => written == "1" ? "true" : "false",
                    "inlineStr" or "str" or "e" or "d" => written,
                    _ => dates.Contains(style) ? Date(written) : Number(written),
                }
            )
        );
    }

    /// <summary>The value of a cell: what stands in its "v", or the pieces of text in its "is", without how they are spoken.</summary>
    private string Written(XmlReader cell)
    {
        using var inner = cell.ReadSubtree();
        return TextIn(inner, "v", "t");
    }

    private string TextIn(XmlReader element, params string[] names)
    {
        var text = new StringBuilder();
        var piece = new char[512];
        var inPhonetics = 0;
        while (element.Read())
        {
            if (element.LocalName == "rPh")
                inPhonetics +=
                    element.NodeType == XmlNodeType.Element && !element.IsEmptyElement ? 1
                    : element.NodeType == XmlNodeType.EndElement ? -1
                    : 0;
            HasFormula |= element.NodeType == XmlNodeType.Element && element.LocalName == "f";
            if (element.NodeType != XmlNodeType.Element || inPhonetics > 0 || element.IsEmptyElement || !names.Contains(element.LocalName))
                continue;
            element.Read();
            if (
                element.NodeType
                is not (XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            )
                continue;
            // Piece by piece, so that a text that never ends does not have to be held.
            while (element.ReadValueChunk(piece, 0, piece.Length) is > 0 and var length)
            {
                text.Append(piece, 0, length);
                if (text.Length > LongestCell)
                    throw new InvalidDataException("A cell is longer than Excel allows.");
            }
        }
        return text.ToString();
    }

    /// <summary>As it is written plainly: Excel stores 0.1 + 0.2 with all its digits, but shows fifteen.</summary>
    private static string Number(string written) =>
        double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15
            ? ((decimal)number).ToString("0.###############", CultureInfo.InvariantCulture)
            : written;

    private string Date(string written)
    {
        if (!double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) || days is < 0 or > 2_900_000)
            return written;
        var at = firstDay.AddDays(days);
        return at.ToString(at.TimeOfDay < TimeSpan.FromSeconds(1) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    private void ReadTexts(WorkbookPart workbook)
    {
        if (workbook.SharedStringTablePart is not { } part)
            return;
        using var reader = Reader(part);
        var length = 0L;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "si")
                continue;
            if (reader.IsEmptyElement)
            {
                texts.Add("");
                continue;
            }
            using var item = reader.ReadSubtree();
            texts.Add(TextIn(item, "t"));
            length += texts[^1].Length + 20;
            if (length > MostOfTexts)
                throw new InvalidDataException("The texts are longer than any table needs.");
        }
    }

    /// <summary>The styles in which a number is shown as a day.</summary>
    private void ReadDates(WorkbookPart workbook)
    {
        if (workbook.WorkbookStylesPart?.Stylesheet is not { CellFormats: { } formats } styles)
            return;
        var own =
            styles
                .NumberingFormats?.Elements<X.NumberingFormat>()
                .Where(format => format.NumberFormatId is not null)
                .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode?.Value ?? "")
            ?? [];
        var style = 0;
        foreach (var format in formats.Elements<X.CellFormat>())
        {
            var id = format.NumberFormatId?.Value ?? 0;
            if (id is (>= 14 and <= 17) or 22 || (own.TryGetValue(id, out var code) && IsOfDates(code)))
                dates.Add(style);
            style++;
        }
    }

    /// <summary>Names a day or a year, outside of quotation marks and brackets.</summary>
    private static bool IsOfDates(string code) => Aside().Replace(code, "").AsSpan().ContainsAny("yYdD");

    private static int? ColumnOf(string? place)
    {
        if (place is null)
            return null;
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetterUpper).Take(4))
            column = (column * 26) + letter - 'A' + 1;
        return column - 1;
    }

    private static XmlReader Reader(OpenXmlPart part) =>
        XmlReader.Create(
            part.GetStream(FileMode.Open, FileAccess.Read),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                CloseInput = true,
                IgnoreComments = true,
                MaxCharactersInDocument = MostUnpacked,
            }
        );

    /// <summary>What a package says of the sizes of its parts holds: no more than that is unpacked of each.</summary>
    private static void CheckSize(Stream content)
    {
        content.Position = 0;
        using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var part in package.Entries)
            if (part.Length > MostUnpacked || (part.Length > UsualUnpacked && part.Length > part.CompressedLength * MostPacking))
                throw new UnreadableFileException(
                    1,
                    1,
                    new Sentence(
                        "Die Arbeitsmappe enthält ausgepackt {0} MB. Eine Tabelle braucht viel weniger; ist es die richtige Datei?",
                        part.Length / 1_000_000
                    )
                );
        content.Position = 0;
    }

    private static bool IsBroken(Exception failure) =>
        failure
            is XmlException
                or InvalidDataException
                or OpenXmlPackageException
                or InvalidOperationException
                or NullReferenceException
                or ArgumentException
                or FormatException
                or FileFormatException;

    [GeneratedRegex("""("[^"]*"|\[[^\]]*\]|\\.)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Aside();

    private UnreadableFileException Unreadable() => Broken(Math.Max(1, Line));

    private static UnreadableFileException Broken(int line) =>
        new(
            line,
            1,
            new Sentence(
                "Die Arbeitsmappe ist beschädigt oder geschützt. Öffnen Sie sie in Excel, und speichern Sie sie neu als Excel-Arbeitsmappe (.xlsx)."
            )
        );
}
