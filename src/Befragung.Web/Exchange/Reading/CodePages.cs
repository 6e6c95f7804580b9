using System.Globalization;
using System.Text;
using UtfUnknown;

namespace Befragung.Web.Exchange.Reading;

/// <summary>A code page, and what it is called where it is not the usual one.</summary>
internal sealed record CodePage(Encoding Encoding, string? GuessedName);

/// <summary>
/// Tells in which code page a text is written. A statistic of languages names candidates; which of them it is, is decided by where the letters stand: "BŸrger"
/// and "M„rz" are no words, whatever the language.
/// </summary>
internal static class CodePages
{
    private const int Usual = 1252,
        Dos = 850,
        Mac = 10000;
    private const double LeastLead = 2;

    private static readonly Dictionary<int, string> Names = new()
    {
        [Dos] = "DOS (850)",
        [852] = "DOS (852)",
        [866] = "DOS (866)",
        [Mac] = "Macintosh",
        [10029] = "Macintosh (10029)",
        [1250] = "Windows-1250",
        [1251] = "Windows-1251",
    };

    /// <summary>Null where none fits, or where two fit about as well.</summary>
    public static CodePage? Of(byte[] sample)
    {
        var candidates = Candidates(sample)
            .Select(page => (Page: page, Score: ScoreOf(sample, page)))
            .OrderByDescending(one => one.Score)
            .ToList();
        var best = candidates[0];
        if (best.Score <= 0)
            return null;
        // Most files by far are from Windows: where that fits best, even by little, it is that.
        if (best.Page != Usual && best.Score < candidates[1].Score + LeastLead)
            return null;
        return new(EncodingOf(best.Page), best.Page == Usual ? null : Names.GetValueOrDefault(best.Page, EncodingOf(best.Page).WebName));
    }

    private static IEnumerable<int> Candidates(byte[] sample)
    {
        var pages = new HashSet<int> { Usual, Dos, Mac };
        if (CharsetDetector.DetectFromBytes(sample).Detected?.EncodingName is { } name && Known(name) is { } detected)
            pages.Add(detected);
        return pages;
    }

    /// <summary>Null for what is no code page, and for those that Windows has in the usual one.</summary>
    private static int? Known(string name)
    {
        if (name.Equals("iso-8859-2", StringComparison.OrdinalIgnoreCase))
            return 1250;
        if (name.Equals("x-mac-ce", StringComparison.OrdinalIgnoreCase))
            return 10029;
        try
        {
            var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name);
            return encoding is { IsSingleByte: true } && !name.StartsWith("iso-8859", StringComparison.OrdinalIgnoreCase)
                ? encoding.CodePage
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding EncodingOf(int page) =>
        CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFF"))!;

    private static double ScoreOf(byte[] sample, int page)
    {
        var text = EncodingOf(page).GetString(sample);
        var score = page == Usual ? 1.0 : 0;
        for (var i = 0; i < text.Length; i++)
            if (!char.IsAscii(text[i]))
                score += Fits(i > 1 ? text[i - 2] : ' ', i > 0 ? text[i - 1] : ' ', text[i], i + 1 < text.Length ? text[i + 1] : ' ');
        return score;
    }

    private static double Fits(char before, char previous, char character, char next)
    {
        const double never = -10,
            odd = -5,
            seldom = 0.5,
            often = 3;
        if (char.IsControl(character) || character == '\uFFFF')
            return never;
        if (char.IsLetter(character))
        {
            if (char.IsUpper(character) && (char.IsLower(previous) || (char.IsLetter(previous) && char.IsLower(next))))
                return odd;
            if (char.IsLetter(previous) && IsLatin(previous) != IsLatin(character))
                return odd;
            if (IsLatin(character) && IsAccented(previous) && IsAccented(before))
                return odd;
            if ("äöüÄÖÜß".Contains(character, StringComparison.Ordinal))
                return often;
            return "ªºðþÐÞøØåÅæÆìòùÿƒ".Contains(character, StringComparison.Ordinal) ? seldom : 1;
        }
        if ("’‘‚„“”«»‹›–—…•·\u00AD\u00A0€§°²³½¼¾×µ©®™´".Contains(character, StringComparison.Ordinal))
        {
            // Only an apostrophe, a dash, a dot between genders or a place to divide stand within a word.
            if (!char.IsLetter(next) || "’‘–—·\u00AD\u00A0".Contains(character, StringComparison.Ordinal))
                return seldom;
            return char.IsLetter(previous) || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.OtherNumber ? odd : seldom;
        }
        return char.IsLetter(next) ? odd : -3;
    }

    private static bool IsLatin(char letter) => letter < '\u0370';

    private static bool IsAccented(char letter) => char.IsLetter(letter) && !char.IsAscii(letter);
}
