using System.Buffers;

namespace Befragung.Web.Reports.Pdf;

internal enum PdfToken
{
    End,
    Number,
    Text,
    Name,
    Word,
    OpenArray,
    CloseArray,
    OpenDictionary,
    CloseDictionary,
}

/// <summary>Cuts objects and page contents into words; both are written alike.</summary>
internal ref struct PdfLexer(ReadOnlySpan<byte> data, int position = 0)
{
    private static readonly SearchValues<byte> Blank = SearchValues.Create("\0\t\n\f\r "u8),
        Ends = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8),
        Turns = SearchValues.Create("()\\"u8);

    private readonly ReadOnlySpan<byte> data = data;

    /// <summary>Where the last token begins and ends.</summary>
    public int Start { get; private set; } = Math.Min(position, data.Length);

    public int Position { get; private set; } = Math.Min(position, data.Length);

    public readonly ReadOnlySpan<byte> Lexeme => data[Start..Position];

    public PdfToken Next()
    {
        Skip();
        Start = Position;
        if (Position >= data.Length)
            return PdfToken.End;
        switch (data[Position++])
        {
            case (byte)'[':
                return PdfToken.OpenArray;
            case (byte)']':
                return PdfToken.CloseArray;
            case (byte)'<' when At('<'):
                return PdfToken.OpenDictionary;
            case (byte)'>' when At('>'):
                return PdfToken.CloseDictionary;
            case (byte)'<':
                return Hexadecimal();
            case (byte)'(':
                return Parenthesised();
            case (byte)'/':
                ToEnd();
                return PdfToken.Name;
            case (byte)')' or (byte)'>' or (byte)'{' or (byte)'}':
                throw new PdfFormatException($"Unexpected character at {Start}.");
            case (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.':
                ToEnd();
                return PdfToken.Number;
            default:
                ToEnd();
                return PdfToken.Word;
        }
    }

    private void Skip()
    {
        while (Position < data.Length)
        {
            var blanks = data[Position..].IndexOfAnyExcept(Blank);
            Position = blanks < 0 ? data.Length : Position + blanks;
            if (blanks < 0 || data[Position] != '%')
                return;
            var line = data[Position..].IndexOfAny((byte)'\r', (byte)'\n');
            Position = line < 0 ? data.Length : Position + line;
        }
    }

    private bool At(char second)
    {
        if (Position >= data.Length || data[Position] != second)
            return false;
        Position++;
        return true;
    }

    private void ToEnd()
    {
        var end = data[Position..].IndexOfAny(Ends);
        Position = end < 0 ? data.Length : Position + end;
    }

    private PdfToken Hexadecimal()
    {
        var end = data[Position..].IndexOf((byte)'>');
        if (end < 0)
            throw new PdfFormatException($"A string that begins at {Start} does not end.");
        Position += end + 1;
        return PdfToken.Text;
    }

    private PdfToken Parenthesised()
    {
        for (var open = 1; open > 0; )
        {
            var turn = data[Position..].IndexOfAny(Turns);
            if (turn < 0)
                throw new PdfFormatException($"A string that begins at {Start} does not end.");
            Position += turn + 1;
            if (data[Position - 1] == '\\')
                Position = Math.Min(Position + 1, data.Length);
            else
                open += data[Position - 1] == '(' ? 1 : -1;
        }
        return PdfToken.Text;
    }
}
