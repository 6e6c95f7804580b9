using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>
/// A PDF as Chromium writes it: one table of objects, all of generation 0, streams that say their length and are deflated or not. Objects are read when
/// somebody asks for them. Anything else is a <see cref="PdfFormatException"/>.
/// </summary>
internal sealed class PdfFile
{
    private const int Deepest = 64, MostObjects = 5_000_000;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly List<int> offsets = [];
    private readonly List<PdfValue?> objects = [];

    public PdfFile(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        if (!bytes.Span.StartsWith("%PDF-1."u8)) throw new PdfFormatException("Not a PDF.");
        Trailer = ReadTable();
        Catalog = Dictionary(Trailer["Root"]) ?? throw new PdfFormatException("No catalog.");
        Pages = [.. PagesBelow(Catalog["Pages"], [], 0)];
    }

    public PdfDictionary Trailer { get; }

    public PdfDictionary Catalog { get; }

    public IReadOnlyList<PdfReference> Pages { get; }

    public PdfValue? Resolve(PdfValue? value)
    {
        for (var step = 0; value is PdfReference reference; step++)
        {
            if (step == Deepest) throw new PdfFormatException("References go round in a circle.");
            value = Object(reference.Number);
        }
        return value;
    }

    /// <summary>The dictionary that is meant, or that of the stream.</summary>
    public PdfDictionary? Dictionary(PdfValue? value) => Resolve(value) switch
    {
        PdfDictionary dictionary => dictionary,
        PdfStream stream => stream.Dictionary,
        _ => null,
    };

    /// <summary>The values of an array, or the one that stands for an array of one.</summary>
    public IReadOnlyList<PdfValue> List(PdfValue? value) => Resolve(value) switch
    {
        null => [],
        PdfLiteral { Written.Span: [(byte)'n', ..] } => [],
        PdfArray array => array.Items,
        _ => [value!],
    };

    /// <summary>What a page has itself or from the nodes above it.</summary>
    public PdfValue? Inherited(PdfDictionary page, string key)
    {
        var node = page;
        for (var step = 0; node is not null && step < Deepest; step++)
        {
            if (node[key] is { } value) return value;
            node = Dictionary(node["Parent"]);
        }
        return null;
    }

    public static byte[] Inflated(PdfStream stream)
    {
        if (stream.Dictionary["Filter"] is null) return stream.Data.ToArray();
        if (stream.Dictionary["Filter"] is not (PdfName { Value: "FlateDecode" } or PdfArray { Items: [PdfName { Value: "FlateDecode" }] }) || stream.Dictionary["DecodeParms"] is not null)
            throw new PdfFormatException("A stream is not deflated.");
        try
        {
            using var inflated = new MemoryStream(stream.Data.Length * 4);
            using var source = new ZLibStream(new MemoryStream(stream.Data.ToArray()), CompressionMode.Decompress);
            source.CopyTo(inflated);
            return inflated.ToArray();
        }
        catch (InvalidDataException damaged)
        {
            throw new PdfFormatException("A stream is damaged.", damaged);
        }
    }

    public static PdfStream Deflated(PdfDictionary dictionary, ReadOnlySpan<byte> data)
    {
        using var deflated = new MemoryStream(data.Length / 4);
        using (var target = new ZLibStream(deflated, CompressionLevel.Optimal, leaveOpen: true)) target.Write(data);
        dictionary["Filter"] = new PdfName("FlateDecode");
        return new PdfStream(dictionary, deflated.ToArray());
    }

    public PdfReference Add(PdfValue value)
    {
        objects.Add(value);
        return new PdfReference(objects.Count - 1);
    }

    public void Replace(PdfReference reference, PdfValue value) => objects[reference.Number] = value;

