using System.Globalization;

namespace Befragung.Delphi;

/// <summary>
/// How counts stand in sentences. Whole numbers have marks between thousands; what is no count, such as a year, is handed over as a word.
/// "{0:Person|Personen}" is the number with the word that fits it: "1 Person", "1.234 Personen". "{0:=antwortete|antworteten}" is the word alone.
/// The case is that of the words: "bei {0:Tag|Tagen}".
/// </summary>
public sealed class CountFormat(CultureInfo culture) : IFormatProvider, ICustomFormatter
{
    private const string Whole = "#,0;−#,0",
        Broken = "#,0.##########;−#,0.##########";

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : culture.GetFormat(formatType!);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) =>
        arg switch
        {
            IFormattable number when format?.IndexOf('|', StringComparison.Ordinal) is > 0 and var bar => Counted(
                number,
                format[..bar],
                format[(bar + 1)..]
            ),
            byte or short or ushort or int or uint or long when string.IsNullOrEmpty(format) => ((IFormattable)arg).ToString(
                Whole,
                culture
            ),
            IFormattable other => other.ToString(format, culture),
            _ => arg?.ToString() ?? "",
        };

    private string Counted(IFormattable number, string one, string many)
    {
        // As in "minus 1 Punkt": the word goes by the number without its sign.
        var word = Math.Abs(Convert.ToDecimal(number, CultureInfo.InvariantCulture)) == 1 ? one.TrimStart('=') : many;
        return one.StartsWith('=') ? word : $"{number.ToString(Broken, culture)} {word}";
    }
}
