using System.Text;

namespace Befragung.Web.Exchange.Reading;

/// <summary>Looks at a text that is no UTF-8 as it stands: whether it was UTF-8 once, and which of its bytes tell the code page.</summary>
internal static class DamagedText
{
    private const int MostOfSample = 1 << 16;

    /// <summary>
    /// Whether there are letters in it that only UTF-8 writes so. In a code page they would be such as "Ã¼", which no language has; then it is a text that was
    /// cut or put together of two.
    /// </summary>
    public static bool LooksLikeUtf8(Stream content)
    {
        content.Position = 0;
        using var reader = new StreamReader(
            content,
            new UTF8Encoding(false, throwOnInvalidBytes: false),
            detectEncodingFromByteOrderMarks: false,
            1 << 16,
            leaveOpen: true
        );
        var buffer = new char[1 << 16];
        while (reader.Read(buffer) is > 0 and var length)
            foreach (var character in buffer.AsSpan(0, length))
                if (IsWrittenSoByUtf8Alone(character))
                    return true;
        return false;
    }

    /// <summary>The lines with bytes beyond ASCII, up to a length that tells enough.</summary>
    public static byte[] Sample(Stream content)
    {
        content.Position = 0;
        using var sample = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (sample.Length < MostOfSample && content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and var length)
            foreach (var range in buffer.AsSpan(0, length).Split((byte)'\n'))
            {
                var line = buffer.AsSpan(0, length)[range];
                if (Ascii.IsValid(line))
                    continue;
                sample.Write(line);
                sample.WriteByte((byte)'\n');
                if (sample.Length >= MostOfSample)
                    break;
            }
        return sample.ToArray();
    }

    /// <summary>Latin letters and the marks of German typesetting; but not ē, whose bytes are "Ä“" in Windows.</summary>
    private static bool IsWrittenSoByUtf8Alone(char character) =>
        character
            is (>= '\u00A1' and <= '\u017F' and not (>= '\u0104' and <= '\u0117'))
                or (>= '\u2010' and <= '\u20BF')
                or (>= '\u0410' and <= '\u044F');
}
