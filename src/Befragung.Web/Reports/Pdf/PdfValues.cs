using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Befragung.Web.Reports.Pdf;

/// <summary>A file that is no PDF, is damaged, or is written in a way Chromium does not write; the message is for the log.</summary>
public sealed class PdfFormatException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A value of a PDF.</summary>
internal abstract record PdfValue;

/// <summary>Numbers, strings and the like, which stay as they were written unless somebody asks.</summary>
internal sealed record PdfLiteral(ReadOnlyMemory<byte> Written) : PdfValue
{
    public PdfLiteral(string written)
        : this(Encoding.Latin1.GetBytes(written)) { }

    public static PdfLiteral Null { get; } = new("null");

    public static PdfLiteral Of(int number) => new(number.ToString(CultureInfo.InvariantCulture));

    public int? Integer => Utf8Parser.TryParse(Written.Span, out int number, out var read) && read == Written.Length ? number : null;

    public double? Number => Utf8Parser.TryParse(Written.Span, out double number, out var read) && read == Written.Length ? number : null;
}

internal sealed record PdfName(string Value) : PdfValue;

internal sealed record PdfReference(int Number) : PdfValue;

internal sealed record PdfArray(List<PdfValue> Items) : PdfValue;

/// <summary>Entries in the order they were written; there are few, so looking for one is looking through them.</summary>
internal sealed record PdfDictionary(List<KeyValuePair<string, PdfValue>> Entries) : PdfValue
{
    public PdfDictionary(params ReadOnlySpan<(string Key, PdfValue Value)> entries)
        : this(new List<KeyValuePair<string, PdfValue>>(entries.Length))
    {
        foreach (var (key, value) in entries)
            Entries.Add(new(key, value));
    }

    public PdfValue? this[string key]
    {
        get
        {
            foreach (var entry in Entries)
            {
                if (entry.Key == key)
                    return entry.Value;
            }
            return null;
        }
        set
        {
            var index = Entries.FindIndex(entry => entry.Key == key);
            if (value is null)
            {
                if (index >= 0)
                    Entries.RemoveAt(index);
            }
            else if (index < 0)
            {
                Entries.Add(new(key, value));
            }
            else
            {
                Entries[index] = new(key, value);
            }
        }
    }

    public string? Name(string key) => (this[key] as PdfName)?.Value;

    public int? Integer(string key) => (this[key] as PdfLiteral)?.Integer;
}
