using System.Globalization;

namespace Befragung.Web.Reports.Pdf;

/// <summary>
/// A PDF as Chromium writes it: one table of objects, all of generation 0, streams that say their length and are deflated or not. Objects are read when
/// somebody asks for them. Anything else is a <see cref="PdfFormatException"/>.
/// </summary>
internal sealed class PdfFile
{
    private const int Deepest = 64;

    private readonly PdfSource source;
    private readonly List<PdfValue?> objects;

    public PdfFile(ReadOnlyMemory<byte> bytes)
    {
        source = new PdfSource(bytes);
        Trailer = source.Trailer;
        objects = [.. new PdfValue?[source.Count]];
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
            if (step == Deepest)
                throw new PdfFormatException("References go round in a circle.");
            value = Object(reference.Number);
        }
        return value;
    }

    /// <summary>The dictionary that is meant, or that of the stream.</summary>
    public PdfDictionary? Dictionary(PdfValue? value) =>
        Resolve(value) switch
        {
            PdfDictionary dictionary => dictionary,
            PdfStream stream => stream.Dictionary,
            _ => null,
        };

    /// <summary>The values of an array, or the one that stands for an array of one.</summary>
    public IReadOnlyList<PdfValue> List(PdfValue? value) =>
        Resolve(value) switch
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
            if (node[key] is { } value)
                return value;
            node = Dictionary(node["Parent"]);
        }
        return null;
    }

    public PdfReference Add(PdfValue value)
    {
        objects.Add(value);
        return new PdfReference(objects.Count - 1);
    }

    public void Replace(PdfReference reference, PdfValue value) => objects[reference.Number] = value;

    /// <summary>How many numbers of objects there are, with those that are free and with 0, which no object has.</summary>
    public int Count => objects.Count;

    /// <summary>An object; null where there is none of this number.</summary>
    public PdfValue? At(int number) => Object(number);

    /// <summary>Holds so many numbers free, and gives back by how much they lie behind those from 0.</summary>
    public int Reserve(int count)
    {
        var first = objects.Count;
        objects.AddRange(new PdfValue?[count]);
        return first;
    }

    /// <summary>Takes away what was put at a number that was held free.</summary>
    public void Remove(PdfReference reference) => objects[reference.Number] = null;

    public void Write(Stream to)
    {
        using var writer = new PdfWriter(to);
        // PDF/A-3 is built on 1.7. Four bytes beyond ASCII tell programs that move files not to touch the line ends.
        writer.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        var places = new long[objects.Count];
        for (var number = 1; number < objects.Count; number++)
        {
            if (Object(number) is not { } value)
                continue;
            places[number] = writer.Position;
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
            writer.Write(value);
            writer.Write("\nendobj\n");
        }
        var table = writer.Position;
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {places.Length}\n0000000000 65535 f \n"));
        foreach (var place in places.AsSpan(1))
            writer.Write(
                place == 0 ? "0000000000 65535 f \n" : string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n")
            );
        Trailer["Size"] = PdfLiteral.Of(places.Length);
        writer.Write("trailer\n");
        writer.Write(Trailer);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"\nstartxref\n{table}\n%%EOF\n"));
    }

    private IEnumerable<PdfReference> PagesBelow(PdfValue? node, HashSet<int> seen, int depth)
    {
        if (node is not PdfReference reference || !seen.Add(reference.Number) || depth == Deepest || Dictionary(node) is not { } dictionary)
            throw new PdfFormatException("The tree of pages is damaged.");
        return dictionary["Kids"] is { } kids ? List(kids).SelectMany(kid => PagesBelow(kid, seen, depth + 1)) : [reference];
    }

    private PdfValue? Object(int number)
    {
        if (number <= 0 || number >= objects.Count)
            return null;
        return objects[number] ??= source.Read(number);
    }
}
