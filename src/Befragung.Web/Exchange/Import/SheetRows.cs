using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange.Import;

/// <summary>The rows of one sheet below its header.</summary>
/// <param name="Header">The names of the columns, as they were written.</param>
/// <param name="Rows">Each with its number on the sheet.</param>
internal sealed record SheetRows(IReadOnlyList<string> Header, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> Rows)
{
    private const int Most = 20_000;

    public static SheetRows Read(Stream content, string? sheet)
    {
        content.Position = 0;
        using var table = new WorkbookTable(content, sheet);
        IReadOnlyList<string> header = table.Read() ? [.. table.Fields] : [];
        var rows = new List<(int, IReadOnlyList<string>)>();
        while (table.Read())
        {
            if (rows.Count >= Most)
                throw new UnreadableFileException(
                    table.Line,
                    1,
                    new Delphi.Sentence("Die Tabelle hat mehr als {0:Zeile|Zeilen}. Ist es die richtige Datei?", Most)
                );
            rows.Add((table.Line, [.. table.Fields]));
        }
        return new(header, rows);
    }

    /// <summary>The first column of this name; −1 for none.</summary>
    public int Column(string name)
    {
        for (var i = 0; i < Header.Count; i++)
            if (Header[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }
}
