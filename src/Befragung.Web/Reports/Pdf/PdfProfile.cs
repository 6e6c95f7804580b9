using System.Buffers.Binary;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>
/// The colours of sRGB (IEC 61966-2-1) as an ICC profile of version 2, made of its definition: three primaries, adapted to D50, and one curve. PDF/A wants
/// to know what red, green and blue are; made of numbers, nobody else's file has to be carried along.
/// </summary>
internal static class PdfProfile
{
    private const int Points = 1024;

    public static byte[] Srgb()
    {
        var white = Point(0.9642, 1, 0.8249);
        // The three curves are one.
        (string[] Names, byte[] Data)[] tags =
        [
            (["desc"], Description("sRGB IEC61966-2.1")),
            (["cprt"], [.. "text\0\0\0\0Free to use.\0"u8]),
            (["wtpt"], white),
            (["rXYZ"], Point(0.43607, 0.22249, 0.01392)),
            (["gXYZ"], Point(0.38515, 0.71687, 0.09708)),
            (["bXYZ"], Point(0.14307, 0.06061, 0.7141)),
            (["rTRC", "gTRC", "bTRC"], Curve()),
        ];
        var count = tags.Sum(tag => tag.Names.Length);
        List<byte> table = [.. Number(count)],
            body = [];
        foreach (var (names, data) in tags)
        {
            foreach (var name in names)
                table.AddRange([.. Encoding.ASCII.GetBytes(name), .. Number(128 + 4 + (12 * count) + body.Count), .. Number(data.Length)]);
            body.AddRange(data);
            while (body.Count % 4 != 0)
                body.Add(0);
        }
        // Made at the beginning of the year 2000: the same report has to give the same file.
        byte[] header =
        [
            .. Number(128 + table.Count + body.Count),
            0,
            0,
            0,
            0,
            2,
            0x40,
            0,
            0,
            .. "mntrRGB XYZ "u8,
            0x07,
            0xD0,
            0,
            1,
            0,
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            .. "acsp"u8,
            .. new byte[28],
            .. white[8..],
            .. new byte[48],
        ];
        return [.. header, .. table, .. body];
    }

    private static byte[] Curve()
    {
        var data = new byte[12 + (2 * Points)];
        "curv"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), Points);
        for (var i = 0; i < Points; i++)
        {
            var value = i / (Points - 1.0);
            var linear = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(12 + (2 * i)), (ushort)Math.Round(linear * ushort.MaxValue));
        }
        return data;
    }

    private static byte[] Point(double x, double y, double z) => [.. "XYZ \0\0\0\0"u8, .. Fixed(x), .. Fixed(y), .. Fixed(z)];

    /// <summary>In ASCII; the places for Unicode and for Macintosh stay empty.</summary>
    private static byte[] Description(string text) =>
        [.. "desc\0\0\0\0"u8, .. Number(text.Length + 1), .. Encoding.ASCII.GetBytes(text), 0, .. new byte[78]];

    private static byte[] Fixed(double value) => Number((int)Math.Round(value * 65536));

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