    public void Write(Stream to)
    {
        using var writer = new PdfWriter(to);
        // PDF/A-3 is built on 1.7. Four bytes beyond ASCII tell programs that move files not to touch the line ends.
        writer.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var places = new long[objects.Count];
        for (var number = 1; number < objects.Count; number++)
        {
            if (Object(number) is not { } value) continue;
            places[number] = writer.Position;
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
            writer.Write(value);
            writer.Write("\nendobj\n");
        }
        var table = writer.Position;
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {places.Length}\n0000000000 65535 f \n"));
        foreach (var place in places.AsSpan(1)) writer.Write(place == 0 ? "0000000000 65535 f \n" : string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        Trailer["Size"] = PdfLiteral.Of(places.Length);
        writer.Write("trailer\n");
        writer.Write(Trailer);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"\nstartxref\n{table}\n%%EOF\n"));
    }

    private PdfDictionary ReadTable()
    {
        var end = bytes.Span.LastIndexOf("startxref"u8);
        if (end < 0) throw new PdfFormatException("The end of the file is missing.");
        var lexer = new PdfLexer(bytes.Span, end + "startxref".Length);
        lexer = new PdfLexer(bytes.Span, Number(ref lexer, lexer.Next()));
        Expect(ref lexer, "xref"u8);
        for (var token = lexer.Next(); !lexer.Lexeme.SequenceEqual("trailer"u8); token = lexer.Next())
        {
            var (first, count) = (Number(ref lexer, token), Number(ref lexer, lexer.Next()));
            if (first != offsets.Count || count > MostObjects) throw new PdfFormatException("The table of objects has gaps.");
            for (var i = 0; i < count; i++)
            {
                var offset = Number(ref lexer, lexer.Next());
                lexer.Next();
                lexer.Next();
                offsets.Add(lexer.Lexeme is [(byte)'n'] ? offset : 0);
                objects.Add(null);
            }
        }
        return Value(ref lexer, lexer.Next(), 0) is PdfDictionary trailer && trailer["Prev"] is null && trailer["Encrypt"] is null
            ? trailer
            : throw new PdfFormatException("The trailer is not one of a file that was written once.");
    }

    private IEnumerable<PdfReference> PagesBelow(PdfValue? node, HashSet<int> seen, int depth)
    {
        if (node is not PdfReference reference || !seen.Add(reference.Number) || depth == Deepest || Dictionary(node) is not { } dictionary)
            throw new PdfFormatException("The tree of pages is damaged.");
        return dictionary["Kids"] is { } kids ? List(kids).SelectMany(kid => PagesBelow(kid, seen, depth + 1)) : [reference];
    }

    private PdfValue? Object(int number)
    {
        if (number <= 0 || number >= objects.Count) return null;
        if (objects[number] is not { } value)
        {
            if (offsets[number] == 0) return null;
            objects[number] = value = ReadObject(number, offsets[number]);
        }
        return value;
    }

    private PdfValue ReadObject(int number, int offset)
    {
        var lexer = new PdfLexer(bytes.Span, offset);
        if (Number(ref lexer, lexer.Next()) != number || Number(ref lexer, lexer.Next()) != 0) throw new PdfFormatException($"Object {number} is not where the table says.");
        Expect(ref lexer, "obj"u8);
        var value = Value(ref lexer, lexer.Next(), 0);
        lexer.Next();
        if (value is not PdfDictionary dictionary || !lexer.Lexeme.SequenceEqual("stream"u8))
        {
            return lexer.Lexeme.SequenceEqual("endobj"u8) ? value : throw new PdfFormatException($"Object {number} does not end.");
        }
        var start = lexer.Position + (bytes.Span[lexer.Position..] is [(byte)'\r', (byte)'\n', ..] ? 2 : 1);
        if (dictionary.Integer("Length") is not (>= 0 and var length) || start + (long)length > bytes.Length) throw new PdfFormatException($"The length of stream {number} is wrong.");
        lexer = new PdfLexer(bytes.Span, start + length);
        Expect(ref lexer, "endstream"u8);
        return new PdfStream(dictionary, bytes.Slice(start, length));
    }

    private PdfValue Value(ref PdfLexer lexer, PdfToken token, int depth)
    {
        if (depth == Deepest) throw new PdfFormatException("Values are nested too deeply.");
        switch (token)
        {
            case PdfToken.Name: return new PdfName(Encoding.Latin1.GetString(lexer.Lexeme[1..]));
            case PdfToken.Text or PdfToken.Word: return new PdfLiteral(bytes[lexer.Start..lexer.Position]);
            case PdfToken.Number: return NumberOrReference(ref lexer);
            case PdfToken.OpenArray:
                var items = new List<PdfValue>();
                while ((token = lexer.Next()) != PdfToken.CloseArray) items.Add(Value(ref lexer, token, depth + 1));
                return new PdfArray(items);
            case PdfToken.OpenDictionary:
                var entries = new List<KeyValuePair<string, PdfValue>>();
                while ((token = lexer.Next()) != PdfToken.CloseDictionary)
                {
                    if (token != PdfToken.Name) throw new PdfFormatException($"A key is missing at {lexer.Start}.");
                    var key = Encoding.Latin1.GetString(lexer.Lexeme[1..]);
                    entries.Add(new(key, Value(ref lexer, lexer.Next(), depth + 1)));
                }
                return new PdfDictionary(entries);
            default: throw new PdfFormatException($"A value is missing at {lexer.Start}.");
        }
    }

    private PdfValue NumberOrReference(ref PdfLexer lexer)
    {
        var number = new PdfLiteral(bytes[lexer.Start..lexer.Position]);
        if (number.Integer is not { } target) return number;
        var ahead = lexer;
        if (ahead.Next() != PdfToken.Number || !ahead.Lexeme.SequenceEqual("0"u8) || ahead.Next() != PdfToken.Word || !ahead.Lexeme.SequenceEqual("R"u8)) return number;
        lexer = ahead;
        return new PdfReference(target);
    }

    private static int Number(ref PdfLexer lexer, PdfToken token) =>
        token == PdfToken.Number && Utf8Parser.TryParse(lexer.Lexeme, out int number, out var read) && read == lexer.Lexeme.Length && number >= 0
            ? number
            : throw new PdfFormatException($"A number is missing at {lexer.Start}.");

    private static void Expect(ref PdfLexer lexer, ReadOnlySpan<byte> word)
    {
        lexer.Next();
        if (!lexer.Lexeme.SequenceEqual(word)) throw new PdfFormatException($"„{Encoding.Latin1.GetString(word)}“ is missing at {lexer.Start}.");
    }
}
