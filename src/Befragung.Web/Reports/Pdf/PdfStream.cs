using System.IO.Compression;

namespace Befragung.Web.Reports.Pdf;

/// <summary>Bytes with what is to be known about them, deflated or not.</summary>
internal sealed record PdfStream(PdfDictionary Dictionary, ReadOnlyMemory<byte> Bytes) : PdfValue
{
    public static PdfStream Deflated(PdfDictionary dictionary, ReadOnlySpan<byte> data)
    {
        using var deflated = new MemoryStream(data.Length / 4);
        using (var target = new ZLibStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
            target.Write(data);
        dictionary["Filter"] = new PdfName("FlateDecode");
        return new PdfStream(dictionary, deflated.ToArray());
    }

    /// <exception cref="PdfFormatException">It is damaged, or packed in another way.</exception>
    public byte[] Inflated()
    {
        if (Dictionary["Filter"] is null)
            return Bytes.ToArray();
        if (
            Dictionary["Filter"] is not (PdfName { Value: "FlateDecode" } or PdfArray { Items: [PdfName { Value: "FlateDecode" }] })
            || Dictionary["DecodeParms"] is not null
        )
            throw new PdfFormatException("A stream is not deflated.");
        try
        {
            using var inflated = new MemoryStream(Bytes.Length * 4);
            using var source = new ZLibStream(new MemoryStream(Bytes.ToArray()), CompressionMode.Decompress);
            source.CopyTo(inflated);
            return inflated.ToArray();
        }
        catch (InvalidDataException damaged)
        {
            throw new PdfFormatException("A stream is damaged.", damaged);
        }
    }
}
