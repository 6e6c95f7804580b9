using System.Buffers.Text;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>Reads contents operator by operator, each with what stands before it.</summary>
internal sealed class PdfOperators(ReadOnlyMemory<byte> data)
{
    private readonly List<(PdfToken Token, Range Range)> operands = [];

    public ReadOnlySpan<byte> Data => data.Span;

    /// <summary>What is to be done.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Where it begins, with what stands before it, and where it ends.</summary>
    public int Start { get; private set; }

    public int End { get; private set; }

    public int Count => operands.Count;

    public bool Next()
    {
        operands.Clear();
        var lexer = new PdfLexer(Data, End);
        while (lexer.Next() is var token and not PdfToken.End)
        {
            if (
                token != PdfToken.Word
                || lexer.Lexeme.SequenceEqual("true"u8)
                || lexer.Lexeme.SequenceEqual("false"u8)
                || lexer.Lexeme.SequenceEqual("null"u8)
            )
            {
                operands.Add((token, lexer.Start..lexer.Position));
                continue;
            }
            Name = Encoding.Latin1.GetString(lexer.Lexeme);
            Start = operands.Count > 0 ? operands[0].Range.Start.Value : lexer.Start;
            End = lexer.Position;
            return true;
        }
        return false;
    }

    public PdfMatrix Matrix() => new(Number(0), Number(1), Number(2), Number(3), Number(4), Number(5));

    public double Number(int operand) =>
        operand < operands.Count && Utf8Parser.TryParse(Data[operands[operand].Range], out double number, out _)
            ? number
            : throw new PdfFormatException("A number is missing in contents.");

    public string NameAt(int operand) =>
        operand < operands.Count && operands[operand] is (PdfToken.Name, var range)
            ? Encoding.Latin1.GetString(Data[range][1..])
            : throw new PdfFormatException("A name is missing in contents.");

    /// <summary>The string as it is written.</summary>
    public ReadOnlySpan<byte> TextAt(int operand) =>
        operand < operands.Count && operands[operand] is (PdfToken.Text, var range)
            ? Data[range]
            : throw new PdfFormatException("A string is missing in contents.");

    /// <summary>Where what belongs to this key of marked content stands among the operands; -1 where the key is not there.</summary>
    public int After(ReadOnlySpan<byte> key)
    {
        for (var operand = 0; operand < operands.Count; operand++)
        {
            if (Data[operands[operand].Range].SequenceEqual(key))
                return operand + 1;
        }
        return -1;
    }
}
