using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Befragung.Web.Tests.Mail;

/// <summary>A letter as it lies in the folder, read the way a mail program reads it.</summary>
internal sealed partial record Eml(string To, string Subject, string Body)
{
    public string Link => LinkPattern().Match(Body).Value;

    public static Eml Read(string path)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        var headers = text[..split]
            .Replace("\n ", " ", StringComparison.Ordinal)
            .Replace("\n\t", " ", StringComparison.Ordinal)
            .Split('\n')
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return new(
            Words(headers["To"]),
            Words(headers["Subject"]),
            Encoding.UTF8.GetString(Bytes(text[(split + 2)..].Replace("=\n", "", StringComparison.Ordinal)))
        );
    }

    /// <summary>Encoded words; between two of them, blanks do not count.</summary>
    private static string Words(string header) =>
        EncodedWord()
            .Replace(
                BetweenWords().Replace(header, "?==?"),
                word =>
                    Encoding.UTF8.GetString(
                        word.Groups["how"].Value is "B" or "b"
                            ? Convert.FromBase64String(word.Groups["what"].Value)
                            : Bytes(word.Groups["what"].Value.Replace('_', ' '))
                    )
            );

    private static byte[] Bytes(string quotedPrintable)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < quotedPrintable.Length; i++)
            if (quotedPrintable[i] == '=' && i + 2 < quotedPrintable.Length)
            {
                bytes.Add(byte.Parse(quotedPrintable.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add((byte)quotedPrintable[i]);
            }
        return [.. bytes];
    }

    [GeneratedRegex(@"=\?utf-8\?(?<how>[BbQq])\?(?<what>[^?]*)\?=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?=\s+=\?", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"http://\S+/einladung/\S+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex LinkPattern();
}
