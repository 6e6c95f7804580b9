using System.Buffers;
using System.Text;
using Befragung.Delphi;

namespace Befragung.Web.Exchange.Reading;

/// <summary>
/// The one place where bytes become text. UTF-8, UTF-16 and UTF-32 with or without a mark, and the code pages of Windows, DOS and Mac; what cannot be read
/// for sure is refused with its place, so that no letter is ever replaced by another. Texts are handed out in Unicode's form C, in which letters that look
/// alike are alike.
/// </summary>
/// <param name="Encoding">How the bytes are to be read.</param>
/// <param name="MarkLength">How many bytes stand before the text, to say how it is written.</param>
/// <param name="GuessedName">What the code page is called, where it is an unusual one that was recognised by its letters; else null.</param>
public sealed record TextFile(Encoding Encoding, int MarkLength, string? GuessedName)
{
    // Stands where bytes are no character. No text holds it, whereas a replacement character may have been in the file before.
    private const char Damage = '\uFFFF';
    private const char Nothing = '\0';

    private static readonly SearchValues<char> Unfit = SearchValues.Create(Damage, Rune.ReplacementChar.ToString()[0], Nothing);

    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        // The longer ones first: UTF-32 begins as UTF-16 does.
        ([0xFF, 0xFE, 0, 0], Strict("utf-32")),
        ([0, 0, 0xFE, 0xFF], Strict("utf-32BE")),
        ([0xEF, 0xBB, 0xBF], Strict("utf-8")),
        ([0xFF, 0xFE], Strict("utf-16")),
        ([0xFE, 0xFF], Strict("utf-16BE")),
    ];

    /// <exception cref="UnreadableFileException">It is no text, damaged, or written in a way that cannot be told for sure.</exception>
    public static string Read(byte[] content, FilePurpose purpose)
    {
        using var stream = new MemoryStream(content, writable: false);
        return Of(stream, purpose).TextOf(stream);
    }

    /// <summary>How a file is written: looks through all of it. The stream has to be one that can be read again.</summary>
    /// <exception cref="UnreadableFileException">It is no text, damaged, or written in a way that cannot be told for sure.</exception>
    public static TextFile Of(Stream content, FilePurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (FileKind.Refusal(content, purpose) is { } refusal)
            throw new UnreadableFileException(1, 1, refusal);
        var head = new byte[4096];
        content.Position = 0;
        var beginning = head.AsSpan(0, content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        foreach (var (mark, encoding) in Marks)
            if (beginning.StartsWith(mark))
                return new TextFile(encoding, mark.Length, null).Checked(content);
        if (beginning.Contains((byte)0))
            return WideEncoding(beginning) is { } wide ? new TextFile(wide, 0, null).Checked(content) : throw Refused(new(1, 1), Nothing);
        var plain = new TextFile(Strict("utf-8"), 0, null);
        var (place, character, hasRare) = plain.FirstUnfit(content);
        if (character is null && !hasRare)
            return plain;
        if (character is { } unfit && unfit != Damage)
            throw Refused(place, unfit);
        if (DamagedText.LooksLikeUtf8(content))
            return character is null ? plain : throw Refused(place, Damage);
        if (CodePages.Of(DamagedText.Sample(content)) is { } code)
            return new TextFile(code.Encoding, 0, code.GuessedName).Checked(content);
        return character is null
            ? plain
            : throw new UnreadableFileException(
                place.Line,
                place.Column,
                new(
                    "Ab hier ist nicht sicher, welche Buchstaben gemeint sind. Bitte speichern Sie die Datei mit der Zeichenkodierung UTF-8."
                )
            );
    }

    /// <summary>All of the text, in form C.</summary>
    public string TextOf(Stream content)
    {
        using var reader = new StreamReader(Beginning(content), Encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        return FormC(reader.ReadToEnd());
    }

    /// <summary>The text as UTF-8, for readers that go through a long file once.</summary>
    public Stream Utf8Of(Stream content)
    {
        Beginning(content);
        return Encoding.CodePage == Encoding.UTF8.CodePage
            ? content
            : Encoding.CreateTranscodingStream(content, Encoding, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>The form in which letters that look alike are alike, however they were typed.</summary>
    public static string FormC(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Ascii.IsValid(text) || text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
    }

    private Stream Beginning(Stream content)
    {
        content.Position = MarkLength;
        return content;
    }

    private TextFile Checked(Stream content) =>
        FirstUnfit(content) is (var place, { } character, _) ? throw Refused(place, character) : this;

    /// <summary>
    /// The first character that no text holds, and where it stands; and whether there are letters that hardly any text holds, but which „ß“ and a mark behind it
    /// make in Windows.
    /// </summary>
    private (Place At, char? Character, bool HasRare) FirstUnfit(Stream content)
    {
        using var reader = new StreamReader(
            Beginning(content),
            Encoding,
            detectEncodingFromByteOrderMarks: false,
            1 << 16,
            leaveOpen: true
        );
        var buffer = new char[1 << 16];
        var place = new Place(1, 1);
        var hasRare = false;
        while (reader.Read(buffer) is > 0 and var length)
        {
            var text = buffer.AsSpan(0, length);
            var index = text.IndexOfAny(Unfit);
            place = place.After(index < 0 ? text : text[..index]);
            if (index >= 0)
                return (place, text[index], hasRare);
            hasRare |= text.ContainsAnyInRange('\u0700', '\u07FF');
        }
        return (place, null, hasRare);
    }

    private static UnreadableFileException Refused(Place at, char character) =>
        new(
            at.Line,
            at.Column,
            character switch
            {
                Nothing => new("Das ist keine Textdatei."),
                Damage => new(
                    "Hier ist die Datei beschädigt: Ein Buchstabe fehlt zum Teil. Schreiben Sie ihn neu, und speichern Sie die Datei mit der Zeichenkodierung UTF-8."
                ),
                _ => new(
                    "Hier steht statt eines Buchstabens das Ersatzzeichen „{0}“: Ein anderes Programm hat die Datei falsch gelesen. Schreiben Sie den Buchstaben neu.",
                    character.ToString()
                ),
            }
        );

    /// <summary>Without a mark, the zeros in it tell how wide the characters are and on which side their first byte stands.</summary>
    private static Encoding? WideEncoding(ReadOnlySpan<byte> text)
    {
        Span<int> zeros = stackalloc int[4];
        for (var i = 0; i < text.Length; i++)
            if (text[i] == 0)
                zeros[i % 4]++;
        var quarter = text.Length / 4;
        var first = zeros[0] + zeros[2];
        var second = zeros[1] + zeros[3];
        if (zeros[2] + zeros[3] > quarter && zeros[0] == 0)
            return Strict("utf-32");
        if (zeros[0] + zeros[1] > quarter && zeros[3] == 0)
            return Strict("utf-32BE");
        if (second > quarter && first == 0)
            return Strict("utf-16");
        return first > quarter && second == 0 ? Strict("utf-16BE") : null;
    }

    private static Encoding Strict(string name) =>
        Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(Damage.ToString()));

    /// <summary>Where something stands in a text: 1-based.</summary>
    private readonly record struct Place(int Line, int Column, bool AfterReturn = false)
    {
        public Place After(ReadOnlySpan<char> text)
        {
            var (line, column, afterReturn) = this;
            foreach (var character in text)
            {
                if (character == '\n' && afterReturn)
                    column = 1;
                else if (character is '\n' or '\r')
                {
                    line++;
                    column = 1;
                }
                else
                    column++;
                afterReturn = character == '\r';
            }
            return new(line, column, afterReturn);
        }
    }
}
