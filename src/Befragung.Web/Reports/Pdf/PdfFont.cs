using System.Globalization;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>Which letters the codes of a font stand for.</summary>
internal sealed class PdfFont
{
    private readonly Dictionary<int, string> letters = [];

    public PdfFont(PdfFile file, PdfDictionary font)
    {
        IsComposite = font.Name("Subtype") == "Type0";
        if (file.Resolve(font["ToUnicode"]) is PdfStream map) Learn(PdfFile.Inflated(map));
    }

    /// <summary>Whether two bytes make a code.</summary>
    public bool IsComposite { get; }

    public string Read(ReadOnlySpan<byte> codes)
    {
        var text = new StringBuilder();
        var width = IsComposite ? 2 : 1;
        for (var i = 0; i + width <= codes.Length; i += width)
        {
            if (letters.TryGetValue(width == 2 ? (codes[i] << 8) | codes[i + 1] : codes[i], out var letter)) text.Append(letter);
        }
        return text.ToString();
    }

    private void Learn(ReadOnlySpan<byte> map)
    {
        var lexer = new PdfLexer(map);
        while (lexer.Next() is var token and not PdfToken.End)
        {
            if (token != PdfToken.Word) continue;
            if (lexer.Lexeme.SequenceEqual("beginbfchar"u8)) ReadSingle(ref lexer);
            else if (lexer.Lexeme.SequenceEqual("beginbfrange"u8)) ReadRanges(ref lexer);
        }
    }

    private void ReadSingle(ref PdfLexer lexer)
    {
        while (lexer.Next() == PdfToken.Text)
        {
            var code = Code(lexer.Lexeme);
            letters[code] = lexer.Next() == PdfToken.Text ? Letters(lexer.Lexeme) : throw Damaged();
        }
    }

    private void ReadRanges(ref PdfLexer lexer)
    {
        while (lexer.Next() == PdfToken.Text)
        {
            var first = Code(lexer.Lexeme);
            var last = lexer.Next() == PdfToken.Text ? Code(lexer.Lexeme) : throw Damaged();
            if (lexer.Next() != PdfToken.Text || last < first || last > char.MaxValue || Letters(lexer.Lexeme) is not { Length: > 0 } text) throw Damaged();
            // The last unit counts up.
            for (var code = first; code <= last; code++) letters[code] = text[..^1] + (char)(text[^1] + code - first);
        }
    }

    private static int Code(ReadOnlySpan<byte> written) =>
        int.TryParse(written[1..^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && code >= 0 ? code : throw Damaged();

    private static string Letters(ReadOnlySpan<byte> written) => Encoding.BigEndianUnicode.GetString(PdfText.Bytes(written));

    private static PdfFormatException Damaged() => new("A font does not say what its letters are.");
}
