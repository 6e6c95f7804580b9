using System.Runtime.InteropServices;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>Contents that are copied piece by piece, with marks between.</summary>
internal sealed class PdfCopy(byte[] data)
{
    private readonly List<byte> written = new(data.Length + (data.Length / 4));
    private int copied;

    /// <summary>How much is written.</summary>
    public int Length => written.Count;

    public ReadOnlySpan<byte> Written => CollectionsMarshal.AsSpan(written);

    /// <summary>Copies up to here.</summary>
    public void To(int end)
    {
        written.AddRange(data.AsSpan(copied, end - copied));
        copied = end;
    }

    /// <summary>Goes on from here.</summary>
    public void SkipTo(int end) => copied = end;

    /// <summary>A line of its own.</summary>
    public void Write(string mark)
    {
        if (written.Count > 0 && written[^1] != '\n')
            written.Add((byte)'\n');
        written.AddRange(Encoding.Latin1.GetBytes(mark));
        written.Add((byte)'\n');
    }

    /// <summary>Writes into what is written already, in the place of so much of it.</summary>
    public void Change(int at, int length, string mark)
    {
        written.RemoveRange(at, length);
        written.InsertRange(at, Encoding.Latin1.GetBytes(mark));
    }
}
