using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Befragung.Web.Reports.Word;

/// <summary>A picture of points, as Chromium writes it: 8 bits for each colour, not interlaced. Read whole, and cut into pieces that are pictures again.</summary>
internal sealed class Png
{
    private const int Depth = 3;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly uint[] Sums = [.. Enumerable.Range(0, 256).Select(SumOf)];

    private readonly byte[] points;

    private Png(int width, int height, byte[] points)
    {
        Width = width;
        Height = height;
        this.points = points;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Red, green and blue of each, row by row.</summary>
    public ReadOnlySpan<byte> Points => points;

    /// <exception cref="InvalidDataException">It is not such a picture.</exception>
    public static Png Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
            throw new InvalidDataException("No PNG.");
        int width = 0,
            height = 0,
            depth = 0;
        using var packed = new MemoryStream();
        for (var at = Signature.Length; at + 12 <= file.Length; )
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (length < 0 || at + 12 + length > file.Length)
                throw new InvalidDataException("A PNG that ends too early.");
            var content = file.Slice(at + 8, length);
            switch (Encoding.ASCII.GetString(file.Slice(at + 4, 4)))
            {
                case "IHDR":
                    width = BinaryPrimitives.ReadInt32BigEndian(content);
                    height = BinaryPrimitives.ReadInt32BigEndian(content[4..]);
                    depth = (content[8], content[9], content[12]) switch
                    {
                        (8, 2, 0) => 3,
                        (8, 6, 0) => 4,
                        _ => throw new InvalidDataException("A PNG of another kind."),
                    };
                    break;
                case "IDAT":
                    packed.Write(content);
                    break;
            }
            at += 12 + length;
        }
        packed.Position = 0;
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        return new(width, height, Unfiltered(rows, width, height, depth));
    }

    /// <summary>A piece of it as a file.</summary>
    public byte[] Cut(int left, int top, int width, int height)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], height);
        head[8] = 8;
        head[9] = 2;
        Write(file, "IHDR", head);
        using var packed = new MemoryStream();
        using (var rows = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var row = 0; row < height; row++)
            {
                rows.WriteByte(0);
                rows.Write(points, (((top + row) * Width) + left) * Depth, width * Depth);
            }
        Write(file, "IDAT", packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Write(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Each row says how it is told from the one above and the point before.</summary>
    private static byte[] Unfiltered(Stream rows, int width, int height, int depth)
    {
        var whole = new byte[width * height * Depth];
        var length = width * depth;
        var (row, above) = (new byte[length], new byte[length]);
        for (var y = 0; y < height; y++)
        {
            var filter = rows.ReadByte();
            rows.ReadExactly(row);
            Undo(filter, row, above, depth);
            if (depth == Depth)
                row.CopyTo(whole, y * length);
            else
                for (var x = 0; x < width; x++)
                    row.AsSpan(x * depth, Depth).CopyTo(whole.AsSpan(((y * width) + x) * Depth));
            (row, above) = (above, row);
        }
        return whole;
    }

    private static void Undo(int filter, byte[] row, byte[] above, int depth)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (var i = depth; i < row.Length; i++)
                    row[i] += row[i - depth];
                break;
            case 2:
                for (var i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case 3:
                for (var i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < depth ? 0 : row[i - depth]) + above[i]) / 2);
                break;
            case 4:
                for (var i = 0; i < row.Length; i++)
                    row[i] += i < depth ? above[i] : Nearest(row[i - depth], above[i], above[i - depth]);
                break;
            default:
                throw new InvalidDataException("A PNG with a filter that there is none of.");
        }
    }

    private static byte Nearest(int before, int above, int corner)
    {
        var guess = before + above - corner;
        var (toBefore, toAbove, toCorner) = (Math.Abs(guess - before), Math.Abs(guess - above), Math.Abs(guess - corner));
        return (byte)(
            toBefore <= toAbove && toBefore <= toCorner ? before
            : toAbove <= toCorner ? above
            : corner
        );
    }

    private static void Write(Stream file, string kind, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        var name = Encoding.ASCII.GetBytes(kind);
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(name);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Sum(Sum(uint.MaxValue, name), content));
        file.Write(number);
    }

    private static uint Sum(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
            sum = Sums[(byte)(sum ^ one)] ^ (sum >> 8);
        return sum;
    }

    private static uint SumOf(int value)
    {
        var sum = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        return sum;
    }
}
