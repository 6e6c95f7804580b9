using System.Globalization;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>Which letters the codes of a font stand for.</summary>
internal sealed class PdfFont
{
    private readonly Dictionary<int, string> letters = [];

    public PdfFont(PdfFile file, PdfDictionary font)
    {
        Width = font.Name("Subtype") == "Type0" ? 2 : 1;
        if (file.Resolve(font["ToUnicode"]) is PdfStream map)
            Learn(map.Inflated());
    }

    /// <summary>How many bytes make a code.</summary>
    public int Width { get; }

    /// <summary>Whether the glyph for what a font does not have is among them.</summary>
    public bool Lacks(ReadOnlySpan<byte> codes)
    {
        for (var i = 0; Width == 2 && i + 1 < codes.Length; i += 2)
        {
            if (codes[i] == 0 && codes[i + 1] == 0)
                return true;
        }
        return false;
    }

    public string Read(ReadOnlySpan<byte> codes)
    {
        var text = new StringBuilder();
        for (var i = 0; i + Width <= codes.Length; i += Width)
        {
            if (letters.TryGetValue(Width == 2 ? (codes[i] << 8) | codes[i + 1] : codes[i], out var letter))
                text.Append(letter);
        }
        return text.ToString();
    }

    private void Learn(ReadOnlySpan<byte> map)
    {
        var lexer = new PdfLexer(map);
        while (lexer.Next() is var token and not PdfToken.End)
        {
            if (token != PdfToken.Word)
                continue;
            if (lexer.Lexeme.SequenceEqual("beginbfchar"u8))
                ReadSingle(ref lexer);
            else if (lexer.Lexeme.SequenceEqual("beginbfrange"u8))
                ReadRanges(ref lexer);
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
            if (lexer.Next() != PdfToken.Text || last < first || last > char.MaxValue || Letters(lexer.Lexeme) is not { Length: > 0 } text)
                throw Damaged();
            // The last unit counts up.
            for (var code = first; code <= last; code++)
                letters[code] = text[..^1] + (char)(text[^1] + code - first);
        }
    }

    private static int Code(ReadOnlySpan<byte> written) =>
        int.TryParse(written[1..^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && code >= 0
            ? code
            : throw Damaged();

    private static string Letters(ReadOnlySpan<byte> written) => Encoding.BigEndianUnicode.GetString(PdfText.Bytes(written));

    private static PdfFormatException Damaged() => new PdfFormatException("A font does not say what its letters are.");
}
