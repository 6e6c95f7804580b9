using System.Globalization;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>Strings of a PDF: bytes in parentheses or hexadecimal, and what people read in them.</summary>
internal static class PdfText
{
    /// <summary>The bytes of a string as it is written.</summary>
    public static byte[] Bytes(ReadOnlySpan<byte> written) =>
        written switch
        {
            [(byte)'<', .. var digits, (byte)'>'] => Hexadecimal(digits),
            [(byte)'(', .. var inside, (byte)')'] => Unescaped(inside),
            _ => throw new PdfFormatException("Not a string."),
        };

    /// <summary>As UTF-16 if it says so, otherwise as Latin-1, which the program's own encoding is for all letters of ours.</summary>
    public static string Read(ReadOnlySpan<byte> written) =>
        Bytes(written) switch
        {
            [0xFE, 0xFF, .. var utf16] => Encoding.BigEndianUnicode.GetString(utf16),
            var bytes => Encoding.Latin1.GetString(bytes),
        };

    public static PdfLiteral Write(string text) => new($"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>");

    /// <summary>A name without its slash, which writes what it may not contain by number.</summary>
    public static string Name(string written)
    {
        if (!written.Contains('#', StringComparison.Ordinal))
            return written;
        var name = new StringBuilder(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            if (
                written[i] == '#'
                && i + 2 < written.Length
                && byte.TryParse(written.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
            )
            {
                name.Append((char)code);
                i += 2;
            }
            else
            {
                name.Append(written[i]);
            }
        }
        return name.ToString();
    }

    private static byte[] Hexadecimal(ReadOnlySpan<byte> digits)
    {
        var bytes = new List<byte>(digits.Length / 2);
        var high = 0;
        var half = false;
        foreach (var digit in digits)
        {
            if (digit is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
                continue;
            if (!char.IsAsciiHexDigit((char)digit))
                throw new PdfFormatException("A hexadecimal string has other characters.");
            var value = digit <= '9' ? digit - '0' : (digit | 32) - 'a' + 10;
            if (half)
                bytes.Add((byte)((high << 4) | value));
            high = value;
            half = !half;
        }
        if (half)
            bytes.Add((byte)(high << 4));
        return [.. bytes];
    }

    private static byte[] Unescaped(ReadOnlySpan<byte> inside)
    {
        var bytes = new List<byte>(inside.Length);
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] != '\\')
            {
                bytes.Add(inside[i]);
                continue;
            }
            if (++i == inside.Length)
                break;
            var octal = 0;
            while (octal < 3 && i + octal < inside.Length && inside[i + octal] is >= (byte)'0' and <= (byte)'7')
                octal++;
            if (octal > 0)
            {
                var code = 0;
                foreach (var digit in inside.Slice(i, octal))
                    code = (code * 8) + digit - '0';
                bytes.Add((byte)code);
                i += octal - 1;
                continue;
            }
            switch (inside[i])
            {
                case (byte)'n':
                    bytes.Add((byte)'\n');
                    break;
                case (byte)'r':
                    bytes.Add((byte)'\r');
                    break;
                case (byte)'t':
                    bytes.Add((byte)'\t');
                    break;
                case (byte)'b':
                    bytes.Add((byte)'\b');
                    break;
                case (byte)'f':
                    bytes.Add((byte)'\f');
                    break;
                // A line break behind a backslash only breaks the line of the file.
                case (byte)'\n':
                    break;
                case (byte)'\r':
                    if (i + 1 < inside.Length && inside[i + 1] == '\n')
                        i++;
                    break;
                default:
                    bytes.Add(inside[i]);
                    break;
            }
        }
        return [.. bytes];
    }
}
