using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Befragung.Web.Tests.Exchange;

/// <summary>Small pictures of every kind, whole and in every way broken.</summary>
internal static class SamplePictures
{
    public static byte[] Jpeg =>
        Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAMABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAYF/8QAGRAAAQUAAAAAAAAAAAAAAAAAAAMUFVFi/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAQF/8QAGBEAAgMAAAAAAAAAAAAAAAAAAAECFBX/2gAMAwEAAhEDEQA/AMyLyIvJWN06DdOjE0plNdEnF5BWN06A0piuj//Z"
        );

    public static byte[] ProgressiveJpeg =>
        Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wgARCAAMABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUE/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAME/9oADAMBAAIQAxAAAAHKrMVJKsP/xAAXEAEAAwAAAAAAAAAAAAAAAAAAARET/9oACAEBAAEFAsmTJUKhUP/EABURAQEAAAAAAAAAAAAAAAAAAAAS/9oACAEDAQE/AYQ//8QAFhEAAwAAAAAAAAAAAAAAAAAAAAEU/9oACAECAQE/AaGUM//EABQQAQAAAAAAAAAAAAAAAAAAACD/2gAIAQEABj8CX//EABYQAQEBAAAAAAAAAAAAAAAAAHEAIP/aAAgBAQABPyEQhir/2gAMAwEAAgADAAAAEMMP/8QAFREBAQAAAAAAAAAAAAAAAAAAABH/2gAIAQMBAT8QlL//xAAUEQEAAAAAAAAAAAAAAAAAAAAQ/9oACAECAQE/EBf/xAAWEAEBAQAAAAAAAAAAAAAAAAAAYRD/2gAIAQEAAT8Q0CSST//Z"
        );

    /// <summary>Made for presses.</summary>
    public static byte[] CmykJpeg =>
        Convert.FromBase64String(
            "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6utq2eAvMm6pseZqKuk/9sAQwEcHh4oIyhOKytOpG5dbqSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk/8AAFAgADAAYBAEiAAIRAQMRAQQiAP/EABcAAQEBAQAAAAAAAAAAAAAAAAADBgX/xAAcEAABAwUAAAAAAAAAAAAAAAAAAQJRAxITFFL/xAAWAQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAZEQABBQAAAAAAAAAAAAAAAAAAAgMTFFH/2gAOBAEAAhEDEQQAAD8A4d1btRdW7UsDUqNYSmUQ0XQNF0GjwsgYWQRurdqCwFRrBMozmi6AaPCyAf/Z"
        );

    /// <summary>The same as a camera leaves it that was held upright.</summary>
    public static byte[] TurnedJpeg =>
        [
            .. Jpeg[..2],
            0xff,
            0xe1,
            0,
            34,
            .. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001"u8,
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0,
            .. Jpeg[2..],
        ];

    /// <param name="kind">0 grey, 2 colours, 3 palette, 4 grey and transparent, 6 colours and transparent.</param>
    /// <param name="lines">What unpacks beyond or short of what the head says.</param>
    public static byte[] Png(int width = 12, int height = 7, int depth = 8, int kind = 6, bool interlaced = false, int lines = 0)
    {
        var bits =
            depth
            * kind switch
            {
                2 => 3,
                4 => 2,
                6 => 4,
                _ => 1,
            };
        var length = Passes(width, height, interlaced).Sum(pass => pass.Rows * (1 + (((pass.Columns * bits) + 7) / 8)));
        return Png(Head(width, height, depth, kind, interlaced), kind == 3 ? [Chunk("PLTE", new byte[6])] : [], Packed(length + lines));
    }

    public static byte[] Png(byte[] head, byte[][] between, byte[] packed) =>
        [
            0x89,
            .. "PNG\r\n"u8,
            0x1a,
            0x0a,
            .. Chunk("IHDR", head),
            .. between.SelectMany(chunk => chunk),
            .. Chunk("IDAT", packed),
            .. Chunk("IEND", []),
        ];

    public static byte[] Head(int width, int height, int depth = 8, int kind = 6, bool interlaced = false)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        head[8] = (byte)depth;
        head[9] = (byte)kind;
        head[12] = (byte)(interlaced ? 1 : 0);
        return head;
    }

    /// <summary>So many zeros, packed: a thousand to one.</summary>
    public static byte[] Packed(long length)
    {
        using var packed = new MemoryStream();
        using (var lines = new ZLibStream(packed, CompressionLevel.SmallestSize))
            for (var zeros = new byte[64 * 1024]; length > 0; length -= zeros.Length)
                lines.Write(zeros, 0, (int)Math.Min(length, zeros.Length));
        return packed.ToArray();
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.Latin1.GetBytes(type), .. data];
        var sum = uint.MaxValue;
        foreach (var one in named)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ (0xedb88320 & (uint)-(int)(sum & 1));
        }
        var length = new byte[4];
        var checksum = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, ~sum);
        return [.. length, .. named, .. checksum];
    }

    private static IEnumerable<(int Columns, int Rows)> Passes(int width, int height, bool interlaced)
    {
        if (!interlaced)
            return [(width, height)];
        // Of every eight columns and rows, which pass takes which: written as the standard draws it.
        string[] pattern = ["16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"];
        return Enumerable
            .Range(1, 7)
            .Select(pass => (char)('0' + pass))
            .Select(pass =>
                (
                    Enumerable.Range(0, width).Count(x => pattern.Any(row => row[x % 8] == pass)),
                    Enumerable.Range(0, height).Count(y => pattern[y % 8].Contains(pass, StringComparison.Ordinal))
                )
            )
            .Where(pass => pass.Item1 > 0 && pass.Item2 > 0);
    }
}
