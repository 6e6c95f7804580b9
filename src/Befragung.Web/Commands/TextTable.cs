namespace Befragung.Web.Commands;

/// <summary>A table for the screen: columns as wide as they need to be; numbers stand below each other, and names begin below each other.</summary>
internal static class TextTable
{
    /// <param name="head">The heads of the columns.</param>
    /// <param name="rows">As many cells each; only the first may be a name.</param>
    public static string Of(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [head, .. rows];
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        var isNamed = all.Skip(1).Any(row => !char.IsAsciiDigit(row[0][0]));
        string Cell(string text, int column) => column == 0 && isNamed ? text.PadRight(widths[0]) : text.PadLeft(widths[column]);
        return string.Concat(all.Select(row => string.Join("  ", row.Select(Cell)).TrimEnd() + "\n"));
    }
}
