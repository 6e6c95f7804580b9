using System.Buffers.Binary;
using Befragung.Delphi;

namespace Befragung.Web.Exchange;

/// <summary>
/// Reads a JPEG (ITU-T T.81) from marker to marker: the usual kinds, grey or in three colours, whole to its end. What browsers unpack is bounded by its size
/// and by the number of its scans, each of which goes over the whole picture.
/// </summary>
internal static class JpegFile
{
    private const byte StartOfImage = 0xd8,
        EndOfImage = 0xd9,
        StartOfScan = 0xda,
        Quantization = 0xdb,
        Huffman = 0xc4,
        Restart = 0xdd,
        Exif = 0xe1,
        Adobe = 0xee,
        Comment = 0xfe;

    // Progressive pictures have about ten.
    private const int MostScans = 40;

    public static bool IsLike(ReadOnlySpan<byte> file) => file is [0xff, StartOfImage, 0xff, ..];

    /// <exception cref="RuleBrokenException">It is not whole, of a rare kind, or made for presses.</exception>
    public static LogoFile Read(byte[] file)
    {
        var at = 2;
        var kept = new List<byte>(file.Length) { 0xff, StartOfImage };
        (int Width, int Height)? size = null;
        var scans = 0;
        var tables = false;
        while (true)
        {
            var marker = Marker(file, ref at);
            if (marker == EndOfImage)
            {
                if (size is not { } known || scans == 0)
                    throw Damaged();
                return new([.. kept, 0xff, EndOfImage], "image/jpeg", known.Width, known.Height);
            }
            if (file.Length - at < 2)
                throw Damaged();
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
            if (length < 2 || length > file.Length - at)
                throw Damaged();
            var data = file.AsSpan(at + 2, length - 2);
            switch (marker)
            {
                case 0xc0 or 0xc1 or 0xc2:
                    if (size is not null)
                        throw Damaged();
                    size = Size(data);
                    break;
                case Quantization:
                    tables = true;
                    break;
                case Exif:
                    CheckUpright(data);
                    break;
                case StartOfScan:
                    if (size is null || !tables || ++scans > MostScans || data.Length < 6)
                        throw Damaged();
                    break;
                case Huffman or Restart or Comment or (>= 0xe0 and <= 0xef):
                    break;
                case >= 0xc3 and <= 0xcf:
                    throw new RuleBrokenException(
                        "Das JPEG-Bild ist von einer seltenen Art, die Browser nicht zeigen. Bitte speichern Sie es als PNG."
                    );
                default:
                    throw Damaged();
            }
            var end = at + length;
            // Where the data of a scan end is only told by the next marker.
            if (marker == StartOfScan)
                end = AfterScan(file, end);
            // The notes of programs stay behind; that of Adobe says which colours are meant.
            if (
                marker is Quantization or Huffman or Restart or StartOfScan or 0xc0 or 0xc1 or 0xc2
                || (marker == Adobe && data.StartsWith("Adobe"u8) && data.Length == 12)
            )
                kept.AddRange([0xff, marker, .. file.AsSpan(at, end - at)]);
            at = end;
        }
    }

    private static byte Marker(byte[] file, ref int at)
    {
        if (at >= file.Length || file[at] != 0xff)
            throw Damaged();
        while (at < file.Length && file[at] == 0xff)
            at++;
        return at < file.Length ? file[at++] : throw Damaged();
    }

    private static (int Width, int Height) Size(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 6 || frame.Length != 6 + (3 * frame[5]))
            throw Damaged();
        if (frame[5] == 4)
            throw new RuleBrokenException(
                "Das JPEG-Bild hat Druckfarben (CMYK). Bildschirm und PDF brauchen RGB; bitte speichern Sie das Logo als PNG oder als JPEG in RGB."
            );
        if (frame[0] != 8 || frame[5] is not (1 or 3))
            throw new RuleBrokenException(
                "Das JPEG-Bild ist von einer seltenen Art, die Browser nicht zeigen. Bitte speichern Sie es als PNG."
            );
        var height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        LogoFile.CheckSize(width, height);
        return (width, height);
    }

    /// <summary>Cameras turn a picture by a note, which is not kept.</summary>
    private static void CheckUpright(ReadOnlySpan<byte> exif)
    {
        if (!exif.StartsWith("Exif\0\0"u8) || exif.Length < 14)
            return;
        var tiff = exif[6..];
        var little = tiff[0] == 'I';
        int Two(ReadOnlySpan<byte> from) =>
            little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from);
        var first = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (first > tiff.Length - 2)
            return;
        var entries = tiff[((int)first + 2)..];
        for (var left = Two(tiff[(int)first..]); left > 0 && entries.Length >= 12; left--, entries = entries[12..])
        {
            if (Two(entries) == 0x112 && Two(entries[8..]) > 1)
                throw new RuleBrokenException(
                    "Das JPEG-Bild liegt gedreht in der Datei. Bitte drehen Sie es gerade und speichern Sie es noch einmal, am besten als PNG."
                );
        }
    }

    private static int AfterScan(byte[] file, int at)
    {
        while (at + 1 < file.Length)
        {
            // A zero and the marks of a new start belong to the data.
            if (file[at] == 0xff && file[at + 1] is not (0x00 or 0xff or (>= 0xd0 and <= 0xd7)))
                return at;
            at++;
        }
        throw Damaged();
    }

    private static RuleBrokenException Damaged() =>
        new("Das JPEG-Bild ist beschädigt oder nicht vollständig. Bitte speichern Sie es noch einmal, am besten als PNG.");
}
