using System.Buffers.Text;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>The bytes of a PDF with its one table, which tells where each object begins.</summary>
internal sealed class PdfSource
{
    private const int Deepest = 64,
        MostObjects = 5_000_000;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly List<int> offsets = [];

    public PdfSource(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        if (!bytes.Span.StartsWith("%PDF-1."u8))
            throw new PdfFormatException("Not a PDF.");
        Trailer = ReadTable();
    }

    public PdfDictionary Trailer { get; }

    /// <summary>How many objects there are, with those that are free.</summary>
    public int Count => offsets.Count;

    /// <summary>An object; null where there is none of this number.</summary>
    public PdfValue? Read(int number)
    {
        if (number >= offsets.Count || offsets[number] is not (> 0 and var offset))
            return null;
        var lexer = new PdfLexer(bytes.Span, offset);
        if (Number(ref lexer, lexer.Next()) != number || Number(ref lexer, lexer.Next()) != 0)
            throw new PdfFormatException($"Object {number} is not where the table says.");
        Expect(ref lexer, "obj"u8);
        var value = Value(ref lexer, lexer.Next(), 0);
        lexer.Next();
        if (value is not PdfDictionary dictionary || !lexer.Lexeme.SequenceEqual("stream"u8))
        {
            return lexer.Lexeme.SequenceEqual("endobj"u8) ? value : throw new PdfFormatException($"Object {number} does not end.");
        }
        var start = lexer.Position + (bytes.Span[lexer.Position..] is [(byte)'\r', (byte)'\n', ..] ? 2 : 1);
        if (dictionary.Integer("Length") is not (>= 0 and var length) || start + (long)length > bytes.Length)
            throw new PdfFormatException($"The length of stream {number} is wrong.");
        lexer = new PdfLexer(bytes.Span, start + length);
        Expect(ref lexer, "endstream"u8);
        return new PdfStream(dictionary, bytes.Slice(start, length));
    }

    private PdfDictionary ReadTable()
    {
        var end = bytes.Span.LastIndexOf("startxref"u8);
        if (end < 0)
            throw new PdfFormatException("The end of the file is missing.");
        var lexer = new PdfLexer(bytes.Span, end + "startxref".Length);
        lexer = new PdfLexer(bytes.Span, Number(ref lexer, lexer.Next()));
        Expect(ref lexer, "xref"u8);
        for (var token = lexer.Next(); !lexer.Lexeme.SequenceEqual("trailer"u8); token = lexer.Next())
        {
            var first = Number(ref lexer, token);
            var count = Number(ref lexer, lexer.Next());
            if (first != offsets.Count || count > MostObjects)
                throw new PdfFormatException("The table of objects has gaps.");
            for (var i = 0; i < count; i++)
            {
                var offset = Number(ref lexer, lexer.Next());
                lexer.Next();
                lexer.Next();
                offsets.Add(lexer.Lexeme is [(byte)'n'] ? offset : 0);
            }
        }
        return Value(ref lexer, lexer.Next(), 0) is PdfDictionary trailer && trailer["Prev"] is null && trailer["Encrypt"] is null
            ? trailer
            : throw new PdfFormatException("The trailer is not one of a file that was written once.");
    }

    private PdfValue Value(ref PdfLexer lexer, PdfToken token, int depth)
    {
        if (depth == Deepest)
            throw new PdfFormatException("Values are nested too deeply.");
        switch (token)
        {
            case PdfToken.Name:
                return new PdfName(Encoding.Latin1.GetString(lexer.Lexeme[1..]));
            case PdfToken.Text or PdfToken.Word:
                return new PdfLiteral(bytes[lexer.Start..lexer.Position]);
            case PdfToken.Number:
                return NumberOrReference(ref lexer);
            case PdfToken.OpenArray:
                var items = new List<PdfValue>();
                while ((token = lexer.Next()) != PdfToken.CloseArray)
                    items.Add(Value(ref lexer, token, depth + 1));
                return new PdfArray(items);
            case PdfToken.OpenDictionary:
                var entries = new List<KeyValuePair<string, PdfValue>>();
                while ((token = lexer.Next()) != PdfToken.CloseDictionary)
                {
                    if (token != PdfToken.Name)
                        throw new PdfFormatException($"A key is missing at {lexer.Start}.");
                    var key = Encoding.Latin1.GetString(lexer.Lexeme[1..]);
                    entries.Add(new(key, Value(ref lexer, lexer.Next(), depth + 1)));
                }
                return new PdfDictionary(entries);
            default:
                throw new PdfFormatException($"A value is missing at {lexer.Start}.");
        }
    }

    private PdfValue NumberOrReference(ref PdfLexer lexer)
    {
        var number = new PdfLiteral(bytes[lexer.Start..lexer.Position]);
        if (number.Integer is not { } target)
            return number;
        var ahead = lexer;
        if (
            ahead.Next() != PdfToken.Number
            || !ahead.Lexeme.SequenceEqual("0"u8)
            || ahead.Next() != PdfToken.Word
            || !ahead.Lexeme.SequenceEqual("R"u8)
        )
            return number;
        lexer = ahead;
        return new PdfReference(target);
    }

    private static int Number(ref PdfLexer lexer, PdfToken token) =>
        token == PdfToken.Number
        && Utf8Parser.TryParse(lexer.Lexeme, out int number, out var read)
        && read == lexer.Lexeme.Length
        && number >= 0
            ? number
            : throw new PdfFormatException($"A number is missing at {lexer.Start}.");

    private static void Expect(ref PdfLexer lexer, ReadOnlySpan<byte> word)
    {
        lexer.Next();
        if (!lexer.Lexeme.SequenceEqual(word))
            throw new PdfFormatException($"„{Encoding.Latin1.GetString(word)}“ is missing at {lexer.Start}.");
    }
}
