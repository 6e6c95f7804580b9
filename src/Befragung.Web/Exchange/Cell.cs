using System.Globalization;

namespace Befragung.Web.Exchange;

/// <summary>
/// A cell of a table that a spreadsheet program may open: a number, or words. Words that such a program would run as a formula get an apostrophe in
/// front; so do those that begin with one already, so that the first apostrophe can always be taken away again.
/// </summary>
public readonly record struct Cell(string Value, bool IsNumber)
{
    public static Cell Empty { get; } = new("", false);

    /// <param name="plain">With a point before its decimals.</param>
    public static Cell Number(string plain) => new(plain, true);

    public static Cell Words(string words) => new(Defused(words), false);

    /// <summary>What is written as a number, with a point, stays one; all else is words.</summary>
    public static Cell Of(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out _
        )
            ? Number(text)
            : Words(text);

    public static string Defused(string words) => words is [var first, ..] && IsRun(first) ? "'" + words : words;

    /// <summary>The words as they were before.</summary>
    public static string Restored(string words) => words is ['\'', var next, ..] && IsRun(next) ? words[1..] : words;

    // The wide forms are what spreadsheets in East Asian languages understand too.
    private static bool IsRun(char first) =>
        first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' or '\'';
}
