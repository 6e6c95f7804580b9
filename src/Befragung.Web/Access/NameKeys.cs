using System.Globalization;
using System.Text;

namespace Befragung.Web.Access;

/// <summary>What a list of people is sorted by and searched in. Both are stored, so that every database sorts and finds alike.</summary>
public static class NameKeys
{
    // The ends of long names order nothing, and an index of short keys is faster.
    private const int LongestOrder = 120;

    private static readonly CompareInfo German = CultureInfo.GetCultureInfo("de-DE").CompareInfo;

    /// <summary>Bytes that sort as a German dictionary does: ö beside o, whatever the case.</summary>
    public static byte[] Order(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var key = German.GetSortKey(name, CompareOptions.IgnoreCase).KeyData;
        return key.Length <= LongestOrder ? key : key[..LongestOrder];
    }

    /// <summary>The text without case and marks: "muller" finds Müller, and "weiss" Weiß.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var letters = text.Normalize(NormalizationForm.FormKD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);
        return string.Concat(letters).ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal);
    }
}
