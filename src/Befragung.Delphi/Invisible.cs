using System.Globalization;

namespace Befragung.Delphi;

/// <summary>
/// Characters that nobody sees: no-break blanks, blanks without width, marks of direction. They come along when a text is copied from a web page or a word
/// processor, and make words different that look alike. At the ends of a text they mean nothing; within a key they have to be named.
/// </summary>
public static class Invisible
{
    /// <summary>Without blanks of any kind at both ends.</summary>
    public static string Trimmed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var start = 0;
        var end = text.Length;
        while (start < end && IsBlank(text[start]))
            start++;
        while (end > start && IsBlank(text[end - 1]))
            end--;
        return end - start == text.Length ? text : text[start..end];
    }

    /// <summary>Without marks of direction, by which a name can be made to look like another.</summary>
    public static string WithoutDirections(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAny(Directions) ? string.Concat(text.Where(character => !Directions.Contains(character))) : text;
    }

    /// <summary>Index of the first one; −1 where there is none. A usual blank can be seen.</summary>
    public static int IndexIn(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] > ' ' && IsBlank(text[i]))
                return i;
        return -1;
    }

    /// <summary>As Unicode numbers it, such as U+200B.</summary>
    public static string CodeOf(char character) => "U+" + ((int)character).ToString("X4", CultureInfo.InvariantCulture);

    private static readonly System.Buffers.SearchValues<char> Directions = System.Buffers.SearchValues.Create(
        '\u061C',
        '\u200E',
        '\u200F',
        '\u202A',
        '\u202B',
        '\u202C',
        '\u202D',
        '\u202E',
        '\u2066',
        '\u2067',
        '\u2068',
        '\u2069'
    );

    private static bool IsBlank(char character) =>
        char.IsWhiteSpace(character)
        || character
            is '\u00AD'
                or '\u034F'
                or '\u061C'
                or '\u180E'
                or (>= '\u200B' and <= '\u200F')
                or (>= '\u202A' and <= '\u202E')
                or (>= '\u2060' and <= '\u206F')
                or '\uFEFF'
                or '\u3164'
                or '\uFFA0';
}
