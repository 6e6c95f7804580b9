namespace Befragung.Web.Charts;

/// <summary>How much room words take in Fira Sans, near enough to break lines by: SVG does not break them itself.</summary>
public static class Letters
{
    public const double Size = 13,
        Small = 11.5,
        Leading = 16;

    /// <summary>What stands in a picture at most; the whole text stands beside it.</summary>
    private const int Longest = 200;

    private const char Unbroken = '\u00a0';

    public static double Width(string text, double size = Size) => text.EnumerateRunes().Sum(rune => Share(rune)) * size;

    /// <summary>
    /// The text in lines no wider than that, broken at blanks and behind hyphens. A word that is too long by itself, as German ones can be,
    /// is cut: an overlong line would run into the picture.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size = Size)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var piece in Pieces(Shortened(text)))
        {
            var rest = piece;
            if (Width((line + rest).TrimEnd(), size) > width && line.Length > 0)
            {
                lines.Add(line.TrimEnd());
                line = "";
            }
            while (Width(rest.TrimEnd(), size) > width && Fitting(rest, width, size) is var length && length < rest.TrimEnd().Length)
            {
                lines.Add(rest[..length] + "-");
                rest = rest[length..];
            }
            line += rest;
        }
        if (line.TrimEnd().Length > 0 || lines.Count == 0)
            lines.Add(line.TrimEnd());
        return lines;
    }

    private static string Shortened(string text)
    {
        if (text.Length <= Longest)
            return text;
        // Never between the halves of one character.
        var end = char.IsHighSurrogate(text[Longest - 2]) ? Longest - 2 : Longest - 1;
        return text[..end].TrimEnd() + "…";
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            // A hyphen that begins a word, as in “-expertise”, stays with it; so does what a blank is not to part.
            if (text[i] == Unbroken || (!char.IsWhiteSpace(text[i]) && (i == start || text[i] is not ('-' or '–' or '/'))))
                continue;
            yield return text[start..(i + 1)];
            start = i + 1;
        }
        if (start < text.Length)
            yield return text[start..];
    }

    /// <summary>How many characters fit with a hyphen behind them; at least one.</summary>
    private static int Fitting(string word, double width, double size)
    {
        var length = 0;
        var used = Width("-", size);
        foreach (var rune in word.EnumerateRunes())
        {
            used += Share(rune) * size;
            if (used > width && length > 0)
                break;
            length += rune.Utf16SequenceLength;
        }
        return length;
    }

    private static double Share(System.Text.Rune rune) =>
        rune.Value switch
        {
            'i' or 'j' or 'l' or '.' or ',' or '\'' or ':' or ';' or '|' or '!' or 'I' => 0.29,
            ' ' or Unbroken or 'f' or 't' or 'r' or '(' or ')' or '-' or '/' or '„' or '“' => 0.38,
            'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.86,
            >= 'A' and <= 'Z' or 'Ä' or 'Ö' or 'Ü' => 0.63,
            > 0x2000 => 1.1,
            _ => 0.56,
        };
}
