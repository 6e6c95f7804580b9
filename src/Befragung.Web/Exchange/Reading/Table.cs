namespace Befragung.Web.Exchange.Reading;

/// <summary>
/// A table as it comes from a spreadsheet, row by row: CSV in any code page and with any separator, or the first sheet of an Excel workbook. Rows that are
/// blank, or consist of separators, are passed over; so are empty cells at the end of a row. Cells are trimmed and in form C.
/// </summary>
public abstract class Table : IDisposable
{
    private readonly List<string> fields = [];

    /// <exception cref="UnreadableFileException">It is no table, or cannot be read as text.</exception>
    public static Table Open(Stream content) => FileKind.IsWorkbook(content) ? new WorkbookTable(content) : new CsvTable(content);

    /// <summary>Where the row begins that was read last, 1-based.</summary>
    public int Line { get; protected set; }

    public IReadOnlyList<string> Fields => fields;

    /// <summary>How many cells the row has, be they empty; a workbook does not say, and has as many as are asked for.</summary>
    public int Width { get; protected set; }

    /// <summary>Whether a cell of the row is computed, and not written.</summary>
    public bool HasFormula { get; protected set; }

    /// <summary>Whether numbers may have a comma before their decimals: where commas do not separate the cells.</summary>
    public abstract bool MayHaveDecimalCommas { get; }

    /// <summary>The cell of a column; "" where the row is shorter.</summary>
    public string this[int column] => column < fields.Count ? fields[column] : "";

    /// <summary>Goes on to the next row that has anything in it; false at the end.</summary>
    /// <exception cref="UnreadableFileException">From this row on, nothing can be read.</exception>
    public bool Read()
    {
        do
        {
            fields.Clear();
            HasFormula = false;
            if (!Next(fields))
                return false;
            while (fields.Count > 0 && fields[^1].Length == 0)
                fields.RemoveAt(fields.Count - 1);
        } while (fields.Count == 0);
        return true;
    }

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds the cells of the next row.</summary>
    protected abstract bool Next(List<string> row);

    protected abstract void Close();

    /// <summary>A cell as all readers hand it out.</summary>
    protected static string Tidy(string cell) => TextFile.FormC(Delphi.Invisible.Trimmed(cell));
}
