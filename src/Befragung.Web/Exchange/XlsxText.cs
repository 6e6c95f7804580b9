using System.Text.RegularExpressions;
using System.Xml;

namespace Befragung.Web.Exchange;

/// <summary>Words as a cell of a workbook can hold them.</summary>
internal static partial class XlsxText
{
    private const int MostCharacters = 32_767;

    /// <summary>Without what XML cannot hold, and without what Excel would take for such a character in its own notation.</summary>
    public static string Writable(string words)
    {
        var plain = EscapeLike().Replace(words, "_x005F_");
        if (plain.Length > MostCharacters)
            plain = plain[..(MostCharacters - 1)] + "…";
        return Held(plain);
    }

    /// <summary>Without what XML cannot hold.</summary>
    public static string Held(string words)
    {
        var plain = words;
        for (var i = 0; i < plain.Length; i++)
        {
            if (XmlConvert.IsXmlChar(plain[i]))
                continue;
            if (i + 1 < plain.Length && XmlConvert.IsXmlSurrogatePair(plain[i + 1], plain[i]))
                i++;
            else
                plain = plain.Remove(i--, 1);
        }
        return plain;
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.None, 5000)]
    private static partial Regex EscapeLike();
}
