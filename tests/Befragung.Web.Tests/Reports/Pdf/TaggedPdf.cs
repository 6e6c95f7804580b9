using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Befragung.Web.Tests.Reports.Pdf;

/// <summary>A small reader of PDF files, of its own: what writes them must not also be the one who looks whether they are right.</summary>
internal sealed partial class TaggedPdf
{
    private readonly byte[] bytes;
    private readonly string text;
    private readonly Dictionary<int, int> offsets = [];
    private readonly Dictionary<int, object?> known = [];
    private int position;

    public TaggedPdf(byte[] bytes)
    {
        this.bytes = bytes;
        text = Encoding.Latin1.GetString(bytes);
        position = int.Parse(text[(text.LastIndexOf("startxref", StringComparison.Ordinal) + 9)..^6], CultureInfo.InvariantCulture);
        Assert.Equal("xref", Token());
        Assert.Equal("0", Token());
        var count = int.Parse(Token(), CultureInfo.InvariantCulture);
        for (var number = 0; number < count; number++)
        {
            var offset = int.Parse(Token(), CultureInfo.InvariantCulture);
            Token();
            if (Token() == "n")
                offsets[number] = offset;
        }
        Assert.Equal("trailer", Token());
        Trailer = (Dictionary<string, object>)Value()!;
        Catalog = Dictionary(Trailer["Root"]);
        Structure = Dictionary(Catalog["StructTreeRoot"]);
        Pages = [.. PagesBelow(Catalog["Pages"])];
        Elements = [.. Below(Structure)];
    }

    public sealed record Reference(int Number);

    public sealed record Name(string Text);

    public sealed record Stream(Dictionary<string, object> Dictionary, byte[] Data);

    public string Header => text[..9];

    public Dictionary<string, object> Trailer { get; }

    public Dictionary<string, object> Catalog { get; }

    public Dictionary<string, object> Structure { get; }

    public List<Reference> Pages { get; }

    /// <summary>All elements, in the order of reading, with the element each is in.</summary>
    public List<(Dictionary<string, object> Element, Dictionary<string, object> Parent)> Elements { get; }

    public IEnumerable<Dictionary<string, object>> All(string type) =>
        Elements.Select(one => one.Element).Where(element => Type(element) == type);

    /// <summary>The standard type of an element.</summary>
    public string Type(Dictionary<string, object> element)
    {
        var type = ((Name)element["S"]).Text;
        return Structure.TryGetValue("RoleMap", out var map) && Dictionary(map).TryGetValue(type, out var role) ? ((Name)role).Text : type;
    }

    /// <summary>Elements below this one; NonStruct and Div are looked through, since they mean nothing.</summary>
    public List<Dictionary<string, object>> Kids(Dictionary<string, object> element) =>
        [
            .. List(element.GetValueOrDefault("K"))
                .Select(Resolve)
                .OfType<Dictionary<string, object>>()
                .Where(kid => kid.ContainsKey("S"))
                .SelectMany(kid => Type(kid) is "NonStruct" or "Div" or "Part" ? Kids(kid) : [kid]),
        ];

    public object? Resolve(object? value)
    {
        if (value is not Reference { Number: var number })
            return value;
        if (!known.TryGetValue(number, out var found))
            known[number] = found = offsets.TryGetValue(number, out var offset) ? At(offset) : null;
        return found;
    }

    public Dictionary<string, object> Dictionary(object? value) =>
        Resolve(value) switch
        {
            Dictionary<string, object> dictionary => dictionary,
            Stream stream => stream.Dictionary,
            _ => [],
        };

    public List<object> List(object? value) =>
        Resolve(value) switch
        {
            null => [],
            List<object> list => list,
            var one => [one],
        };

    public static string Text(object? value) =>
        value is not byte[] bytes ? ""
        : bytes is [0xFE, 0xFF, .. var utf16] ? Encoding.BigEndianUnicode.GetString(utf16)
        : Encoding.Latin1.GetString(bytes);

    public string Contents(object? value) => Resolve(value) is Stream stream ? Encoding.Latin1.GetString(Data(stream)) : "";

    public static byte[] Data(Stream stream)
    {
        if (!stream.Dictionary.ContainsKey("Filter"))
            return stream.Data;
        using var inflated = new MemoryStream();
        using var source = new ZLibStream(new MemoryStream(stream.Data), CompressionMode.Decompress);
        source.CopyTo(inflated);
        return inflated.ToArray();
    }

    /// <summary>The operators of contents, with what stands before them.</summary>
    public static IEnumerable<(string Operator, List<string> Operands)> Operators(string contents)
    {
        var operands = new List<string>();
        foreach (var token in Tokens().Matches(contents).Select(match => match.Value))
        {
            if (char.IsLetter(token[0]) && token is not ("true" or "false" or "null"))
            {
                yield return (token, operands);
                operands = [];
            }
            else
            {
                operands.Add(token);
            }
        }
    }

    private IEnumerable<Reference> PagesBelow(object node) =>
        Dictionary(node).TryGetValue("Kids", out var kids) ? List(kids).SelectMany(PagesBelow) : [(Reference)node];

    private IEnumerable<(Dictionary<string, object>, Dictionary<string, object>)> Below(Dictionary<string, object> element) =>
        List(element.GetValueOrDefault("K"))
            .Select(Resolve)
            .OfType<Dictionary<string, object>>()
            .Where(kid => kid.ContainsKey("S"))
            .SelectMany(kid => Below(kid).Prepend((kid, element)));

    private object? At(int offset)
    {
        position = offset;
        Token();
        Assert.Equal("0", Token());
        Assert.Equal("obj", Token());
        var value = Value();
        if (Token() != "stream" || value is not Dictionary<string, object> dictionary)
            return value;
        var start = position + 1;
        return new Stream(dictionary, bytes[start..(start + (int)(double)dictionary["Length"])]);
    }

    private object? Value()
    {
        var token = Token();
        switch (token[0])
        {
            case '/':
                return new Name(token[1..]);
            case '[':
                var items = new List<object>();
                while (Peek() != "]")
                    items.Add(Value()!);
                Token();
                return items;
            case '<' when token == "<<":
                var entries = new Dictionary<string, object>();
                while (Peek() != ">>")
                {
                    var key = Token()[1..];
                    entries[key] = Value()!;
                }
                Token();
                return entries;
            case '<':
                return Convert.FromHexString(token[1..^1]);
            case '(':
                return Encoding.Latin1.GetBytes(Escape().Replace(token[1..^1], "${escaped}"));
            case 't' or 'f':
                return token == "true";
            case 'n':
                return DBNull.Value;
        }
        var after = position;
        if (Token() == "0" && Token() == "R")
            return new Reference(int.Parse(token, CultureInfo.InvariantCulture));
        position = after;
        return double.Parse(token, CultureInfo.InvariantCulture);
    }

    private string Peek()
    {
        var before = position;
        var token = Token();
        position = before;
        return token;
    }

    private string Token()
    {
        var match = Tokens().Match(text, position);
        position = match.Index + match.Length;
        return match.Value;
    }

    [GeneratedRegex(
        @"\((?:\\.|[^\\()])*\)|<<|>>|<[0-9A-Fa-f\s]*>|[\[\]]|/[^\s()<>\[\]{}/%]*|[^\s()<>\[\]{}/%]+",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Tokens();

    [GeneratedRegex(@"\\(?<escaped>.)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Escape();
}
