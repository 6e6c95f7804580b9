using System.Buffers.Binary;
using System.IO.Compression;
using Befragung.Delphi;

namespace Befragung.Web.Exchange;

/// <summary>
/// Reads a PNG (ISO/IEC 15948) strictly: order and checksums of its chunks, and whether its lines unpack to exactly what its head promises. Nothing is kept in
/// memory while that is counted, so that a small file which swells to gigabytes does no harm.
/// </summary>
internal static class PngFile
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    private static readonly uint[] Table =
    [
        .. Enumerable
            .Range(0, 256)
            .Select(one => Enumerable.Range(0, 8).Aggregate((uint)one, (sum, _) => (sum & 1) != 0 ? 0xedb88320 ^ (sum >> 1) : sum >> 1)),
    ];

    /// <summary>First column, first row, and the steps between columns and rows, of the seven passes of an interlaced picture.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
    [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];

    public static bool IsLike(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <exception cref="RuleBrokenException">It is not whole, or not as the standard says.</exception>
    public static LogoFile Read(byte[] file)
    {
        var chunks = Chunks(file);
        if (chunks[0] is not { Type: "IHDR", Body.Length: 13 })
            throw Damaged("Ihm fehlt der Kopf.");
        var head = Head.Of(chunks[0].Body.Span);
        LogoFile.CheckSize(head.Width, head.Height);
        if (!head.IsKnown)
            throw Damaged("Sein Kopf nennt eine Farbtiefe, die es nicht gibt.");
        CheckOrder(chunks, head);
        var lines = chunks.Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Body.ToArray()).ToArray();
        CheckLines(lines, head);
        return new(Kept(chunks), "image/png", head.Width, head.Height);
    }

    /// <summary>Up to the end of the picture; what hangs behind it is none of its parts.</summary>
    private static List<Chunk> Chunks(byte[] file)
    {
        var chunks = new List<Chunk>();
        var at = Signature.Length;
        while (chunks is not [.., { Type: "IEND" }])
        {
            if (file.Length - at < 12)
                throw Damaged("Es hört mittendrin auf.");
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                throw Damaged("Es hört mittendrin auf.");
            var whole = file.AsMemory(at, (int)length + 12);
            if (Checksum(whole.Span[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(whole.Span[^4..]))
                throw Damaged("Eine Prüfsumme stimmt nicht.");
            chunks.Add(new(System.Text.Encoding.Latin1.GetString(whole.Span[4..8]), whole[8..^4], whole));
            at += whole.Length;
        }
        return chunks;
    }

    /// <summary>The palette before the lines, the lines together, and nothing that a reader would have to understand and this one does not.</summary>
    private static void CheckOrder(List<Chunk> chunks, Head head)
    {
        var palette = chunks.FindIndex(chunk => chunk.Type == "PLTE");
        var transparency = chunks.FindIndex(chunk => chunk.Type == "tRNS");
        var first = chunks.FindIndex(chunk => chunk.Type == "IDAT");
        var last = chunks.FindLastIndex(chunk => chunk.Type == "IDAT");
        if (first < 0)
            throw Damaged("Es enthält kein Bild.");
        var colours = palette < 0 ? 0 : chunks[palette].Body.Length;
        var inOrder =
            chunks.Count(chunk => chunk.Type == "IHDR") == 1
            && chunks.Count(chunk => chunk.Type == "PLTE") <= 1
            && chunks.Count(chunk => chunk.Type == "tRNS") <= 1
            && chunks[first..(last + 1)].TrueForAll(chunk => chunk.Type == "IDAT")
            && palette < first
            && transparency < first
            && (transparency < 0 || palette < transparency)
            && chunks.TrueForAll(chunk => chunk.Type is "IHDR" or "PLTE" or "IDAT" or "IEND" || char.IsAsciiLetterLower(chunk.Type[0]))
            && chunks[^1].Body.IsEmpty;
        var coloured =
            head.Kind == 3
                ? colours is > 0 && colours % 3 == 0 && colours / 3 <= 1 << head.Depth
                : colours == 0 || (head.Kind is 2 or 6 && colours % 3 == 0 && colours <= 768);
        var transparent =
            transparency < 0
            || head.Kind switch
            {
                0 => chunks[transparency].Body.Length == 2,
                2 => chunks[transparency].Body.Length == 6,
                3 => chunks[transparency].Body.Length <= colours / 3,
                _ => false,
            };
        if (!inOrder || !coloured || !transparent)
            throw Damaged("Seine Teile passen nicht zusammen.");
    }

    private static void CheckLines(byte[] packed, Head head)
    {
        using var lines = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        var buffer = new byte[64 * 1024];
        try
        {
            foreach (var (length, count) in head.Lines())
            {
                for (var line = 0; line < count; line++)
                {
                    // Each begins with how it is packed: there are five ways.
                    if (lines.ReadByte() is not (>= 0 and <= 4))
                        throw Damaged("Seine Zeilen passen nicht zu seiner Größe.");
                    for (var left = length; left > 0; )
                    {
                        var read = lines.Read(buffer, 0, Math.Min(left, buffer.Length));
                        if (read == 0)
                            throw Damaged("Seine Zeilen passen nicht zu seiner Größe.");
                        left -= read;
                    }
                }
            }
            if (lines.ReadByte() >= 0)
                throw Damaged("Es entpackt sich zu mehr, als sein Kopf verspricht.");
        }
        catch (InvalidDataException)
        {
            throw Damaged("Es lässt sich nicht entpacken.");
        }
    }

    private static byte[] Kept(List<Chunk> chunks) =>
        [
            .. Signature,
            .. chunks
                .Where(chunk => chunk.Type is "IHDR" or "PLTE" or "tRNS" or "IDAT" or "IEND")
                .SelectMany(chunk => chunk.Whole.ToArray()),
        ];

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
            sum = Table[(byte)(sum ^ one)] ^ (sum >> 8);
        return ~sum;
    }

    private static RuleBrokenException Damaged(string german) =>
        new("Das PNG-Bild ist beschädigt. {0} Bitte speichern Sie es noch einmal als PNG.", new Sentence(german));

    private sealed record Chunk(string Type, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Whole);

    /// <param name="Depth">Bits of a channel.</param>
    /// <param name="Kind">0 grey, 2 colours, 3 palette, 4 grey and transparent, 6 colours and transparent.</param>
    private sealed record Head(int Width, int Height, int Depth, int Kind, bool Interlaced, bool Usual)
    {
        public static Head Of(ReadOnlySpan<byte> data) =>
            new(
                (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(data)),
                (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(data[4..])),
                data[8],
                data[9],
                data[12] == 1,
                data[10] == 0 && data[11] == 0 && data[12] <= 1
            );

        public bool IsKnown =>
            Usual
            && Kind switch
            {
                0 => Depth is 1 or 2 or 4 or 8 or 16,
                3 => Depth is 1 or 2 or 4 or 8,
                2 or 4 or 6 => Depth is 8 or 16,
                _ => false,
            };

        private int Bits =>
            Depth
            * Kind switch
            {
                2 => 3,
                4 => 2,
                6 => 4,
                _ => 1,
            };

        /// <summary>How many bytes a line has without the one it begins with, and how many such lines there are.</summary>
        public IEnumerable<(int Length, int Count)> Lines()
        {
            foreach (var (x, y, stepX, stepY) in Interlaced ? Passes : [(0, 0, 1, 1)])
            {
                var columns = (Width - x + stepX - 1) / stepX;
                var rows = (Height - y + stepY - 1) / stepY;
                if (columns > 0 && rows > 0)
                    yield return (((columns * Bits) + 7) / 8, rows);
            }
        }
    }
}
