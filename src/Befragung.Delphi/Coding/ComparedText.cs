using System.Globalization;
using System.Text;

namespace Befragung.Delphi.Coding;

/// <summary>What of a text is compared: its letters and digits, however they are written.</summary>
internal static class ComparedText
{
    /// <summary>
    /// Small letters without marks, umlauts and ß as two letters, nothing between: "Fachkräfte-Mangel", "Fachkraeftemangel" and "fachkräfte mangel" are the same. Of a text
    /// without any letter or digit, such as one sign of pleasure, all of it but the blanks.
    /// </summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var letters = new StringBuilder(text.Length + 8);
        // Umlauts become two letters before their marks are taken off.
        foreach (var sign in Normal(text, NormalizationForm.FormKC).ToLowerInvariant())
        {
            var spelled = sign switch
            {
                'ä' or 'æ' => "ae",
                'ö' or 'ø' or 'œ' => "oe",
                'ü' => "ue",
                'ß' => "ss",
                _ => null,
            };
            if (spelled is null)
                letters.Append(sign);
            else
                letters.Append(spelled);
        }
        var plain = Normal(letters.ToString(), NormalizationForm.FormD);
        letters.Clear();
        foreach (var rune in plain.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune))
                letters.Append(rune);
        if (letters.Length == 0)
            foreach (var rune in plain.EnumerateRunes())
                if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
                    letters.Append(rune);
        return letters.ToString();
    }

    /// <summary>Halves of characters that cannot be normalised are left as they are.</summary>
    private static string Normal(string text, NormalizationForm form)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
