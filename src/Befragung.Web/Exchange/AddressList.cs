using Befragung.Web.Exchange.Reading;

namespace Befragung.Web.Exchange;

/// <summary>Addresses as somebody has them: one below the other, in a table among other columns, or pasted with names around them.</summary>
public static class AddressList
{
    private static readonly char[] Around = [' ', '\t', '\r', '\n', '\u00A0', ',', ';', '<', '>', '(', ')', '"', '„', '“', '|'];

    /// <summary>Each address once, in the order in which they stand there.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
        [
            .. text.Split(Around, StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.Contains('@', StringComparison.Ordinal))
                .Select(word => word.TrimEnd('.', ':'))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>The same of a file: a text, or the first sheet of an Excel workbook.</summary>
    /// <exception cref="UnreadableFileException">It is neither.</exception>
    public static IReadOnlyList<string> In(byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        if (!FileKind.IsWorkbook(stream))
            return In(TextFile.Read(content, FilePurpose.Table));
        using var table = Table.Open(stream);
        var cells = new List<string>();
        while (table.Read())
            cells.AddRange(table.Fields);
        return In(string.Join('\n', cells));
    }
}
