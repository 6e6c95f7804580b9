using System.Text;
using System.Text.RegularExpressions;

namespace Befragung.Delphi.Coding;

/// <summary>What somebody wrote, shortened to be quoted: never in other words. Left out, or put in, is only what stands in square brackets: "[…]", "[Ort]".</summary>
public static partial class QuotedText
{
    /// <summary>How long a quotation may be.</summary>
    public const int MostLetters = 600;

    /// <summary>The quotation, blanks put in order.</summary>
    /// <exception cref="RuleBrokenException">It is empty, too long, has words that are not in the text, or has them in another order.</exception>
    public static string Of(string text, string? typed)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quotation = Blanks()
            .Replace((typed ?? "").Normalize(NormalizationForm.FormC), " ")
            .Trim()
            .Replace("[...]", "[…]", StringComparison.Ordinal);
        var said = Brackets().Split(quotation).Select(piece => piece.Trim()).Where(piece => piece.Length > 0).ToList();
        if (said.Count == 0)
            throw new RuleBrokenException("Das Zitat ist leer. Lassen Sie Worte stehen, oder nehmen Sie es zurück.");
        if (quotation.Length > MostLetters)
            throw new RuleBrokenException("Der Text hat {0} Zeichen, möglich sind {1}.", quotation.Length, MostLetters);
        var whole = Blanks().Replace(text.Normalize(NormalizationForm.FormC), " ");
        // What looks like a remark of the team may have been written so.
        if (PlaceOf(quotation, whole, 0) >= 0)
            return quotation;
        var from = 0;
        foreach (var piece in said)
        {
            var at = PlaceOf(piece, whole, from);
            if (at < 0)
                throw new RuleBrokenException(
                    "Ein Zitat gibt wieder, was geschrieben wurde. „{0}“ steht so nicht im Text, oder nicht an dieser Stelle. Was Sie weglassen, ersetzen Sie durch […]; was Sie einfügen, setzen Sie in eckige Klammern, etwa [Ort].",
                    piece
                );
            from = at + piece.Length;
        }
        return quotation;
    }

    /// <summary>Where words stand in a text; −1 where they do not. Part of a word is another one: "wichtig" is not in "unwichtig".</summary>
    private static int PlaceOf(string piece, string whole, int from)
    {
        var at = whole.IndexOf(piece, from, StringComparison.Ordinal);
        while (at >= 0 && (IsWithinWord(whole, at) || IsWithinWord(whole, at + piece.Length)))
            at = whole.IndexOf(piece, at + 1, StringComparison.Ordinal);
        return at;
    }

    private static bool IsWithinWord(string text, int place) =>
        place > 0 && place < text.Length && char.IsLetterOrDigit(text[place - 1]) && char.IsLetterOrDigit(text[place]);

    [GeneratedRegex(@"\s+", RegexOptions.None, 5000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\[[^\[\]]{1,60}\]", RegexOptions.None, 5000)]
    private static partial Regex Brackets();
}
