using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>Writes values, and knows where in the file it is.</summary>
internal sealed class PdfWriter(Stream to) : IDisposable
{
    private readonly BufferedStream buffered = new(to, 1 << 16);

    public long Position { get; private set; }

    public void Write(string text)
    {
        Span<byte> bytes = text.Length <= 256 ? stackalloc byte[text.Length] : new byte[text.Length];
        Encoding.Latin1.GetBytes(text, bytes);
        Write(bytes);
    }

    public void Write(PdfValue value)
    {
        switch (value)
        {
            case PdfLiteral literal:
                Write(literal.Written.Span);
                break;
            case PdfName name:
                Write("/");
                Write(name.Value);
                break;
            case PdfReference reference:
                Write(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{reference.Number} 0 R"));
                break;
            case PdfArray array:
                Write("[");
                for (var i = 0; i < array.Items.Count; i++)
                {
                    if (i > 0)
                        Write(" ");
                    Write(array.Items[i]);
                }
                Write("]");
                break;
            case PdfDictionary dictionary:
                Write("<<");
                foreach (var (key, entry) in dictionary.Entries)
                {
                    Write("/");
                    Write(key);
                    Write(" ");
                    Write(entry);
                    Write("\n");
                }
                Write(">>");
                break;
            case PdfStream stream:
                stream.Dictionary["Length"] = PdfLiteral.Of(stream.Bytes.Length);
                Write(stream.Dictionary);
                Write("\nstream\n");
                Write(stream.Bytes.Span);
                Write("\nendstream");
                break;
        }
    }

    /// <summary>The stream stays open: it is the caller's.</summary>
    public void Dispose() => buffered.Flush();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        buffered.Write(bytes);
        Position += bytes.Length;
    }
}
